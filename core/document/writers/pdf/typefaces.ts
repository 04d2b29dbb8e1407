import { create, type Font, type Glyph } from "fontkit";
import type { FontFiles } from "../../fonts.ts";

/** The four faces of the family by number (0 regular, 1 bold, 2 italic, 3 bold italic), then the fallbacks. */
export type FaceIndex = number;

/** A word turned into glyphs. Widths are in thousandths of the type size. Shared by all who set the same word. */
export interface Shaped {
  readonly width: number;
  readonly glyphCount: number;
  readonly runs: readonly GlyphRun[];
  /** Code points that no font has and that ▯ stands for; null where there are none. */
  readonly missing: readonly number[] | null;
  /** The painter's encoding of this word for one file (see `embedded-fonts.ts`). */
  encoding: { readonly owner: object; readonly runs: readonly EncodedRun[] } | null;
}

/** Glyphs of one face. */
export interface GlyphRun {
  readonly face: FaceIndex;
  readonly glyphs: readonly Glyph[];
  /** Advance of each glyph after kerning, and its shift to the side (none where the list is empty). */
  readonly advances: readonly number[];
  readonly shifts: readonly number[];
  readonly width: number;
}

/** The inside of a TJ array: hexadecimal strings and corrections, open at both ends (`0012>-15<0034`). */
export interface EncodedRun {
  readonly face: FaceIndex;
  readonly hex: string;
  readonly width: number;
}

/** Heights in thousandths of the type size. */
export interface VerticalMetrics {
  readonly ascent: number;
  readonly descent: number;
}

export interface Typefaces {
  readonly fonts: readonly Font[];
  readonly metrics: VerticalMetrics;
  /** Glyphs of a text without spaces to break at, in one of the four faces or, character by character, a fallback. */
  readonly shape: (face: FaceIndex, text: string) => Shaped;
}

/** Words kept per face; a long-lived process starts over rather than grow without end. */
const mostWords = 60_000;

const replacement = 0x25af; // ▯

const opened = new WeakMap<FontFiles, Typefaces>();

/** Parses the fonts, once for all that are set with them: the words that were shaped are kept with them. */
export function openTypefaces(files: FontFiles): Typefaces {
  const known = opened.get(files) ?? parseTypefaces(files);
  opened.set(files, known);
  return known;
}

function parseTypefaces(files: FontFiles): Typefaces {
  const fonts = [files.regular, files.bold, files.italic, files.boldItalic, ...files.fallbacks].map(openFont);
  const family = fonts.slice(0, 4);
  const words = family.map(() => new Map<string, Shaped>());
  const plain: boolean[] = [];
  const shapers: ((text: string) => GlyphRun)[] = [];
  const coverage = family.map(() => new Map<number, FaceIndex>());

  const shape = (face: FaceIndex, text: string): Shaped => {
    const cache = words[face] ?? new Map<string, Shaped>();
    const cached = cache.get(text);
    if (cached) return cached;
    if (cache.size >= mostWords) cache.clear();
    const shaped = shapeText(face, text);
    cache.set(text, shaped);
    return shaped;
  };

  function shapeText(face: FaceIndex, text: string): Shaped {
    if (plainText.test(text) && (plain[face] ??= plainCharacters.split("").every((character) => faceFor(face, character.charCodeAt(0)) === face))) {
      const run = shaperOf(face)(text);
      return { width: run.width, glyphCount: run.glyphs.length, runs: text === "" ? [] : [run], missing: null, encoding: null };
    }
    const runs: GlyphRun[] = [];
    const missing: number[] = [];
    let pending = "";
    let pendingFace = face;
    const flush = () => {
      if (pending !== "") runs.push(shaperOf(pendingFace)(pending));
      pending = "";
    };
    for (const character of clean(text)) {
      const codePoint = character.codePointAt(0) ?? 0;
      const found = faceFor(face, codePoint);
      if (found < 0) missing.push(codePoint);
      const wanted = found < 0 ? Math.max(0, faceFor(face, replacement)) : found;
      if (wanted !== pendingFace) flush();
      pendingFace = wanted;
      pending += found < 0 ? String.fromCodePoint(replacement) : character;
    }
    flush();
    return {
      width: runs.reduce((sum, run) => sum + run.width, 0),
      glyphCount: runs.reduce((sum, run) => sum + run.glyphs.length, 0),
      runs,
      missing: missing.length > 0 ? missing : null,
      encoding: null,
    };
  }

  function shaperOf(face: FaceIndex): (text: string) => GlyphRun {
    return (shapers[face] ??= createShaper(fontOf(face), face));
  }

  /** The face that has a character: the wanted one, else the first fallback; -1 where none has. */
  function faceFor(face: FaceIndex, codePoint: number): FaceIndex {
    const cache = coverage[face] ?? new Map<number, FaceIndex>();
    const cached = cache.get(codePoint);
    if (cached !== undefined) return cached;
    const candidates = [face, ...files.fallbacks.map((_, index) => family.length + index)];
    const found = candidates.find((candidate) => fontOf(candidate).hasGlyphForCodePoint(codePoint)) ?? -1;
    cache.set(codePoint, found);
    return found;
  }

  function fontOf(face: FaceIndex): Font {
    const font = fonts[face];
    if (!font) throw new RangeError(`no face ${face}`);
    return font;
  }

  const regular = fontOf(0);
  const scale = 1000 / regular.unitsPerEm;
  return { fonts, metrics: { ascent: regular.ascent * scale, descent: -regular.descent * scale }, shape };
}

