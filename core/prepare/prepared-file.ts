import type { Prepared } from "../preparer.ts";

/** A file made ready, with the PDF that was made from it; null where the original's own pages are taken, and for a slip. */
export interface PreparedFile extends Omit<Prepared, "madePath"> {
  readonly made: Uint8Array | null;
}
