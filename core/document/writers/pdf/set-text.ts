import type { Inline, ParagraphStyle } from "../../document.ts";
import { plainText } from "../../document.ts";
import { hyphenate } from "../../hyphenate.ts";
import { breakLines, type BrokenLines, type Piece } from "./break-lines.ts";
import type { TextWidths } from "./flowable.ts";
import { linkAddress } from "./link-address.ts";
import type { SetContext } from "./set-context.ts";
import type { LinkTarget, NoteLayout, PlacedRule, RunStyle, Segment, TextLine } from "./slug.ts";
import { looseNode, type StructureNode } from "./structure.ts";
import type { Shaped } from "./typefaces.ts";

/** A paragraph's text, measured and ready to be set in any measure. Widths in points. */
export interface PreparedText {
  readonly style: ParagraphStyle;
  readonly empty: boolean;
  /** Width of the widest word, of the widest part that hyphens leave, and of the text on one line. */
  readonly widths: () => TextWidths;
  /** Lines with their left edge at `left` (the style's indents inside). Widow and orphan rules are in their breaks. */
  readonly lay: (left: number, width: number, align?: ParagraphStyle["align"]) => TextLine[];
}

export interface TextOptions {
  /** What stands for page number and count (running lines only). */
  readonly numbers?: { readonly page: string; readonly count: string };
  /** Element that notes to this text become children of; the text's own where it is not given. */
  readonly noteParent?: StructureNode;
  /** Lines of about the same length (headings). */
  readonly balanced?: boolean;
  /** The whole text is a link already (contents). */
  readonly link?: LinkTarget;
}

/** A piece of text with its style. `whole` is the word that hyphenation took it from. */
interface TextPiece extends Piece {
  readonly run: RunStyle;
  readonly text: string;
  readonly shaped: Shaped;
  readonly whole: { readonly text: string } | null;
  readonly note: NoteLayout | null;
  width: number;
  space: number;
  cost: number;
  hyphen: number;
  forced: boolean;
}

const suspendedHyphenCost = 60;
const dashCost = 80;
const hyphenCost = 14;
const anywhereCost = 60;
const brokenBondCost = 90;

/** Lines emptier than this (as share of the measure, but no less than so many points) are worth a hyphen. */
const unevenEnough = { ragged: 0.16, raggedPoints: 42, justified: 0.045 };

/** Measures the text of a paragraph. `node` is its structure element, null for what is no content. */
export function prepareText(inlines: readonly Inline[], style: ParagraphStyle, node: StructureNode | null, context: SetContext, options: TextOptions = {}): PreparedText {
  const pieces = collectPieces(inlines, style, node, context, options);
  let widths: TextWidths | null = null;
  return {
    style,
    empty: pieces.length === 0,
    widths: () => (widths ??= measure(pieces, style)),
    lay: (left, width, align = style.align) => layText(pieces, style, left, width, align, options.balanced === true, context),
  };
}

// ---------------------------------------------------------------- pieces

interface Mood {
  readonly bold: boolean;
  readonly italic: boolean;
  readonly run: RunStyle;
}

