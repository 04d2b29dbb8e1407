import PDFDocument from "pdfkit";
import { describe, expect, test } from "vitest";
import { examinePdf, type ExamineMode } from "../../../core/prepare/examine-pdf.ts";
import { openReader } from "../../../core/prepare/open-reader.ts";
import type { PreparedFile } from "../../../core/prepare/prepared-file.ts";
import { helvetica, onePage, rawPdf } from "../../support/raw-pdf.ts";
import { examineTools } from "../../support/reader-tools.ts";

const examine = (bytes: Uint8Array, { password = null, mode = "both" }: { password?: string | null; mode?: ExamineMode } = {}): Promise<PreparedFile> => examinePdf({ bytes, password }, examineTools, mode);

const line = "BT /F 12 Tf 72 40 Td (Referat af mødet) Tj ET".replace("ø", "\xf8");

describe("a sound file", () => {
  test("is taken as it is, with its words, and what is free at its foot", async () => {
    const found = await examine(onePage(line));
    expect(found).toMatchObject({ outcome: "as-is", reasons: [], pagesIn: 1, text: "Referat af mødet", made: null });
    expect(found.pages[0]).toMatchObject({ width: 595, height: 842, unbalanced: [0, ""] });
    const { foot, head } = found.pages[0]?.ink ?? { foot: [], head: [] };
    // The line stands 40 points above the foot, between 72 and some 160 points; only f and j reach below it.
    expect(foot.slice(4, 8).every((free) => free > 34 && free <= 40)).toBe(true);
    expect([foot[2], foot[12], Math.min(...head)]).toEqual([200, 200, 200]);
  });

  test("is measured as its reader sees it: turned, cropped and enlarged", async () => {
    // The line stands at the left edge of what is seen when the page is turned a quarter.
    const turned = await examine(onePage(line, "/MediaBox[0 0 595 842]/Rotate 90"));
    expect(turned.pages[0]).toMatchObject({ width: 842, height: 595 });
    expect(Math.min(...(turned.pages[0]?.ink?.foot ?? []))).toBe(200);
    const cropped = await examine(onePage(line, "/MediaBox[0 0 595 842]/CropBox[50 20 450 620]/UserUnit 2"));
    expect(cropped.pages[0]).toMatchObject({ width: 800, height: 1200 });
    const foot = cropped.pages[0]?.ink?.foot[3] ?? 0;
    expect(foot > 28 && foot <= 40).toBe(true);
  });

  test("has the print of a page that looks alike, and another than one in which a digit differs", async () => {
    const print = async (bytes: Uint8Array): Promise<string | undefined> => (await examine(bytes)).pages[0]?.print;
    const amount = (digits: string): Uint8Array => onePage(`BT /F 10 Tf 72 400 Td (Udgift: ${digits} kr.) Tj ET`);
    expect(await print(amount("1200"))).toBe(await print(onePage("% skrevet igen\nq BT /F 10 Tf 1 0 0 1 72 400 Tm (Udgift: 1200 kr.) Tj ET Q", "/MediaBox[0 0 595 842]/Rotate 360")));
    expect(await print(amount("1200"))).not.toBe(await print(amount("1300")));
    // A mark in a scan has no words.
    expect(await print(onePage("0 g 100 100 20 2 re f"))).not.toBe(await print(onePage("0 g 100 140 20 2 re f")));
  });

  test("says what no packet can carry along", async () => {
    const script = "/Names<</JavaScript<</Names[(a) 6 0 R]>>>>";
    expect((await examine(onePage(line, undefined, script, ["<</S/JavaScript/JS(app.alert\\(1\\))>>"]))).reasons).toEqual(["scripts-dropped"]);
    expect((await examine(onePage(line, undefined, "/AcroForm<</SigFlags 3/Fields[]>>"))).reasons).toEqual(["signature-void"]);
  });
});

