import { escapeText } from "../document/to-html.ts";

/** The rich text of a section while it is being put together; `toSectionHtml` writes it in the canonical form. */
export type RichBlock = RichParagraph | RichHeading | RichList | RichTable | RichOther;

export interface RichParagraph {
  readonly type: "paragraph";
  readonly html: string;
  readonly text: string;
}

export interface RichHeading {
  readonly type: "heading";
  readonly level: 1 | 2 | 3;
  readonly html: string;
  readonly text: string;
}

export interface RichList {
  readonly type: "list";
  /** Null for bullets. */
  readonly marker: "1" | "a" | "i" | null;
  readonly start: number;
  readonly items: readonly (readonly RichBlock[])[];
}

export interface RichTable {
  readonly type: "table";
  readonly head: readonly (readonly RichCell[])[];
  readonly rows: readonly (readonly RichCell[])[];
}

export interface RichCell {
  readonly blocks: readonly RichBlock[];
  readonly colSpan: number;
  readonly rowSpan: number;
  readonly align: "right" | null;
  /** A header cell in the body heads its row. */
  readonly heads: boolean;
}

/** A block that is already canonical: picture, quotation, page break. */
export interface RichOther {
  readonly type: "other";
  readonly html: string;
  readonly text: string;
}

/** Canonical HTML of docs/rich-text.md. */
export function toSectionHtml(blocks: readonly RichBlock[]): string {
  return blocks.map(blockHtml).join("");
}

function blockHtml(block: RichBlock): string {
  switch (block.type) {
    case "paragraph":
      return block.html === "" ? "" : `<p>${linked(block.html)}</p>`;
    case "heading":
      return `<h${block.level}>${block.html}</h${block.level}>`;
    case "list": {
      const items = block.items.map((item) => `<li>${toSectionHtml(item)}</li>`).join("");
      if (block.marker === null) return `<ul>${items}</ul>`;
      const type = block.marker === "1" ? "" : ` type="${block.marker}"`;
      return `<ol${type}${block.start === 1 ? "" : ` start="${block.start}"`}>${items}</ol>`;
    }
    case "table": {
      const head = block.head.length === 0 ? "" : `<thead>${block.head.map((row) => rowHtml(row, true)).join("")}</thead>`;
      return `<table>${head}<tbody>${block.rows.map((row) => rowHtml(row, false)).join("")}</tbody></table>`;
    }
    case "other":
      return block.html;
  }
}

function rowHtml(row: readonly RichCell[], head: boolean): string {
  const cells = row.map((cell) => {
    const tag = head || cell.heads ? "th" : "td";
    const spans = `${cell.colSpan === 1 ? "" : ` colspan="${cell.colSpan}"`}${cell.rowSpan === 1 ? "" : ` rowspan="${cell.rowSpan}"`}`;
    const align = cell.align === null ? "" : ` align="${cell.align}"`;
    return `<${tag}${spans}${align}>${toSectionHtml(cell.blocks)}</${tag}>`;
  });
  return `<tr>${cells.join("")}</tr>`;
}

/** A cell that holds one paragraph. */
export function textCell(text: string, align: RichCell["align"] = null): RichCell {
  return { blocks: text === "" ? [] : [paragraph(text)], colSpan: 1, rowSpan: 1, align, heads: false };
}

/** A paragraph of plain text. */
export function paragraph(text: string): RichParagraph {
  return { type: "paragraph", html: escapeText(text), text };
}

/** The words of some blocks, block by block. */
export function blocksText(blocks: readonly RichBlock[]): string {
  return blocks.map(blockText).filter((text) => text !== "").join("\n");
}

function blockText(block: RichBlock): string {
  switch (block.type) {
    case "paragraph":
    case "heading":
    case "other":
      return block.text;
    case "list":
      return block.items.map(blocksText).join("\n");
    case "table":
      return [...block.head, ...block.rows].flatMap((row) => row.map((cell) => blocksText(cell.blocks))).join("\n");
  }
}

/** Addresses that stand in the text as text become links. What is a link already is left alone. */
export function linked(html: string): string {
  if (!/https?:\/\/|www\.|@/i.test(html) || html.includes("<a ")) return html;
  // Word by word, so that a word without end costs no more than its length.
  return html.replace(/[^\s<>]+/g, (word) => (word.length > 2000 ? word : linkedWord(word)));
}

function linkedWord(word: string): string {
  return word.replace(/(?:https?:\/\/|www\.)[^\s<>"”]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gi, (found) => {
    const address = found.replace(/(?:&[gl]t;.*|[.,;:!?)\]]+)$/, "");
    if (address.length < 6) return found;
    const href = /^https?:/i.test(address) ? address : /^www\./i.test(address) ? `https://${address}` : `mailto:${address}`;
    return `<a href="${href}">${address}</a>${found.slice(address.length)}`;
  });
}
