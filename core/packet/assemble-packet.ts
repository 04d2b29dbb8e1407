import type { Attachment } from "../domain/attachment.ts";
import { stampDate } from "../domain/danish-date.ts";
import type { Preparation } from "../domain/preparation.ts";
import { fillPattern, type TemplatePack } from "../domain/template-pack.ts";
import type { Notice } from "../errors.ts";
import { assemblePdf, type Bookmark, type Part, type Place, type PlacedPart } from "../pdf/assemble.ts";
import type { Segment } from "../pdf/segment.ts";
import type { Typefaces } from "../document/writers/pdf/typefaces.ts";
import { attachmentAnchor, itemAnchor } from "./attachment-anchor.ts";
import { attachmentHeading } from "./compose-packet-front.ts";
import { itemHeading, label } from "./compose-headings.ts";
import type { ItemPapers, MeetingPapers } from "./meeting-papers.ts";
import { slipInk } from "./slip/slip-page.ts";
import { placeStamp } from "./stamp/place-stamp.ts";
import { createStampFaces } from "./stamp/stamp-faces.ts";
import { stampOfPage, stampText } from "./stamp/stamp-text.ts";

/** An attachment on its way into a packet. */
export interface PacketAttachment {
  readonly item: ItemPapers;
  readonly attachment: Attachment;
  /** Null for an attachment without a file. */
  readonly preparation: Preparation | null;
  /** Its pages in the packet: those of its prepared PDF, or of the slip in its place. */
  readonly pages: number;
  /** Its pages in the packet begin here (from 1), a separator sheet not counted. */
  readonly firstPage: number;
}

/** Everything that a packet is assembled from. */
export interface PacketAssembly {
  readonly papers: MeetingPapers;
  readonly pack: TemplatePack;
  /** Said on every page; empty for papers that are for everybody. */
  readonly mark: string;
  readonly agenda: Segment;
  /** In packet order. */
  readonly attachments: readonly PacketAttachment[];
  readonly segmentOf: (attachment: PacketAttachment) => Promise<Segment>;
  /** The sheet before an attachment; null where the pack has none. */
  readonly separatorOf: ((attachment: PacketAttachment) => Promise<Segment>) | null;
  readonly typefaces: Typefaces;
  readonly title: string;
  readonly subject: string;
  /** ISO instant. */
  readonly createdAt: string;
  /** 32 hexadecimal digits. */
  readonly id: string;
  /** Told before each attachment. */
  readonly progress: (attachment: PacketAttachment, index: number) => void;
}

export interface AssembledPacket {
  readonly chunks: AsyncGenerator<Uint8Array>;
  /** Letters in the stamps that no font has. */
  readonly notices: readonly Notice[];
}

/** Where the packet's own page number stands in a stamp, before it is known: see `ReceiptFile.stamp`. */
const packetPage = "{pakkeside}";

/**
 * The packet, written as its parts are read: the agenda, then each item's attachments with their stamps. The same input
 * gives the same bytes.
 */
export function assemblePacket(assembly: PacketAssembly): AssembledPacket {
  const { papers, pack, mark, agenda, attachments, typefaces, title, subject, createdAt, id } = assembly;
  const pages = attachments.reduce((sum, one) => sum + one.pages + (assembly.separatorOf ? 1 : 0), agenda.pages.length);
  const stamps = new Map(attachments.map((one) => [one, packetStamp(one, papers, pack, { pages, mark })]));
  const faces = createStampFaces(typefaces, [...stamps.values()].flat(), id.slice(0, 6));

  async function* parts(): AsyncGenerator<Part> {
    yield { segment: agenda, file: null, title: null, anchor: null, dress: null };
    // One file is read while the one before it is written.
    const read = (one: PacketAttachment): Promise<Segment> => {
      const segment = assembly.segmentOf(one);
      segment.catch(() => undefined); // told when it is waited for, if ever it is
      return segment;
    };
    let next = attachments[0] ? read(attachments[0]) : null;
    for (const [index, one] of attachments.entries()) {
      assembly.progress(one, index);
      const segment = await (next ?? read(one));
      const following = attachments[index + 1];
      next = following ? read(following) : null;
      const anchor = anchorOf(one);
      if (assembly.separatorOf) yield { segment: await assembly.separatorOf(one), file: null, title: one.attachment.title, anchor, dress: null };
      const stamp = stamps.get(one) ?? [];
      yield {
        segment,
        file: one.preparation?.pdf ?? null,
        title: attachmentHeading(one.attachment, pack),
        anchor: assembly.separatorOf ? null : anchor,
        dress: (geometry, page) => {
          const lines = stampOfPage(stamp, page + 1).map((line) => line.replaceAll(packetPage, String(one.firstPage + page)));
          return placeStamp({ geometry, ink: one.preparation?.pdf ? (one.preparation.pages[page]?.ink ?? null) : slipInk, lines, pattern: pack.stamp, faces });
        },
      };
    }
  }

  const outline = (placed: readonly PlacedPart[]): Bookmark[] => packetOutline(assembly, placed);
  const chunks = assemblePdf(parts(), { title, author: papers.body.name, subject, producer: "Forelæg", language: "da-DK", createdAt, id, fonts: faces, outline });
  return { chunks, notices: faces.notices };
}

