import type { Document } from "../document.ts";
import { mapBlocks } from "./map-document.ts";

/** Footnotes are numbered from 1 through the document, in reading order. */
export function numberFootnotes(document: Document): Document {
  let last = 0;
  const blocks = mapBlocks(document.blocks, {
    inline: (inline) => (inline.type === "footnote" ? { ...inline, number: ++last } : inline),
  });
  return { ...document, blocks };
}
