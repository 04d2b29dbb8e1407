import type { PreparationReason } from "../domain/preparation.ts";
import { embeddedFiles } from "../pdf/embedded-files.ts";
import { joinSegments } from "../pdf/join-segments.ts";
import { liftPages } from "../pdf/lift-pages.ts";
import { openSource } from "../pdf/open-source.ts";
import { examinePdf, type ExamineMode } from "./examine-pdf.ts";
import type { FileToPrepare, PrepareTools } from "./prepare-tools.ts";
import { recognise } from "./recognise.ts";

/**
 * A portfolio is a folder in the shape of a PDF: its own page only says that a special reader is needed. Gives one PDF of
 * that page and of all its files, each made ready like an attachment of its own; null for a PDF that is no portfolio.
 */
export async function unfoldPortfolio({ bytes, password }: FileToPrepare, tools: PrepareTools, mode: ExamineMode): Promise<{ readonly pdf: Uint8Array; readonly reasons: readonly PreparationReason[] } | null> {
  const source = await openSource(bytes, password ?? undefined).catch(() => null);
  if (!source?.portfolio) return null;
  const { files, complete } = embeddedFiles(source);
  const segments = [liftPages(source)];
  const reasons = new Set<PreparationReason>(["from-portfolio"]);
  if (!complete) reasons.add("parts-missing");
  for (const file of files) {
    tools.alive("convert");
    const kind = recognise(file.bytes, file.name);
    const ready = kind === "application/pdf" ? await readyPdf(file.bytes, tools, mode) : kind === null ? null : await tools.convert({ bytes: file.bytes, fileName: file.name, mediaType: kind });
    if (ready === null || "slip" in ready) reasons.add("parts-missing");
    else {
      segments.push(liftPages(await openSource(ready.pdf)));
      for (const reason of ready.reasons) if (reason === "simplified" || reason === "parts-missing") reasons.add(reason);
    }
  }
  return { pdf: joinSegments(segments), reasons: [...reasons] };
}

async function readyPdf(bytes: Uint8Array, tools: PrepareTools, mode: ExamineMode): Promise<{ readonly pdf: Uint8Array; readonly reasons: readonly PreparationReason[] } | null> {
  const { outcome, reasons, made } = await examinePdf({ bytes, password: null }, tools, mode);
  return outcome === "slip" ? null : { pdf: made ?? bytes, reasons };
}
