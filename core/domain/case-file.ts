/** A case (sag): what is decided on, under its journal number, through every body that treats it. */
export interface CaseFile {
  readonly id: number;
  /** In mixed case; capitals are the templates' business. */
  readonly title: string;
  /** True where the source had the title in capitals only and the mixed case is our proposal. */
  readonly titleProposed: boolean;
  readonly journalNumber: string | null;
  /** The unit that owns the case (ejerenhed). */
  readonly ownerUnit: string | null;
  /** Names of the directors who signed it off (direktørpåtegning), first signer first. */
  readonly signOff: readonly string[];
}
