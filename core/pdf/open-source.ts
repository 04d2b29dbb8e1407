import { PDF, PdfArray, PdfDict, PdfName, PdfNumber, type PdfRef, PdfStream } from "@libpdf/core";
import type { Box, PageGeometry } from "./page-geometry.ts";
import { withoutChain, withSoundChain } from "./xref-chain.ts";

type Value = PdfArray | PdfDict | PdfName | PdfNumber | PdfRef | { readonly type: string };
export type { Value };

export type SourceTrouble = "password" | "damaged" | "no-pages";

/** Why a file could not be read by this reader. */
export class SourceError extends Error {
  readonly trouble: SourceTrouble;

  constructor(trouble: SourceTrouble, reason: string) {
    super(reason);
    this.name = "SourceError";
    this.trouble = trouble;
  }
}

/** A PDF that was opened for its pages to be lifted out. */
export interface Source {
  readonly catalog: PdfDict;
  readonly pages: readonly SourcePage[];
  /** The object, or null where it is not there or broken. */
  readonly resolve: (ref: PdfRef) => Value | null;
  /** Its table of objects was damaged and made anew by searching the file. */
  readonly rebuilt: boolean;
  readonly encrypted: boolean;
  /** It holds a digital signature, which no packet can carry. */
  readonly signed: boolean;
  /** It has scripts or actions that run by themselves. */
  readonly scripted: boolean;
  /** An XFA form; without pages of its own where `needsRendering`. */
  readonly dynamicForm: boolean;
  /** Visible form fields without an appearance, which a reader would have to make. */
  readonly appearanceMissing: boolean;
  /** Files lie in it by name. */
  readonly filesInside: boolean;
  /** A collection of files rather than a paper. */
  readonly portfolio: boolean;
}

export interface SourcePage extends PageGeometry {
  readonly dictionary: PdfDict;
  readonly objectNumber: number | null;
  readonly resources: PdfDict | null;
  /** Object number of the resources where several pages can share them. */
  readonly resourcesNumber: number | null;
}

/** More pages than any paper has; a file that claims them is hostile. */
const mostPages = 100_000;

/** What readers take where a file gives no page size (ISO 32000-1 requires one): US Letter, as Acrobat does. */
const usualBox: Box = [0, 0, 612, 792];

/**
 * Opens a PDF; damaged tables of objects are rebuilt, an empty password is tried by itself. Throws `SourceError`.
 * The bytes must not be changed while the source is in use. With `strict`, objects out of their form are not read as far
 * as they make sense: reading one throws.
 */
export async function openSource(bytes: Uint8Array, password?: string, options: { readonly strict?: boolean } = {}): Promise<Source> {
  try {
    return await open(withSoundChain(bytes), password, options);
  } catch (error) {
    // What the tables lead to is no paper; the objects may still be one.
    const searched = error instanceof SourceError && error.trouble === "password" ? null : withoutChain(bytes);
    const found = searched && (await open(searched, password, options).catch(() => null));
    if (found) return found;
    throw error;
  }
}

async function open(bytes: Uint8Array, password: string | undefined, { strict = false }: { readonly strict?: boolean }): Promise<Source> {
  const pdf = await PDF.load(bytes, { lenient: !strict, ...(password === undefined ? {} : { credentials: password }) }).catch((error: unknown) => {
    throw new SourceError("damaged", error instanceof Error ? error.message : String(error));
  });
  if (pdf.isEncrypted && !pdf.isAuthenticated) throw new SourceError("password", "no password opens it");
  // A rebuilt table may have lost the encryption with the trailer: what would be read is noise.
  if (pdf.recoveredViaBruteForce && !pdf.isEncrypted && includes(bytes, "/Encrypt")) throw new SourceError("damaged", "encrypted, and its trailer is lost");
  const resolve = (ref: PdfRef): Value | null => pdf.context.resolve(ref);
  const catalog = pdf.context.catalog.getDict();
  const pages = findPages(catalog, resolve);
  if (pages.length === 0) throw new SourceError("no-pages", "no page in the page tree");
  return { catalog, pages, resolve, rebuilt: pdf.recoveredViaBruteForce, encrypted: pdf.isEncrypted, ...traits(catalog, pages, resolve) };
}

