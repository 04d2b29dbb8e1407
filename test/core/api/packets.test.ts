import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { type App, call, type Question } from "../../../core/app.ts";
import type { Openness } from "../../../core/domain/openness.ts";
import type { FilePort } from "../../../core/files.ts";
import type { Receipt } from "../../../core/packet/receipt.ts";
import { verifyPacket } from "../../../core/proof/verify-packet.ts";
import type { Store } from "../../../core/store.ts";
import { unwatched } from "../../../core/watch.ts";
import { nodeFiles } from "../../../platform/files.ts";
import { linesOf, pageNumber, pagesPdf, qpdfFaults, words } from "../../support/assembled.ts";
import { memoryApp } from "../../support/memory-app.ts";
import { hasTool, readPdf, tagFaults } from "../../support/pdf-checks.ts";
import { plainPreparer } from "../../support/plain-preparer.ts";
import { skipReason } from "../../support/shared.ts";

const root = mkdtempSync(join(tmpdir(), "pakke-"));
let folder: string;
let app: App;
let store: Store;
let count = 0;
const poppler = hasTool("pdftotext", "-v");

beforeEach(() => start());

afterAll(() => rmSync(root, { recursive: true }));

function start(changed: Partial<FilePort> = {}): void {
  ({ app, store } = memoryApp({}, plainPreparer(), changed));
  folder = join(root, String(count++));
  mkdirSync(folder);
}

interface TestItem {
  readonly series?: "item" | "notice";
  readonly number: number;
  readonly title: string;
  readonly html?: string;
  readonly openness?: Openness;
  readonly attachments?: readonly { readonly number?: number; readonly title: string; readonly file?: Uint8Array | string; readonly name?: string; readonly openness?: Openness }[];
}

/** A meeting with its files attached as a user attaches them; a listed title without a file stays without one. */
async function meetingOf(items: readonly TestItem[]): Promise<void> {
  store.bodies.add({ name: "Udvalget for stier", stampName: "Udvalget for stier", genitive: "Udvalget for stiers", runningName: "udvalget for stier", ownGenitive: "Udvalgets", abbreviation: null, printsKind: true, pack: "region" });
  store.meetings.add({ bodyId: 1, date: "2027-03-16", time: "16:00", place: null, state: "draft", attendance: { present: [], absent: [], substitutes: [] } });
  for (const { series = "item", number, title, html = "<p>Se bilag 1.</p>", openness = "open", attachments = [] } of items) {
    const caseFile = store.cases.add({ title, titleProposed: false, journalNumber: null, ownerUnit: null, signOff: [] });
    const item = store.items.add({ meetingId: 1, caseId: caseFile.id, series, number, kind: series === "item" ? "decision" : "notice", openness, ground: null, sections: [{ key: series === "item" ? "presentation" : "notice", html }] });
    for (const [index, one] of attachments.entries()) {
      store.attachments.add({ itemId: item.id, number: one.number ?? index + 1, title: one.title, fileName: null, mediaType: null, sha256: null, size: null, pages: null, openness: one.openness ?? "unknown" });
      if (one.file === undefined) continue;
      const path = join(folder, one.name ?? `fil ${item.id}-${index + 1}.pdf`);
      writeFileSync(path, one.file);
      await call(app, "attachments.attach", { meeting: "1", series, number, paths: [path], title: one.title });
    }
  }
}

interface Made {
  readonly bytes: Uint8Array;
  readonly receipt: Receipt;
  readonly pdf: Awaited<ReturnType<typeof readPdf>>;
  readonly notices: readonly { readonly code: string }[];
}

/** Exports, and tests on the file itself what every packet promises. */
async function packet(question: Partial<Question<"packets.export">> = {}): Promise<Made> {
  const out = question.out ?? join(folder, "pakke.pdf");
  const { notices } = await call(app, "packets.export", { meeting: "1", date: "2027-03-10", ...question, out });
  const bytes = new Uint8Array(readFileSync(out));
  const receipt = JSON.parse(readFileSync(out.replace(/\.pdf$/i, ".receipt.json"), "utf8")) as Receipt;
  expect(qpdfFaults(bytes)).toBe("");
  expect(await verifyPacket(bytes, receipt)).toEqual([]);
  expect(tagFaults(bytes)).toEqual([]);
  return { bytes, receipt, notices, pdf: await readPdf(bytes) };
}

