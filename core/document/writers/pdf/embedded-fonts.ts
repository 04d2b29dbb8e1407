import type { Font } from "fontkit";
import type { PdfFile, PdfkitFont, PdfkitReference } from "./pdf-file.ts";
import type { EncodedRun, FaceIndex, GlyphRun, Shaped, Typefaces } from "./typefaces.ts";

/** The fonts of one file: which glyphs it uses, and how words are written with them. */
export interface EmbeddedFonts {
  /** Name of a face among a page's resources. */
  readonly name: (face: FaceIndex) => string;
  readonly resource: (face: FaceIndex) => PdfkitReference;
  /** The inside of a TJ array for a word, run by run. */
  readonly encode: (shaped: Shaped) => readonly EncodedRun[];
  /** Hexadecimal code of a space. */
  readonly space: (face: FaceIndex) => string;
}

/** Embeds what is used of the typefaces in a file, as pdfkit's subset fonts. */
export function embedFonts(file: PdfFile, typefaces: Typefaces): EmbeddedFonts {
  const owner = {};
  const opened: (OpenFont | undefined)[] = [];
  return {
    name: (face) => open(face).font.id,
    resource: (face) => open(face).font.ref(),
    encode: (shaped) => {
      if (shaped.encoding?.owner === owner) return shaped.encoding.runs;
      const runs = shaped.runs.map((run) => ({ face: run.face, hex: encodeRun(run, open(run.face)), width: run.width }));
      shaped.encoding = { owner, runs };
      return runs;
    },
    space: (face) => open(face).space,
  };

  function open(face: FaceIndex): OpenFont {
    const known = opened[face];
    if (known) return known;
    file.pdfkit.font(typefaces.fonts[face]);
    const font = file.pdfkit._font;
    const fresh: OpenFont = { font, shapes: typefaces.fonts[face] as Font, codes: [], space: "" };
    opened[face] = fresh;
    const [space] = typefaces.shape(Math.min(face, 3), " ").runs;
    if (space?.face === face) fresh.space = encodeRun(space, fresh);
    return fresh;
  }
}

interface OpenFont {
  readonly font: PdfkitFont;
  /** The typeface itself, as fontkit has it. */
  readonly shapes: Font;
  /** Hexadecimal code by the font's own glyph number. */
  readonly codes: string[];
  space: string;
}

function encodeRun(run: GlyphRun, open: OpenFont): string {
  const { font, shapes, codes } = open;
  let hex = "";
  for (let index = 0; index < run.glyphs.length; index++) {
    const glyph = run.glyphs[index] as GlyphRun["glyphs"][number];
    let code = codes[glyph.id];
    if (code === undefined) {
      const number = font.subset.includeGlyph(glyph.id);
      code = number.toString(16).padStart(4, "0");
      codes[glyph.id] = code;
      font.widths[number] ??= glyph.advanceWidth * font.scale;
      font.unicode[number] ??= textOf(glyph, shapes);
    }
    const shift = Math.round(run.shifts[index] ?? 0);
    const kern = Math.round(glyph.advanceWidth * font.scale - (run.advances[index] as number));
    if (shift !== 0) hex += `>${-shift}<`;
    hex += code;
    const after = kern + shift;
    if (after !== 0 && (index < run.glyphs.length - 1 || kern !== 0)) hex += `>${after}<`;
  }
  return hex;
}

/**
 * The characters that a glyph stands for: the lowest code point that the font gives it, or what it was made of
 * (ligatures). A glyph's own note of its characters will not do: fontkit keeps the one of its first use, be it as a
 * part of another (the A in an Å) or for a sister (the fixed hyphen), in whatever document that was.
 */
function textOf(glyph: GlyphRun["glyphs"][number], shapes: Font): readonly number[] {
  const points = shapes
    .stringsForGlyph(glyph.id)
    .filter((text) => text.length === 1 || (text.length === 2 && (text.codePointAt(0) ?? 0) > 0xffff))
    .map((text) => text.codePointAt(0) ?? 0);
  if (points.length > 0) return [Math.min(...points)];
  return glyph.codePoints.length > 0 ? glyph.codePoints : partOfLetter;
}

/** Text of a glyph that is only the second half of a letter (a mark that the font takes off): every glyph must have some. */
const partOfLetter: readonly number[] = [0x200b];
