import { Document, HeadingLevel, Packer, Paragraph } from "docx";
import PDFDocument from "pdfkit";
import { describe, expect, test } from "vitest";
import { call } from "../../../core/app.ts";
import { AppError } from "../../../core/errors.ts";
import type { ImportedAgenda, IntakeContext } from "../../../core/intake/imported-agenda.ts";
import { readAgenda } from "../../../core/intake/read-agenda.ts";
import { readAgendaText } from "../../../core/intake/read-agenda-text.ts";
import { memoryApp } from "../../support/memory-app.ts";
import { kommunePack, regionPack } from "./seed.ts";

const stream = { pack: kommunePack, body: "Åudvalget", date: "2027-04-13" };

/** How papers number their items. */
const styles = { "1. Sti": (number: number) => `${number}.`, "1 Sti": (number: number) => `${number}`, "Pkt. 1 Sti": (number: number) => `Pkt. ${number}`, "Punkt 1: Sti": (number: number) => `Punkt ${number}:` };

/** How a closed item is headed, whatever the rest of the paper does. `Zorbak` and `Quistgaard` are what must not come out. */
const headings = [
  "3. Lukket punkt: Salg af Zorbakgrunden", "3 Lukket punkt: Salg af Zorbakgrunden", "3) Lukket punkt: Salg af Zorbakgrunden", "3 - Lukket punkt: Salg af Zorbakgrunden", "3: Lukket punkt: Salg af Zorbakgrunden",
  "Pkt. 3 Lukket punkt: Salg af Zorbakgrunden", "Pkt. 3. Salg af Zorbakgrunden (Lukket)", "Pkt 3 – Lukket: Salg af Zorbakgrunden", "Punkt nr. 3 Lukket sag: Salg af Zorbakgrunden", "Punkt 3 (Lukket) Salg af Zorbakgrunden", "PUNKT 3 LUKKET PUNKT SALG AF ZORBAKGRUNDEN",
  "Ad 3 Lukket punkt: Salg af Zorbakgrunden", "Sag nr. 3: Lukket sag - Salg af Zorbakgrunden", "Dagsordenspunkt 3 Lukket punkt: Salg af Zorbakgrunden", "Nr. 3 Lukket punkt: Salg af Zorbakgrunden", "§ 3 Lukket punkt: Salg af Zorbakgrunden",
  "LUKKET SAG: Salg af Zorbakgrunden", "Lukket punkt: Salg af Zorbakgrunden", "Lukket punkt – Salg af Zorbakgrunden", "(Lukket) Salg af Zorbakgrunden", "Salg af Zorbakgrunden (Lukket)", "Salg af Zorbakgrunden (lukket punkt)", "[LUKKET] Salg af Zorbakgrunden", "* Lukket punkt: Salg af Zorbakgrunden", "C. Lukket punkt: Salg af Zorbakgrunden", "III. Lukket punkt: Salg af Zorbakgrunden",
  "3. FORTROLIG SAG: Salg af Zorbakgrunden", "Fortroligt: Salg af Zorbakgrunden", "FORTROLIGT PUNKT: Salg af Zorbakgrunden", "3. Salg af Zorbakgrunden – lukket", "3 Salg af Zorbakgrunden - Lukket punkt", "3 Salg af Zorbakgrunden, jf. § 10 (lukket, jf. § 10, stk. 2)", "9 Lukket punkt: Salg af Zorbakgrunden", "1 Lukket punkt: Salg af Zorbakgrunden", "3.1 Lukket punkt: Salg af Zorbakgrunden", "2.a Lukket punkt: Salg af Zorbakgrunden", "Ikke-offentligt punkt: Salg af Zorbakgrunden", "Salg af Zorbakgrunden behandles som lukket punkt",
  "Lukkede punkter\n\n3. Salg af Zorbakgrunden", "Lukkede punkter\n\nSalg af Zorbakgrunden", "LUKKET DAGSORDEN\n\n3 Salg af Zorbakgrunden", "Lukket møde\n\n3. Salg af Zorbakgrunden", "Punkter for lukkede døre\n\n3. Salg af Zorbakgrunden", "Lukkede punkter\n\n1. Salg af Zorbakgrunden", "Lukket del af dagsordenen:\n\n3. Salg af Zorbakgrunden",
  "3. Salg af Zorbakgrunden\nLukket sag", "3 Salg af Zorbakgrunden\nLukket", "3 Salg af Zorbakgrunden\n(Lukket)", "Punkt 3\nLukket punkt: Salg af Zorbakgrunden", "3.\nLukket punkt: Salg af Zorbakgrunden", "Salg af Zorbakgrunden\nPunktet er lukket, jf. styrelseslovens § 10.", "Lukket sag\n3. Salg af Zorbakgrunden",
] as const;

/** What stands under the closed heading. */
const texts = { nothing: "", text: "Køber er Quistgaard.", sections: "Resumé\nKøber er Quistgaard.\n\nIndstilling\nForvaltningen indstiller, at Quistgaard køber." };

function paper(style: (number: number) => string, closed: string, under: string, air: string, sections = true): string {
  const parts = [
    `${style(1)} Godkendelse af dagsorden`, `${style(2)} Ny sti ved Ådalen`,
    ...(sections ? ["Resumé\nDer bygges en ny sti.", "Bilag\nKort over stien"] : ["Der bygges en ny sti."]),
    closed, ...(under === "" ? [] : [under]), `${style(4)} Ny bro over åen`, "Resumé\nDer bygges en ny bro.", `${style(5)} Eventuelt`,
  ];
  return `${parts.join(air)}\n`;
}

