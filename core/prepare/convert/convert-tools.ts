import type { FontFiles } from "../../document/fonts.ts";
import type { Writer } from "../../document/writer.ts";
import type { PreparationReason } from "../../domain/preparation.ts";
import type { OfficePort } from "../../office.ts";

/** A file that is no PDF. */
export interface FileToConvert {
  readonly bytes: Uint8Array;
  /** As its owner called it. */
  readonly fileName: string;
  /** What it was recognised as (`recognise`). */
  readonly mediaType: string;
}

/** What was made of a file: a PDF, or the reason why a slip stands in its place. */
export type Converted = { readonly pdf: Uint8Array; readonly reasons: readonly PreparationReason[] } | { readonly slip: PreparationReason };

/** What files are converted with. */
export interface ConvertTools {
  readonly fonts: FontFiles;
  /** The app's own PDF writer (`createWriters(fonts).pdf`). */
  readonly writePdf: Writer;
  /** Null where there is no office program. */
  readonly office: OfficePort | null;
  readonly pdfs: PdfTools;
  readonly signal?: AbortSignal;
}

/** What an e-mail needs for the PDFs that came with it. */
export interface PdfTools {
  /** A PDF whose pages can be joined, whole or mended; a slip's reason for one that cannot be shown. */
  readonly ready: (bytes: Uint8Array) => Promise<Converted>;
  /** One PDF of the pages of all, in their order. */
  readonly join: (pdfs: readonly Uint8Array[]) => Promise<Uint8Array>;
}

/** The time that made files carry: the same file gives the same bytes whenever it is prepared. */
export const madeAt = "2000-01-01T00:00:00.000Z";
