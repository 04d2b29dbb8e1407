import { inflateSync } from "node:zlib";

/** Values of a PDF file as tests look at them. Names and strings are kept apart; strings are bytes (latin1). */
export type PdfValue = number | boolean | null | PdfName | PdfString | PdfReference | PdfDictionary | PdfStream | readonly PdfValue[];

export class PdfName {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

export class PdfString {
  readonly bytes: string;
  constructor(bytes: string) {
    this.bytes = bytes;
  }
  /** The text: UTF-16 with a byte order mark, else as it stands. */
  get text(): string {
    if (!this.bytes.startsWith("\xfe\xff")) return this.bytes;
    let text = "";
    for (let at = 2; at + 1 < this.bytes.length; at += 2) text += String.fromCharCode((this.bytes.charCodeAt(at) << 8) | this.bytes.charCodeAt(at + 1));
    return text;
  }
}

export class PdfReference {
  readonly number: number;
  constructor(number: number) {
    this.number = number;
  }
}

export class PdfDictionary {
  readonly entries: ReadonlyMap<string, PdfValue>;
  constructor(entries: ReadonlyMap<string, PdfValue>) {
    this.entries = entries;
  }
}

export class PdfStream extends PdfDictionary {
  readonly raw: Uint8Array;
  constructor(entries: ReadonlyMap<string, PdfValue>, raw: Uint8Array) {
    super(entries);
    this.raw = raw;
  }
}

/** A reader for the files that we write ourselves: no encryption, no repair, one section of cross-references. */
export class PdfObjects {
  readonly #objects = new Map<number, PdfValue>();
  readonly trailer: PdfDictionary;

  constructor(bytes: Uint8Array) {
    const source = Buffer.from(bytes).toString("latin1");
    let trailer: PdfDictionary | null = null;
    for (const match of source.matchAll(/(?:^|[\r\n])(\d+) 0 obj\b/g)) {
      const parser = new PdfParser(source, match.index + match[0].length);
      const value = parser.value();
      const object = value instanceof PdfDictionary && parser.atStream() ? this.#stream(value, bytes, parser) : value;
      this.#objects.set(Number(match[1]), object);
      if (object instanceof PdfStream && nameOf(object.entries.get("Type")) === "XRef") trailer = object;
    }
    const table = source.lastIndexOf("trailer");
    if (!trailer && table >= 0) trailer = new PdfParser(source, table + 7).value() as PdfDictionary;
    if (!trailer) throw new Error("no trailer");
    this.trailer = trailer;
    for (const object of Array.from(this.#objects.values())) {
      if (object instanceof PdfStream && nameOf(object.entries.get("Type")) === "ObjStm") this.#unpack(object);
    }
  }

  get numbers(): number[] {
    return [...this.#objects.keys()];
  }

  /** The value itself, or what a reference leads to. */
  resolve(value: PdfValue | undefined): PdfValue {
    let found = value;
    while (found instanceof PdfReference) found = this.#objects.get(found.number);
    return found ?? null;
  }

  /** An entry of a dictionary, resolved; null where it is missing. */
  get(dictionary: PdfValue | undefined, key: string): PdfValue {
    const resolved = this.resolve(dictionary);
    return resolved instanceof PdfDictionary ? this.resolve(resolved.entries.get(key)) : null;
  }

  data(stream: PdfStream): Uint8Array {
    const filter = nameOf(this.resolve(stream.entries.get("Filter")));
    return filter === "FlateDecode" ? inflateSync(stream.raw) : stream.raw;
  }

  get catalog(): PdfDictionary {
    return this.resolve(this.trailer.entries.get("Root")) as PdfDictionary;
  }

  /** References to the pages in order. */
  pages(): PdfReference[] {
    const found: PdfReference[] = [];
    const visit = (reference: PdfValue) => {
      const kids = this.get(reference, "Kids");
      if (Array.isArray(kids)) for (const kid of kids as PdfValue[]) visit(kid);
      else if (reference instanceof PdfReference) found.push(reference);
    };
    visit(this.catalog.entries.get("Pages") ?? null);
    return found;
  }

  /** The decoded content of a page. */
  content(page: PdfValue): string {
    const contents = this.get(page, "Contents");
    const parts = Array.isArray(contents) ? (contents as PdfValue[]).map((part) => this.resolve(part)) : [contents];
    return parts.map((part) => (part instanceof PdfStream ? Buffer.from(this.data(part)).toString("latin1") : "")).join("\n");
  }

  #stream(dictionary: PdfDictionary, bytes: Uint8Array, parser: PdfParser): PdfStream {
    const start = parser.streamStart();
    const length = dictionary.entries.get("Length");
    if (typeof length !== "number") throw new Error("a stream's length must stand in its dictionary");
    return new PdfStream(dictionary.entries, bytes.subarray(start, start + length));
  }

  #unpack(stream: PdfStream): void {
    const source = Buffer.from(this.data(stream)).toString("latin1");
    const first = Number(stream.entries.get("First"));
    const head = source.slice(0, first).trim().split(/\s+/).map(Number);
    for (let index = 0; index + 1 < head.length; index += 2) {
      this.#objects.set(head[index] as number, new PdfParser(source, first + (head[index + 1] as number)).value());
    }
  }
}

export function nameOf(value: PdfValue | undefined): string | null {
  return value instanceof PdfName ? value.name : null;
}

/** Reads values and, for content streams, operators. */
export class PdfParser {
  readonly #source: string;
  #at: number;

