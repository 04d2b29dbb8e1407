import { PdfArray, PdfDict, PdfName, PdfNumber, type PdfRef, PdfStream, PdfString } from "@libpdf/core";
import { annotationText, type AnnotationSetting } from "./annotation-text.ts";
import { contentBalance } from "./content-balance.ts";
import { createDestinations } from "./destinations.ts";
import { liftLayers } from "./lift-layers.ts";
import { liftOutline } from "./lift-outline.ts";
import { planStructure, type StructurePlan, writeStructure } from "./lift-structure.ts";
import { arrayAt, boxAt, dictionaryAt, direct, isReference, nameAt, numberAt, type Source, SourceError, type SourcePage, type Value } from "./open-source.ts";
import { decodedContent } from "./page-content.ts";
import { hasKnownFilters, streamHealth } from "./stream-health.ts";
import { type Segment, type SegmentAnnotation, type SegmentObject, type SegmentPage, slots } from "./segment.ts";
import { keyTexts, nameText, numberText, stringText } from "./value-text.ts";

export interface LiftOptions {
  /** One of our own papers: its named destinations stay names, and its tags keep their ids. */
  readonly own?: boolean;
  /** What `contentBalance` said of each page when the file was prepared; worked out where it is not given. */
  readonly unbalanced?: readonly (readonly [closes: number, ending: string])[];
  /** Data that cannot be decoded to their end are taken as far as they can be. Every stream is looked through for it. */
  readonly mend?: boolean;
}

/** On one page; poppler finds no page of a file after one that has more. */
const mostAnnotations = 10_000;

/** The segment, and what had to stay behind. */
export interface Lifted extends Segment {
  /** With `mend`: some data could be read in part only, or not at all. */
  readonly mended: boolean;
  /** There were structure tags, but they did not hold together. */
  readonly tagsDropped: boolean;
}

/** Nesting of arrays and dictionaries within one object; more is hostile. */
const deepest = 200;

/**
 * Lifts the pages of a PDF and all that they reach into a segment: boxes, resources, contents, annotations with their
 * appearance, links to explicit places, outline, layers with their default visibility, and the structure tags where
 * they hold together. Scripts, actions other than links, thumbnails, metadata and application data stay behind. Streams
 * are not decoded. Throws `SourceError` (`damaged`) for what cannot be read without a loss.
 */
export function liftPages(source: Source, options: LiftOptions = {}): Lifted {
  const planned = planStructure(source, options.own ?? false);
  try {
    return new Lifter(source, options, planned.plan).lift(planned.dropped);
  } catch (error) {
    if (error instanceof SourceError) throw error;
    throw new SourceError("damaged", error instanceof Error ? error.message : String(error));
  }
}

interface Draft {
  body: string;
  stream: Uint8Array | null;
}

class Lifter {
  readonly #source: Source;
  readonly #options: LiftOptions;
  readonly #structure: StructurePlan | null;
  readonly #numbers = new Map<number, number>();
  readonly #pageNumbers = new Map<number, number>();
  readonly #sharedResources = new Map<number, number>();
  readonly #annotationNumbers = new Map<number, number>();
  readonly #drafts: (Draft | null)[] = [];
  readonly #waiting: { readonly local: number; readonly value: Value }[] = [];
  readonly #groups: number[] = [];
  #mended = false;

  constructor(source: Source, options: LiftOptions, structure: StructurePlan | null) {
    this.#source = source;
    this.#options = options;
    this.#structure = structure;
  }

