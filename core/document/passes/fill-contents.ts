import { type ContentsEntry, type Document, plainText } from "../document.ts";
import { mapBlocks } from "./map-document.ts";

/**
 * Headings of level 1 and 2 get an anchor where they have none (the outline needs them), and the table of contents
 * gets its entries: the listed headings in reading order, each followed by what the pages after the document have for
 * it. What belongs to no heading comes last.
 */
export function fillContents(document: Document): Document {
  const taken = new Set<string>();
  const entries: ContentsEntry[] = [];
  const following = new Map(document.following?.entries);
  let count = 0;
  const anchored = mapBlocks(document.blocks, {
    block: (block) => {
      if (block.type !== "heading" || block.level > 2) return block;
      count += 1;
      const id = unique(block.id ?? `afsnit-${count}`, taken);
      if (block.listed) entries.push({ level: block.level, text: block.entry ?? plainText(block.children), target: id });
      entries.push(...(following.get(id) ?? []));
      following.delete(id);
      return { ...block, id };
    },
  });
  entries.push(...[...following.values()].flat());
  const blocks = mapBlocks(anchored, { block: (block) => (block.type === "contents" ? { ...block, entries } : block) });
  return { ...document, blocks };
}

function unique(wanted: string, taken: Set<string>): string {
  let id = wanted;
  for (let count = 2; taken.has(id); count += 1) id = `${wanted}-${count}`;
  taken.add(id);
  return id;
}
