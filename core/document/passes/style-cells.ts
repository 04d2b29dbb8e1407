import type { Block, Document } from "../document.ts";
import { mapBlocks } from "./map-document.ts";

/** Body paragraphs inside a table take the table's own style for cells or for header cells. */
export function styleCells(document: Document): Document {
  const blocks = mapBlocks(document.blocks, {
    block: (block) => {
      if (block.type !== "table") return block;
      const style = document.styles.tables.get(block.style) ?? document.styles.tables.get("table");
      if (!style) return block;
      const rows = block.rows.map((row) => ({
        cells: row.cells.map((cell) => ({ ...cell, children: restyle(cell.children, cell.header === "column" ? style.headerStyle : style.cellStyle) })),
      }));
      return { ...block, rows };
    },
  });
  return { ...document, blocks };
}

function restyle(blocks: readonly Block[], name: string): Block[] {
  return mapBlocks(blocks, {
    block: (block) => (block.type === "paragraph" && block.style === "body" ? { ...block, style: name } : block),
  });
}
