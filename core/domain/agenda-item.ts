import type { Openness } from "./openness.ts";
import type { Section } from "./section.ts";

/** The two number series of an agenda: items (punkter) and notices (meddelelser), each from 1. */
export type Series = "item" | "notice";

export const serieses = ["item", "notice"] as const satisfies readonly Series[];

/** An item on an agenda (punkt): a case before one body at one meeting. */
export interface AgendaItem {
  readonly id: number;
  readonly meetingId: number;
  readonly caseId: number;
  readonly series: Series;
  /** The printed number. Closed items that are not printed leave a gap. */
  readonly number: number;
  /** Key of the kind in the template pack: `decision`, `information`, `notice`, `any-other-business` … */
  readonly kind: string;
  readonly openness: Openness;
  /** Legal ground for closing it (hjemmel), as printed. */
  readonly ground: string | null;
  /** In the order that they were written; the pack decides the printed order. */
  readonly sections: readonly Section[];
}

/** Items in printed order: the items first, then the notices, each by number. */
export function compareItems(a: AgendaItem, b: AgendaItem): number {
  if (a.series !== b.series) return a.series === "item" ? -1 : 1;
  return a.number - b.number;
}