function collectPieces(inlines: readonly Inline[], style: ParagraphStyle, node: StructureNode | null, context: SetContext, options: TextOptions): TextPiece[] {
  const pieces: TextPiece[] = [];
  const { typefaces, splitWord, missing } = context;
  const run: RunStyle = {
    face: faceOf(style.bold, style.italic),
    size: style.size,
    colour: style.colour,
    rise: 0,
    tracking: style.tracking,
    node,
    link: options.link ?? null,
  };
  walk(inlines, { bold: style.bold, italic: style.italic, run });
  return pieces;

  function walk(children: readonly Inline[], mood: Mood): void {
    for (const inline of children) {
      switch (inline.type) {
        case "text":
          addText(inline.text, mood.run);
          break;
        case "strong":
          walk(inline.children, turned(mood, true, mood.italic));
          break;
        case "emphasis":
          walk(inline.children, turned(mood, mood.bold, true));
          break;
        case "link":
          walk(inline.children, linked(mood, inline.href, plainText(inline.children)));
          break;
        case "footnote":
          addNote(inline.number, inline.children, mood);
          break;
        case "line-break":
          addLineBreak();
          break;
        case "page-number":
          addText(options.numbers?.page ?? "", mood.run);
          break;
        case "page-count":
          addText(options.numbers?.count ?? "", mood.run);
          break;
      }
    }
  }

  function turned(mood: Mood, bold: boolean, italic: boolean): Mood {
    return { bold, italic, run: { ...mood.run, face: faceOf(bold, italic) } };
  }

  function linked(mood: Mood, href: string, text: string): Mood {
    const { node: around } = mood.run;
    if (!around || mood.run.link || !linkAddress(href)) return mood;
    const link: LinkTarget = {
      href,
      contents: href.startsWith("#") || text === href ? text : `${text} (${href})`,
      underline: true,
      node: looseNode(around, "Link"),
      anchor: null,
    };
    return { ...mood, run: { ...mood.run, colour: context.document.styles.linkColour, node: link.node, link } };
  }

  function addNote(number: number, children: readonly Inline[], mood: Mood): void {
    // A link to a note stands beside the link that the note is in, not inside it.
    const around = mood.run.link ? mood.run.link.node.parent : mood.run.node;
    if (!around) return;
    const note = context.setNote(number, children, options.noteParent ?? around, context);
    const reference = looseNode(around, "Reference");
    const link: LinkTarget = {
      href: `#${note.anchor}`,
      contents: `Fodnote ${note.mark}`,
      underline: false,
      node: looseNode(reference, "Link"),
      anchor: note.backAnchor,
    };
    const raised: RunStyle = {
      ...mood.run,
      size: style.size * 0.64,
      rise: style.size * 0.34,
      node: link.node,
      link,
    };
    const before = pieces.length;
    addText(note.mark, raised);
    const piece = pieces[before];
    if (piece) pieces[before] = { ...piece, note: note.layout };
  }

  function addLineBreak(): void {
    const last = pieces.at(-1);
    if (last && !last.forced) last.forced = true;
    else pieces.push(emptyPiece(run, typefaces.shape(run.face, ""), true));
  }

  function addText(text: string, runOfText: RunStyle): void {
    const length = text.length;
    let at = 0;
    while (at < length) {
      const code = text.charCodeAt(at);
      if (isSpace(code)) {
        let fixed = true;
        while (at < length && isSpace(text.charCodeAt(at))) {
          if (text.charCodeAt(at) !== 0xa0) fixed = false;
          at++;
        }
        addSpace(fixed, runOfText);
        continue;
      }
      const from = at;
      while (at < length && !isSpace(text.charCodeAt(at))) at++;
      addWord(from === 0 && at === length ? text : text.slice(from, at), runOfText);
    }
  }

  function addSpace(fixed: boolean, runOfText: RunStyle): void {
    const last = pieces.at(-1);
    if (!last || last.forced || last.space > 0) return;
    last.space = spaceWidth(runOfText);
    last.cost = fixed || last.text === "§" || last.text === "§§" ? Infinity : 0;
  }

  function addWord(word: string, runOfText: RunStyle): void {
    const last = pieces.at(-1);
    if (last && !last.forced) {
      if (last.space === 0) last.cost = Infinity;
      else if (last.cost === 0) last.cost = bond(last.text, word);
    }
    const scale = runOfText.size / 1000;
    for (const part of splitWord(runOfText.face, word)) {
      const { shaped } = part;
      if (shaped.missing) for (const codePoint of shaped.missing) missing.add(codePoint);
      if (shaped.runs.length === 0) continue;
      pieces.push({
        run: runOfText,
        text: part.text,
        shaped,
        whole: null,
        note: null,
        width: shaped.width * scale + runOfText.tracking * shaped.glyphCount,
        space: 0,
        cost: part.cost,
        hyphen: part.softHyphen ? typefaces.shape(runOfText.face, "-").width * scale : 0,
        forced: false,
      });
    }
  }

  function spaceWidth(runOfText: RunStyle): number {
    return (typefaces.shape(runOfText.face, " ").width * runOfText.size) / 1000 + runOfText.tracking;
  }
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0xa0 || (code >= 0x09 && code <= 0x0d) || code === 0x2028 || code === 0x2029;
}

