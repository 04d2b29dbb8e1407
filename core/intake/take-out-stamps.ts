import { readDate, type IsoDate } from "../domain/danish-date.ts";
import type { StampPattern, TemplatePack } from "../domain/template-pack.ts";
import type { Paper, PaperLine } from "./paper.ts";
import { fold, tidy } from "./paper.ts";
import { readHeadingText } from "./read-item-heading.ts";

/** A stamp as it stands on a page of an attachment. What was not legible is null. */
export interface FoundStamp {
  readonly number: number;
  /** Title of the item as stamped, with its kind: the mixed case that headings in capitals lack. */
  readonly title: string;
  readonly attachment: number | null;
  readonly body: string | null;
  readonly date: IsoDate | null;
  /** Indexes of its lines, with the page's own number line above it; the second is past the end. */
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** Stamps, lone page numbers and running lines: what stands on the pages, not in the text. */
export interface PageDebris {
  readonly stamps: readonly FoundStamp[];
  /** Indexes of the lines that are no text, stamps and the white around them included. */
  readonly lines: ReadonlySet<number>;
  /** Indexes of lines that open a page because what stood before them was its foot. */
  readonly pageStarts: ReadonlySet<number>;
  /** What was found beside the stamps, one entry per line. */
  readonly others: readonly { readonly index: number; readonly text: string }[];
  /** Lines at the head or foot that come back on page after page. */
  readonly running: readonly { readonly text: string; readonly pages: number }[];
}

const pageNumber = /^(?:-\s*\d{1,4}\s*-|(?:side|s\.)\s*-?\s*\d{1,4}(?:\s*(?:af|\/)\s*\d{1,4})?)$/i;

/**
 * Finds what the pack's stamp pattern printed, and lines that only number a page. A stamp's title may wrap over
 * three lines; a stamp whose other lines are lost counts only where a page begins after it.
 */
export function findPageDebris(paper: Paper, pack: TemplatePack): PageDebris {
  const stamps: FoundStamp[] = [];
  const lines = new Set<number>();
  const pageStarts = new Set<number>();
  const others: { index: number; text: string }[] = [];
  const patterns = stampExpressions(pack.stamp);
  for (let index = 0; index < paper.lines.length; index += 1) {
    const line = paper.lines[index];
    if (line === undefined || line.kind !== "text" || line.block !== null) continue;
    const stamp = patterns === null ? null : readStamp(paper.lines, index, patterns);
    if (stamp !== null) {
      stamps.push(stamp);
      for (let inside = stamp.from; inside < stamp.to; inside += 1) lines.add(inside);
      index = skipWhite(paper.lines, stamp.to, lines) - 1;
      pageStarts.add(index + 1);
      continue;
    }
    if (pageNumber.test(line.text) && standsAlone(paper.lines, index)) {
      lines.add(index);
      others.push({ index, text: line.text });
    }
  }
  for (const stamp of stamps) whitenAbove(paper.lines, stamp.from, lines);
  // The lines of a PDF have been sifted by their height on the page.
  const running = paper.unit === "line" ? findRunningLines(paper, lines, headingTest(pack)) : [];
  return { stamps, lines, pageStarts, others, running };
}

/**
 * The first and last two lines of each page, where the same text (whatever its numbers) stands on half of the pages,
 * or on three and a quarter of them. A line that may head an item is none.
 */
function findRunningLines(paper: Paper, taken: Set<number>, isHeading: (text: string) => boolean): PageDebris["running"] {
  const pages: number[][] = [[]];
  paper.lines.forEach((line, index) => {
    if (line.kind !== "text" || line.block !== null) return;
    if (line.opensPage && pages.at(-1)?.length !== 0) pages.push([]);
    if (!taken.has(index)) pages.at(-1)?.push(index);
  });
  const groups = new Map<string, { first: number; indexes: number[]; pages: Set<number> }>();
  pages.forEach((page, number) => {
    for (const index of new Set([...page.slice(0, 2), ...page.slice(-2)])) {
      const text = paper.lines[index]?.text ?? "";
      const above = paper.lines[(page[page.indexOf(index) - 1] ?? -1)]?.text ?? "";
      // What stands under a heading (names, a journal number) belongs to it, however often it comes back.
      if (isHeading(text) || isHeading(above) || !/\p{L}{3}/u.test(text) || text.length > 160) continue;
      const key = text.replace(/\d+/g, "#");
      const group = groups.get(key) ?? { first: index, indexes: [], pages: new Set<number>() };
      group.indexes.push(index);
      group.pages.add(number);
      groups.set(key, group);
    }
  });
  const running: { text: string; pages: number }[] = [];
  for (const group of groups.values()) {
    const often = group.pages.size >= 2 && group.pages.size * 2 >= pages.length;
    if (pages.length < 3 || !(often || (group.pages.size >= 3 && group.pages.size * 4 >= pages.length))) continue;
    // The page begins with the line after it.
    for (const index of group.indexes) taken.add(index);
    running.push({ text: paper.lines[group.first]?.text ?? "", pages: group.pages.size });
  }
  return running;
}

/** Whether a line heads an item or a section, which may well stand first on page after page. */
export function headingTest(pack: TemplatePack): (text: string) => boolean {
  const headings = new Set(pack.sections.flatMap((section) => [section.heading, ...section.aliases]).map(fold));
  return (text) => readHeadingText(text) !== null || headings.has(fold(text.replace(/:$/, "")));
}

/** Whether a line is one of the pack's stamp lines. */
export function stampLineTest(pack: TemplatePack): (text: string) => boolean {
  const patterns = stampExpressions(pack.stamp);
  if (patterns === null) return () => false;
  return (text) => [patterns.first, ...patterns.rest].some((pattern) => pattern.test(text));
}

interface StampExpressions {
  readonly first: RegExp;
  readonly rest: readonly RegExp[];
}

/** The pattern's lines as expressions with a named group per field; null where the pack has no stamp. */
function stampExpressions(stamp: StampPattern): StampExpressions | null {
  const [first, ...rest] = stamp.lines.filter((line) => line.trim() !== "").map(lineExpression);
  return first === undefined ? null : { first, rest };
}

function lineExpression(line: string): RegExp {
  const source = tidy(line)
    .replace(/[.*+?^$()|[\]\\]/g, "\\$&")
    .replace(/ /g, "\\s+")
    .replace(/\{(nummer|bilag|side|sider)\}/g, "(?<$1>\\d{1,5})")
    .replace(/\{(titel|organ)\}/g, "(?<$1>\\S.*?)")
    .replace(/\{dato\}/g, "(?<dato>[\\d.\\-/]{6,10})")
    .replace(/\{[^{}]*\}/g, ".*?");
  return new RegExp(`^${source}$`, "i");
}

function readStamp(lines: readonly PaperLine[], from: number, patterns: StampExpressions): FoundStamp | null {
  const first = patterns.first.exec(lines[from]?.text ?? "")?.groups;
  if (first === undefined || first["nummer"] === undefined) return null;
  let title = first["titel"] ?? "";
  let to = from + 1;
  const fields: Record<string, string> = {};
  let matched = 0;
  // Three lines of title, the pattern's other lines and the white between them.
  for (let index = from + 1; index < lines.length && index <= from + 4 + patterns.rest.length * 2; index += 1) {
    const line = lines[index];
    if (line === undefined) break;
    if (line.kind !== "text") continue;
    const pattern = patterns.rest.find((candidate) => candidate.test(line.text));
    if (pattern !== undefined) {
      Object.assign(fields, pattern.exec(line.text)?.groups);
      matched += 1;
      to = index + 1;
      if (matched === patterns.rest.length) break;
      continue;
    }
    if (matched > 0 || line.opensPage || index > from + 2 || lines[index - 1]?.kind !== "text") break;
    title = `${title} ${line.text}`;
    to = index + 1;
  }
  if (matched === 0 && patterns.rest.length > 0 && !pageBeginsSoon(lines, to)) return null;
  return {
    number: Number(first["nummer"]), title: tidy(title), from, to,
    attachment: fields["bilag"] === undefined ? null : Number(fields["bilag"]),
    body: fields["organ"] === undefined ? null : tidy(fields["organ"]),
    date: fields["dato"] === undefined ? null : readDate(fields["dato"]),
    text: lines.slice(from, to).map((line) => line.text).filter((text) => text !== "").join(" · "),
  };
}

function pageBeginsSoon(lines: readonly PaperLine[], index: number): boolean {
  const next = lines[skipWhite(lines, index, new Set())];
  return next === undefined || next.opensPage;
}

function skipWhite(lines: readonly PaperLine[], index: number, white: Set<number>): number {
  let at = index;
  while (lines[at]?.kind === "blank") white.add(at++);
  return at;
}

/** The white above a foot belongs to the foot, and so does the document's own page number above the stamp. */
function whitenAbove(lines: readonly PaperLine[], index: number, taken: Set<number>): void {
  let at = index - 1;
  while (lines[at]?.kind === "blank" || taken.has(at)) taken.add(at--);
}

function standsAlone(lines: readonly PaperLine[], index: number): boolean {
  const before = lines[index - 1];
  const after = lines[index + 1];
  return before === undefined || after === undefined || before.kind !== "text" || after.kind !== "text" || after.opensPage || lines[index]?.opensPage === true;
}
