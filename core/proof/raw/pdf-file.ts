import { AppError } from "../../errors.ts";
import { decodeStream, type Decoded, type FilterStep } from "./decode-stream.ts";
import { Keyword, latin1, Lexer } from "./lexer.ts";
import { PdfDictionary, PdfName, PdfReference, PdfStream, PdfString, type PdfValue } from "./pdf-values.ts";

/** Left, bottom, right, top in user space. */
export type Rectangle = readonly [left: number, bottom: number, right: number, top: number];

/** A page with what it inherits. */
export interface PdfPage {
  /** Number of its object. */
  readonly object: number;
  readonly dictionary: PdfDictionary;
  readonly resources: PdfValue;
  /** What the reader sees of it: CropBox within MediaBox. */
  readonly visible: Rectangle;
  readonly rotate: 0 | 90 | 180 | 270;
}

/** Where an object stands: at an offset of the file, or in a stream of objects. */
type Place = { readonly offset: number } | { readonly stream: number; readonly index: number };

/** Most bytes that a stream may unpack to. */
const mostDecoded = 1 << 28;

/**
 * Bytes that are read in all, each as often as it is asked for. A file made to hold readers up has few bytes that are to
 * be read again and again; what a packet unpacks to is read some three times.
 */
class Work {
  #left: number;

  constructor(size: number) {
    this.#left = 2e8 + 100 * size;
  }

