import type { ImportedAgenda, IntakeContext } from "./imported-agenda.ts";
import { readPaper } from "./read-paper.ts";
import { textToPaper } from "./text-to-paper.ts";

/**
 * Reads an agenda from plain text, such as text taken out of a PDF file. Places in it are lines. Throws
 * `intake.no-items` where no item is found.
 */
export function readAgendaText(text: string, context: IntakeContext): ImportedAgenda {
  return readPaper(textToPaper(text), context);
}
