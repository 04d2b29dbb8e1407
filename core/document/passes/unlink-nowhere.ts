import type { Block, Document, Inline } from "../document.ts";
import { mapBlocks } from "./map-document.ts";

/** A link to an anchor that neither the document nor the pages after it have becomes its words: no paper has dead links. */
export function unlinkNowhere(document: Document): Document {
  const anchors = new Set(document.following?.anchors.keys());
  mapBlocks(document.blocks, { block: (block) => note(block, anchors) });
  const blocks = mapBlocks(document.blocks, { inlines: (inlines) => inlines.flatMap((inline) => (leadsNowhere(inline, anchors) ? inline.children : [inline])) });
  return { ...document, blocks };
}

function note(block: Block, anchors: Set<string>): Block {
  if ((block.type === "heading" || block.type === "paragraph") && block.id !== null) anchors.add(block.id);
  return block;
}

function leadsNowhere(inline: Inline, anchors: ReadonlySet<string>): inline is Extract<Inline, { type: "link" }> {
  return inline.type === "link" && inline.href.startsWith("#") && !anchors.has(inline.href.slice(1));
}
