import type { ImageBytes } from "../document/document.ts";
import type { Series } from "../domain/agenda-item.ts";
import type { IsoDate } from "../domain/danish-date.ts";
import type { Decision } from "../domain/decision.ts";
import type { Openness } from "../domain/openness.ts";
import type { Section } from "../domain/section.ts";
import type { TemplatePack } from "../domain/template-pack.ts";
import type { Notice } from "../errors.ts";

/** What every reader of an agenda must know beforehand: the pack names the kinds and sections, the rest the meeting. */
export interface IntakeContext {
  readonly pack: TemplatePack;
  /** Full name of the body that meets. */
  readonly body: string;
  readonly date: IsoDate;
  /** What the file is called in messages; `dagsordenen` where it is not given. */
  readonly fileName?: string;
}

/** An agenda as it was found in somebody's paper. The caller stores it; nothing here has an id yet. */
export interface ImportedAgenda {
  /** In printed order: the items, then the notices. */
  readonly items: readonly ImportedItem[];
  /** Cases from other bodies' minutes, found among the attachments. They are no items of this agenda. */
  readonly extracts: readonly ImportedExtract[];
  /** What could not be placed, what was moved, taken out or proposed: nothing is guessed silently. */
  readonly notices: readonly Notice[];
  /** Pictures of the sections by hex SHA-256; their `img` has `src="image:SHA256"`. Empty for text and PDF. */
  readonly images: ReadonlyMap<string, ImageBytes>;
}

/** Where something stands in the source, both ends included; from 1. A DOCX has neither lines nor pages of its own. */
export interface Place {
  readonly unit: "line" | "page" | "paragraph";
  readonly from: number;
  readonly to: number;
}

export interface ImportedItem {
  readonly series: Series;
  readonly number: number;
  /** Key of a kind of the pack. */
  readonly kind: string;
  /** The word for the kind as printed in the heading (`BESLUTNINGSSAG`), or null. */
  readonly kindPrinted: string | null;
  /** In mixed case, without number and kind. */
  readonly title: string;
  /** As printed with the kind, without the number, wrapped lines joined: `BESLUTNINGSSAG: …`. */
  readonly titlePrinted: string;
  /** True where the source has the title in capitals only and the mixed case is our proposal. */
  readonly titleProposed: boolean;
  /**
   * The sections with text of their own, in the order that they are printed: those of the pack with source `text`,
   * and the one with source `decisions` where it holds text that is no decision (a lone `Udvalgets beslutning:`).
   * Empty sections are not here but in `sectionOrder`.
   */
  readonly sections: readonly Section[];
  /** Every section heading of the item, in printed order, empty or not. */
  readonly sectionOrder: readonly PrintedSection[];
  /** Normalised: without trailing full stop. */
  readonly journalNumber: string | null;
  readonly journalNumberPrinted: string | null;
  /** Names under the directors' sign-off, first signer first. */
  readonly signOff: readonly string[];
  readonly attachments: readonly ImportedAttachment[];
  /** In printed order. */
  readonly decisions: readonly ImportedDecision[];
  /** As the source says (`Lukket sag`, `(Åben)`), else `unknown`. */
  readonly openness: Openness;
  /**
   * The item may be, or hold, a closed one: a line in it or about it says so. Its openness is `unknown` then, and only
   * a human may open it, not a wish about the source as a whole.
   */
  readonly doubtful: boolean;
  /** Legal ground for closing it, as printed, or null. */
  readonly ground: string | null;
  /** Tables that the text has at the start or end of their page, not where they belong, and where they were put. */
  readonly movedTables: readonly MovedTable[];
  readonly place: Place;
}

export interface PrintedSection {
  /** Key of a section of the pack. */
  readonly key: string;
  /** As printed. */
  readonly heading: string;
  /** Nothing stands under it, or only the pack's words for an empty section. */
  readonly empty: boolean;
  /** The pack's words for an empty section (`Tomt indhold`), where they are printed. */
  readonly emptyMarker: string | null;
  readonly place: Place;
}

export interface ImportedAttachment {
  readonly number: number;
  /** Without the list's number, else as printed: `Bilag 4.Fælles mål_maj 2017`. */
  readonly title: string;
  readonly openness: Openness;
  readonly place: Place;
}

/** A decision as printed. `date` may be inferred where none is printed (`dated` is false then). */
export interface ImportedDecision extends Omit<Decision, "id" | "itemId" | "bodyId"> {
  /** The evidence for a date that the decision's heading does not print, in Danish, or null. */
  readonly dateInferredFrom: string | null;
  /** The evidence for the body where the heading says only `Udvalgets`, in Danish, or null. */
  readonly bodyInferredFrom: string | null;
  readonly place: Place;
}

export interface MovedTable {
  /** Key of the section that it was put into. */
  readonly section: string;
  /** Where it stood. */
  readonly place: Place;
}

/** One case out of another meeting's minutes (protokoludskrift), filed as an attachment of this agenda. */
export interface ImportedExtract extends ImportedItem {
  /** Full name of the body whose minutes it is from, or null where the source does not tell. */
  readonly body: string | null;
  /** The day of that meeting, or null where the source does not tell. */
  readonly date: IsoDate | null;
  /** The evidence for body and date, in Danish, or null where they are not known. */
  readonly bodyInferredFrom: string | null;
  readonly dateInferredFrom: string | null;
  /** The attachment that it is, or null where none of the listed ones fits. */
  readonly filedAs: FiledAs | null;
}

export interface FiledAs {
  readonly series: Series;
  /** Number of the agenda item. */
  readonly item: number;
  /** Number of the attachment under it. */
  readonly attachment: number;
  readonly title: string;
}
