import { AppError } from "../errors.ts";
import type { ImportedAgenda, IntakeContext } from "./imported-agenda.ts";
import { openPdf } from "./open-pdf.ts";
import { pdfToPaper } from "./pdf-to-paper.ts";
import { readPaper } from "./read-paper.ts";
import { headingTest, stampLineTest } from "./take-out-stamps.ts";

/**
 * Reads an agenda from a PDF. Places in it are pages. Running heads and feet are taken out and reported. Throws
 * `file.unreadable` for an encrypted or broken file and for one without text (a scan), `intake.no-items` where no
 * item is found.
 */
export async function readAgendaPdf(bytes: Uint8Array, context: IntakeContext): Promise<ImportedAgenda> {
  const path = context.fileName ?? "dagsordenen";
  const isStamp = stampLineTest(context.pack);
  const isHeading = headingTest(context.pack);
  const read = await openPdf(bytes, undefined, (document) => pdfToPaper(document, (text) => isStamp(text) || isHeading(text)));
  if (read === "encrypted") throw new AppError("file.unreadable", { path, reason: "filen er beskyttet med adgangskode" });
  if (read === "broken") throw new AppError("file.unreadable", { path, reason: "PDF-filen er beskadiget" });
  if (read.paper.lines.every((line) => line.kind !== "text")) throw new AppError("file.unreadable", { path, reason: "filen indeholder kun billeder, ingen tekst" });
  return readPaper(read.paper, context, new Map(), read.notices);
}
