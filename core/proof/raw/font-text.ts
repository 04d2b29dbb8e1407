import { Keyword, Lexer } from "./lexer.ts";
import { nameOf, type PdfFile } from "./pdf-file.ts";
import { PdfDictionary, PdfName, PdfStream, PdfString, type PdfValue } from "./pdf-values.ts";

export interface Glyph {
  readonly text: string;
  /** In thousandths of the font's size. */
  readonly width: number;
  /** A code of one byte, 32, to which the space between words is added. */
  readonly isSpace: boolean;
}

/** Codes that the ranges of one font may name; there are no more, but a font made to hold a reader up names them again and again. */
const mostCodes = 1 << 18;

/** What the codes of a font mean, and how wide they are. */
export class FontText {
  readonly #wide: boolean;
  readonly #texts: ReadonlyMap<number, string>;
  readonly #widths: ReadonlyMap<number, number>;
  readonly #otherWidth: number;
  readonly #fallback: (code: number) => string;

  constructor(file: PdfFile, font: PdfValue) {
    this.#wide = nameOf(file.get(font, "Subtype")) === "Type0";
    const toUnicode = file.get(font, "ToUnicode");
    this.#texts = toUnicode instanceof PdfStream ? readToUnicode(file.decode(toUnicode, 1 << 22).bytes) : new Map();
    const descendant = this.#wide ? file.resolve(file.array(file.get(font, "DescendantFonts"))[0]) : font;
    this.#widths = this.#wide ? wideWidths(file, file.get(descendant, "W")) : simpleWidths(file, font);
    const told = this.#wide ? file.get(descendant, "DW") : file.get(file.get(font, "FontDescriptor"), "MissingWidth");
    this.#otherWidth = typeof told === "number" ? told : this.#wide ? 1000 : 500;
    this.#fallback = this.#wide ? () => "" : simpleText(file, font);
  }