/** Nearly all of Danish: what is asked for once instead of letter by letter. */
const plainCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅabcdefghijklmnopqrstuvwxyzæøå0123456789 .,;:!?()/-";
const plainText = /^[A-ZÆØÅa-zæøå0-9 .,;:!?()/-]*$/;

function openFont(bytes: Uint8Array): Font {
  const font = create(bytes as Buffer);
  if (!("layout" in font)) throw new TypeError("a font collection cannot be used as a face");
  return font;
}

/** Letters, figures and signs that stand one by one, so that what concerns two neighbours is all there is to know. */
const simpleText = /^[\x21-\x7e\u00a1-\u00ac\u00ae-\u024f\u2010-\u2015\u2018-\u201f\u2022\u2026\u20ac]*$/;

/**
 * Shapes text with the font's own substitutions and kerning. Fontkit's layout takes tens of microseconds a word, so it
 * is asked for pairs of letters only, each once; words with ligatures or marks go through it whole.
 */
function createShaper(font: Font, face: FaceIndex): (text: string) => GlyphRun {
  const scale = 1000 / font.unitsPerEm;
  const letters = new Map<string, Letter>();

  return (text) => {
    if (!simpleText.test(text)) return shapeWhole(text);
    const glyphs: Glyph[] = [];
    const advances: number[] = [];
    let width = 0;
    let letter = letterOf(text.charAt(0));
    for (let index = 1; index <= text.length; index++) {
      const next = text.charAt(index);
      const advance = index === text.length ? letter.advance : advanceBefore(letter, next);
      if (advance === null) return shapeWhole(text);
      glyphs.push(letter.glyph);
      advances.push(advance);
      width += advance;
      if (index < text.length) letter = letterOf(next);
    }
    return { face, glyphs, advances, shifts: noShifts, width };
  };

  function letterOf(character: string): Letter {
    const known = letters.get(character);
    if (known) return known;
    const glyph = font.glyphForCodePoint(character.charCodeAt(0));
    const letter: Letter = { character, glyph, advance: glyph.advanceWidth * scale, before: new Map() };
    letters.set(character, letter);
    return letter;
  }

  /** Advance of a letter before another; null where the two become something else together. */
  function advanceBefore(letter: Letter, next: string): number | null {
    const known = letter.before.get(next);
    if (known !== undefined) return known;
    const run = font.layout(letter.character + next);
    const [first, second] = run.positions;
    const simple =
      first !== undefined &&
      second !== undefined &&
      run.glyphs.length === 2 &&
      run.glyphs[0]?.id === letter.glyph.id &&
      run.glyphs[1]?.id === letterOf(next).glyph.id &&
      second.xAdvance === run.glyphs[1].advanceWidth &&
      run.positions.every((position) => position.xOffset === 0 && position.yOffset === 0);
    const advance = simple ? first.xAdvance * scale : null;
    letter.before.set(next, advance);
    return advance;
  }

  function shapeWhole(text: string): GlyphRun {
    const run = font.layout(text);
    const advances = run.positions.map((position) => position.xAdvance * scale);
    const shifts = run.positions.map((position) => position.xOffset * scale);
    return { face, glyphs: run.glyphs, advances, shifts: shifts.some((shift) => shift !== 0) ? shifts : noShifts, width: advances.reduce((sum, advance) => sum + advance, 0) };
  }
}

interface Letter {
  readonly character: string;
  readonly glyph: Glyph;
  readonly advance: number;
  readonly before: Map<string, number | null>;
}

const noShifts: readonly number[] = [];

/** Composed characters, without what has no picture: control characters, joiners, selectors and direction marks. */
function clean(text: string): string {
  if (/^[\x20-\x7eæøåÆØÅ–•]*$/.test(text)) return text;
  return text
    .normalize("NFC")
    .replace(/[\u00a0\u2007]/g, " ")
    .replace(/\p{Cc}|\p{Default_Ignorable_Code_Point}|[\u2028\u2029\ufff9-\ufffb]/gu, "")
    .replace(/\p{Cs}/gu, "\ufffd");
}
