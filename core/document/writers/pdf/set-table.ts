import { plainText, type Table, type TableCell, type TableStyle } from "../../document.ts";
import { plainTable } from "../../plain-styles.ts";
import { type GridCell, placeCells, type TableGrid } from "../../table-grid.ts";
import { columnWidths } from "./column-widths.ts";
import type { Flowable, Laid, Place, TextWidths } from "./flowable.ts";
import { paragraphStyle, type SetContext } from "./set-context.ts";
import { prepareText, type PreparedText } from "./set-text.ts";
import { type CellLayout, type CellPart, type RowSlug, type Slug, stackHeight, type TableLayout } from "./slug.ts";
import { addNode, attach, looseNode, type StructureNode } from "./structure.ts";

/** Header rows taller than this share of the page are not repeated. */
const tallestHead = 0.4;

interface PreparedCell {
  readonly cell: TableCell;
  readonly row: number;
  readonly column: number;
  readonly colSpan: number;
  readonly rowSpan: number;
  readonly content: Flowable;
}

/** A table: its cells are prepared once, its columns fitted to the width in which it is laid. */
export function setTable(table: Table, place: Place, context: SetContext): Flowable {
  const style = tableStyle(table.style, context);
  const headerRows = Math.min(Math.max(0, table.headerRows), table.rows.length);
  const grid = placeCells(table, headerRows);
  if (grid.columns === 0) return context.prepareBlocks(table.caption.length > 0 ? [{ type: "paragraph", style: style.captionStyle, id: null, children: table.caption }] : [], place, context);
  const node = addNode(place.node, "Table");
  const caption = prepareCaption(table, style, node, context);
  const cells = prepareCells(table, grid, headerRows, style, node, place, context);
  const columns = grid.columns;
  const around = 2 * style.paddingX + (style.rules === "grid" ? style.ruleWidth : 0);
  const spans = () => cells.map((cell) => ({ column: cell.column, colSpan: cell.colSpan, widths: outer(cell.content.widths(), around) }));
  return {
    widths: () => {
      const all = spans();
      const sum = (of: (widths: TextWidths) => number) => columnSums(all, columns, of);
      return { narrowest: () => sum((widths) => widths.narrowest()), min: sum((widths) => widths.min), max: sum((widths) => widths.max) };
    },
    lay: (left, width) => {
      const widths = columnWidths(spans(), columns, width, table.widths);
      const rows = layRows(cells, table.rows.length, headerRows, left, widths, fittingStyle(style, width / columns), context);
      return framed(rows, caption, left, width, style);
    },
  };
}

function tableStyle(name: string, context: SetContext): TableStyle {
  const { tables } = context.document.styles;
  return tables.get(name) ?? tables.get("table") ?? plainTable;
}

/** Padding gives way where there are so many columns that nothing else would be left of them. */
function fittingStyle(style: TableStyle, columnWidth: number): TableStyle {
  return { ...style, paddingX: Math.min(style.paddingX, columnWidth * 0.15) };
}

function prepareCaption(table: Table, style: TableStyle, node: StructureNode, context: SetContext): PreparedText | null {
  if (plainText(table.caption).trim() === "") return null;
  const caption = looseNode(node, "Caption");
  const text = prepareText(table.caption, paragraphStyle(context, style.captionStyle), caption, context);
  if (text.empty) return null;
  attach(caption);
  return text;
}

/** The caption above, the table's space around. */
function framed(rows: readonly RowSlug[], caption: PreparedText | null, left: number, width: number, style: TableStyle): Laid {
  const slugs: Slug[] = caption ? caption.lay(left, width) : [];
  for (const line of slugs.slice(1)) line.breakBefore = "bound";
  const [first] = rows;
  if (first && caption && slugs.length > 0) {
    first.gap = Math.max(2, caption.style.spaceAfter);
    first.breakBefore = "bound";
  }
  const all: Slug[] = [...slugs, ...rows];
  const [top] = all;
  if (top) top.gap = Math.max(style.spaceBefore, slugs.length > 0 ? top.gap : 0);
  return { slugs: all, after: style.spaceAfter, keepWithNext: false };
}

// ---------------------------------------------------------------- cells

const emptyCell: TableCell = { header: null, colSpan: 1, rowSpan: 1, align: null, children: [] };

