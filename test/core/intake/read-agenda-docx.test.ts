import {
  AlignmentType, Document, FootnoteReferenceRun, HeadingLevel, ImageRun, LevelFormat, Packer, Paragraph, Table, TableCell, TableRow, TextRun,
} from "docx";
import { zipSync } from "fflate";
import { beforeAll, describe, expect, test } from "vitest";
import { readRichText } from "../../../core/document/read-html.ts";
import { toHtml } from "../../../core/document/to-html.ts";
import { AppError } from "../../../core/errors.ts";
import type { ImportedAgenda } from "../../../core/intake/imported-agenda.ts";
import { readAgendaDocx } from "../../../core/intake/read-agenda-docx.ts";
import { kommunePack, regionPack } from "./seed.ts";

/** One red pixel. */
const picture = Uint8Array.from(atob("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC"), (character) => character.charCodeAt(0));

const numbering = {
  config: [
    { reference: "tal", levels: [{ level: 0, format: LevelFormat.DECIMAL, text: "%1.", alignment: AlignmentType.LEFT }] },
    { reference: "prik", levels: [0, 1].map((level) => ({ level, format: LevelFormat.BULLET, text: "•", alignment: AlignmentType.LEFT })) },
    { reference: "punkter", levels: [{ level: 0, format: LevelFormat.DECIMAL, text: "%1.", alignment: AlignmentType.LEFT }] },
  ],
};

const bullet = (text: string, level = 0) => new Paragraph({ text, numbering: { reference: "prik", level } });
const row = (cells: readonly string[]) => new TableRow({ children: cells.map((cell) => new TableCell({ children: [new Paragraph(cell)] })) });

async function pack(children: ConstructorParameters<typeof Document>[0]["sections"][number]["children"]): Promise<Uint8Array> {
  const document = new Document({ numbering, footnotes: { 1: { children: [new Paragraph("Målt med lommeregner.")] } }, sections: [{ children }] });
  return new Uint8Array(await Packer.toBuffer(document));
}