const pdfOf = (text: string, pages = 1) => pagesPdf(Array.from({ length: pages }, (_, index) => ({ content: words(`${text} side ${index + 1}`) })));

/** First pages by item and attachment, as the receipt has them. */
const firstPages = ({ files }: Receipt) => files.map(({ series, item, attachment, firstPage, pagesOut }) => [`${series} ${item}.${attachment}`, firstPage, pagesOut]);

const usual: readonly TestItem[] = [
  { series: "notice", number: 1, title: "Brev om broer", html: "<p>Se bilag 1.</p>", attachments: [{ title: "Brevet", file: pdfOf("Brevet", 2) }] },
  { number: 2, title: "Skolevej", attachments: [{ number: 2, title: "Kort over skolevej", file: pdfOf("Kort", 3) }, { number: 1, title: "Trafiktælling (æøå)", file: pdfOf("Tal", 1) }] },
  { number: 1, title: "Ny sti ved åen", html: "<p>Stien vises i bilag 2, jf. bilag 1 og bilag 2 til punkt 2.</p>", attachments: [{ title: "Høringssvar", file: pdfOf("Svar", 2) }, { title: "Støjrapport", file: pdfOf("Larm", 4) }] },
];

test("the agenda stands first, then each item's attachments in the order of their numbers, then the notices'", async () => {
  await meetingOf(usual);
  const { receipt, pdf, bytes } = await packet();
  const first = receipt.agendaPages + 1;
  expect(firstPages(receipt)).toEqual([["item 1.1", first, 2], ["item 1.2", first + 2, 4], ["item 2.1", first + 6, 1], ["item 2.2", first + 7, 3], ["notice 1.1", first + 10, 2]]);
  expect(receipt).toMatchObject({ packet: "pakke.pdf", body: "Udvalget for stier", date: "2027-03-16", variant: "internal", createdAt: "2027-03-10T00:00:00Z", pages: first + 11 });
  expect(receipt.files.map(({ outcome, reason, pagesIn }) => [outcome, reason, pagesIn])).toEqual([2, 4, 1, 3, 2].map((pages) => ["as-is", "", pages]));
  expect(pdf.pages).toHaveLength(receipt.pages);
  expect(pdf.labels).toEqual(Array.from({ length: receipt.pages }, (_, index) => String(index + 1)));
  expect(pdf.language).toBe("da-DK");
  expect(pdf.info["Title"]).toMatch(/^Dagsordenspakke – Udvalget for stier/);
  if (skipReason(poppler ? null : "pdftotext is not here")) return;
  expect(linesOf(bytes, first + 3)).toEqual(["Larm side 2", "Punkt nr. 1 - Beslutningssag: Ny sti ved åen", "Bilag 2 - Side -2 af 4", "Møde i Udvalget for stier d. 16-03-2027"]);
  expect(linesOf(bytes, first + 10)).toEqual(["Brevet side 1", "Punkt nr. 1 - Meddelelser - Brev om broer", "Bilag 1 - Side -1 af 2", "Møde i Udvalget for stier d. 16-03-2027"]);
});

