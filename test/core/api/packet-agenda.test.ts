import { expect, test } from "vitest";
import { choosePapers, setPacketAgenda } from "../../../core/api/documents.ts";
import { collectPapers } from "../../../core/api/papers.ts";
import { call } from "../../../core/app.ts";
import { createWriters } from "../../../core/document/writers/writers.ts";
import { attachmentAnchor } from "../../../core/packet/attachment-anchor.ts";
import type { MeetingPapers } from "../../../core/packet/meeting-papers.ts";
import { loadFonts } from "../../../platform/fonts.ts";
import { createPackLibrary } from "../../../templates/load-pack.ts";
import { memoryApp } from "../../support/memory-app.ts";
import { accessibilityFaults, hasTool, readPdf, runOverPdf } from "../../support/pdf-checks.ts";
import { skipReason } from "../../support/shared.ts";
import { wordsOf } from "../../support/words.ts";

const packs = createPackLibrary();
const { app, store } = memoryApp();
const tools = { store, packs, writers: createWriters(loadFonts()), now: () => "2027-03-16T10:00:00Z" };
await call(app, "demo.fill", {});

/** The example meeting with the most attachments. */
const meeting = store.meetings.list().toSorted((a, b) => attachmentsOf(collectPapers(store, b)) - attachmentsOf(collectPapers(store, a)))[0];
if (!meeting) throw new Error("no meeting");
const papers = collectPapers(store, meeting);

function attachmentsOf({ items }: MeetingPapers): number {
  return items.reduce((sum, { attachments }) => sum + attachments.length, 0);
}

/** So many pages for every attachment of the papers, in packet order. */
function attachmentPages({ items }: MeetingPapers, pages = 3): Map<string, number> {
  return new Map(items.flatMap(({ item, attachments }) => attachments.map(({ number }): [string, number] => [attachmentAnchor(item.series, item.number, number), pages])));
}

function destinations(bytes: Uint8Array): string[] {
  return [...new TextDecoder("latin1").decode(bytes).matchAll(/\/Dest \((bilag-[^)]+)\)/g)].map((match) => match[1] ?? "");
}

for (const pack of ["region", "kommune"]) {
  test(`the agenda of a packet lists, numbers and links every attachment (${pack})`, async () => {
    const chosen = choosePapers(tools, papers, { variant: "internal", pack });
    const pages = attachmentPages(chosen.papers);
    const set = await setPacketAgenda(tools, chosen, { kind: "agenda", attachmentPages: pages });
    expect(accessibilityFaults(set.bytes)).toEqual([]);
    let next = set.pages + 1;
    for (const [anchor, count] of pages) {
      expect(set.anchors.get(anchor), anchor).toBe(next);
      next += count;
      expect(destinations(set.bytes).filter((name) => name === anchor).length, anchor).toBeGreaterThanOrEqual(2);
    }
    expect(pages.size).toBeGreaterThan(5);
    const front = (await readPdf(set.bytes)).pages.slice(0, 2).flatMap(({ items }) => items.map((item) => item.text));
    for (const anchor of pages.keys()) expect(front).toContain(String(set.anchors.get(anchor)));
    expect(set.title).toMatch(/^Dagsordenspakke – /);
  });
}

test("but for its contents, the agenda says the same in a packet as alone", async (context) => {
  if (skipReason(hasTool("pdftotext", "-v") ? null : "pdftotext is not here")) return context.skip();
  const chosen = choosePapers(tools, papers, { variant: "internal" });
  const { bytes, pages, anchors } = await setPacketAgenda(tools, chosen, { kind: "agenda", attachmentPages: attachmentPages(chosen.papers) });
  const alone = await call(app, "documents.agenda", { meeting: String(papers.meeting.id) });
  expect(destinations(alone.bytes)).toEqual([]);
  const body = (pdf: Uint8Array, from: number) => wordsOf(runOverPdf(pdf, "pdftotext", ["-f", String(from), "{}", "-"]).output.replace(/Side \d+ af \d+/g, ""));
  const first = anchors.get("punkt-1") ?? 0;
  const ownFirst = alone.anchors?.get("punkt-1") ?? 0;
  expect(body(bytes, first).length).toBeGreaterThan(100);
  expect(pages - first).toBe((alone.pages ?? 0) - ownFirst);
  expect(body(bytes, first)).toEqual(body(alone.bytes, ownFirst));
});

