import type { Block, Contents, ContentsEntry, Group, Handlers, Heading, Image, List, ListItem, Paragraph, ParagraphStyle } from "../../document.ts";
import { plainText } from "../../document.ts";
import type { Flowable, Laid, Place, TextWidths } from "./flowable.ts";
import { plainLine } from "./pdf-text.ts";
import { setPicture } from "./set-picture.ts";
import { paragraphStyle, type SetContext } from "./set-context.ts";
import { setTable } from "./set-table.ts";
import { prepareText, type PreparedText } from "./set-text.ts";
import { type LinkTarget, type RunStyle, type Segment, type Slug, stackHeight, type TextLine } from "./slug.ts";
import { addNode, attach, looseNode, type Role, type StructureNode } from "./structure.ts";
import type { Shaped } from "./typefaces.ts";

/** Prepares blocks one by one; what has nothing to show is left out. */
export function prepareBlocks(blocks: readonly Block[], place: Place, context: SetContext): Flowable {
  const alone = blocks.length === 1;
  const parts = blocks.map((block) => prepareBlock(block, alone ? place : { ...place, inline: false }, context));
  return {
    widths: () => widest(parts.map((part) => part.widths())),
    lay: (left, width) => stack(parts, left, width),
  };
}

/** Sets the blocks of a whole flow one after the other, so that what preparing one needs is soon free again. */
export function layBlocks(blocks: readonly Block[], place: Place, context: SetContext, left: number, width: number): Laid {
  return stack(preparedInTurn(blocks, place, context), left, width);
}

function* preparedInTurn(blocks: readonly Block[], place: Place, context: SetContext): Generator<Flowable> {
  for (const block of blocks) yield prepareBlock(block, place, context);
}

const nothing: Laid = { slugs: [], after: 0, keepWithNext: false };
const noWidths: TextWidths = { narrowest: () => 0, min: 0, max: 0 };

const emptyFlowable: Flowable = { widths: () => noWidths, lay: () => nothing };

function prepareBlock(block: Block, place: Place, context: SetContext): Flowable {
  const handler = handlers[block.type] as (block: Block, state: State) => Flowable;
  return handler(block, { place, context });
}

interface State {
  readonly place: Place;
  readonly context: SetContext;
}

const handlers: Handlers<Block, State, Flowable> = {
  paragraph: prepareParagraph,
  heading: prepareHeading,
  list: prepareList,
  table: (table, { place, context }) => setTable(table, place, context),
  quote: (quote, { place, context }) => {
    const node = addNode(place.node, "BlockQuote");
    const inner = prepareBlocks(quote.children, { ...place, node, inline: false }, context);
    const indent = Math.max(12, context.document.styles.lists.indent);
    return indented(inner, indent, indent);
  },
  image: (image, { place, context }) => prepareImage(image, place, context),
  "page-break": () => ({ widths: () => noWidths, lay: () => ({ ...nothing, slugs: [breakSlug()] }) }),
  contents: prepareContents,
  group: prepareGroup,
};

// ---------------------------------------------------------------- stacking

function widest(all: readonly TextWidths[]): TextWidths {
  return {
    narrowest: () => all.reduce((most, widths) => Math.max(most, widths.narrowest()), 0),
    min: all.reduce((most, widths) => Math.max(most, widths.min), 0),
    max: all.reduce((most, widths) => Math.max(most, widths.max), 0),
  };
}

function stack(parts: Iterable<Flowable>, left: number, width: number): Laid {
  const slugs: Slug[] = [];
  let after = 0;
  let keepWithNext = false;
  let breakNext = false;
  for (const part of parts) {
    const laid = part.lay(left, width);
    const [first, second] = laid.slugs;
    if (!first) continue;
    if (first.kind === "empty") {
      breakNext = true;
      continue;
    }
    if (slugs.length > 0 || breakNext) {
      if (!laid.joined) first.gap = Math.max(first.gap, after);
      if (breakNext) first.breakBefore = "forced";
      else if (keepWithNext) {
        if (first.breakBefore !== "forced") first.breakBefore = "bound";
        // Two lines of what follows a heading, also where the first is an item of a list by itself.
        if (second && first.kind === "line" && second.kind === "line" && second.breakBefore !== "forced") second.breakBefore = "bound";
      }
    }
    const endsInBreak = laid.slugs.at(-1)?.kind === "empty";
    slugs.push(...(endsInBreak ? laid.slugs.slice(0, -1) : laid.slugs));
    after = laid.after;
    keepWithNext = laid.keepWithNext;
    breakNext = endsInBreak;
  }
  if (breakNext) slugs.push(breakSlug());
  return { slugs, after, keepWithNext };
}

