import type { Block, Document, Heading, Image, Inline, List, Paragraph, Table, TableCell } from "../../document.ts";
import { notice, type Notice } from "../../../errors.ts";
import { escapeAttribute, escapeText } from "../../to-html.ts";
import { unpagedLines } from "../../unpaged-lines.ts";
import type { Writer } from "../../writer.ts";
import { className } from "./class-name.ts";
import { styleSheet } from "./style-sheet.ts";

/** Sets a document as one self-contained HTML page (UTF-8): for previews, web and archives. No script, nothing fetched. */
export const writeHtml: Writer = (document, options) => {
  const state: State = { document, notes: [], notices: [] };
  const lines = unpagedLines(document).map(({ style, children }) => `<p class="${className(style)}">${setInlines(children, state)}</p>`);
  const head = lines.length > 0 ? `<header>\n${lines.join("\n")}\n</header>\n` : "";
  const body = setBlocks(document.blocks, state);
  const notes = state.notes.length > 0 ? `<section class="noter" role="doc-endnotes"><ol>${state.notes.join("")}</ol></section>` : "";
  const html = `<!DOCTYPE html>
<html lang="${escapeAttribute(document.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<meta name="generator" content="Forelæg">
<meta name="author" content="${escapeAttribute(document.author)}">
<meta name="description" content="${escapeAttribute(document.subject)}">
<meta name="date" content="${escapeAttribute(options.createdAt)}">
<title>${escapeText(document.title)}</title>
<style>
${styleSheet(document)}
</style>
</head>
<body>
<main>
${head}${body}
${notes}
</main>
</body>
</html>
`;
  return Promise.resolve({ bytes: new TextEncoder().encode(html), pages: null, notices: state.notices });
};

interface State {
  readonly document: Document;
  readonly notes: string[];
  readonly notices: Notice[];
}

function setBlocks(blocks: readonly Block[], state: State): string {
  return blocks.map((block) => setBlock(block, state)).join("\n");
}

function setBlock(block: Block, state: State): string {
  switch (block.type) {
    case "paragraph":
      return `<p${attributes(block)}>${setInlines(block.children, state)}</p>`;
    case "heading":
      return `<h${block.level}${attributes(block)}>${setInlines(block.children, state)}</h${block.level}>`;
    case "list":
      return setList(block, state);
    case "table":
      return setTable(block, state);
    case "quote":
      return `<blockquote>${setBlocks(block.children, state)}</blockquote>`;
    case "image":
      return setImage(block, state);
    case "page-break":
      return '<hr class="sideskift">';
    case "contents":
      return `<nav class="${className(block.style)}"><ol>${block.entries.map((entry) => `<li>${setLink(`#${entry.target}`, escapeText(entry.text), state)}</li>`).join("")}</ol></nav>`;
    case "group":
      return `<section class="${block.role}">${setBlocks(block.children, state)}</section>`;
  }
}

function attributes(block: Paragraph | Heading): string {
  const id = block.id === null ? "" : ` id="${escapeAttribute(block.id)}"`;
  return `${id} class="${className(block.style)}"`;
}

function setList(list: List, state: State): string {
  const items = list.items.map((item) => `<li>${setBlocks(item.children, state)}</li>`).join("");
  if (!list.ordered) return `<ul>${items}</ul>`;
  return `<ol type="${list.marker ?? "1"}"${list.start === 1 ? "" : ` start="${list.start}"`}>${items}</ol>`;
}

function setTable(table: Table, state: State): string {
  const caption = table.caption.length > 0 ? `<caption>${setInlines(table.caption, state)}</caption>` : "";
  const widths = table.widths === null ? "" : `<colgroup>${table.widths.map((share) => `<col style="width:${(share * 100).toFixed(2)}%">`).join("")}</colgroup>`;
  const rows = (from: number, to: number) => table.rows.slice(from, to).map((row) => `<tr>${row.cells.map((cell) => setCell(cell, state)).join("")}</tr>`).join("");
  const head = table.headerRows > 0 ? `<thead>${rows(0, table.headerRows)}</thead>` : "";
  return `<table class="${className(table.style)}">${caption}${widths}${head}<tbody>${rows(table.headerRows, table.rows.length)}</tbody></table>`;
}

function setCell(cell: TableCell, state: State): string {
  const tag = cell.header === null ? "td" : "th";
  const scope = cell.header === null ? "" : ` scope="${cell.header === "row" ? "row" : "col"}"`;
  const spans = `${cell.colSpan > 1 ? ` colspan="${cell.colSpan}"` : ""}${cell.rowSpan > 1 ? ` rowspan="${cell.rowSpan}"` : ""}`;
  const align = cell.align === null ? "" : ` style="text-align:${cell.align === "centre" ? "center" : cell.align}"`;
  return `<${tag}${scope}${spans}${align}>${setBlocks(cell.children, state)}</${tag}>`;
}

function setImage(image: Image, state: State): string {
  const found = state.document.images.get(image.source);
  if (!found) {
    state.notices.push(notice("image.missing", { source: image.source }));
    return `<p class="mangler">[${escapeText(image.alt)}]</p>`;
  }
  const width = image.width === null ? "" : ` style="width:${(image.width * 100).toFixed(1)}%"`;
  return `<p class="billede"><img src="data:${found.mediaType};base64,${base64(found.bytes)}" alt="${escapeAttribute(image.alt)}" width="${found.width}" height="${found.height}"${width}></p>`;
}

function setInlines(inlines: readonly Inline[], state: State): string {
  return inlines.map((inline) => setInline(inline, state)).join("");
}

function setInline(inline: Inline, state: State): string {
  switch (inline.type) {
    case "text":
      return escapeText(inline.text);
    case "strong":
      return `<strong>${setInlines(inline.children, state)}</strong>`;
    case "emphasis":
      return `<em>${setInlines(inline.children, state)}</em>`;
    case "link":
      return setLink(inline.href, setInlines(inline.children, state), state);
    case "footnote": {
      const back = `note-${inline.number}`;
      state.notes.push(`<li id="${back}" value="${inline.number}">${setInlines(inline.children, state)} <a href="#${back}-her" aria-label="Tilbage til teksten">↩</a></li>`);
      return `<sup id="${back}-her"><a href="#${back}" role="doc-noteref">${inline.number}</a></sup>`;
    }
    case "line-break":
      return "<br>";
    case "page-number":
    case "page-count":
      return "";
  }
}

/** What stands on the pages that follow is no part of this page. */
function setLink(href: string, inside: string, { document }: State): string {
  return href.startsWith("#") && document.following?.anchors.has(href.slice(1)) ? inside : `<a href="${escapeAttribute(href)}">${inside}</a>`;
}

/** Bytes as base64, in slices that no engine finds too long. */
function base64(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}
