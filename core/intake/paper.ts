import type { Place } from "./imported-agenda.ts";
import type { RichBlock } from "./rich-blocks.ts";

/** A paper as every reader hands it to the recogniser: its lines in reading order, whatever format it came in. */
export interface Paper {
  /** What the lines' numbers count. */
  readonly unit: Place["unit"];
  readonly lines: readonly PaperLine[];
}

export interface PaperLine {
  /** `blank` is white paper; `empty` is a paragraph that somebody left empty, which always ends what came before. */
  readonly kind: "text" | "blank" | "empty";
  /** In NFC, trimmed, with single ordinary spaces. */
  readonly text: string;
  /** The same as inline rich text. */
  readonly html: string;
  /** The text with its own spacing, for columns. */
  readonly raw: string;
  /** Number of the line, page or paragraph in the source, from 1. */
  readonly number: number;
  /** The first line of a page. */
  readonly opensPage: boolean;
  /** A whole block that needs no healing (from DOCX), or null for a line of running text. */
  readonly block: RichBlock | null;
  /** Set as a heading in the source: its level, or null. */
  readonly headingLevel: number | null;
  /** Left edge in points, where the source tells, else null. */
  readonly indent: number | null;
}

/** Heading level of a line that is a heading only for being bold: below all levels that the source names. */
export const boldLine = 6;

/** The place that some lines take up, or line 1 where there are none. */
export function placeOf(paper: Paper, from: number, to: number): Place {
  const first = paper.lines[from]?.number ?? 1;
  return { unit: paper.unit, from: first, to: Math.max(first, paper.lines[Math.max(from, to - 1)]?.number ?? first) };
}

const unitNames: { readonly [Unit in Place["unit"]]: string } = { line: "linje", page: "side", paragraph: "afsnit" };

/** `linje 12`, `side 3–4`: a place as it stands in messages. */
export function describePlace(place: Place): string {
  const numbers = place.from === place.to ? String(place.from) : `${place.from}–${place.to}`;
  return `${unitNames[place.unit]} ${numbers}`;
}

/** One space for every run of white space, no-break spaces included; none at the ends. */
export function tidy(text: string): string {
  // Most lines have nothing to tidy inside, and there are many lines.
  return /\s\s|[^\S ]/.test(text) ? text.replace(/\s+/g, " ").trim() : text.trim();
}

/** For comparing what is printed in different ways: capitals, single spaces, `vedr.` for `vedrørende`. */
export function fold(text: string): string {
  return tidy(text.normalize("NFC")).toLocaleUpperCase("da").replaceAll("VEDRØRENDE", "VEDR.").replace(/[–—]/g, "-");
}

/** True for a text with letters, none of them small. */
export function inCapitals(text: string): boolean {
  return /\p{Lu}/u.test(text) && !/\p{Ll}/u.test(text);
}

/** A text for a message: its first 80 characters. */
export function shorten(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 79).trimEnd()}…`;
}
