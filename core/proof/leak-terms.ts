import type { Series } from "../domain/agenda-item.ts";
import { isStandardName } from "./raw/standard-names.ts";
import { scanWords, unitsOf } from "./scan-words.ts";

/** Whose words leaked. */
export interface LeakSource {
  readonly series: Series;
  readonly item: number;
  /** Null for the item itself. */
  readonly attachment: number | null;
}

/** A term that was found in a text, from its first to its last unit. */
export interface TermHit {
  readonly source: LeakSource;
  readonly from: number;
  readonly to: number;
}

/** Words in a row that count as a leak where they are no name or title (product.md, 'What counts as a leak'). */
const runLength = 6;

/** Longest names and titles that are looked for whole; a longer one is found by its runs. */
const longestName = 24;

/** In bytes that are no text, shorter words than this turn up by chance. */
const fewestLettersInNoise = 6;

interface Name {
  readonly ids: readonly number[];
  readonly letters: number;
  readonly source: LeakSource;
  /** A single word that the format itself uses as a name. */
  readonly standard: boolean;
  open: boolean;
}

/** What is searched: a text; a file's bytes with the format's own names in them; bytes that may be no text at all. */
export type Matter = "text" | "syntax" | "noise";

/**
 * What must not be in a public document: names and titles as wholes, and every run of six words, each less what open
 * content says too. Words are numbers; runs are found through a table of hashes, so that a text is searched in one
 * pass however much is closed.
 */
export class LeakTerms {
  readonly #words = new WordTable();
  readonly #names: Name[] = [];
  readonly #namesByLastWord = new Map<number, Name[]>();
  /** Closed texts as numbers of words, a 0 after each. */
  #text = new Int32Array(1024);
  #length = 0;
  readonly #sources: { readonly from: number; readonly source: LeakSource }[] = [];
  #runs: RunTable | null = null;
  /** Up to five words with which open texts begin and end, and those that are no longer, as numbers. */
  readonly #beginnings = new Set<string>();
  readonly #endings = new Set<string>();
  readonly #wholes = new Set<string>();

