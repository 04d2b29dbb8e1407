import type { Notice } from "../../../errors.ts";
import type { Document, RunningLine } from "../../document.ts";
import { type BodyPage, paginate } from "./paginate.ts";
import { HeadingLevels, type Place } from "./flowable.ts";
import { layBlocks, prepareBlocks } from "./set-blocks.ts";
import { missingGlyphNotices, paragraphStyle, type SetContext } from "./set-context.ts";
import { setNote } from "./set-note.ts";
import { prepareText } from "./set-text.ts";
import type { OutlineMark, Segment, Slug, TextLine } from "./slug.ts";
import type { WordSplitter } from "./split-word.ts";
import { looseNode, type StructureNode } from "./structure.ts";
import type { Typefaces } from "./typefaces.ts";

/** A document divided into pages, before anything is painted. Lengths in points, y downwards from the page's top. */
export interface Layout {
  readonly pages: readonly LaidPage[];
  readonly root: StructureNode;
  readonly outline: readonly PlacedMark[];
  /** Page index of every anchor, with those on the pages that follow. */
  readonly anchors: ReadonlyMap<string, number>;
  readonly notices: readonly Notice[];
}

export interface LaidPage {
  readonly body: BodyPage;
  readonly bodyTop: number;
  readonly header: readonly PlacedLine[];
  readonly footer: readonly PlacedLine[];
}

export interface PlacedLine {
  readonly line: TextLine;
  readonly y: number;
}

export interface PlacedMark extends OutlineMark {
  readonly page: number;
  readonly y: number;
}

/** Least space between the body and running lines that are taller than the margin. */
const runningGap = 8;

/** Space between the parts of a running line. */
const partGap = 12;

/** Sets a document: every line, cell and note gets its place, and the number of pages is known. */
export function layOut(document: Document, typefaces: Typefaces, splitWord: WordSplitter): Layout {
  const { setup } = document;
  const root = looseNode(null, "Document");
  const frames = pageFrames(document, typefaces, splitWord);
  let serial = 0;
  const context: SetContext = {
    ...frames.context,
    bodyHeight: Math.min(frames.first.height, frames.others.height),
    noteCount: { next: () => ++serial },
  };
  const place: Place = { node: root, listLevel: 0, bodyStyle: "body", align: null, inline: false, headings: new HeadingLevels() };
  // A break after the last thing makes no page.
  const slugs = layBlocks(document.blocks, place, context, setup.marginLeft, context.textWidth).slugs.filter((slug) => slug.kind !== "empty");
  const bodies = paginate(slugs, (page) => (page === 0 ? frames.first : frames.others).height);
  if (bodies.length === 0) bodies.push({ placed: [], notes: [], noteRule: null });

  const { following } = document;
  const count = String(bodies.length + (following?.counted ?? 0));
  const pages = bodies.map((body, index): LaidPage => {
    const frame = index === 0 ? frames.first : frames.others;
    const numbers = { page: String(index + 1), count };
    const header = stackLines(frame.header, setup.headerDistance, numbers, context);
    const footer = stackLines(frame.footer, 0, numbers, context);
    const footerTop = setup.height - setup.footerDistance - footer.height;
    return { body, bodyTop: frame.top, header: header.lines, footer: footer.lines.map(({ line, y }) => ({ line, y: y + footerTop })) };
  });
  const { outline, anchors } = places(pages);
  for (const [anchor, index] of following?.anchors ?? []) if (!anchors.has(anchor)) anchors.set(anchor, pages.length + index);
  return { pages, root, outline, anchors, notices: [...context.notices, ...missingGlyphNotices(context)] };
}

interface Frame {
  readonly header: readonly RunningLine[];
  readonly footer: readonly RunningLine[];
  readonly top: number;
  readonly height: number;
}

/** What the running lines leave of the pages. A header taller than its margin moves the text down, as in Word. */
function pageFrames(document: Document, typefaces: Typefaces, splitWord: WordSplitter): { first: Frame; others: Frame; context: SetContext } {
  const { setup } = document;
  const context: SetContext = {
    document,
    typefaces,
    splitWord,
    textLeft: setup.marginLeft,
    textWidth: Math.max(36, setup.width - setup.marginLeft - setup.marginRight),
    bodyHeight: setup.height - setup.marginTop - setup.marginBottom,
    missing: new Set(),
    notices: [],
    prepareBlocks,
    setNote,
    noteCount: { next: () => 0 },
  };
  const frame = (header: readonly RunningLine[], footer: readonly RunningLine[]): Frame => {
    const numbers = { page: "000", count: "000" };
    const above = stackLines(header, 0, numbers, context).height;
    const below = stackLines(footer, 0, numbers, context).height;
    const top = above === 0 ? setup.marginTop : Math.max(setup.marginTop, setup.headerDistance + above + runningGap);
    const bottom = below === 0 ? setup.marginBottom : Math.max(setup.marginBottom, setup.footerDistance + below + runningGap);
    return { header, footer, top, height: Math.max(72, setup.height - top - bottom) };
  };
  const others = frame(document.header, document.footer);
  const first = frame(document.firstHeader ?? document.header, document.firstFooter ?? document.footer);
  return { first, others, context };
}