function faceOf(bold: boolean, italic: boolean): number {
  return (bold ? 1 : 0) + (italic ? 2 : 0);
}

/** Cost of a line's end between two words: more where they belong together ("høre- og talevanskeligheder", " – "). */
function bond(before: string, after: string): number {
  const first = after.charCodeAt(0);
  if (first === 0x2013 || first === 0x2014) return after.length === 1 ? dashCost : 0;
  if (before.charCodeAt(before.length - 1) !== 0x2d || before.length < 3) return 0;
  return /^(?:og|eller|samt|til|og\/eller)$/.test(after) ? suspendedHyphenCost : 0;
}

function emptyPiece(run: RunStyle, shaped: Shaped, forced: boolean): TextPiece {
  return { run, text: "", shaped, whole: null, note: null, width: 0, space: 0, cost: 0, hyphen: 0, forced };
}

// ---------------------------------------------------------------- widths

function measure(pieces: readonly TextPiece[], style: ParagraphStyle): TextWidths {
  const indents = style.indentLeft + style.indentRight;
  let max = 0;
  let line = 0;
  let min = 0;
  let word = 0;
  for (const piece of pieces) {
    line += piece.width;
    max = Math.max(max, line);
    line = piece.forced ? 0 : line + piece.space;
    word += piece.width;
    min = Math.max(min, word);
    word = piece.forced || piece.cost < Infinity ? 0 : word + piece.space;
  }
  const narrowest = () => hyphenated(pieces, Infinity).reduce((widest, piece) => Math.max(widest, piece.width + piece.hyphen), 0);
  return { narrowest: () => (style.hyphenate ? Math.min(min, narrowest()) : min) + indents, min: min + indents, max: max + indents };
}

// ---------------------------------------------------------------- lines

function layText(pieces: readonly TextPiece[], style: ParagraphStyle, left: number, width: number, align: ParagraphStyle["align"], balanced: boolean, context: SetContext): TextLine[] {
  if (pieces.length === 0) return [];
  const measured = Math.max(4, width - style.indentLeft - style.indentRight);
  const justified = align === "justify";
  const manner = justified ? "justified" : balanced ? "balanced" : "ragged";
  let set = pieces;
  let broken = breakLines(set, measured, manner);
  if (style.hyphenate && (!broken.fits || broken.worst > (justified ? unevenEnough.justified : Math.max(unevenEnough.ragged, unevenEnough.raggedPoints / measured)))) {
    const divided = hyphenated(pieces, measured);
    if (divided.length > pieces.length) {
      const retried = breakLines(divided, measured, manner);
      if (retried.fits || !broken.fits) {
        set = divided;
        broken = retried;
      }
    }
  }
  if (!broken.fits) {
    set = dividedAnywhere(set, measured);
    broken = breakLines(set, measured, manner);
  }
  return buildLines(set, broken, style, left + style.indentLeft, measured, align, context);
}

/** The pieces with the places where hyphens may divide them. The last word stays whole where it fits the measure. */
function hyphenated(pieces: readonly TextPiece[], measured: number): TextPiece[] {
  const out: TextPiece[] = [];
  const lastIndex = pieces.length - 1;
  for (let index = 0; index <= lastIndex; index++) {
    const piece = pieces[index] as TextPiece;
    const points = index === lastIndex && piece.width <= measured ? [] : hyphenate(piece.text);
    const parts = points.length > 0 ? divide(piece, points, hyphenCost, true) : null;
    if (parts) out.push(...parts);
    else out.push(piece);
  }
  return out;
}

/** Words too long for the measure divided between any two letters, and fixed spaces made ordinary ones. */
function dividedAnywhere(pieces: readonly TextPiece[], measured: number): TextPiece[] {
  const out: TextPiece[] = [];
  for (const piece of pieces) {
    const loosened = piece.cost === Infinity ? { ...piece, cost: brokenBondCost } : piece;
    const points = piece.width > measured ? anywhere(piece) : [];
    const parts = points.length > 0 ? divide(loosened, points, anywhereCost, false) : null;
    if (parts) out.push(...parts);
    else out.push(loosened);
  }
  return out;
}

