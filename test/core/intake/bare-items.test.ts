import { Document, HeadingLevel, LevelFormat, Packer, Paragraph } from "docx";
import PDFDocument from "pdfkit";
import { describe, expect, test } from "vitest";
import type { ImportedAgenda } from "../../../core/intake/imported-agenda.ts";
import { readAgenda } from "../../../core/intake/read-agenda.ts";
import { readAgendaText } from "../../../core/intake/read-agenda-text.ts";
import { kommunePack, regionPack } from "./seed.ts";

const stream = { pack: kommunePack, body: "Åudvalget", date: "2027-04-13" };
const titles = (agenda: ImportedAgenda) => agenda.items.map((item) => `${item.series === "notice" ? "m" : ""}${item.number} ${item.title}`);
const read = (text: string) => readAgendaText(text, stream);

describe("items without sections", () => {
  test.for(["1.", "1", "Pkt. 1", "Punkt 1:", "Punkt nr. 1", "1)", "1 -", "Dagsordenspunkt 1"])("are items where the others are numbered so: %s", (number) => {
    const paper = ["Godkendelse af dagsorden", "Ny sti ved Ådalen", "Tælling af ænder", "Ny bro over åen", "Eventuelt"].map((title, index) => `${number.replace("1", String(index + 1))} ${title}\n\n${index === 1 ? "Resumé\nDer bygges en sti.\n\nBilag\n- Kort\n\n" : index === 3 ? "Resumé\nDer bygges en bro.\n\n" : ""}`);
    const agenda = read(`Åudvalget\n\nDagsorden 13. april 2027\n\n${paper.join("")}`);
    expect(titles(agenda)).toEqual(["1 Godkendelse af dagsorden", "2 Ny sti ved Ådalen", "3 Tælling af ænder", "4 Ny bro over åen", "5 Eventuelt"]);
    expect(agenda.items[1]?.attachments.map((one) => one.title)).toEqual(["Kort"]);
    expect(agenda.items.every((item) => !item.doubtful)).toBe(true);
    expect(agenda.notices.map((notice) => notice.code)).toEqual(["intake.unplaced"]);
  });

  test("are none where numbers are a list inside a section", () => {
    const agenda = read("1. Ny sti\n\nResumé\nVi gør tre ting:\n\n1. Graver\n\n2. Lægger grus\n\n3. Tromler\n\nØkonomi\nDet koster 2 kr.\n\n2. Ny bro\n\nResumé\nDer bygges en bro.\n\n1. Pæle\n\n2. Dæk\n\n3. Gelænder\n\n3. Eventuelt\n");
    expect(titles(agenda)).toEqual(["1 Ny sti", "2 Ny bro", "3 Eventuelt"]);
    expect(JSON.stringify(agenda.items[1]?.sections)).toContain("Gelænder");
  });

  test("a list of contents makes no items, and what stands only there is told so", () => {
    const contents = "Indhold\n\n1. Godkendelse af dagsorden ........ 2\n2. Ny sti ........ 2\n3. Tælling af ænder ........ 3\n4. Eventuelt ........ 3\n\n";
    const body = "2. Ny sti\n\nResumé\nDer bygges en sti.\n\n3. Tælling af ænder\n\nVi tæller igen i år.\n\n4. Eventuelt\n";
    const whole = read(`${contents}1. Godkendelse af dagsorden\n\n${body}`);
    expect(titles(whole)).toEqual(["1 Godkendelse af dagsorden", "2 Ny sti", "3 Tælling af ænder", "4 Eventuelt"]);
    const without = read(`${contents}${body}`);
    expect(titles(without)).toEqual(["2 Ny sti", "3 Tælling af ænder", "4 Eventuelt"]);
    expect(without.notices).toContainEqual({ code: "intake.number-unplaced", facts: { number: 1, where: "linje 3", text: "1. Godkendelse af dagsorden ........ 2" } });
    expect(without.notices.some((notice) => notice.code === "intake.number-gap")).toBe(false);
  });

  test("what the list of contents sets under closed items is doubtful", () => {
    const agenda = read("1. Ny sti\n2. Ny bro\nLukkede punkter\n3. Salg af grund\n\n1. Ny sti\n\nResumé\nSti.\n\n2. Ny bro\n\nResumé\nBro.\n\n3. Salg af grund\n\nResumé\nSalg.\n");
    expect(agenda.items.map((item) => [item.number, item.openness, item.doubtful])).toEqual([[1, "unknown", false], [2, "unknown", false], [3, "unknown", true]]);
  });
});

test("closed items after Eventuelt are items, and closed", () => {
  const agenda = read("1. Ny sti\n\nResumé\nSti.\n\n2. Eventuelt\n\nLukkede punkter\n\n3. Salg af grund\n\nResumé\nSalg.\n\n4. Køb af grund\n\nKøb.\n");
  expect(agenda.items.map((item) => [item.title, item.openness])).toEqual([["Ny sti", "unknown"], ["Eventuelt", "unknown"], ["Salg af grund", "closed"], ["Køb af grund", "closed"]]);
});

