import type { Meeting } from "../domain/meeting.ts";
import type { Release } from "../domain/release.ts";
import type { Variant } from "../domain/openness.ts";
import { AppError } from "../errors.ts";
import { joinBytes } from "../join-bytes.ts";
import { assemblePdf, type Part } from "../pdf/assemble.ts";
import { liftPages } from "../pdf/lift-pages.ts";
import { openSource } from "../pdf/open-source.ts";
import { pickPages } from "../pdf/pick-pages.ts";
import type { Segment } from "../pdf/segment.ts";
import { attachmentAnchor, itemAnchor } from "../packet/attachment-anchor.ts";
import { type Change, composeChangeSheet } from "../packet/change-sheet.ts";
import { compareReleases, type ReleaseChange } from "../packet/compare-releases.ts";
import type { Manifest } from "../packet/manifest.ts";
import type { MeetingPapers } from "../packet/meeting-papers.ts";
import type { Receipt, ReceiptFile } from "../packet/receipt.ts";
import { stopIfCancelled, type Watch } from "../watch.ts";
import { type ExportedPacket, ownSegment, type PacketTools, savePacket } from "./build-packet.ts";
import { type ChosenPapers, hash, instant } from "./documents.ts";
import { issuedPackets } from "./releases.ts";

export interface ChangesOrder {
  readonly meeting: Meeting;
  readonly variant: Variant;
  readonly date?: string | undefined;
  readonly out: string;
}

/**
 * What has changed between the last two packets issued to the same readers: a sheet that tells it, and the pages that
 * are new or changed, taken out of the later packet as they were issued. Refuses where there are not two, nothing
 * differs, or something that was public is so no more.
 */
export async function writeChanges(tools: PacketTools, chosen: ChosenPapers, order: ChangesOrder, watch: Watch): Promise<ExportedPacket> {
  const issued = issuedPackets(tools.store, order.meeting, order.variant);
  const [before, after] = issued.slice(-2);
  if (!before || !after) throw new AppError("release.too-few", { variant: order.variant, issued: issued.length });
  if (order.variant === "public") refuseClosedSince(after.manifest, chosen.papers);
  const changes = compareReleases(before.manifest, after.manifest);
  if (changes.length === 0) throw new AppError("release.no-changes", { variant: order.variant });
  const createdAt = instant(order.date ?? tools.now());

  watch.progress({ step: "packet.assemble", done: 0, of: 0, what: "" });
  const packet = await issuedSegment(tools, after.release);
  stopIfCancelled(watch.signal);
  const receipt = JSON.parse(after.release.receipt ?? "") as Receipt;
  const picked = pickChanged(packet, receipt, changes);
  const sheet = composeChangeSheet(
    { body: chosen.papers.body, meeting: order.meeting, since: before.release.issuedAt.slice(0, 10), changes: withItemTitles(picked.changes, after.manifest), mark: chosen.mark, following: { anchors: picked.anchors, entries: new Map(), counted: 0 } },
    { setup: chosen.pack.pageSetup("agenda"), styles: chosen.pack.styles },
  );
  const written = await tools.writers.pdf(sheet, { createdAt, id: await hash(JSON.stringify([createdAt, sheet.title, sheet.blocks])) });
  const front = await ownSegment(written.bytes);
  const pages = pickPages(packet, picked.pages, new Map([...picked.anchors].map(([name, page]) => [name, { page, view: "/Fit" }])));
  const parts: Part[] = [
    { segment: front, file: null, title: null, anchor: null, dress: null },
    { segment: { ...pages, outline: [] }, file: null, title: sheet.title, anchor: null, dress: null },
  ];
  const { id: _, ...rest } = receipt;
  const told: Receipt = {
    ...rest,
    packet: order.out.split(/[\\/]/).at(-1) ?? order.out,
    createdAt,
    pages: front.pages.length + picked.pages.length,
    agendaPages: front.pages.length + picked.agendaPages,
    files: picked.files.map((file) => ({ ...file, firstPage: front.pages.length + file.firstPage })),
  };
  const id = (await hash(JSON.stringify([{ ...told, packet: "" }, before.release.sha256, after.release.sha256]))).slice(0, 32);
  const first = front.pages.length + 1;
  const chunks = assemblePdf(parts, {
    title: sheet.title,
    author: chosen.papers.body.name,
    subject: sheet.subject,
    producer: "Forelæg",
    language: "da-DK",
    createdAt,
    id,
    fonts: null,
    outline: () => [
      { title: sheet.title.split(" – ")[0] ?? sheet.title, place: { page: 1, view: "/Fit" }, open: true, children: [] },
      ...picked.bookmarks.map(({ title, page, attachments }) => ({
        title,
        place: page === null ? null : { page: first + page, view: "/Fit" },
        open: true,
        children: attachments.map((attachment) => ({ title: attachment.title, place: { page: first + attachment.page, view: "/Fit" }, open: false, children: [] })),
      })),
    ],
  });
  const notices = await savePacket(tools, chosen, { variant: order.variant, out: order.out, createdAt }, { ...told, id }, chunks, watch);
  return { receipt: { ...told, id }, notices: [...written.notices, ...notices] };
}

