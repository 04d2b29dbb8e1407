import { examinePdf, type ExamineMode, slip } from "./examine-pdf.ts";
import type { FileToPrepare, PrepareTools } from "./prepare-tools.ts";
import type { PreparedFile } from "./prepared-file.ts";
import { unfoldPortfolio } from "./unfold-portfolio.ts";
import { recognise } from "./recognise.ts";

/** Makes a file ready for packets: a PDF is examined, anything else is made into one first. Its bytes say what it is, not its name. */
export async function prepareFile(file: FileToPrepare, tools: PrepareTools, mode: ExamineMode): Promise<PreparedFile> {
  if (file.bytes.length === 0) return slip("empty", null);
  const kind = recognise(file.bytes, file.fileName) ?? file.mediaType;
  const unfolded = kind === "application/pdf" && (mode === "both" || mode === "first") ? await unfoldPortfolio(file, tools, mode) : null;
  if (kind === "application/pdf" && !unfolded) return examinePdf(file, tools, mode);
  tools.alive("convert");
  const converted = unfolded ?? await tools.convert({ bytes: file.bytes, fileName: file.fileName, mediaType: kind });
  if ("slip" in converted) return slip(converted.slip, null);
  const examined = await examinePdf({ bytes: converted.pdf, password: null }, tools, mode);
  if (examined.outcome === "slip") return examined;
  return {
    ...examined,
    outcome: examined.outcome === "pictures" ? "pictures" : "converted",
    reasons: [...converted.reasons, ...examined.reasons.filter((reason) => !converted.reasons.includes(reason))],
    made: examined.made ?? converted.pdf,
  };
}
