import type { ContentsEntry, FollowingPages } from "../document/document.ts";
import type { Attachment } from "../domain/attachment.ts";
import type { TemplatePack } from "../domain/template-pack.ts";
import { attachmentAnchor, itemAnchor } from "./attachment-anchor.ts";
import { label } from "./compose-headings.ts";
import type { AttachmentAnchors } from "./link-attachments.ts";
import type { MeetingPapers } from "./meeting-papers.ts";

/** What an agenda must know to stand at the front of a packet. */
export interface PacketFront {
  readonly following: FollowingPages;
  /** The attachments of each item that its text may mention, by the anchor of the item's heading. */
  readonly mentions: ReadonlyMap<string, AttachmentAnchors>;
}

/**
 * From the papers of a packet and the pages of each attachment with its separator sheet, by anchor (`attachmentAnchor`)
 * in packet order. An attachment without pages is neither listed nor linked.
 */
export function composePacketFront(papers: MeetingPapers, pack: TemplatePack, pages: ReadonlyMap<string, number>): PacketFront {
  const anchors = new Map<string, number>();
  let total = 0;
  for (const [anchor, count] of pages) {
    anchors.set(anchor, total);
    total += count;
  }
  const entries = new Map<string, readonly ContentsEntry[]>();
  const mentions = new Map<string, AttachmentAnchors>();
  for (const { item, attachments } of papers.items) {
    const own = attachments.flatMap((attachment) => {
      const anchor = attachmentAnchor(item.series, item.number, attachment.number);
      return anchors.has(anchor) ? [{ attachment, anchor }] : [];
    });
    const heading = itemAnchor(item.series, item.number);
    mentions.set(heading, new Map(own.map(({ attachment, anchor }) => [attachment.number, anchor])));
    if (own.length > 0) entries.set(heading, own.map(({ attachment, anchor }) => ({ level: 2, text: attachmentHeading(attachment, pack), target: anchor })));
  }
  return { following: { anchors, entries, counted: pack.packet.runningNumbers ? total : 0 }, mentions };
}

/** An attachment in contents and outline: `Bilag 3: Støjrapport`. A title that begins with that number does not say it twice. */
export function attachmentHeading({ number, title, openness }: Pick<Attachment, "number" | "title" | "openness">, pack: TemplatePack): string {
  const word = label(pack, "bilag");
  const named = /^\s*bilag\s*(?:nr\.?\s*)?0*(\d+)(?:\s*[.:_,–-]+\s*|\s+)(?=\S)/i.exec(title);
  const rest = named && Number(named[1]) === number ? title.slice(named[0].length) : title.trim();
  const closed = openness === "closed" ? ` (${label(pack, "lukketbilag")})` : "";
  return `${word} ${number}: ${rest}${closed}`;
}
