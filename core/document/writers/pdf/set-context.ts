import type { Notice } from "../../../errors.ts";
import { notice } from "../../../errors.ts";
import type { Block, Document, Inline, ParagraphStyle } from "../../document.ts";
import { plainParagraph } from "../../plain-styles.ts";
import type { Flowable, Place } from "./flowable.ts";
import type { NoteLayout } from "./slug.ts";
import type { StructureNode } from "./structure.ts";
import type { Typefaces } from "./typefaces.ts";
import type { WordSplitter } from "./split-word.ts";

/** What everything that sets a part of the document needs to know. */
export interface SetContext {
  readonly document: Document;
  readonly typefaces: Typefaces;
  readonly splitWord: WordSplitter;
  /** Left edge and width of the text area. */
  readonly textLeft: number;
  readonly textWidth: number;
  /** Height that the flow has on a page without notes (the lowest of the pages). */
  readonly bodyHeight: number;
  /** Characters that no font has, each once. */
  readonly missing: Set<number>;
  readonly notices: Notice[];
  /** Prepares what stands inside a block (a cell). */
  readonly prepareBlocks: (blocks: readonly Block[], place: Place, context: SetContext) => Flowable;
  /** Sets a footnote whose reference was met; its element becomes a child of `parent`. */
  readonly setNote: (number: number, children: readonly Inline[], parent: StructureNode, context: SetContext) => SetNote;
  /** Counts the notes for their anchors. */
  readonly noteCount: { next: () => number };
}

/** A footnote set for the foot of the page, with the names that its reference needs. */
export interface SetNote {
  /** What stands raised in text and note: the number, or `*` for a note without one. */
  readonly mark: string;
  readonly anchor: string;
  readonly backAnchor: string;
  readonly layout: NoteLayout;
}

/** The style of a name, or `body` where the pack has none of that name. */
export function paragraphStyle(context: SetContext, name: string): ParagraphStyle {
  const styles = context.document.styles.paragraphs;
  return styles.get(name) ?? styles.get("body") ?? plainParagraph;
}

/** The style of footnotes: the pack's `footnote`, or the body's in a smaller size. */
export function footnoteStyle(context: SetContext): ParagraphStyle {
  const own = context.document.styles.paragraphs.get("footnote");
  if (own) return own;
  const body = paragraphStyle(context, "body");
  return { ...body, name: "footnote", size: body.size * 0.85, leading: body.leading * 0.85, align: "left", spaceBefore: 0, spaceAfter: 1 };
}

/** Notices about characters that ▯ stands for. */
export function missingGlyphNotices(context: SetContext): Notice[] {
  return [...context.missing].map((codePoint) =>
    notice("glyph.missing", {
      character: String.fromCodePoint(codePoint),
      codePoint: `U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}`,
    }),
  );
}
