import type { Block, Document, ImageBytes, PageSetup, ParagraphStyle, Styles, TableStyle } from "../../document/document.ts";
import { plainParagraph, plainTable } from "../../document/plain-styles.ts";

/** A4 with the foot left free for the stamp. */
const upright: PageSetup = { width: 595.28, height: 841.89, marginTop: 62, marginBottom: 80, marginLeft: 62, marginRight: 62, headerDistance: 34, footerDistance: 34 };

const body: ParagraphStyle = { ...plainParagraph, hyphenate: false };
const heading = { bold: true, hyphenate: false, keepWithNext: true, keepTogether: true } as const;

const paragraphs: readonly ParagraphStyle[] = [
  body,
  { ...body, ...heading, name: "title", label: "Titel", size: 16, leading: 20, spaceAfter: 10 },
  { ...body, ...heading, name: "heading-1", label: "Overskrift 1", size: 15, leading: 19, spaceBefore: 14, spaceAfter: 6 },
  { ...body, ...heading, name: "heading-2", label: "Overskrift 2", size: 12.5, leading: 16, spaceBefore: 12, spaceAfter: 4 },
  { ...body, ...heading, name: "heading-3", label: "Overskrift 3", spaceBefore: 9, spaceAfter: 3 },
  { ...body, name: "line", label: "Tekstlinjer", spaceAfter: 0 },
  { ...body, name: "quote", label: "Citat", indentLeft: 14, colour: "#3d464d" },
  { ...body, name: "cell", label: "Tabelcelle", size: 9.5, leading: 12.5, spaceAfter: 2 },
  { ...body, name: "cell-header", label: "Tabelhoved", size: 9.5, leading: 12.5, spaceAfter: 2, bold: true },
  { ...body, name: "note", label: "Bemærkning", size: 9.5, leading: 12.5, colour: "#4a545c" },
  { ...body, ...heading, name: "after-mail", label: "Vedhæftede filer", size: 10.5, leading: 14.5, spaceBefore: 10, spaceAfter: 4, ruleAbove: { width: 0.5, colour: "#9aa3ab", gap: 8 } },
];

const tables: readonly TableStyle[] = [plainTable, { ...plainTable, name: "fields", rules: "none", paddingX: 3, paddingY: 1, spaceBefore: 0, spaceAfter: 12 }];

const styles: Styles = {
  paragraphs: new Map(paragraphs.map((style) => [style.name, style])),
  tables: new Map(tables.map((style) => [style.name, style])),
  lists: { indent: 16, spaceBetween: 2, spaceAfter: 7 },
  linkColour: "#1a4f8b",
};

export interface PaperOptions {
  readonly title: string;
  readonly images?: ReadonlyMap<string, ImageBytes>;
  /** The page lies across: for wide tables. */
  readonly across?: boolean;
}

/** Blocks on plain paper, in the app's own type, for files that come without a layout of their own. */
export function plainPaper(blocks: readonly Block[], { title, images = new Map(), across = false }: PaperOptions): Document {
  return {
    title, author: "", subject: "", language: "da-DK", mark: "",
    setup: across ? { ...upright, width: upright.height, height: upright.width } : upright,
    styles,
    header: [], footer: [], firstHeader: null, firstFooter: null,
    blocks, images,
  };
}
