import type { SectionDefinition } from "../domain/template-pack.ts";
import type { ImportedItem } from "./imported-agenda.ts";
import type { CaseOutline, Outline } from "./outline-paper.ts";
import { closedSign } from "./closed-sign.ts";
import { boldLine, fold, type Paper, type PaperLine, tidy } from "./paper.ts";
import { readGroupLine, readLooseHeading } from "./read-item-heading.ts";
import { toSectionHtml } from "./rich-blocks.ts";
import type { PageDebris } from "./take-out-stamps.ts";

/** Why a case may hold, or be, a closed one. */
export interface Doubt {
  /** The line that says so, as printed. */
  readonly text: string;
  /** Index of that line in the paper; -1 where it was taken out of the paper before. */
  readonly at: number;
}

/**
 * What a reader of headings must never be trusted with alone: whether something closed was taken into a case that is
 * not closed. Looks, whatever the shape, for lines that speak of something closed (`Lukket punkt: …`, `… (Fortroligt)`,
 * `Lukkede punkter`), and for a section heading that comes back, as it does where a heading above it was not known.
 * One list of doubts per case, in the order of `items`, which is that of `outline.items`, then `outline.extracts`.
 */
export function findDoubts(paper: Paper, outline: Outline, items: readonly ImportedItem[], debris: PageDebris, runningLines: readonly string[]): readonly (readonly Doubt[])[] {
  const { lines } = paper;
  const cases = [...outline.items, ...outline.extracts];
  const everywhere = runningLines.filter((text) => closedSign(text, true) !== null).map((text): Doubt => ({ text, at: -1 }));
  const listed = outline.items.length === 0 ? null : readFrontList(lines.slice(0, outline.items[0]?.from ?? 0));
  let group: Doubt | null = listed?.all ?? null;
  let above: Doubt | null = listed?.last ?? null;
  return cases.map((one, position) => {
    const item = items[position];
    const doubts: Doubt[] = [...everywhere];
    if (position === outline.items.length) group = null;
    if (group !== null && one.openness === "unknown") doubts.push(group);
    if (above !== null && one.openness === "unknown") doubts.push(above);
    above = null;
    const inFront = position < outline.items.length ? listed?.closed.get(`${one.parts.series}${one.number}`) : undefined;
    if (inFront !== undefined && one.openness === "unknown") doubts.push(inFront);
    for (const text of [one.titlePrinted, ...one.openingLines.filter((index) => index < one.titleTo).map((index) => lines[index]?.text ?? "")]) {
      if (closedSign(text, true) !== null) doubts.push({ text, at: one.from });
    }
    // What names a ground for closing is hardly open.
    if (one.ground !== null && (one.openness === "unknown" || closedSign(one.ground, true) !== null)) doubts.push({ text: one.ground, at: one.from });
    const known = new Set(one.openingLines);
    const ownAttachments = item?.attachments ?? [];
    let last = one.from;
    for (let index = one.from; index < one.to; index += 1) {
      const line = lines[index];
      if (line?.kind !== "text" || known.has(index)) continue;
      const stated = readGroupLine(line.text);
      const divides = stated !== null && nothingFollows(lines, index + 1, one.to, debris);
      if (divides) {
        // The divider above the next case is read there.
        group = stated === "open" ? null : group;
        continue;
      }
      if (isCell(lines, index)) continue;
      const inList = attachmentsHold(one, index);
      for (const part of partsOf(line)) {
        const free = line.block !== null || line.opensPage || line.headingLevel !== null || lines[index - 1]?.kind !== "text";
        const sign = closedSign(part, free, inList);
        if (sign === null || (inList && isClosedAttachment(part, ownAttachments))) continue;
        const doubt = { text: part, at: index };
        doubts.push(doubt);
        if (sign === "group") group ??= doubt;
        last = index;
      }
    }
    const end = doubts.at(-1);
    if (end !== undefined && end.at === last && last > one.from && nothingFollows(lines, last + 1, one.to, debris)) above = end;
    doubts.push(...sectionsThatComeBack(one, lines), ...sentencesAmong(ownAttachments, one.from));
    return doubts;
  });
}

/** The lines that the reader of a Word file sees in a block: items of lists, cells, lines of a paragraph. */
function partsOf(line: PaperLine): string[] {
  if (line.block === null) return [line.text];
  const parts = toSectionHtml([line.block]).split(/<\/?(?:p|li|ul|ol|t[drh]|table|thead|tbody|h[1-6]|br|blockquote)(?: [^>]*)?>/);
  return [line.text, ...parts.map((part) => tidy(part.replace(/<[^>]*>/g, "").replaceAll("&amp;", "&")))].filter((part, index, all) => part !== "" && all.indexOf(part) === index);
}

