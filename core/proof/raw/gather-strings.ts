import { Keyword, Lexer } from "./lexer.ts";
import { PdfDictionary, PdfName, PdfStream, PdfString, type PdfValue } from "./pdf-values.ts";
import { standardNames } from "./standard-names.ts";

/** What a string is for, by the entry that it stands in. */
export type StringPlace = "outline" | "label" | "destination" | "metadata" | "annotation" | "embedded" | "structure" | "raw";

export interface PlacedString {
  readonly text: string;
  readonly place: StringPlace;
}

/** The strings of an object, and of what stands directly in it, with what they are for. */
export function stringsOf(value: PdfValue): PlacedString[] {
  const found: PlacedString[] = [];
  const visit = (one: PdfValue, place: StringPlace): void => {
    if (one instanceof PdfString) {
      found.push({ text: one.text, place });
      if (place === "annotation" && /%[\da-f]{2}/i.test(one.bytes)) found.push({ text: unescaped(one.bytes), place });
    } else if (one instanceof PdfName) {
      if (!standardNames.has(one.name)) found.push({ text: one.name, place });
    } else if (one instanceof PdfDictionary) {
      for (const [key, entry] of one.entries) {
        if (!standardNames.has(key)) found.push({ text: key, place });
        visit(entry, placeOf(key, one, place));
      }
    } else if (one instanceof PdfStream) visit(one.dictionary, place);
    else if (Array.isArray(one)) for (const entry of one as readonly PdfValue[]) visit(entry, place);
  };
  visit(value, "raw");
  return found;
}

function placeOf(key: string, { entries }: PdfDictionary, outer: StringPlace): StringPlace {
  switch (key) {
    case "Title":
      return entries.has("Parent") ? "outline" : "metadata";
    case "Author": case "Subject": case "Keywords": case "Creator": case "Producer":
      return "metadata";
    case "Alt": case "ActualText": case "E":
      return "structure";
    case "Contents": case "T": case "TU": case "TM": case "RC": case "Subj": case "URI": case "V": case "DV":
      return "annotation";
    case "UF": case "F": case "Desc":
      return "embedded";
    case "P":
      return entries.has("S") || entries.has("St") ? "label" : outer;
    case "Names": case "Limits":
      return "destination";
    default:
      return outer === "raw" && entries.has("Subtype") && entries.has("Rect") ? "annotation" : outer;
  }
}

/** A web address with its percent signs undone; bytes that are no UTF-8 stay as they are. */
function unescaped(text: string): string {
  const bytes = Uint8Array.from(text.replace(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), (letter) => letter.charCodeAt(0));
  return new TextDecoder().decode(bytes);
}

/**
 * Everything in PDF syntax that a reader of it could find words in, parted by line ends: strings with their escapes
 * undone (those of one array, as a line of text is shown, together), names, comments and stray words.
 */
export function gatherStrings(bytes: Uint8Array): string {
  const parts: string[] = [];
  const lexer = new Lexer(bytes);
  lexer.onComment = (text) => parts.push(asText(text));
  for (let token = lexer.next(false); token !== undefined; token = lexer.next(false)) {
    if (token instanceof Keyword) parts.push(asText(token.word));
    else gather(token, parts);
  }
  return parts.join("\n");
}

function gather(value: PdfValue, parts: string[]): void {
  if (value instanceof PdfString) parts.push(textIn(value));
  else if (value instanceof PdfName) {
    if (!standardNames.has(value.name)) parts.push(asText(value.name));
  } else if (value instanceof PdfDictionary) {
    for (const [key, entry] of value.entries) {
      if (!standardNames.has(key)) parts.push(asText(key));
      gather(entry, parts);
    }
  } else if (Array.isArray(value)) {
    let line = "";
    for (const entry of value as readonly PdfValue[]) {
      if (entry instanceof PdfString) line += textIn(entry);
      else if (typeof entry === "number") line += entry < -180 ? " " : "";
      else gather(entry, parts);
    }
    if (line !== "") parts.push(line);
  }
}

/** UTF-16 without its mark too: every other byte is zero. */
function textIn(string: PdfString): string {
  const { bytes, text } = string;
  if (text !== bytes) return text;
  if (/^(?:\0[^\0])+$/s.test(bytes) || /^(?:[^\0]\0)+$/s.test(bytes)) return bytes.replaceAll("\0", "");
  return asText(bytes);
}

/** UTF-8 where it is that, else one letter a byte. */
function asText(bytes: string): string {
  if (!/[\x80-\xff]/.test(bytes)) return bytes;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(bytes, (letter) => letter.charCodeAt(0)));
  } catch {
    return bytes;
  }
}