test("contents, lists, mentions and outline all lead to the attachment's first page", async () => {
  await meetingOf(usual);
  const { receipt, pdf } = await packet();
  const at = new Map(receipt.files.map((file) => [`bilag-${file.series}-${file.item}-${file.attachment}`, file.firstPage - 1]));
  for (const [anchor, page] of at) expect(pdf.destinations.get(anchor), anchor).toBe(page);
  const leading = pdf.pages.slice(0, receipt.agendaPages).flatMap(({ links }) => links.map(({ dest }) => dest)).filter((dest) => at.has(String(dest)));
  // Each stands in the contents and in its item's list; item 1's text mentions three.
  expect([...at.keys()].map((anchor) => leading.filter((dest) => dest === anchor).length)).toEqual([3, 3, 3, 3, 3]);
  const contents = pdf.pages[0]?.lines ?? [];
  for (const [title, page] of [["Bilag 1: Høringssvar", 0], ["Bilag 2: Støjrapport", 1], ["Bilag 1: Trafiktælling (æøå)", 2], ["Bilag 2: Kort over skolevej", 3], ["Bilag 1: Brevet", 4]] as const) {
    expect(contents.find((line) => line.startsWith(title)), title).toMatch(new RegExp(` ${receipt.files[page]?.firstPage}$`));
  }
  const outline = pdf.outline.map(({ title, page, items }) => ({ title, page, items: items.filter((one) => one.title.startsWith("Bilag ")).map((one) => [one.title, one.page + 1]) })).filter(({ items }) => items.length > 0);
  expect(outline.map(({ title, items }) => [title.replace(/^.*?(\p{L}+)$/u, "$1"), items])).toEqual([
    ["åen", [["Bilag 1: Høringssvar", receipt.files[0]?.firstPage], ["Bilag 2: Støjrapport", receipt.files[1]?.firstPage]]],
    ["Skolevej", [["Bilag 1: Trafiktælling (æøå)", receipt.files[2]?.firstPage], ["Bilag 2: Kort over skolevej", receipt.files[3]?.firstPage]]],
    ["broer", [["Bilag 1: Brevet", receipt.files[4]?.firstPage]]],
  ]);
  for (const { page } of outline) expect(page).toBeLessThan(receipt.agendaPages);
});

test("a file's own bookmarks stand below its attachment, at their new pages", async () => {
  const file = pagesPdf([{}, {}], "/Outlines 100 0 R", { 100: "<</First 101 0 R/Last 101 0 R>>", 101: `<</Title(Kapitel 2)/Parent 100 0 R/Dest[${pageNumber(1)} 0 R/Fit]>>` });
  await meetingOf([{ number: 1, title: "Sti", attachments: [{ title: "Rapport", file }] }]);
  const { receipt, pdf } = await packet();
  const attachment = pdf.outline.flatMap(({ items }) => items).find(({ title }) => title === "Bilag 1: Rapport");
  expect(attachment?.items).toEqual([{ title: "Kapitel 2", page: receipt.agendaPages + 1, items: [] }]);
});

test("two items on one page of the agenda each have their own attachments in the outline", async () => {
  await meetingOf([1, 2, 3].map((number) => ({ number, title: `Sag ${number}`, html: "", attachments: [{ title: `Kort ${number}`, file: pdfOf(`Kort ${number}`) }] })));
  for (const pack of ["region", "kommune"]) {
    const { pdf } = await packet({ pack });
    expect(pdf.outline.filter(({ items }) => items.length > 0).map(({ title, items }) => [/Sag \d/.exec(title)?.[0], items.flatMap((one) => /Kort \d/.exec(one.title)?.[0] ?? [])]), pack).toEqual([1, 2, 3].map((number) => [`Sag ${number}`, [`Kort ${number}`]]));
  }
});

test("an attachment without a file, and one of a kind that cannot be shown, have a slip in their place", async () => {
  await meetingOf([{ number: 1, title: "Sti", attachments: [{ title: "Kommer senere" }, { title: "Mærkelig", file: "\u0000\u0001xyz", name: "mærkelig.xyz" }, { title: "Sidst", file: pdfOf("Sidst") }] }]);
  const { receipt, pdf } = await packet();
  expect(receipt.files.map(({ name, outcome, pagesIn, pagesOut, reason }) => [name, outcome, pagesIn, pagesOut, reason !== ""])).toEqual([[null, "slip", null, 1, true], ["mærkelig.xyz", "slip", null, 1, true], ["fil 1-3.pdf", "as-is", 1, 1, false]]);
  const slip = pdf.pages[receipt.agendaPages + 1]?.lines.join(" ") ?? "";
  expect(slip).toContain("mærkelig.xyz");
  expect(slip).toContain("Bilag 2 - Side -1 af 1");
  // Its own foot has room for the stamp, so that it stays a sheet of A4.
  expect(Math.round(pdf.pages[receipt.agendaPages + 1]?.height ?? 0)).toBe(842);
});