/**
 * The pages are taken as they were issued, with whatever else stands on them. So nothing may have been closed, or taken
 * away, since: by what was selected, for a picture has no words that a search could find. Throws `changes.closed-since`.
 */
function refuseClosedSince({ items }: Manifest, now: MeetingPapers): void {
  const open = new Map(now.items.flatMap(({ item, attachments, withheld }) => (withheld ? [] : [[item.id, new Set(attachments.map(({ id }) => id))] as const])));
  for (const { id, series, number, withheld, attachments } of items) {
    if (withheld) continue;
    const known = open.get(id);
    if (!known) throw new AppError("changes.closed-since", { series, item: number, attachment: null });
    const closed = attachments.find((attachment) => !known.has(attachment.id));
    if (closed) throw new AppError("changes.closed-since", { series, item: number, attachment: closed.number });
  }
}

/** An item of which only attachments have changed stands above them by its title, too. */
function withItemTitles(changes: readonly Change[], { items }: Manifest): Change[] {
  return changes.map((change) => {
    const title = items.find(({ series, number }) => series === change.series && number === change.number)?.title;
    return change.attachment === undefined || title === undefined ? change : { ...change, itemTitle: title };
  });
}

async function issuedSegment(tools: PacketTools, { sha256 }: Release): Promise<Segment> {
  return liftPages(await openSource(joinBytes([...tools.store.files.read(sha256)])), { own: true });
}

interface PickedPages {
  /** Pages of the issued packet, from 0, in its order. */
  readonly pages: readonly number[];
  /** How many of them are the agenda's. */
  readonly agendaPages: number;
  /** Name → index among the picked pages. */
  readonly anchors: ReadonlyMap<string, number>;
  /** The changes with the anchors that lead to their pages. */
  readonly changes: readonly Change[];
  /** The receipt's lines for attachments that have pages here; `firstPage` counts the picked pages from 1. */
  readonly files: readonly ReceiptFile[];
  readonly bookmarks: readonly ItemBookmark[];
}

/** Pages are indices among the picked ones; null for an item of which only attachments have changed. */
interface ItemBookmark {
  readonly title: string;
  readonly page: number | null;
  readonly attachments: { readonly title: string; readonly page: number }[];
}