/** `Lukket` alone under figures: a cell of a table whose text stands in lines. */
function isCell(lines: readonly PaperLine[], index: number): boolean {
  if (lines[index]?.block !== null || !/^\p{L}+$/u.test(lines[index]?.text ?? "")) return false;
  return [1, 2].every((back) => lines[index - back]?.kind === "text" && !/\p{L}/u.test(lines[index - back]?.text ?? ""));
}

function nothingFollows(lines: readonly PaperLine[], from: number, to: number, debris: PageDebris): boolean {
  for (let index = from; index < to; index += 1) if (lines[index]?.kind === "text" && !debris.lines.has(index)) return false;
  return true;
}

function attachmentsHold(one: CaseOutline, index: number): boolean {
  return one.sections.some((section) => section.definition.source === "attachments" && index > section.at && index < section.to);
}

/** A closed attachment is closed by itself. */
function isClosedAttachment(text: string, attachments: ImportedItem["attachments"]): boolean {
  const bare = tidy(text.replace(/\s*[([][^()[\]]*[)\]]$/, ""));
  return attachments.some((one) => one.openness === "closed" && one.title !== "" && (bare.endsWith(one.title) || one.title.endsWith(bare)));
}

/** Under a closed one, a sentence in a list of attachments is none: the line above was a heading. */
function sentencesAmong(attachments: ImportedItem["attachments"], at: number): Doubt[] {
  const first = attachments.findIndex((one) => one.openness === "closed");
  if (first < 0) return [];
  return attachments.slice(first + 1).filter(({ title }) => title.length > 80 || /[\p{Ll})]\.$/u.test(title)).map(({ title }) => ({ text: title, at }));
}

/** A case's headings come in one round; a second round is another case's. */
function sectionsThatComeBack(one: CaseOutline, lines: readonly PaperLine[]): Doubt[] {
  const first = one.sections[0];
  return one.repeated
    .filter(({ definition, at }) => definition === first?.definition || isBefore(one, definition, at))
    .map(({ at }) => ({ text: lines[at]?.text ?? "", at }));
}

/** Whether another section was printed after this one's first heading and before it came back. */
function isBefore(one: CaseOutline, definition: SectionDefinition, at: number): boolean {
  const own = one.sections.findIndex((section) => section.definition === definition);
  const latest = one.sections.findLastIndex((section) => section.at < at);
  return own >= 0 && latest > own;
}

interface FrontList {
  /** By series and number. */
  readonly closed: ReadonlyMap<string, Doubt>;
  /** A word about all that follows, with no list under it. */
  readonly all: Doubt | null;
  /** A word on the line just above the first item, which may be about that one. */
  readonly last: Doubt | null;
}

/** What the front page or list of contents says is closed. */
function readFrontList(lines: readonly PaperLine[]): FrontList {
  const found = new Map<string, Doubt>();
  let group: { doubt: Doubt; used: boolean } | null = null;
  let all: Doubt | null = null;
  let last: Doubt | null = null;
  lines.forEach((line, index) => {
    if (line.kind !== "text") return;
    last = null;
    for (const part of partsOf(line)) {
      const free = line.block !== null || lines[index - 1]?.kind !== "text" || line.headingLevel === boldLine;
      const heading = readLooseHeading(part);
      const sign = closedSign(part.replace(/[.\s…]{3,}\d{1,4}$/u, ""), free);
      if (sign === "item" && heading === null) last = { text: part, at: index };
      if (heading !== null) {
        const doubt = sign === null ? group?.doubt : { text: part, at: index };
        if (group !== null) group.used = true;
        if (doubt === undefined) continue;
        found.set(`item${heading.number}`, doubt);
      } else if (sign === "group" && !/åben/iu.test(part)) group = { doubt: { text: part, at: index }, used: false };
      else if (readGroupLine(part) === "open" || /^(?:meddelelser|åbne? )/i.test(fold(part).toLocaleLowerCase("da"))) {
        if (group !== null && !group.used) all = group.doubt;
        group = null;
      }
    }
  });
  const left = group as { doubt: Doubt; used: boolean } | null;
  if (left !== null && !left.used) all = left.doubt;
  return { closed: found, all, last };
}
