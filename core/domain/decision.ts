import type { IsoDate } from "./danish-date.ts";
import type { Person } from "./meeting.ts";

/**
 * What a body decided in a case (beslutning), as it stands under one agenda item. When a case goes on to the
 * next body, the earlier decisions are carried over to the new item, where references that have lost their
 * meaning there (`sag nr. 5`) can be put into words.
 */
export interface Decision {
  readonly id: number;
  readonly itemId: number;
  /** The body that decided, or null where it is not in this workspace; `bodyName` is always there. */
  readonly bodyId: number | null;
  readonly bodyName: string;
  /** Genitive as printed in the heading: `Forretningsudvalgets`. */
  readonly bodyGenitive: string;
  /** The day of the decision; null only where the source does not tell. */
  readonly date: IsoDate | null;
  /** False where the body's own papers print `Udvalgets beslutning:` without a date. */
  readonly dated: boolean;
  /** The decision in a word (udfald): `Godkendt`, `Anbefalet`, `Taget til efterretning`, `Udsat`, `Afvist`. */
  readonly outcome: string;
  /** The opening words as printed, inline rich text: `Anbefalet, idet udvalget bemærker:`. */
  readonly wording: string;
  /** Numbered remarks (bemærkninger), inline rich text each. */
  readonly remarks: readonly string[];
  /** What was said (drøftelse), rich text. */
  readonly discussion: string;
  readonly absent: readonly Person[];
  readonly substitutes: readonly Person[];
  readonly votes: Votes | null;
  /** Minority statements (mindretalsudtalelser, protokoltilførsler). */
  readonly dissents: readonly Dissent[];
  /** Carried over from an earlier item. */
  readonly carried: boolean;
  readonly position: number;
}

/** A vote (afstemning), as counts with the party letters that made them up. */
export interface Votes {
  readonly for: VoteGroup;
  readonly against: VoteGroup;
  readonly abstained: VoteGroup;
}

export interface VoteGroup {
  readonly count: number;
  /** `A, B, F` or names, as printed; empty where it was not recorded. */
  readonly who: string;
}

export interface Dissent {
  readonly who: string;
  /** Inline rich text. */
  readonly text: string;
}
