import { unzipSync } from "fflate";
import { stopIfCancelled, unwatched, type Watch } from "../watch.ts";
import type { LeakSource, LeakTerms, TermHit } from "./leak-terms.ts";
import { breathe } from "./open-with-pdfjs.ts";
import { type PacketText, readPacketText } from "./packet-text.ts";
import { gatherStrings, type StringPlace, stringsOf } from "./raw/gather-strings.ts";
import { latin1 } from "./raw/lexer.ts";
import { nameOf, objectsIn, packedOffsets, PdfFile } from "./raw/pdf-file.ts";
import { type PdfDictionary, PdfStream, type PdfValue } from "./raw/pdf-values.ts";
import { contentStreams, readContent, type FontShelf } from "./raw/read-content.ts";
import { unitsOf } from "./scan-words.ts";

/** Where in a file something closed was found. */
export type LeakPlace = StringPlace | "page" | "embedded" | "raw" | "receipt";

/** Something closed in a public file. */
export interface Leak extends LeakSource {
  readonly where: LeakPlace;
  /** From 1, where it stands on a page. */
  readonly page: number | null;
  /** As they were found. */
  readonly words: string;
}

/** More leaks than this are not told apart; the file is not saved anyway. */
const mostLeaks = 200;

/** Files inside files that are opened. */
const deepestFile = 3;

/**
 * Searches a finished public file for what is closed: the pages' text as pdf.js reads it, every string of every
 * object (bookmarks, labels, destinations, metadata, annotations, alternative texts …), embedded files, and the bytes
 * of the whole file and of every stream, also those that nothing refers to. `text` may be given where the pages have
 * been read already. Files of other kinds (DOCX, HTML, plain text) are searched by their words and bytes. An empty list
 * is a file that leaks nothing. Throws `cancelled` where it is stopped, `proof.unreadable` over a file without an end.
 */
export async function findLeaks(bytes: Uint8Array, terms: LeakTerms, watch: Watch = unwatched, text?: PacketText): Promise<Leak[]> {
  if (terms.empty) return [];
  const found = new Leaks(terms);
  if (!isPdf(bytes)) {
    searchInner(bytes, "page", found, 0);
    return found.all();
  }
  const pages = text ?? (await readPacketText(bytes, watch));
  searchPages(pages, found);
  await searchFile(bytes, found, watch);
  return found.all();
}

/** The same search in a text, as a receipt beside the packet, or a file's name. */
export function findLeaksInText(text: string, terms: LeakTerms, where: LeakPlace): Leak[] {
  if (terms.empty) return [];
  const found = new Leaks(terms);
  found.inText(text, where, null);
  return found.all();
}

/** What has been found, each term once for each place. */
class Leaks {
  readonly #terms: LeakTerms;
  readonly #leaks = new Map<string, Leak>();
  readonly #known = new Set<string>();

  constructor(terms: LeakTerms) {
    this.#terms = terms;
  }

