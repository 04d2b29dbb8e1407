import type { Variant } from "./openness.ts";

/** Something that was issued (udsendelse): which document, when, and exactly which bytes, which are kept. */
export interface Release {
  readonly id: number;
  readonly meetingId: number;
  readonly document: "agenda" | "packet" | "supplement" | "minutes";
  readonly variant: Variant;
  /** ISO 8601 instant. */
  readonly issuedAt: string;
  readonly fileName: string;
  /** Hex SHA-256 of the stored file that was issued. */
  readonly sha256: string;
  /** Of the stored agenda alone, where it was issued with a packet. */
  readonly agendaSha256: string | null;
  /** JSON: what became of each attachment (core/packet/receipt.ts); null for what has no attachments. */
  readonly receipt: string | null;
  /** JSON: what was in it, item by item and page by page (core/packet/manifest.ts), so that a later release can be compared with it. */
  readonly manifest: string;
}
