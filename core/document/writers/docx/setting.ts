import type { Paragraph as DocxParagraph } from "docx";
import type { Block, ContentsEntry, Document } from "../../document.ts";
import type { Notice } from "../../../errors.ts";
import { allBlocks, bookmarkNames, contentsEntries, needsOwnEntries } from "./bookmarks.ts";
import { Numbering } from "./numbering.ts";
import type { Piece } from "./pieces.ts";
import { StyleSheet } from "./style-sheet.ts";

/** What is gathered while one document is set. */
export interface Setting {
  readonly document: Document;
  readonly styles: StyleSheet;
  readonly numbering: Numbering;
  /** The lines of its contents. */
  readonly contents: readonly ContentsEntry[];
  /** Word's bookmark names by the document's anchors. */
  readonly bookmarks: ReadonlyMap<string, string>;
  readonly footnotes: { readonly children: readonly DocxParagraph[] }[];
  readonly notices: Notice[];
  /** Whether listed headings carry contents entries of their own (TC fields). */
  readonly ownEntries: boolean;
  bookmarkCount: number;
  imageCount: number;
}

/** Where a block stands; lengths in points. */
export interface Place {
  /** Width that is left for it. */
  readonly width: number;
  /** Distance of its left edge from that of the text or the cell. */
  readonly indent: number;
  /** Lists that it stands in. */
  readonly depth: number;
  readonly inside: "text" | "cell" | "quote";
  /** What stands in for the style `body`: a cell has its own. */
  readonly bodyStyle: string;
  readonly align: "left" | "right" | "centre" | null;
}

/** What a block's handler is given. */
export interface Spot {
  readonly setting: Setting;
  readonly place: Place;
  /** Sets what the block holds. */
  readonly setBlocks: (blocks: readonly Block[], setting: Setting, place: Place) => Piece[];
}

/** A fresh setting for a document. */
export function startSetting(document: Document, font: string): Setting {
  const blocks = allBlocks(document.blocks);
  const styles = new StyleSheet(document, font);
  return {
    document,
    contents: contentsEntries(blocks),
    styles,
    numbering: new Numbering(document.styles.lists.indent, styles.paragraph("body").look.size),
    bookmarks: bookmarkNames(blocks),
    footnotes: [],
    notices: [],
    ownEntries: needsOwnEntries(blocks),
    bookmarkCount: 0,
    imageCount: 0,
  };
}

/** Width of the text between the margins, in points. */
export function textWidth(document: Document): number {
  const { width, marginLeft, marginRight } = document.setup;
  return width - marginLeft - marginRight;
}

/** Height of the text between the margins, in points. */
export function textHeight(document: Document): number {
  const { height, marginTop, marginBottom } = document.setup;
  return height - marginTop - marginBottom;
}
