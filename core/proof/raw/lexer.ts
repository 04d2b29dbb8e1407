import { PdfDictionary, PdfName, PdfReference, PdfString, type PdfValue } from "./pdf-values.ts";

/** A word that is no value: `obj`, `stream`, an operator. */
export class Keyword {
  readonly word: string;
  constructor(word: string) {
    this.word = word;
  }
}

/** Arrays and dictionaries inside each other; files made to break a reader go deeper. */
const mostDepth = 200;

/** What a byte is in PDF's syntax (ISO 32000-1, 7.2.2). */
const regular = 0;
const white = 1;
const delimiter = 2;
const kinds = new Uint8Array(256);
for (const code of [0, 9, 10, 12, 13, 32]) kinds[code] = white;
for (const letter of "()<>[]{}/%") kinds[letter.charCodeAt(0)] = delimiter;

const hexValues = new Int8Array(256).fill(-1);
for (let value = 0; value < 16; value += 1) {
  hexValues[value.toString(16).charCodeAt(0)] = value;
  hexValues[value.toString(16).toUpperCase().charCodeAt(0)] = value;
}

/**
 * Reads PDF syntax, of files and of content streams. It never throws: what makes no sense is stepped over, and at the
 * end `next` returns undefined.
 */
export class Lexer {
  readonly bytes: Uint8Array;
  at: number;
  readonly end: number;
  /** Where strings and comments need not be kept, they are stepped over and read as empty. */
  skimming = false;
  /** Comments, where somebody wants them. */
  onComment: ((text: string) => void) | null = null;

