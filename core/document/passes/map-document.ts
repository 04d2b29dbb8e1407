import type { Block, Inline } from "../document.ts";

/** A rewriting of blocks and inlines from the leaves up; what it leaves alone is kept as it is. */
export interface Rewriting {
  readonly block?: (block: Block) => Block;
  readonly inline?: (inline: Inline) => Inline;
  /** The inlines of a line, or inside one of them, after each has been rewritten. */
  readonly inlines?: (inlines: readonly Inline[]) => readonly Inline[];
}

/** Every block and inline rewritten in reading order. */
export function mapBlocks(blocks: readonly Block[], rewriting: Rewriting): Block[] {
  return blocks.map((block) => {
    const inner = mapInside(block, rewriting);
    return rewriting.block ? rewriting.block(inner) : inner;
  });
}

/** Every inline rewritten in reading order. */
function mapInlines(inlines: readonly Inline[], rewriting: Rewriting): readonly Inline[] {
  if (!rewriting.inline && !rewriting.inlines) return inlines;
  const mapped = inlines.map((inline) => {
    const inner = "children" in inline ? { ...inline, children: mapInlines(inline.children, rewriting) } : inline;
    return rewriting.inline ? rewriting.inline(inner) : inner;
  });
  return rewriting.inlines ? rewriting.inlines(mapped) : mapped;
}

function mapInside(block: Block, rewriting: Rewriting): Block {
  switch (block.type) {
    case "paragraph":
    case "heading":
      return { ...block, children: mapInlines(block.children, rewriting) };
    case "list":
      return { ...block, items: block.items.map((item) => ({ children: mapBlocks(item.children, rewriting) })) };
    case "table":
      return {
        ...block,
        caption: mapInlines(block.caption, rewriting),
        rows: block.rows.map((row) => ({
          cells: row.cells.map((cell) => ({ ...cell, children: mapBlocks(cell.children, rewriting) })),
        })),
      };
    case "quote":
    case "group":
      return { ...block, children: mapBlocks(block.children, rewriting) };
    case "image":
    case "page-break":
    case "contents":
      return block;
  }
}
