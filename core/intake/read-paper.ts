import type { ImageBytes } from "../document/document.ts";
import { AppError, type Notice, notice } from "../errors.ts";
import { measure } from "./heal-text.ts";
import type { ImportedAgenda, ImportedItem, IntakeContext } from "./imported-agenda.ts";
import { type NaturalEnd, type Outline, outlinePaper, type SectionSpan, type Span } from "./outline-paper.ts";
import { boldLine, describePlace, fold, inCapitals, type Paper, placeOf, shorten, tidy } from "./paper.ts";
import { findDoubts } from "./find-doubts.ts";
import { type LooseExtract, placeExtracts } from "./place-extracts.ts";
import { findTitles } from "./propose-title.ts";
import { readAttachmentList } from "./read-attachment-list.ts";
import { itemLabel, readCase } from "./read-case.ts";
import { readGroupLine, readLooseHeading, readTitle } from "./read-item-heading.ts";
import { findAmountTable } from "./find-tables.ts";
import { findPageDebris, type PageDebris } from "./take-out-stamps.ts";

/**
 * Reads an agenda out of a paper, whatever format it came in. Throws `intake.no-items` where it finds none. All
 * else that it cannot place, moves, takes out or proposes is a notice.
 */
export function readPaper(given: Paper, context: IntakeContext, images: ReadonlyMap<string, ImageBytes> = new Map(), earlier: readonly Notice[] = []): ImportedAgenda {
  const { pack } = context;
  const debris = findPageDebris(given, pack);
  const outline = outlinePaper(given, debris, pack, naturalEndIn(given, debris));
  if (outline.items.length === 0) throw new AppError("intake.no-items", { path: context.fileName ?? "dagsordenen" });
  const paper = withSectionLevels(given, outline);
  const notices: Notice[] = [...earlier, ...debris.running.map(({ text, pages }) => notice("intake.running-lines", { text: shorten(text), pages }))];
  const strays = new Set(outline.strays);
  const agendaTo = outline.items.at(-1)?.to ?? paper.lines.length;
  const typography = measure(paper.lines.slice(outline.items[0]?.from ?? 0, agendaTo));

  const items = outline.items.map((found) => {
    const read = readCase(found, { paper, pack, debris, strays, typography, own: { body: context.body, date: context.date }, extract: false });
    notices.push(...read.notices);
    return read.item;
  });
  const loose = outline.extracts.map((found): LooseExtract => {
    const read = readCase(found, { paper, pack, debris, strays, typography: measure(paper.lines.slice(found.from, found.to)), own: { body: null, date: null }, extract: true });
    notices.push(...read.notices);
    return { item: withKnownBody(read.item, context), from: found.from, to: found.to };
  });
  let titled = nameItems([...items, ...loose.map((extract) => extract.item)], paper, debris, context);
  const told = [...earlier, ...debris.running.map((running) => notice("intake.running-lines", { text: running.text, pages: running.pages }))];
  const running = told.flatMap((one) => (one.code === "intake.running-lines" ? [one.facts.text] : []));
  const doubts = findDoubts(paper, outline, titled, debris, running);
  titled = titled.map((item, position) => {
    const [first] = doubts[position] ?? [];
    if (first === undefined || item.openness === "closed") return item;
    const where = first.at < 0 ? null : describePlace(placeOf(paper, first.at, first.at + 1));
    notices.push(notice("intake.perhaps-closed", { item: itemLabel(item.series, item.number, position >= items.length), where, text: shorten(first.text) }));
    return { ...item, openness: "unknown", doubtful: true };
  });
  const named = titled.slice(0, items.length);
  titled.forEach((item, position) => {
    if (item.titleProposed) notices.push(notice("intake.title-proposed", { item: itemLabel(item.series, item.number, position >= items.length), title: item.title }));
  });
  const extracts = placeExtracts(
    loose.map((extract, position) => ({ ...extract, item: titled[items.length + position] ?? extract.item })),
    named, debris.stamps, paper, pack, context.body,
  );
  for (const extract of extracts) {
    if (extract.body === null || extract.date === null) notices.push(notice("intake.extract-unknown", { where: describePlace(extract.place), title: extract.title }));
  }
  notices.push(...gaps(named, outline, paper, debris, agendaTo, pack), ...otherBodies([...named, ...extracts]), ...unplaced(outline, paper, debris, agendaTo));
  return { items: named, extracts, notices, images };
}