function anywhere(piece: TextPiece): number[] {
  const points: number[] = [];
  let at = 0;
  for (const character of piece.text) {
    at += character.length;
    if (at < piece.text.length) points.push(at);
  }
  return points;
}

/** A word in parts, whose widths are those they have inside the word; null where glyphs and letters differ in number. */
function divide(piece: TextPiece, points: readonly number[], cost: number, withHyphen: boolean): TextPiece[] | null {
  const { run, shaped } = piece;
  const glyphs = shaped.runs[0];
  if (!glyphs || shaped.runs.length !== 1 || glyphs.advances.length !== piece.text.length) {
    return withHyphen || shaped.runs.length === 0 ? null : divideUnevenly(piece, points, cost);
  }
  const scale = run.size / 1000;
  const whole = piece.whole ?? { text: piece.text };
  const hyphen = withHyphen ? hyphenWidth(piece) : 0;
  const parts: TextPiece[] = [];
  let from = 0;
  for (const point of [...points, piece.text.length]) {
    let width = 0;
    for (let index = from; index < point; index++) width += (glyphs.advances[index] as number) * scale + run.tracking;
    const isLast = point === piece.text.length;
    parts.push({
      ...piece,
      text: piece.text.slice(from, point),
      whole,
      width,
      note: isLast ? piece.note : null,
      space: isLast ? piece.space : 0,
      cost: isLast ? piece.cost : cost,
      hyphen: isLast ? piece.hyphen : hyphen,
      forced: isLast && piece.forced,
    });
    from = point;
  }
  return parts;
}

/** For words of several faces: each part takes its share of the width by its number of letters. */
function divideUnevenly(piece: TextPiece, points: readonly number[], cost: number): TextPiece[] {
  const whole = piece.whole ?? { text: piece.text };
  const ends = [...points, piece.text.length];
  return ends.map((end, index) => {
    const from = index === 0 ? 0 : (ends[index - 1] as number);
    const isLast = end === piece.text.length;
    return {
      ...piece,
      text: piece.text.slice(from, end),
      whole,
      width: piece.width / ends.length,
      note: isLast ? piece.note : null,
      space: isLast ? piece.space : 0,
      cost: isLast ? piece.cost : cost,
      hyphen: 0,
      forced: isLast && piece.forced,
    };
  });
}

/** About a third of an em is what a hyphen takes in the family; measured on the piece's own face where it has one. */
function hyphenWidth(piece: TextPiece): number {
  return piece.run.size * 0.312 + piece.run.tracking;
}

function buildLines(
  pieces: readonly TextPiece[],
  broken: BrokenLines,
  style: ParagraphStyle,
  left: number,
  measured: number,
  align: ParagraphStyle["align"],
  context: SetContext,
): TextLine[] {
  const { metrics } = context.typefaces;
  const halfLeading = (style.leading - ((metrics.ascent + metrics.descent) * style.size) / 1000) / 2;
  const baseline = halfLeading + (metrics.ascent * style.size) / 1000;
  const lines: TextLine[] = [];
  const count = broken.ends.length;
  let from = 0;
  for (let index = 0; index < count; index++) {
    const to = broken.ends[index] as number;
    const isLast = index === count - 1;
    const above = index === 0 && style.ruleAbove ? style.ruleAbove.gap + style.ruleAbove.width : 0;
    const below = isLast && style.ruleBelow ? style.ruleBelow.gap + style.ruleBelow.width : 0;
    const forcedEnd = isLast || (pieces[to] as TextPiece).forced;
    lines.push({
      kind: "line",
      gap: index === 0 ? style.spaceBefore : 0,
      height: above + style.leading + below,
      breakBefore: lineBreakCost(index, count, style.keepTogether),
      notes: notesOf(pieces, from, to),
      anchors: nothing,
      outline: null,
      baseline: above + baseline,
      segments: buildSegments(pieces, from, to, left, measured, align === "justify" && forcedEnd ? "left" : align, context),
      ruleAbove: index === 0 && style.ruleAbove ? placedRule(style.ruleAbove, left, style.ruleAbove.width / 2, measured) : null,
      ruleBelow: isLast && style.ruleBelow ? placedRule(style.ruleBelow, left, above + style.leading + style.ruleBelow.gap, measured) : null,
      leader: null,
    });
    from = to + 1;
  }
  return lines;
}

