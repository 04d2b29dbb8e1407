import { fillPattern, type StampPattern } from "../../domain/template-pack.ts";

/** What a stamp tells, but for the page's own number. */
export interface StampFields {
  readonly nummer: string;
  readonly titel: string;
  readonly bilag: string;
  /** Pages of the attachment. */
  readonly sider: string;
  readonly organ: string;
  /** 29-08-2017 */
  readonly dato: string;
}

/** Longer fields are cut, so that a stamp never fills a page. */
const longestField = 400;

/**
 * The stamp of an attachment before wrapping, with `{side}` where the page's number goes: what the receipt keeps. Line
 * breaks, control characters and what has no width are gone, so it is letter by letter what is printed.
 */
export function stampText({ lines }: Pick<StampPattern, "lines">, fields: StampFields): string[] {
  const flat = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, flattened(value)]));
  return lines.map((line) => onOneLine(fillPattern(line, flat)));
}

/** The stamp of a page, from that of its attachment. */
export function stampOfPage(text: readonly string[], page: number): string[] {
  return text.map((line) => line.replaceAll("{side}", String(page)));
}

/**
 * A line in pieces of at most `wrapAt` characters that fit the width, broken at spaces; a word that is too long by
 * itself is broken where it must. An empty line stays one.
 */
export function wrapLine(line: string, wrapAt: number, fits: (text: string) => boolean): string[] {
  const holds = (text: string): boolean => (text.length <= wrapAt || lengthOf(text) <= wrapAt) && fits(text);
  if (holds(line)) return [line];
  const wrapped: string[] = [];
  let current = "";
  for (const word of line.split(" ")) {
    const longer = current === "" ? word : `${current} ${word}`;
    if (holds(longer)) {
      current = longer;
      continue;
    }
    if (current !== "") wrapped.push(current);
    current = word;
    while (!holds(current)) {
      const length = longestStart(current, holds);
      if (length === current.length) break;
      wrapped.push(current.slice(0, length));
      current = current.slice(length);
    }
  }
  return [...wrapped, current];
}

/** How much of a word holds, at least one character; a letter keeps its accents. */
function longestStart(word: string, holds: (text: string) => boolean): number {
  let length = 0;
  for (const [cluster] of word.matchAll(/\P{M}\p{M}*|\p{M}+/gu)) {
    if (length > 0 && !holds(word.slice(0, length + cluster.length))) break;
    length += cluster.length;
  }
  return length;
}

function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

/** A title that holds `{side}` itself must not be taken for the pattern. */
function flattened(field: string): string {
  const flat = onOneLine(field).replaceAll("{side}", "{ side }");
  return flat.length > longestField ? `${flat.slice(0, longestField).replace(/[\ud800-\udbff]$/, "").trimEnd()}…` : flat;
}

function onOneLine(text: string): string {
  return text
    .toWellFormed()
    .normalize("NFC")
    .replace(/[\s\p{Cc}\ufff9-\ufffb]+/gu, " ")
    .replace(/\p{Default_Ignorable_Code_Point}/gu, "")
    .replace(/ {2,}/g, " ")
    .trim();
}
