import { type Block, type Inline, type List, plainText, type Table, type TableCell } from "../../document.ts";
import { placeCells } from "../../table-grid.ts";
import { unpagedLines } from "../../unpaged-lines.ts";
import type { Writer } from "../../writer.ts";

/** Characters on a line before it wraps; what has no wider table fits an e-mail. */
const lineWidth = 92;

/** Sets a document as plain text (UTF-8, line feeds): for e-mail, search and comparison. */
export const writeText: Writer = (document) => {
  const lines = unpagedLines(document).map(({ style, children }): Block => ({ type: "paragraph", style, id: null, children }));
  return Promise.resolve({ bytes: new TextEncoder().encode(`${textOf([...lines, ...document.blocks])}\n`), pages: null, notices: [] });
};

/** Blocks as plain text, notes last, without a line end after the last line. */
export function textOf(blocks: readonly Block[]): string {
  const state: State = { width: lineWidth, notes: [] };
  const lines = setBlocks(blocks, state);
  const notes = state.notes.length > 0 ? ["", "-".repeat(20), ...state.notes.flatMap((note) => wrap(note, lineWidth, "    "))] : [];
  return [...lines, ...notes].join("\n").replace(/\n{3,}/g, "\n\n").trim();
}

interface State {
  readonly width: number;
  /** Footnotes met so far, set at the end. */
  readonly notes: string[];
}

function setBlocks(blocks: readonly Block[], state: State): string[] {
  return blocks.flatMap((block) => setBlock(block, state));
}

function setBlock(block: Block, state: State): string[] {
  switch (block.type) {
    case "paragraph":
      return [...setInlines(block.children, state), ""];
    case "heading": {
      const lines = setInlines(block.children, state);
      if (block.level > 1) return [...lines, ""];
      const rule = "=".repeat(Math.max(...lines.map((line) => line.length)));
      return ["", ...lines, rule, ""];
    }
    case "list":
      return [...setList(block, state), ""];
    case "table":
      return [...setTable(block, state), ""];
    case "quote":
      return setBlocks(block.children, { ...state, width: state.width - 2 }).map((line) => (line === "" ? line : `  ${line}`));
    case "image":
      return [`[Billede: ${block.alt === "" ? "pynt" : block.alt}]`, ""];
    case "page-break":
      return [""];
    case "contents":
      return [...block.entries.flatMap((entry) => wrap(entry.text, state.width, "  ")), ""];
    case "group":
      return block.role === "part" ? ["", ...setBlocks(block.children, state), ""] : setBlocks(block.children, state);
  }
}

function setList(list: List, state: State): string[] {
  const loose = list.items.some((item) => item.children.length > 1);
  return list.items.flatMap((item, index) => {
    const mark = list.ordered ? `${ordinal(list.start + index, list.marker ?? "1")}.` : "•";
    const indent = " ".repeat(mark.length + 1);
    const lines = trimBlank(setBlocks(item.children, { ...state, width: Math.max(20, state.width - indent.length) }));
    const set = lines.map((line, row) => (row === 0 ? `${mark} ${line}` : line === "" ? "" : indent + line));
    return loose ? [...set, ""] : set;
  });
}

/** 1 → `1`, `a` or `i` in the list's numbering. */
export function ordinal(number: number, marker: "1" | "a" | "i"): string {
  if (marker === "1") return String(number);
  if (marker === "a") {
    let text = "";
    for (let rest = number; rest > 0; rest = Math.floor((rest - 1) / 26)) text = String.fromCharCode(97 + ((rest - 1) % 26)) + text;
    return text;
  }
  const steps: readonly [number, string][] = [[1000, "m"], [900, "cm"], [500, "d"], [400, "cd"], [100, "c"], [90, "xc"], [50, "l"], [40, "xl"], [10, "x"], [9, "ix"], [5, "v"], [4, "iv"], [1, "i"]];
  let text = "";
  let rest = number;
  for (const [value, letters] of steps) {
    while (rest >= value) {
      text += letters;
      rest -= value;
    }
  }
  return text;
}

/** A first column that is no wider stands beside its facts. */
const widestLabel = 24;

/**
 * Columns side by side where every row fits on a line; a narrow first column beside the lines of the second (facts);
 * else each row's cells below one another, rows ruled off, and in a table with merged cells each with its column's name.
 */