test("an attachment whose bytes have gone bad in the workspace has a slip, and all else is there", async () => {
  await meetingOf([{ number: 1, title: "Sti", attachments: [{ title: "Først", file: pdfOf("Først", 2) }, { title: "Ødelagt", file: pdfOf("Ødelagt", 5) }, { title: "Sidst", file: pdfOf("Sidst", 3) }, { title: "Ødelagt igen", file: pdfOf("Ødelagt", 5) }] }]);
  const [, bad] = store.attachments.ofItem(1);
  const read = store.files.read.bind(store.files);
  store.files.read = (sha256) => (sha256 === bad?.sha256 ? [new TextEncoder().encode("%PDF-1.7 og så ikke mere")] : read(sha256));
  const { receipt, pdf } = await packet();
  expect(receipt.files.map(({ outcome, pagesOut }) => [outcome, pagesOut])).toEqual([["as-is", 2], ["slip", 1], ["as-is", 3], ["slip", 1]]);
  expect(receipt.pages).toBe(receipt.agendaPages + 7);
  expect(pdf.pages[receipt.agendaPages + 2]?.lines.join(" ")).toContain("Ødelagt");
  expect(pdf.pages[receipt.agendaPages + 3]?.lines).toContain("Sidst side 1");
});

/** A pack of the house's own, on the region's. */
function ownPack(packetOptions: object): string {
  const path = join(folder, "pakken");
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, "pack.json"), JSON.stringify({ id: "egen", name: "Egen", extends: "region", packet: packetOptions }));
  return path;
}

test("separator sheets stand before each attachment, are not stamped, and every link leads to them", async () => {
  const long = `Høringssvar ${"fra en nabo med et meget langt navn ".repeat(12)}slut`;
  await meetingOf([{ number: 1, title: `Sti ${"langs den lange å ".repeat(20)}`, attachments: [{ title: long, file: pdfOf("Svar", 2) }, { title: "Kort", file: pdfOf("Kort") }, { title: "Mangler" }] }]);
  const { receipt, pdf } = await packet({ pack: ownPack({ separators: true }) });
  const first = receipt.agendaPages;
  expect(firstPages(receipt)).toEqual([["item 1.1", first + 2, 2], ["item 1.2", first + 5, 1], ["item 1.3", first + 7, 1]]);
  expect(receipt.pages).toBe(first + 7);
  expect([1, 2, 3].map((number) => pdf.destinations.get(`bilag-item-1-${number}`))).toEqual([first, first + 3, first + 5]);
  expect(pdf.pages[first + 3]?.lines.join(" ")).toContain("Kort");
  expect(pdf.pages[first + 3]?.lines.join(" ")).not.toContain("Side -");
  expect(pdf.outline.flatMap(({ items }) => items).filter(({ title }) => title.startsWith("Bilag")).map(({ page }) => page)).toEqual([first, first + 3, first + 5]);
});

test("running numbers are the packet's own, on the agenda and in every stamp", async () => {
  await meetingOf(usual);
  const { receipt, pdf } = await packet({ pack: ownPack({ runningNumbers: true }) });
  receipt.files.forEach(({ firstPage, pagesOut }) => {
    for (let page = firstPage; page < firstPage + pagesOut; page++) expect(pdf.pages[page - 1]?.lines).toContain(`Side ${page} af ${receipt.pages}`);
  });
  expect(pdf.pages[receipt.agendaPages - 1]?.lines.join(" ")).toContain(`Side ${receipt.agendaPages} af ${receipt.pages}`);
});