  glyphs(string: PdfString): Glyph[] {
    const { bytes } = string;
    const step = this.#wide ? 2 : 1;
    const glyphs: Glyph[] = [];
    for (let at = 0; at + step <= bytes.length; at += step) {
      const code = this.#wide ? (bytes.charCodeAt(at) << 8) | bytes.charCodeAt(at + 1) : bytes.charCodeAt(at);
      glyphs.push({ text: this.#texts.get(code) ?? this.#fallback(code), width: this.#widths.get(code) ?? this.#otherWidth, isSpace: !this.#wide && code === 32 });
    }
    return glyphs;
  }
}

/** A ToUnicode CMap: `<0012> <0041>` and ranges of them (ISO 32000-1, 9.10.3). */
function readToUnicode(bytes: Uint8Array): Map<number, string> {
  const texts = new Map<number, string>();
  const lexer = new Lexer(bytes);
  let operands: PdfValue[] = [];
  let room = mostCodes;
  for (let token = lexer.next(false); token !== undefined; token = lexer.next(false)) {
    if (!(token instanceof Keyword)) {
      operands.push(token);
      continue;
    }
    if (token.word === "endbfchar") for (let at = 0; at + 1 < operands.length; at += 2) texts.set(codeOf(operands[at]), unicode(operands[at + 1]));
    if (token.word === "endbfrange") for (let at = 0; at + 2 < operands.length && room > 0; at += 3) room -= addRange(texts, codeOf(operands[at]), codeOf(operands[at + 1]), operands[at + 2]);
    operands = [];
  }
  return texts;
}

/** Returns how many codes were named. */
function addRange(texts: Map<number, string>, first: number, last: number, target: PdfValue | undefined): number {
  const count = Math.min(last - first, 65_535) + 1;
  if (Array.isArray(target)) {
    (target as readonly PdfValue[]).slice(0, count).forEach((text, index) => texts.set(first + index, unicode(text)));
    return count;
  }
  const start = unicode(target);
  const head = start.slice(0, -1);
  const letter = start.charCodeAt(start.length - 1);
  if (start !== "") for (let index = 0; index < count; index += 1) texts.set(first + index, head + String.fromCharCode(letter + index));
  return count;
}

function codeOf(value: PdfValue | undefined): number {
  let code = 0;
  if (value instanceof PdfString) for (let at = 0; at < value.bytes.length; at += 1) code = code * 256 + value.bytes.charCodeAt(at);
  return code;
}

function unicode(value: PdfValue | undefined): string {
  return value instanceof PdfString ? new PdfString(`\xfe\xff${value.bytes.length === 1 ? `\0${value.bytes}` : value.bytes}`).text : "";
}

/** `[ 3 [500 600] 10 20 700 ]` */
function wideWidths(file: PdfFile, list: PdfValue): Map<number, number> {
  const widths = new Map<number, number>();
  const entries = file.array(list).map((entry) => file.resolve(entry));
  let room = mostCodes;
  for (let at = 0; at < entries.length && room > 0; ) {
    const [first, second] = [entries[at], entries[at + 1]];
    if (typeof first !== "number") return widths;
    if (Array.isArray(second)) {
      (second as readonly PdfValue[]).forEach((width, index) => widths.set(first + index, Number(file.resolve(width))));
      at += 2;
    } else {
      const width = entries[at + 2];
      if (typeof second !== "number" || typeof width !== "number") return widths;
      for (let code = first; code <= Math.min(second, first + 65_535); code += 1) widths.set(code, width);
      room -= Math.max(1, second - first);
      at += 3;
    }
  }
  return widths;
}

function simpleWidths(file: PdfFile, font: PdfValue): Map<number, number> {
  const first = file.get(font, "FirstChar");
  const scale = nameOf(file.get(font, "Subtype")) === "Type3" ? type3Scale(file, font) : 1;
  return new Map(file.array(file.get(font, "Widths")).flatMap((width, index): [number, number][] => {
    const value = file.resolve(width);
    return typeof value === "number" ? [[(typeof first === "number" ? first : 0) + index, value * scale]] : [];
  }));
}

/** Type 3 fonts have a measure of their own. */
function type3Scale(file: PdfFile, font: PdfValue): number {
  const a = file.resolve(file.array(file.get(font, "FontMatrix"))[0]);
  return typeof a === "number" ? Math.abs(a) * 1000 : 1;
}

/** Codes of a simple font by the names of its encoding, else as Windows has them. */
function simpleText(file: PdfFile, font: PdfValue): (code: number) => string {
  const encoding = file.get(font, "Encoding");
  const names = new Map<number, string>();
  if (encoding instanceof PdfDictionary) {
    let code = 0;
    for (const entry of file.array(encoding.entries.get("Differences"))) {
      const value = file.resolve(entry);
      if (typeof value === "number") code = value;
      else if (value instanceof PdfName) names.set(code++, glyphText(value.name));
    }
  }
  const windows = new TextDecoder("windows-1252");
  return (code) => names.get(code) ?? windows.decode(Uint8Array.of(code));
}

/** What the glyph of a name says: letters, the Danish ones, `uni00E6`; empty where the name tells nothing. */
function glyphText(name: string): string {
  if (name.length === 1) return name;
  const hex = /^(?:uni|u)([\dA-F]{4,6})/.exec(name)?.[1];
  if (hex !== undefined) return String.fromCodePoint(Math.min(Number.parseInt(hex, 16), 0x10ffff));
  return glyphNames[name] ?? "";
}

const glyphNames: Readonly<Record<string, string>> = {
  ae: "æ", AE: "Æ", oslash: "ø", Oslash: "Ø", aring: "å", Aring: "Å", eacute: "é", Eacute: "É", odieresis: "ö", Odieresis: "Ö", adieresis: "ä", Adieresis: "Ä", udieresis: "ü", Udieresis: "Ü",
  space: " ", nbspace: " ", period: ".", comma: ",", colon: ":", semicolon: ";", hyphen: "-", endash: "–", emdash: "—", slash: "/", underscore: "_", parenleft: "(", parenright: ")",
  zero: "0", one: "1", two: "2", three: "3", four: "4", five: "5", six: "6", seven: "7", eight: "8", nine: "9", fi: "fi", fl: "fl", ff: "ff", ffi: "ffi", ffl: "ffl",
  quoteright: "’", quoteleft: "‘", quotesingle: "'", quotedblleft: "“", quotedblright: "”", quotedbl: "\"", guillemotleft: "«", guillemotright: "»", at: "@", ampersand: "&", percent: "%", section: "§",
};
