import { joinSegments } from "../../pdf/join-segments.ts";
import { liftPages } from "../../pdf/lift-pages.ts";
import { openSource, SourceError } from "../../pdf/open-source.ts";
import type { PdfTools } from "./convert-tools.ts";

/** The PDFs that come with an e-mail, by the packet's own reader. */
export const pdfTools: PdfTools = {
  ready: async (bytes) => {
    try {
      liftPages(await openSource(bytes), { mend: true });
      return { pdf: bytes, reasons: [] };
    } catch (error) {
      return { slip: error instanceof SourceError ? error.trouble : "damaged" };
    }
  },
  join: async (pdfs) => joinSegments(await Promise.all(pdfs.map(async (bytes) => liftPages(await openSource(bytes), { mend: true })))),
};
