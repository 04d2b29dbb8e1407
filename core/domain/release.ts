import type { Variant } from "./openness.ts";

/** Something that was issued (udsendelse): which document, when, and exactly which bytes. */
export interface Release {
  readonly id: number;
  readonly meetingId: number;
  readonly document: "agenda" | "packet" | "supplement" | "minutes";
  readonly variant: Variant;
  /** ISO 8601 instant. */
  readonly issuedAt: string;
  readonly fileName: string;
  readonly sha256: string;
  /** JSON: what was in it, item by item, so that a later release can be compared with it. */
  readonly manifest: string;
}
