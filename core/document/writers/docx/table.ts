import { type ITableCellOptions, ShadingType, TableLayoutType, VerticalMergeType, WidthType } from "docx";
import type { Table, TableCell } from "../../document.ts";
import { balancedWidths } from "./column-widths.ts";
import { paragraphPiece, paragraphsOf, type Piece, type RowPiece } from "./pieces.ts";
import { setInlines } from "./set-inlines.ts";
import type { Place, Spot } from "./setting.ts";
import { colour } from "./style-sheet.ts";
import { twips } from "./twips.ts";

/** A cell where it stands in the grid, or the part of one that a cell above reaches down into. */
interface GridCell {
  readonly cell: TableCell;
  readonly column: number;
  readonly span: number;
  readonly merge: "none" | "restart" | "continue";
}

/** A table with its caption above it. */
export function setTable(table: Table, { setting, place, setBlocks }: Spot): Piece[] {
  const { id, style } = setting.styles.table(table.style);
  const grid = layGrid(table);
  const columns = Math.max(1, ...grid.flatMap((row) => row.map((cell) => cell.column + cell.span)));
  if (grid.length === 0) return [];

  const widths = columnWidths(table, columns, place, setting.styles.paragraph(style.cellStyle).look.size, style.paddingX);
  const rows = grid.map((row, index): RowPiece => {
    const heading = index < table.headerRows;
    return {
      options: { ...(heading && { tableHeader: true }), ...((heading || !style.breakRows) && { cantSplit: true }) },
      cells: row.map((at) => setCell(at, { heading, fill: style.headerFill })),
    };
  });

  function setCell(at: GridCell, { heading, fill }: { readonly heading: boolean; readonly fill: string | null }): RowPiece["cells"][number] {
    const width = widths.slice(at.column, at.column + at.span).reduce((sum, share) => sum + share, 0);
    const empty = () => paragraphPiece(setting.styles.paragraph(heading ? style.headerStyle : style.cellStyle), []);
    const inner: Place = { width: width / 20 - 2 * style.paddingX, indent: 0, depth: 0, inside: "cell", bodyStyle: heading || at.cell.header === "column" ? style.headerStyle : style.cellStyle, align: at.cell.align };
    const set = at.merge === "continue" ? [] : setBlocks(at.cell.children, setting, inner);
    const pieces = set.length === 0 ? [empty()] : set;
    // The cell's padding is the distance to its rule.
    const last = pieces.at(-1);
    if (last?.type === "paragraph") last.spaceAfter = 0;
    // A header row alone at the foot of a page is no header.
    if (heading) for (const piece of pieces) for (const paragraph of paragraphsOf(piece)) paragraph.keepNext = true;
    const filled = fill !== null && (heading || at.cell.header === "column");
    const options: Omit<ITableCellOptions, "children"> = {
      width: { size: width, type: WidthType.DXA },
      ...(at.span > 1 && { columnSpan: at.span }),
      ...(at.merge !== "none" && { verticalMerge: at.merge === "restart" ? VerticalMergeType.RESTART : VerticalMergeType.CONTINUE }),
      ...(filled && { shading: { type: ShadingType.CLEAR, color: "auto", fill: colour(fill) } }),
    };
    return { options, pieces };
  }

  const total = widths.reduce((sum, width) => sum + width, 0);
  const piece: Piece = {
    type: "table",
    options: {
      style: id,
      columnWidths: widths,
      width: { size: total, type: WidthType.DXA },
      // Word may widen a column that we have guessed too narrow for a word; one that was given stays.
      layout: table.widths === null ? TableLayoutType.AUTOFIT : TableLayoutType.FIXED,
      ...(place.indent > 0 && { indent: { size: twips(place.indent), type: WidthType.DXA } }),
      tableLook: { firstRow: table.headerRows > 0, firstColumn: table.rows.some((row) => row.cells[0]?.header === "row"), noHBand: true, noVBand: true },
    },
    rows,
    spaceBefore: table.caption.length > 0 ? 0 : style.spaceBefore,
    spaceAfter: style.spaceAfter,
  };
  if (table.caption.length === 0) return [piece];
  const caption = paragraphPiece(setting.styles.role("caption", style.captionStyle), setInlines(table.caption, setting));
  return [{ ...caption, spaceBefore: Math.max(caption.spaceBefore, style.spaceBefore), indentLeft: caption.indentLeft + place.indent, keepNext: true }, piece];
}

/** Every row filled to the same number of columns, with the lower parts of cells that span rows. */
function layGrid({ rows }: Table): GridCell[][] {
  const reaching = new Map<number, { readonly cell: TableCell; readonly span: number; left: number }>();
  const grid = rows.map((row) => {
    const cells: GridCell[] = [];
    const queue = [...row.cells];
    let column = 0;
    for (;;) {
      const above = reaching.get(column);
      if (above) {
        cells.push({ cell: above.cell, column, span: above.span, merge: "continue" });
        above.left -= 1;
        if (above.left === 0) reaching.delete(column);
        column += above.span;
        continue;
      }
      const cell = queue.shift();
      if (!cell) break;
      const span = Math.max(1, Math.min(cell.colSpan, roomAt(column, reaching)));
      const down = Math.max(1, cell.rowSpan);
      cells.push({ cell, column, span, merge: down > 1 ? "restart" : "none" });
      if (down > 1) reaching.set(column, { cell, span, left: down - 1 });
      column += span;
    }
    // Those that reach down to the right of a short row are still to come.
    for (const [at, above] of [...reaching].filter(([at]) => at > column).toSorted(([a], [b]) => a - b)) {
      pad(cells, column, at);
      cells.push({ cell: above.cell, column: at, span: above.span, merge: "continue" });
      above.left -= 1;
      if (above.left === 0) reaching.delete(at);
      column = at + above.span;
    }
    return cells;
  });
  const columns = Math.max(0, ...grid.map(endOf));
  for (const cells of grid) pad(cells, endOf(cells), columns);
  return grid;
}

function endOf(cells: readonly GridCell[]): number {
  const last = cells.at(-1);
  return last ? last.column + last.span : 0;
}

/** Columns that are free from there to the next cell that reaches down from above. */
function roomAt(column: number, reaching: ReadonlyMap<number, unknown>): number {
  return Math.min(...[...reaching.keys()].filter((at) => at > column)) - column;
}

function pad(cells: GridCell[], from: number, to: number): void {
  for (let column = from; column < to; column += 1) {
    cells.push({ cell: { header: null, colSpan: 1, rowSpan: 1, align: null, children: [] }, column, span: 1, merge: "none" });
  }
}

/** Widths in twips that sum to the place's: as given, or balanced by what the columns hold. */
function columnWidths(table: Table, columns: number, place: Place, size: number, padding: number): number[] {
  const total = twips(place.width);
  const shares = table.widths !== null && table.widths.length === columns ? table.widths : balancedWidths(layGrid(table), columns, place.width, size, padding);
  const sum = shares.reduce((all, share) => all + share, 0) || 1;
  const widths = shares.map((share) => Math.max(1, Math.floor((total * share) / sum)));
  const rest = total - widths.reduce((all, width) => all + width, 0);
  widths[widths.length - 1] = (widths.at(-1) ?? 0) + rest;
  return widths;
}