  /** Syntax, and what it is searched for, is read letter by letter, which takes several times as long as unpacking. */
  spend(bytes: number, syntax = false): void {
    this.#left -= syntax ? 10 * bytes : bytes;
    if (this.#left < 0) throw new AppError("proof.unreadable", { why: "endless" });
  }
}

/**
 * A PDF as its objects, read by our own plain code: independent of the library that writes packets, and quick, since
 * only what is asked for is read. It knows no encryption (packets have none) and throws only over a file that would
 * never be read to its end (`proof.unreadable`).
 */
export class PdfFile {
  readonly bytes: Uint8Array;
  readonly trailer: PdfDictionary;
  /** Whether the table of objects was as it should be; else objects were looked for throughout the file. */
  readonly sound: boolean;
  readonly #places: ReadonlyMap<number, Place>;
  readonly #packed = new Map<number, { readonly bytes: Uint8Array; readonly offsets: readonly number[] }>();
  readonly #reading = new Set<number>();
  readonly #work: Work;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.#work = new Work(bytes.length);
    const index = readIndex(bytes, this.#work);
    const works = index !== null && index.trailer.entries.get("Root") instanceof PdfReference;
    this.sound = works;
    const { trailer, places } = works ? index : rebuildIndex(bytes, this.#work);
    this.trailer = trailer;
    this.#places = places;
  }

  get encrypted(): boolean {
    return this.trailer.entries.has("Encrypt");
  }

  /** The file's first identifier in hexadecimal digits; null where it has none. */
  get id(): string | null {
    const [first] = this.array(this.trailer.entries.get("ID"));
    return first instanceof PdfString ? Array.from(first.bytes, (letter) => letter.charCodeAt(0).toString(16).padStart(2, "0")).join("") : null;
  }

  get catalog(): PdfDictionary {
    return this.dictionary(this.trailer.entries.get("Root")) ?? new PdfDictionary(new Map());
  }

  get objectNumbers(): number[] {
    return [...this.#places.keys()];
  }

  /** Offsets of the objects that stand in the file itself. */
  get offsets(): number[] {
    return [...this.#places.values()].flatMap((place) => ("offset" in place ? [place.offset] : []));
  }

  /** The value itself, or what references lead to; null where that is nothing. */
  resolve(value: PdfValue | undefined): PdfValue {
    let found = value;
    for (let steps = 0; found instanceof PdfReference; steps += 1) {
      if (steps > 30) return null;
      found = this.object(found.number);
    }
    return found ?? null;
  }

  /** An entry of a dictionary or of a stream's dictionary, resolved. */
  get(holder: PdfValue | undefined, key: string): PdfValue {
    return this.resolve(this.dictionary(holder)?.entries.get(key));
  }

  dictionary(value: PdfValue | undefined): PdfDictionary | null {
    const found = this.resolve(value);
    if (found instanceof PdfStream) return found.dictionary;
    return found instanceof PdfDictionary ? found : null;
  }

  array(value: PdfValue | undefined): readonly PdfValue[] {
    const found = this.resolve(value);
    return Array.isArray(found) ? (found as readonly PdfValue[]) : [];
  }

  object(number: number): PdfValue {
    const place = this.#places.get(number);
    if (place === undefined || this.#reading.has(number)) return null;
    this.#reading.add(number);
    try {
      return "offset" in place ? this.objectAt(place.offset, number) : this.#unpacked(place.stream, place.index);
    } finally {
      this.#reading.delete(number);
    }
  }

  /** The object that stands at an offset; null where it is none, or has another number than `number`. */
  objectAt(offset: number, number?: number): PdfValue {
    const lexer = new Lexer(this.bytes, offset);
    try {
      return this.#objectFrom(lexer, number);
    } finally {
      this.#work.spend(lexer.at - offset, true);
    }
  }

  /** The value that stands somewhere in bytes of this file, such as an unpacked stream of objects; null where none does. */
  valueIn(bytes: Uint8Array, offset: number): PdfValue {
    const lexer = new Lexer(bytes, offset);
    const value = lexer.next(true);
    this.#work.spend(lexer.at - offset, true);
    return value === undefined || value instanceof Keyword ? null : value;
  }

  #objectFrom(lexer: Lexer, number: number | undefined): PdfValue {
    const told = lexer.next(false);
    if (typeof told !== "number" || (number !== undefined && told !== number) || typeof lexer.next(false) !== "number") return null;
    const keyword = lexer.next(false);
    if (!(keyword instanceof Keyword) || keyword.word !== "obj") return null;
    const value = lexer.next(true);
    if (value instanceof PdfDictionary) {
      lexer.skipWhite();
      if (startsWith(this.bytes, lexer.at, "stream")) return this.#stream(value, lexer.at + 6);
    }
    return value === undefined || value instanceof Keyword ? null : value;
  }

  decode(stream: PdfStream, most = mostDecoded): Decoded {
    const decoded = decodeStream(stream.raw, filtersOf(stream.dictionary, (entry) => this.resolve(entry)), most);
    this.#work.spend(decoded.bytes.length);
    return decoded;
  }

  /** The pages in order. A node that is its own ancestor, or is no dictionary, is left out. */
  pages(): PdfPage[] {
    const pages: PdfPage[] = [];
    const seen = new Set<number>();
    const visit = (value: PdfValue | undefined, inherited: ReadonlyMap<string, PdfValue>, depth: number): void => {
      if (!(value instanceof PdfReference) || seen.has(value.number) || depth > 60) return;
      seen.add(value.number);
      const node = this.dictionary(value);
      if (node === null) return;
      const own = new Map(inherited);
      for (const key of ["Resources", "MediaBox", "CropBox", "Rotate"]) {
        const entry = node.entries.get(key);
        if (entry !== undefined) own.set(key, entry);
      }
      if (node.entries.has("Kids")) for (const kid of this.array(node.entries.get("Kids"))) visit(kid, own, depth + 1);
      else pages.push(this.#page(value.number, node, own));
    };
    visit(this.catalog.entries.get("Pages"), new Map(), 0);
    return pages;
  }

  #page(object: number, dictionary: PdfDictionary, inherited: ReadonlyMap<string, PdfValue>): PdfPage {
    const media = this.rectangle(inherited.get("MediaBox")) ?? [0, 0, 612, 792];
    const crop = this.rectangle(inherited.get("CropBox")) ?? media;
    const within: Rectangle = [Math.max(media[0], crop[0]), Math.max(media[1], crop[1]), Math.min(media[2], crop[2]), Math.min(media[3], crop[3])];
    const told = this.resolve(inherited.get("Rotate"));
    const rotate = (((Math.round((typeof told === "number" ? told : 0) / 90) * 90) % 360) + 360) % 360;
    return { object, dictionary, resources: inherited.get("Resources") ?? null, visible: within[0] < within[2] && within[1] < within[3] ? within : media, rotate: rotate as PdfPage["rotate"] };
  }

  rectangle(value: PdfValue | undefined): Rectangle | null {
    const numbers = this.array(value).map((entry) => this.resolve(entry));
    const [a, b, c, d] = numbers;
    if (typeof a !== "number" || typeof b !== "number" || typeof c !== "number" || typeof d !== "number") return null;
    return a === c || b === d ? null : [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
  }

  #stream(dictionary: PdfDictionary, afterKeyword: number): PdfStream {
    const { bytes } = this;
    let start = afterKeyword;
    if (bytes[start] === 13 && bytes[start + 1] === 10) start += 2;
    else if (bytes[start] === 10 || bytes[start] === 13) start += 1;
    const told = this.resolve(dictionary.entries.get("Length"));
    const length = typeof told === "number" && told >= 0 && start + told <= bytes.length ? told : -1;
    if (length >= 0 && endsHere(bytes, start + length)) return new PdfStream(dictionary, bytes.subarray(start, start + length));
    const end = indexOf(bytes, "endstream", start);
    this.#work.spend((end < 0 ? bytes.length : end) - start, true);
    return new PdfStream(dictionary, bytes.subarray(start, end < 0 ? bytes.length : end));
  }

  #unpacked(streamNumber: number, index: number): PdfValue {
    let packed = this.#packed.get(streamNumber);
    if (packed === undefined) {
      const stream = this.object(streamNumber);
      const { bytes } = stream instanceof PdfStream ? this.decode(stream) : { bytes: new Uint8Array() };
      packed = { bytes, offsets: packedOffsets(bytes, this.get(stream, "N"), this.get(stream, "First")).map(({ offset }) => offset) };
      this.#packed.set(streamNumber, packed);
    }
    const offset = packed.offsets[index];
    return offset === undefined ? null : this.valueIn(packed.bytes, offset);
  }
}

/** Numbers and offsets of the objects in a stream of objects. */
export function packedOffsets(bytes: Uint8Array, count: PdfValue, first: PdfValue): { readonly number: number; readonly offset: number }[] {
  if (typeof count !== "number" || typeof first !== "number") return [];
  const lexer = new Lexer(bytes, 0, Math.min(first, bytes.length));
  const found: { number: number; offset: number }[] = [];
  for (let index = 0; index < count; index += 1) {
    const number = lexer.next(false);
    const offset = lexer.next(false);
    if (typeof number !== "number" || typeof offset !== "number") break;
    found.push({ number, offset: first + offset });
  }
  return found;
}

// ---------------------------------------------------------------- the table of objects

interface Index {
  readonly trailer: PdfDictionary;
  readonly places: Map<number, Place>;
}

/** The tables from the last to the first; null where one cannot be read. */
function readIndex(bytes: Uint8Array, work: Work): Index | null {
  const tail = lastIndexOf(bytes, "startxref", Math.max(0, bytes.length - 2048));
  if (tail < 0) return null;
  const places = new Map<number, Place>();
  const gone = new Set<number>();
  const entries = new Map<string, PdfValue>();
  const seen = new Set<number>();
  const queue: PdfValue[] = [value(new Lexer(bytes, tail + 9))];
  for (;;) {
    const offset = queue.shift();
    if (offset === undefined) break;
    if (typeof offset !== "number" || offset < 0 || offset >= bytes.length) return null;
    if (seen.has(offset)) continue;
    seen.add(offset);
    const section = startsWith(bytes, skipWhite(bytes, offset), "xref") ? readTable(bytes, skipWhite(bytes, offset) + 4, places, gone, work) : readXrefStream(bytes, offset, places, gone, work);
    if (section === null) return null;
    for (const [key, entry] of section.entries) if (!entries.has(key)) entries.set(key, entry);
    for (const key of ["XRefStm", "Prev"]) {
      const next = section.entries.get(key);
      if (next !== undefined) queue.push(next);
    }
  }
  return { trailer: new PdfDictionary(entries), places };
}

function value(lexer: Lexer): PdfValue {
  const found = lexer.next(true);
  return found === undefined || found instanceof Keyword ? null : found;
}

function readTable(bytes: Uint8Array, at: number, places: Map<number, Place>, gone: Set<number>, work: Work): PdfDictionary | null {
  const lexer = new Lexer(bytes, at);
  for (;;) {
    const first = lexer.next(false);
    if (first instanceof Keyword) {
      const trailer = first.word === "trailer" ? lexer.next(true) : null;
      work.spend(lexer.at - at, true);
      return trailer instanceof PdfDictionary ? trailer : null;
    }
    const count = lexer.next(false);
    if (typeof first !== "number" || typeof count !== "number") return null;
    for (let number = first; number < first + count; number += 1) {
      const offset = lexer.next(false);
      lexer.next(false);
      const kind = lexer.next(false);
      if (typeof offset !== "number" || !(kind instanceof Keyword)) return null;
      if (places.has(number) || gone.has(number)) continue;
      if (kind.word === "n") places.set(number, { offset });
      else gone.add(number);
    }
  }
}

function readXrefStream(bytes: Uint8Array, at: number, places: Map<number, Place>, gone: Set<number>, work: Work): PdfDictionary | null {
  // A stream of cross-references has its length in its own dictionary, so no table is needed to read it.
  const found = streamAt(bytes, at, work);
  if (found === null) return null;
  const { dictionary } = found;
  const numbers = (key: string) => ((dictionary.entries.get(key) ?? []) as readonly PdfValue[]).map(Number);
  const widths = numbers("W");
  const size = Number(dictionary.entries.get("Size") ?? 0);
  const ranges = dictionary.entries.has("Index") ? numbers("Index") : [0, size];
  const [kindWidth = 0, secondWidth = 0, thirdWidth = 0] = widths;
  const row = kindWidth + secondWidth + thirdWidth;
  if (row < 1 || row > 24) return null;
  const data = decodeStream(found.raw, filtersOf(dictionary, asItStands), mostDecoded).bytes;
  work.spend(data.length);
  const field = (from: number, width: number): number => {
    let number = 0;
    for (let index = 0; index < width; index += 1) number = number * 256 + (data[from + index] ?? 0);
    return number;
  };
  let from = 0;
  for (let range = 0; range + 1 < ranges.length; range += 2) {
    const first = ranges[range] as number;
    for (let number = first; number < first + (ranges[range + 1] as number) && from + row <= data.length; number += 1, from += row) {
      if (places.has(number) || gone.has(number)) continue;
      const kind = kindWidth === 0 ? 1 : field(from, kindWidth);
      const second = field(from + kindWidth, secondWidth);
      const third = field(from + kindWidth + secondWidth, thirdWidth);
      if (kind === 1) places.set(number, { offset: second });
      else if (kind === 2) places.set(number, { stream: second, index: third });
      else gone.add(number);
    }
  }
  return dictionary;
}

function streamAt(bytes: Uint8Array, at: number, work: Work): PdfStream | null {
  const lexer = new Lexer(bytes, at);
  if (typeof lexer.next(false) !== "number" || typeof lexer.next(false) !== "number") return null;
  const keyword = lexer.next(false);
  const dictionary = keyword instanceof Keyword && keyword.word === "obj" ? lexer.next(true) : null;
  work.spend(lexer.at - at, true);
  if (!(dictionary instanceof PdfDictionary)) return null;
  lexer.skipWhite();
  if (!startsWith(bytes, lexer.at, "stream")) return null;
  let start = lexer.at + 6;
  if (bytes[start] === 13 && bytes[start + 1] === 10) start += 2;
  else if (bytes[start] === 10 || bytes[start] === 13) start += 1;
  const told = dictionary.entries.get("Length");
  const end = typeof told === "number" && endsHere(bytes, start + told) ? start + told : indexOf(bytes, "endstream", start);
  work.spend((end < 0 ? bytes.length : end) - start, true);
  return new PdfStream(dictionary, bytes.subarray(start, end < 0 ? bytes.length : end));
}

/** A stream's filters with their parameters. */
function filtersOf(dictionary: PdfDictionary, resolve: (entry: PdfValue | undefined) => PdfValue): FilterStep[] {
  const list = (key: string, short: string): readonly PdfValue[] => {
    const found = resolve(dictionary.entries.get(key) ?? dictionary.entries.get(short));
    return Array.isArray(found) ? (found as readonly PdfValue[]).map(resolve) : [found];
  };
  const parameters = list("DecodeParms", "DP");
  return list("Filter", "F").flatMap((name, index): FilterStep[] => {
    const own = parameters[index];
    const number = (key: string, fallback: number): number => {
      const entry = own instanceof PdfDictionary ? resolve(own.entries.get(key)) : null;
      return typeof entry === "number" ? entry : fallback;
    };
    return name instanceof PdfName ? [{ name: name.name, predictor: number("Predictor", 1), colors: number("Colors", 1), bits: number("BitsPerComponent", 8), columns: number("Columns", 1), earlyChange: number("EarlyChange", 1) !== 0 }] : [];
  });
}

/** Where no table of objects is at hand, only what stands in the dictionary itself can be read. */
function asItStands(entry: PdfValue | undefined): PdfValue {
  return entry === undefined || entry instanceof PdfReference ? null : entry;
}

/** Objects looked for throughout the file, the last of a number standing; streams of objects are opened too. */
function rebuildIndex(bytes: Uint8Array, work: Work): Index {
  const places = new Map<number, Place>();
  const entries = new Map<string, PdfValue>();
  const adopt = (dictionary: PdfDictionary) => {
    for (const key of ["Root", "Info", "ID", "Encrypt"]) {
      const entry = dictionary.entries.get(key);
      if (entry !== undefined) entries.set(key, entry);
    }
  };
  for (const { number, offset } of objectsIn(bytes)) places.set(number, { offset });
  for (const [number, place] of places) {
    const stream = "offset" in place ? streamAt(bytes, place.offset, work) : null;
    if (stream === null) continue;
    const type = stream.dictionary.entries.get("Type");
    if (!(type instanceof PdfName)) continue;
    if (type.name === "XRef") adopt(stream.dictionary);
    if (type.name !== "ObjStm") continue;
    const data = decodeStream(stream.raw, filtersOf(stream.dictionary, asItStands), mostDecoded).bytes;
    work.spend(data.length);
    packedOffsets(data, stream.dictionary.entries.get("N") ?? null, stream.dictionary.entries.get("First") ?? null).forEach((inner, index) => {
      if (!places.has(inner.number)) places.set(inner.number, { stream: number, index });
    });
  }
  for (let at = indexOf(bytes, "trailer", 0); at >= 0; at = indexOf(bytes, "trailer", at + 7)) {
    const lexer = new Lexer(bytes, at + 7);
    const trailer = lexer.next(true);
    work.spend(lexer.at - at, true);
    if (trailer instanceof PdfDictionary) adopt(trailer);
  }
  return { trailer: new PdfDictionary(entries), places };
}

/** Everything in the file that looks like the beginning of an object (`12 0 obj`), in the order of the file. */
export function objectsIn(bytes: Uint8Array): { readonly number: number; readonly offset: number }[] {
  const found: { number: number; offset: number }[] = [];
  for (let at = indexOf(bytes, "obj", 0); at >= 0; at = indexOf(bytes, "obj", at + 3)) {
    let from = at - 1;
    const back = (is: (code: number) => boolean): number => {
      const before = from;
      while (from >= 0 && is(bytes[from] as number)) from -= 1;
      return before - from;
    };
    const white = (code: number) => code === 32 || code === 10 || code === 13 || code === 9 || code === 0 || code === 12;
    const digit = (code: number) => code >= 0x30 && code <= 0x39;
    back(white);
    if (back(digit) === 0 || back(white) === 0) continue;
    const length = back(digit);
    if (length === 0 || length > 10) continue;
    found.push({ number: Number(latin1(bytes, from + 1, from + 1 + length)), offset: from + 1 });
  }
  return found;
}

// ---------------------------------------------------------------- bytes

function skipWhite(bytes: Uint8Array, at: number): number {
  let from = at;
  while (from < bytes.length && (bytes[from] as number) <= 32) from += 1;
  return from;
}

function startsWith(bytes: Uint8Array, at: number, text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (bytes[at + index] !== text.charCodeAt(index)) return false;
  return true;
}

/** A stream's length is right where its end follows it, after a line's end or not. */
function endsHere(bytes: Uint8Array, at: number): boolean {
  return startsWith(bytes, skipWhite(bytes, at), "endstream");
}

function indexOf(bytes: Uint8Array, text: string, from: number): number {
  const first = text.charCodeAt(0);
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) if (startsWith(bytes, at, text)) return at;
  return -1;
}

function lastIndexOf(bytes: Uint8Array, text: string, from: number): number {
  let last = -1;
  for (let at = indexOf(bytes, text, from); at >= 0; at = indexOf(bytes, text, at + 1)) last = at;
  return last;
}

/** The text of a text string, else the empty one. */
export function textOf(found: PdfValue): string {
  return found instanceof PdfString ? found.text : "";
}

export function nameOf(found: PdfValue | undefined): string {
  return found instanceof PdfName ? found.name : "";
}
