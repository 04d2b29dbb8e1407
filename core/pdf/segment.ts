import type { Box, PageGeometry } from "./page-geometry.ts";

/**
 * The pages of one PDF with everything that they need, lifted out of it in a form that can be placed anywhere in a
 * packet: objects are numbered from 0 within the segment, and references stand as slots that get their numbers when
 * the segment is placed. Nothing in it depends on the packet, so it is made once for each file.
 */
export interface Segment {
  /** By local number; the first `pages.length` numbers are the pages themselves and are null here. */
  readonly objects: readonly (SegmentObject | null)[];
  readonly pages: readonly SegmentPage[];
  readonly outline: readonly OutlineEntry[];
  /** Optional-content groups (layers), or null where the file has none. */
  readonly layers: SegmentLayers | null;
  /** Structure tags, or null where there are none or they were not sound. */
  readonly structure: SegmentStructure | null;
  /** Named destinations, where they were asked for (our own papers): name → place. */
  readonly names: ReadonlyMap<string, Destination>;
}

/** A PDF object as text with slots (see `slots`), and the bytes of its stream if it is one. */
export interface SegmentObject {
  readonly body: string;
  /** Encoded as in the source; `Length` is not in the body. */
  readonly stream: Uint8Array | null;
  /** It leads back to a page, an annotation's or a tag's number, so a second placing of the segment needs its own. */
  readonly bound: boolean;
}

export interface SegmentPage extends PageGeometry {
  /** Further entries of the page dictionary (Group, Trans, BleedBox, TrimBox …), serialised with slots. */
  readonly entries: string;
  /** Local number of the page's resources, with a place for the stamp's font. */
  readonly resources: number;
  /** Local numbers of its content streams. */
  readonly contents: readonly number[];
  readonly annotations: readonly SegmentAnnotation[];
  /** See `contentBalance`. */
  readonly unbalanced: readonly [closes: number, ending: string];
  /** Its number in the structure's parent tree, or null. */
  readonly structParents: number | null;
}

export interface SegmentAnnotation {
  /** Local number. */
  readonly object: number;
  /** Where it shows, in user space; null where its rectangle is no box. */
  readonly box: Box | null;
}

/** A place in a segment: a page and how it is shown (`/XYZ 0 700 null`, `/Fit`). */
export interface Destination {
  /** From 0. */
  readonly page: number;
  readonly view: string;
}

/** A bookmark; its target is null where the file's own leads nowhere. */
export interface OutlineEntry {
  readonly title: string;
  readonly target: Destination | null;
  readonly open: boolean;
  readonly children: readonly OutlineEntry[];
}

export interface SegmentLayers {
  /** Local numbers of the groups. */
  readonly groups: readonly number[];
  /** Those that are hidden when the file is opened. */
  readonly hidden: readonly number[];
  /** The order in which a reader lists them: an array with slots, or empty. */
  readonly order: string;
  /** Usage rules (/AS): array items with slots, or empty. */
  readonly usage: string;
  /** Groups of which one at most is shown (/RBGroups): array items with slots, or empty. */
  readonly either: string;
  /** Groups that cannot be toggled. */
  readonly locked: readonly number[];
}

export interface SegmentStructure {
  /** Local numbers of the uppermost elements. */
  readonly roots: readonly number[];
  /** Parent tree: local key (0…) → an element, or the elements of a page's marked content in order. */
  readonly parents: readonly (number | readonly (number | null)[])[];
  /** Elements with an id (our own papers), the id as it is written. */
  readonly ids: readonly { readonly id: string; readonly element: number }[];
}

/** Marks in a body that are filled in when the segment is placed. `\u0001` does not occur otherwise. */
export const slots = {
  /** Reference to a local object. */
  object: (local: number): string => `\u0001r${local}\u0001`,
  /** A key in the parent tree: a number. */
  parentKey: (local: number): string => `\u0001k${local}\u0001`,
  /** Reference to the element above the segment's uppermost elements. */
  structureTop: "\u0001t\u0001",
  /** Entries for the stamp's font in a /Font dictionary; nothing where no stamp is printed. */
  stampFont: "\u0001f\u0001",
} as const;