function setTable(table: Table, state: State): string[] {
  const caption = table.caption.length > 0 ? setInlines(table.caption, state) : [];
  const { cells, columns } = placeCells(table, table.headerRows);
  // Measured first, and set again where the width decides; a note in a cell must be told once.
  const measured: State = { ...state, notes: [] };
  const placed = cells.map(({ cell, ...at }) => ({ ...at, cell, lines: cell === null ? [] : linesOf(cell, measured, lineWidth * 100) }));
  const rowsOf = <Cell extends { readonly row: number }>(all: readonly Cell[]) => table.rows.map((_, row) => all.filter((cell) => cell.row === row));
  const single = placed.every(({ lines }) => lines.length <= 1);
  const widths = Array.from({ length: columns }, (_, column) => Math.max(0, ...placed.filter((cell) => cell.column === column && cell.colSpan === 1).map(({ lines }) => lines[0]?.length ?? 0)));
  const merged = placed.some(({ colSpan, rowSpan }) => colSpan > 1 || rowSpan > 1);
  if (single && !merged && widths.reduce((sum, width) => sum + width + 2, -2) <= state.width) {
    const right = widths.map((_, column) => placed.some((cell) => cell.column === column && cell.cell?.align === "right"));
    const set = rowsOf(placed).map((row) => row.map(({ column, lines }) => (right[column] ? (lines[0] ?? "").padStart(widths[column] ?? 0) : (lines[0] ?? "").padEnd(widths[column] ?? 0))).join("  ").trimEnd());
    state.notes.push(...measured.notes);
    if (table.headerRows > 0) set.splice(table.headerRows, 0, widths.map((width) => "-".repeat(width)).join("  "));
    return [...caption, ...set];
  }
  if (columns === 2 && !merged && table.headerRows === 0 && (widths[0] ?? 0) <= widestLabel && placed.every(({ column, lines }) => column > 0 || lines.length <= 1)) {
    const indent = (widths[0] ?? 0) + 2;
    const facts = rowsOf(placed).flatMap(([label, value]) => {
      if (label?.cell) linesOf(label.cell, state, widestLabel);
      const lines = value?.cell ? linesOf(value.cell, state, Math.max(20, state.width - indent)) : [];
      return (lines.length > 0 ? lines : [""]).map((line, index) => ((index === 0 ? (label?.lines[0] ?? "") : "").padEnd(indent) + line).trimEnd());
    });
    return [...caption, ...facts];
  }
  const rule = "-".repeat(Math.min(40, state.width));
  const names = Array.from({ length: columns }, (_, column) => placed.filter((cell) => cell.row < table.headerRows && cell.column <= column && column < cell.column + cell.colSpan).map(({ lines }) => lines.join(" ")).filter((name) => name !== "").join(", "));
  return [
    ...caption,
    ...rowsOf(placed).flatMap((row, index) => {
      const named = merged && index >= table.headerRows;
      const set = row.flatMap(({ cell, column }) => {
        if (cell === null) return [];
        const name = named && (names[column] ?? "") !== "" ? `${names[column]}: ` : "";
        return linesOf(cell, state, state.width).flatMap((line, at) => wrap((at === 0 ? name : "") + line, state.width, "  "));
      });
      return [...set, rule];
    }),
  ];
}

/** The lines of a cell, blank ones left out. */
function linesOf(cell: TableCell, state: State, width: number): string[] {
  return setBlocks(cell.children, { ...state, width }).filter((line) => line.trim() !== "");
}

function setInlines(inlines: readonly Inline[], state: State): string[] {
  const parts: string[][] = [[]];
  const put = (text: string) => (parts.at(-1) as string[]).push(text);
  const visit = (nodes: readonly Inline[]): void => {
    for (const node of nodes) {
      if (node.type === "line-break") parts.push([]);
      else if (node.type === "footnote") {
        put(`[${node.number}]`);
        state.notes.push(`[${node.number}] ${plainText(node.children)}`);
      } else if (node.type === "text") put(node.text);
      else if (node.type === "link") {
        visit(node.children);
        if (!node.href.startsWith("#") && plainText(node.children).trim() !== node.href.replace(/^mailto:/, "")) put(` <${node.href.replace(/^mailto:/, "")}>`);
      } else if ("children" in node) visit(node.children);
    }
  };
  visit(inlines);
  return parts.flatMap((part) => wrap(part.join(""), state.width, ""));
}

function wrap(text: string, width: number, hanging: string): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/[ \n]+/)) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = hanging + word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  if (line !== "") lines.push(line);
  return lines;
}

function trimBlank(lines: readonly string[]): string[] {
  const first = lines.findIndex((line) => line !== "");
  const last = lines.findLastIndex((line) => line !== "");
  return first < 0 ? [] : lines.slice(first, last + 1);
}
