import type { List, ListItem } from "../../document.ts";
import { deepestLevel } from "./numbering.ts";
import { paragraphPiece, type ParagraphPiece, type Piece } from "./pieces.ts";
import type { Place, Spot } from "./setting.ts";

/** A list as numbered paragraphs; what more an item holds stands under its text. */
export function setList(list: List, { setting, place, setBlocks }: Spot): Piece[] {
  const { indent, spaceBetween, spaceAfter } = setting.document.styles.lists;
  const numbering = { ...setting.numbering.begin(list), level: Math.min(place.depth, deepestLevel), hanging: indent };
  const inner: Place = { ...place, depth: place.depth + 1, indent: place.indent + indent, width: place.width - indent };
  const first = list.items[0]?.children[0];
  const style = setting.styles.paragraph(first?.type === "paragraph" ? first.style : "body").look;
  const between = list.items.every(isTight) ? spaceBetween : Math.max(spaceBetween, style.spaceAfter);

  const pieces = list.items.flatMap((item) => {
    const set = setBlocks(item.children, setting, inner);
    const numbered = firstParagraph(set) ?? paragraphPiece(setting.styles.role("list"), []);
    if (numbered !== set[0]) set.unshift(numbered);
    numbered.numbering = numbering;
    if (numbered.style.id === "ListParagraph" && place.depth * indent === place.indent) {
      // The numbering's own indent is the same: nothing to say here.
      numbered.indentLeft = numbered.style.look.indentLeft;
    }
    const second = set[1];
    // A list inside an item follows its text closely.
    if (second?.type === "paragraph" && second.numbering !== null) numbered.spaceAfter = spaceBetween;
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

/** One paragraph, alone or with lists below it. */
function isTight({ children }: ListItem): boolean {
  return children.every((block, index) => (index === 0 ? block.type === "paragraph" : block.type === "list"));
}
