import { type Block, type Inline, type List, type Table, plainText } from "../../document.ts";
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

/** Columns side by side where every row fits on a line; else each row's cells below one another, rows ruled off. */
function setTable(table: Table, state: State): string[] {
  const rows = table.rows.map((row) => row.cells.map((cell) => trimBlank(setBlocks(cell.children, { ...state, width: 10_000 })).join(" ").replace(/\s+/g, " ")));
  const caption = table.caption.length > 0 ? setInlines(table.caption, state) : [];
  const columns = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const spans = table.rows.some((row) => row.cells.some((cell) => cell.colSpan > 1 || cell.rowSpan > 1));
  const total = widths.reduce((sum, width) => sum + width + 2, -2);
  if (!spans && total <= state.width) {
    const right = widths.map((_, column) => table.rows.some((row) => row.cells[column]?.align === "right"));
    const line = (row: string[]) => row.map((cell, column) => (right[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0))).join("  ").trimEnd();
    const set = rows.map(line);
    if (table.headerRows > 0) set.splice(table.headerRows, 0, widths.map((width) => "-".repeat(width)).join("  "));
    return [...caption, ...set];
  }
  const rule = "-".repeat(Math.min(40, state.width));
  return [...caption, ...rows.flatMap((row) => [...row.flatMap((cell) => wrap(cell, state.width, "  ")), rule])];
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