  /** A name or a title that is closed. */
  addName(text: string, source: LeakSource): void {
    const ids: number[] = [];
    let letters = 0;
    scanWords(unitsOf(text), (first, second, count) => {
      ids.push(this.#words.add(first, second));
      letters += count;
    });
    if (ids.length === 0 || ids.length > longestName) return;
    const name: Name = { ids, letters, source, standard: ids.length === 1 && isStandardName(text.trim()), open: false };
    this.#names.push(name);
    const last = ids.at(-1) as number;
    this.#namesByLastWord.set(last, [...(this.#namesByLastWord.get(last) ?? []), name]);
  }

  /** A text that is closed: no six words of it in a row may be told. All closed texts come before the open ones. */
  addText(text: string, source: LeakSource): void {
    this.#sources.push({ from: this.#length, source });
    scanWords(unitsOf(text), (first, second) => this.#push(this.#words.add(first, second)));
    this.#push(0);
  }

  /** A text that is open: what it says may be told. Each field by itself, for what is printed after it is another. */
  addOpen(text: string): void {
    const units = unitsOf(text);
    this.#search(units, 0, (name) => {
      name.open = true;
    }, (run) => this.#table().forgive(run));
    const ids: number[] = [];
    scanWords(units, (first, second) => ids.push(this.#words.find(first, second)));
    for (let count = 1; count < Math.min(runLength, ids.length + 1); count += 1) {
      this.#beginnings.add(ids.slice(0, count).join(" "));
      this.#endings.add(ids.slice(-count).join(" "));
    }
    if (ids.length < runLength) this.#wholes.add(ids.join(" "));
  }

  /** Everything closed that a text says, each run once and as long as it goes. */
  find(units: Uint8Array | Uint16Array, matter: Matter = "text"): TermHit[] {
    const hits: TermHit[] = [];
    let run: { from: number; to: number; end: number; source: LeakSource } | null = null;
    this.#search(
      units,
      matter === "noise" ? fewestLettersInNoise : 0,
      (name, from, to) => {
        if (!name.open && !(name.standard && matter !== "text")) hits.push({ source: name.source, from, to });
      },
      (position, from, to) => {
        if (this.#table().isOpen(position) || this.#straddles(position)) return;
        if (run !== null && from <= run.end) {
          run.to = to;
          run.end = to;
          hits[hits.length - 1] = { source: run.source, from: run.from, to };
          return;
        }
        run = { from, to, end: to, source: this.#sourceOf(position) };
        hits.push({ source: run.source, from, to });
      },
    );
    return hits;
  }

  /** True where nothing is closed, so that there is nothing to search for. */
  get empty(): boolean {
    return this.#names.length === 0 && this.#length === 0;
  }

  /** One pass: each word is looked up, then the names that end with it and the run of six that ends with it. */
  #search(units: Uint8Array | Uint16Array, fewestLetters: number, onName: (name: Name, from: number, to: number) => void, onRun: (position: number, from: number, to: number) => void): void {
    const table = this.#table();
    const ids = new Int32Array(longestName);
    const starts = new Int32Array(longestName);
    let count = 0;
    let known = 0;
    scanWords(units, (first, second, _, from, to) => {
      const id = this.#words.find(first, second);
      const place = count % longestName;
      ids[place] = id;
      starts[place] = from;
      count += 1;
      known = id === 0 ? 0 : known + 1;
      if (id === 0) return;
      for (const name of this.#namesByLastWord.get(id) ?? []) {
        if (name.ids.length > known || name.letters < fewestLetters) continue;
        if (name.ids.every((wanted, index) => ids[(count - name.ids.length + index) % longestName] === wanted)) onName(name, starts[(count - name.ids.length) % longestName] as number, to);
      }
      if (known < runLength) return;
      const position = table.find((index) => ids[(count - runLength + index) % longestName] as number);
      if (position >= 0) onRun(position, starts[(count - runLength) % longestName] as number, to);
    });
  }

  /** The end of one open text and the beginning of another that is printed after it: what a run says by chance. */
  #straddles(position: number): boolean {
    const ids = Array.from(this.#text.subarray(position, position + runLength));
    const begins = (from: number): boolean => {
      if (this.#beginnings.has(ids.slice(from).join(" "))) return true;
      for (let to = from + 1; to < runLength; to += 1) if (this.#wholes.has(ids.slice(from, to).join(" ")) && begins(to)) return true;
      return false;
    };
    for (let count = 1; count < runLength; count += 1) if (this.#endings.has(ids.slice(0, count).join(" ")) && begins(count)) return true;
    return false;
  }

  #table(): RunTable {
    this.#runs ??= new RunTable(this.#text.subarray(0, this.#length));
    return this.#runs;
  }

  #push(id: number): void {
    if (this.#length === this.#text.length) {
      const grown = new Int32Array(this.#text.length * 2);
      grown.set(this.#text);
      this.#text = grown;
    }
    this.#text[this.#length++] = id;
    this.#runs = null;
  }

  #sourceOf(position: number): LeakSource {
    return this.#sources.findLast(({ from }) => from <= position)?.source ?? { series: "item", item: 0, attachment: null };
  }
}

/** Words as numbers from 1, found by two hashes of 32 bits. */
class WordTable {
  #firsts = new Int32Array(4096);
  #seconds = new Int32Array(4096);
  #ids = new Int32Array(4096);
  #count = 0;

  find(first: number, second: number): number {
    const mask = this.#ids.length - 1;
    for (let at = first & mask; ; at = (at + 1) & mask) {
      const id = this.#ids[at] as number;
      if (id === 0 || (this.#firsts[at] === first && this.#seconds[at] === second)) return id;
    }
  }

  add(first: number, second: number): number {
    const known = this.find(first, second);
    if (known !== 0) return known;
    if (this.#count * 3 > this.#ids.length) this.#grow();
    this.#count += 1;
    this.#put(first, second, this.#count);
    return this.#count;
  }

  #put(first: number, second: number, id: number): void {
    const mask = this.#ids.length - 1;
    let at = first & mask;
    while (this.#ids[at] !== 0) at = (at + 1) & mask;
    this.#firsts[at] = first;
    this.#seconds[at] = second;
    this.#ids[at] = id;
  }

  #grow(): void {
    const [firsts, seconds, ids] = [this.#firsts, this.#seconds, this.#ids];
    this.#firsts = new Int32Array(ids.length * 4);
    this.#seconds = new Int32Array(ids.length * 4);
    this.#ids = new Int32Array(ids.length * 4);
    ids.forEach((id, at) => {
      if (id !== 0) this.#put(firsts[at] as number, seconds[at] as number, id);
    });
  }
}

/** Every run of six words of the closed texts: where it stands first, and whether open content says it too. */
class RunTable {
  readonly #text: Int32Array;
  /** Position + 1 of a run by its hash; 0 where none is. */
  readonly #slots: Int32Array;
  readonly #open: Uint8Array;

  constructor(text: Int32Array) {
    this.#text = text;
    let size = 1024;
    while (size < text.length * 2) size *= 2;
    this.#slots = new Int32Array(size);
    this.#open = new Uint8Array(text.length);
    for (let position = 0; position + runLength <= text.length; position += 1) {
      if (this.#isRun(position)) this.#add(position);
    }
  }

  find(word: (index: number) => number): number {
    const mask = this.#slots.length - 1;
    for (let at = hashOf(word) & mask; ; at = (at + 1) & mask) {
      const position = (this.#slots[at] as number) - 1;
      if (position < 0 || this.#says(position, word)) return position;
    }
  }

  forgive(position: number): void {
    this.#open[position] = 1;
  }

  isOpen(position: number): boolean {
    return this.#open[position] === 1;
  }

  #add(position: number): void {
    const word = (index: number) => this.#text[position + index] as number;
    const mask = this.#slots.length - 1;
    let at = hashOf(word) & mask;
    for (; this.#slots[at] !== 0; at = (at + 1) & mask) if (this.#says((this.#slots[at] as number) - 1, word)) return;
    this.#slots[at] = position + 1;
  }

  #isRun(position: number): boolean {
    for (let index = 0; index < runLength; index += 1) if (this.#text[position + index] === 0) return false;
    return true;
  }

  #says(position: number, word: (index: number) => number): boolean {
    for (let index = 0; index < runLength; index += 1) if (this.#text[position + index] !== word(index)) return false;
    return true;
  }
}

function hashOf(word: (index: number) => number): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < runLength; index += 1) hash = Math.imul(hash ^ word(index), 0x9e3779b1) ^ (hash >>> 15);
  return hash ^ (hash >>> 13);
}
