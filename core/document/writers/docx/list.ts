import type { List, ListItem } from "../../document.ts";
import { deepestLevel, markGap } from "./numbering.ts";
import { paragraphPiece, type ParagraphPiece, type Piece } from "./pieces.ts";
import type { Place, Spot } from "./setting.ts";
import { ems } from "./text-width.ts";

/** A list as numbered paragraphs; what more an item holds stands under its text. */
export function setList(list: List, { setting, place, setBlocks }: Spot): Piece[] {
  const { spaceBetween, spaceAfter } = setting.document.styles.lists;
  const first = list.items[0]?.children[0];
  const style = setting.styles.paragraph(first?.type === "paragraph" && first.style !== "body" ? first.style : place.bodyStyle).look;
  const indent = Math.max(setting.document.styles.lists.indent, (widestMark(list) + markGap) * style.size);
  const numbering = { ...setting.numbering.begin(list), level: Math.min(place.depth, deepestLevel), hanging: setting.numbering.gap };
  const inner: Place = { ...place, depth: place.depth + 1, indent: place.indent + indent, width: place.width - indent };
  const between = list.items.every(isTight) ? spaceBetween : Math.max(spaceBetween, style.spaceAfter);

  const pieces = list.items.flatMap((item) => {
    const set = setBlocks(item.children, setting, inner);
    const numbered = firstParagraph(set) ?? paragraphPiece(setting.styles.role("list"), []);
    if (numbered !== set[0]) set.unshift(numbered);
    numbered.numbering = numbering;
    if (numbered.style.id === "ListParagraph" && setting.numbering.indentAt(place.depth + 1) === inner.indent) {
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
  if (last?.type === "paragraph" && place.depth === 0) last.spaceAfter = spaceAfter;
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

/** In ems. Marks stand to the right, so one that is wider than its indent would stick out to the left. */
function widestMark(list: List): number {
  if (!list.ordered || list.marker === "a") return 0;
  const marks = list.items.map((_, index) => (list.marker === "i" ? roman(list.start + index) : String(list.start + index)));
  return Math.max(0, ...marks.map((mark) => ems(`${mark}.`)));
}

const romanLetters = [
  [100, "c"], [90, "xc"], [50, "l"], [40, "xl"], [10, "x"], [9, "ix"], [5, "v"], [4, "iv"], [1, "i"],
] as const;

function roman(number: number): string {
  let rest = number;
  let letters = "";
  for (const [value, letter] of romanLetters) {
    for (; rest >= value; rest -= value) letters += letter;
  }
  return letters;
}
