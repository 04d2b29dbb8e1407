/**
 * The document: what every paper is between its template and its writers. Plain readonly objects with `type` as
 * tag; blocks and inlines are kept apart. Readers of HTML build it, passes rewrite it, writers set it.
 */
export interface Document {
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  /** BCP 47, `da-DK`. */
  readonly language: string;
  /** What every page says of a paper that is not for everybody; empty for all others. */
  readonly mark: string;
  readonly setup: PageSetup;
  readonly styles: Styles;
  /** Running lines at the head and foot of the pages; artifacts, not content. */
  readonly header: readonly RunningLine[];
  readonly footer: readonly RunningLine[];
  /** The first page's own running lines, or null where it has the same. */
  readonly firstHeader: readonly RunningLine[] | null;
  readonly firstFooter: readonly RunningLine[] | null;
  readonly blocks: readonly Block[];
  /** Bytes of the images by the `source` of their nodes. */
  readonly images: ReadonlyMap<string, ImageBytes>;
  /** The pages that come after the document's own, where it is the front of a packet. Only formats with pages know them. */
  readonly following?: FollowingPages;
}

/** Pages of other papers right after a document's last page. */
export interface FollowingPages {
  /** Anchors on them, which the document may link to and list in its contents → index of the page, from 0. */
  readonly anchors: ReadonlyMap<string, number>;
  /** Lines of the contents for them, by the anchor of the heading that they are listed under. */
  readonly entries: ReadonlyMap<string, readonly ContentsEntry[]>;
  /** How many of them the document's `page-count` counts with its own; 0 where it counts its own only. */
  readonly counted: number;
}

