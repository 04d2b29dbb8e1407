import { type Block, plainText, type TableCell } from "../../document.ts";

interface SpanningCell {
  readonly cell: TableCell;
  readonly column: number;
  readonly span: number;
  readonly merge: "none" | "restart" | "continue";
}

/**
 * Column widths in points by what the columns hold: none is narrower than its longest word where there is room, and
 * what is left goes to those whose text would be longest on one line.
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
    if (span > 1) widen(least, column, span, longestWord(textOf(cell.children)) * size + 2 * padding);
  }
  const leastSum = sum(least);
  // Text that is long enough to wrap anyway need not push the others to the wall.
  const wanted = most.map((natural, column) => Math.max(least[column] ?? 0, Math.min(natural, width)));
  if (leastSum >= width) return least.map((share) => (share * width) / leastSum);
  const room = width - leastSum;
  const wishes = wanted.map((natural, column) => natural - (least[column] ?? 0));
  const wishSum = sum(wishes);
  if (wishSum === 0) return least.map((share) => share + room / columns);
  if (wishSum <= room) return wanted.map((natural) => (natural * width) / sum(wanted));
  // Between a wide and a very wide column, the square root keeps the second from taking everything.
  const weights = wishes.map(Math.sqrt);
  return share(least, wishes, weights, room);
}

/** Gives out the room by weight, to none more than it wishes. */
function share(least: readonly number[], wishes: readonly number[], weights: readonly number[], room: number): number[] {
  const given = new Array<number>(least.length).fill(0);
  let open = least.map((_, column) => column).filter((column) => (wishes[column] ?? 0) > 0);
  let left = room;
  while (open.length > 0 && left > 0.01) {
    const weight = sum(open.map((column) => weights[column] ?? 0));
    const full = open.filter((column) => (wishes[column] ?? 0) - (given[column] ?? 0) <= (left * (weights[column] ?? 0)) / weight);
    if (full.length === 0) {
      for (const column of open) given[column] = (given[column] ?? 0) + (left * (weights[column] ?? 0)) / weight;
      break;
    }
    for (const column of full) {
      left -= (wishes[column] ?? 0) - (given[column] ?? 0);
      given[column] = wishes[column] ?? 0;
    }
    open = open.filter((column) => !full.includes(column));
  }
  return least.map((width, column) => width + (given[column] ?? 0));
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

/** Width of a text in ems of a sans-serif, a little on the wide side so that bold fits too. */
function ems(text: string): number {
  let width = 0;
  for (const character of text) width += emsOf(character);
  return width;
}

function emsOf(character: string): number {
  if ("ijltfrI.,:;'|!()[] \u00a0".includes(character)) return 0.33;
  if ("mwMWÆŒæ%@—\u2003".includes(character)) return 0.9;
  if (/[A-ZØÅÄÖ]/.test(character)) return 0.65;
  return 0.56;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, number) => all + number, 0);
}
