import type { IsoDate } from "./danish-date.ts";
import type { Openness } from "./openness.ts";

/** A row of a body's work plan for a year (arbejdsplan-linje). */
export interface PlanEntry {
  readonly id: number;
  readonly bodyId: number;
  readonly year: number;
  /** Order as loaded. */
  readonly position: number;
  /** The leading body as printed (ledende udvalg), most often an abbreviation. */
  readonly leadBody: string;
  readonly title: string;
  /** The kind of treatment with its clarification (problemstilling), or null. */
  readonly treatment: string | null;
  readonly date: IsoDate | null;
  /** A fuzzy period (`2. kvartal 2017`, `ultimo 2017`) where there is no day, or null. */
  readonly period: string | null;
  readonly openness: Openness;
}

/** By date; rows without one come last, in the order they were loaded. */
export function comparePlanEntries(a: PlanEntry, b: PlanEntry): number {
  if (a.date !== b.date) {
    if (a.date === null) return 1;
    if (b.date === null) return -1;
    return a.date < b.date ? -1 : 1;
  }
  return a.position - b.position;
}