  inText(text: string, where: LeakPlace, page: number | null): void {
    const normal = text.normalize("NFKC");
    for (const hit of this.#terms.find(unitsOf(text))) this.add(hit, normal.slice(hit.from, hit.to), where, page);
  }

  overBreak(end: string, beginning: string, page: number): void {
    const [first, normal] = [end.normalize("NFKC"), `${end}\n${beginning}`.normalize("NFKC")];
    for (const hit of this.#terms.find(unitsOf(normal))) if (hit.from < first.length && hit.to > first.length) this.add(hit, normal.slice(hit.from, hit.to), "page", page);
  }

  inBytes(bytes: Uint8Array, where: LeakPlace, noise: boolean): void {
    for (const hit of this.#terms.find(bytes, noise ? "noise" : "syntax")) this.add(hit, readable(bytes.subarray(hit.from, hit.to)), where, null);
  }

  add({ source }: TermHit, raw: string, where: LeakPlace, page: number | null): void {
    const words = raw.replace(/\s+/gu, " ").slice(0, 300);
    const same = bare(words);
    if (where !== "raw") this.#known.add(same);
    const key = `${where} ${page} ${same}`;
    if (this.#leaks.size < mostLeaks && !this.#leaks.has(key)) this.#leaks.set(key, { ...source, where, page, words });
  }

  /** What was found in a place that people know is not told as raw bytes again. */
  all(): Leak[] {
    return [...this.#leaks.values()].filter(({ where, words }) => where !== "raw" || !this.#known.has(bare(words)));
  }
}

function bare(words: string): string {
  return words.toLocaleLowerCase("da").replace(/[^\p{L}\p{N}]/gu, "");
}

/** Bytes as text: UTF-16 without its zeros, UTF-8 where it is that, else Latin-1. */
function readable(bytes: Uint8Array): string {
  const dense = bytes.filter((byte) => byte !== 0);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(dense);
  } catch {
    return latin1(dense);
  }
}

/** The pages one by one, and what begins on one and ends on the next. */
function searchPages({ pages }: PacketText, found: Leaks): void {
  pages.forEach((text, index) => found.inText(text, "page", index + 1));
  for (let index = 0; index + 1 < pages.length; index += 1) found.overBreak((pages[index] ?? "").slice(-200), (pages[index + 1] ?? "").slice(0, 200), index + 1);
}

async function searchFile(bytes: Uint8Array, found: Leaks, watch: Watch): Promise<void> {
  const file = new PdfFile(bytes);
  const pages = file.pages();
  const inTree = new Set(pages.map(({ object }) => object));
  const shelf: FontShelf = new Map();
  // pdf.js leaves out what stands outside the visible page.
  for (const [index, page] of pages.entries()) {
    if (index % 25 === 0) {
      stopIfCancelled(watch.signal);
      await breathe();
    }
    found.inText(contentText(file, contentStreams(file, page.dictionary), page.resources, shelf), "page", index + 1);
  }
  let turn = 0;
  let end = 0;
  for (const { number, offset } of objectsIn(bytes)) {
    if (offset < end) continue;
    if (++turn % 500 === 0) {
      stopIfCancelled(watch.signal);
      await breathe();
    }
    const value = file.objectAt(offset);
    searchValue(value, found);
    if (!(value instanceof PdfStream)) {
      if (isLostPage(file, value, number, inTree)) found.inText(contentText(file, contentStreams(file, value), value.entries.get("Resources") ?? null, shelf), "raw", null);
      continue;
    }
    const start = value.raw.byteOffset - bytes.byteOffset;
    searchSyntax(bytes.subarray(end, start), found);
    end = start + value.raw.length;
    searchStream(file, value, found, shelf, inTree);
  }
  searchSyntax(bytes.subarray(end), found);
  found.inBytes(bytes, "raw", true);
}

/** The strings of an object, by the entries that they stand in. */
function searchValue(value: PdfValue, found: Leaks): void {
  for (const { text, place } of stringsOf(value)) found.inText(text, place, null);
}

/** Everything readable in PDF syntax: bytes as they are, strings and names with their escapes undone, comments. */
function searchSyntax(bytes: Uint8Array, found: Leaks): void {
  if (bytes.length === 0) return;
  found.inText(gatherStrings(bytes), "raw", null);
}

function searchStream(file: PdfFile, stream: PdfStream, found: Leaks, shelf: FontShelf, inTree: ReadonlySet<number>): void {
  const type = nameOf(file.get(stream, "Type"));
  const subtype = nameOf(file.get(stream, "Subtype"));
  if (type === "XRef") return;
  // A picture's points are no words; a stream that only calls itself one is told by its beginning.
  if (subtype === "Image" && !looksLikeText(file.decode(stream, 4096).bytes)) return;
  const { bytes } = file.decode(stream);
  if (type === "ObjStm") {
    for (const { number, offset } of packedOffsets(bytes, file.get(stream, "N"), file.get(stream, "First"))) {
      const value = file.valueIn(bytes, offset);
      searchValue(value, found);
      if (isLostPage(file, value, number, inTree)) found.inText(contentText(file, contentStreams(file, value), value.entries.get("Resources") ?? null, shelf), "raw", null);
    }
  } else if (type === "Metadata" || looksLikeXml(bytes)) found.inText(xmlText(bytes), "metadata", null);
  else if (type === "EmbeddedFile" || startsLike(bytes, "%PDF-") || startsLike(bytes, "PK\u0003\u0004")) searchInner(bytes, "embedded", found, 0);
  else if (subtype === "Form" || file.get(stream, "PatternType") === 1) found.inText(contentText(file, [stream], file.get(stream, "Resources"), shelf), "raw", null);
  const text = looksLikeText(bytes);
  found.inBytes(bytes, "raw", !text);
  if (text) searchSyntax(bytes, found);
}

/** A page that the file no longer shows. */
function isLostPage(file: PdfFile, value: PdfValue, number: number, inTree: ReadonlySet<number>): value is PdfDictionary {
  return !(value instanceof PdfStream) && !inTree.has(number) && file.dictionary(value)?.entries.has("Contents") === true && nameOf(file.get(value, "Type")) === "Page";
}

function contentText(file: PdfFile, streams: readonly PdfStream[], resources: PdfValue, shelf: FontShelf): string {
  return readContent(file, streams, resources, 0, shelf).runs.map(({ text }) => text).join(" ");
}

/** A file by itself or inside the packet: a zip's files one by one, a PDF by pages and objects, all by their bytes. */
function searchInner(bytes: Uint8Array, where: LeakPlace, found: Leaks, depth: number): void {
  if (depth >= deepestFile) return;
  if (startsLike(bytes, "PK\u0003\u0004")) {
    for (const [name, content] of unzipped(bytes)) {
      found.inText(name, where, null);
      searchInner(content, where, found, depth + 1);
    }
    return;
  }
  found.inBytes(bytes, where, !looksLikeText(bytes));
  if (looksLikeXml(bytes)) found.inText(xmlText(bytes), where, null);
  if (!isPdf(bytes)) return;
  const inner = new PdfFile(bytes);
  const shelf: FontShelf = new Map();
  for (const page of inner.pages()) found.inText(contentText(inner, contentStreams(inner, page.dictionary), page.resources, shelf), where, null);
  for (const number of inner.objectNumbers) {
    const value = inner.object(number);
    for (const { text } of stringsOf(value)) found.inText(text, where, null);
    if (value instanceof PdfStream && nameOf(inner.get(value, "Type")) === "EmbeddedFile") searchInner(inner.decode(value).bytes, where, found, depth + 1);
  }
}

/** The mark of a PDF may stand after other bytes. */
function isPdf(bytes: Uint8Array): boolean {
  return latin1(bytes, 0, Math.min(1024, bytes.length)).includes("%PDF-");
}

/** A zip's files, as far as they stay within reason. */
function unzipped(bytes: Uint8Array): [string, Uint8Array][] {
  let room = 1 << 27;
  try {
    return Object.entries(unzipSync(bytes, { filter: ({ originalSize }) => (room -= originalSize) >= 0 }));
  } catch {
    return [];
  }
}

function looksLikeXml(bytes: Uint8Array): boolean {
  return /^\s*(?:\xef\xbb\xbf)?<[?!a-z]/i.test(latin1(bytes, 0, Math.min(64, bytes.length)));
}

/** The words of XML: texts and attributes' values, each by itself, entities undone. */
function xmlText(bytes: Uint8Array): string {
  return new TextDecoder()
    .decode(bytes)
    .replace(/<[^<>]*>/g, (tag) => {
      const values = [...tag.matchAll(/="([^"]*)"|='([^']*)'/g)].map((match) => match[1] ?? match[2] ?? "");
      // Word breaks a sentence into runs anywhere; its other tags end a paragraph or a cell.
      return /^<\/?(?:w:(?:r|t|rPr)|a:(?:r|t|rPr)|text:span|b|i|em|strong|span)\b/.test(tag) && values.length === 0 ? "" : ` ${values.join(" ")} `;
    })
    .replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal: string | undefined, hex: string | undefined, name: string | undefined) => {
      const code = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
      return name === undefined ? (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : " ") : ({ amp: "&", lt: "<", gt: ">", quot: "\"", apos: "'" }[name] ?? whole);
    });
}

function startsLike(bytes: Uint8Array, text: string): boolean {
  return latin1(bytes, 0, Math.min(text.length, bytes.length)) === text;
}

/** Whether most of the first bytes are letters, digits and spaces as texts have them, in one or two bytes each. */
function looksLikeText(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, 4096);
  let plain = 0;
  for (const byte of sample) if ((byte >= 32 && byte < 127) || byte === 10 || byte === 13 || byte === 9 || byte === 0) plain += 1;
  let zeros = 0;
  for (const byte of sample) if (byte === 0) zeros += 1;
  return sample.length > 0 && plain >= 0.8 * sample.length && zeros <= 0.6 * sample.length;
}

