import { assemblePdf, type Part } from "./assemble.ts";
import type { Segment } from "./segment.ts";

/** One plain PDF of some files' pages, in order: decrypted, repaired, without what acts by itself. */
export async function writeJoined(segments: readonly Segment[], title = ""): Promise<Uint8Array> {
  const parts = segments.map((segment): Part => ({ segment, file: null, title: null, anchor: null, dress: null }));
  const chunks: Uint8Array[] = [];
  const outline = { title, author: "", subject: "", producer: "Forelæg", language: "da-DK", createdAt: "2000-01-01T00:00:00Z", id: "0".repeat(32), fonts: null };
  for await (const chunk of assemblePdf(parts, { ...outline, outline: (placed) => placed.flatMap((part) => part.outline) })) chunks.push(chunk);
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
