import type { Block, Inline, RunningLine, TableCell, TableRow } from "./document.ts";

/** Words as a line's inlines. */
export function words(text: string): Inline[] {
  return text === "" ? [] : [{ type: "text", text }];
}

/** A link, or the words alone where there is nothing to link to. */
export function linkTo(anchor: string | null | undefined, text: string): Inline[] {
  return anchor ? [{ type: "link", href: `#${anchor}`, children: words(text) }] : words(text);
}

export function paragraph(style: string, content: string | readonly Inline[]): Block {
  return { type: "paragraph", style, id: null, children: inlines(content) };
}

/** A heading that stands in no contents; `entry` is its line in the outline. */
export function heading(level: 1 | 2, style: string, text: string, { id = null, entry = null }: { readonly id?: string | null; readonly entry?: string | null } = {}): Block {
  return { type: "heading", level, style, id, entry, listed: false, children: words(text) };
}

/** A cell of one paragraph, or of blocks that are given. */
export function cell(content: string | readonly Inline[] | { readonly blocks: readonly Block[] }, { header = null, align = null }: Partial<Pick<TableCell, "header" | "align">> = {}): TableCell {
  const children = typeof content === "object" && "blocks" in content ? content.blocks : [paragraph("body", content)];
  return { header, colSpan: 1, rowSpan: 1, align, children };
}

/** A table; `columns` has each column's name and its share of the width. Without names it has no head. */
export function table(style: string, columns: readonly { readonly name: string; readonly share: number; readonly align?: "right" }[], rows: readonly (readonly TableCell[])[]): Block {
  const whole = columns.reduce((sum, { share }) => sum + share, 0);
  const named = columns.some(({ name }) => name !== "");
  const head: TableRow = { cells: columns.map(({ name, align }) => cell(name, { header: "column", align: align ?? null })) };
  return {
    type: "table",
    style,
    widths: columns.map(({ share }) => share / whole),
    headerRows: named ? 1 : 0,
    caption: [],
    rows: [...(named ? [head] : []), ...rows.map((cells) => ({ cells }))],
  };
}

/** A running line with words at its left and at its right. */
export function runningLine(left: string, right: string | readonly Inline[] = ""): RunningLine {
  return { style: "running", left: words(left), centre: [], right: inlines(right) };
}

function inlines(content: string | readonly Inline[]): readonly Inline[] {
  return typeof content === "string" ? words(content) : content;
}