test("the municipality's pack stamps in its own pattern", async () => {
  await meetingOf(usual);
  const { receipt, pdf } = await packet({ pack: "kommune" });
  const lines = pdf.pages[receipt.agendaPages + 1]?.lines ?? [];
  expect(lines.slice(-2)).toEqual([expect.stringMatching(/^Punkt 1, bilag 1: .*Ny sti ved åen/), "Udvalget for stier 16-03-2027 – side 2 af 2"]);
});

test("in public a closed item keeps its number and nothing else, and a closed attachment's number is a gap", async () => {
  await meetingOf([
    { number: 1, title: "Åben sag om stien", html: "<p>Se bilag 1 og bilag 2.</p>", attachments: [{ title: "Lukket regnskab fra konsulenten", openness: "closed", file: pdfOf("Hemmelige tal om prisen") }, { title: "Kort", file: pdfOf("Kort", 2) }] },
    { number: 2, title: "Køb af naboens ejendom", openness: "closed", attachments: [{ title: "Købsaftale med naboen", file: pdfOf("Aftale om den lukkede ejendom") }] },
    { number: 3, title: "Skolevej", openness: "unknown", attachments: [{ title: "Ukendt notat", file: pdfOf("Notat") }] },
    { series: "notice", number: 1, title: "Brev", attachments: [{ title: "Brevet", file: pdfOf("Brevet") }] },
  ]);
  const closed = /naboens|Købsaftale|Lukket regnskab|Hemmelige|konsulenten|Ukendt|Skolevej|fil 2|fil 3/;
  for (const pack of ["region", "kommune"]) {
    const { receipt, pdf, bytes, notices } = await packet({ variant: "public", pack });
    expect(firstPages(receipt).map(([name]) => name)).toEqual(["item 1.2", "notice 1.1"]);
    expect(JSON.stringify([receipt, pdf.outline, [...pdf.destinations], pdf.info])).not.toMatch(closed);
    expect(readFileSync(join(folder, "pakke.receipt.html"), "utf8")).not.toMatch(closed);
    expect(pdf.pages.flatMap(({ lines }) => lines).join("\n")).not.toMatch(closed);
    expect(new TextDecoder("latin1").decode(bytes)).not.toMatch(/Hemmelige|Aftale om/);
    expect([...pdf.destinations.keys()].filter((name) => name.startsWith("bilag-"))).toEqual(["bilag-item-1-2", "bilag-notice-1-1"]);
    expect(pdf.pages.flatMap(({ lines }) => lines).join("\n").includes("Lukket punkt")).toBe(pack === "kommune");
    expect(notices.map(({ code }) => code)).toContain("document.left-out");
    expect(pdf.info["Title"]).not.toContain("intern");
  }
});

test("the same papers give the same packet", async () => {
  await meetingOf(usual);
  const first = await packet();
  const second = await packet({ out: join(folder, "Anden pakke, æøå.PDF") });
  expect(Buffer.compare(first.bytes, second.bytes)).toBe(0);
  expect(second.receipt.packet).toBe("Anden pakke, æøå.PDF");
});

test("a file attached under two items is stored once in the packet, and each page bears its own stamp", async () => {
  const file = pagesPdf([{ content: `${words("Kort")} % ${"0123456789".repeat(20_000)}` }]);
  await meetingOf([1, 2].map((number) => ({ number, title: `Sag ${number}`, attachments: [{ title: "Kort", file }] })));
  const { bytes, pdf, receipt } = await packet();
  expect(bytes.length).toBeLessThan(1.6 * file.length);
  expect([0, 1].map((index) => pdf.pages[receipt.agendaPages + index]?.lines[1])).toEqual(["Punkt nr. 1 - Beslutningssag: Sag 1", "Punkt nr. 2 - Beslutningssag: Sag 2"]);
});