export interface ImageBytes {
  readonly mediaType: "image/png" | "image/jpeg";
  readonly bytes: Uint8Array;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** Lengths in points (1/72 inch). */
export interface PageSetup {
  readonly width: number;
  readonly height: number;
  readonly marginTop: number;
  readonly marginBottom: number;
  readonly marginLeft: number;
  readonly marginRight: number;
  /** Distance of the header's top and the footer's bottom from the page's edge. */
  readonly headerDistance: number;
  readonly footerDistance: number;
}

/** One running line: what stands at its left, in its middle and at its right. */
export interface RunningLine {
  readonly style: string;
  readonly left: readonly Inline[];
  readonly centre: readonly Inline[];
  readonly right: readonly Inline[];
}

export interface Styles {
  /** Paragraph and heading styles by name. `body` is always there and stands in for a missing one. */
  readonly paragraphs: ReadonlyMap<string, ParagraphStyle>;
  /** Table styles by name. `table` is always there. */
  readonly tables: ReadonlyMap<string, TableStyle>;
  readonly lists: ListStyle;
  /** Colour of links, `#rrggbb`. */
  readonly linkColour: string;
}

/** Lengths in points, colours `#rrggbb`. */
export interface ParagraphStyle {
  readonly name: string;
  /** Name that people see in Word's list of styles. */
  readonly label: string;
  readonly size: number;
  /** Distance from baseline to baseline. */
  readonly leading: number;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly colour: string;
  readonly align: "left" | "right" | "centre" | "justify";
  readonly spaceBefore: number;
  readonly spaceAfter: number;
  readonly indentLeft: number;
  readonly indentRight: number;
  /** Extra letter spacing. */
  readonly tracking: number;
  readonly hyphenate: boolean;
  readonly keepWithNext: boolean;
  readonly keepTogether: boolean;
  readonly ruleAbove: Rule | null;
  readonly ruleBelow: Rule | null;
}

export interface Rule {
  readonly width: number;
  readonly colour: string;
  /** Distance from the text. */
  readonly gap: number;
}

export interface TableStyle {
  readonly name: string;
  /** Style of the paragraphs in its cells and in its header cells. */
  readonly cellStyle: string;
  readonly headerStyle: string;
  readonly captionStyle: string;
  /** `grid` rules every cell, `rows` the rows only, `none` nothing. */
  readonly rules: "grid" | "rows" | "none";
  readonly ruleWidth: number;
  readonly ruleColour: string;
  readonly headerFill: string | null;
  readonly paddingX: number;
  readonly paddingY: number;
  readonly spaceBefore: number;
  readonly spaceAfter: number;
  /** Rows may break over pages; false keeps each row whole where it fits on a page. */
  readonly breakRows: boolean;
}

export interface ListStyle {
  /** Left indent per level. */
  readonly indent: number;
  /** Space between items. */
  readonly spaceBetween: number;
  readonly spaceAfter: number;
}

// ---------------------------------------------------------------- blocks

export type Block =
  | Paragraph
  | Heading
  | List
  | Table
  | Quote
  | Image
  | PageBreak
  | Contents
  | Group;

export interface Paragraph {
  readonly type: "paragraph";
  readonly style: string;
  readonly id: string | null;
  readonly children: readonly Inline[];
}

export interface Heading {
  readonly type: "heading";
  /** 1 for an agenda item, 2 for its sections, 3–5 for headings inside a section. */
  readonly level: 1 | 2 | 3 | 4 | 5 | 6;
  readonly style: string;
  /** Anchor; null until the pass that gives every heading in the contents one. */
  readonly id: string | null;
  /** What stands in contents and outline; null where the heading's own text does. */
  readonly entry: string | null;
  /** Whether it is listed in the contents. The outline has the headings of level 1 and 2. */
  readonly listed: boolean;
  readonly children: readonly Inline[];
}

export interface List {
  readonly type: "list";
  readonly ordered: boolean;
  /** Numbering of an ordered list; null for bullets. */
  readonly marker: "1" | "a" | "i" | null;
  readonly start: number;
  /** Items sit tight where each is one short paragraph, loosely where they hold more. */
  readonly items: readonly ListItem[];
}

export interface ListItem {
  readonly children: readonly Block[];
}

export interface Table {
  readonly type: "table";
  readonly style: string;
  /** Column widths as shares of the whole (they sum to 1), or null to fit the content. */
  readonly widths: readonly number[] | null;
  /** Rows from the top that are repeated on each page. */
  readonly headerRows: number;
  readonly caption: readonly Inline[];
  readonly rows: readonly TableRow[];
}

export interface TableRow {
  readonly cells: readonly TableCell[];
}

export interface TableCell {
  /** `column` and `row` are header cells with that scope. */
  readonly header: "column" | "row" | null;
  readonly colSpan: number;
  readonly rowSpan: number;
  readonly align: "left" | "right" | "centre" | null;
  readonly children: readonly Block[];
}

export interface Quote {
  readonly type: "quote";
  readonly children: readonly Block[];
}

export interface Image {
  readonly type: "image";
  readonly source: string;
  /** Alternative text; empty for a picture that is decoration only. */
  readonly alt: string;
  /** Share of the text width, 0–1, or null for its natural size (at 150 dpi) up to the text width. */
  readonly width: number | null;
}

export interface PageBreak {
  readonly type: "page-break";
}

/** The table of contents. The pass fills the entries; the writer knows the pages. */
export interface Contents {
  readonly type: "contents";
  /** Style of its lines. */
  readonly style: string;
  readonly entries: readonly ContentsEntry[];
}

export interface ContentsEntry {
  readonly level: number;
  readonly text: string;
  /** Anchor of the heading, or of what stands on the pages that follow. */
  readonly target: string;
}

/** Blocks that belong together. */
export interface Group {
  readonly type: "group";
  /** `part` starts a new page; `section` is structure only; `keep` stays on one page where it can. */
  readonly role: "part" | "section" | "keep";
  readonly children: readonly Block[];
}

// ---------------------------------------------------------------- inlines

export type Inline = Text | Strong | Emphasis | Link | Footnote | LineBreak | PageNumber | PageCount;

export interface Text {
  readonly type: "text";
  readonly text: string;
}

export interface Strong {
  readonly type: "strong";
  readonly children: readonly Inline[];
}

export interface Emphasis {
  readonly type: "emphasis";
  readonly children: readonly Inline[];
}

export interface Link {
  readonly type: "link";
  /** `https:`, `http:` or `mailto:` address, or `#anchor` in this document or on the pages that follow it. */
  readonly href: string;
  readonly children: readonly Inline[];
}

export interface Footnote {
  readonly type: "footnote";
  /** From 1 through the document; 0 until the numbering pass. */
  readonly number: number;
  readonly children: readonly Inline[];
}

export interface LineBreak {
  readonly type: "line-break";
}

/** The number of the page, in running lines only. */
export interface PageNumber {
  readonly type: "page-number";
}

/** The document's number of pages, with those that follow where they are counted; in running lines only. */
export interface PageCount {
  readonly type: "page-count";
}

// ---------------------------------------------------------------- walking

/** One function per node type: a new type does not compile until every writer knows it. */
export type Handlers<Node extends { type: string }, State, Out> = {
  readonly [Type in Node["type"]]: (node: Extract<Node, { type: Type }>, state: State) => Out;
};

/** The text of some inlines, without notes; line breaks become spaces. */
export function plainText(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => {
      switch (inline.type) {
        case "text":
          return inline.text;
        case "strong":
        case "emphasis":
        case "link":
          return plainText(inline.children);
        case "line-break":
          return " ";
        case "footnote":
        case "page-number":
        case "page-count":
          return "";
      }
    })
    .join("");
}
