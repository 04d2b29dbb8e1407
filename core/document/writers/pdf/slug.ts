import type { Rule } from "../../document.ts";
import type { FaceIndex, Shaped } from "./typefaces.ts";
import type { StructureNode } from "./structure.ts";

/**
 * What a page break before a slug costs. The paginator takes the last break of the lowest cost that fits:
 * `free` anywhere, `keep` inside a group that should stay together, `bound` where a heading, a widow or an orphan
 * would be left alone. `forced` is a break that must be made.
 */
export type BreakCost = "forced" | "free" | "keep" | "bound";

/** A piece of the flow that stands on one page as a whole. Lengths in points, y downwards. */
export type Slug = TextLine | PictureSlug | RowSlug | EmptySlug;

interface SlugBase {
  /** Space above; falls away at the head of a page. */
  gap: number;
  readonly height: number;
  breakBefore: BreakCost;
  /** Notes that belong at the foot of the slug's page. */
  readonly notes: readonly NoteLayout[];
  /** Anchors whose destination is the slug's top. */
  anchors: readonly string[];
  /** Entry of the outline, if the slug begins a heading of level 1 or 2. */
  outline: OutlineMark | null;
}

export interface OutlineMark {
  readonly level: number;
  readonly title: string;
}

export interface TextLine extends SlugBase {
  readonly kind: "line";
  /** Distance of the baseline from the slug's top. */
  readonly baseline: number;
  segments: readonly Segment[];
  readonly ruleAbove: PlacedRule | null;
  readonly ruleBelow: PlacedRule | null;
  /** A contents line gets its page number and leaders when the pages are known. */
  readonly leader: Leader | null;
}

/** A rule as wide as its paragraph, at a height from the slug's top. */
export interface PlacedRule {
  readonly rule: Rule;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export interface Leader {
  readonly target: string;
  /** Style of the page number. */
  readonly run: RunStyle;
  /** End of the title and right edge of the number. */
  readonly from: number;
  readonly to: number;
}

/** Text of one style on one line. */
export interface Segment {
  readonly run: RunStyle;
  readonly x: number;
  readonly width: number;
  /** Words, each with whether a space follows it on the line. */
  readonly words: readonly Shaped[];
  readonly spaceAfter: readonly boolean[];
  /** Width of a space in this run, and what justification adds to each. */
  readonly spaceWidth: number;
  readonly spaceExtra: number;
  /** What of the width is a space after the last word. */
  readonly endSpace: number;
  /** A space at the line's end, invisible, that keeps words apart for readers of text. */
  readonly trailingSpace: boolean;
}

export interface RunStyle {
  readonly face: FaceIndex;
  readonly size: number;
  readonly colour: string;
  /** Baseline shift upwards. */
  readonly rise: number;
  readonly tracking: number;
  /** Element that the text belongs to; null for text that is no content (running lines, repeated headers). */
  readonly node: StructureNode | null;
  readonly link: LinkTarget | null;
}

export interface LinkTarget {
  readonly href: string;
  /** The annotation's /Contents: what the link says. */
  readonly contents: string;
  readonly underline: boolean;
  /** Element of type Link that the annotation belongs to. */
  readonly node: StructureNode;
  /** Anchor at the link's own place, to which a note leads back. */
  readonly anchor: string | null;
}

export interface PictureSlug extends SlugBase {
  readonly kind: "picture";
  readonly x: number;
  readonly width: number;
  /** Key in the document's images; null for a frame that stands in for a missing picture. */
  readonly source: string | null;
  /** Null for decoration. */
  readonly node: StructureNode | null;
  /** What stands in the frame. */
  readonly lines: readonly TextLine[];
}

/** Nothing to see: a page break, or an anchor. */
export interface EmptySlug extends SlugBase {
  readonly kind: "empty";
}

/** A row of a table, or a part of one. */
export interface RowSlug extends SlugBase {
  readonly kind: "row";
  height: number;
  readonly table: TableLayout;
  readonly x: number;
  readonly cells: readonly CellLayout[];
  /** For each column the cell that covers it. */
  readonly occupants: readonly CellLayout[];
  /** Cells that began in a row above and reach into this one. */
  readonly continued: readonly CellLayout[];
  readonly header: boolean;
  readonly splittable: boolean;
  /** Last row of its table. */
  last: boolean;
}

export interface TableLayout {
  readonly edges: readonly number[];
  readonly rules: "grid" | "rows" | "none";
  readonly ruleWidth: number;
  readonly ruleColour: string;
  readonly headerFill: string | null;
  readonly paddingX: number;
  readonly paddingY: number;
  /** Rows that are repeated at the head of each further page. */
  readonly head: readonly RowSlug[];
  readonly headHeight: number;
  /** The table's rows in their final division, in order. */
  readonly rows: RowSlug[];
}

export interface CellLayout {
  readonly column: number;
  readonly colSpan: number;
  readonly fill: boolean;
  /** What stands in the cell, by the row in which that part begins. A cell over several rows may have several. */
  readonly parts: Map<RowSlug, CellPart>;
  /** Its last row, where it covers several. */
  lastRow: RowSlug | null;
}

export interface CellPart {
  readonly slugs: readonly Slug[];
  /** A group label said again on a further page. */
  readonly repeated: boolean;
}

export interface NoteLayout {
  readonly slugs: readonly Slug[];
}

/** Height of slugs under each other, the first gap not counted. */
export function stackHeight(slugs: readonly Slug[]): number {
  let height = 0;
  for (let index = 0; index < slugs.length; index++) {
    const slug = slugs[index];
    if (slug) height += slug.height + (index === 0 ? 0 : slug.gap);
  }
  return height;
}