function includes(bytes: Uint8Array, word: string): boolean {
  const first = word.charCodeAt(0);
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    let length = 1;
    while (length < word.length && bytes[at + length] === word.charCodeAt(length)) length += 1;
    if (length === word.length) return true;
  }
  return false;
}

/** The value itself where a reference stands for it. */
export function direct(value: Value | undefined | null, resolve: Source["resolve"]): Value | null {
  let found: Value | null = value ?? null;
  for (let steps = 0; found?.type === "ref"; steps += 1) {
    if (steps === 8) return null;
    found = resolve(found as PdfRef);
  }
  return found;
}

export function dictionaryAt(holder: PdfDict, key: string, resolve: Source["resolve"]): PdfDict | null {
  const value = direct(holder.get(key), resolve);
  return value instanceof PdfDict ? value : null;
}

export function arrayAt(holder: PdfDict, key: string, resolve: Source["resolve"]): PdfArray | null {
  const value = direct(holder.get(key), resolve);
  return value instanceof PdfArray ? value : null;
}

export function numberAt(holder: PdfDict, key: string, resolve: Source["resolve"]): number | null {
  const value = direct(holder.get(key), resolve);
  return value instanceof PdfNumber && Number.isFinite(value.value) ? value.value : null;
}

export function nameAt(holder: PdfDict, key: string, resolve: Source["resolve"]): string | null {
  const value = direct(holder.get(key), resolve);
  return value instanceof PdfName ? value.value : null;
}

export function isReference(value: Value | null | undefined): value is PdfRef {
  return value?.type === "ref";
}

// ---------------------------------------------------------------- pages

interface Inherited {
  readonly mediaBox: Box | null;
  readonly cropBox: Box | null;
  readonly rotate: number;
  readonly resources: PdfDict | null;
  readonly resourcesNumber: number | null;
}

/** The pages in reading order. Nodes are told by their kids, since files err in their types; cycles are walked once. */
function findPages(catalog: PdfDict, resolve: Source["resolve"]): SourcePage[] {
  const pages: SourcePage[] = [];
  const seen = new Set<PdfDict>();
  const root: Inherited = { mediaBox: null, cropBox: null, rotate: 0, resources: null, resourcesNumber: null };
  const waiting: { readonly value: Value | undefined; readonly from: Inherited }[] = [{ value: catalog.get("Pages"), from: root }];
  while (waiting.length > 0) {
    const { value, from } = waiting.pop() as (typeof waiting)[number];
    const node = direct(value, resolve);
    if (!(node instanceof PdfDict) || node instanceof PdfStream) continue;
    const kids = arrayAt(node, "Kids", resolve);
    // A page that stands twice among the kids is two pages; a node that does is a cycle.
    if (kids && nameAt(node, "Type", resolve) !== "Page") {
      if (seen.has(node)) continue;
      seen.add(node);
      const here = inherit(node, from, resolve);
      for (let index = kids.length - 1; index >= 0; index -= 1) waiting.push({ value: kids.at(index), from: here });
      continue;
    }
    if (nameAt(node, "Type", resolve) === "Pages") continue;
    if (pages.length === mostPages) throw new SourceError("damaged", "too many pages");
    pages.push(toPage(node, isReference(value) ? value.objectNumber : null, inherit(node, from, resolve), resolve));
  }
  return pages;
}

function inherit(node: PdfDict, from: Inherited, resolve: Source["resolve"]): Inherited {
  const resources = node.get("Resources");
  const own = direct(resources, resolve);
  return {
    mediaBox: boxAt(node, "MediaBox", resolve) ?? from.mediaBox,
    cropBox: boxAt(node, "CropBox", resolve) ?? from.cropBox,
    rotate: numberAt(node, "Rotate", resolve) ?? from.rotate,
    ...(own instanceof PdfDict ? { resources: own, resourcesNumber: isReference(resources) ? resources.objectNumber : null } : { resources: from.resources, resourcesNumber: from.resourcesNumber }),
  };
}

