import { type Block, type Document, plainText } from "../../document.ts";

/**
 * Word's bookmark names by the document's anchors. A name has at most 40 letters, digits and underscores and begins
 * with a letter; those that begin with an underscore are hidden from the list of bookmarks.
 */
export function bookmarkNames(document: Document): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const block of everyBlock(document.blocks)) {
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

/**
 * Whether the contents differ from what Word would gather from the headings itself: a heading of a listed level that
 * is left out, or one that is listed under other words. Then the headings carry entries of their own.
 */
export function needsOwnEntries(blocks: readonly Block[]): boolean {
  const headings = [...everyBlock(blocks)].filter((block) => block.type === "heading");
  const listed = headings.filter((heading) => heading.listed);
  const deepest = Math.max(0, ...contentsLevels(blocks));
  return headings.some((heading) => heading.level <= deepest && (!heading.listed || (heading.entry !== null && heading.entry !== plainText(heading.children)))) && listed.length > 0;
}

/** The levels of the entries in the document's contents. */
export function contentsLevels(blocks: readonly Block[]): number[] {
  return [...everyBlock(blocks)].flatMap((block) => (block.type === "contents" ? block.entries.map((entry) => entry.level) : []));
}

/** Every block in reading order, those inside others after what holds them. */
export function* everyBlock(blocks: readonly Block[]): Generator<Block> {
  for (const block of blocks) {
    yield block;
    switch (block.type) {
      case "list":
        for (const item of block.items) yield* everyBlock(item.children);
        break;
      case "table":
        for (const row of block.rows) for (const cell of row.cells) yield* everyBlock(cell.children);
        break;
      case "quote":
      case "group":
        yield* everyBlock(block.children);
        break;
      default:
    }
  }
}