function prepareCells(table: Table, grid: TableGrid, headerRows: number, style: TableStyle, node: StructureNode, place: Place, context: SetContext): PreparedCell[] {
  // PDF/UA wants a TBody beside a THead: a table of nothing but header rows has them in its body.
  const head = headerRows < table.rows.length && headerRows > 0 ? addNode(node, "THead") : null;
  const body = addNode(node, "TBody");
  const rowNodes = table.rows.map((_, index) => addNode(index < headerRows && head ? head : body, "TR"));
  // What a page has left for a cell below a repeated head: nothing in it that cannot be divided may be taller.
  const inner: SetContext = { ...context, bodyHeight: context.bodyHeight * (1 - tallestHead) - 2 * style.paddingY };
  return grid.cells.map((placed) => {
    const cell = placed.cell ?? emptyCell;
    const cellNode = addNode(rowNodes[placed.row] ?? node, cell.header ? "TH" : "TD", cellEntries(cell, placed));
    const name = cell.header === "column" ? style.headerStyle : style.cellStyle;
    const content = context.prepareBlocks(cell.children, { ...place, node: cellNode, listLevel: 0, bodyStyle: name, align: cell.align, inline: true }, inner);
    return { cell, row: placed.row, column: placed.column, colSpan: placed.colSpan, rowSpan: placed.rowSpan, content };
  });
}

function cellEntries(cell: TableCell, placed: GridCell): string {
  let attributes = "";
  if (cell.header) attributes += cell.header === "column" ? "/Scope/Column" : "/Scope/Row";
  if (placed.rowSpan > 1) attributes += `/RowSpan ${placed.rowSpan}`;
  if (placed.colSpan > 1) attributes += `/ColSpan ${placed.colSpan}`;
  return attributes === "" ? "" : `/A<</O/Table${attributes}>>`;
}

function outer(widths: TextWidths, around: number): TextWidths {
  return { narrowest: () => widths.narrowest() + around, min: widths.min + around, max: widths.max + around };
}

function columnSums(cells: readonly { readonly column: number; readonly colSpan: number; readonly widths: TextWidths }[], columns: number, of: (widths: TextWidths) => number): number {
  const each = new Float64Array(columns);
  for (const cell of cells) if (cell.colSpan === 1) each[cell.column] = Math.max(each[cell.column] as number, of(cell.widths));
  return each.reduce((sum, width) => sum + width, 0);
}

// ---------------------------------------------------------------- rows