/** The pages of new and changed items and attachments: of an item all, of an attachment those that differ. */
function pickChanged(packet: Segment, receipt: Receipt, changes: readonly ReleaseChange[]): PickedPages {
  const wanted = new Set<number>();
  const shown = new Map<ReceiptFile, number[]>();
  for (const change of changes) {
    if (change.change !== "new" && change.change !== "changed") continue;
    if (change.attachment === undefined) for (const page of pagesOfItem(packet, receipt, change)) wanted.add(page);
    const file = receipt.files.find((one) => isFileOf(one, change));
    if (!file) continue;
    const sides = (change.pages ? change.pages.filter((page) => page.change === "new" || page.change === "changed").map(({ page }) => page) : Array.from({ length: file.pagesOut }, (_, index) => index + 1)).filter((side) => side <= file.pagesOut);
    if (sides.length === 0) continue;
    shown.set(file, sides);
    for (const side of sides) wanted.add(file.firstPage + side - 2);
  }
  const pages = [...wanted].toSorted((a, b) => a - b);
  const place = new Map(pages.map((page, index) => [page, index]));
  const anchors = new Map<string, number>();
  const bookmarks = new Map<string, ItemBookmark>();
  /** Under the heading that the agenda gives the item. */
  const bookmarkOf = ({ series, number }: Change, page: number | null): ItemBookmark => {
    const name = itemAnchor(series, number);
    const heading = packet.outline.find(({ target }) => target !== null && target.page === packet.names.get(name)?.page)?.title;
    const known = bookmarks.get(name) ?? { title: heading ?? `${series === "item" ? "Punkt" : "Meddelelse"} ${number}`, page, attachments: [] };
    bookmarks.set(name, known);
    return known;
  };
  const anchorAt = (name: string, page: number | undefined): string | undefined => {
    const index = page === undefined ? undefined : place.get(page);
    if (index === undefined) return undefined;
    anchors.set(name, index);
    return name;
  };
  const linked = changes.map((change): Change => {
    const { anchor: _, ...rest } = change;
    if (change.attachment === undefined) {
      const name = itemAnchor(change.series, change.number);
      const anchor = change.change === "gone" ? undefined : anchorAt(name, packet.names.get(name)?.page);
      if (anchor !== undefined) bookmarkOf(change, anchors.get(anchor) ?? null);
      return { ...rest, ...(anchor !== undefined && { anchor }) };
    }
    const file = change.change === "gone" ? undefined : receipt.files.find((one) => isFileOf(one, change));
    const sides = file && shown.get(file);
    if (!file || !sides) return rest;
    const name = attachmentAnchor(change.series, change.number, change.attachment);
    const anchor = anchorAt(name, file.firstPage + (sides[0] ?? 1) - 2);
    bookmarkOf(change, null).attachments.push({ title: `Bilag ${change.attachment}: ${change.title}`, page: anchors.get(name) ?? 0 });
    const sidesOf = change.pages?.map((page) => {
      const pageAnchor = page.change === "gone" ? undefined : anchorAt(`${name}-side-${page.page}`, file.firstPage + page.page - 2);
      return { ...page, ...(pageAnchor !== undefined && { anchor: pageAnchor }) };
    });
    return { ...rest, ...(anchor !== undefined && { anchor }), ...(sidesOf && { pages: sidesOf }) };
  });
  const files = [...shown].toSorted(([a], [b]) => a.firstPage - b.firstPage).map(([file, sides]): ReceiptFile => ({
    ...file,
    pagesOut: sides.length,
    shown: sides,
    firstPage: (place.get(file.firstPage + (sides[0] ?? 1) - 2) ?? 0) + 1,
    // The number that it had in the whole packet means nothing here.
    stamp: file.stamp.filter((line) => !line.includes("{pakkeside}")),
  }));
  return { pages, agendaPages: pages.filter((page) => page < receipt.agendaPages).length, anchors, changes: linked, files, bookmarks: [...bookmarks.values()] };
}

function isFileOf(file: ReceiptFile, change: Change): boolean {
  return file.series === change.series && file.item === change.number && file.attachment === change.attachment;
}

/** From the item's heading to the page before the next one's, or its own page where that begins on the same. */
function pagesOfItem(packet: Segment, receipt: Receipt, { series, number }: Change): number[] {
  const start = packet.names.get(itemAnchor(series, number))?.page;
  if (start === undefined) return [];
  const headings = [...packet.names].filter(([name, { page }]) => /^(?:punkt|meddelelse)-\d+$/.test(name) && page > start).map(([, { page }]) => page);
  const end = Math.min(receipt.agendaPages, ...headings);
  return Array.from({ length: Math.max(1, end - start) }, (_, index) => start + index);
}
