import type { Block, List } from "../../document.ts";
import { plainText } from "../../document.ts";
import { deepestLevel } from "./numbering.ts";
import { paragraphPiece, type ParagraphPiece, type Piece } from "./pieces.ts";
import type { Place, Spot } from "./setting.ts";

/** A list as numbered paragraphs; what more an item holds stands under its text. */
export function setList(list: List, { setting, place, setBlocks }: Spot): Piece[] {
  const { indent, spaceBetween, spaceAfter } = setting.document.styles.lists;
  const numbering = { ...setting.numbering.begin(list), level: Math.min(place.depth, deepestLevel), hanging: indent };
  const inner: Place = { ...place, depth: place.depth + 1, indent: place.indent + indent, width: place.width - indent };
  const between = list.items.every(isTight) ? spaceBetween : Math.max(spaceBetween, setting.styles.paragraph("body").look.spaceAfter);

  const pieces = list.items.flatMap((item) => {
    const set = setBlocks(item.children, setting, inner);
    const numbered = firstParagraph(set) ?? paragraphPiece(setting.styles.role("list"), []);
    if (numbered !== set[0]) set.unshift(numbered);
    numbered.numbering = numbering;
    if (numbered.style.id === "ListParagraph" && place.depth * indent === place.indent) {
      // The numbering's own indent is the same: nothing to say here.
      numbered.indentLeft = numbered.style.look.indentLeft;
    }
    for (const piece of set) if (piece.type === "paragraph") piece.spaceAfter = Math.min(piece.spaceAfter, between);
    const last = set.at(-1);
    if (last?.type === "paragraph") last.spaceAfter = between;
    return set;
  });

  const last = pieces.at(-1);
  if (last?.type === "paragraph" && place.depth === 0) last.spaceAfter = place.inside === "cell" ? 0 : spaceAfter;
  return pieces;
}

function firstParagraph(pieces: readonly Piece[]): ParagraphPiece | null {
  const first = pieces[0];
  return first?.type === "paragraph" && first.numbering === null ? first : null;
}

/** One short paragraph, with or without a list of such under it. */
function isTight({ children }: { readonly children: readonly Block[] }): boolean {
  const [first, second] = children;
  if (first === undefined) return true;
  if (first.type !== "paragraph" || plainText(first.children).length > 160 || children.length > 2) return false;
  return second === undefined || (second.type === "list" && second.items.every(isTight));
}
