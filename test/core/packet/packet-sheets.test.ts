import { expect, test } from "vitest";
import type { Document } from "../../../core/document/document.ts";
import { createWriters } from "../../../core/document/writers/writers.ts";
import type { Attachment } from "../../../core/domain/attachment.ts";
import { noAttendance } from "../../../core/domain/meeting.ts";
import type { Outcome } from "../../../core/domain/preparation.ts";
import { type Change, composeChangeSheet } from "../../../core/packet/change-sheet.ts";
import type { ItemPapers, MeetingPapers } from "../../../core/packet/meeting-papers.ts";
import type { Receipt, ReceiptFile } from "../../../core/packet/receipt.ts";
import { composeReceiptPage } from "../../../core/packet/receipt-page.ts";
import { composeSeparatorSheets } from "../../../core/packet/separator-sheet.ts";
import { loadFonts } from "../../../platform/fonts.ts";
import { createPackLibrary } from "../../../templates/load-pack.ts";
import { accessibilityFaults, readPdf } from "../../support/pdf-checks.ts";
import { sampleOptions } from "../../support/sample-document.ts";

const packs = createPackLibrary();
const pack = packs.load("region");
const look = { setup: pack.pageSetup("agenda"), styles: pack.styles };
const writers = createWriters(loadFonts());
const body = { id: 1, name: "Udvalget for stier", stampName: "", genitive: "", runningName: "", ownGenitive: null, abbreviation: null, printsKind: true, pack: "region" };
const meeting = { id: 1, bodyId: 1, date: "2027-03-16", time: null, place: null, state: "draft" as const, attendance: noAttendance };

/** Each page's words, line for line as they stand. */
async function pagesOf(document: Document): Promise<string[]> {
  const { bytes } = await writers.pdf(document, sampleOptions);
  expect(accessibilityFaults(bytes)).toEqual([]);
  return (await readPdf(bytes)).pages.map(({ items }) => items.map((item) => item.text.trim()).filter((text) => text !== "").join(" ").replaceAll("\u00a0", " "));
}

// ---------------------------------------------------------------- separator sheets

function attachment(number: number, title: string): Attachment {
  return { id: number, itemId: 1, number, title, fileName: `${title}.pdf`, mediaType: null, sha256: null, size: null, pages: 3, openness: "unknown" };
}

const item: ItemPapers = {
  item: { id: 1, meetingId: 1, caseId: 1, series: "item", number: 3, kind: "decision", openness: "open", ground: null, sections: [] },
  caseFile: { id: 1, title: "Ny cykelsti", titleProposed: false, journalNumber: null, ownerUnit: null, signOff: [] },
  attachments: [attachment(1, "Bilag 1. Kort"), attachment(2, "Økonomi")],
  decisions: [],
  withheld: false,
};
const papers: MeetingPapers = { body, members: [], meeting, items: [item] };

test("each separator sheet is one page that says what it stands before, with its line in the outline", async () => {
  const sheets = item.attachments.map((one, index) => ({ item, attachment: one, pages: index * 6 + 1 }));
  for (const name of packs.names()) {
    const { meaning, styles, pageSetup } = packs.load(name);
    const document = composeSeparatorSheets(papers, meaning, { setup: pageSetup("agenda"), styles }, sheets, "Intern");
    const pages = await pagesOf(document);
    expect(pages).toHaveLength(2);
    expect(pages[0]).toMatch(/^Intern Udvalget for stier 16\. marts 2027 Punkt 3\. .*Ny cykelsti Bilag 1 Bilag 1\. Kort 1 side$/);
    expect(pages[1]).toMatch(/Bilag 2 Økonomi 7 sider$/);
    const { outline } = await readPdf((await writers.pdf(document, sampleOptions)).bytes);
    expect(outline.map(({ title }) => title)).toEqual(["Bilag 1: Kort", "Bilag 2: Økonomi"]);
  }
});

