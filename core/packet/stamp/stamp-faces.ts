import { zlibSync } from "fflate";
import type { FaceIndex, GlyphRun, Shaped, Typefaces } from "../../document/writers/pdf/typefaces.ts";
import { notice, type Notice } from "../../errors.ts";
import type { PdfOut } from "../../pdf/pdf-out.ts";

/** The fonts of a packet's stamps: one, and one more for each fallback that a letter had to be taken from. */
export interface StampFaces {
  /** Object numbers to set aside for `write`. */
  readonly objectCount: number;
  /** Entries of a page's /Font dictionary: `/FlgA 12 0 R/FlgB 17 0 R`; `first` is the first of the numbers set aside. */
  readonly entries: (first: number) => string;
  /** Width of a text in parts of the type size. */
  readonly width: (text: string) => number;
  /** Operators that show a text (Tf and TJ) inside a text object; the glyphs go into the fonts. */
  readonly show: (text: string, size: number) => string;
  /** Writes the fonts with all glyphs that were shown until now; called once, after the last stamp. */
  readonly write: (out: Pick<PdfOut, "object" | "stream">, first: number) => void;
  /** Characters of the texts that no font has; ▯ stands for them. */
  readonly notices: readonly Notice[];
}

/**
 * Sets the stamps of one packet. `texts` holds every letter that will be shown (figures apart), so that it is known
 * beforehand which fonts are needed. The same texts shown in the same order give the same bytes. `mark` tells the fonts'
 * names from those of other packets, which may come as attachments with stamps of their own.
 */
export function createStampFaces(typefaces: Typefaces, texts: Iterable<string>, mark = ""): StampFaces {
  const shape = createShaper(typefaces);
  const missing = new Set<number>();
  const used = new Set<FaceIndex>([regular]);
  for (const text of new Set(texts)) {
    for (const { shaped } of shape(text)) {
      for (const run of shaped.runs) used.add(run.face);
      for (const codePoint of shaped.missing ?? []) missing.add(codePoint);
    }
  }
  const fonts = [...used].map((face, index) => createFont(typefaces, face, `Flg${mark}${String.fromCharCode(65 + index)}`));
  const fontOf = (face: FaceIndex): StampFont => {
    const font = fonts.find((candidate) => candidate.face === face);
    if (!font) throw new RangeError("a stamp with letters that were not announced");
    return font;
  };
  const shown = createMemory<string>();
  const widths = createMemory<number>();
  return {
    objectCount: fonts.length * objectsPerFont,
    entries: (first) => fonts.map(({ name }, index) => `/${name} ${first + index * objectsPerFont} 0 R`).join(""),
    width: (text) => widths(text, () => shape(text).reduce((sum, { shaped, after }) => sum + shaped.width + after, 0) / 1000),
    show: (text, size) =>
      shown(`${size} ${text}`, () => {
        const runs = shape(text).flatMap(({ shaped, space }) => [...shaped.runs, ...(space?.runs ?? [])]);
        return showRuns(runs, fontOf, size);
      }),
    write: (out, first) => fonts.forEach((font, index) => writeFont(out, first + index * objectsPerFont, font)),
    notices: [...missing].map((codePoint) =>
      notice("glyph.missing", { character: String.fromCodePoint(codePoint), codePoint: `U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}` }),
    ),
  };
}

const regular: FaceIndex = 0;

/** Most lines come again from page to page; those with the page's number do not. */
function createMemory<Value extends string | number>(): (key: string, make: () => Value) => Value {
  const kept = new Map<string, Value>();
  return (key, make) => {
    const known = kept.get(key);
    if (known !== undefined) return known;
    if (kept.size >= mostKept) kept.clear();
    const made = make();
    kept.set(key, made);
    return made;
  };
}

const mostKept = 1000;

interface ShapedWord {
  readonly shaped: Shaped;
  /** The space after it, and its width in thousandths; none after the last. */
  readonly space: Shaped | null;
  readonly after: number;
}

/** Word by word, for words come again. */
function createShaper({ shape }: Typefaces): (text: string) => ShapedWord[] {
  const space = shape(regular, " ");
  return (text) => {
    const words = text.split(" ");
    return words.map((word, index) => {
      const last = index === words.length - 1;
      return { shaped: shape(regular, word), space: last ? null : space, after: last ? 0 : space.width };
    });
  };
}

function showRuns(runs: readonly GlyphRun[], fontOf: (face: FaceIndex) => StampFont, size: number): string {
  let operators = "";
  let open: StampFont | null = null;
  let shown = "";
  const close = () => {
    if (open) operators += `/${open.name} ${size} Tf[(${shown})]TJ\n`;
    shown = "";
  };
  for (const run of runs) {
    const font = fontOf(run.face);
    if (font !== open) close();
    open = font;
    shown += encodeRun(run, font);
  }
  close();
  return operators;
}

/** Inside of a TJ array: codes of two bytes each, with corrections where letters are kerned. */
function encodeRun(run: GlyphRun, font: StampFont): string {
  let shown = "";
  run.glyphs.forEach((glyph, index) => {
    const code = font.include(glyph);
    const shift = Math.round(run.shifts[index] ?? 0);
    const kern = Math.round((font.widths[code] as number) - (run.advances[index] as number)) + shift;
    if (shift !== 0) shown += `)${-shift}(`;
    shown += literalByte(code >> 8) + literalByte(code & 0xff);
    if (kern !== 0) shown += `)${kern}(`;
  });
  return shown;
}