describe("an encrypted file", () => {
  const locked = pdfkit("Fortroligt bilag", { userPassword: "hemmelig", ownerPassword: "ejer" });

  test("is a slip without its password and with a wrong one", async () => {
    expect(await examine(await locked)).toMatchObject({ outcome: "slip", reasons: ["password"], pages: [] });
    expect(await examine(await locked, { password: "forkert" })).toMatchObject({ outcome: "slip", reasons: ["wrong-password"] });
  });

  test("is unlocked with its password: the pages kept need none", async () => {
    const found = await examine(await locked, { password: "hemmelig" });
    expect(found).toMatchObject({ outcome: "repaired", reasons: ["unlocked"], pagesIn: 1, text: expect.stringContaining("Fortroligt bilag") });
    expect(await examine(found.made ?? new Uint8Array(0))).toMatchObject({ outcome: "as-is", text: expect.stringContaining("Fortroligt bilag") });
  });

  test("is unlocked by the second reader where the first must not touch it", async () => {
    const found = await examine(await locked, { password: "hemmelig", mode: "second" });
    expect(found).toMatchObject({ outcome: "repaired", reasons: ["unlocked", "rewritten"], pagesIn: 1 });
    expect(await examine(found.made ?? new Uint8Array(0))).toMatchObject({ outcome: "as-is", text: expect.stringContaining("Fortroligt bilag") });
  });

  test("is taken as it is where no password is asked for, also if one was given", async () => {
    const open = await pdfkit("Kun læsning", { ownerPassword: "ejer" });
    expect(await examine(open, { password: "noget andet" })).toMatchObject({ outcome: "as-is", reasons: [], made: null, text: expect.stringContaining("Kun læsning") });
  });
});

test("a file of which only the files inside are encrypted has its pages taken, and the files named as missing", async () => {
  const filters = (paper: string): string => `<</Filter/Standard/V 4/R 4/Length 128/P -4/O<${"6f".repeat(32)}>/U<${"75".repeat(32)}>/CF<</StdCF<</AuthEvent/EFOpen/CFM/AESV2/Length 16>>>>/EFF/StdCF/StmF/${paper}/StrF/${paper}>>`;
  const locked = (paper: string): Uint8Array => rawPdf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>", { entries: "", stream: "BT /F 12 Tf 72 100 Td (Brev) Tj ET" }, helvetica, filters(paper)], "/Encrypt 6 0 R/ID[<00><00>]");
  const found = await examine(locked("Identity"));
  expect(found).toMatchObject({ outcome: "repaired", reasons: ["parts-missing"], pagesIn: 1, text: "Brev" });
  expect(await examine(found.made ?? new Uint8Array(0))).toMatchObject({ outcome: "as-is", text: "Brev" });
  expect(await examine(locked("StdCF"))).toMatchObject({ outcome: "slip", reasons: ["password"] });
});

describe("a damaged file", () => {
  test("without its table of objects is taken, and the repair is named", async () => {
    const whole = onePage(line);
    const found = await examine(whole.subarray(0, whole.length - 150));
    expect(found).toMatchObject({ outcome: "repaired", reasons: ["index-rebuilt"], pagesIn: 1, text: "Referat af mødet" });
  });

  test("that the first reader must not touch is written anew by the second", async () => {
    const found = await examine(onePage(line), { mode: "second" });
    expect(found).toMatchObject({ outcome: "repaired", reasons: ["rewritten"], pagesIn: 1, text: "Referat af mødet" });
    expect(await examine(found.made ?? new Uint8Array(0))).toMatchObject({ outcome: "as-is", text: "Referat af mødet" });
  });

  test("that hides a layer becomes pictures rather than show it when it is written anew", async () => {
    const hiding = onePage("/OC /L BDC 0 g 0 0 595 842 re f EMC", "/MediaBox[0 0 595 842]/Resources<</Properties<</L 6 0 R>>>>", "/OCProperties<</OCGs[6 0 R]/D<</OFF[6 0 R]/Order[6 0 R]>>>>", ["<</Type/OCG/Name(Udkast)>>"]);
    const found = await examine(hiding, { mode: "second" });
    expect(found).toMatchObject({ outcome: "pictures", reasons: ["pictured"], pagesIn: 1 });
    expect(await darkness(found.made)).toBe(0);
    expect(await darkness(hiding)).toBe(0);
  });

  test("is shown as pictures where nothing else is allowed, at the size that its reader sees", async () => {
    const found = await examine(onePage(line, "/MediaBox[0 0 300 150]/Rotate 90/UserUnit 2"), { mode: "pictures" });
    expect(found).toMatchObject({ outcome: "pictures", reasons: ["pictured"], pagesIn: 1, text: "Referat af mødet" });
    expect(found.pages[0]).toMatchObject({ width: 300, height: 600 });
    const again = await examine(found.made ?? new Uint8Array(0));
    expect(again).toMatchObject({ outcome: "as-is", text: "" });
    expect(again.pages[0]).toMatchObject({ width: 300, height: 600 });
  });

  test("beyond reading is a slip", async () => {
    expect(await examine(Uint8Array.from("%PDF-1.7\nintet her", (letter) => letter.charCodeAt(0)))).toMatchObject({ outcome: "slip", reasons: ["damaged"], pagesIn: null, pages: [] });
  });
});

