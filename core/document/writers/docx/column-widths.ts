import { type Block, plainText, type TableCell } from "../../document.ts";
import { ems } from "./text-width.ts";

interface SpanningCell {
  readonly cell: TableCell;
  readonly column: number;
  readonly span: number;
  readonly merge: "none" | "restart" | "continue";
}

/** A single column asks for no more than this share of the table when the widths are divided. */
const mostWanted = 2.2;

/**
 * Column widths in points by what the columns hold, as the PDF writer divides them: everything on one line where that
 * fits; else each column its longest word, and of the rest what its content asks for.
 * @param size of the type in points
 * @param padding at each side of a cell, in points
 */
export function balancedWidths(rows: readonly (readonly SpanningCell[])[], columns: number, width: number, size: number, padding: number): number[] {
  const least = new Array<number>(columns).fill(2 * padding + size);
  const most = [...least];
  const cells = rows.flat().filter(({ merge }) => merge !== "continue");
  for (const { cell, column, span } of cells) {
    if (span > 1) continue;
    const text = textOf(cell.children);
    least[column] = Math.max(least[column] ?? 0, longestWord(text) * size + 2 * padding);
    most[column] = Math.max(most[column] ?? 0, longestLine(text) * size + 2 * padding);
  }
  for (const { cell, column, span } of cells) {
    if (span === 1) continue;
    const text = textOf(cell.children);
    widen(least, column, span, longestWord(text) * size + 2 * padding);
    widen(most, column, span, longestLine(text) * size + 2 * padding);
  }
  const leastSum = sum(least);
  if (leastSum >= width) return least.map((share) => (share * width) / leastSum);
  const mostSum = sum(most);
  if (mostSum <= width) return most.map((natural) => (natural * width) / mostSum);
  const wishes = most.map((natural, column) => Math.max(0, Math.min(natural, width * mostWanted) - (least[column] ?? 0)));
  const wishSum = sum(wishes) || 1;
  return least.map((narrow, column) => narrow + ((wishes[column] ?? 0) / wishSum) * (width - leastSum));
}

function widen(widths: number[], from: number, span: number, needed: number): void {
  const missing = needed - sum(widths.slice(from, from + span));
  if (missing <= 0) return;
  for (let column = from; column < from + span; column += 1) widths[column] = (widths[column] ?? 0) + missing / span;
}

function textOf(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => {
    switch (block.type) {
      case "paragraph":
      case "heading":
        return [plainText(block.children)];
      case "list":
        // The marker and its indent take room too.
        return block.items.flatMap((item) => textOf(item.children).map((text) => `\u2003\u2003${text}`));
      case "quote":
      case "group":
        return textOf(block.children);
      case "table":
        return block.rows.map((row) => row.cells.flatMap((cell) => textOf(cell.children)).join(" "));
      default:
        return [];
    }
  });
}

function longestWord(lines: readonly string[]): number {
  return Math.max(0, ...lines.flatMap((line) => line.split(/[ \u00ad-]+/).map(ems)));
}

function longestLine(lines: readonly string[]): number {
  return Math.max(0, ...lines.map(ems));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, number) => all + number, 0);
}
