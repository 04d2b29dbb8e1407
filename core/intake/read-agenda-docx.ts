import { AppError } from "../errors.ts";
import { docxToPaper } from "./docx-to-paper.ts";
import type { ImportedAgenda, IntakeContext } from "./imported-agenda.ts";
import { readPaper } from "./read-paper.ts";
import { unpacksBeyond } from "./unpacked-size.ts";

/** No agenda is larger; its text would be a hundred thousand pages. */
const mostUnpacked = 256 * 1024 * 1024;

/**
 * Reads an agenda from a Word file; bold, lists, tables, notes and pictures stay. Places in it are numbers of
 * paragraphs. Throws `file.unreadable` for a broken file or another kind of ZIP file, `intake.no-items` where no
 * item is found.
 */
export async function readAgendaDocx(bytes: Uint8Array, context: IntakeContext): Promise<ImportedAgenda> {
  const path = context.fileName ?? "dagsordenen";
  if (unpacksBeyond(bytes, mostUnpacked)) throw new AppError("file.unreadable", { path, reason: "den fylder mere, end en dagsorden kan, når den pakkes ud" });
  const read = await docxToPaper(bytes, context.pack).catch((): never => {
    throw new AppError("file.unreadable", { path, reason: "filen er ikke et helt Word-dokument" });
  });
  return readPaper(read.paper, context, read.images, read.notices);
}
