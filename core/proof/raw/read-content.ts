import { FontText } from "./font-text.ts";
import { Keyword, Lexer } from "./lexer.ts";
import { nameOf, type PdfFile } from "./pdf-file.ts";
import { type PdfDictionary, PdfReference, PdfStream, PdfString, type PdfValue } from "./pdf-values.ts";

/** x' = ax + cy + e, y' = bx + dy + f */
export type Transform = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** Text that one operator shows. */
export interface TextRun {
  readonly text: string;
  /** From the run's own measure (its font's size is 1, its baseline begins at the origin) to the page's user space. */
  readonly transform: Transform;
  /** Along the baseline, in the run's own measure. */
  readonly length: number;
  /** Inside an artifact: no part of the page's own text. */
  readonly artifact: boolean;
  /** Filled or outlined, in no layer, cut by no path; a reader can see it unless something is painted over it. */
  readonly visible: boolean;
  /** Resource name of its font. */
  readonly font: string;
}

export interface Content {
  readonly runs: readonly TextRun[];
  /** Whether anything but text was painted after the last run. */
  readonly paintedOver: boolean;
  /** Whether every stream could be decoded. */
  readonly whole: boolean;
}

/** Fonts that have been read already, by their object's number. */
export type FontShelf = Map<number, FontText>;

interface State {
  readonly ctm: Transform;
  readonly clipped: boolean;
  readonly font: string;
  readonly size: number;
  readonly letterSpace: number;
  readonly wordSpace: number;
  readonly scale: number;
  readonly leading: number;
  readonly rise: number;
  readonly mode: number;
}

const start: State = { ctm: [1, 0, 0, 1, 0, 0], clipped: false, font: "", size: 0, letterSpace: 0, wordSpace: 0, scale: 1, leading: 0, rise: 0, mode: 0 };

/** Graphics states inside each other; content made to break a reader opens more. */
const mostStates = 10_000;

/**
 * Reads content streams as a viewer does, for text: graphics states and transformations of all of them, text from the
 * stream with index `textFrom` on. It does not look into forms that are drawn.
 */
export function readContent(file: PdfFile, streams: readonly PdfStream[], resources: PdfValue, textFrom: number, shelf: FontShelf = new Map()): Content {
  const fonts = file.get(resources, "Font");
  const reader = new ContentReader(file, fonts, shelf);
  let whole = true;
  streams.forEach((stream, index) => {
    const decoded = file.decode(stream);
    whole &&= decoded.whole;
    reader.read(decoded.bytes, index >= textFrom);
  });
  return { runs: reader.runs, paintedOver: reader.paintedOver, whole };
}

/** The content streams of a page, in order. */
export function contentStreams(file: PdfFile, page: PdfDictionary): PdfStream[] {
  const contents = file.resolve(page.entries.get("Contents"));
  const parts = contents instanceof PdfStream ? [contents] : file.array(contents).map((part) => file.resolve(part));
  return parts.filter((part) => part instanceof PdfStream);
}

class ContentReader {
  readonly runs: TextRun[] = [];
  paintedOver = false;
  readonly #file: PdfFile;
  readonly #fonts: PdfValue;
  readonly #shelf: FontShelf;
  readonly #stack: State[] = [];
  /** Marked content that is open: whether it is an artifact, whether it belongs to a layer. */
  readonly #marks: { readonly artifact: boolean; readonly layer: boolean }[] = [];
  #state: State = start;
  #line: Transform = start.ctm;
  #text: Transform = start.ctm;

  constructor(file: PdfFile, fonts: PdfValue, shelf: FontShelf) {
    this.#file = file;
    this.#fonts = fonts;
    this.#shelf = shelf;
  }

  read(bytes: Uint8Array, withText: boolean): void {
    const lexer = new Lexer(bytes);
    lexer.skimming = !withText;
    let operands: PdfValue[] = [];
    for (let token = lexer.next(false); token !== undefined; token = lexer.next(false)) {
      if (!(token instanceof Keyword)) {
        if (operands.length < 100) operands.push(token);
        continue;
      }
      if (token.word === "BI") skipInlineImage(lexer);
      this.#operate(token.word, operands, withText);
      if (operands.length > 0) operands = [];
    }
  }

  #operate(operator: string, operands: readonly PdfValue[], withText: boolean): void {
    const state = this.#state;
    const number = (index: number): number => {
      const value = operands[index];
      return typeof value === "number" ? value : 0;
    };
    switch (operator) {
      case "q":
        if (this.#stack.length < mostStates) this.#stack.push(state);
        return;
      case "Q":
        this.#state = this.#stack.pop() ?? state;
        return;
      case "cm":
        this.#state = { ...state, ctm: multiply([number(0), number(1), number(2), number(3), number(4), number(5)], state.ctm) };
        return;
      case "W":
      case "W*":
        this.#state = { ...state, clipped: true };
        return;
      case "f": case "F": case "f*": case "B": case "B*": case "b": case "b*": case "S": case "s": case "sh": case "Do": case "BI":
        this.paintedOver = true;
        return;
      case "BMC":
      case "BDC":
        this.#marks.push({ artifact: nameOf(operands[0]) === "Artifact", layer: nameOf(operands[0]) === "OC" });
        return;
      case "EMC":
        this.#marks.pop();
        return;
      case "Tf":
        this.#state = { ...state, font: nameOf(operands[0]), size: number(1) };
        return;
      case "Tr":
        this.#state = { ...state, mode: number(0) };
        return;
      default:
        if (withText) this.#operateText(operator, operands, number);
        else if (operator.startsWith("T")) this.#state = spaced(state, operator, number(0));
    }
  }