function breakSlug(): Slug {
  return { kind: "empty", gap: 0, height: 0, breakBefore: "forced", notes: [], anchors: [], outline: null };
}

function indented(inner: Flowable, left: number, right: number): Flowable {
  return {
    widths: () => {
      const widths = inner.widths();
      return { narrowest: () => widths.narrowest() + left + right, min: widths.min + left + right, max: widths.max + left + right };
    },
    lay: (x, width) => inner.lay(x + left, Math.max(8, width - left - right)),
  };
}

// ---------------------------------------------------------------- text

function prepareParagraph(paragraph: Paragraph, { place, context }: State): Flowable {
  const style = paragraphStyle(context, styleHere(paragraph.style, place));
  const node = place.inline ? place.node : looseNode(place.node, "P");
  const text = prepareText(paragraph.children, style, node, context);
  if (!text.empty) attach(node);
  return textFlowable(text, place, paragraph.id);
}

function styleHere(style: string, place: Place): string {
  return style === "body" ? place.bodyStyle : style;
}

function prepareHeading(heading: Heading, { place, context }: State): Flowable {
  if (plainText(heading.children).trim() === "") return emptyFlowable;
  const style = paragraphStyle(context, heading.style);
  const node = looseNode(place.node, "H1");
  const text = prepareText(heading.children, { ...style, hyphenate: false, keepTogether: true }, node, context, { noteParent: place.node, balanced: true });
  if (text.empty) return emptyFlowable;
  node.role = `H${place.headings.next(heading.level)}` as Role;
  attach(node);
  const title = plainLine(heading.entry ?? "") || plainLine(plainText(heading.children));
  const inner = textFlowable(text, place, heading.id);
  return {
    widths: inner.widths,
    lay: (left, width) => {
      const laid = inner.lay(left, width);
      for (const slug of laid.slugs.slice(1)) slug.breakBefore = "bound";
      const [first] = laid.slugs;
      if (first && heading.level <= 2 && title !== "") first.outline = { level: heading.level, title };
      return { ...laid, keepWithNext: true };
    },
  };
}

function textFlowable(text: PreparedText, place: Place, id: string | null): Flowable {
  return {
    widths: text.widths,
    lay: (left, width) => {
      const slugs = text.lay(left, width, place.align ?? text.style.align);
      const [first] = slugs;
      if (first && id !== null) first.anchors = [id];
      return { slugs, after: text.style.spaceAfter, keepWithNext: text.style.keepWithNext };
    },
  };
}

// ---------------------------------------------------------------- lists

const bullets = ["•", "–", "▪"];
const bulletNames = ["Disc", "Disc", "Square"];

/** Share of the width that an indent may take. */
const widestIndent = 0.3;

/** Space between an item's mark and its text, in shares of the type size. */
const markGap = 0.5;

function prepareList(list: List, { place, context }: State): Flowable {
  if (list.items.length === 0) return emptyFlowable;
  const { lists } = context.document.styles;
  const numbering = list.ordered ? { "1": "Decimal", a: "LowerAlpha", i: "LowerRoman" }[list.marker ?? "1"] : bulletNames[place.listLevel % bullets.length];
  const node = addNode(place.node, "L", `/A<</O/List/ListNumbering/${numbering}>>`);
  const style = markStyle(list, place, context);
  const tight = list.items.every(isTight);
  const inside: Place = { ...place, node, listLevel: place.listLevel + 1, inline: false };
  const items = list.items.map((item, index) => prepareItem(item, markText(list, index, place.listLevel), inside, context));
  const widestMark = items.reduce((most, item) => Math.max(most, item.markWidth(style)), 0);
  const wanted = Math.max(lists.indent, widestMark + style.size * markGap);
  // In a narrow column the marks give way to the text.
  const indentIn = (width: number) => Math.min(wanted, Math.max(widestMark + 1, width * widestIndent));
  const between = tight ? lists.spaceBetween : Math.max(lists.spaceBetween, style.spaceAfter);
  return {
    widths: () => {
      const widths = widest(items.map((item) => item.body.widths()));
      return { narrowest: () => widths.narrowest() + widestMark + 1, min: widths.min + wanted, max: widths.max + wanted };
    },
    lay: (left, width) => {
      const slugs: Slug[] = [];
      for (const item of items) {
        const laid = item.lay(left, width, indentIn(width), style);
        const [first] = laid;
        if (!first) continue;
        first.gap = slugs.length === 0 ? (place.listLevel > 0 ? lists.spaceBetween : 0) : between;
        slugs.push(...laid);
      }
      return { slugs, after: place.listLevel > 0 ? 0 : lists.spaceAfter, keepWithNext: false, joined: place.listLevel > 0 && tight };
    },
  };
}

