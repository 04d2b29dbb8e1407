import { PdfDict, PdfName, PdfNumber, PdfString } from "@libpdf/core";
import { arrayAt, dictionaryAt, direct, nameAt, numberAt, type Source, type Value } from "./open-source.ts";
import { nameText, stringText } from "./value-text.ts";

/** How an annotation's values come out of their file. */
export interface AnnotationSetting {
  readonly resolve: Source["resolve"];
  readonly value: (value: Value) => string;
  /** A destination as text with slots, or null where it leads nowhere. */
  readonly destination: (value: Value) => string | null;
  /** The slot of a key in the parent tree, or null where tags are not taken along. */
  readonly parentKey: (key: number) => string | null;
}

/**
 * An annotation as it goes into a packet: what it looks like and says, a link's target, nothing that acts by itself.
 * Null for what has neither look nor use there: notes' pop-ups, and links that lead nowhere or out of the PDF world.
 */
export function annotationText(annotation: PdfDict, setting: AnnotationSetting): string | null {
  const { resolve } = setting;
  const subtype = nameAt(annotation, "Subtype", resolve);
  if (subtype === null || subtype === "Popup" || subtype === "TrapNet") return null;
  const target = subtype === "Link" ? linkTarget(annotation, setting) : "";
  if (target === null && !hasLook(annotation, resolve)) return null;
  if (!arrayAt(annotation, "Rect", resolve)) return null;
  let body = "<<";
  for (const [{ value: key }, value] of annotation) {
    if (dropped.has(key) || (subtype === "Widget" && fieldKeys.has(key)) || (onlyLook.has(subtype) && !lookKeys.has(key))) continue;
    body += nameText(key) + setting.value(value);
  }
  const structParent = numberAt(annotation, "StructParent", resolve);
  const key = structParent === null ? null : setting.parentKey(structParent);
  if (key !== null) body += `/StructParent ${key}`;
  if (subtype === "Widget") body += fieldEntries(annotation, setting);
  return `${body}${target ?? ""}>>`;
}

/** Something of a link shows on the page: an appearance or a border, which by default it has. */
function hasLook(annotation: PdfDict, resolve: Source["resolve"]): boolean {
  if (dictionaryAt(annotation, "AP", resolve)) return true;
  const style = dictionaryAt(annotation, "BS", resolve);
  const width = style ? direct(style.get("W"), resolve) : direct(arrayAt(annotation, "Border", resolve)?.at(2), resolve);
  return !(width instanceof PdfNumber) || width.value > 0;
}

const dropped: ReadonlySet<string> = new Set(["P", "Parent", "Kids", "StructParent", "A", "AA", "PA", "Dest", "Popup", "IRT", "RT", "ExData", "AF", "PieceInfo", "T1"]);

/** Of a form field on its widget, worked out with what it inherits (ISO 32000-1, 12.7.3). */
const fieldKeys: ReadonlySet<string> = new Set(["FT", "Ff", "V", "DV", "DA", "DR", "Q", "MaxLen", "Opt", "TI", "I", "Lock", "SV", "TM", "DS", "RV"]);

/** What plays, moves or runs, and files inside the file, are shown as the picture that stands for them. */
const onlyLook: ReadonlySet<string> = new Set(["Screen", "Movie", "Sound", "RichMedia", "3D", "FileAttachment"]);
const lookKeys: ReadonlySet<string> = new Set(["Type", "Subtype", "Rect", "AP", "AS", "F", "Contents", "NM", "BS", "Border", "C", "OC", "M"]);

/**
 * Inherited entries that the look may hang on. Without a form around it the field cannot be filled in; its appearance
 * is its value. A signature's value is no longer true of the packet and stays behind.
 */
function fieldEntries(widget: PdfDict, { resolve, value }: AnnotationSetting): string {
  const inherited = (key: string): Value | null => {
    let holder: PdfDict | null = widget;
    for (let depth = 0; holder && depth < 32; depth += 1) {
      const found = holder.get(key);
      if (found) return found;
      holder = dictionaryAt(holder, "Parent", resolve);
    }
    return null;
  };
  const type = direct(inherited("FT"), resolve);
  const signature = type instanceof PdfName && type.value === "Sig";
  let body = "";
  for (const key of ["FT", "V", "DA", "Q", "MaxLen"]) {
    const found = inherited(key);
    const plain = direct(found, resolve);
    if (!found || !plain || (key === "V" && (signature || plain.type === "dict"))) continue;
    body += `/${key}${value(plain.type === "stream" ? found : plain)}`;
  }
  // Readers in browsers let a field be filled in even where there is no form around it.
  const flags = direct(inherited("Ff"), resolve);
  return `${body}/Ff ${(flags instanceof PdfNumber && Number.isInteger(flags.value) ? flags.value : 0) | readOnly}`;
}

const readOnly = 1;

/** The link's Dest or A with slots; null where it leads nowhere. */
function linkTarget(link: PdfDict, { resolve, destination, value }: AnnotationSetting): string | null {
  const dest = direct(link.get("Dest"), resolve);
  if (dest) return place(destination(dest));
  const action = dictionaryAt(link, "A", resolve);
  const kind = action && nameAt(action, "S", resolve);
  if (action && kind === "GoTo") {
    const to = direct(action.get("D"), resolve);
    return to ? place(destination(to)) : null;
  }
  if (action && kind === "URI") {
    const uri = direct(action.get("URI"), resolve);
    if (!(uri instanceof PdfString) || !isWebAddress(uri.bytes)) return null;
    return `/A<</S/URI/URI${stringText(uri.bytes)}>>`;
  }
  // Shows and hides layers of the paper itself.
  const state = action && kind === "SetOCGState" ? arrayAt(action, "State", resolve) : null;
  return state && `/A<</S/SetOCGState/State${value(state)}>>`;
}

function place(text: string | null): string | null {
  return text && `/Dest${text}`;
}

/**
 * Addresses that a reader may be led to; nothing that runs, and no file or share beside the packet: without a scheme,
 * only what begins with a host's name.
 */
function isWebAddress(bytes: Uint8Array): boolean {
  const start = String.fromCharCode(...bytes.subarray(0, 300)).replace(/^ +/, "");
  return /^(?:https?:|mailto:|tel:|ftp:|www\.|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}[/?#])/i.test(start);
}
