import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { zlibSync } from "fflate";
import { describe, expect, test } from "vitest";
import { joinSegments } from "../../../core/pdf/join-segments.ts";
import { type Lifted, type LiftOptions, liftPages } from "../../../core/pdf/lift-pages.ts";
import { openSource } from "../../../core/pdf/open-source.ts";
import { decodedContent } from "../../../core/pdf/page-content.ts";
import { numberText } from "../../../core/pdf/value-text.ts";
import { onePage, rawPdf } from "../../support/raw-pdf.ts";
import { hasTool, skipReason } from "../../support/shared.ts";

const lift = async (bytes: Uint8Array, options: LiftOptions = {}): Promise<Lifted> => liftPages(await openSource(bytes), options);
// The standard's latin1 is windows-1252.
const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");
const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const contentOf = async (bytes: Uint8Array): Promise<string> => {
  const { pages, resolve } = await openSource(bytes);
  return pages.map((page) => latin(decodedContent(page, resolve).bytes)).join("");
};

/** A file to which a second version of its content was appended, as programs do that annotate; its first table stands after some blanks. */
function updated(earlier: (start: number) => number): Uint8Array {
  const first = latin(onePage("(Første) Tj")).replace(/xref\n0/, "        xref\n0");
  const start = Number(/startxref\n(\d+)/.exec(first)?.[1]);
  const content = "4 0 obj\n<</Length 10>>\nstream\n(Andet) Tj\nendstream\nendobj\n";
  const table = `xref\n4 1\n${String(first.length).padStart(10, "0")} 00000 n \ntrailer\n<</Size 6/Root 1 0 R/Prev ${earlier(start)}>>\nstartxref\n${first.length + content.length}\n%%EOF\n`;
  return bytesOf(first + content + table);
}

describe("a file with several tables of objects", () => {
  test("is read through all of them, also where one stands a few blanks after its place", async () => {
    const bytes = updated((start) => start);
    const before = bytes.slice();
    expect(await openSource(bytes)).toMatchObject({ rebuilt: false, pages: [{ objectNumber: 3 }] });
    expect(await contentOf(bytes)).toBe("(Andet) Tj");
    expect(bytes).toEqual(before);
  });

  test("is searched for its objects where one is missing", async () => {
    const bytes = updated((start) => start - 40);
    expect(await openSource(bytes)).toMatchObject({ rebuilt: true, pages: [{ objectNumber: 3 }] });
    expect(await contentOf(bytes)).toBe("(Andet) Tj");
  });

  test("is searched for its objects where its tables lead to no pages", async () => {
    const lost = latin(onePage("(En) Tj")).replace(/(\d{10}) 00000 n \n(\d{10}) 00000 n \n/, "$2 00000 n \n0000000015 00000 n \n");
    expect(await openSource(bytesOf(lost))).toMatchObject({ rebuilt: true, pages: [{ objectNumber: 3 }] });
  });

  test("is read where the earlier one is said to be at nought, which is nowhere", async () => {
    const whole = latin(onePage("(En) Tj")).replace("/Root 1 0 R>>", "/Root 1 0 R/Prev 0>>");
    expect(await openSource(bytesOf(whole))).toMatchObject({ rebuilt: false });
  });
});