test("closed items that are numbered from 1 again are left out, and that is told", () => {
  const agenda = read("1. Ny sti\n\nResumé\nSti.\n\n2. Eventuelt\n\nLukkede punkter\n\n1. Salg af grund\n\nKøber er Karla Kvist.\n");
  expect(titles(agenda)).toEqual(["1 Ny sti", "2 Eventuelt"]);
  expect(JSON.stringify(agenda.items)).not.toContain("Kvist");
  expect(agenda.notices).toContainEqual({ code: "intake.closed-unplaced", facts: { where: "Linje 8–12", text: "Lukkede punkter 1. Salg af grund Køber er Karla Kvist." } });
});

test("a line that says that notices follow is no text of Eventuelt, and what follows it is notices", () => {
  const agenda = read("1. Ny sti\n\nResumé\nSti.\n\n2. Eventuelt\n\nMeddelelser\n\n1. Ferieplan\n\nVi holder ferie.\n\n2. Ny kantine\n\nMaden er god.\n");
  expect(titles(agenda)).toEqual(["1 Ny sti", "2 Eventuelt", "m1 Ferieplan", "m2 Ny kantine"]);
  expect(agenda.items[1]?.sections).toEqual([]);
});

test("where the kinds are printed, a confidential case at the end is an item all the same", () => {
  const agenda = readAgendaText("1. BESLUTNINGSSAG: NY STI\n\nINDSTILLING\nat stien bygges.\n\n2. BESLUTNINGSSAG: NY BRO\n\nINDSTILLING\nat broen bygges.\n\n3. FORTROLIG SAG: SALG AF GRUND\n\nINDSTILLING\nat grunden sælges.\n", { ...stream, pack: regionPack });
  expect(agenda.items.map((item) => item.openness)).toEqual(["unknown", "unknown", "closed"]);
});

test("a title of many lines in a PDF is one title", async () => {
  const pdf = new PDFDocument({ size: "A4" });
  const chunks: Buffer[] = [];
  pdf.on("data", (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise((resolve) => pdf.on("end", resolve));
  const title = "1. Etablering af en ny sti langs åen fra møllen til havnen med bænke og borde og en lille bro ved hvert af de syv gamle vadesteder samt skilte der fortæller om fuglene og fiskene og de planter der vokser på bredden året rundt";
  pdf.fontSize(24).text(title).fontSize(10).text("Resumé").text("Der bygges en sti, som man kan gå på hele vejen. ".repeat(12)).fontSize(24).text("2. Eventuelt");
  pdf.end();
  await ended;
  const agenda = await readAgenda(new Uint8Array(Buffer.concat(chunks)), stream);
  expect(titles(agenda)).toEqual([title.replace(".", ""), "2 Eventuelt"]);
});

test("a list in Word keeps all its nine levels", async () => {
  const levels = Array.from({ length: 9 }, (_, level) => level);
  const document = new Document({
    numbering: { config: [{ reference: "prik", levels: levels.map((level) => ({ level, format: LevelFormat.BULLET, text: "•" })) }] },
    sections: [{ children: [
      new Paragraph({ text: "1. Ny sti", heading: HeadingLevel.HEADING_1 }), new Paragraph({ text: "Resumé", heading: HeadingLevel.HEADING_2 }),
      ...levels.map((level) => new Paragraph({ text: `Trin ${level + 1}`, numbering: { reference: "prik", level } })),
    ] }],
  });
  const agenda = await readAgenda(new Uint8Array(await Packer.toBuffer(document)), stream);
  expect(agenda.items[0]?.sections[0]?.html).toBe(`${levels.map((level) => `<ul><li><p>Trin ${level + 1}</p>`).join("")}${"</li></ul>".repeat(9)}`);
});

test("headings that Word numbers itself are items also without sections", async () => {
  const document = new Document({
    numbering: { config: [{ reference: "tal", levels: [{ level: 0, format: LevelFormat.DECIMAL, text: "%1." }] }] },
    sections: [{ children: ["Godkendelse af dagsorden", "Ny sti", "Lukket punkt: Salg af grund", "Eventuelt"].flatMap((text) => [
      new Paragraph({ text, heading: HeadingLevel.HEADING_1, numbering: { reference: "tal", level: 0 } }),
      ...(text === "Ny sti" ? [new Paragraph({ text: "Resumé", heading: HeadingLevel.HEADING_2 }), new Paragraph("Der bygges en sti.")] : []),
    ]) }],
  });
  const agenda = await readAgenda(new Uint8Array(await Packer.toBuffer(document)), stream);
  expect(titles(agenda)).toEqual(["1 Godkendelse af dagsorden", "2 Ny sti", "3 Salg af grund", "4 Eventuelt"]);
  expect(agenda.items[2]?.openness).toBe("closed");
});
