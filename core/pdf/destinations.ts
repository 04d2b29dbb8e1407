import { PdfArray, PdfDict, PdfName, PdfNumber, PdfString } from "@libpdf/core";
import { arrayAt, dictionaryAt, direct, isReference, type Source, type Value } from "./open-source.ts";
import type { Destination } from "./segment.ts";
import { numberText } from "./value-text.ts";

/** Where a file's links and bookmarks lead (ISO 32000-1, 12.3.2). */
export interface Destinations {
  /** The place that an explicit or named destination means, or null where it leads nowhere. */
  readonly find: (value: Value | null | undefined) => Destination | null;
  /** Every name in the file's name tree that leads somewhere. */
  readonly all: () => Map<string, Destination>;
}

const mostNames = 200_000;

/** `pageOf` gives a page's index by its object number. */
export function createDestinations(catalog: PdfDict, resolve: Source["resolve"], pageOf: (objectNumber: number) => number | null, pageCount: number): Destinations {
  let named: Map<string, Value> | undefined;
  const lookUp = (name: string): Value | null => (named ??= readNames(catalog, resolve)).get(name) ?? null;

  const find = (value: Value | null | undefined, depth = 0): Destination | null => {
    const target = direct(value, resolve);
    if (!target || depth > 4) return null;
    if (target instanceof PdfString) return find(lookUp(latin(target.bytes)), depth + 1);
    if (target instanceof PdfName) return find(lookUp(target.value), depth + 1);
    if (target instanceof PdfDict) return find(target.get("D"), depth + 1);
    if (!(target instanceof PdfArray)) return null;
    const page = pageIndex(target.at(0));
    return page === null ? null : { page, view: viewText(target, resolve) };
  };

  const pageIndex = (value: Value | undefined): number | null => {
    if (isReference(value)) return pageOf(value.objectNumber);
    // A page by its number is for other files (GoToR), but some writers use it for their own.
    if (value instanceof PdfNumber && Number.isInteger(value.value) && value.value >= 0 && value.value < pageCount) return value.value;
    return null;
  };

  return {
    find: (value) => find(value),
    all: () => {
      const places = new Map<string, Destination>();
      for (const [name, value] of (named ??= readNames(catalog, resolve))) {
        const place = find(value);
        if (place) places.set(name, place);
      }
      return places;
    },
  };
}

const views: Readonly<Record<string, number>> = { XYZ: 3, Fit: 0, FitH: 1, FitV: 1, FitR: 4, FitB: 0, FitBH: 1, FitBV: 1 };

function viewText(array: PdfArray, resolve: Source["resolve"]): string {
  const kind = direct(array.at(1), resolve);
  const count = kind instanceof PdfName ? views[kind.value] : undefined;
  if (!(kind instanceof PdfName) || count === undefined) return "/Fit";
  let text = `/${kind.value}`;
  for (let index = 0; index < count; index += 1) {
    const value = direct(array.at(index + 2), resolve);
    text += value instanceof PdfNumber ? ` ${numberText(value.value)}` : kind.value === "FitR" ? " 0" : " null";
  }
  return text;
}

/** The name tree of PDF 1.2 and the dictionary of PDF 1.1; names by their bytes, one character each. */
function readNames(catalog: PdfDict, resolve: Source["resolve"]): Map<string, Value> {
  const found = new Map<string, Value>();
  for (const [key, value] of dictionaryAt(catalog, "Dests", resolve) ?? []) found.set(key.value, value);
  const names = dictionaryAt(catalog, "Names", resolve);
  const root = names && dictionaryAt(names, "Dests", resolve);
  const seen = new Set<PdfDict>();
  const waiting = root ? [root] : [];
  for (let node = waiting.pop(); node && found.size < mostNames; node = waiting.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    const pairs = arrayAt(node, "Names", resolve);
    for (let index = 0; pairs && index + 1 < pairs.length; index += 2) {
      const name = direct(pairs.at(index), resolve);
      const value = pairs.at(index + 1);
      if (name instanceof PdfString && value) found.set(latin(name.bytes), value);
    }
    const kids = arrayAt(node, "Kids", resolve);
    for (let index = 0; kids && index < kids.length; index += 1) {
      const kid = direct(kids.at(index), resolve);
      if (kid instanceof PdfDict) waiting.push(kid);
    }
  }
  return found;
}

function latin(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