function places(pages: readonly LaidPage[]): { outline: PlacedMark[]; anchors: Map<string, number> } {
  const outline: PlacedMark[] = [];
  const anchors = new Map<string, number>();
  pages.forEach((page, index) => {
    for (const { slug, y, repeated } of [...page.body.placed, ...page.body.notes]) if (!repeated) visit(slug, index, page.bodyTop + y);
  });
  return { outline, anchors };

  function visit(slug: Slug, page: number, y: number): void {
    for (const anchor of slug.anchors) if (!anchors.has(anchor)) anchors.set(anchor, page);
    if (slug.outline) outline.push({ ...slug.outline, page, y });
    if (slug.kind === "line") for (const segment of slug.segments) if (segment.run.link?.anchor) anchors.set(segment.run.link.anchor, page);
    if (slug.kind !== "row") return;
    for (const cell of [...slug.cells, ...slug.continued]) {
      const part = cell.parts.get(slug);
      if (part && !part.repeated) for (const inner of part.slugs) visit(inner, page, y);
    }
  }
}

// ---------------------------------------------------------------- running lines

interface Numbers {
  readonly page: string;
  readonly count: string;
}

function stackLines(lines: readonly RunningLine[], top: number, numbers: Numbers, context: SetContext): { readonly lines: PlacedLine[]; readonly height: number } {
  const placed: PlacedLine[] = [];
  let y = 0;
  for (const running of lines) {
    for (const line of setRunningLine(running, numbers, context)) {
      y += placed.length === 0 ? 0 : line.gap;
      placed.push({ line, y: top + y });
      y += line.height;
    }
  }
  return { lines: placed, height: y };
}

/** The three parts of a running line side by side; the left one is set in several lines where it is too long. */
function setRunningLine(running: RunningLine, numbers: Numbers, context: SetContext): TextLine[] {
  const style = { ...paragraphStyle(context, running.style), hyphenate: false };
  const prepare = (part: RunningLine["left"]) => prepareText(part, { ...style, ruleAbove: null, ruleBelow: null }, null, context, { numbers });
  const left = prepare(running.left);
  const centre = prepare(running.centre);
  const right = prepare(running.right);
  const { textLeft, textWidth } = context;
  const rightWidth = Math.min(right.empty ? 0 : right.widths().max + 0.1, textWidth * 0.6);
  const centreWidth = Math.min(centre.empty ? 0 : centre.widths().max + 0.1, textWidth * 0.6);
  const side = centre.empty ? textWidth - rightWidth - (right.empty ? 0 : partGap) : (textWidth - centreWidth) / 2 - partGap;
  const parts = [
    left.lay(textLeft, side, "left"),
    centre.lay(textLeft + (textWidth - centreWidth) / 2, centreWidth, "centre"),
    right.lay(textLeft + textWidth - rightWidth, rightWidth, "right"),
  ];
  const count = Math.max(...parts.map((lines) => lines.length), style.ruleAbove || style.ruleBelow ? 1 : 0);
  const lines: TextLine[] = [];
  for (let index = 0; index < count; index++) {
    const set = parts.map((part) => part[index]).filter((line) => line !== undefined);
    const above = index === 0 && style.ruleAbove ? style.ruleAbove.gap + style.ruleAbove.width : 0;
    const below = index === count - 1 && style.ruleBelow ? style.ruleBelow.gap + style.ruleBelow.width : 0;
    const rule = (of: typeof style.ruleAbove, y: number) => (of ? { rule: of, x: textLeft, y, width: textWidth } : null);
    lines.push({
      kind: "line",
      gap: index === 0 ? style.spaceBefore : 0,
      height: above + style.leading + below,
      breakBefore: "free",
      notes: [],
      anchors: [],
      outline: null,
      baseline: above + (set[0]?.baseline ?? 0),
      segments: set.flatMap((line): readonly Segment[] => line.segments),
      ruleAbove: index === 0 ? rule(style.ruleAbove, (style.ruleAbove?.width ?? 0) / 2) : null,
      ruleBelow: index === count - 1 ? rule(style.ruleBelow, above + style.leading + (style.ruleBelow?.gap ?? 0)) : null,
      leader: null,
    });
  }
  return lines;
}
