import { PdfArray, type PdfDict, type PdfRef } from "@libpdf/core";
import { arrayAt, dictionaryAt, isReference, nameAt, type Source, SourceError, type Value } from "./open-source.ts";
import type { SegmentLayers } from "./segment.ts";

/** More is hostile; were some of them left out, they would show. */
const mostLayers = 5000;

/**
 * A file's layers and which of them are hidden when it is opened (ISO 32000-1, 8.11.4). Left out, every layer would
 * show: drafts and notes that nobody was to see. Throws `SourceError` (`damaged`) for more of them than can be kept.
 */
export function liftLayers(catalog: PdfDict, resolve: Source["resolve"], numberOf: (ref: PdfRef) => number, value: (value: Value) => string): SegmentLayers | null {
  const properties = dictionaryAt(catalog, "OCProperties", resolve);
  if (!properties) return null;
  const groups = references(arrayAt(properties, "OCGs", resolve));
  if (groups.length === 0) return null;
  const setting = dictionaryAt(properties, "D", resolve);
  const off = setting ? references(arrayAt(setting, "OFF", resolve)) : [];
  const on = setting ? references(arrayAt(setting, "ON", resolve)) : [];
  const allOff = setting !== null && nameAt(setting, "BaseState", resolve) === "OFF";
  // Readers take ON first, then OFF.
  const shown = new Set(on.map(({ objectNumber }) => objectNumber));
  for (const { objectNumber } of off) shown.delete(objectNumber);
  const hidden = allOff ? groups.filter(({ objectNumber }) => !shown.has(objectNumber)) : off;
  return {
    groups: groups.map(numberOf),
    hidden: hidden.map(numberOf),
    order: setting ? items(arrayAt(setting, "Order", resolve), value) : "",
    usage: setting ? items(arrayAt(setting, "AS", resolve), value) : "",
    either: setting ? items(arrayAt(setting, "RBGroups", resolve), value) : "",
    locked: setting ? references(arrayAt(setting, "Locked", resolve)).map(numberOf) : [],
  };
}

function references(array: PdfArray | null): PdfRef[] {
  const found = array?.toArray() ?? [];
  if (found.length > mostLayers) throw new SourceError("damaged", "too many layers");
  return found.filter(isReference);
}

function items(array: PdfArray | null, value: (value: Value) => string): string {
  return array && array.length <= mostLayers ? array.toArray().map(value).join("") : "";
}
