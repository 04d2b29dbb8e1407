import type { IsoDate } from "./danish-date.ts";

/** A case going on to the next body (oversendelse): from the item that decided to the item that takes over. */
export interface Referral {
  readonly id: number;
  readonly caseId: number;
  readonly fromItemId: number;
  /** Null until the receiving item exists. */
  readonly toItemId: number | null;
  readonly toBodyId: number;
  readonly plannedDate: IsoDate | null;
}
