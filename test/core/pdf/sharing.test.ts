import { expect, test } from "vitest";
import { PdfObjects, PdfReference, PdfStream } from "../../support/pdf-objects.ts";
import { assembled, drawn, linesOf, pageNumber, pagesPdf, plainDeflate, qpdfFaults, words } from "../../support/assembled.ts";
import { readPdf } from "../../support/pdf-checks.ts";
import { hasTool, skipReason } from "../../support/shared.ts";

const photo = "0123456789".repeat(5000);

/** Two pages with a picture; the first links to the second. */
const picture = pagesPdf(
  [
    { content: "q 100 0 0 100 72 500 cm /I Do Q", entries: `/Resources<</XObject<</I 100 0 R>>/Font<</F 3 0 R>>>>/Annots[<</Type/Annot/Subtype/Link/Rect[72 700 200 720]/Dest[${pageNumber(1)} 0 R/Fit]>>]` },
    { content: `${words("Anden side")} q 10 0 0 10 72 500 cm /I Do Q`, entries: "/Resources<</XObject<</I 100 0 R>>/Font<</F 3 0 R>>>>" },
  ],
  "",
  { 100: { entries: "/Type/XObject/Subtype/Image/Width 200/Height 250/BitsPerComponent 8/ColorSpace/DeviceGray", stream: photo } },
);

function count(bytes: Uint8Array, needle: string): number {
  return new TextDecoder("latin1").decode(bytes).split(needle).length - 1;
}

test("a file that is attached twice is stored once; each page has its own stamp, and links stay in their own copy", async () => {
  const other = pagesPdf([{ content: words("Andet") }]);
  const bytes = await assembled([{ bytes: picture, file: "a", stamp: "Bilag 1" }, { bytes: other, file: "b", stamp: "Bilag 2" }, { bytes: picture, file: "a", stamp: "Bilag 3" }, { bytes: picture, file: "a", stamp: "Bilag 4" }]);
  expect(qpdfFaults(bytes)).toBe("");
  expect(count(bytes, photo)).toBe(1);
  if (!hasTool("pdftotext")) return;
  expect([1, 2, 3, 4, 5, 6, 7].map((page) => linesOf(bytes, page).slice(-2))).toEqual([["Bilag 1", "1/2"], ["Bilag 1", "2/2"], ["Bilag 2", "1/1"], ["Bilag 3", "1/2"], ["Bilag 3", "2/2"], ["Bilag 4", "1/2"], ["Bilag 4", "2/2"]]);
  const { pages } = await readPdf(bytes);
  expect(pages.map(({ links }) => links.map(({ dest }) => (dest as { num: number }[])[0]?.num))).toEqual(await ownNext(bytes, [1, 4, 6]));
});

/** Object numbers of the pages after those, in the place of those. */
async function ownNext(bytes: Uint8Array, linked: readonly number[]): Promise<number[][]> {
  const pages = new PdfObjects(bytes).pages();
  return pages.map((_, index) => (linked.includes(index + 1) ? [pages[index + 1]?.number ?? 0] : []));
}

test("two files that say the same are not taken for one", async () => {
  expect(count(await assembled([{ bytes: picture, file: "a" }, { bytes: picture }]), photo)).toBe(2);
});

test("a packet that is itself an attachment keeps its own stamps' letters beside the new ones", async () => {
  const inner = await assembled([{ bytes: pagesPdf([{ content: words("Sagen") }]), stamp: "Punkt nr. 1 - Ældre sag" }], { id: "f".repeat(32) });
  const full = { foot: Array.from({ length: 32 }, () => 0), head: Array.from({ length: 32 }, () => 0) };
  const twice = await assembled([{ bytes: inner, stamp: "Zebra Xylofon Qvist", ink: full }]);
  if (skipReason(hasTool("pdftotext") ? null : "pdftotext is not here")) return;
  expect(linesOf(twice, 1).join("\n")).toContain("Punkt nr. 1 - Ældre sag");
  expect(linesOf(twice, 1).join("\n")).toContain("Zebra Xylofon Qvist");
});