interface PreparedItem {
  readonly body: Flowable;
  readonly markWidth: (style: ParagraphStyle) => number;
  readonly lay: (left: number, width: number, indent: number, style: ParagraphStyle) => readonly Slug[];
}

function prepareItem(item: ListItem, mark: string, place: Place, context: SetContext): PreparedItem {
  const node = addNode(place.node, "LI");
  const label = addNode(node, "Lbl");
  const body = prepareBlocks(item.children, { ...place, node: addNode(node, "LBody"), inline: true }, context);
  const shaped = context.typefaces.shape(0, mark);
  const markWidth = (style: ParagraphStyle) => (shaped.width * style.size) / 1000;
  return {
    body,
    markWidth,
    lay: (left, width, indent, style) => {
      const laid = body.lay(left + indent, Math.max(2, width - indent)).slugs;
      const run: RunStyle = { face: 0, size: style.size, colour: style.colour, rise: 0, tracking: 0, node: label, link: null };
      const w = markWidth(style);
      const segment = plainSegment(run, left + Math.max(0, indent - w - style.size * markGap), w, shaped, true);
      const [first] = laid;
      // Right-aligned or centred text would run into its mark's line all the same: the mark stays at the left.
      if (first?.kind === "line") {
        first.segments = [segment, ...first.segments];
        return laid;
      }
      const alone = markLine(segment, style, context);
      if (first) {
        first.gap = 0;
        first.breakBefore = "bound";
      }
      return [alone, ...laid];
    },
  };
}

function markLine(segment: Segment, style: ParagraphStyle, context: SetContext): TextLine {
  const { metrics } = context.typefaces;
  const halfLeading = (style.leading - ((metrics.ascent + metrics.descent) * style.size) / 1000) / 2;
  return {
    kind: "line",
    gap: 0,
    height: style.leading,
    breakBefore: "free",
    notes: [],
    anchors: [],
    outline: null,
    baseline: halfLeading + (metrics.ascent * style.size) / 1000,
    segments: [segment],
    ruleAbove: null,
    ruleBelow: null,
    leader: null,
  };
}

/** Marks are set in the style of the list's first paragraph. */
function markStyle(list: List, place: Place, context: SetContext): ParagraphStyle {
  for (const item of list.items) {
    const first = item.children[0];
    if (first?.type === "paragraph") return paragraphStyle(context, styleHere(first.style, place));
  }
  return paragraphStyle(context, place.bodyStyle);
}

/** One paragraph, alone or with lists below it. */
function isTight(item: ListItem): boolean {
  return item.children.every((block, index) => (index === 0 ? block.type === "paragraph" : block.type === "list"));
}

function markText(list: List, index: number, level: number): string {
  if (!list.ordered) return bullets[level % bullets.length] ?? "•";
  const number = list.start + index;
  if (list.marker === "a") return `${alphabetic(number)}.`;
  if (list.marker === "i") return `${roman(number)}.`;
  return `${number}.`;
}

function alphabetic(number: number): string {
  if (number < 1) return String(number);
  let rest = number;
  let letters = "";
  while (rest > 0) {
    rest -= 1;
    letters = String.fromCharCode(97 + (rest % 26)) + letters;
    rest = Math.floor(rest / 26);
  }
  return letters;
}

function roman(number: number): string {
  if (number < 1 || number > 3999) return String(number);
  const values: readonly (readonly [number, string])[] = [
    [1000, "m"], [900, "cm"], [500, "d"], [400, "cd"], [100, "c"], [90, "xc"], [50, "l"], [40, "xl"], [10, "x"], [9, "ix"], [5, "v"], [4, "iv"], [1, "i"],
  ];
  let rest = number;
  let letters = "";
  for (const [value, letter] of values) {
    while (rest >= value) {
      letters += letter;
      rest -= value;
    }
  }
  return letters;
}

// ---------------------------------------------------------------- pictures, contents, groups

function prepareImage(image: Image, place: Place, context: SetContext): Flowable {
  const picture = setPicture(image, place.node, context);
  const space = paragraphStyle(context, "body").spaceAfter;
  return {
    widths: picture.widths,
    lay: (left, width) => {
      const slug = picture.lay(left, width, place.align);
      slug.gap = space / 2;
      return { slugs: [slug], after: space, keepWithNext: false };
    },
  };
}

/** Space that a contents line keeps free for the leaders' last dot and the page number, in shares of its size. */
const numberRoom = 3.2;

/** Space between an entry's number and its title, in shares of its size. */
const entryGap = 0.45;