/** As it stands in a string, where a packet has room for half of what hexadecimal takes (ISO 32000-1, 7.3.4.2). */
function literalByte(byte: number): string {
  if (byte === 0x0d || byte >= 0x7f) return `\\${byte.toString(8).padStart(3, "0")}`;
  const character = String.fromCharCode(byte);
  return character === "(" || character === ")" || character === "\\" ? `\\${character}` : character;
}

// -------------------------------------------------------------- fonts in the file

type Font = Typefaces["fonts"][number];
type Glyph = GlyphRun["glyphs"][number];

interface StampFont {
  readonly face: FaceIndex;
  /** Among a page's resources. */
  readonly name: string;
  readonly font: Font;
  /** The glyph's code: its number in the subset. */
  readonly include: (glyph: Glyph) => number;
  /** By code: width in thousandths, and the text that the glyph stands for. */
  readonly widths: number[];
  readonly texts: string[];
  readonly file: () => Uint8Array;
}

function createFont({ fonts }: Typefaces, face: FaceIndex, name: string): StampFont {
  const font = fonts[face] as Font;
  const scale = 1000 / font.unitsPerEm;
  const subset = font.createSubset() as unknown as { readonly includeGlyph: (glyph: number) => number; readonly encode: () => Uint8Array };
  const widths = [font.getGlyph(0).advanceWidth * scale];
  const texts = [""];
  const codes: number[] = [];
  const include = (glyph: Glyph): number => {
    const known = codes[glyph.id];
    if (known !== undefined) return known;
    const code = subset.includeGlyph(glyph.id);
    codes[glyph.id] = code;
    widths[code] = glyph.advanceWidth * scale;
    texts[code] = textOf(glyph, font);
    return code;
  };
  return { face, name, font, include, widths, texts, file: () => subset.encode() };
}

/**
 * What a glyph reads as: the lowest character that the font has it for, or what it was made of. A ligature reads as its
 * letters.
 */
function textOf(glyph: Glyph, font: Font): string {
  const points = font
    .stringsForGlyph(glyph.id)
    .map((text) => text.codePointAt(0) ?? 0)
    .filter((point) => point > 0);
  const text = points.length > 0 ? String.fromCodePoint(Math.min(...points)) : String.fromCodePoint(...glyph.codePoints);
  return /^[\ufb00-\ufb06]$/.test(text) ? text.normalize("NFKC") : text;
}

const objectsPerFont = 5;

/** A composite font of glyph numbers (ISO 32000-1, 9.7) under the numbers `first` … `first + 4`. */
function writeFont(out: Pick<PdfOut, "object" | "stream">, first: number, { font, widths, texts, file }: StampFont): void {
  const scale = 1000 / font.unitsPerEm;
  const per = (value: number): number => Math.round(value * scale);
  const name = `${subsetTag(texts.join("\u0000"))}+${font.postscriptName.replace(/[^A-Za-z0-9-]/g, "")}`;
  const { minX, minY, maxX, maxY } = font.bbox;
  const [descendant, descriptor, program, unicode] = [first + 1, first + 2, first + 3, first + 4];
  out.object(first, `<</Type/Font/Subtype/Type0/BaseFont/${name}/Encoding/Identity-H/DescendantFonts[${descendant} 0 R]/ToUnicode ${unicode} 0 R>>`);
  out.object(
    descendant,
    `<</Type/Font/Subtype/CIDFontType2/BaseFont/${name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor ${descriptor} 0 R/CIDToGIDMap/Identity/W[0[${widths.map((width) => Math.round(width)).join(" ")}]]>>`,
  );
  out.object(
    descriptor,
    `<</Type/FontDescriptor/FontName/${name}/Flags 4/FontBBox[${per(minX)} ${per(minY)} ${per(maxX)} ${per(maxY)}]/ItalicAngle 0/Ascent ${per(font.ascent)}/Descent ${per(font.descent)}/CapHeight ${per(font.capHeight)}/StemV 80/FontFile2 ${program} 0 R>>`,
  );
  const bytes = file();
  out.stream(program, `<</Filter/FlateDecode/Length1 ${bytes.length}>>`, zlibSync(bytes));
  out.stream(unicode, "<</Filter/FlateDecode>>", zlibSync(new TextEncoder().encode(toUnicode(texts))));
}

/** Six capitals that differ from subset to subset (ISO 32000-1, 9.6.4): readers may take fonts of one name for the same. */
function subsetTag(glyphs: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < glyphs.length; index += 1) hash = Math.imul(hash ^ glyphs.charCodeAt(index), 0x01000193) >>> 0;
  let tag = "";
  for (let letter = 0; letter < 6; letter += 1) {
    tag += String.fromCharCode(65 + (hash % 26));
    hash = Math.floor(hash / 26);
  }
  return tag;
}

/** What each code reads as (ISO 32000-1, 9.10.3). */
function toUnicode(texts: readonly string[]): string {
  const rows = texts.flatMap((text, code) => (text === "" ? [] : [`<${code.toString(16).padStart(4, "0")}><${utf16(text)}>`]));
  let blocks = "";
  for (let start = 0; start < rows.length; start += 100) {
    const block = rows.slice(start, start + 100);
    blocks += `${block.length} beginbfchar\n${block.join("\n")}\nendbfchar\n`;
  }
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000><ffff>
endcodespacerange
${blocks}endcmap
CMapName currentdict /CMap defineresource pop
end
end
`;
}

function utf16(text: string): string {
  let hex = "";
  for (let index = 0; index < text.length; index += 1) hex += text.charCodeAt(index).toString(16).padStart(4, "0");
  return hex;
}