test("a title of any length stays on its one sheet", async () => {
  const long = { ...attachment(1, "W".repeat(3000)), title: `${"Meget lang titel ".repeat(200)}${"W".repeat(900)}` };
  const wide = { ...item, caseFile: { ...item.caseFile, title: "W".repeat(4000) } };
  expect(await pagesOf(composeSeparatorSheets(papers, pack.meaning, look, [{ item: wide, attachment: long, pages: 2 }, { item: wide, attachment: attachment(2, "W".repeat(3000)), pages: 1 }], ""))).toHaveLength(2);
});

// ---------------------------------------------------------------- receipt

function receiptFile(attachmentNumber: number, outcome: Outcome, changes: Partial<ReceiptFile> = {}): ReceiptFile {
  return { item: 3, series: "item", attachment: attachmentNumber, title: `Notat ${attachmentNumber}`, name: `notat ${attachmentNumber}.pdf`, sha256: "0123456789abcdef".repeat(4), pagesIn: 2, pagesOut: 2, firstPage: 10 + attachmentNumber, outcome, reason: "", stamp: [], ...changes };
}

function receipt(...files: ReceiptFile[]): Receipt {
  return { packet: "pakke.pdf", body: body.name, date: meeting.date, variant: "internal", createdAt: "2027-03-10T23:30:00Z", pages: 46, agendaPages: 9, files };
}

test("the receipt tells what needs attention first, slips before all, then a line for every file", async () => {
  const files = [
    receiptFile(1, "as-is"),
    receiptFile(2, "repaired", { reason: "Filens indhold er ordnet på ny." }),
    receiptFile(3, "converted", { name: "notat 3.docx" }),
    receiptFile(4, "slip", { pagesIn: null, pagesOut: 1, reason: "Filen er beskyttet med adgangskode." }),
    receiptFile(5, "pictures"),
    receiptFile(1, "as-is", { series: "notice", item: 1, title: "Brev", name: null, sha256: null }),
  ];
  const document = composeReceiptPage(receipt(...files), look, "Intern – må ikke offentliggøres");
  const text = new TextDecoder().decode((await writers.txt(document, sampleOptions)).bytes).replaceAll("\u00a0", " ");
  expect(text).toMatch(/^Intern – må ikke offentliggøres/);
  expect(text).toContain("11. marts 2027 kl. 00.30");
  expect(text).toContain("46 sider, heraf 9 i dagsordenen");
  expect(text.replace(/\n {8}/g, " ")).toContain("6: 2 taget, som de er; 1 konverteret; 1 repareret; 1 vist som billeder; 1 erstattet af et blad");
  const attention = text.slice(text.indexOf("Se efter"), text.indexOf("Alle bilag"));
  expect([...attention.matchAll(/bilag (\d)/g)].map((match) => match[1])).toEqual(["4", "5", "2"]);
  expect(attention).toContain("Erstattet af et blad: Filen er beskyttet med adgangskode.");
  const all = text.slice(text.indexOf("Alle bilag"));
  for (const { title, firstPage } of files) expect(all).toMatch(new RegExp(`${title}[\\s\\S]*\\b${firstPage}\\b`));
  expect(all).toMatch(/ukendt/);
  expect(all).toMatch(/Meddelelse 1/);
  const pages = await pagesOf(document);
  expect(pages.every((page) => page.includes("Intern – må ikke"))).toBe(true);
});

test("no file's line is divided between two pages of the receipt", async () => {
  const files = Array.from({ length: 80 }, (_, index) => receiptFile(index + 1, "as-is", { title: `Notat ${index + 1} begynder${" her og fortsætter længe endnu".repeat(index % 7)}`, sha256: String(1000 + index).repeat(16) }));
  const pages = await pagesOf(composeReceiptPage(receipt(...files), look, ""));
  expect(pages.length).toBeGreaterThan(3);
  for (const [index] of files.entries()) {
    const page = pages.find((words) => words.includes(`Notat ${index + 1} begynder`));
    expect(page, String(index)).toContain(`SHA-256 ${1000 + index} ${1000 + index}`);
  }
});