interface ContentsLine {
  readonly target: string;
  readonly style: ParagraphStyle;
  readonly link: LinkTarget;
  /** The entry's own number ("4."), which stands before a hanging title. */
  readonly number: Shaped | null;
  readonly title: PreparedText;
}

function prepareContents(contents: Contents, { place, context }: State): Flowable {
  if (contents.entries.length === 0) return emptyFlowable;
  const node = looseNode(place.node, "TOC");
  const lines = contents.entries.map((entry) => prepareEntry(entry, contents.style, looseNode(node, "TOCI"), context)).filter(({ title }) => !title.empty);
  for (const { link } of lines) attach(link.node);
  const hang = lines.reduce((widest, { number, style }) => (number ? Math.max(widest, (number.width / 1000 + entryGap) * style.size) : widest), 0);
  return {
    widths: () => widest(lines.map((line) => line.title.widths())),
    lay: (left, width) => {
      const slugs: Slug[] = [];
      let after = 0;
      for (const line of lines) {
        const set = layEntry(line, left, width, hang);
        const [first] = set;
        if (!first) continue;
        first.gap = slugs.length === 0 ? first.gap : Math.max(first.gap, after);
        slugs.push(...set);
        after = line.style.spaceAfter;
      }
      return { slugs, after, keepWithNext: false };
    },
  };
}

/** Entries of lower levels have a style of their own (`contents-2`) or the first level's with an indent. */
function prepareEntry(entry: ContentsEntry, styleName: string, node: StructureNode, context: SetContext): ContentsLine {
  const { paragraphs, lists } = context.document.styles;
  const base = paragraphStyle(context, styleName);
  const style = paragraphs.get(`${styleName}-${entry.level}`) ?? { ...base, indentLeft: base.indentLeft + lists.indent * Math.max(0, entry.level - 1) };
  const linkNode = looseNode(looseNode(node, "Reference"), "Link");
  const link: LinkTarget = { href: `#${entry.target}`, contents: entry.text, underline: false, node: linkNode, anchor: null };
  const [, digits, rest] = /^(\d+\.)\s+(.+)$/s.exec(entry.text) ?? [];
  const setStyle: ParagraphStyle = { ...style, indentRight: style.indentRight + style.size * numberRoom, hyphenate: false, keepTogether: true, align: "left" };
  const title = prepareText([{ type: "text", text: rest ?? entry.text }], setStyle, linkNode, context, { link });
  return { target: entry.target, style, link, number: digits ? context.typefaces.shape(faceOf(style), digits) : null, title };
}

function layEntry(line: ContentsLine, left: number, width: number, hang: number): TextLine[] {
  const { style, link, number, target } = line;
  const indent = number ? hang : 0;
  const set = line.title.lay(left + indent, width - indent);
  const last = set.at(-1);
  if (!last) return [];
  const run: RunStyle = { face: faceOf(style), size: style.size, colour: style.colour, rise: 0, tracking: 0, node: link.node, link };
  const end = last.segments.at(-1);
  const segments = last.segments.map((segment) => (segment === end ? { ...segment, trailingSpace: true } : segment));
  const leader = { target, run, from: end ? end.x + end.width : left, to: left + width - style.indentRight };
  set[set.length - 1] = { ...last, segments, leader };
  for (const following of set.slice(1)) following.breakBefore = "bound";
  const [first] = set;
  if (first && number) {
    const numberWidth = (number.width / 1000) * style.size;
    first.segments = [plainSegment(run, left + style.indentLeft, numberWidth, number, true), ...first.segments];
  }
  return set;
}

function faceOf(style: ParagraphStyle): number {
  return (style.bold ? 1 : 0) + (style.italic ? 2 : 0);
}

function plainSegment(run: RunStyle, x: number, width: number, word: Shaped, trailingSpace: boolean): Segment {
  return { run, x, width, words: [word], spaceAfter: [false], spaceWidth: 0, spaceExtra: 0, endSpace: 0, trailingSpace };
}

function prepareGroup(group: Group, { place, context }: State): Flowable {
  const node = group.role === "keep" ? place.node : addNode(place.node, "Sect");
  const inner = prepareBlocks(group.children, { ...place, node, inline: false }, context);
  return {
    widths: inner.widths,
    lay: (left, width) => {
      const laid = inner.lay(left, width);
      const [first] = laid.slugs;
      if (group.role === "part" && first) first.breakBefore = "forced";
      if (group.role === "keep" && stackHeight(laid.slugs) <= context.bodyHeight) {
        for (const slug of laid.slugs.slice(1)) if (slug.breakBefore === "free") slug.breakBefore = "keep";
      }
      return laid;
    },
  };
}
