import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ExamineTools } from "../../core/prepare/examine-pdf.ts";

const folders: Readonly<Record<string, string>> = { cMapUrl: "cmaps", standardFontDataUrl: "standard_fonts", wasmUrl: "wasm" };

/** What files are examined with, in the test's own process. */
export const examineTools: ExamineTools = {
  alive: () => undefined,
  now: () => performance.now(),
  readerFile: async (kind, name) => new Uint8Array(await readFile(join(import.meta.dirname, "../../node_modules/pdfjs-dist", folders[kind] ?? "", name))),
};
