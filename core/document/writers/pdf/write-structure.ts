import { pdfText } from "./pdf-text.ts";
import type { PackedObject, PdfFile } from "./pdf-file.ts";
import { isNode, type StructureNode } from "./structure.ts";

/** What the tree needs to know of the painted pages. */
export interface TaggedPages {
  /** Object number of each page. */
  readonly pages: readonly number[];
  /** For each page, the element of each marked-content sequence. */
  readonly marked: readonly (readonly StructureNode[])[];
  /** The element of each annotation; its /StructParent is the number of pages plus its index. */
  readonly annotated: readonly StructureNode[];
}

/** Entries in one leaf of the parent tree. */
const leafSize = 64;

/** Writes the structure tree in object streams: root, elements, parent tree, and the names of the notes. */
export function writeStructure(file: PdfFile, document: StructureNode, tagged: TaggedPages): void {
  const objects: PackedObject[] = [];
  const numbers = new Map<StructureNode, number>();
  dropEmptyGroups(document);
  const ids: { readonly id: string; readonly number: number }[] = [];
  number(document);

  const root = file.pdfkit.getStructTreeRoot();
  write(document, root.id);
  const parentTree = writeParentTree();
  file.writePacked(objects);

  delete root.data["ParentTree"];
  delete root.data["ParentTreeNextKey"];
  Object.assign(root.data, {
    K: reference(numbers.get(document) ?? 0),
    ParentTree: reference(parentTree),
    ParentTreeNextKey: tagged.pages.length + tagged.annotated.length,
    ...(ids.length === 0 ? {} : { IDTree: raw(idTree()) }),
  });
  root.end();

  function number(node: StructureNode): void {
    numbers.set(node, file.reserve());
    for (const child of node.children) if (isNode(child)) number(child);
  }

  function write(node: StructureNode, parent: number): void {
    const own = numbers.get(node) ?? 0;
    const page = firstPage(node);
    const kids: string[] = [];
    for (const child of node.children) {
      if (isNode(child)) kids.push(`${numbers.get(child)} 0 R`);
      else if ("mcid" in child) kids.push(child.page === page ? String(child.mcid) : `<</Type/MCR/Pg ${tagged.pages[child.page]} 0 R/MCID ${child.mcid}>>`);
      else kids.push(`<</Type/OBJR/Pg ${tagged.pages[child.page]} 0 R/Obj ${child.annotation} 0 R>>`);
    }
    const pageEntry = page === null ? "" : `/Pg ${tagged.pages[page]} 0 R`;
    const kidsEntry = kids.length === 0 ? "" : kids.length === 1 ? `/K ${kids[0]}` : `/K[${kids.join(" ")}]`;
    const idEntry = node.id === null ? "" : `/ID${pdfText(node.id)}`;
    objects.push({ number: own, body: `<</Type/StructElem/S/${node.role}/P ${parent} 0 R${pageEntry}${idEntry}${node.entries}${kidsEntry}>>` });
    if (node.id !== null) ids.push({ id: node.id, number: own });
    for (const child of node.children) if (isNode(child)) write(child, own);
  }

  function writeParentTree(): number {
    const entries: string[] = [];
    for (const page of tagged.marked) entries.push(`[${page.map((node) => `${numbers.get(node)} 0 R`).join(" ")}]`);
    for (const node of tagged.annotated) entries.push(`${numbers.get(node)} 0 R`);
    const leaves: number[] = [];
    for (let from = 0; from < entries.length; from += leafSize) {
      const leaf = entries.slice(from, from + leafSize);
      const nums = leaf.map((entry, index) => `${from + index} ${entry}`).join(" ");
      const own = file.reserve();
      objects.push({ number: own, body: `<</Limits[${from} ${from + leaf.length - 1}]/Nums[${nums}]>>` });
      leaves.push(own);
    }
    const own = file.reserve();
    objects.push({ number: own, body: leaves.length === 0 ? "<</Nums[]>>" : `<</Kids[${leaves.map((leaf) => `${leaf} 0 R`).join(" ")}]>>` });
    return own;
  }

  function idTree(): string {
    const sorted = [...ids].sort((a, b) => (a.id < b.id ? -1 : 1));
    return `<</Names[${sorted.map(({ id, number: own }) => `${pdfText(id)} ${own} 0 R`).join(" ")}]>>`;
  }
}

/** Sections and quotations of nothing are no structure. */
function dropEmptyGroups(node: StructureNode): void {
  for (let index = node.children.length - 1; index >= 0; index--) {
    const child = node.children[index];
    if (!child || !isNode(child)) continue;
    dropEmptyGroups(child);
    if (child.children.length === 0 && (child.role === "Sect" || child.role === "BlockQuote")) node.children.splice(index, 1);
  }
}

function firstPage(node: StructureNode): number | null {
  for (const child of node.children) if (!isNode(child)) return child.page;
  return null;
}

/** A value that pdfkit writes as it stands: it prints what is no plain object by its `toString`. */
function raw(text: string): { toString: () => string } {
  return new Raw(text);
}

function reference(number: number): { toString: () => string } {
  return new Raw(`${number} 0 R`);
}

class Raw {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  get [Symbol.toStringTag](): string {
    return "Raw";
  }

  toString(): string {
    return this.#text;
  }
}