  constructor(bytes: Uint8Array, at = 0, end = bytes.length) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
  }

  /** The next value or keyword; references (`12 0 R`) are read as one where `references` says that there are any. */
  next(references: boolean, depth = 0): PdfValue | Keyword | undefined {
    for (;;) {
      this.skipWhite();
      if (this.at >= this.end) return undefined;
      const code = this.bytes[this.at] as number;
      if ((code >= 0x30 && code <= 0x39) || code === 0x2b || code === 0x2d || code === 0x2e) return this.#number(references);
      switch (code) {
        case 0x2f:
          return this.#name();
        case 0x28:
          return this.#literal();
        case 0x3c:
          return this.bytes[this.at + 1] === 0x3c ? this.#dictionary(references, depth) : this.#hexadecimal();
        case 0x5b:
          return this.#array(references, depth);
        case 0x29:
        case 0x5d:
        case 0x7b:
        case 0x7d:
          this.at += 1;
          continue;
        case 0x3e:
          this.at += 1;
          continue;
        default:
          return this.#keyword();
      }
    }
  }

  skipWhite(): void {
    const { bytes, end } = this;
    while (this.at < end) {
      const code = bytes[this.at] as number;
      if (code === 0x25) this.#comment();
      else if (kinds[code] === white) this.at += 1;
      else return;
    }
  }

  #comment(): void {
    const start = this.at;
    while (this.at < this.end && this.bytes[this.at] !== 10 && this.bytes[this.at] !== 13) this.at += 1;
    this.onComment?.(latin1(this.bytes, start + 1, this.at));
  }

  #number(references: boolean): PdfValue | Keyword {
    const { bytes } = this;
    const start = this.at;
    let negative = false;
    let whole = 0;
    let part = 0;
    let scale = 0;
    for (; this.at < this.end; this.at += 1) {
      const code = bytes[this.at] as number;
      if (code >= 0x30 && code <= 0x39) {
        if (scale === 0) whole = whole * 10 + code - 0x30;
        else {
          part += (code - 0x30) * scale;
          scale /= 10;
        }
      } else if (code === 0x2e && scale === 0) scale = 0.1;
      else if (code === 0x2d) negative ||= this.at === start;
      else if (code !== 0x2b) break;
    }
    const value = negative ? -(whole + part) : whole + part;
    if (!references || scale !== 0 || negative) return value;
    return this.#referenceAfter(value) ?? value;
  }

  /** `0 R` after a number that has been read. */
  #referenceAfter(number: number): PdfReference | null {
    const { bytes } = this;
    let at = this.at;
    const white1 = at;
    while (at < this.end && kinds[bytes[at] as number] === white) at += 1;
    if (at === white1) return null;
    const digits = at;
    while (at < this.end && (bytes[at] as number) >= 0x30 && (bytes[at] as number) <= 0x39) at += 1;
    if (at === digits || at - digits > 5) return null;
    const white2 = at;
    while (at < this.end && kinds[bytes[at] as number] === white) at += 1;
    if (at === white2 || bytes[at] !== 0x52 || (at + 1 < this.end && kinds[bytes[at + 1] as number] === regular)) return null;
    this.at = at + 1;
    return new PdfReference(number);
  }

  #name(): PdfName {
    const { bytes } = this;
    const start = this.at + 1;
    let at = start;
    let escaped = false;
    while (at < this.end && kinds[bytes[at] as number] === regular) {
      if (bytes[at] === 0x23) escaped = true;
      at += 1;
    }
    this.at = at;
    const text = latin1(bytes, start, at);
    return new PdfName(escaped ? text.replace(/#([\dA-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) : text);
  }

  #literal(): PdfString {
    const { bytes, end } = this;
    let depth = 0;
    const codes: number[] = [];
    const keep = !this.skimming;
    for (; this.at < end; this.at += 1) {
      let code = bytes[this.at] as number;
      if (code === 0x5c) {
        this.at += 1;
        code = bytes[this.at] ?? 0;
        if (code >= 0x30 && code <= 0x37) {
          let value = code - 0x30;
          for (let more = 0; more < 2; more += 1) {
            const digit = bytes[this.at + 1] ?? 0;
            if (digit < 0x30 || digit > 0x37) break;
            value = value * 8 + digit - 0x30;
            this.at += 1;
          }
          code = value & 255;
        } else if (code === 13 || code === 10) {
          if (code === 13 && bytes[this.at + 1] === 10) this.at += 1;
          continue;
        } else code = escapes[code] ?? code;
        if (keep) codes.push(code);
        continue;
      }
      if (code === 0x28 && depth++ === 0) continue;
      if (code === 0x29 && --depth === 0) break;
      if (keep) codes.push(code);
    }
    this.at += 1;
    return keep ? new PdfString(fromCodes(codes)) : nothing;
  }

  #hexadecimal(): PdfString {
    const { bytes, end } = this;
    const codes: number[] = [];
    let high = -1;
    for (this.at += 1; this.at < end; this.at += 1) {
      const code = bytes[this.at] as number;
      if (code === 0x3e) break;
      const value = hexValues[code] as number;
      if (value < 0 || this.skimming) continue;
      if (high < 0) high = value;
      else {
        codes.push(high * 16 + value);
        high = -1;
      }
    }
    if (high >= 0) codes.push(high * 16);
    this.at += 1;
    return this.skimming ? nothing : new PdfString(fromCodes(codes));
  }

  #array(references: boolean, depth: number): PdfValue[] {
    const values: PdfValue[] = [];
    this.at += 1;
    for (;;) {
      this.skipWhite();
      if (this.at >= this.end) return values;
      if (this.bytes[this.at] === 0x5d) {
        this.at += 1;
        return values;
      }
      if (depth > mostDepth) {
        this.at = this.end;
        return values;
      }
      const value = this.next(references, depth + 1);
      if (value === undefined) return values;
      if (!(value instanceof Keyword)) values.push(value);
      else if (value.word === "endobj") return values;
    }
  }

  #dictionary(references: boolean, depth: number): PdfDictionary {
    const entries = new Map<string, PdfValue>();
    this.at += 2;
    for (;;) {
      this.skipWhite();
      if (this.at >= this.end) break;
      const code = this.bytes[this.at];
      if (code === 0x3e) {
        this.at += this.bytes[this.at + 1] === 0x3e ? 2 : 1;
        break;
      }
      if (depth > mostDepth) {
        this.at = this.end;
        break;
      }
      if (code !== 0x2f) {
        const stray = this.next(references, depth + 1);
        if (stray instanceof Keyword && (stray.word === "endobj" || stray.word === "stream")) break;
        continue;
      }
      const key = this.#name().name;
      this.skipWhite();
      // `/Key>>`: a key without its value.
      if (this.bytes[this.at] === 0x3e) continue;
      const value = this.next(references, depth + 1);
      if (value === undefined) break;
      if (value instanceof Keyword) {
        if (value.word === "endobj") break;
        continue;
      }
      entries.set(key, value);
    }
    return new PdfDictionary(entries);
  }

  #keyword(): PdfValue | Keyword {
    const start = this.at;
    while (this.at < this.end && kinds[this.bytes[this.at] as number] === regular) this.at += 1;
    const word = latin1(this.bytes, start, this.at);
    if (word === "true") return true;
    if (word === "false") return false;
    if (word === "null") return null;
    return new Keyword(word);
  }
}

const nothing = new PdfString("");
const escapes: Readonly<Record<number, number>> = { 0x6e: 10, 0x72: 13, 0x74: 9, 0x62: 8, 0x66: 12 };

/** Bytes as letters U+0000–U+00FF. */
export function latin1(bytes: Uint8Array, start = 0, end = bytes.length): string {
  if (end - start < 24) {
    let text = "";
    for (let at = start; at < end; at += 1) text += String.fromCharCode(bytes[at] as number);
    return text;
  }
  let text = "";
  for (let at = start; at < end; at += 8192) text += String.fromCharCode(...bytes.subarray(at, Math.min(end, at + 8192)));
  return text;
}

function fromCodes(codes: readonly number[]): string {
  if (codes.length < 8192) return String.fromCharCode(...codes);
  let text = "";
  for (let at = 0; at < codes.length; at += 8192) text += String.fromCharCode(...codes.slice(at, at + 8192));
  return text;
}
