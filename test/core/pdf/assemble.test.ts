import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Bookmark } from "../../../core/pdf/assemble.ts";
import { assembled, pagesPdf, plainDeflate, qpdfFaults, words } from "../../support/assembled.ts";
import { hasTool, readPdf, runOverPdf } from "../../support/pdf-checks.ts";
import { nameOf, PdfObjects, type PdfReference, type PdfString } from "../../support/pdf-objects.ts";

const sheet = pagesPdf([{ content: words("Sagen") }]);

test("five thousand pages hang in a tree where no branch is long and every count is right", async () => {
  const bytes = await assembled(Array.from({ length: 50 }, () => ({ bytes: hundred, file: "a" })));
  expect(qpdfFaults(bytes)).toBe("");
  const pdf = new PdfObjects(bytes);
  let [pages, deepest] = [0, 0];
  const walk = (node: PdfReference, parent: PdfReference | null, depth: number): number => {
    deepest = Math.max(deepest, depth);
    const above = (pdf.resolve(node) as { entries: Map<string, PdfReference> }).entries.get("Parent");
    expect(above?.number).toBe(parent?.number);
    if (nameOf(pdf.get(node, "Type")) === "Page") {
      pages += 1;
      return 1;
    }
    const kids = pdf.get(node, "Kids") as PdfReference[];
    expect(kids.length).toBeLessThanOrEqual(64);
    const count = kids.reduce((sum, kid) => sum + walk(kid, node, depth + 1), 0);
    expect(pdf.get(node, "Count")).toBe(count);
    return count;
  };
  walk(pdf.catalog.entries.get("Pages") as PdfReference, null, 0);
  expect([pages, deepest]).toEqual([5000, 3]);
});

const hundred = pagesPdf(Array.from({ length: 100 }, (_, index) => ({ content: words(`Side ${index + 1}`) })));

const poppler = hasTool("pdfinfo", "-v");

test.skipIf(!poppler)("one page, 64, 65 and 4,097 are as many in every reader", async () => {
  for (const count of [1, 64, 65, 4097]) {
    const source = pagesPdf(Array.from({ length: count }, () => ({})));
    expect(runOverPdf(await assembled([{ bytes: source }]), "pdfinfo", ["{}"]).output).toMatch(new RegExp(`Pages: +${count}\n`));
  }
});

const outline = (): Bookmark[] => [
  { title: "Økonomi (2027) \\ Ærø & Ålborg", place: { page: 1, view: "/Fit" }, open: true, children: [{ title: "🙂 ≥ 3 → \u{1f1e9}\u{1f1f0}", place: { page: 1, view: "/XYZ 0 0 null" }, open: false, children: [{ title: "))/Dest[", place: null, open: false, children: [] }] }] },
  { title: "e\u0301 og \u00e9", place: { page: 1, view: "/Fit" }, open: false, children: [] },
];

test("titles with parentheses, backslashes, Danish letters and pictures are read as they were written", async () => {
  const title = "Pakke (»A\\B«) <&> 🙂 )/JS(";
  const bytes = await assembled([{ bytes: sheet }], { title, author: "Udvalget for (å) \\", subject: "%>>endobj", outline });
  expect(qpdfFaults(bytes)).toBe("");
  const read = await readPdf(bytes);
  expect(read.info).toMatchObject({ Title: title, Author: "Udvalget for (å) \\", Subject: "%>>endobj", Producer: "Forelæg", Creator: "Forelæg", CreationDate: "D:20270316100000Z", Language: "da-DK" });
  expect(read.outline).toEqual([
    { title: "Økonomi (2027) \\ Ærø & Ålborg", page: 0, items: [{ title: "🙂 ≥ 3 → \u{1f1e9}\u{1f1f0}", page: 0, items: [{ title: "))/Dest[", page: -1, items: [] }] }] },
    { title: "e\u0301 og \u00e9", page: 0, items: [] },
  ]);
  if (poppler) expect(runOverPdf(bytes, "pdfinfo", ["{}"]).output).toContain(`Title:           ${title}`);
  expect(read.labels).toEqual(["1"]);
});

test("an outline shows as much as is open", async () => {
  const pdf = new PdfObjects(await assembled([{ bytes: sheet }], { outline }));
  const root = pdf.get(pdf.catalog, "Outlines");
  expect(pdf.get(root, "Count")).toBe(3);
  const first = pdf.get(root, "First");
  expect([pdf.get(first, "Count"), pdf.get(pdf.get(first, "First"), "Count"), pdf.get(pdf.get(root, "Last"), "Count")]).toEqual([1, -1, null]);
  expect(nameOf(pdf.get(pdf.catalog, "PageMode"))).toBe("UseOutlines");
});

