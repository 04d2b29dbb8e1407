import { BookmarkEnd, BookmarkStart, type ParagraphChild, TextRun } from "docx";
import { type Block, type Handlers, type Heading, type Paragraph, plainText } from "../../document.ts";
import { headingEntry, setContents } from "./contents.ts";
import { setImage } from "./image.ts";
import { setList } from "./list.ts";
import { breakBefore, keepTogether, paragraphPiece, type Piece } from "./pieces.ts";
import { setInlines } from "./set-inlines.ts";
import type { Place, Setting, Spot } from "./setting.ts";
import type { UsedStyle } from "./style-sheet.ts";
import { setTable } from "./table.ts";

/** Blocks as pieces, in reading order. */
export function setBlocks(blocks: readonly Block[], setting: Setting, place: Place): Piece[] {
  const pieces: Piece[] = [];
  let breaks = false;
  for (const block of blocks) {
    if (block.type === "page-break") {
      breaks = pieces.length > 0 || breaks;
      continue;
    }
    const set = setBlock(block, { setting, place, setBlocks });
    if (set.length === 0) continue;
    const isPart = block.type === "group" && block.role === "part";
    if ((breaks || (isPart && pieces.length > 0)) && place.inside !== "cell") breakBefore(set);
    breaks = false;
    pieces.push(...set);
  }
  return pieces;
}

function setBlock(block: Block, spot: Spot): Piece[] {
  const handler = handlers[block.type] as (block: Block, spot: Spot) => Piece[];
  return handler(block, spot);
}

const handlers: Handlers<Block, Spot, Piece[]> = {
  paragraph: setParagraph,
  heading: setHeading,
  list: setList,
  table: setTable,
  quote: ({ children }, { setting, place }) => {
    const indent = setting.styles.quoteIndent;
    return setBlocks(children, setting, { ...place, inside: "quote", indent: place.indent + indent, width: place.width - 2 * indent });
  },
  image: setImage,
  "page-break": () => [],
  contents: setContents,
  group: ({ role, children }, { setting, place }) => {
    const pieces = setBlocks(children, setting, place);
    if (role === "keep") keepTogether(pieces);
    return pieces;
  },
};

function setParagraph(paragraph: Paragraph, { setting, place }: Spot): Piece[] {
  const style = paragraphStyle(paragraph.style, setting, place);
  // A quotation's own style has its indent already.
  const at = style.id === "Quote" ? { ...place, indent: place.indent - setting.styles.quoteIndent } : place;
  return [{ ...paragraphPiece(style, bookmarked(paragraph.id, setInlines(paragraph.children, setting), setting)), ...placed(style, at) }];
}

/** Body text takes the style of the list or quotation that it stands in; other styles stay what they are. */
function paragraphStyle(name: string, setting: Setting, place: Place): UsedStyle {
  const style = setting.styles.paragraph(name === "body" ? place.bodyStyle : name);
  if (style.id !== "Normal") return style;
  if (place.inside === "cell") return style;
  if (place.depth > 0) return setting.styles.role("list");
  if (place.inside === "quote") return setting.styles.role("quote");
  return style;
}

function setHeading(heading: Heading, { setting, place }: Spot): Piece[] {
  const style = setting.styles.heading(heading.level, heading.style);
  const children = [...headingEntry(heading, setting), ...setInlines(heading.children, setting)];
  if (plainText(heading.children) === "") children.push(new TextRun(""));
  return [{ ...paragraphPiece(style, bookmarked(heading.id, children, setting)), ...placed(style, place) }];
}

function placed(style: UsedStyle, place: Place): { readonly indentLeft: number; readonly align: Place["align"] } {
  return { indentLeft: style.look.indentLeft + place.indent, align: place.align };
}

function bookmarked(id: string | null, children: readonly ParagraphChild[], setting: Setting): readonly ParagraphChild[] {
  const name = id === null ? undefined : setting.bookmarks.get(id);
  if (name === undefined) return children;
  setting.bookmarkCount += 1;
  const number = setting.bookmarkCount;
  // The library's own type of a paragraph's children leaves out the two halves of a bookmark.
  return [new BookmarkStart(name, number), ...children, new BookmarkEnd(number)] as unknown as readonly ParagraphChild[];
}
