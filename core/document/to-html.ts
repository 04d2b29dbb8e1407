import type { Block, Inline, Table, TableCell, TableRow } from "./document.ts";

/**
 * Blocks as canonical HTML of the small vocabulary (docs/rich-text.md): what is stored, compared and edited. For
 * every canonical text, `toHtml(readRichText(text))` is that text. Frames, contents and running parts are not rich
 * text; a group gives its children.
 */
export function toHtml(blocks: readonly Block[]): string {
  return blocks.map(blockToHtml).join("");
}

/** Inlines as canonical HTML. */
export function inlinesToHtml(inlines: readonly Inline[]): string {
  return inlines.map(inlineToHtml).join("");
}

/** Text made safe inside HTML; no-break spaces stay the character. */
export function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** A value made safe inside a double-quoted attribute. */
export function escapeAttribute(value: string): string {
  return escapeText(value).replaceAll('"', "&quot;");
}

function blockToHtml(block: Block): string {
  switch (block.type) {
    case "paragraph":
      return `<p>${inlinesToHtml(block.children)}</p>`;
    case "heading": {
      const tag = `h${Math.min(3, Math.max(1, block.level - 2))}`;
      return `<${tag}>${inlinesToHtml(block.children)}</${tag}>`;
    }
    case "list": {
      const items = block.items.map((item) => `<li>${toHtml(item.children)}</li>`).join("");
      if (!block.ordered) return `<ul>${items}</ul>`;
      const type = block.marker === "1" || block.marker === null ? "" : ` type="${block.marker}"`;
      const start = block.start === 1 ? "" : ` start="${block.start}"`;
      return `<ol${type}${start}>${items}</ol>`;
    }
    case "table":
      return tableToHtml(block);
    case "quote":
      return `<blockquote>${toHtml(block.children)}</blockquote>`;
    case "image": {
      const width = block.width === null ? "" : ` width="${Math.round(block.width * 10_000) / 100}%"`;
      return `<img src="image:${block.source}" alt="${escapeAttribute(block.alt)}"${width}>`;
    }
    case "page-break":
      return '<hr class="sideskift">';
    case "contents":
      return "";
    case "group":
      return toHtml(block.children);
  }
}

function tableToHtml(table: Table): string {
  const caption = table.caption.length > 0 ? `<caption>${inlinesToHtml(table.caption)}</caption>` : "";
  const head = table.rows.slice(0, table.headerRows);
  const body = table.rows.slice(table.headerRows);
  const part = (tag: string, rows: readonly TableRow[], inHeader: boolean) =>
    rows.length > 0 ? `<${tag}>${rows.map((row) => `<tr>${row.cells.map((cell) => cellToHtml(cell, inHeader)).join("")}</tr>`).join("")}</${tag}>` : "";
  return `<table>${caption}${part("thead", head, true)}${part("tbody", body, false)}</table>`;
}

function cellToHtml(cell: TableCell, inHeader: boolean): string {
  const tag = cell.header === null ? "td" : "th";
  const usual = inHeader ? "column" : "row";
  const scope = cell.header === null || cell.header === usual ? "" : ` scope="${cell.header === "row" ? "row" : "col"}"`;
  const colSpan = cell.colSpan > 1 ? ` colspan="${cell.colSpan}"` : "";
  const rowSpan = cell.rowSpan > 1 ? ` rowspan="${cell.rowSpan}"` : "";
  const align = cell.align === null ? "" : ` align="${cell.align === "centre" ? "center" : cell.align}"`;
  return `<${tag}${colSpan}${rowSpan}${scope}${align}>${toHtml(cell.children)}</${tag}>`;
}

function inlineToHtml(inline: Inline): string {
  switch (inline.type) {
    case "text":
      return escapeText(inline.text);
    case "strong":
      return `<strong>${inlinesToHtml(inline.children)}</strong>`;
    case "emphasis":
      return `<em>${inlinesToHtml(inline.children)}</em>`;
    case "link":
      return `<a href="${escapeAttribute(inline.href)}">${inlinesToHtml(inline.children)}</a>`;
    case "footnote":
      return `<footnote>${inlinesToHtml(inline.children)}</footnote>`;
    case "line-break":
      return "<br>";
    case "page-number":
    case "page-count":
      return "";
  }
}
