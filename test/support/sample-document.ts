import type { Block, Document, Inline, ListItem, PageSetup, ParagraphStyle, RunningLine, Styles, TableCell, TableRow, TableStyle } from "../../core/document/document.ts";

/** A4 with margins of 25 mm, which leaves lines of some eighty characters. */
export const sampleSetup: PageSetup = {
  width: 595.28,
  height: 841.89,
  marginTop: 82,
  marginBottom: 74,
  marginLeft: 71,
  marginRight: 71,
  headerDistance: 38,
  footerDistance: 36,
};

const ink = "#1a1a1a";
const accent = "#1f4e79";
const grey = "#5a5a5a";

const body: ParagraphStyle = {
  name: "body",
  label: "Brødtekst",
  size: 10.5,
  leading: 14.5,
  bold: false,
  italic: false,
  colour: ink,
  align: "left",
  spaceBefore: 0,
  spaceAfter: 7.25,
  indentLeft: 0,
  indentRight: 0,
  tracking: 0,
  hyphenate: true,
  keepWithNext: false,
  keepTogether: false,
  ruleAbove: null,
  ruleBelow: null,
};

const heading = { hyphenate: false, keepWithNext: true, keepTogether: true };

/** Styles as the pack of a region may have them. */
export const sampleStyles: Styles = {
  paragraphs: named([
    body,
    { ...body, ...heading, name: "title", label: "Titel", size: 22, leading: 27, bold: true, colour: accent, spaceAfter: 4 },
    { ...body, ...heading, name: "subtitle", label: "Undertitel", size: 12, leading: 16, colour: grey, spaceAfter: 20 },
    { ...body, ...heading, name: "heading-1", label: "Punkt", size: 14, leading: 18, bold: true, colour: accent, spaceBefore: 22, spaceAfter: 8 },
    { ...body, ...heading, name: "heading-2", label: "Afsnit", size: 10.5, leading: 14.5, bold: true, spaceBefore: 14.5, spaceAfter: 3 },
    { ...body, ...heading, name: "heading-3", label: "Mellemrubrik", italic: true, spaceBefore: 10, spaceAfter: 2 },
    { ...body, ...heading, name: "heading-4", label: "Mellemrubrik 2", italic: true, size: 10, spaceBefore: 7, spaceAfter: 1 },
    { ...body, name: "justified", label: "Lige marginer", align: "justify" },
    { ...body, name: "cell", label: "Tabelcelle", size: 9.5, leading: 12.5, spaceAfter: 3 },
    { ...body, ...heading, name: "cell-head", label: "Tabelhoved", size: 9.5, leading: 12.5, bold: true, spaceAfter: 3, keepWithNext: false },
    { ...body, ...heading, name: "caption", label: "Tabeltekst", size: 9.5, leading: 12.5, bold: true, spaceAfter: 4 },
    { ...body, name: "contents", label: "Indholdsfortegnelse", spaceAfter: 3, hyphenate: false },
    { ...body, name: "footnote", label: "Fodnote", size: 8.5, leading: 11, spaceAfter: 0 },
    { ...body, name: "running", label: "Sidehoved", size: 8.5, leading: 11, colour: grey, spaceAfter: 0, hyphenate: false },
    { ...body, name: "running-ruled", label: "Sidehoved med streg", size: 8.5, leading: 11, colour: grey, spaceAfter: 0, hyphenate: false, ruleBelow: { width: 0.5, colour: "#b0b0b0", gap: 4 } },
  ]),
  tables: namedTables([
    {
      name: "table",
      cellStyle: "cell",
      headerStyle: "cell-head",
      captionStyle: "caption",
      rules: "rows",
      ruleWidth: 0.5,
      ruleColour: "#a6a6a6",
      headerFill: "#e9eef4",
      paddingX: 5,
      paddingY: 3.25,
      spaceBefore: 8,
      spaceAfter: 12,
      breakRows: false,
    },
  ]),
  lists: { indent: 17, spaceBetween: 2.5, spaceAfter: 7.25 },
  linkColour: "#0b5394",
};

