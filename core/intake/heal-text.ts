import { findColumnTable, findQuestionTable } from "./find-tables.ts";
import type { PaperLine } from "./paper.ts";
import type { RichBlock, RichList } from "./rich-blocks.ts";

/** A block with the indexes of the lines that it was healed from; the second is past the end. */
export interface HealedBlock {
  readonly block: RichBlock;
  readonly from: number;
  readonly to: number;
}

/** What is known of a paper's lines as a whole. */
export interface Typography {
  /** Width that lines are wrapped at, in the unit of `widthOf`; infinite where lines are not wrapped. */
  readonly wrapAt: number;
  /** Words with a colon that begin lines again and again: `Besparelsespotentiale:`. */
  readonly labels: ReadonlySet<string>;
  /** Words that number a series of headings: `Projekt 1:`, `Projekt 2:` … */
  readonly series: ReadonlySet<string>;
  /** Words with a hyphen inside, in small letters, that the paper writes within a line. */
  readonly hyphenated: ReadonlySet<string>;
}

/** About 135 letters. */
const widestPage = 60;

/** Measures lines once, for healing any part of them. */
export function measure(lines: readonly PaperLine[]): Typography {
  const widths: number[] = [];
  const labels = new Map<string, number>();
  const series = new Map<string, number>();
  const hyphenated = new Set<string>();
  for (const line of lines) {
    if (line.kind !== "text" || line.block !== null) continue;
    const width = widthOf(line.text);
    if (width > 20) widths.push(width);
    const label = labelOf(line.text);
    if (label !== null) labels.set(label, (labels.get(label) ?? 0) + 1);
    const numbered = seriesWordOf(line.text);
    if (numbered !== null) series.set(numbered, (series.get(numbered) ?? 0) + 1);
    if (!line.text.includes("-")) continue;
    for (const word of line.text.split(/[^\p{L}-]+/u)) if (/\p{L}-\p{L}/u.test(word)) hyphenated.add(word.toLowerCase());
  }
  widths.sort((a, b) => a - b);
  const wide = widths[Math.floor(widths.length * 0.85)] ?? 50;
  const widest = widths[Math.floor(widths.length * 0.97)] ?? wide;
  return {
    // Lines longer than a page is wide, or of every length, were never wrapped: each is a paragraph of its own.
    wrapAt: wide > widestPage || widest > wide * 1.6 ? Number.POSITIVE_INFINITY : wide,
    labels: new Set([...labels].filter(([, count]) => count >= 3).map(([label]) => label)),
    series: new Set([...series].filter(([, count]) => count >= 3).map(([word]) => word)),
    hyphenated,
  };
}

export interface HealOptions {
  /** The text says that the answers in tables of questions were bold. */
  readonly boldAnswers?: boolean;
  /** False where no headings can stand: an unfinished line then goes on, whatever comes under it. */
  readonly headings?: boolean;
}

/**
 * Puts paragraphs, headings, lists and tables together again from lines: wrapped lines are joined, bullets whose last
 * line was torn off get it back, page breaks inside sentences disappear. No word is added, lost or moved.
 */
export function healText(lines: readonly PaperLine[], typography: Typography, options: HealOptions = {}): HealedBlock[] {
  const { boldAnswers = false, headings = true } = options;
  const pieces: Piece[] = [];
  const ordinals = findOrdinals(lines);
  let current: Piece | null = null;
  let gap: Gap = "start";
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index];
    if (line === undefined) break;
    if (line.kind !== "text") {
      gap = widened(gap, line.kind);
      continue;
    }
    const table = line.block === null ? (findQuestionTable(lines, index, boldAnswers) ?? findColumnTable(lines, index)) : null;
    const block = table?.table ?? line.block;
    if (block !== null) {
      const to = table?.to ?? index + 1;
      pieces.push({ type: "block", block, from: index, to, gap, lines: [line], glyph: "", ordinal: null });
      current = null;
      gap = "none";
      index = to - 1;
      continue;
    }
    const bullet = readBullet(line.text, current, gap);
    const ordinal = ordinals.get(index) ?? null;
    if (bullet !== null || ordinal !== null) {
      current = { type: "item", block: null, from: index, to: index + 1, gap, lines: [line], glyph: bullet ?? "", ordinal };
      pieces.push(current);
    } else if (current !== null && continues(current, line, gap, typography, headings) && !(headings && headsNext(lines, index, current, typography))) {
      current.lines.push(line);
      current.to = index + 1;
    } else {
      current = { type: "paragraph", block: null, from: index, to: index + 1, gap, lines: [line], glyph: "", ordinal: null };
      pieces.push(current);
    }
    gap = "none";
  }
  return assemble(pieces, typography, headings);
}

