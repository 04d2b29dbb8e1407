import { type AssemblyOptions, assembleSmall, type Part } from "./assemble.ts";
import type { Segment } from "./segment.ts";

/** One plain PDF of some files' pages, in order: decrypted, repaired, without what acts by itself. */
export function joinSegments(segments: readonly Segment[]): Uint8Array {
  return assembleSmall(segments.map((segment): Part => ({ segment, file: null, title: null, anchor: null, dress: null })), plain);
}

/** It is a step on the way and nobody's paper: the same pages give the same bytes whenever they are joined. */
const plain: AssemblyOptions = {
  title: "",
  author: "",
  subject: "",
  producer: "Forelæg",
  language: "da-DK",
  createdAt: "2000-01-01T00:00:00Z",
  id: "0".repeat(32),
  fonts: null,
  outline: (placed) => placed.flatMap((part) => part.outline),
};
