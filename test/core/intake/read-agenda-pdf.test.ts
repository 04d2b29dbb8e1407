import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import PDFDocument from "pdfkit";
import { beforeAll, describe, expect, test } from "vitest";
import { readRichText } from "../../../core/document/read-html.ts";
import { toHtml } from "../../../core/document/to-html.ts";
import type { ImportedAgenda } from "../../../core/intake/imported-agenda.ts";
import { readAgendaPdf } from "../../../core/intake/read-agenda-pdf.ts";
import { readPdfText } from "../../../core/intake/read-pdf-text.ts";
import { regionPack } from "./seed.ts";

const context = { pack: regionPack, body: "Værkstedsrådet", date: "2027-05-11", fileName: "dagsorden.pdf" };

interface Line {
  readonly text: string;
  readonly bold?: boolean;
  readonly x?: number;
  /** Extra space above, in points. */
  readonly above?: number;
}

/** Sets pages of lines with a running head, the stamp or page number at the foot; each run of `**` turns bold on or off. */
async function setPages(pages: readonly { readonly lines: readonly Line[]; readonly foot: readonly string[] }[], options: PDFKit.PDFDocumentOptions = {}): Promise<Uint8Array> {
  const pdf = new PDFDocument({ size: "A4", autoFirstPage: false, margin: 0, ...options });
  const chunks: Buffer[] = [];
  pdf.on("data", (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise((resolve) => pdf.on("end", resolve));
  for (const page of pages) {
    pdf.addPage();
    pdf.font("Helvetica").fontSize(8).text("Værkstedsrådet – dagsorden", 60, 30, { lineBreak: false });
    let y = 70;
    for (const line of page.lines) {
      y += line.above ?? 0;
      let x = line.x ?? 60;
      line.text.split("**").forEach((part, position) => {
        if (part === "") return;
        pdf.font(line.bold === true || position % 2 === 1 ? "Helvetica-Bold" : "Helvetica").fontSize(10).text(part, x, y, { lineBreak: false });
        x += pdf.widthOfString(part);
      });
      y += 13;
    }
    page.foot.forEach((text, position) => pdf.font("Helvetica").fontSize(8).text(text, 60, 780 + position * 11, { lineBreak: false }));
  }
  pdf.end();
  await ended;
  return new Uint8Array(Buffer.concat(chunks));
}

const agendaPages = [
  {
    lines: [
      { text: "1. BESLUTNINGSSAG: NYT TAG PÅ VÆRKSTEDET", bold: true },
      { text: "INDSTILLING", bold: true, above: 12 },
      { text: "Administrationen indstiller:" },
      { text: "•  at taget skiftes inden vinter, så det ikke regner ned på drejebænken og", x: 70, above: 8 },
      { text: "båndsaven, og", x: 82 },
      { text: "•  at smedjen flyttes.", x: 70 },
      { text: "SAGSFREMSTILLING", bold: true, above: 12 },
      { text: "Sådan er taget", bold: true, above: 6 },
      { text: "Taget er fra dengang, hvor værkstedet blev bygget, og det er **ikke længere tæt**. Der er lagt presen-", above: 9 },
      { text: "ninger ud to steder, og under de værste huller står der spande, som hver morgen bliver tømt af" },
    ],
    foot: ["Side 1 af 4"],
  },
  {
    lines: [
      { text: "vagten." },
      { text: "JOURNALNUMMER", bold: true, above: 12 },
      { text: "27001234." },
      { text: "BILAGSFORTEGNELSE", bold: true, above: 12 },
      { text: "1. Overslag" },
    ],
    foot: ["Side 2 af 4"],
  },
  { lines: [{ text: "2. EVENTUELT", bold: true }, { text: "EVENTUELT", bold: true, above: 12 }, { text: "Tomt indhold" }], foot: ["Side 3 af 4"] },
  {
    lines: [{ text: "Overslag fra tømreren" }, { text: "1. Tømmer" }, { text: "Der skal bruges 40 spær." }],
    foot: ["Punkt nr. 1 - Beslutningssag: Nyt tag på værkstedet", "Bilag 1 - Side -1 af 1", "Møde i Værkstedsrådet d. 11-05-2027"],
  },
];

describe("an agenda from a PDF", () => {
  let agenda: ImportedAgenda;
  const section = (key: string) => agenda.items[0]?.sections.find((one) => one.key === key)?.html;

  beforeAll(async () => {
    agenda = await readAgendaPdf(await setPages(agendaPages), context);
  });

  test("has its items, on their pages, and none from the attachments", () => {
    expect(agenda.items.map((item) => [item.number, item.kind, item.place])).toEqual([
      [1, "decision", { unit: "page", from: 1, to: 2 }],
      [2, "any-other-business", { unit: "page", from: 3, to: 3 }],
    ]);
    expect(agenda.notices).toContainEqual({ code: "intake.attachment-text", facts: { where: "Side 4" } });
  });

  test("the stamp on an attachment tells how the title is written", () => {
    expect(agenda.items[0]).toMatchObject({ title: "Nyt tag på værkstedet", titleProposed: false });
  });

  test("lines become paragraphs again, across hyphens and pages, with their bold", () => {
    expect(section("presentation")).toBe(
      "<h1>Sådan er taget</h1><p>Taget er fra dengang, hvor værkstedet blev bygget, og det er <strong>ikke længere tæt</strong>. Der er lagt presenninger ud to steder, og under de værste huller står der spande, som hver morgen bliver tømt af vagten.</p>",
    );
  });

  test("bullets become a list with their continuation lines", () => {
    expect(section("recommendation")).toBe("<p>Administrationen indstiller:</p><ul><li><p>at taget skiftes inden vinter, så det ikke regner ned på drejebænken og båndsaven, og</p></li><li><p>at smedjen flyttes.</p></li></ul>");
  });

  test("running heads and feet are taken out and reported with their number of pages", () => {
    expect(JSON.stringify(agenda.items)).not.toMatch(/dagsorden|Side \d/);
    expect(agenda.notices).toContainEqual({ code: "intake.running-lines", facts: { text: "Værkstedsrådet – dagsorden", pages: 4 } });
    expect(agenda.notices).toContainEqual({ code: "intake.running-lines", facts: { text: "Side 1 af 4", pages: 3 } });
  });

  test("its rich text is canonical", () => {
    for (const { key, html } of agenda.items.flatMap((item) => item.sections)) expect(toHtml(readRichText(html, key))).toBe(html);
  });

  test("encrypted, broken and scanned files are refused with the reason", async () => {
    const reasonOf = (bytes: Uint8Array) => readAgendaPdf(bytes, context).then(() => "read", (error: unknown) => String(error));
    expect(await reasonOf(await setPages(agendaPages, { userPassword: "hemmelig", pdfVersion: "1.7" }))).toContain("adgangskode");
    expect(await reasonOf((await setPages(agendaPages)).slice(0, 300))).toContain("beskadiget");
    expect(await reasonOf(await pageWithoutText())).toContain("kun billeder");
  });
});

describe("the text of an attachment", () => {
  test("has its pages and words, and leaves the given bytes alone", async () => {
    const bytes = await setPages(agendaPages);
    const before = bytes.slice();
    const read = await readPdfText(bytes);
    expect(read).toMatchObject({ pages: 4, trouble: null });
    expect(read.text).toContain("Der skal bruges 40 spær.");
    expect(bytes).toEqual(before);
  });

  test("an encrypted file can be read with its password, and without it is known to be encrypted", async () => {
    const bytes = await setPages(agendaPages, { userPassword: "hemmelig", pdfVersion: "1.7" });
    expect(await readPdfText(bytes)).toEqual({ pages: null, text: "", trouble: "encrypted" });
    expect(await readPdfText(bytes, { password: "forkert" })).toEqual({ pages: null, text: "", trouble: "encrypted" });
    expect(await readPdfText(bytes, { password: "hemmelig" })).toMatchObject({ pages: 4, trouble: null });
  });

  test("what is broken beyond reading is known to be broken", async () => {
    expect(await readPdfText(new TextEncoder().encode("%PDF-1.7 og så ikke mere"))).toEqual({ pages: null, text: "", trouble: "broken" });
  });
});

const corpus = join(import.meta.dirname, "../../../../shared/corpus/pdf");
if (!existsSync(corpus)) console.warn("skipped: ../shared/corpus/pdf is not beside this checkout");

test.skipIf(!existsSync(corpus)).for([
  ["160F-2019.pdf", 1, "identification national"],
  ["Pages-tree-refs.pdf", 2, "loop"],
] as const)("%s out of the wild has its pages and words", async ([name, pages, words]) => {
  const read = await readPdfText(new Uint8Array(readFileSync(join(corpus, name))));
  expect(read.pages).toBe(pages);
  expect(read.text).toContain(words);
});

/** One page with a grey square: a scan, as far as text goes. */
async function pageWithoutText(): Promise<Uint8Array> {
  const pdf = new PDFDocument({ size: "A4" });
  const chunks: Buffer[] = [];
  pdf.on("data", (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise((resolve) => pdf.on("end", resolve));
  pdf.rect(100, 100, 200, 200).fill("#888888");
  pdf.end();
  await ended;
  return new Uint8Array(Buffer.concat(chunks));
}