/** A document with these blocks and running lines as the papers have them. */
export function sampleDocument(blocks: readonly Block[], changes: Partial<Document> = {}): Document {
  return {
    title: "Dagsorden for Prøveudvalget den 4. marts 2026",
    author: "Prøveregionens sekretariat",
    subject: "Dagsorden",
    language: "da-DK",
    mark: "",
    setup: sampleSetup,
    styles: sampleStyles,
    header: [running("running-ruled", [text("Prøveudvalget")], [], [text("Møde den 4. marts 2026")])],
    footer: [running("running", [], [], [text("Side "), { type: "page-number" }, text(" af "), { type: "page-count" }])],
    firstHeader: null,
    firstFooter: null,
    blocks,
    images: new Map(),
    ...changes,
  };
}

export const sampleOptions = { createdAt: "2026-02-20T10:30:00.000Z", id: "0123456789abcdef0123456789abcdef" };

// ---------------------------------------------------------------- building blocks

export function text(words: string): Inline {
  return { type: "text", text: words };
}

export function strong(...children: Inline[]): Inline {
  return { type: "strong", children };
}

export function emphasis(...children: Inline[]): Inline {
  return { type: "emphasis", children };
}

export function link(href: string, words: string): Inline {
  return { type: "link", href, children: [text(words)] };
}

export function footnote(number: number, ...children: Inline[]): Inline {
  return { type: "footnote", number, children };
}

export function paragraph(...children: (Inline | string)[]): Block {
  return { type: "paragraph", style: "body", id: null, children: inlines(children) };
}

export function styled(style: string, ...children: (Inline | string)[]): Block {
  return { type: "paragraph", style, id: null, children: inlines(children) };
}

export function heading1(id: string, words: string): Block {
  return { type: "heading", level: 1, style: "heading-1", id, entry: null, listed: true, children: [text(words)] };
}

export function heading2(words: string): Block {
  return { type: "heading", level: 2, style: "heading-2", id: null, entry: null, listed: false, children: [text(words)] };
}

export function heading3(words: string): Block {
  return { type: "heading", level: 3, style: "heading-3", id: null, entry: null, listed: false, children: [text(words)] };
}

export function bulletList(...items: (string | Block[])[]): Block {
  return { type: "list", ordered: false, marker: null, start: 1, items: items.map(item) };
}

export function numberedList(marker: "1" | "a" | "i", start: number, ...items: (string | Block[])[]): Block {
  return { type: "list", ordered: true, marker, start, items: items.map(item) };
}

export interface CellOptions {
  readonly header?: "column" | "row";
  readonly colSpan?: number;
  readonly rowSpan?: number;
  readonly align?: "left" | "right" | "centre";
}

export function cell(content: string | Block[], options: CellOptions = {}): TableCell {
  return {
    header: options.header ?? null,
    colSpan: options.colSpan ?? 1,
    rowSpan: options.rowSpan ?? 1,
    align: options.align ?? null,
    children: typeof content === "string" ? (content === "" ? [] : [paragraph(content)]) : content,
  };
}

/** A table whose first row is its header; columns of figures stand to the right. */
export function table(head: readonly string[], rows: readonly (readonly (string | TableCell)[])[], caption = "", changes: Partial<Extract<Block, { type: "table" }>> = {}): Block {
  const figures = head.map((_, column) => rows.every((row) => typeof row[column] !== "string" || /^[\d.,\s-]*$/.test(row[column])));
  const aligned = (column: number): CellOptions => (figures[column] ? { align: "right" } : {});
  const headRow: TableRow = { cells: head.map((words, column) => cell(words, { header: "column", ...aligned(column) })) };
  const bodyRows = rows.map((row): TableRow => ({ cells: row.map((entry, column) => (typeof entry === "string" ? cell(entry, aligned(column)) : entry)) }));
  return { type: "table", style: "table", widths: null, headerRows: head.length > 0 ? 1 : 0, caption: caption === "" ? [] : [text(caption)], rows: head.length > 0 ? [headRow, ...bodyRows] : bodyRows, ...changes };
}

export function running(style: string, left: Inline[], centre: Inline[], right: Inline[]): RunningLine {
  return { style, left, centre, right };
}

function item(content: string | Block[]): ListItem {
  return { children: typeof content === "string" ? [paragraph(content)] : content };
}

function inlines(children: readonly (Inline | string)[]): Inline[] {
  return children.map((child) => (typeof child === "string" ? text(child) : child));
}

function named(styles: readonly ParagraphStyle[]): ReadonlyMap<string, ParagraphStyle> {
  return new Map(styles.map((style) => [style.name, style]));
}

function namedTables(styles: readonly TableStyle[]): ReadonlyMap<string, TableStyle> {
  return new Map(styles.map((style) => [style.name, style]));
}