test("in public, a closed attachment is neither listed nor linked, and a mention of it is only words", async () => {
  const [first] = papers.items.filter(({ item, attachments }) => item.openness === "open" && attachments.length > 1);
  if (!first) throw new Error("no item with attachments");
  const text = { key: "presentation", html: "<p>Se bilag 1 og bilag 2.</p>" };
  const attachments = first.attachments.map((one) => ({ ...one, openness: one.number === 1 ? ("closed" as const) : ("unknown" as const) }));
  const set = { ...papers, items: [{ ...first, item: { ...first.item, sections: [text] }, attachments }] };
  const chosen = choosePapers(tools, set, { variant: "public" });
  const { bytes } = await setPacketAgenda(tools, chosen, { kind: "agenda", attachmentPages: attachmentPages(chosen.papers) });
  const closed = attachmentAnchor(first.item.series, first.item.number, 1);
  const open = attachmentAnchor(first.item.series, first.item.number, 2);
  expect(destinations(bytes)).not.toContain(closed);
  expect(destinations(bytes).filter((name) => name === open)).toHaveLength(3);
});

test("an attachment without pages in the packet is not listed in its contents, and nothing leads to it", async () => {
  const chosen = choosePapers(tools, papers, { variant: "internal" });
  const [gone = "", ...rest] = attachmentPages(chosen.papers).keys();
  const { bytes, anchors } = await setPacketAgenda(tools, chosen, { kind: "agenda", attachmentPages: new Map(rest.map((anchor) => [anchor, 1])) });
  expect(anchors.has(gone)).toBe(false);
  expect(destinations(bytes)).not.toContain(gone);
  const contents = (await readPdf(bytes)).pages.slice(0, 2).flatMap(({ items }) => items.map((item) => item.text));
  expect(contents).not.toContain("–");
});

test("three hundred attachments take several pages of contents, and every number is right", async () => {
  const [one] = papers.items.flatMap(({ attachments }) => attachments);
  const [item] = papers.items;
  if (!one || !item) throw new Error("no attachment");
  const many = { ...papers, items: [{ ...item, attachments: Array.from({ length: 300 }, (_, index) => ({ ...one, number: index + 1, title: `Bilag ${index + 1}. Høringssvar fra nabo nr. ${index + 1}` })) }] };
  const chosen = choosePapers(tools, many, { variant: "internal" });
  const pages = attachmentPages(chosen.papers, 4);
  const { bytes, pages: own, anchors } = await setPacketAgenda(tools, chosen, { kind: "agenda", attachmentPages: pages });
  expect(anchors.get("bilag-item-1-300")).toBe(own + 299 * 4 + 1);
  expect(accessibilityFaults(bytes)).toEqual([]);
  const words = (await readPdf(bytes)).pages.slice(0, 12).flatMap((page) => page.items.map((entry) => entry.text)).join(" ");
  expect(words).toContain("Bilag 300: Høringssvar fra nabo nr. 300");
  expect(words).toContain(String(own + 299 * 4 + 1));
});

test("where the pack asks for it, the agenda's foot counts the pages of the whole packet", async () => {
  const chosen = choosePapers(tools, { ...papers, items: papers.items.slice(0, 4) }, { variant: "internal" });
  const pages = attachmentPages(chosen.papers);
  const foot = async (runningNumbers: boolean) => {
    const meaning = { ...chosen.meaning, packet: { ...chosen.meaning.packet, runningNumbers } };
    const { bytes, pages: own } = await setPacketAgenda(tools, { ...chosen, meaning }, { kind: "agenda", attachmentPages: pages });
    const last = (await readPdf(bytes)).pages.at(-1)?.items.map((item) => item.text).join(" ");
    return [own, Number(/Side \d+ af (\d+)/.exec(last ?? "")?.[1])];
  };
  const [own = 0, printed] = await foot(false);
  expect(printed).toBe(own);
  expect(await foot(true)).toEqual([own, own + pages.size * 3]);
});

test("a supplement is called so and keeps the numbers of its items", async () => {
  const chosen = choosePapers(tools, { ...papers, items: papers.items.slice(2, 4) }, { variant: "internal" });
  const set = await setPacketAgenda(tools, chosen, { kind: "supplement", attachmentPages: attachmentPages(chosen.papers) });
  const [front] = (await readPdf(set.bytes)).pages;
  expect(front?.items.map((item) => item.text).join(" ")).toMatch(/Tillægsdagsorden.+3\..+4\./);
});

test("a pack that knows nothing of packets still has its contents and mentions linked", async () => {
  const chosen = choosePapers(tools, papers, { variant: "internal" });
  const plain = { ...chosen.pack, render: (kind: "agenda", view: object) => chosen.pack.render(kind, view).replace(/<a href="#bilag-[^"]+">(.*?)<\/a>/g, "$1").replace(/ id="punkt-\d+"/g, "") };
  const { bytes } = await setPacketAgenda(tools, { ...chosen, pack: plain }, { kind: "agenda", attachmentPages: attachmentPages(chosen.papers) });
  expect(new Set(destinations(bytes))).toEqual(new Set(attachmentPages(chosen.papers).keys()));
  expect(accessibilityFaults(bytes)).toEqual([]);
});