/** All that a public paper may hold after `import --open`. */
function published(agenda: ImportedAgenda): string {
  const open = [...agenda.items, ...agenda.extracts].filter((item) => item.openness === "open" || (item.openness === "unknown" && !item.doubtful));
  return JSON.stringify(open.map((item) => [item.title, item.sections, item.decisions, item.signOff, item.journalNumber, item.attachments.filter((one) => one.openness !== "closed").map((one) => one.title)]));
}

/** The same of a text; nothing where it is refused for having no items that are known. */
function textPublished(text: string, context: IntakeContext): string {
  try {
    return published(readAgendaText(text, context));
  } catch (error) {
    if (error instanceof AppError && error.code === "intake.no-items") return "";
    throw error;
  }
}

const secret = /zorbak|quistgaard/i;

describe("a closed item never ends in one that is opened", () => {
  for (const [name, style] of Object.entries(styles)) {
    test.for(headings)(`text numbered »${name}«: %s`, (heading) => {
      for (const under of Object.values(texts)) for (const air of ["\n\n", "\n"]) for (const sections of [true, false]) {
        const text = paper(style, heading, under, air, sections);
        expect(textPublished(text, stream), text).not.toMatch(secret);
      }
    });
  }

  test.for(headings)("Word: %s", async (heading) => {
    for (const style of [styles["1 Sti"], styles["Punkt 1: Sti"]]) for (const under of Object.values(texts)) for (const styled of [true, false]) {
      const text = paper(style, heading, under, "\n");
      const children = text.trim().split(/\n+/).map((line) => new Paragraph({ text: line, ...(styled && (/^(?:Pkt|Punkt|\d)/.test(line) || heading.startsWith(line)) ? { heading: HeadingLevel.HEADING_1 } : {}) }));
      const bytes = new Uint8Array(await Packer.toBuffer(new Document({ sections: [{ children }] })));
      expect(published(await readAgenda(bytes, stream)), text).not.toMatch(secret);
    }
  });

  test.for(headings)("PDF: %s", async (heading) => {
    for (const style of [styles["1. Sti"], styles["Pkt. 1 Sti"]]) for (const under of Object.values(texts)) {
      const text = paper(style, heading, under, "\n\n");
      expect(published(await readAgenda(await pdfOf(text), stream)), text).not.toMatch(secret);
    }
  });

  test.for(headings)("an agenda in capitals: %s", (heading) => {
    for (const closed of [heading, heading.toUpperCase()]) for (const under of ["", "Køber er Quistgaard.", "INDSTILLING\nKøber er Quistgaard."]) {
      const text = `1. BESLUTNINGSSAG: NY STI\n\nINDSTILLING\nat stien bygges.\n\n${closed}\n\n${under}\n\n4. BESLUTNINGSSAG: NY BRO\n\nINDSTILLING\nat broen bygges.\n`;
      expect(textPublished(text, { ...stream, pack: regionPack }), text).not.toMatch(secret);
    }
  });
});

test("what is doubtful is told with line and item, and --open leaves it unknown", async () => {
  const { app, store } = memoryApp({ "å.txt": "1. Ny sti\n\nResumé\nDer bygges en sti.\n\nLUKKET SAG: Salg af Zorbakgrunden\n\nKøber er Quistgaard.\n\n2. Ny bro\n\nResumé\nDer bygges en bro.\n" });
  const { meeting, notices } = await call(app, "intake.import", { path: "å.txt", body: "Åudvalget", date: "2027-04-13", pack: "kommune", open: true });
  expect(store.items.ofMeeting(meeting.id).map((item) => item.openness)).toEqual(["unknown", "open"]);
  expect(notices).toContainEqual({ code: "intake.perhaps-closed", facts: { item: "Punkt 1", where: "linje 6", text: "LUKKET SAG: Salg af Zorbakgrunden" } });
});

test("an item marked open that holds a closed heading is not open", () => {
  const agenda = readAgendaText("1. Ny sti\nÅben sag\n\nResumé\nDer bygges en sti.\n\nLukket punkt: Salg af grunden\n\n2. Ny bro\nÅben sag\n\nResumé\nDer bygges en bro.\n", stream);
  expect(agenda.items.map((item) => [item.openness, item.doubtful])).toEqual([["unknown", true], ["open", false]]);
});

test.for([
  "Den gamle bro er lukket.", "Vejen er ofte\nlukket om vinteren, og broen er\nlukket om sommeren.", "Broen blev lukket for trafik (siden 2024).", "Der har været et fortroligt forløb med skolen.",
  "Klokken\n8-16\n2\n3\nLukket\n",
])("a text may speak of what is closed: %s", (text) => {
  const agenda = readAgendaText(`1. Ny sti\n\nResumé\n${text}\n\n2. Ny bro\n\nResumé\nDer bygges en bro.\n`, stream);
  expect(agenda.items.map((item) => item.doubtful)).toEqual([false, false]);
});

/** One page with a line a paragraph, headings set larger. */
async function pdfOf(text: string): Promise<Uint8Array> {
  const pdf = new PDFDocument({ size: "A4" });
  const chunks: Buffer[] = [];
  pdf.on("data", (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise((resolve) => pdf.on("end", resolve));
  for (const line of text.trim().split("\n")) {
    if (line === "") pdf.moveDown();
    else pdf.font("Helvetica").fontSize(/^(?:Pkt|Punkt|\d)/.test(line) ? 14 : 10).text(line);
  }
  pdf.end();
  await ended;
  return new Uint8Array(Buffer.concat(chunks));
}
