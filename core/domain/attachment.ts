import type { Openness } from "./openness.ts";

/** An attachment (bilag) to an agenda item. Its bytes are in the workspace file, once per SHA-256. */
export interface Attachment {
  readonly id: number;
  readonly itemId: number;
  /** The printed number; stable once released, so a closed or withdrawn one leaves a gap. */
  readonly number: number;
  readonly title: string;
  readonly fileName: string | null;
  readonly mediaType: string | null;
  /** Hex SHA-256 of the stored file, or null while only the title is known. */
  readonly sha256: string | null;
  /** Bytes. */
  readonly size: number | null;
  readonly pages: number | null;
  readonly openness: Openness;
}