function layRows(cells: readonly PreparedCell[], rowCount: number, headerRows: number, left: number, widths: readonly number[], style: TableStyle, context: SetContext): RowSlug[] {
  const edges = [left];
  for (const width of widths) edges.push((edges.at(-1) as number) + width);
  const minimum = paragraphStyle(context, style.cellStyle).leading;
  const ruled = style.rules === "none" ? 0 : style.ruleWidth;
  const frame = 2 * style.paddingY + ruled;
  const sideRule = style.rules === "grid" ? style.ruleWidth / 2 : 0;

  const laid = cells.map((prepared) => {
    const x = (edges[prepared.column] as number) + style.paddingX + sideRule;
    const right = (edges[prepared.column + prepared.colSpan] as number) - style.paddingX - sideRule;
    const { slugs } = prepared.content.lay(x, Math.max(2, right - x));
    const content = slugs.filter((slug) => slug.kind !== "empty");
    const [first] = content;
    if (first) first.gap = 0;
    for (const slug of content) if (slug.breakBefore === "forced") slug.breakBefore = "free";
    const layout: CellLayout = {
      column: prepared.column,
      colSpan: prepared.colSpan,
      fill: style.headerFill !== null && (prepared.row < headerRows || prepared.cell.header === "column"),
      parts: new Map(),
      lastRow: null,
    };
    return { prepared, content, layout, height: stackHeight(content) + frame };
  });

  const heights = new Array<number>(rowCount).fill(minimum + frame);
  for (const { prepared, height } of laid) {
    if (prepared.rowSpan === 1) heights[prepared.row] = Math.max(heights[prepared.row] as number, height);
  }
  for (const { prepared, height } of laid) {
    if (prepared.rowSpan === 1) continue;
    const lastRow = prepared.row + prepared.rowSpan - 1;
    let covered = 0;
    for (let row = prepared.row; row <= lastRow; row++) covered += heights[row] as number;
    if (height > covered) heights[lastRow] = (heights[lastRow] as number) + height - covered;
  }

  const own: (typeof laid)[] = Array.from({ length: rowCount }, () => []);
  const through: (typeof laid)[] = Array.from({ length: rowCount }, () => []);
  for (const one of laid) {
    own[one.prepared.row]?.push(one);
    for (let row = one.prepared.row + 1; row < one.prepared.row + one.prepared.rowSpan; row++) through[row]?.push(one);
  }
  const rows: RowSlug[] = [];
  const head: RowSlug[] = [];
  const table: MutableTable = {
    edges,
    rules: style.rules,
    ruleWidth: style.ruleWidth,
    ruleColour: style.ruleColour,
    headerFill: style.headerFill,
    paddingX: style.paddingX + sideRule,
    paddingY: style.paddingY + ruled / 2,
    head,
    headHeight: 0,
    rows,
  };
  for (let index = 0; index < rowCount; index++) {
    const beginning = own[index] ?? [];
    const reaching = through[index] ?? [];
    const occupants: CellLayout[] = [];
    for (const { prepared, layout } of [...beginning, ...reaching]) {
      for (let column = prepared.column; column < prepared.column + prepared.colSpan; column++) occupants[column] = layout;
    }
    const height = heights[index] as number;
    const isHeader = index < headerRows;
    const row: RowSlug = {
      kind: "row",
      gap: 0,
      height,
      breakBefore: index === 0 ? "free" : index <= headerRows ? "bound" : "free",
      notes: beginning.flatMap(({ content }) => content.flatMap((slug) => slug.notes)),
      anchors: [],
      outline: null,
      table,
      x: left,
      cells: beginning.map(({ layout }) => layout),
      occupants,
      continued: reaching.map(({ layout }) => layout),
      header: isHeader,
      splittable: !isHeader && (style.breakRows || height > context.bodyHeight * 0.85),
      last: index === rowCount - 1,
    };
    for (const { layout, content, prepared } of beginning) {
      layout.parts.set(row, { slugs: content, repeated: false });
      if (prepared.rowSpan === 1) layout.lastRow = row;
    }
    for (const { layout, prepared } of reaching) if (prepared.row + prepared.rowSpan - 1 === index) layout.lastRow = row;
    rows.push(row);
    if (isHeader) head.push(row);
  }
  const headHeight = head.reduce((sum, row) => sum + row.height, 0);
  if (headHeight > context.bodyHeight * tallestHead || headerRows === rowCount) head.length = 0;
  else table.headHeight = headHeight;
  return rows;
}

interface MutableTable extends TableLayout {
  headHeight: number;
}

// ---------------------------------------------------------------- dividing rows

/**
 * Divides a row so that its first part is at most `available` high; null where not one line of it fits. The rest takes
 * the row's place below it in the table. Cells over several rows are cut where the page ends (see `cutSpans`).
 */
export function splitRow(row: RowSlug, available: number): { readonly first: RowSlug; readonly rest: RowSlug } | null {
  const { table } = row;
  const frame = 2 * table.paddingY;
  const single = row.cells.filter((cell) => cell.lastRow === row);
  const spanning = row.cells.filter((cell) => cell.lastRow !== row);
  const halves = single.map((cell) => splitSlugs(cell.parts.get(row)?.slugs ?? [], available - frame));
  if (!halves.some((half) => half.first.length > 0) || !halves.some((half) => half.rest.length > 0)) return null;
  const height = (parts: readonly Slug[][]) => Math.max(0, ...parts.map((slugs) => stackHeight(slugs))) + frame;

  const firstCells = single.map((cell) => ({ ...cell, parts: new Map<RowSlug, CellPart>() }));
  const restCells = single.map((cell) => ({ ...cell, parts: new Map<RowSlug, CellPart>() }));
  const replaced = (cells: readonly CellLayout[]) => row.occupants.map((occupant) => cells[single.indexOf(occupant)] ?? occupant);
  const first: RowSlug = {
    ...row,
    height: height(halves.map((half) => half.first)),
    cells: [...firstCells, ...spanning].sort((a, b) => a.column - b.column),
    occupants: replaced(firstCells),
    notes: halves.flatMap((half) => half.first.flatMap((slug) => slug.notes)).concat(spanning.flatMap((cell) => notesIn(cell, row))),
    last: false,
  };
  const rest: RowSlug = {
    ...row,
    gap: 0,
    height: height(halves.map((half) => half.rest)),
    breakBefore: "free",
    cells: restCells,
    occupants: replaced(restCells),
    continued: [...row.continued, ...spanning],
    notes: halves.flatMap((half) => half.rest.flatMap((slug) => slug.notes)),
    anchors: [],
    outline: null,
  };
  halves.forEach((half, index) => {
    const top = half.rest[0];
    if (top) top.gap = 0;
    const firstCell = firstCells[index];
    const restCell = restCells[index];
    firstCell?.parts.set(first, { slugs: half.first, repeated: false });
    restCell?.parts.set(rest, { slugs: half.rest, repeated: false });
    if (firstCell) firstCell.lastRow = first;
    if (restCell) restCell.lastRow = rest;
  });
  for (const cell of [...spanning, ...row.continued]) {
    const part = cell.parts.get(row);
    if (part) {
      cell.parts.delete(row);
      cell.parts.set(first, part);
    }
    if (cell.lastRow === row) cell.lastRow = rest;
  }
  table.rows.splice(table.rows.indexOf(row), 1, first, rest);
  return { first, rest };
}