  #operateText(operator: string, operands: readonly PdfValue[], number: (index: number) => number): void {
    switch (operator) {
      case "BT":
        this.#text = this.#line = start.ctm;
        return;
      case "Td":
        return this.#move(number(0), number(1));
      case "TD":
        this.#state = { ...this.#state, leading: -number(1) };
        return this.#move(number(0), number(1));
      case "Tm":
        this.#text = this.#line = [number(0), number(1), number(2), number(3), number(4), number(5)];
        return;
      case "T*":
        return this.#move(0, -this.#state.leading);
      case "Tj":
        return this.#show([operands[0] ?? null]);
      case "TJ":
        return this.#show(Array.isArray(operands[0]) ? (operands[0] as readonly PdfValue[]) : []);
      case "'":
        this.#move(0, -this.#state.leading);
        return this.#show([operands[0] ?? null]);
      case "\"":
        this.#state = { ...this.#state, wordSpace: number(0), letterSpace: number(1) };
        this.#move(0, -this.#state.leading);
        return this.#show([operands[2] ?? null]);
      default:
        this.#state = spaced(this.#state, operator, number(0));
    }
  }

  #move(x: number, y: number): void {
    this.#text = this.#line = multiply([1, 0, 0, 1, x, y], this.#line);
  }

  #show(parts: readonly PdfValue[]): void {
    const { size, scale, rise, letterSpace, wordSpace, mode, clipped, ctm, font } = this.#state;
    const meaning = this.#font(font);
    let text = "";
    let advance = 0;
    for (const part of parts) {
      if (typeof part === "number") {
        advance -= (part / 1000) * size * scale;
        if (part < -200 && text !== "" && !text.endsWith(" ")) text += " ";
      } else if (part instanceof PdfString && meaning !== null) {
        for (const glyph of meaning.glyphs(part)) {
          text += glyph.text;
          advance += ((glyph.width / 1000) * size + letterSpace + (glyph.isSpace ? wordSpace : 0)) * scale;
        }
      }
    }
    const own: Transform = [size * scale, 0, 0, size, 0, rise];
    if (text !== "") {
      const transform = multiply(multiply(own, this.#text), ctm);
      const inLayer = this.#marks.some(({ layer }) => layer);
      this.runs.push({ text, transform, length: size * scale === 0 ? 0 : advance / (size * scale), artifact: this.#marks.some(({ artifact }) => artifact), visible: mode % 4 !== 3 && !clipped && !inLayer && size !== 0, font });
      this.paintedOver = false;
    }
    this.#text = multiply([1, 0, 0, 1, advance, 0], this.#text);
  }

  #font(name: string): FontText | null {
    const entry = this.#file.dictionary(this.#fonts)?.entries.get(name);
    if (entry === undefined) return null;
    if (!(entry instanceof PdfReference)) return new FontText(this.#file, entry);
    const known = this.#shelf.get(entry.number) ?? new FontText(this.#file, this.#file.resolve(entry));
    this.#shelf.set(entry.number, known);
    return known;
  }
}

function spaced(state: State, operator: string, value: number): State {
  switch (operator) {
    case "Tc":
      return { ...state, letterSpace: value };
    case "Tw":
      return { ...state, wordSpace: value };
    case "Tz":
      return { ...state, scale: value / 100 };
    case "TL":
      return { ...state, leading: value };
    case "Ts":
      return { ...state, rise: value };
    default:
      return state;
  }
}

/** First `first`, then `then`. */
export function multiply(first: Transform, then: Transform): Transform {
  const [a, b, c, d, e, f] = first;
  const [A, B, C, D, E, F] = then;
  return [a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F];
}

/** From `BI` to after the picture's bytes: an `EI` between white space, followed by what looks like content again. */
function skipInlineImage(lexer: Lexer): void {
  for (let token = lexer.next(false); token !== undefined; token = lexer.next(false)) if (token instanceof Keyword && token.word === "ID") break;
  const { bytes, end } = lexer;
  const white = (code: number | undefined) => code === undefined || code === 32 || code === 10 || code === 13 || code === 9 || code === 0;
  for (let at = lexer.at + 1; at < end; at += 1) {
    if (bytes[at] !== 0x45 || bytes[at + 1] !== 0x49 || !white(bytes[at - 1]) || !white(bytes[at + 2])) continue;
    let plain = true;
    for (let after = at + 2; after < Math.min(at + 16, end); after += 1) plain &&= (bytes[after] as number) < 0x80 && ((bytes[after] as number) >= 32 || white(bytes[after]));
    if (!plain) continue;
    lexer.at = at + 2;
    return;
  }
  lexer.at = end;
}
