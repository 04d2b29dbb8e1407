import { AppError } from "../errors.ts";
import { decodeText } from "./decode-text.ts";
import type { ImportedAgenda, IntakeContext } from "./imported-agenda.ts";
import { readAgendaDocx } from "./read-agenda-docx.ts";
import { readAgendaPdf } from "./read-agenda-pdf.ts";
import { readAgendaText } from "./read-agenda-text.ts";

/**
 * Reads an agenda from a file's bytes, by what they are, not by what the file is called. Throws `file.empty`,
 * `intake.unknown-format` for what is no text, DOCX or PDF, `intake.no-items` where no item is found, and
 * `file.unreadable` for a broken or encrypted file.
 */
export async function readAgenda(bytes: Uint8Array, context: IntakeContext): Promise<ImportedAgenda> {
  const path = context.fileName ?? "dagsordenen";
  if (bytes.length === 0) throw new AppError("file.empty", { path });
  // Readers accept the mark anywhere in the first kilobyte (ISO 32000-1, annex H, note 13).
  if (new TextDecoder("latin1").decode(bytes.subarray(0, 1024)).includes("%PDF-")) return readAgendaPdf(bytes, context);
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4) return readAgendaDocx(bytes, context);
  const text = decodeText(bytes);
  if (text === null) throw new AppError("intake.unknown-format", { path });
  if (text.trim() === "") throw new AppError("file.empty", { path });
  return readAgendaText(text, context);
}
