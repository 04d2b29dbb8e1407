import type { ImportedAttachment, Place } from "./imported-agenda.ts";
import type { PaperLine } from "./paper.ts";
import { blocksText } from "./rich-blocks.ts";

export interface AttachmentList {
  readonly attachments: readonly ImportedAttachment[];
  /** Words that say that there are none (`Ingen bilag`), or null. */
  readonly emptyMarker: string | null;
  /** Index past the list; what follows is none of it. */
  readonly to: number;
}

/**
 * Reads a list of attachments that begins at `from`: numbered, with bullets, or one title a line. It ends where
 * the numbers stop rising after white paper, or where a page begins with anything but the next number.
 */
export function readAttachmentList(lines: readonly PaperLine[], from: number, end: number, skipped: ReadonlySet<number>, unit: Place["unit"]): AttachmentList {
  const found: { number: number; title: string; from: number; to: number }[] = [];
  let style: "numbers" | "bullets" | "lines" | "word" | null = null;
  let white = false;
  let to = from;
  for (let index = from; index < end; index += 1) {
    const line = lines[index];
    if (line === undefined || skipped.has(index)) continue;
    if (line.kind !== "text") {
      white = true;
      continue;
    }
    if (found.length > 0 && style === "word") break;
    if (line.block?.type === "list" && style === null) {
      // A list that the word processor numbers itself.
      for (const item of line.block.items) found.push({ number: found.length + 1, title: blocksText(item).replaceAll("\n", " "), from: index, to: index });
      style = "word";
      to = index + 1;
      continue;
    }
    if (style === null && /^(?:ingen|der er ingen bilag|-)(?: bilag)?\.?$/iu.test(line.text)) return { attachments: [], emptyMarker: line.text, to: index + 1 };
    const numbered = /^(?:bilag\s*)?(\d{1,3})\s*[.):]\s*(\S.*)$/iu.exec(line.text);
    const bullet = /^[\ufffd•●▪·»–-]\s*(\S.*)$/u.exec(line.text);
    const number = numbered === null ? null : Number(numbered[1]);
    const last = found.at(-1);
    const expected = (last?.number ?? 0) + 1;
    if (number !== null && (style === null || style === "numbers") && (number === expected || (number > expected && !white && !line.opensPage) || last === undefined)) {
      style = "numbers";
      const title = /^\d/.test(line.text) ? (numbered?.[2] ?? "") : line.text;
      found.push({ number, title, from: index, to: index });
    } else if (bullet !== null && (style === null || style === "bullets") && !(white && last !== undefined && line.opensPage)) {
      style = "bullets";
      found.push({ number: expected, title: bullet[1] ?? "", from: index, to: index });
    } else if (style === null || (style === "lines" && !white && !line.opensPage)) {
      style = "lines";
      found.push({ number: expected, title: line.text, from: index, to: index });
    } else if (!white && !line.opensPage && last !== undefined && style !== "lines") {
      last.title = `${last.title} ${line.text}`;
      last.to = index;
    } else break;
    white = false;
    to = index + 1;
  }
  const attachments = found.map((one): ImportedAttachment => {
    const mark = /\s*[([](?:(lukket(?: bilag)?|fortrolig(?:t)?)|(åbent?(?: bilag)?))[)\]]$/iu.exec(one.title);
    return {
      number: one.number,
      title: mark === null ? one.title : one.title.slice(0, -mark[0].length),
      openness: mark === null ? "unknown" : mark[1] === undefined ? "open" : "closed",
      place: { unit, from: lines[one.from]?.number ?? 1, to: lines[one.to]?.number ?? 1 },
    };
  });
  return { attachments, emptyMarker: null, to };
}
