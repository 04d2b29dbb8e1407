import type { ParagraphStyle } from "../../document.ts";
import type { Slug } from "./slug.ts";
import type { StructureNode } from "./structure.ts";

/** Something that can be set in any width, with its place in the structure tree already made. */
export interface Flowable {
  readonly widths: () => TextWidths;
  readonly lay: (left: number, width: number) => Laid;
}

export interface Laid {
  readonly slugs: readonly Slug[];
  /** Space that should follow; the larger of it and the next block's own space before counts. */
  readonly after: number;
  readonly keepWithNext: boolean;
  /** The first slug's gap stands whatever came before: lists inside an item. */
  readonly joined?: boolean;
}

/** Where blocks stand. */
export interface Place {
  readonly node: StructureNode;
  /** Level of nested lists, from 0. */
  readonly listLevel: number;
  /** Style that stands for `body` here: a table's own in its cells. */
  readonly bodyStyle: string;
  /** Alignment that a table cell gives its paragraphs. */
  readonly align: ParagraphStyle["align"] | null;
  /** A single paragraph's text becomes the place's own content instead of a P below it. */
  readonly inline: boolean;
  /** Turns levels of headings into levels without gaps, as PDF/UA wants. */
  readonly headings: HeadingLevels;
}

/** Widths that content asks for, in points: its widest word, and all of it on one line. */
export interface TextWidths {
  readonly min: number;
  readonly max: number;
  /** Asked for only where the widest words do not fit. */
  readonly narrowest: () => number;
}

/** Levels of headings without gaps: an h5 right below an h2 is read as the third level. */
export class HeadingLevels {
  readonly #open: number[] = [];

  next(level: number): number {
    while (this.#open.length > 0 && (this.#open.at(-1) as number) >= level) this.#open.pop();
    this.#open.push(level);
    return Math.min(6, this.#open.length);
  }
}