/** Headings that the source marks as such are counted from the level of its section headings. */
function withSectionLevels(paper: Paper, outline: Outline): Paper {
  const levels = [...outline.items, ...outline.extracts].flatMap((one) => one.sections).map((section) => paper.lines[section.at]?.headingLevel ?? 0);
  const sectionLevel = Math.max(0, ...levels.filter((level) => level < boldLine));
  const deeper = paper.lines.some((line) => line.block?.type === "heading" && line.headingLevel !== null && line.headingLevel > sectionLevel && line.headingLevel < boldLine);
  const lines = paper.lines.map((line) => {
    if (line.block?.type !== "heading" || line.headingLevel === null) return line;
    const level = line.headingLevel >= boldLine ? (deeper ? 2 : 1) : Math.min(3, Math.max(1, line.headingLevel - sectionLevel));
    return { ...line, block: { ...line.block, level: level as 1 | 2 | 3 } };
  });
  return { ...paper, lines };
}

/** Where a case's last section ends when no heading follows: that depends on what kind of section it is. */
function naturalEndIn(paper: Paper, debris: PageDebris): NaturalEnd {
  const { lines } = paper;
  const nextText = (from: number, to: number) => {
    let at = from;
    while (at < to && (lines[at]?.kind !== "text" || debris.lines.has(at))) at += 1;
    return at;
  };
  /** A table that the extraction put at the end of the page belongs to the case. */
  const pastTable = (end: number, to: number) => {
    const next = nextText(end, to);
    if (next >= to || lines[next]?.opensPage === true) return end;
    const table = findAmountTable(lines.slice(next, Math.min(to, next + 200)), 0);
    return table === null ? end : next + table.to;
  };
  return (section: SectionSpan) => {
    switch (section.definition.source) {
      case "attachments": {
        const list = readAttachmentList(lines, section.at + 1, section.to, debris.lines, paper.unit);
        return pastTable(Math.max(section.at + 1, list.to), section.to);
      }
      case "journal-number":
      case "sign-off": {
        const first = nextText(section.at + 1, section.to);
        return first >= section.to ? section.to : pastTable(first + 1, section.to);
      }
      default:
        return endOfText(section, paper, debris);
    }
  };
}

/**
 * Text goes on to the end of the paper, unless it is the pack's words for an empty section, or a page begins that
 * carries the stamp of an attachment, or far more pages follow than any section has.
 */
function endOfText(section: SectionSpan, paper: Paper, debris: PageDebris): number {
  const { lines } = paper;
  const first = lines.findIndex((line, index) => index > section.at && line.kind === "text" && !debris.lines.has(index));
  const marker = section.definition.emptyText;
  if (marker !== "" && first >= 0 && fold(lines[first]?.text ?? "") === fold(marker)) return Math.min(section.to, first + 1);
  const stamp = debris.stamps.find((one) => one.from > section.at && one.from < section.to);
  const limit = stamp === undefined ? section.to : stamp.from;
  let pageStart = -1;
  let before = -1;
  for (let index = section.at + 1; index < limit; index += 1) {
    const line = lines[index];
    if (line?.kind !== "text" || debris.lines.has(index)) continue;
    const ended = before < 0 || /[.!?:]$/.test(lines[before]?.text ?? "");
    if ((line.opensPage || debris.pageStarts.has(index)) && ended && index - section.at > 1) {
      if (stamp === undefined) {
        if (pageStart < 0) pageStart = index;
      } else pageStart = index;
    }
    before = index;
  }
  if (stamp !== undefined) return pageStart < 0 ? limit : pageStart;
  return pageStart >= 0 && section.to - pageStart > 300 ? pageStart : section.to;
}

/** In the extracts a body may be written otherwise than in this workspace; known ones keep their full name. */
function withKnownBody(item: ImportedItem, context: IntakeContext): ImportedItem {
  const known = fold(context.body);
  return { ...item, decisions: item.decisions.map((decision) => (fold(decision.bodyName) === known ? { ...decision, bodyName: context.body } : decision)) };
}

/** Titles in capitals: as the paper prints them elsewhere in mixed case, else as a proposal. */
function nameItems(items: readonly ImportedItem[], paper: Paper, debris: PageDebris, context: IntakeContext): ImportedItem[] {
  const inCapitalsOnly = items.filter((item) => inCapitals(item.title));
  const sources = findTitles(paper, debris, inCapitalsOnly.flatMap((item) => [item.titlePrinted, item.title]));
  return items.map((item) => {
    if (!inCapitals(item.title)) return item;
    const printed = sources.printed(item.titlePrinted) ?? sources.printed(item.title);
    if (printed !== null) return { ...item, title: readTitle(context.pack, printed).title };
    const proposed = sources.proposed(item.title);
    return { ...item, title: proposed, titleProposed: proposed !== item.title };
  });
}