test("names and titles of any letters neither break the packet nor reach into it", async () => {
  const title = "Bilag (1)) /OpenAction<</S/JavaScript>> \\ % <script>&amp; 🙂 {side} {titel} \u0001r0\u0001 \u202eomvendt";
  await meetingOf([{ number: 1, title: "Sag (med) \\ {pakkeside} {{titel}} \u0001f\u0001 <b>fed</b>", attachments: [{ title, file: pdfOf("Svar"), name: "Ærø (2) \\ %41 𝄞 <x>.pdf" }] }]);
  const { receipt, bytes, pdf } = await packet({ pack: ownPack({ separators: true, runningNumbers: true }) });
  expect(receipt.files[0]?.name).toBe("Ærø (2) \\ %41 𝄞 <x>.pdf".split("\\").at(-1));
  expect(pdf.pages.flatMap(({ links }) => links)).not.toHaveLength(0);
  expect(new TextDecoder("latin1").decode(bytes)).not.toMatch(/\/OpenAction|\/JavaScript/);
  expect(readFileSync(join(folder, "pakke.receipt.html"), "utf8")).not.toMatch(/<script>|<b>fed/);
});

test("a meeting without attachments is a packet of its agenda, and one without items too", async () => {
  await meetingOf([{ number: 1, title: "Sti" }]);
  expect((await packet()).receipt).toMatchObject({ files: [] });
  start();
  await meetingOf([]);
  const { receipt } = await packet();
  expect(receipt.pages).toBe(receipt.agendaPages);
});

// ---------------------------------------------------------------- what goes wrong

/** A disk that is full after so many bytes. */
function fullAfter(most: number): Partial<FilePort> {
  const disk = nodeFiles();
  return {
    writeAside: (path, bytes, inspect) =>
      disk.writeAside(path, !path.endsWith(".pdf") || bytes instanceof Uint8Array ? bytes : limited(bytes, most), inspect),
  };
}

async function* limited(bytes: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<Uint8Array> {
  let written = 0;
  for await (const piece of bytes) {
    written += piece.length;
    if (written > most) throw Object.assign(new Error("full"), { code: "ENOSPC" });
    yield piece;
  }
}

test("an export that fails midway leaves the earlier packet, its receipt and nothing else", async () => {
  start(fullAfter(10_000));
  await meetingOf(usual);
  const out = join(folder, "pakke.pdf");
  writeFileSync(out, "den gamle pakke");
  writeFileSync(join(folder, "pakke.receipt.json"), "den gamle kvittering");
  const before = readdirSync(folder);
  await expect(call(app, "packets.export", { meeting: "1", out })).rejects.toMatchObject({ code: "file.disk-full" });
  expect(readFileSync(out, "utf8")).toBe("den gamle pakke");
  expect(readFileSync(join(folder, "pakke.receipt.json"), "utf8")).toBe("den gamle kvittering");
  expect(readdirSync(folder)).toEqual(before);
});

test("an export that is cancelled leaves the earlier packet and nothing else, at whatever step", async () => {
  await meetingOf(usual);
  const out = join(folder, "pakke.pdf");
  writeFileSync(out, "den gamle pakke");
  const before = readdirSync(folder);
  const steps: string[] = [];
  await call(app, "packets.export", { meeting: "1", out: join(root, "taelling.pdf") }, { ...unwatched, progress: ({ step, done }) => steps.push(`${step} ${done}`) });
  expect(steps.length).toBeGreaterThan(5);
  for (const [index, step] of steps.entries()) {
    const stop = new AbortController();
    let seen = 0;
    await expect(call(app, "packets.export", { meeting: "1", out }, { signal: stop.signal, progress: () => seen++ === index && stop.abort() }), step).rejects.toMatchObject({ code: "cancelled" });
    expect(readFileSync(out, "utf8"), step).toBe("den gamle pakke");
    expect(readdirSync(folder), step).toEqual(before);
  }
});

test("a packet is not written over a folder or what is no file", async () => {
  await meetingOf(usual);
  await expect(call(app, "packets.export", { meeting: "1", out: folder })).rejects.toMatchObject({ code: "file.unwritable" });
});