test("a packet in which all is well says so, and one without attachments too", async () => {
  for (const files of [[receiptFile(1, "as-is"), receiptFile(2, "converted")], []]) {
    const html = new TextDecoder().decode((await writers.html(composeReceiptPage(receipt(...files), look, ""), sampleOptions)).bytes);
    expect(html).toContain("Alt er i orden");
    expect(html.match(/<tbody>/g)).toHaveLength(files.length === 0 ? 1 : 2);
    expect(html).not.toContain("Intern –");
  }
});

test("what stands in a file's name is never taken for markup", async () => {
  const html = new TextDecoder().decode((await writers.html(composeReceiptPage(receipt(receiptFile(1, "slip", { name: "<script>x</script>.pdf" })), look, ""), sampleOptions)).bytes);
  expect(html).toContain("&lt;script&gt;");
  expect(html).not.toContain("<script>");
});

// ---------------------------------------------------------------- changes

const changes: readonly Change[] = [
  { series: "item", number: 3, attachment: 2, title: "Økonomi", change: "changed", anchor: "bilag-item-3-2", pages: [3, 4, 5, 9].map((page) => ({ page, change: "changed" as const, anchor: `side-${page}` })) },
  { series: "item", number: 3, attachment: 3, title: "Kort", change: "changed", pages: [{ page: 4, change: "moved", from: 3 }, { page: 5, change: "moved", from: 4 }, { page: 6, change: "moved", from: 9 }, { page: 1, change: "new" }, { page: 7, change: "gone" }] },
  { series: "item", number: 8, title: "Budget", change: "moved", from: 7 },
  { series: "item", number: 9, title: "Plan", change: "changed", from: 10, sections: ["Indstilling", "Tidsplan"] },
  { series: "item", number: 11, attachment: 1, title: "Notat", itemTitle: "Broer", change: "gone" },
  { series: "notice", number: 1, title: "Brev", change: "new" },
];
const following = { anchors: new Map([["bilag-item-3-2", 0], ["side-3", 2], ["side-9", 5]]), entries: new Map(), counted: 0 };

test("the change sheet tells of each item, attachment and page what has become of it, and leads to its pages", async () => {
  const document = composeChangeSheet({ body, meeting, since: "2027-03-09", changes, mark: "", following }, look);
  const [page = ""] = await pagesOf(document);
  expect(page).toContain("Ændringer siden udsendelsen den 9. marts 2027");
  for (const words of ["Punkt 3 Bilag 2 Økonomi Ændret: side 3–5 og 9", "Ny: side 1", "Flyttet: side 4–5 (før 3–4) og 6 (før 9)", "Udgået: side 7", "Punkt 8 Budget Flyttet, før nummer 7", "Punkt 9 Plan Flyttet, før nummer 10 Ændret: Indstilling og Tidsplan", "Punkt 11 Broer Bilag 1 Notat Udgået", "Meddelelse 1 Brev Ny"]) expect(page).toContain(words);
  const raw = new TextDecoder("latin1").decode((await writers.pdf(document, sampleOptions)).bytes);
  expect([...raw.matchAll(/\/Dest \(([^)]+)\)/g)].map((match) => match[1])).toEqual(["bilag-item-3-2", "side-3", "side-9"]);
});

test("a sheet that stands by itself has no links, and one without changes says that there are none", async () => {
  const alone = new TextDecoder().decode((await writers.html(composeChangeSheet({ body, meeting, since: "2027-03-09", changes, mark: "" }, look), sampleOptions)).bytes);
  expect(alone).not.toContain("<a ");
  expect((await pagesOf(composeChangeSheet({ body, meeting, since: "2027-03-09", changes: [], mark: "" }, look)))[0]).toContain("Der er ingen ændringer.");
});