test("an encrypted attachment that needs no password arrives in the clear", async () => {
  if (skipReason(hasTool("qpdf") && hasTool("pdftotext") ? null : "qpdf is not here")) return;
  const { execFileSync } = await import("node:child_process");
  const { mkdtempSync, readFileSync, rmSync, writeFileSync } = await import("node:fs");
  const { join } = await import("node:path");
  const { tmpdir } = await import("node:os");
  const folder = mkdtempSync(join(tmpdir(), "locked-"));
  try {
    const plain = pagesPdf([{ content: words("Kan udtales"), entries: "/Annots[<</Type/Annot/Subtype/Text/Rect[9 9 20 20]/Contents(Note \\(1\\))/T(Aase)>>]" }]);
    writeFileSync(join(folder, "a.pdf"), plain);
    for (const bits of [["40"], ["128", "--use-aes=n"], ["128", "--use-aes=y"], ["256"]]) {
      execFileSync("qpdf", ["--allow-weak-crypto", "--stream-data=preserve", "--encrypt", "", "ejer", ...bits, "--", join(folder, "a.pdf"), join(folder, "b.pdf")]);
      const bytes = await assembled([{ bytes: new Uint8Array(readFileSync(join(folder, "b.pdf"))), stamp: "Bilag 1" }], { deflate: plainDeflate });
      expect(qpdfFaults(bytes)).toBe("");
      const text = new TextDecoder("latin1").decode(bytes);
      expect(text).not.toContain("/Encrypt");
      expect(text, bits.join(" ")).toContain("(Kan udtales) Tj");
      expect(text).toContain("(Note \\(1\\))");
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

const poppler = hasTool("pdftoppm");

test.skipIf(skipReason(poppler ? null : "pdftoppm is not here"))("content in disorder neither moves, scales, colours nor hides the stamp", async () => {
  const foot = async (content: string, parts: readonly string[] = []) => {
    const source = pagesPdf([{ content, ...(parts.length > 0 && { entries: `/Contents[11 0 R ${parts.map((_, index) => `${100 + index} 0 R`).join(" ")}]` }) }], "", Object.fromEntries(parts.map((stream, index) => [100 + index, { entries: "", stream }])));
    const picture = drawn(await assembled([{ bytes: source, stamp: "Bilag 1 - Side -1 af 1" }]), 1);
    return Array.from({ length: 70 * picture.width }, (_, index) => picture.at(index % picture.width, 772 + Math.floor(index / picture.width))).join();
  };
  const sound = await foot(words("Sagen"));
  expect(sound).not.toBe(await foot(`${words("Sagen")} ${words("foden", 40, 20)}`));
  const disorders = [
    "q q q 0.1 0 0 0.1 0 0 cm", "Q Q Q 0.1 0 0 0.1 200 200 cm", "Q q Q Q 5 0 0 5 0 0 cm 1 0 0 rg", "q 0 0 1 1 re W n", "BT /F 30 Tf 3 Tr 5 Tc 50 Tz 9 Ts (x) Tj",
    "BT 7 Tr 72 300 Td /F 20 Tf (klip) Tj", "/Span BMC /Span BMC q BT", `${words("Sagen")} % en bemaerkning uden linjeskift`, "q 0.1 0 0 0.1 0 0 cm % Q Q (", "q 0.2 0 0 0.2 0 0 cm (Q\\) Q) pop", "1 0 0 RG 0 1 0 rg 9 w 2 J [3 3] 0 d", "EMC EMC EMC Q", "ET ET Q Q 3 0 0 3 9 9 cm",
    "q 0.3 0 0 0.3 200 300 cm BI /W 4 /H 1 /BPC 8 /CS /G ID Q Q EI", "q 2 0 0 2 0 0 cm (ikke lukket", "q 2 0 0 2 0 0 cm [(a) 12", "q 2 0 0 2 0 0 cm <abcd", "q 2 0 0 2 0 0 cm /Span << /MCID 1 ", "q 2 0 0 2 200 300 cm BI /W 4 /H 1 /BPC 8 /CS /G ID Q Q ",
  ];
  const broken: string[] = [];
  for (const disorder of disorders) if ((await foot(disorder)) !== sound) broken.push(disorder);
  expect(broken).toEqual([]);
  expect(await foot("q 0.3 0 0", ["0.3 7 7 cm", " BT"]) === sound, "torn over streams").toBe(true);
});

test("a page that ends in a comment or in the middle of a line does not run on into its stamp, for readers that join the streams", async () => {
  const stampOf = async (content: string) => {
    const [page] = (await readPdf(await assembled([{ bytes: pagesPdf([{ content }]), stamp: "Bilag 1" }]))).pages;
    return page?.items.find(({ text }) => text === "Bilag 1");
  };
  const sound = await stampOf("");
  expect(sound?.size).toBe(8);
  for (const content of ["q 0.1 0 0 0.1 0 0 cm % en bemaerkning", "q 0.1 0 0 0.1 0 0 cm q Q", "q 3 0 0 3 0 0 cm BT ET"]) expect(await stampOf(content), content).toEqual(sound);
});

test.skipIf(!poppler)("what lay outside the visible page does not appear in the strip that is made for the stamp", async () => {
  const full = { foot: Array.from({ length: 32 }, () => 0), head: Array.from({ length: 32 }, () => 0) };
  const mark = (y: number) => `<</Type/Annot/Subtype/Square/Rect[100 ${y} 500 ${y + 40}]/F 4/IC[0 0 0]/C[0 0 0]/AP<</N 100 0 R>>>>`;
  const black = { entries: "/Type/XObject/Subtype/Form/BBox[0 0 400 40]", stream: "0 0 400 40 re f" };
  const source = pagesPdf([{ content: "0 0 595 842 re f 1 g 100 200 395 442 re f", entries: `/CropBox[100 200 495 642]/Annots[${mark(140)}${mark(300)}]` }], "", { 100: black });
  const picture = drawn(await assembled([{ bytes: source, stamp: "Bilag 1", ink: full }]), 1);
  expect(picture.height).toBeGreaterThan(442);
  const strip = picture.ink([0, 442, picture.width, picture.height]);
  expect(strip).toBeGreaterThan(20);
  expect(strip).toBeLessThan(400);
  expect(picture.ink([0, 0, picture.width, 442])).toBeGreaterThan(10_000);
});

test("each stream of an attachment is copied as it stands, without being packed anew", async () => {
  const pdf = new PdfObjects(await assembled([{ bytes: picture, stamp: "Bilag 1" }]));
  const streams = pdf.numbers.map((number) => pdf.resolve(new PdfReference(number))).filter((value) => value instanceof PdfStream);
  expect(streams.some((stream) => Buffer.from(stream.raw).toString("latin1") === photo)).toBe(true);
});