describe("a form", () => {
  const field = (more: string, value = "Anna Lund"): Uint8Array =>
    onePage("0 0 m S", "/MediaBox[0 0 400 200]/Annots[6 0 R]", `/AcroForm<</Fields[6 0 R]/DA(/F 12 Tf 0 g)/DR<</Font<</F 5 0 R>>>>${more}>>`, [`<</Type/Annot/Subtype/Widget/FT/Tx/T(navn)/V(${value})/DA(/F 12 Tf 0 g)/Rect[50 50 350 80]/F 4>>`]);

  test.each([["that asks its reader to draw its fields", "/NeedAppearances true"], ["whose fields nobody has drawn", ""]])("%s shows what they hold", async (_, more) => {
    const found = await examine(field(more));
    expect(found).toMatchObject({ outcome: "repaired", reasons: ["rewritten"], pagesIn: 1 });
    expect(await darkness(found.made)).toBeGreaterThan(0.0005);
  });

  test("that other readers can only say they cannot show is a slip", async () => {
    const waiting = onePage("BT /F 12 Tf 50 700 Td (Please wait... You need Adobe Reader 8.0 or later.) Tj ET", undefined, "/NeedsRendering true/AcroForm<</Fields[]/XFA 6 0 R>>", ["<</Length 0>>\nstream\n\nendstream"]);
    expect(await examine(waiting)).toMatchObject({ outcome: "slip", reasons: ["dynamic-form"], pagesIn: 1 });
  });
});

describe("a hostile file", () => {
  test("with a cycle in its page tree has the pages that can be reached", async () => {
    const cycle = rawPdf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 2/Kids[3 0 R 2 0 R]>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>", { entries: "", stream: "BT /F 12 Tf 72 100 Td (En) Tj ET" }, helvetica]);
    expect((await examine(cycle)).pages).toHaveLength(1);
  });

  test("that claims a million pages has those that are there", async () => {
    const boast = rawPdf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1000000/Kids[3 0 R]>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]>>"]);
    expect((await examine(boast)).pages).toHaveLength(1);
  });

  test("with a page as large as a field is drawn small", async () => {
    const found = await examine(onePage(line, "/MediaBox[0 0 900000 900000]"));
    expect(found.pages[0]?.ink?.foot).toHaveLength(32);
  });

  test("with a picture of a billion pixels is taken, and its page counts as full", async () => {
    const huge = onePage("q 500 0 0 500 0 0 cm /I Do Q", "/MediaBox[0 0 500 500]/Resources<</XObject<</I 6 0 R>>>>", "", ["<</Type/XObject/Subtype/Image/Width 40000/Height 40000/ColorSpace/DeviceGray/BitsPerComponent 8/Length 2>>\nstream\n\xff\xff\nendstream"]);
    const found = await examine(huge);
    expect(found).toMatchObject({ outcome: "as-is", pagesIn: 1 });
    expect(found.pages[0]?.ink).toBeNull();
    expect(found.pages[0]?.print).toMatch(/^[0-9a-f]{64}$/);
  });
});

/** The part of a PDF's first page that is dark. */
async function darkness(pdf: Uint8Array | null): Promise<number> {
  const reader = await openReader(pdf ?? new Uint8Array(0), null, examineTools);
  if (typeof reader === "string") throw new Error(reader);
  const page = await reader.page(1);
  const pixels = await page?.draw(1, 10_000);
  await reader.close();
  if (!pixels) throw new Error("not drawn");
  let dark = 0;
  for (let at = 0; at < pixels.data.length; at += 4) if ((pixels.data[at] ?? 0) < 128) dark += 1;
  return dark / (pixels.width * pixels.height);
}

function pdfkit(text: string, options: PDFKit.PDFDocumentOptions): Promise<Uint8Array> {
  return new Promise((resolve) => {
    const document = new PDFDocument(options);
    const parts: Buffer[] = [];
    document.on("data", (part: Buffer) => parts.push(part)).on("end", () => resolve(new Uint8Array(Buffer.concat(parts))));
    document.text(text);
    document.end();
  });
}
