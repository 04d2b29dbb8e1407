import type { Block } from "../../document/document.ts";
import { runPasses } from "../../document/passes/passes.ts";
import { type ConvertTools, madeAt } from "./convert-tools.ts";
import { type PaperOptions, plainPaper } from "./plain-paper.ts";

/** Sets blocks on plain paper. The same blocks give the same bytes. */
export async function writePaper(blocks: readonly Block[], options: PaperOptions, tools: ConvertTools): Promise<Uint8Array> {
  const { bytes } = await tools.writePdf(runPasses(plainPaper(blocks, options)), { createdAt: madeAt, id: "0" });
  return bytes;
}
