import type { Series } from "../domain/agenda-item.ts";
import type { Variant } from "../domain/openness.ts";
import type { Outcome } from "../domain/preparation.ts";

/**
 * The receipt (kvittering) of a packet: what became of every file. It is written beside the packet as
 * `NAME.receipt.json`, and as a page for people. A public packet's receipt names public files only.
 */
export interface Receipt {
  /** The packet's identifier (`/ID` of the file, 32 hexadecimal digits), which tells that the two belong together. */
  readonly id?: string;
  /** Name of the packet's file. */
  readonly packet: string;
  readonly body: string;
  /** YYYY-MM-DD */
  readonly date: string;
  readonly variant: Variant;
  /** ISO instant. */
  readonly createdAt: string;
  /** Pages of the packet. */
  readonly pages: number;
  /** Of those, how many are the agenda's own, at the front. */
  readonly agendaPages: number;
  /** One for each attachment, in packet order. */
  readonly files: readonly ReceiptFile[];
}

export interface ReceiptFile {
  readonly item: number;
  readonly series: Series;
  /** The attachment's number. */
  readonly attachment: number;
  readonly title: string;
  /** Name of the file; null where none was attached. */
  readonly name: string | null;
  /** Of the original; null where none was attached. */
  readonly sha256: string | null;
  readonly pagesIn: number | null;
  readonly pagesOut: number;
  /** In a packet of changes: which of the attachment's pages stand here. */
  readonly shown?: readonly number[];
  /** In the packet, from 1: its first stamped page. */
  readonly firstPage: number;
  readonly outcome: Outcome;
  /** In plain Danish; empty for a file that is taken as it stands. */
  readonly reason: string;
  /** The stamp's lines as they are printed, before wrapping, with `{side}` where the page's number stands. */
  readonly stamp: readonly string[];
}