function notesIn(cell: CellLayout, row: RowSlug): RowSlug["notes"] {
  return cell.parts.get(row)?.slugs.flatMap((slug) => slug.notes) ?? [];
}

/** The slugs that fit in a height, and the others. Lines that belong together are kept so where anything is left. */
function splitSlugs(slugs: readonly Slug[], available: number): { first: Slug[]; rest: Slug[] } {
  let height = 0;
  let fitting = 0;
  for (const slug of slugs) {
    const needed = slug.height + (fitting === 0 ? 0 : slug.gap);
    if (height + needed > available + 0.01) break;
    height += needed;
    fitting++;
  }
  if (fitting === slugs.length) return { first: [...slugs], rest: [] };
  const next = slugs[fitting];
  if (next?.kind === "row") {
    const room = available - height - (fitting === 0 ? 0 : next.gap);
    const split = room > 0 ? splitRow(next, room) : null;
    if (split) return { first: [...slugs.slice(0, fitting), split.first], rest: [split.rest, ...slugs.slice(fitting + 1)] };
  }
  let end = fitting;
  while (end > 0 && slugs[end]?.breakBefore === "bound") end--;
  if (end === 0) end = fitting;
  return { first: slugs.slice(0, end), rest: slugs.slice(end) };
}

/**
 * Cuts the cells that reach over a page break above `row`: what stood on the pages before stays there, the rest goes
 * on in `row`; a cell that is finished says its text again, where there is room for it. The table's last row of the
 * cell grows if the rest needs more height than its rows have.
 */
export function cutSpans(row: RowSlug): void {
  const { table } = row;
  const at = table.rows.indexOf(row);
  const frame = 2 * table.paddingY;
  for (const cell of row.continued) {
    const start = lastPartBefore(cell, table.rows, at);
    if (start === null) continue;
    const startRow = table.rows[start] as RowSlug;
    const part = cell.parts.get(startRow);
    if (!part) continue;
    const before = heightOf(table.rows, start, at);
    const end = cell.lastRow ? table.rows.indexOf(cell.lastRow) + 1 : at + 1;
    const { first, rest } = part.repeated ? { first: [...part.slugs], rest: [] } : splitSlugs(part.slugs, before - frame);
    if (rest.length > 0) {
      const top = rest[0];
      if (top) top.gap = 0;
      cell.parts.set(startRow, { slugs: first, repeated: false });
      cell.parts.set(row, { slugs: rest, repeated: false });
      const lacking = stackHeight(rest) + frame - heightOf(table.rows, at, end);
      const lastRow = table.rows[end - 1];
      if (lacking > 0 && lastRow) lastRow.height += lacking;
    } else if (stackHeight(part.slugs) + frame <= heightOf(table.rows, at, end) + 0.01) {
      cell.parts.set(row, { slugs: part.slugs, repeated: true });
    }
  }
}

function lastPartBefore(cell: CellLayout, rows: readonly RowSlug[], at: number): number | null {
  for (let index = at - 1; index >= 0; index--) if (cell.parts.has(rows[index] as RowSlug)) return index;
  return null;
}

function heightOf(rows: readonly RowSlug[], from: number, to: number): number {
  let height = 0;
  for (let index = from; index < to; index++) height += (rows[index] as RowSlug).height;
  return height;
}
