import { escapeText } from "../document/to-html.ts";
import type { PaperLine } from "./paper.ts";
import { tidy } from "./paper.ts";
import { type RichBlock, type RichTable, textCell } from "./rich-blocks.ts";

/** A table found among lines, with the index past its last one. */
export interface FoundTable {
  readonly table: RichTable;
  readonly to: number;
}

const amount = /^(.*\S)\s+((?:ca\.\s*)?-?\d[\d.,]*(?:\s*[-–]\s*\d[\d.,]*)?(?:\s*(?:mio|mia|tkr|t\.kr|kr|pct|procent|%|stk|timer|årsværk|point)\b\.?|\s*%)*[.,]?)$/i;

const mostLinesOnPage = 150;

/**
 * A table of words and amounts that text extraction has put at the end of its page: an optional header, then rows
 * whose last column begins at the amount. Begins at `from`, which must follow white paper or begin a page; null
 * where fewer than two rows with amounts stand there, or text follows them on the same page.
 */
export function findAmountTable(lines: readonly PaperLine[], from: number): FoundTable | null {
  const first = lines[from];
  if (first === undefined || first.kind !== "text" || first.block !== null || first.text.length > 90) return null;
  const rows: string[][] = [];
  let head: string[] | null = null;
  let to = from;
  for (let index = from; index < lines.length; index += 1) {
    const line = lines[index];
    if (line === undefined || (line.opensPage && index > from)) break;
    if (index - from > mostLinesOnPage) return null;
    if (line.kind !== "text") continue;
    const row = line.text.length > 100 || line.block !== null ? null : amount.exec(line.text);
    if (row !== null && !/[.:;]$/.test(row[1] ?? "")) {
      rows.push([tidy(row[1] ?? ""), tidy(row[2] ?? "")]);
      to = index + 1;
      continue;
    }
    if (index !== from) {
      // Whatever else stands on the page after the rows shows that this is no table at the page's end.
      return null;
    }
    head = headerCells(line);
    if (head === null) return null;
    to = index + 1;
  }
  if (rows.length < 2) return null;
  return { to, table: tableOf(head === null ? [] : [head], rows, true) };
}

function headerCells(line: PaperLine): string[] | null {
  if (/[.:;,]$/.test(line.text)) return null;
  const wide = line.raw.trim().split(/\t+| {2,}/).map(tidy).filter((cell) => cell !== "");
  if (wide.length === 2) return wide;
  const words = line.text.split(" ");
  const second = words.findIndex((word, position) => position > 0 && /^\p{Lu}/u.test(word));
  return second < 0 ? null : [words.slice(0, second).join(" "), words.slice(second).join(" ")];
}

/** Three lines or more, set in the same number of columns by tabs or wide spaces. Null for anything else. */
export function findColumnTable(lines: readonly PaperLine[], from: number): FoundTable | null {
  const rows: string[][] = [];
  let to = from;
  for (let index = from; index < lines.length; index += 1) {
    const line = lines[index];
    if (line === undefined || line.kind !== "text" || line.block !== null) break;
    const cells = line.raw.replace(/\u00a0/g, " ").trim().split(/\t+| {3,}/).map(tidy);
    if (cells.length < 2 || (rows[0] !== undefined && cells.length !== rows[0].length)) break;
    rows.push(cells);
    to = index + 1;
  }
  if (rows.length < 3) return null;
  const numeric = rows.slice(1).every((row) => /^-?[\d.,% ]*\d/.test(row.at(-1) ?? ""));
  const [head, ...body] = rows;
  const hasHead = head !== undefined && !head.some((cell) => /^-?[\d.,% ]+$/.test(cell));
  return { to, table: tableOf(hasHead && head !== undefined ? [head] : [], hasHead ? body : rows, numeric) };
}

/**
 * A theme with numbered questions and their answers: a short heading, right under it `1. …`, after an empty paragraph
 * the answer, and so on. One column: the theme heads it, each row holds question and answer, so that every word keeps
 * its place. `boldAnswers` where the text says that they were bold, which plain text has lost.
 */
export function findQuestionTable(lines: readonly PaperLine[], from: number, boldAnswers: boolean): FoundTable | null {
  const head = lines[from];
  const above = lines[from - 1];
  if (head === undefined || head.kind !== "text" || head.text.length > 110 || /[.;,]$/.test(head.text)) return null;
  if (!head.opensPage && above !== undefined && above.kind === "text") return null;
  let expected = numberOf(lines[from + 1]);
  if (expected === null || lines[from + 1]?.opensPage === true) return null;
  const rows: { paragraphs: string[][] }[] = [];
  let index = from + 1;
  let to = from;
  let paragraphEnded = true;
  for (; index < lines.length; index += 1) {
    const line = lines[index];
    if (line === undefined || line.kind === "blank" || (line.opensPage && index > from)) break;
    if (line.kind === "empty") {
      paragraphEnded = true;
      continue;
    }
    if (numberOf(line) === expected) {
      rows.push({ paragraphs: [[line.text]] });
      expected += 1;
    } else if (paragraphEnded) rows.at(-1)?.paragraphs.push([line.text]);
    else rows.at(-1)?.paragraphs.at(-1)?.push(line.text);
    paragraphEnded = false;
    to = index + 1;
  }
  if (rows.length < 2 || rows.some((row) => row.paragraphs.length < 2)) return null;
  const bodyRows = rows.map((row) => [{ ...textCell(""), blocks: row.paragraphs.map((paragraphLines, position) => questionOrAnswer(paragraphLines, position > 0 && boldAnswers)) }]);
  return { to, table: { type: "table", head: [[textCell(head.text)]], rows: bodyRows } };
}

function questionOrAnswer(lines: readonly string[], bold: boolean): RichBlock {
  const text = lines.join(" ");
  return { type: "paragraph", html: bold ? `<strong>${escapeText(text)}</strong>` : escapeText(text), text };
}

function numberOf(line: PaperLine | undefined): number | null {
  const found = line?.kind === "text" ? /^(\d{1,3})\.\s*\p{L}/u.exec(line.text) : null;
  return found === null ? null : Number(found[1]);
}

function tableOf(head: readonly (readonly string[])[], rows: readonly (readonly string[])[], lastIsAmount: boolean): RichTable {
  const align = (row: readonly string[], position: number) => (lastIsAmount && position === row.length - 1 ? "right" : null);
  return {
    type: "table",
    head: head.map((row) => row.map((cell) => textCell(cell))),
    rows: rows.map((row) => row.map((cell, position) => textCell(cell, align(row, position)))),
  };
}