describe("an agenda from Word", () => {
  let agenda: ImportedAgenda;
  const section = (key: string) => agenda.items[0]?.sections.find((one) => one.key === key)?.html ?? "";

  beforeAll(async () => {
    const bytes = await pack([
      new Paragraph({ text: "Dagsorden for Værkstedsrådet", heading: HeadingLevel.TITLE }),
      new Paragraph({ text: "1. Beslutningssag: Nyt tag på værkstedet", heading: HeadingLevel.HEADING_1 }),
      new Paragraph({ text: "Indstilling", heading: HeadingLevel.HEADING_2 }),
      new Paragraph("Administrationen indstiller:"),
      bullet("at taget skiftes,"),
      bullet("at smedjen flyttes:"),
      bullet("først ambolten", 1),
      bullet("så essen", 1),
      new Paragraph({ text: "Politisk behandling", heading: HeadingLevel.HEADING_2 }),
      new Paragraph("Havneudvalgets beslutning den 2. marts 2027:"),
      new Paragraph({ children: [new TextRun({ text: "Godkendt", bold: true }), new TextRun(", idet udvalget bemærker:")] }),
      new Paragraph({ text: "at taget skal være rødt.", numbering: { reference: "tal", level: 0 } }),
      new Paragraph({ text: "at smeden skal spørges.", numbering: { reference: "tal", level: 0 } }),
      new Paragraph("Bodil Prøve (T) deltog ikke i sagens behandling."),
      new Paragraph({ text: "Sagsfremstilling", heading: HeadingLevel.HEADING_2 }),
      new Paragraph({ text: "Tagets tilstand", heading: HeadingLevel.HEADING_3 }),
      new Paragraph({ children: [new TextRun("Taget er "), new TextRun({ text: "meget", bold: true }), new TextRun({ text: " utæt", italics: true }), new TextRun(" i 40 procent af fladen"), new FootnoteReferenceRun(1), new TextRun(".")] }),
      new Table({ rows: [row(["Arbejde", "Udgift"]), row(["Nyt tag", "310 t.kr."])] }),
      new Paragraph({ children: [new ImageRun({ type: "png", data: picture, transformation: { width: 20, height: 20 }, altText: { name: "tag", title: "tag", description: "Taget set fra åen" } })] }),
      new Paragraph({ text: "Direktørpåtegning", heading: HeadingLevel.HEADING_2 }),
      new Paragraph("Karla Kvist / Otto Ås"),
      new Paragraph({ text: "Journalnummer", heading: HeadingLevel.HEADING_2 }),
      new Paragraph("27001234."),
      new Paragraph({ text: "Bilagsfortegnelse", heading: HeadingLevel.HEADING_2 }),
      new Paragraph({ text: "Overslag", numbering: { reference: "punkter", level: 0 } }),
      new Paragraph({ text: "Skitse", numbering: { reference: "punkter", level: 0 } }),
      new Paragraph({ text: "2. Besøg på smedjen", heading: HeadingLevel.HEADING_1 }),
      new Paragraph("Rådet mødes ved porten."),
      new Paragraph({ text: "3. Eventuelt", heading: HeadingLevel.HEADING_1 }),
      new Paragraph({ text: "Eventuelt", heading: HeadingLevel.HEADING_2 }),
      new Paragraph("Tomt indhold"),
    ]);
    agenda = await readAgendaDocx(bytes, { pack: regionPack, body: "Værkstedsrådet", date: "2027-05-11" });
  });

  test("has its items with their titles as Word has them", () => {
    expect(agenda.items.map((item) => [item.number, item.kind, item.title, item.titleProposed])).toEqual([
      [1, "decision", "Nyt tag på værkstedet", false],
      [2, "case", "Besøg på smedjen", false],
      [3, "any-other-business", "Eventuelt", false],
    ]);
  });

  test("an item without sections keeps its text in the first one, and that is told", () => {
    expect(agenda.items[1]?.sections).toEqual([{ key: "background", html: "<p>Rådet mødes ved porten.</p>" }]);
    expect(agenda.notices).toContainEqual({ code: "intake.placed-first", facts: { where: "afsnit 23", section: "Baggrund for sagens fremlæggelse", item: "Punkt 2" } });
  });

  test("keeps nested lists, bold, italics, footnotes and tables", () => {
    expect(section("recommendation")).toBe("<p>Administrationen indstiller:</p><ul><li><p>at taget skiftes,</p></li><li><p>at smedjen flyttes:</p><ul><li><p>først ambolten</p></li><li><p>så essen</p></li></ul></li></ul>");
    expect(section("presentation")).toContain("<h1>Tagets tilstand</h1><p>Taget er <strong>meget</strong><em> utæt</em> i 40 procent af fladen<footnote>Målt med lommeregner.</footnote>.</p><table>");
    expect(section("presentation")).toContain("<td><p>310 t.kr.</p></td>");
  });

  test("keeps pictures as bytes with their alternative text", () => {
    const source = /<img src="image:([0-9a-f]{64})" alt="Taget set fra åen">/.exec(section("presentation"))?.[1] ?? "";
    expect(agenda.images.get(source)).toMatchObject({ mediaType: "image/png", width: 1, height: 1 });
    expect(agenda.images.get(source)?.bytes).toEqual(picture);
  });

  test("reads decisions, sign-off, journal number and a list of attachments that Word numbers", () => {
    expect(agenda.items[0]?.decisions).toMatchObject([{
      bodyName: "Havneudvalget", date: "2027-03-02", outcome: "Godkendt", wording: "<strong>Godkendt</strong>, idet udvalget bemærker:",
      remarks: ["at taget skal være rødt.", "at smeden skal spørges."], discussion: "", absent: [{ name: "Bodil Prøve", party: "T" }], carried: true,
    }]);
    expect(agenda.items[0]).toMatchObject({ signOff: ["Karla Kvist", "Otto Ås"], journalNumber: "27001234" });
    expect(agenda.items[0]?.attachments.map((one) => [one.number, one.title])).toEqual([[1, "Overslag"], [2, "Skitse"]]);
  });

  test("its rich text is canonical, and its places are paragraphs", () => {
    for (const item of agenda.items) for (const { key, html } of item.sections) expect(toHtml(readRichText(html, key))).toBe(html);
    expect(agenda.items[0]?.place).toEqual({ unit: "paragraph", from: 2, to: 21 });
  });

  test("headings that Word numbers itself are counted, and that is told", async () => {
    const bytes = await pack([
      new Paragraph({ text: "Godkendelse af dagsorden", heading: HeadingLevel.HEADING_1, numbering: { reference: "punkter", level: 0 } }),
      new Paragraph({ text: "Beslutning", heading: HeadingLevel.HEADING_2 }),
      new Paragraph("Godkendt."),
      new Paragraph({ text: "Nyt tag (B)", heading: HeadingLevel.HEADING_1, numbering: { reference: "punkter", level: 0 } }),
      new Paragraph({ children: [new TextRun({ text: "Resumé", bold: true })] }),
      new Paragraph("Taget er utæt."),
    ]);
    const numbered = await readAgendaDocx(bytes, { pack: kommunePack, body: "Havneudvalget", date: "2027-04-14" });
    expect(numbered.items.map((item) => [item.number, item.kind, item.title])).toEqual([[1, "case", "Godkendelse af dagsorden"], [2, "decision", "Nyt tag"]]);
    expect(numbered.items[1]?.sections).toEqual([{ key: "resume", html: "<p>Taget er utæt.</p>" }]);
    expect(numbered.notices.filter((notice) => notice.code === "intake.number-assumed")).toHaveLength(2);
  });

  test("another kind of ZIP file is refused", async () => {
    const zip = zipSync({ "regneark.xml": new TextEncoder().encode("<x/>") });
    const refused = readAgendaDocx(zip, { pack: regionPack, body: "Værkstedsrådet", date: "2027-05-11", fileName: "tal.xlsx" });
    await expect(refused).rejects.toBeInstanceOf(AppError);
    await expect(refused).rejects.toMatchObject({ code: "file.unreadable" });
  });
});