function toPage(dictionary: PdfDict, objectNumber: number | null, { mediaBox, cropBox, rotate, resources, resourcesNumber }: Inherited, resolve: Source["resolve"]): SourcePage {
  const media = mediaBox ?? usualBox;
  const unit = numberAt(dictionary, "UserUnit", resolve) ?? 1;
  return {
    dictionary,
    objectNumber,
    resources,
    resourcesNumber,
    mediaBox: media,
    cropBox: (cropBox && intersection(cropBox, media)) ?? media,
    rotate: (((Math.round(rotate / 90) * 90) % 360) + 360) % 360 as PageGeometry["rotate"],
    userUnit: unit > 0 && unit < 75_000 ? unit : 1,
  };
}

/** A box in its right order; null where it is none, or has no room. */
export function boxAt(holder: PdfDict, key: string, resolve: Source["resolve"]): Box | null {
  const array = arrayAt(holder, key, resolve);
  if (!array || array.length < 4) return null;
  const numbers = [0, 1, 2, 3].map((index) => direct(array.at(index), resolve)).map((value) => (value instanceof PdfNumber ? value.value : Number.NaN));
  const [a = 0, b = 0, c = 0, d = 0] = numbers;
  if (numbers.some((value) => !Number.isFinite(value) || Math.abs(value) > 1e7)) return null;
  const box: Box = [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
  return box[2] - box[0] > 0 && box[3] - box[1] > 0 ? box : null;
}

function intersection(a: Box, b: Box): Box | null {
  const box: Box = [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])];
  return box[2] > box[0] && box[3] > box[1] ? box : null;
}

// ---------------------------------------------------------------- traits

function traits(catalog: PdfDict, pages: readonly SourcePage[], resolve: Source["resolve"]): Pick<Source, "signed" | "scripted" | "dynamicForm" | "appearanceMissing" | "filesInside" | "portfolio"> {
  const form = dictionaryAt(catalog, "AcroForm", resolve);
  const names = dictionaryAt(catalog, "Names", resolve);
  const signatures = form ? (numberAt(form, "SigFlags", resolve) ?? 0) & 1 : 0;
  const needed = form ? direct(form.get("NeedAppearances"), resolve) : null;
  return {
    signed: signatures === 1 || dictionaryAt(catalog, "Perms", resolve) !== null,
    scripted: catalog.has("AA") || names?.has("JavaScript") === true || isScript(dictionaryAt(catalog, "OpenAction", resolve), resolve),
    dynamicForm: form?.has("XFA") === true,
    appearanceMissing: (needed?.type === "bool" && (needed as { readonly value?: boolean }).value === true) || (form !== null && pages.some((page) => widgetWithoutAppearance(page, resolve))),
    filesInside: names !== null && dictionaryAt(names, "EmbeddedFiles", resolve) !== null,
    portfolio: catalog.has("Collection"),
  };
}

function isScript(action: PdfDict | null, resolve: Source["resolve"]): boolean {
  return action !== null && nameAt(action, "S", resolve) === "JavaScript";
}

/** A form field that the reader should see, with room on the page, a value, and nothing drawn for it. */
function widgetWithoutAppearance({ dictionary }: SourcePage, resolve: Source["resolve"]): boolean {
  const annotations = arrayAt(dictionary, "Annots", resolve);
  if (!annotations) return false;
  for (let index = 0; index < annotations.length; index += 1) {
    const annotation = direct(annotations.at(index), resolve);
    if (!(annotation instanceof PdfDict) || nameAt(annotation, "Subtype", resolve) !== "Widget") continue;
    const hidden = ((numberAt(annotation, "F", resolve) ?? 0) & 0b10) !== 0;
    if (!hidden && !dictionaryAt(annotation, "AP", resolve) && boxAt(annotation, "Rect", resolve) && fieldValue(annotation, resolve)) return true;
  }
  return false;
}

function fieldValue(field: PdfDict, resolve: Source["resolve"]): boolean {
  let holder: PdfDict | null = field;
  for (let depth = 0; holder && depth < 32; depth += 1) {
    const value = direct(holder.get("V"), resolve);
    if (value && value.type !== "null") return value.type !== "dict";
    holder = dictionaryAt(holder, "Parent", resolve);
  }
  return false;
}
