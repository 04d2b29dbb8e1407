import type { TextWidths } from "./flowable.ts";

/** A cell's demands: the widths that its content asks for, padding included. */
export interface CellWidths {
  readonly column: number;
  readonly colSpan: number;
  readonly widths: TextWidths;
}

/** No column is narrower, whatever the shares say. */
const narrowestColumn = 12;

/** However much a column holds, it asks for no more than so many times the table's width. */
const mostWanted = 2.2;

/**
 * Widths of a table's columns that together are `width`. With `shares` as they say; else by content: everything on one
 * line where that fits (the rest is shared out in proportion); else each column its longest word and of the rest what
 * its content asks for; else down to what hyphens leave of the words; else in proportion.
 */
export function columnWidths(cells: readonly CellWidths[], columns: number, width: number, shares: readonly number[] | null): number[] {
  if (shares && shares.length === columns && shares.every((share) => share > 0)) {
    const sum = shares.reduce((total, share) => total + share, 0);
    return shares.map((share) => (share / sum) * width);
  }
  const max = demands(cells, columns, (widths) => widths.max);
  const sumMax = total(max);
  if (sumMax <= width) return max.map((wanted) => wanted * (width / sumMax));
  const min = demands(cells, columns, (widths) => widths.min);
  if (total(min) <= width) return between(min, max, width);
  const narrowest = demands(cells, columns, (widths) => widths.narrowest());
  if (total(narrowest) <= width) return between(narrowest, min, width);
  const sum = total(narrowest);
  return narrowest.map((wanted) => Math.min(narrowestColumn, width / columns) + (wanted / sum) * (width - columns * Math.min(narrowestColumn, width / columns)));
}

/** Each column its least, and of what is left a share that grows with what it would like to have. */
function between(least: readonly number[], most: readonly number[], width: number): number[] {
  const spare = width - total(least);
  const wishes = most.map((wanted, column) => Math.max(0, Math.min(wanted, width * mostWanted) - (least[column] as number)));
  return filled(least, wishes, spare);
}

/** Shares out what is spare in proportion to the wishes; no column gets more than it wished while another lacks. */
function filled(least: readonly number[], wishes: readonly number[], spare: number): number[] {
  const sum = total(wishes);
  if (sum <= 0) return least.map((width) => width + spare / least.length);
  return least.map((width, column) => width + ((wishes[column] as number) / sum) * spare);
}

/** What the columns ask for: single cells first, then what cells over several columns ask for beyond that. */
function demands(cells: readonly CellWidths[], columns: number, of: (widths: TextWidths) => number): number[] {
  const wanted = new Array<number>(columns).fill(narrowestColumn);
  for (const cell of cells) {
    if (cell.colSpan === 1) wanted[cell.column] = Math.max(wanted[cell.column] as number, of(cell.widths));
  }
  for (const cell of cells) {
    if (cell.colSpan === 1) continue;
    const covered = wanted.slice(cell.column, cell.column + cell.colSpan);
    const lacking = of(cell.widths) - total(covered);
    if (lacking <= 0) continue;
    const sum = total(covered);
    covered.forEach((width, index) => {
      wanted[cell.column + index] = width + (width / sum) * lacking;
    });
  }
  return wanted;
}

function total(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, 0);
}
