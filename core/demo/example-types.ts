import type { AgendaItem, Series } from "../domain/agenda-item.ts";
import type { Body, Member } from "../domain/body.ts";
import type { CaseFile } from "../domain/case-file.ts";
import type { IsoDate } from "../domain/danish-date.ts";
import type { Decision } from "../domain/decision.ts";
import type { Meeting } from "../domain/meeting.ts";
import type { Openness } from "../domain/openness.ts";
import type { PlanEntry } from "../domain/plan-entry.ts";

/**
 * The example workspace as data: the domain's nouns without the ids that a store gives them. Where the domain
 * points with an id, the example points with a key (`body`, `case`) or by where a thing stands (`ExamplePlace`).
 */
export interface ExampleWorkspace {
  readonly bodies: readonly ExampleBody[];
  readonly cases: readonly ExampleCase[];
  /** By date. A case's items stand in the order that the case travelled. */
  readonly meetings: readonly ExampleMeeting[];
  readonly referrals: readonly ExampleReferral[];
  readonly plans: readonly ExamplePlan[];
  /** The pictures that sections point to as `image:SHA256`; to be stored before the sections are. */
  readonly images: readonly ExampleImage[];
}

/** The bodies' keys within the example. */
export type BodyKey = "committee" | "executive" | "council";

export interface ExampleBody extends Omit<Body, "id"> {
  readonly key: BodyKey;
  /** In printed order: chair, vice chair, the others by party, then the substitutes. */
  readonly members: readonly Omit<Member, "id" | "bodyId">[];
}

export interface ExampleCase extends Omit<CaseFile, "id"> {
  readonly key: string;
}

export interface ExampleMeeting extends Omit<Meeting, "id" | "bodyId"> {
  readonly body: BodyKey;
  /** In printed order: items, then notices. */
  readonly items: readonly ExampleItem[];
}

export interface ExampleItem extends Omit<AgendaItem, "id" | "meetingId" | "caseId"> {
  /** Key of its case. */
  readonly case: string;
  readonly attachments: readonly ExampleAttachment[];
  /** Oldest first; those carried over from earlier items before the item's own. */
  readonly decisions: readonly ExampleDecision[];
}

/** An attachment's file is made from its title and HTML by the app's own PDF writer. */
export interface ExampleAttachment {
  readonly number: number;
  readonly title: string;
  /** Canonical rich text (docs/rich-text.md), one to three pages of it. */
  readonly html: string;
  readonly openness: Openness;
}

export interface ExampleDecision extends Omit<Decision, "id" | "itemId" | "bodyId"> {
  readonly body: BodyKey;
}

/** Where an item stands. */
export interface ExamplePlace {
  readonly body: BodyKey;
  readonly date: IsoDate;
  readonly series: Series;
  readonly number: number;
}

export interface ExampleReferral {
  readonly case: string;
  readonly from: ExamplePlace;
  /** Null where the receiving item does not exist yet. */
  readonly to: ExamplePlace | null;
  readonly toBody: BodyKey;
  readonly plannedDate: IsoDate | null;
}

export interface ExamplePlan {
  readonly body: BodyKey;
  readonly year: number;
  readonly entries: readonly Omit<PlanEntry, "id" | "bodyId" | "year">[];
}

export interface ExampleImage {
  /** Hex SHA-256 of the bytes, as in `src="image:…"`. */
  readonly sha256: string;
  readonly mediaType: "image/png";
  readonly fileName: string;
  /** Draws the picture; the same bytes each time. */
  readonly bytes: () => Uint8Array;
}
