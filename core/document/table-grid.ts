import type { Table, TableCell } from "./document.ts";

/** A cell at its place in the grid of a table. */
export interface GridCell {
  /** Null where the table has a hole. */
  readonly cell: TableCell | null;
  readonly row: number;
  readonly column: number;
  readonly colSpan: number;
  readonly rowSpan: number;
}

export interface TableGrid {
  readonly columns: number;
  /** Row by row, from the left. */
  readonly cells: readonly GridCell[];
}

/** Gives every cell its row and column, cuts spans at the end of head and table, and fills holes. */
export function placeCells(table: Table, headerRows: number): TableGrid {
  const taken: boolean[][] = table.rows.map(() => []);
  const cells: GridCell[] = [];
  let columns = 0;
  table.rows.forEach((row, rowIndex) => {
    const end = rowIndex < headerRows ? headerRows : table.rows.length;
    let column = 0;
    for (const cell of row.cells) {
      while (taken[rowIndex]?.[column]) column++;
      const rowSpan = Math.min(Math.max(1, cell.rowSpan), end - rowIndex);
      let colSpan = 1;
      while (colSpan < cell.colSpan && !taken[rowIndex]?.[column + colSpan]) colSpan++;
      for (let down = 0; down < rowSpan; down++) {
        for (let across = 0; across < colSpan; across++) (taken[rowIndex + down] as boolean[])[column + across] = true;
      }
      cells.push({ cell, row: rowIndex, column, colSpan, rowSpan });
      column += colSpan;
      columns = Math.max(columns, column);
    }
  });
  taken.forEach((row, rowIndex) => {
    for (let column = 0; column < columns; column++) {
      if (!row[column]) cells.push({ cell: null, row: rowIndex, column, colSpan: 1, rowSpan: 1 });
    }
  });
  cells.sort((a, b) => a.row - b.row || a.column - b.column);
  return { columns, cells };
}