type Gap = "start" | "none" | "blank" | "empty";

function widened(gap: Gap, kind: "blank" | "empty"): Gap {
  if (kind === "empty" || gap === "empty") return "empty";
  return gap === "start" ? "start" : "blank";
}

interface Piece {
  readonly type: "paragraph" | "item" | "block";
  readonly block: RichBlock | null;
  readonly from: number;
  to: number;
  /** What stands above it. */
  readonly gap: Gap;
  readonly lines: PaperLine[];
  readonly glyph: string;
  readonly ordinal: Ordinal | null;
}

interface Ordinal {
  readonly marker: "1" | "a";
  readonly number: number;
  readonly length: number;
}

// ---------------------------------------------------------------- which lines belong together

const sentenceEnd = /[.!?:…](?:["”’')\]]|&quot;)*$/;
/** Words that no sentence, heading or list item ends with. */
const openEnd = /(?:[,(–]|(?<!\p{L})(?:og|eller|samt|at|af|i|på|til|for|fra|med|om|ved|under|over|mellem|efter|mod|uden|som|der|den|det|de|en|et|er|har|kan|skal|vil|bliver|blev|deres|dens|dets|sin|sit|sine|hvor|hvis|ikke|end|jf\.|nr\.|ca\.|bl\.a\.|pr\.|d\.|vedr\.|inkl\.|ift\.|f\.eks\.|mht\.|hhv\.|evt\.|kl\.|stk\.|mio\.|mia\.))$/iu;

function continues(current: Piece, line: PaperLine, gap: Gap, typography: Typography, headings: boolean): boolean {
  const last = current.lines.at(-1);
  if (last === undefined || last.headingLevel !== line.headingLevel) return false;
  const before = last.text;
  if (gap === "empty") return false;
  const left = current.lines[0]?.indent ?? null;
  // Under a list item, what begins as far left as its bullet is no longer the item.
  if (current.type === "item" && left !== null && line.indent !== null && line.indent < left + 2) return false;
  if (gap === "blank") return tornOff(current, before, line.text, typography);
  return !opensParagraph(current, before, line, typography, headings);
}

/** A line after a blank one that is still the sentence before it. */
function tornOff(current: Piece, before: string, next: string, typography: Typography): boolean {
  if (/\p{L}-$/u.test(before) && /^\p{Ll}/u.test(next)) return true;
  const ended = sentenceEnd.test(before);
  const small = /^[\p{Ll}(»”"]/u.test(next) && /^[(»”"]?\p{Ll}/u.test(next);
  const full = !fits(before, next, typography);
  if (openEnd.test(before)) return small || /^\d/.test(next) || full;
  if (small) return !ended ? full || current.type === "item" : full && /\d\.$/.test(before);
  // `… forventes forelagt` / `1. halvår 2017.`: a number that the sentence before waits for.
  return current.type === "item" && !ended && full && /^\d/.test(next);
}

function opensParagraph(current: Piece, before: string, line: PaperLine, typography: Typography, headings: boolean): boolean {
  const next = line.text;
  if (openEnd.test(before)) return false;
  const ended = sentenceEnd.test(before);
  const label = labelOf(next);
  if (ended && label !== null && typography.labels.has(label)) return true;
  const opens = /^["”“»'(]?[\p{Lu}\d]/u.test(next);
  if (!opens) return false;
  const roomy = fits(before, next, typography);
  if (ended) return roomy;
  if (current.type === "item" || !headings) return false;
  if (!roomy) {
    // A heading of a series may fill its line; a short line under it would be its end.
    const word = seriesWordOf(joined(current.lines, typography).text);
    return current.lines.length <= 2 && word !== null && typography.series.has(word) && widthOf(next) > typography.wrapAt * 0.6;
  }
  // An unfinished short line, and then a capital: a heading above its text.
  return current.lines.length <= 2 && looksLikeHeading(joined(current.lines, typography).text) && !/^\d+(?:[.,]\d+)?\s/.test(next);
}

/** A short line after a whole sentence, unfinished, with a capital under it: a heading, however full the line above. */
function headsNext(lines: readonly PaperLine[], index: number, current: Piece, typography: Typography): boolean {
  const text = lines[index]?.text ?? "";
  const next = lines[index + 1];
  if (current.type === "item" || next?.kind !== "text" || next.opensPage || text.length > 80 || !sentenceEnd.test(current.lines.at(-1)?.text ?? "")) return false;
  return looksLikeHeading(text) && !text.endsWith(":") && !verbs.test(text) && !/\.\s/.test(text) && /^\p{Lu}/u.test(next.text) && fits(text, next.text, typography);
}

/** Whether the first word of the next line would have found room on this one: then the line was not wrapped. */
function fits(before: string, next: string, typography: Typography): boolean {
  if (typography.wrapAt === Number.POSITIVE_INFINITY) return true;
  const word = next.split(/[ -]/, 1)[0] ?? "";
  return widthOf(before) + widthOf(word) + 0.28 < typography.wrapAt * 0.95;
}

function looksLikeHeading(text: string): boolean {
  return text.length <= 170 && /^[\p{Lu}\d"”]/u.test(text) && !/[.;,!?]$/.test(text) && !/\p{Ll}{2}\. \p{Lu}/u.test(text);
}

const verbs = /(?<!\p{L})(?:er|har|kan|skal|vil|bliver|blev|var|indstiller|anbefaler|foreslår|viser|fremgår|forventes|omfatter|består|indebærer|besluttede|orienterer|vurderer|ønsker|giver|får|deltog)(?!\p{L})/iu;

function labelOf(text: string): string | null {
  const label = /^(\p{Lu}[\p{L}-]+(?: [\p{Ll}-]+){0,3}):(?:\s|$)/u.exec(text);
  return label?.[1]?.toLowerCase() ?? null;
}

function seriesWordOf(text: string): string | null {
  return /^(\p{Lu}\p{L}+) \d{1,2}[.:]\s*\p{Lu}/u.exec(text)?.[1]?.toLowerCase() ?? null;
}

const narrow = new Set("ijltfr.,:;'!|()[]-/ I");
const broad = new Set("mwMWÆ@%—");

/** Width of a text in ems of an average proportional type; what a line holds is its width, not its letters. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) {
    if (narrow.has(character)) width += 0.28;
    else if (broad.has(character)) width += 0.83;
    else width += character >= "A" && character <= "Z" ? 0.67 : 0.53;
  }
  return width;
}

// ---------------------------------------------------------------- lists

const bulletGlyphs = /^([\ufffd•●○◦▪▫■□‣⁃∙·»➢✓\uf0b7\uf0a7⁻]|[-–—](?=\s)|o(?=\s))\s*(?=\S)/;

function readBullet(text: string, current: Piece | null, gap: Gap): string | null {
  const glyph = bulletGlyphs.exec(text)?.[1] ?? null;
  // A dash inside a sentence may come to stand first on a line.
  if (glyph !== null && /[-–—o]/.test(glyph) && gap === "none" && current?.type === "paragraph" && !/[:.;]$/.test(current.lines.at(-1)?.text ?? "")) return null;
  return glyph;
}

/** Numbers that make up a list: 1., 2., … or a), b), … each beginning a line, the text after them a clause. */
function findOrdinals(lines: readonly PaperLine[]): Map<number, Ordinal> {
  const found = new Map<number, Ordinal>();
  for (const [expression, marker] of [[/^(\d{1,2})[.)]\s*(?=\S)/, "1"], [/^([a-zæøå])\)\s*(?=\S)/, "a"]] as const) {
    let above = "";
    let chain: { index: number; ordinal: Ordinal; announced: boolean }[] = [];
    const close = () => {
      if (chain.length >= 2 || chain[0]?.announced === true) for (const link of chain) found.set(link.index, link.ordinal);
      chain = [];
    };
    lines.forEach((line, index) => {
      if (line.kind !== "text" || line.block !== null) return;
      // One alone is a list where a colon announces it.
      const announced = above.endsWith(":");
      above = line.text;
      const match = expression.exec(line.text);
      if (match === null) return;
      const after = line.text.slice(match[0].length);
      if (marker === "1" && !/^(?:["”“]?\p{Lu}|at\b)/u.test(after)) return;
      const number = marker === "1" ? Number(match[1]) : (match[1] ?? "a").charCodeAt(0) - 96;
      const expected = (chain.at(-1)?.ordinal.number ?? 0) + 1;
      if (number !== expected) {
        if (number !== 1) return;
        close();
      }
      chain.push({ index, announced, ordinal: { marker, number, length: match[0].length } });
    });
    close();
  }
  return found;
}

// ---------------------------------------------------------------- blocks

function assemble(pieces: readonly Piece[], typography: Typography, mayHead: boolean): HealedBlock[] {
  const headings = mayHead ? levelHeadings(pieces, typography) : new Map<Piece, 1 | 2>();
  const healed: HealedBlock[] = [];
  for (let index = 0; index < pieces.length; index += 1) {
    const piece = pieces[index];
    if (piece === undefined) break;
    if (piece.type === "item") {
      let end = index;
      while (pieces[end + 1]?.type === "item" && sameList(piece, pieces[end + 1], pieces[end])) end += 1;
      const items = pieces.slice(index, end + 1);
      healed.push({ block: listOf(items, typography), from: piece.from, to: items.at(-1)?.to ?? piece.to });
      index = end;
      continue;
    }
    if (piece.block !== null) {
      healed.push({ block: piece.block, from: piece.from, to: piece.to });
      continue;
    }
    const level = headings.get(piece);
    const text = joined(piece.lines, typography);
    healed.push({ block: level === undefined ? { type: "paragraph", ...text } : { type: "heading", level, text: text.text, html: text.html.replace(/<\/?strong>/g, "") }, from: piece.from, to: piece.to });
  }
  return healed;
}

/** Bullets go on as one list, at whatever level; a new run of numbers is a new list. */
function sameList(first: Piece, next: Piece | undefined, previous: Piece | undefined): boolean {
  if (next === undefined || previous === undefined) return false;
  if (first.ordinal === null) return next.ordinal === null || next.ordinal.marker === "a" || (previous.ordinal !== null && next.ordinal.number === previous.ordinal.number + 1);
  if (next.ordinal === null) return true;
  return next.ordinal.marker !== first.ordinal.marker || next.ordinal.number > first.ordinal.number;
}

/** A sign that is new inside a list opens a level; one that is known goes back to its level. */
function listOf(pieces: readonly Piece[], typography: Typography): RichList {
  interface Level { readonly sign: string; readonly list: { marker: RichList["marker"]; start: number; items: RichBlock[][] } }
  const signOf = (piece: Piece) => `${piece.ordinal?.marker ?? piece.glyph}${Math.round((piece.lines[0]?.indent ?? 0) / 6)}`;
  const open: Level[] = [];
  for (const piece of pieces) {
    const sign = signOf(piece);
    const known = open.findIndex((level) => level.sign === sign);
    if (known >= 0) open.length = known + 1;
    else {
      const list = { marker: piece.ordinal?.marker ?? null, start: piece.ordinal?.number ?? 1, items: [] };
      open.at(-1)?.list.items.at(-1)?.push({ type: "list", ...list });
      open.push({ sign, list });
    }
    const text = joined(piece.lines, typography);
    const skip = piece.ordinal?.length ?? bulletGlyphs.exec(text.text)?.[0].length ?? 0;
    open.at(-1)?.list.items.push([{ type: "paragraph", html: dropStart(text.html, skip), text: text.text.slice(skip).trimStart() }]);
  }
  const outermost = open[0]?.list;
  return { type: "list", marker: outermost?.marker ?? null, start: outermost?.start ?? 1, items: outermost?.items ?? [] };
}

/** Drops a number of visible characters at the start, whatever tags stand among them. */
function dropStart(html: string, characters: number): string {
  let left = characters;
  const kept: string[] = [];
  const parts = html.match(/<[^>]*>|&[a-z]+;|[^<&]/g) ?? [];
  let at = 0;
  for (; at < parts.length && left > 0; at += 1) {
    const part = parts[at] ?? "";
    if (part.startsWith("<")) kept.push(part);
    else left -= 1;
  }
  return `${kept.join("")}${parts.slice(at).join("")}`.trim().replace(/<(strong|em)>\s*<\/\1>\s*/g, "");
}

/** Which paragraphs are headings, and of which level: a heading right under a heading is of the second. */
function levelHeadings(pieces: readonly Piece[], typography: Typography): Map<Piece, 1 | 2> {
  const texts = new Map<Piece, string>();
  for (const piece of pieces) {
    if (piece.type !== "paragraph" || piece.lines.length > 2) continue;
    const { text } = joined(piece.lines, typography);
    if (looksLikeHeading(text)) texts.set(piece, text);
  }
  const headings = new Set<Piece>();
  const second = new Set<string>();
  // From the end, because what follows decides.
  for (let index = pieces.length - 2; index >= 0; index -= 1) {
    const piece = pieces[index];
    const next = pieces[index + 1];
    const text = piece === undefined ? undefined : texts.get(piece);
    if (piece === undefined || next === undefined || text === undefined) continue;
    const nextHeads = headings.has(next);
    const above = pieces[index - 1];
    const startsBlock = piece.gap !== "none" || (above !== undefined && texts.has(above));
    if (!isHeading(text, piece, next, nextHeads, startsBlock, typography)) continue;
    headings.add(piece);
    if (nextHeads) second.add(headingKey(texts.get(next) ?? ""));
  }
  return new Map([...headings].map((heading) => [heading, second.has(headingKey(texts.get(heading) ?? "")) ? 2 : 1]));
}

/** `Delprojekt 1:` and `Delprojekt 2, 3 og 4:` are of one kind. */
function headingKey(text: string): string {
  const numbered = /^(\p{L}+) \d/u.exec(text);
  return numbered ? `${numbered[1]?.toLowerCase()} n${text.endsWith(":") ? ":" : ""}` : text.toLowerCase();
}

function isHeading(text: string, piece: Piece, next: Piece, nextHeads: boolean, startsBlock: boolean, typography: Typography): boolean {
  if (piece.lines[0]?.headingLevel !== null) return true;
  const colon = text.endsWith(":");
  const verb = verbs.test(text);
  if (next.gap === "none" && next.type === "paragraph") return colon ? !verb && text.length <= 60 : true;
  if (colon) return nextHeads && !verb;
  if (piece.lines.length > 1 || verb || text.length > 90 || typography.wrapAt === Number.POSITIVE_INFINITY && text.length > 60) return false;
  if (text.includes(": ") && !/^\p{L}+ \d+[.:]/u.test(text)) return false;
  if (!startsBlock || next.gap === "none") return false;
  if (!fits(text, "Overskrift", typography)) return false;
  return next.type !== "paragraph" || /^["”“»(]?[\p{Lu}\d]/u.test(next.lines[0]?.text ?? "");
}

/** Lines as one text: hyphens at line ends go where the word is written without one. */
function joined(lines: readonly PaperLine[], typography: Typography): { text: string; html: string } {
  // The last line alone is looked at, so that a long paragraph costs no more than its length.
  const texts: string[] = [];
  const htmls: string[] = [];
  for (const line of lines) {
    const before = texts.at(-1);
    if (before !== undefined) {
      const hyphen = hyphenBetween(before, line.text, typography);
      if (hyphen === "drop") {
        texts[texts.length - 1] = before.slice(0, -1);
        htmls[htmls.length - 1] = (htmls.at(-1) ?? "").replace(/[-\u00ad]((?:<\/\w+>)*)$/, "$1");
      } else if (hyphen === "none") {
        texts[texts.length - 1] = `${before} `;
        htmls[htmls.length - 1] += " ";
      }
    }
    texts.push(line.text);
    htmls.push(line.html);
  }
  return { text: texts.join(""), html: htmls.join("").replace(/<\/(strong|em)>( ?)<\1>/g, "$2") };
}

/** `tale-, høre-` and `børne- og` keep hyphen and space; `IT-`/`system` its hyphen; `sam-`/`arbejde` neither. */
function hyphenBetween(before: string, next: string, typography: Typography): "none" | "drop" | "keep" {
  if (before.endsWith("\u00ad")) return "drop";
  if (!before.endsWith("-")) return "none";
  const first = /([\p{L}\d]+)-$/u.exec(before.slice(-60))?.[1];
  const second = /^\p{L}+/u.exec(next)?.[0];
  if (first === undefined || second === undefined || /^(?:og|eller|samt|som|til|men|hhv)$/i.test(second)) return "none";
  if (typography.hyphenated.has(`${first}-${second}`.toLowerCase())) return "keep";
  if (/^\p{Ll}/u.test(second) && /\p{Ll}{2}$/u.test(first)) return "drop";
  return "keep";
}