  constructor(source: string, at = 0) {
    this.#source = source;
    this.#at = at;
  }

  atStream(): boolean {
    this.#skip();
    return this.#source.startsWith("stream", this.#at);
  }

  streamStart(): number {
    const at = this.#at + "stream".length;
    return this.#source.startsWith("\r\n", at) ? at + 2 : at + 1;
  }

  /** The next operator with its operands; null at the end. */
  operation(): { readonly operator: string; readonly operands: PdfValue[] } | null {
    const operands: PdfValue[] = [];
    for (;;) {
      this.#skip();
      if (this.#at >= this.#source.length) return null;
      const operator = /^[A-Za-z'"*][A-Za-z0-9'"*]*/.exec(this.#source.slice(this.#at, this.#at + 12))?.[0];
      if (operator && operator !== "true" && operator !== "false" && operator !== "null") {
        this.#at += operator.length;
        return { operator, operands };
      }
      operands.push(this.value());
    }
  }

  value(): PdfValue {
    this.#skip();
    const source = this.#source;
    const character = source.charAt(this.#at);
    if (character === "/") return this.#name();
    if (character === "(") return this.#literal();
    if (source.startsWith("<<", this.#at)) return this.#dictionary();
    if (character === "<") return this.#hexadecimal();
    if (character === "[") return this.#array();
    const number = /^[+-]?(?:\d+\.?\d*|\.\d+)/.exec(source.slice(this.#at, this.#at + 40));
    if (number) {
      const reference = /^(\d+) (\d+) R\b/.exec(source.slice(this.#at, this.#at + 40));
      this.#at += (reference ?? number)[0].length;
      return reference ? new PdfReference(Number(reference[1])) : Number(number[0]);
    }
    const word = /^(?:true|false|null)/.exec(source.slice(this.#at, this.#at + 5))?.[0];
    if (!word) throw new Error(`unreadable at ${this.#at}: ${source.slice(this.#at, this.#at + 30)}`);
    this.#at += word.length;
    return word === "true" ? true : word === "false" ? false : null;
  }

  #skip(): void {
    while (this.#at < this.#source.length) {
      const code = this.#source.charCodeAt(this.#at);
      if (code === 0x25) while (this.#at < this.#source.length && !/[\r\n]/.test(this.#source.charAt(this.#at))) this.#at++;
      else if (code === 0 || code === 9 || code === 10 || code === 12 || code === 13 || code === 32) this.#at++;
      else return;
    }
  }

  #name(): PdfName {
    const match = /^\/[^\s/()<>[\]{}%]*/.exec(this.#source.slice(this.#at, this.#at + 200));
    const text = match?.[0] ?? "/";
    this.#at += text.length;
    return new PdfName(text.slice(1).replace(/#([\dA-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))));
  }

  #literal(): PdfString {
    let depth = 0;
    let text = "";
    for (; this.#at < this.#source.length; this.#at++) {
      const character = this.#source.charAt(this.#at);
      if (character === "\\") {
        const next = this.#source.charAt(++this.#at);
        text += { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" }[next] ?? next;
        continue;
      }
      if (character === "(" && depth++ === 0) continue;
      if (character === ")" && --depth === 0) break;
      text += character;
    }
    this.#at++;
    return new PdfString(text);
  }

  #hexadecimal(): PdfString {
    const end = this.#source.indexOf(">", this.#at);
    const digits = this.#source.slice(this.#at + 1, end).replace(/\s/g, "");
    this.#at = end + 1;
    return new PdfString(Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, "hex").toString("latin1"));
  }

  #array(): PdfValue[] {
    const values: PdfValue[] = [];
    for (this.#at++; ; ) {
      this.#skip();
      if (this.#source.charAt(this.#at) === "]") break;
      values.push(this.value());
    }
    this.#at++;
    return values;
  }

  #dictionary(): PdfDictionary {
    const entries = new Map<string, PdfValue>();
    for (this.#at += 2; ; ) {
      this.#skip();
      if (this.#source.startsWith(">>", this.#at)) break;
      entries.set(this.#name().name, this.value());
    }
    this.#at += 2;
    return new PdfDictionary(entries);
  }
}
