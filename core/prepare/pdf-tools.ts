import { joinSegments } from "../pdf/join-segments.ts";
import { liftPages } from "../pdf/lift-pages.ts";
import { openSource } from "../pdf/open-source.ts";
import type { PdfTools } from "./convert/convert-tools.ts";
import { examinePdf, type ExamineMode, type ExamineTools } from "./examine-pdf.ts";

/** What an e-mail needs for the PDFs that came with it: each is made ready like an attachment of its own. */
export function pdfTools(tools: ExamineTools, mode: ExamineMode): PdfTools {
  return {
    ready: async (bytes) => {
      const { outcome, reasons, made } = await examinePdf({ bytes, password: null }, tools, mode);
      tools.alive("convert");
      return outcome === "slip" ? { slip: reasons[0] ?? "damaged" } : { pdf: made ?? bytes, reasons };
    },
    join: async (pdfs) => joinSegments(await Promise.all(pdfs.map(async (bytes) => liftPages(await openSource(bytes))))),
  };
}