/** Two lines stand on each side of a page break, so paragraphs of three stay whole. */
function lineBreakCost(index: number, count: number, together: boolean): TextLine["breakBefore"] {
  if (index === 0) return "free";
  if (index === 1 || index === count - 1) return "bound";
  return together ? "keep" : "free";
}

/** Shared by the many lines that have no notes and no anchors. */
const nothing: readonly never[] = [];

function notesOf(pieces: readonly TextPiece[], from: number, to: number): readonly NoteLayout[] {
  let notes: NoteLayout[] | null = null;
  for (let index = from; index <= to; index++) {
    const note = (pieces[index] as TextPiece).note;
    if (note) (notes ??= []).push(note);
  }
  return notes ?? nothing;
}

function placedRule(rule: NonNullable<ParagraphStyle["ruleAbove"]>, x: number, y: number, width: number): PlacedRule {
  return { rule, x, y, width };
}

interface OpenSegment {
  readonly run: RunStyle;
  readonly words: Shaped[];
  readonly spaceAfter: boolean[];
  readonly spaceWidth: number;
  /** The space after its last word: of the text that follows, which may be larger than this (a raised number). */
  endSpace: number;
}

function buildSegments(
  pieces: readonly TextPiece[],
  from: number,
  to: number,
  left: number,
  measured: number,
  align: ParagraphStyle["align"],
  context: SetContext,
): Segment[] {
  const { typefaces } = context;
  const open: OpenSegment[] = [];
  let current: OpenSegment | null = null;
  for (let index = from; index <= to; index++) {
    const piece = pieces[index] as TextPiece;
    if (!current || current.run !== piece.run) {
      const { run } = piece;
      current = { run, words: [], spaceAfter: [], endSpace: 0, spaceWidth: (typefaces.shape(run.face, " ").width * run.size) / 1000 + run.tracking };
      open.push(current);
    }
    let { shaped } = piece;
    let last = piece;
    if (piece.whole) {
      let text = piece.text;
      while (index < to && (pieces[index + 1] as TextPiece).whole === piece.whole) {
        last = pieces[++index] as TextPiece;
        text += last.text;
      }
      shaped = typefaces.shape(piece.run.face, index === to && last.hyphen > 0 ? `${text}-` : text);
    } else if (index === to && piece.hyphen > 0) {
      shaped = typefaces.shape(piece.run.face, `${piece.text}-`);
    }
    current.words.push(shaped);
    current.spaceAfter.push(index < to && last.space > 0);
    current.endSpace = last.space;
  }
  const end = pieces[to] as TextPiece;
  const spaceAtEnd = end.hyphen === 0 && (end.space > 0 || end.forced);
  let natural = 0;
  let gaps = 0;
  const widths = open.map((segment) => {
    let width = 0;
    for (let index = 0; index < segment.words.length; index++) {
      const word = segment.words[index] as Shaped;
      width += (word.width * segment.run.size) / 1000 + segment.run.tracking * word.glyphCount;
      if (!segment.spaceAfter[index]) continue;
      width += index === segment.words.length - 1 ? segment.endSpace : segment.spaceWidth;
      gaps++;
    }
    natural += width;
    return width;
  });
  const slack = measured - natural;
  const extra = align === "justify" && gaps > 0 ? slack / gaps : 0;
  let x = left + (align === "right" ? slack : align === "centre" ? slack / 2 : 0);
  return open.map((segment, index) => {
    let width = widths[index] as number;
    if (extra !== 0) for (const spaced of segment.spaceAfter) if (spaced) width += extra;
    const built: Segment = {
      run: segment.run,
      x,
      width,
      words: segment.words,
      spaceAfter: segment.spaceAfter,
      spaceWidth: segment.spaceWidth,
      endSpace: segment.spaceAfter.at(-1) === true ? segment.endSpace + extra : 0,
      spaceExtra: extra,
      trailingSpace: index === open.length - 1 && spaceAtEnd,
    };
    x += width;
    return built;
  });
}