describe("data that end early", () => {
  const whole = zlibSync(bytesOf(Array.from({ length: 5000 }, (_, index) => `${index} 0 100 ${(index * 7919) % 997} re f\n`).join("")));
  /** A page that shows a form of such data. */
  const showing = (data: Uint8Array, filter = "/FlateDecode"): Uint8Array =>
    rawPdf([
      "<</Type/Catalog/Pages 2 0 R>>",
      "<</Type/Pages/Count 1/Kids[3 0 R]>>",
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>",
      { entries: "", stream: "/X Do" },
      { entries: `/Type/XObject/Subtype/Form/BBox[0 0 200 200]/Filter${filter}`, stream: latin(data) },
    ]);

  test("are taken as far as they go", async () => {
    const lifted = await lift(showing(whole.slice().fill(0xff, whole.length / 2)), { mend: true });
    expect(lifted.mended).toBe(true);
    expect(latin(joinSegments([lifted]))).toContain("1 0 100 940 re f");
  });

  test.skipIf(skipReason(hasTool("qpdf") ? null : "qpdf is not installed"))("do not make the packet unsound", async () => {
    const torn = showing(bytesOf("9jqo^BlbD-{{{{{{{{~>"), "/ASCII85Decode");
    expect(check(joinSegments([await lift(torn)]))).not.toBe(0);
    expect(check(joinSegments([await lift(torn, { mend: true })]))).toBe(0);
  });

  test("are copied untouched where they are whole", async () => {
    const lifted = await lift(showing(whole), { mend: true });
    expect(lifted.mended).toBe(false);
    expect(lifted.objects.some((object) => object?.stream && latin(object.stream) === latin(whole))).toBe(true);
  });

  test("of a kind that hardly a reader can decode are left out where that is allowed, and refused where it is not", async () => {
    expect((await lift(showing(whole, "/BrotliDecode"), { mend: true })).mended).toBe(true);
    await expect(lift(showing(whole, "/BrotliDecode"))).rejects.toMatchObject({ trouble: "damaged" });
  });

  test("in a page's content do not come as an empty page where nothing of them can be read", async () => {
    const unknown = latin(onePage("0 0 100 100 re f")).replace("/Length 16", "/Filter/BrotliDecode/Length 16");
    await expect(lift(bytesOf(unknown), { mend: true })).rejects.toMatchObject({ trouble: "damaged" });
  });
});

test("content is read where its filters have their short names", async () => {
  const hex = onePage("30203020313030203130302072652066>");
  expect(await contentOf(bytesOf(latin(hex).replace("/Length", "/Filter/AHx/Length")))).toBe("0 0 100 100 re f");
});

describe("a font whose name is not in English letters", () => {
  const named = (key: string): Uint8Array => rawPdf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>", `<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Resources<</Font<</${key} 4 0 R>>>>>>`, "<</Type/Font/Subtype/Type1/BaseFont/#cb#ce#cc#e5>>"]);
  const resources = async (key: string): Promise<string> => {
    const { objects, pages } = await lift(named(key));
    return objects[pages[0]?.resources ?? -1]?.body ?? "";
  };

  test.each([["in bytes of UTF-8", "Br#c3#b8d", "Br#c3#b8d"], ["in bytes of Latin", "Br\xf8d", "Br#f8d"], ["with letters beyond Latin", "Br#c3#b8d#e2#82#ac", "Br#c3#b8d#e2#82#ac"]])("is found by the content that asks for it %s", async (_, key, spelling) => {
    expect(await resources(key)).toContain(`/${spelling} `);
  });

  test("is taken though what it is called cannot be read, but not where its key cannot", async () => {
    expect((await lift(named("F"))).pages).toHaveLength(1);
    await expect(lift(named("F#cb#ce"))).rejects.toMatchObject({ trouble: "damaged" });
  });
});

test("small numbers keep their digits: fonts' and patterns' matrices are made of them", () => {
  expect([0.00048828125, -0.00000012345678, 1e-9, 1e-30, 0.1 + 0.2, 12.3456789, 1e300, -0].map(numberText)).toEqual(["0.00048828125", "-0.00000012345678", "0.000000001", "0", "0.3", "12.345679", "0", "0"]);
});

test("a page with more annotations than readers bear is not let into a packet, whose later pages would be lost with it", async () => {
  const crowded = (count: number): Uint8Array => onePage("", `/MediaBox[0 0 200 200]/Annots[${"6 0 R ".repeat(count)}]`, "", ["<</Type/Annot/Subtype/Square/Rect[0 0 9 9]>>"]);
  expect((await lift(crowded(10_000))).pages).toHaveLength(1);
  await expect(lift(crowded(10_001))).rejects.toMatchObject({ trouble: "damaged" });
});

/** What qpdf says of a file: 0 where it is sound. */
function check(pdf: Uint8Array): number | null {
  const folder = mkdtempSync(join(tmpdir(), "forelaeg-check-"));
  writeFileSync(join(folder, "a.pdf"), pdf);
  const { status } = spawnSync("qpdf", ["--check", join(folder, "a.pdf")], { stdio: "ignore" });
  rmSync(folder, { recursive: true });
  return status;
}