/** Numbers that the agenda leaves out, and those that stand only where no item was read. */
function gaps(items: readonly ImportedItem[], outline: Outline, paper: Paper, debris: PageDebris, agendaTo: number, pack: IntakeContext["pack"]): Notice[] {
  const outside = outline.rest.filter((span) => span.from < agendaTo).flatMap((span) => textsIn(span, paper, debris));
  const standsAt = new Map<string, number>();
  for (const index of [...outline.strays, ...outside]) {
    const heading = readLooseHeading(paper.lines[index]?.text ?? "");
    const key = heading === null ? "" : `${readTitle(pack, heading.rest).series}${heading.number}`;
    if (!standsAt.has(key)) standsAt.set(key, index);
  }
  return (["item", "notice"] as const).flatMap((series) => {
    const numbers = new Set(items.filter((item) => item.series === series).map((item) => item.number));
    const missing: number[] = [];
    for (let number = 1; number < Math.max(0, ...numbers) && missing.length < 100; number += 1) if (!numbers.has(number)) missing.push(number);
    // More than a few are a paper that was read with another pack than its own.
    const standing = missing.filter((number) => standsAt.has(`${series}${number}`)).slice(0, 10);
    const left = missing.filter((number) => !standing.includes(number));
    const told = standing.map((number) => {
      const index = standsAt.get(`${series}${number}`) ?? 0;
      return notice("intake.number-unplaced", { number, where: describePlace(placeOf(paper, index, index + 1)), text: shorten(paper.lines[index]?.text ?? "") });
    });
    return [...told, ...(left.length === 0 ? [] : [notice("intake.number-gap", { numbers: left.join(", ") })])];
  });
}

/** Decisions whose body is printed in another form than the name that they were put down to. */
function otherBodies(items: readonly ImportedItem[]): Notice[] {
  const seen = new Set<string>();
  return items.flatMap((item) => item.decisions).flatMap((decision) => {
    const plain = decision.bodyGenitive.replace(/(?:s['’]?|['’]s?)$/, "");
    const key = `${decision.bodyGenitive}>${decision.bodyName}`;
    if (decision.bodyName === "" || tidy(plain) === decision.bodyName || seen.has(key)) return [];
    seen.add(key);
    return [notice("intake.other-body", { printed: decision.bodyGenitive, where: describePlace(decision.place), body: decision.bodyName })];
  });
}

/** What stands outside the cases: strays, front matter, the text of attachments. */
function unplaced(outline: Outline, paper: Paper, debris: PageDebris, agendaTo: number): Notice[] {
  const inside = (index: number) => outline.items.some((item) => index >= item.from && index < item.to);
  const strays = outline.strays.filter(inside).map((index) => notice("intake.unplaced", { where: describePlace(placeOf(paper, index, index + 1)), text: shorten(paper.lines[index]?.text ?? "") }));
  const spans = outline.rest.flatMap((span) => {
    const texts = textsIn(span, paper, debris);
    const first = texts[0];
    const last = texts.at(-1);
    if (first === undefined || last === undefined) return [];
    const where = describePlace(placeOf(paper, first, last + 1));
    const words = shorten(tidy(texts.slice(0, 12).map((index) => paper.lines[index]?.text ?? "").join(" ")));
    const above = paper.lines.slice(Math.max(0, first - 12), first).findLast((line) => line.kind === "text");
    if ([above, paper.lines[first]].some((line) => line !== undefined && readGroupLine(line.text) === "closed") && readLooseHeading(texts.map((index) => paper.lines[index]?.text ?? "").find((text) => readGroupLine(text) === null) ?? "") !== null) {
      return [notice("intake.closed-unplaced", { where: where.charAt(0).toUpperCase() + where.slice(1), text: words })];
    }
    if (span.from >= agendaTo) return [notice("intake.attachment-text", { where: where.charAt(0).toUpperCase() + where.slice(1) })];
    return [notice("intake.unplaced", { where, text: words })];
  });
  return [...strays, ...spans];
}

function textsIn(span: Span, paper: Paper, debris: PageDebris): number[] {
  const found: number[] = [];
  for (let index = span.from; index < span.to; index += 1) if (paper.lines[index]?.kind === "text" && !debris.lines.has(index)) found.push(index);
  return found;
}
