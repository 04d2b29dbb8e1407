import { type Block, type ContentsEntry, plainText } from "../../document.ts";

/**
 * Word's bookmark names by the anchors of a document's blocks (`allBlocks`). A name has at most 40 letters, digits and underscores and begins
 * with a letter; those that begin with an underscore are hidden from the list of bookmarks.
 */
export function bookmarkNames(blocks: readonly Block[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const block of blocks) {
    if ((block.type !== "heading" && block.type !== "paragraph") || block.id === null || names.has(block.id)) continue;
    const stem = `_${block.id.replace(/[^\p{L}\p{N}]+/gu, "_").slice(0, 32)}`;
    let name = stem;
    // Word does not tell bookmark names apart by case.
    for (let count = 2; taken.has(name.toLowerCase()); count += 1) name = `${stem}_${count}`;
    taken.add(name.toLowerCase());
    names.set(block.id, name);
  }
  return names;
}

/** The lines of the document's contents. */
export function contentsEntries(blocks: readonly Block[]): ContentsEntry[] {
  return blocks.flatMap((block) => (block.type === "contents" ? block.entries : []));
}

/**
 * Whether the contents differ from what Word would gather from the headings itself: a heading of a listed level that
 * is left out, or one that is listed under other words. Then the headings carry entries of their own.
 */
export function needsOwnEntries(blocks: readonly Block[]): boolean {
  const deepest = Math.max(0, ...contentsEntries(blocks).map((entry) => entry.level));
  const headings = blocks.filter((block) => block.type === "heading").filter((heading) => heading.level <= deepest);
  const differs = headings.some(({ listed, entry, children }) => !listed || (entry !== null && entry !== plainText(children)));
  return differs && headings.some((heading) => heading.listed);
}

/** Every block in reading order, those inside others after what holds them. */
export function allBlocks(blocks: readonly Block[], found: Block[] = []): Block[] {
  for (const block of blocks) {
    found.push(block);
    switch (block.type) {
      case "list":
        for (const item of block.items) allBlocks(item.children, found);
        break;
      case "table":
        for (const row of block.rows) for (const cell of row.cells) allBlocks(cell.children, found);
        break;
      case "quote":
      case "group":
        allBlocks(block.children, found);
        break;
      default:
    }
  }
  return found;
}
