/** An element of the structure tree: what a reader of tags sees (ISO 32000-1, 14.7). */
export interface StructureNode {
  /** Final when the element is attached. */
  role: Role;
  readonly parent: StructureNode | null;
  readonly children: StructureChild[];
  /** Further entries of its dictionary in PDF syntax (`/A<<…>>`, `/Alt(…)`); may be completed while painting. */
  entries: string;
  /** The element's /ID, which notes must have. */
  readonly id: string | null;
  /** Whether it stands among its parent's children. */
  attached: boolean;
}

export type StructureChild = StructureNode | ContentItem | ObjectItem;

/** A marked-content sequence on a page (page index). */
export interface ContentItem {
  readonly page: number;
  readonly mcid: number;
}

/** An annotation on a page, by its object number. */
export interface ObjectItem {
  readonly page: number;
  readonly annotation: number;
}

/** Standard structure types only, so that no role map is needed. */
export type Role =
  | "Document" | "Sect" | "BlockQuote" | "P" | "H1" | "H2" | "H3" | "H4" | "H5" | "H6"
  | "L" | "LI" | "Lbl" | "LBody"
  | "Table" | "Caption" | "THead" | "TBody" | "TR" | "TH" | "TD"
  | "TOC" | "TOCI" | "Reference" | "Link" | "Note" | "Figure";

/** A new element, last child of its parent. */
export function addNode(parent: StructureNode, role: Role, entries = "", id: string | null = null): StructureNode {
  const node = looseNode(parent, role, entries, id);
  node.attached = true;
  parent.children.push(node);
  return node;
}

/** A new element that gets its place among its parent's children when it is first painted. */
export function looseNode(parent: StructureNode | null, role: Role, entries = "", id: string | null = null): StructureNode {
  return { role, parent, children: [], entries, id, attached: false };
}

/** Puts an element that was made loose (and, if need be, those above it) into the tree, after what is there already. */
export function attach(node: StructureNode): void {
  if (node.attached || !node.parent) return;
  attach(node.parent);
  node.attached = true;
  node.parent.children.push(node);
}

export function isNode(child: StructureChild): child is StructureNode {
  return "role" in child;
}