test("a thousand anchors are all found, by binary search as readers do", async () => {
  const bytes = await assembled(Array.from({ length: 300 }, (_, index) => ({ bytes: sheet, file: "a", anchor: `bilag-item-${index}-(${index % 7})` })));
  expect(qpdfFaults(bytes)).toBe("");
  const { destinations } = await readPdf(bytes);
  for (let index = 0; index < 300; index++) expect(destinations.get(`bilag-item-${index}-(${index % 7})`)).toBe(index);
  const pdf = new PdfObjects(bytes);
  const kids = pdf.get(pdf.get(pdf.get(pdf.catalog, "Names"), "Dests"), "Kids") as PdfReference[];
  const limits = kids.flatMap((kid) => (pdf.get(kid, "Limits") as PdfString[]).map((name) => name.bytes));
  expect(limits).toEqual(limits.toSorted());
});

test("of the sources' metadata, scripts and private data nothing comes along", async () => {
  const secret = (name: string) => `HEMMELIG-${name}`;
  const source = pagesPdf(
    [{ content: words("Sagen"), entries: `/Metadata 101 0 R/PieceInfo<</App<</LastModified(D:2001)/Private(${secret("piece")})>>>>/Thumb 102 0 R/LastModified(D:20010101)/AA<</O<</S/JavaScript/JS(${secret("js")})>>>>/B[103 0 R]/ID(${secret("pageid")})/AF[104 0 R]` }],
    `/Metadata 100 0 R/Names<</EmbeddedFiles<</Names[(a)104 0 R]>>/JavaScript<</Names[(x)<</S/JavaScript/JS(${secret("js")})>>]>>>>/PieceInfo<</App<</Private(${secret("piece")})>>>>/Lang(en)/URI<</Base(https://${secret("base")})>>/SpiderInfo<<>>/PageLabels<</Nums[0<</P(${secret("label")})>>]>>/Threads[103 0 R]/AF[104 0 R]`,
    {
      100: { entries: "/Type/Metadata/Subtype/XML", stream: `<x>${secret("xmp")}</x>` },
      101: { entries: "/Type/Metadata/Subtype/XML", stream: `<x>${secret("pagexmp")}</x>` },
      102: { entries: "/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray", stream: "T" },
      103: `<</Type/Thread/I<</Title(${secret("thread")})>>>>`,
      104: `<</Type/Filespec/F(${secret("fil")})/EF<</F 105 0 R>>>>`,
      105: { entries: "/Type/EmbeddedFile", stream: secret("indhold") },
    },
  );
  const bytes = await assembled([{ bytes: source, stamp: "Bilag 1" }], { deflate: plainDeflate });
  expect(qpdfFaults(bytes)).toBe("");
  expect(new TextDecoder("latin1").decode(bytes)).not.toMatch(/HEMMELIG|PieceInfo|EmbeddedFile|\/Thumb|Thread|Filespec|\/JS/);
});

test("the same papers give the same bytes, in another process and another time zone too", async () => {
  const script = `
    import { assembled, pagesPdf, words } from ${JSON.stringify(join(import.meta.dirname, "../../support/assembled.ts"))};
    import { createHash } from "node:crypto";
    const bytes = await assembled([{ bytes: pagesPdf([{ content: words("Sagen") }]), stamp: "Bilag 1 – Ærø", anchor: "a", file: "x" }, { bytes: pagesPdf([{}, {}]), stamp: "Bilag 2" }]);
    console.log(createHash("sha256").update(bytes).digest("hex"));
  `;
  const run = (zone: string, language: string) => execFileSync(process.execPath, ["--input-type=module-typescript", "-e", script], { encoding: "utf8", env: { ...process.env, TZ: zone, LANG: language } }).trim();
  const first = run("Pacific/Auckland", "da_DK.UTF-8");
  expect(first).toMatch(/^[0-9a-f]{64}$/);
  expect(run("America/New_York", "C")).toBe(first);
});

test.skipIf(!hasTool("qpdf"))("no parts make a file without pages", async () => {
  const bytes = await assembled([]);
  expect(runOverPdf(bytes, "qpdf", ["--show-npages", "{}"]).output.trim()).toBe("0");
});
