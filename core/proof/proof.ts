import type { PDFDocumentProxy } from "pdfjs-dist";
import type { Receipt } from "../packet/receipt.ts";
import type { PacketPlan } from "./packet-plan.ts";
import type { Places } from "./places.ts";
import type { PdfFile, PdfPage } from "./raw/pdf-file.ts";
import type { FontShelf } from "./raw/read-content.ts";

/** What all checks of a finished packet read. */
export interface Proof {
  readonly file: PdfFile;
  readonly pages: readonly PdfPage[];
  /** The same file, opened with pdf.js. */
  readonly pdf: PDFDocumentProxy;
  readonly receipt: Receipt | null;
  /** Null without a receipt. */
  readonly plan: PacketPlan | null;
  /** Where named destinations, links and bookmarks lead. */
  readonly places: Places;
  readonly shelf: FontShelf;
}