/**
 * An attachment's stamp before wrapping, with `{side}` where the page's number stands; in packs with running numbers
 * also `{pakkeside}`, its number in the packet. `packet` tells its pages, and what is said on every one of them.
 */
export function packetStamp({ item, attachment, pages }: PacketAttachment, { body, meeting }: MeetingPapers, pack: TemplatePack, packet: { readonly pages: number; readonly mark: string }): string[] {
  const fields = {
    nummer: String(item.item.number),
    titel: itemHeading(item.item, item.caseFile.title, body, pack),
    bilag: String(attachment.number),
    sider: String(pages),
    organ: body.stampName,
    dato: stampDate(meeting.date),
  };
  const stamp = stampText(pack.stamp, fields);
  return [
    ...stamp,
    ...(pack.packet.runningNumbers ? [fillPattern(pack.packet.pageLabel, { side: packetPage, sider: String(packet.pages) })] : []),
    ...(packet.mark === "" ? [] : [packet.mark]),
  ];
}

function anchorOf({ item: { item }, attachment }: PacketAttachment): string {
  return attachmentAnchor(item.series, item.number, attachment.number);
}

// ---------------------------------------------------------------- outline

/** The agenda's bookmarks, and below each item's own the attachments with their files' bookmarks. */
function packetOutline({ papers, pack, attachments, separatorOf }: PacketAssembly, [agenda, ...placed]: readonly PlacedPart[]): Bookmark[] {
  const ofItem = new Map<string, Bookmark[]>();
  const partsEach = separatorOf ? 2 : 1;
  attachments.forEach((one, index) => {
    const first = placed[index * partsEach];
    const file = placed[index * partsEach + partsEach - 1];
    if (!first || !file) return;
    const anchor = itemAnchor(one.item.item.series, one.item.item.number);
    const bookmark: Bookmark = { title: attachmentHeading(one.attachment, pack), place: { page: first.firstPage, view: "/Fit" }, open: false, children: file.outline };
    ofItem.set(anchor, [...(ofItem.get(anchor) ?? []), bookmark]);
  });
  const top = [...(agenda?.outline ?? [])];
  for (const { item, caseFile } of papers.items) {
    const anchor = itemAnchor(item.series, item.number);
    const below = ofItem.get(anchor);
    if (!below) continue;
    const place = agenda?.names.get(anchor) ?? null;
    const at = place === null ? -1 : nearest(top, place);
    const known = top[at];
    if (known) top[at] = { ...known, open: true, children: [...known.children, ...below] };
    else top.push({ title: `${item.number}. ${itemHeading(item, caseFile.title, papers.body, pack)}`, place: place ?? below[0]?.place ?? null, open: true, children: below });
  }
  // A meeting without items: readers of the packet find its front all the same.
  return top.length > 0 ? top : [{ title: label(pack, "dagsorden"), place: { page: 1, view: "/Fit" }, open: false, children: [] }];
}

/** The bookmark on the anchor's page that is closest to it. */
function nearest(bookmarks: readonly Bookmark[], place: Place): number {
  let found = -1;
  let least = Number.POSITIVE_INFINITY;
  bookmarks.forEach((bookmark, index) => {
    if (bookmark.place?.page !== place.page) return;
    const distance = Math.abs(heightOf(bookmark.place) - heightOf(place));
    if (distance < least) {
      least = distance;
      found = index;
    }
  });
  return found;
}

/** How far up the page a place shows (`/XYZ left top zoom`). */
function heightOf({ view }: Place): number {
  return Number(/^\/XYZ \S+ (\S+)/.exec(view)?.[1] ?? 0) || 0;
}
