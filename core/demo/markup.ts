import type { Section } from "../domain/section.ts";

/**
 * Small builders for canonical rich text (docs/rich-text.md), so that the example's papers can be read and
 * corrected as Danish. Texts are inline HTML; `tidy` gives them their non-breaking spaces.
 */
export function paragraphs(...texts: readonly string[]): string {
  return texts.map((text) => `<p>${tidy(text)}</p>`).join("");
}

/** A heading within a section (its first level). */
export function heading(text: string): string {
  return `<h1>${tidy(text)}</h1>`;
}

/** A heading below `heading`. */
export function subheading(text: string): string {
  return `<h2>${tidy(text)}</h2>`;
}

export function bullets(...items: readonly string[]): string {
  return `<ul>${items.map(listItem).join("")}</ul>`;
}

export function numbered(marker: "1" | "a" | "i", ...items: readonly string[]): string {
  return `<ol${marker === "1" ? "" : ` type="${marker}"`}>${items.map(listItem).join("")}</ol>`;
}

/** A list item that holds more than its text: `blocks` are canonical. */
export function item(text: string, ...blocks: readonly string[]): string {
  return paragraphs(text) + blocks.join("");
}

export function quote(...texts: readonly string[]): string {
  return `<blockquote>${paragraphs(...texts)}</blockquote>`;
}

export function image(sha256: string, alt: string, width: string): string {
  return `<img src="image:${sha256}" alt="${tidy(alt)}" width="${width}">`;
}

export function strong(text: string): string {
  return `<strong>${text}</strong>`;
}

export function emphasis(text: string): string {
  return `<em>${text}</em>`;
}

export function link(href: string, text: string): string {
  return `<a href="${href}">${text}</a>`;
}

export function footnote(text: string): string {
  return `<footnote>${text}</footnote>`;
}

export interface Cell {
  readonly text: string;
  readonly header?: "row" | "column";
  readonly colSpan?: number;
  readonly rowSpan?: number;
  readonly align?: "right" | "center";
}

export interface TableContent {
  readonly caption?: string;
  /** Rows of the head; its cells are column headers, whether they say so or not. */
  readonly head?: readonly (readonly (string | Cell)[])[];
  readonly body: readonly (readonly (string | Cell)[])[];
}

export function table({ caption, head, body }: TableContent): string {
  return [
    "<table>",
    caption === undefined ? "" : `<caption>${tidy(caption)}</caption>`,
    head === undefined ? "" : `<thead>${head.map((row) => tableRow(row.map(columnHeader))).join("")}</thead>`,
    `<tbody>${body.map(tableRow).join("")}</tbody>`,
    "</table>",
  ].join("");
}

/** A number in a table: set to the right. */
export function figure(text: string): Cell {
  return { text, align: "right" };
}

/** The head of a column of numbers. */
export function figureHead(text: string, span: Pick<Cell, "colSpan" | "rowSpan"> = {}): Cell {
  return { text, align: "right", ...span };
}

/** The head of a row, or of several where `rowSpan` is more than 1. */
export function rowHead(text: string, span: Pick<Cell, "colSpan" | "rowSpan"> = {}): Cell {
  return { text, header: "row", ...span };
}

/** `12.480` */
export function thousands(value: number): string {
  return String(Math.abs(value)).replace(/\B(?=(\d{3})+$)/g, ".").replace(/^/, value < 0 ? "-" : "");
}

/** Tenths as a Danish decimal: 1245 is `124,5`. Amounts are kept in tenths of a million, so that sums are exact. */
export function tenths(value: number): string {
  const size = Math.abs(value);
  return `${value < 0 ? "-" : ""}${thousands(Math.floor(size / 10))},${size % 10}`;
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The sections of an item in the order of the given object. */
export function sections(html: Readonly<Record<string, string>>): readonly Section[] {
  return Object.entries(html).map(([key, value]) => ({ key, html: value }));
}

/** Puts non-breaking spaces where a line must not break: between number and unit, in `mio. kr.`, after § and `stk.`. */
export function tidy(text: string): string {
  return text
    .replace(/(\d) (?=(?:mio|mia|kr|pct)\.|km\b|m²|t\.\s?kr\.)/g, "$1\u00a0")
    .replace(/\b(mio\.|mia\.) kr\./g, "$1\u00a0kr.")
    .replace(/(§§?|\bstk\.|\bnr\.|\bkl\.|\bca\.) (?=\d)/g, "$1\u00a0");
}

function listItem(content: string): string {
  return `<li>${content.startsWith("<p>") ? content : paragraphs(content)}</li>`;
}

function columnHeader(cell: string | Cell): Cell {
  return typeof cell === "string" ? { text: cell, header: "column" } : { ...cell, header: "column" };
}

function tableRow(cells: readonly (string | Cell)[]): string {
  return `<tr>${cells.map((cell) => tableCell(typeof cell === "string" ? { text: cell } : cell)).join("")}</tr>`;
}

// No `scope`: a th is a column's head in thead and a row's head in tbody, which the canonical form leaves unsaid.
function tableCell({ text, header, colSpan = 1, rowSpan = 1, align }: Cell): string {
  const tag = header === undefined ? "td" : "th";
  const attributes = [
    colSpan > 1 ? ` colspan="${colSpan}"` : "",
    rowSpan > 1 ? ` rowspan="${rowSpan}"` : "",
    align === undefined ? "" : ` align="${align}"`,
  ].join("");
  return `<${tag}${attributes}>${text === "" ? "" : paragraphs(text)}</${tag}>`;
}