  lift(tagsDropped: boolean): Lifted {
    const { pages: sourcePages, catalog, resolve } = this.#source;
    sourcePages.forEach((page, index) => {
      this.#drafts.push(null);
      // The first of two pages that are one object is the one that links lead to.
      if (page.objectNumber !== null && !this.#pageNumbers.has(page.objectNumber)) this.#pageNumbers.set(page.objectNumber, index);
    });
    const destinations = createDestinations(catalog, resolve, (number) => this.#pageNumbers.get(number) ?? null, sourcePages.length);
    const setting: AnnotationSetting = {
      resolve,
      value: (value) => this.#text(value, 0),
      destination: (value) => {
        if (this.#options.own && value instanceof PdfString) return stringText(value.bytes);
        const place = destinations.find(value);
        return place && `[${slots.object(place.page)}${place.view}]`;
      },
      parentKey: (key) => this.#parentKey(key),
    };
    const layers = liftLayers(catalog, resolve, (ref) => this.#referenceNumber(ref), (value) => this.#text(value, 0));
    const pages = sourcePages.map((page, index) => this.#page(page, index, setting));
    this.#drain();
    const structure = this.#structure && writeStructure(this.#structure, {
      resolve,
      page: (index) => slots.object(index),
      annotation: (number) => this.#annotationNumbers.get(number) ?? null,
      object: (ref) => this.#referenceNumber(ref),
      value: (value) => this.#text(value, 0),
      add: (body) => this.#drafts.push({ body, stream: null }) - 1,
      reserve: () => this.#drafts.push({ body: "null", stream: null }) - 1,
      set: (local, body) => {
        (this.#drafts[local] as Draft).body = body;
      },
    });
    this.#drain();
    return {
      objects: withBounds(this.#drafts, pages.length),
      pages,
      outline: liftOutline(catalog, resolve, destinations),
      // In a file that lists no layers all are shown; in a packet that lists some, those that it does not are hidden.
      layers: layers ?? (this.#groups.length > 0 ? { groups: this.#groups, hidden: [], order: "", usage: "", either: "", locked: [] } : null),
      structure,
      names: this.#options.own ? destinations.all() : new Map(),
      tagsDropped,
      mended: this.#mended,
    };
  }

  // -------------------------------------------------------------- pages

  #page(page: SourcePage, index: number, setting: AnnotationSetting): SegmentPage {
    const { dictionary, mediaBox, cropBox, rotate, userUnit } = page;
    const { resolve } = this.#source;
    const { unbalanced = [], mend = false } = this.#options;
    const known = unbalanced[index];
    const content = mend || !known ? decodedContent(page, resolve) : null;
    const torn = mend && content?.damaged === true;
    const contents = torn ? [this.#drafts.push({ body: "<<>>", stream: content.bytes }) - 1] : this.#contents(page);
    this.#mended ||= torn;
    let entries = "";
    for (const key of ["Group", "BleedBox", "TrimBox", "ArtBox"]) {
      const value = dictionary.get(key);
      if (value) entries += `/${key} ${this.#text(value, 0)}`;
    }
    return {
      mediaBox,
      cropBox,
      rotate,
      userUnit,
      entries,
      resources: this.#resources(page),
      contents,
      annotations: this.#annotations(page, setting),
      unbalanced: bearable(known ?? contentBalance(content?.bytes ?? new Uint8Array(0))),
      structParents: this.#structure ? this.#pageKey(page, index) : null,
    };
  }

  #contents(page: SourcePage): number[] {
    const { resolve } = this.#source;
    const value = page.dictionary.get("Contents");
    const found = direct(value, resolve);
    if (found instanceof PdfStream) return isReference(value) ? [this.#referenceNumber(value)] : [];
    if (!(found instanceof PdfArray)) return [];
    const numbers: number[] = [];
    for (let index = 0; index < found.length; index += 1) {
      const part = found.at(index);
      if (isReference(part) && direct(part, resolve) instanceof PdfStream) numbers.push(this.#referenceNumber(part));
    }
    return numbers;
  }

  /** The resources as an object of their own, with the place for the stamp's font; shared where the source shares them. */
  #resources({ resources, resourcesNumber }: SourcePage): number {
    const known = resourcesNumber === null ? undefined : this.#sharedResources.get(resourcesNumber);
    if (known !== undefined) return known;
    const { resolve } = this.#source;
    let body = "<<";
    for (const [key, value] of resources ?? []) if (key.value !== "Font" && key.value !== "ProcSet") body += this.#entry(key.value, value, 0);
    body += "/Font<<";
    const fonts = resources && dictionaryAt(resources, "Font", resolve);
    for (const [key, value] of fonts ?? []) body += this.#entry(key.value, value, 0);
    body += `${slots.stampFont}>>>>`;
    const local = this.#drafts.push({ body, stream: null }) - 1;
    if (resourcesNumber !== null) this.#sharedResources.set(resourcesNumber, local);
    return local;
  }

  #annotations({ dictionary }: SourcePage, setting: AnnotationSetting): SegmentAnnotation[] {
    const { resolve } = this.#source;
    const annotations = arrayAt(dictionary, "Annots", resolve);
    if (!annotations) return [];
    if (annotations.length > mostAnnotations) throw new SourceError("damaged", "too many annotations on a page");
    const lifted: SegmentAnnotation[] = [];
    const seen = new Set<PdfDict>();
    for (let index = 0; index < annotations.length; index += 1) {
      const value = annotations.at(index);
      const annotation = direct(value, resolve);
      if (!(annotation instanceof PdfDict) || seen.has(annotation)) continue;
      seen.add(annotation);
      const body = annotationText(annotation, setting);
      if (body === null) continue;
      const local = this.#drafts.push({ body, stream: null }) - 1;
      if (isReference(value) && !this.#annotationNumbers.has(value.objectNumber)) this.#annotationNumbers.set(value.objectNumber, local);
      lifted.push({ object: local, box: boxAt(annotation, "Rect", resolve) });
    }
    return lifted;
  }

  /** A page that stands twice in its file is read aloud where it stands first. */
  #pageKey({ dictionary, objectNumber }: SourcePage, index: number): number | null {
    if (objectNumber !== null && this.#pageNumbers.get(objectNumber) !== index) return null;
    const key = numberAt(dictionary, "StructParents", this.#source.resolve);
    return key === null ? null : (this.#structure?.keys.get(key) ?? null);
  }

  #parentKey(key: number): string | null {
    const local = this.#structure?.keys.get(key);
    return local === undefined ? null : slots.parentKey(local);
  }

  // -------------------------------------------------------------- objects

  #drain(): void {
    for (let next = this.#waiting.pop(); next; next = this.#waiting.pop()) {
      const { local, value } = next;
      const draft = this.#drafts[local] as Draft;
      if (value instanceof PdfStream) this.#stream(draft, value);
      else draft.body = this.#text(value, 0);
      if (value instanceof PdfDict && nameAt(value, "Type", this.#source.resolve) === "OCG") this.#groups.push(local);
    }
  }

  #referenceNumber(ref: PdfRef): number {
    const known = this.#numbers.get(ref.objectNumber);
    if (known !== undefined) return known;
    const local = this.#drafts.push({ body: "null", stream: null }) - 1;
    this.#numbers.set(ref.objectNumber, local);
    const value = this.#source.resolve(ref);
    if (value) this.#waiting.push({ local, value });
    return local;
  }

  #reference(ref: PdfRef): string {
    const page = this.#pageNumbers.get(ref.objectNumber);
    if (page !== undefined) return slots.object(page);
    const known = this.#numbers.get(ref.objectNumber);
    if (known !== undefined) return slots.object(known);
    const value = this.#source.resolve(ref);
    if (!value || value.type === "null") return "null";
    // Whatever leads back into the source's own skeleton would drag all of it along.
    if (value instanceof PdfDict && skeleton.has(nameAt(value, "Type", this.#source.resolve) ?? "")) return "null";
    if (isReference(value)) return this.#text(direct(value, this.#source.resolve) ?? { type: "null" }, 0);
    return slots.object(this.#referenceNumber(ref));
  }

  #stream(draft: Draft, stream: PdfStream): void {
    const { resolve } = this.#source;
    if (!this.#options.mend && !hasKnownFilters(stream, resolve)) throw new SourceError("damaged", "a stream that hardly a reader can decode");
    const health = this.#options.mend ? streamHealth(stream, resolve) : "whole";
    if (health !== "whole") this.#mended = true;
    if (health === "lost") return; // stays null
    draft.body = this.#streamText(stream, health === "whole");
    draft.stream = health === "whole" ? stream.data : health.rest;
  }

  #streamText(stream: PdfStream, encoded: boolean): string {
    let body = "<<";
    for (const [{ value: key }, value] of stream) {
      if (!encoded && (key === "Filter" || key === "DecodeParms")) continue;
      // Data, and pages to be drawn instead, in files beside the packet.
      if (key === "Length" || key === "F" || key === "FFilter" || key === "FDecodeParms" || key === "Ref") continue;
      if (key === "StructParent" || key === "StructParents") {
        const parent = value instanceof PdfNumber ? this.#parentKey(value.value) : null;
        if (parent !== null) body += `/${key} ${parent}`;
      } else if (leftBehind.has(key)) {
        continue;
      } else if ((key === "Filter" || key === "DecodeParms") && usesCrypt(stream, this.#source.resolve)) {
        body += this.#withoutCrypt(stream, key);
      } else body += this.#entry(key, value, 1);
    }
    return `${body}>>`;
  }

  /** The source's encryption is taken off when it is read, so its filter must go too (ISO 32000-1, 7.4.10). */
  #withoutCrypt(stream: PdfStream, key: "Filter" | "DecodeParms"): string {
    const { resolve } = this.#source;
    const filters = arrayAt(stream, "Filter", resolve)?.toArray() ?? [direct(stream.get("Filter"), resolve) ?? new PdfArray()];
    const values = arrayAt(stream, key, resolve)?.toArray() ?? [stream.get(key) ?? new PdfArray()];
    const kept = values.filter((_, index) => {
      const filter = direct(filters[index], resolve);
      return !(filter instanceof PdfName && filter.value === "Crypt");
    });
    return kept.length === 0 ? "" : `/${key}[${kept.map((value) => this.#text(value, 1)).join(" ")}]`;
  }

  #text(value: Value, depth: number): string {
    if (depth > deepest) throw new SourceError("damaged", "nested too deeply");
    if (value instanceof PdfName) return nameText(this.#sound(value.value));
    if (value instanceof PdfNumber) return ` ${numberText(value.value)}`;
    if (isReference(value)) return ` ${this.#reference(value)}`;
    if (value instanceof PdfString) return stringText(value.bytes);
    if (value instanceof PdfArray) {
      let body = "[";
      for (const item of value) body += this.#text(item, depth + 1);
      return `${body}]`;
    }
    if (value instanceof PdfStream) return " null"; // a stream is an object of its own, or broken
    if (value instanceof PdfDict) {
      let body = "<<";
      for (const [{ value: key }, item] of value) {
        if (leftBehind.has(key) && staysBehind(key, item, this.#source.resolve)) continue;
        body += this.#entry(key, item, depth + 1);
      }
      return `${body}>>`;
    }
    if (value.type === "bool") return (value as { readonly value?: boolean }).value ? " true" : " false";
    return " null";
  }

  #entry(key: string, value: Value, depth: number): string {
    // What a font is called is not looked up by anything in the file.
    const text = fontNames.has(key) && value instanceof PdfName ? nameText(value.value.replaceAll("\ufffd", "_")) : this.#text(value, depth);
    return keyTexts(this.#sound(key)).map((spelling) => `${spelling} ${text}`).join("");
  }

  /** The parser loses names that are escaped and not in UTF-8; content would no longer find what it asks for. */
  #sound(name: string): string {
    if (name.includes("\ufffd")) throw new SourceError("damaged", "a name is lost in reading");
    return name;
  }
}

const fontNames: ReadonlySet<string> = new Set(["BaseFont", "FontName"]);

const skeleton: ReadonlySet<string> = new Set(["Pages", "Catalog", "StructElem", "StructTreeRoot", "EmbeddedFile"]);

/** Content in hopeless disorder is taken another way: its endings would be repeated on every page that shares it. */
function bearable(unbalanced: readonly [closes: number, ending: string]): readonly [closes: number, ending: string] {
  if (unbalanced[0] > 1000 || unbalanced[1].length > 4000) throw new SourceError("damaged", "content that leaves too much open");
  return unbalanced;
}

/** Application data, metadata, thumbnails and files inside the file: nothing that a page shows. */
const leftBehind: ReadonlySet<string> = new Set(["PieceInfo", "Metadata", "LastModified", "Thumb", "OPI", "AF", "EF", "StructParent", "StructParents"]);

/** In dictionaries of names that a file gave (pictures, glyphs, colours) these may be names too: what they hold tells. */
function staysBehind(key: string, value: Value, resolve: Source["resolve"]): boolean {
  const found = direct(value, resolve);
  if (key === "Metadata") return found instanceof PdfStream && (nameAt(found, "Type", resolve) === "Metadata" || nameAt(found, "Subtype", resolve) === "XML");
  if (key === "AF") return [found, ...(found instanceof PdfArray ? found.toArray().map((item) => direct(item, resolve)) : [])].some((one) => one instanceof PdfDict && one.has("EF"));
  if (key === "EF") return found instanceof PdfDict && !(found instanceof PdfStream) && [...found].every(([{ value: platform }]) => platforms.has(platform));
  return !(found instanceof PdfStream);
}

/** Under which a file inside the file is kept (ISO 32000-1, table 44). */
const platforms: ReadonlySet<string> = new Set(["F", "UF", "DOS", "Mac", "Unix"]);

function usesCrypt(stream: PdfStream, resolve: Source["resolve"]): boolean {
  const filter = direct(stream.get("Filter"), resolve);
  if (filter instanceof PdfName) return filter.value === "Crypt";
  return filter instanceof PdfArray && filter.toArray().some((item) => {
    const name = direct(item, resolve);
    return name instanceof PdfName && name.value === "Crypt";
  });
}

/** Objects that lead to a page or bear a number of the structure; all others can serve every placing of the segment. */
function withBounds(drafts: readonly (Draft | null)[], pageCount: number): (SegmentObject | null)[] {
  const users: (number[] | undefined)[] = [];
  const bound = new Uint8Array(drafts.length);
  const waiting: number[] = [];
  drafts.forEach((draft, local) => {
    if (!draft) return;
    let leads = /\u0001[kt]/.test(draft.body);
    for (const match of draft.body.matchAll(/\u0001r(\d+)\u0001/g)) {
      const target = Number(match[1]);
      if (target < pageCount) leads = true;
      else (users[target] ??= []).push(local);
    }
    if (leads) {
      bound[local] = 1;
      waiting.push(local);
    }
  });
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const user of users[next] ?? []) {
      if (bound[user] === 1) continue;
      bound[user] = 1;
      waiting.push(user);
    }
  }
  return drafts.map((draft, local) => draft && { ...draft, bound: bound[local] === 1 });
}
