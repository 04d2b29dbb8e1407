import { describe, expect, test } from "vitest";
import { example } from "../../../core/demo/example.ts";
import { type Block, plainText, type Table } from "../../../core/document/document.ts";
import { readRichText } from "../../../core/document/read-html.ts";

/** Every table of the example, as a grid in which a spanning cell stands in each place that it covers. */
const tables = example.meetings.flatMap((meeting) =>
  meeting.items.flatMap((item) =>
    [...item.sections.map(({ key, html }) => ({ name: key, html })), ...item.attachments.map(({ title, html }) => ({ name: title, html }))].flatMap(({ name, html }) =>
      readRichText(html, name)
        .filter((block): block is Table => block.type === "table")
        .map((table, index) => ({ where: `${meeting.body} ${meeting.date} ${item.series} ${item.number} ${name} ${index + 1}`, table, grid: gridOf(table) })),
    ),
  ),
);

describe("tables", () => {
  test.each(tables)("$where: rows are equally wide", ({ grid }) => {
    expect(new Set(grid.map((row) => row.length)).size).toBe(1);
    for (const row of grid) expect(row.includes(undefined as never)).toBe(false);
  });

  const summed = tables.filter(({ grid }) => grid.at(-1)?.[0] === "I alt");

  test("many of them have totals", () => {
    expect(summed.length).toBeGreaterThan(15);
  });

  test.each(summed)("$where: columns add up, in all and by group", ({ grid, table }) => {
    const body = grid.slice(table.headerRows);
    const head = grid[table.headerRows - 1] ?? [];
    const printed = body.filter((row) => row[0]?.startsWith("I alt"));
    const counted: string[][] = [];
    let from = 0;
    for (const row of printed) {
      const upTo = body.indexOf(row);
      // A group's total counts the rows since the one before it, the last total all rows that are no totals.
      const rows = row === body.at(-1) ? body.filter((other) => !printed.includes(other)) : body.slice(from, upTo);
      counted.push(row.map((cell, column) => (amount(cell) === null ? cell : sumOf(rows.map((other) => amount(other[column]) ?? 0), cell))));
      from = upTo + 1;
    }
    expect({ head, totals: counted }).toEqual({ head, totals: printed });
  });

  test.each(tables.filter(({ grid, table }) => /i alt$/i.test(grid[table.headerRows - 1]?.at(-1) ?? "")))("$where: rows add up", ({ grid, table }) => {
    for (const row of grid.slice(table.headerRows)) {
      const amounts = row.slice(0, -1).map(amount).filter((value) => value !== null);
      expect(sumOf(amounts, row.at(-1) ?? "")).toBe(row.at(-1));
    }
  });

  test("one is longer than a page, with group labels that span their rows and numbers at the right", () => {
    const longest = tables.toSorted((a, b) => b.table.rows.length - a.table.rows.length).find(({ where }) => where.includes("presentation"));
    expect(longest?.table.rows.length).toBeGreaterThan(40);
    const cells = longest?.table.rows.slice(1).flatMap((row) => row.cells) ?? [];
    expect(cells.filter((cell) => cell.header === "row" && cell.rowSpan > 5)).toHaveLength(5);
    expect(cells.filter((cell) => /^[\d.]+$/.test(textOf(cell.children))).every((cell) => cell.align === "right")).toBe(true);
  });

  test("every number that is not a row's head stands at the right", () => {
    const loose = tables.flatMap(({ table, where }) =>
      table.rows.slice(table.headerRows).flatMap((row) => row.cells)
        .filter((cell) => cell.header === null && amount(textOf(cell.children)) !== null && cell.align !== "right")
        .map((cell) => `${where}: ${textOf(cell.children)}`),
    );
    expect(loose).toEqual([]);
  });
});

function gridOf(table: Table): string[][] {
  const grid: string[][] = table.rows.map(() => []);
  table.rows.forEach((row, y) => {
    let x = 0;
    for (const cell of row.cells) {
      while (grid[y]?.[x] !== undefined) x++;
      for (let down = 0; down < cell.rowSpan; down++) {
        for (let along = 0; along < cell.colSpan; along++) {
          const line = grid[y + down];
          if (line !== undefined) line[x + along] = textOf(cell.children);
        }
      }
    }
  });
  return grid;
}

function textOf(blocks: readonly Block[]): string {
  return blocks.map((block) => (block.type === "paragraph" ? plainText(block.children) : "")).join(" ");
}

/** A Danish number, or null where the cell holds words. */
function amount(text: string | undefined): number | null {
  if (text === undefined || !/^-?\d{1,3}(?:\.\d{3})*(?:,\d+)?$/.test(text)) return null;
  return Number(text.replaceAll(".", "").replace(",", "."));
}

/** The sum with as many decimals as `like`, in Danish. */
function sumOf(values: readonly number[], like: string): string {
  const decimals = like.includes(",") ? like.length - like.indexOf(",") - 1 : 0;
  const total = values.reduce((sum, value) => sum + value, 0);
  return new Intl.NumberFormat("da-DK", { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(total);
}
