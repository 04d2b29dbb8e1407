import { PdfArray, PdfName, PdfStream } from "@libpdf/core";
import { Inflate } from "fflate";
import { direct, type Source } from "./open-source.ts";

/** How a stream's data stand: to be copied as they are; torn, with what of them can be read; or nothing that a reader would know. */
export type StreamHealth = "whole" | { readonly rest: Uint8Array } | "lost";

/** ISO 32000-1, 8.9.7: meant for inline images; readers take them anywhere, the parser does not. */
const longForms: Readonly<Record<string, string>> = { AHx: "ASCIIHexDecode", A85: "ASCII85Decode", LZW: "LZWDecode", Fl: "FlateDecode", RL: "RunLengthDecode", CCF: "CCITTFaxDecode", DCT: "DCTDecode" };

/** ISO 32000-1, 7.4. */
const knownFilters: ReadonlySet<string> = new Set([...Object.entries(longForms).flat(), "JBIG2Decode", "JPXDecode", "Crypt"]);

/** Whether every filter of a stream is one that readers know. */
export function hasKnownFilters(stream: PdfStream, resolve: Source["resolve"]): boolean {
  return filtersOf(stream, resolve).every((filter) => knownFilters.has(filter));
}

/** Looks through a stream's data to their end, without keeping them. */
export function streamHealth(stream: PdfStream, resolve: Source["resolve"]): StreamHealth {
  const filters = filtersOf(stream, resolve).filter((filter) => filter !== "Crypt");
  const { data } = stream;
  const [first] = filters;
  if (first === undefined) return "whole";
  if (!hasKnownFilters(stream, resolve)) return "lost";
  if (first === "DCTDecode" || first === "DCT") return data[0] === 0xff && data[1] === 0xd8 ? "whole" : "lost";
  if (isWhole(filters, data)) return "whole";
  try {
    return { rest: decodeStream(stream, resolve) };
  } catch {
    return filters.length > 1 ? "lost" : { rest: new Uint8Array(0) };
  }
}

/** A stream's data decoded, as far as they can be. Throws where the parser cannot begin. */
export function decodeStream(stream: PdfStream, resolve: Source["resolve"]): Uint8Array {
  const filters = filtersOf(stream, resolve);
  if (!filters.some((filter) => longForms[filter])) return stream.getDecodedData();
  const spelled = new PdfStream(stream, stream.data);
  spelled.set("Filter", new PdfArray(filters.map((filter) => PdfName.of(longForms[filter] ?? filter))));
  return spelled.getDecodedData();
}

function filtersOf(stream: PdfStream, resolve: Source["resolve"]): string[] {
  const filter = direct(stream.get("Filter"), resolve);
  const filters = filter instanceof PdfArray ? filter.toArray().map((item) => direct(item, resolve)) : [filter];
  return filters.flatMap((item) => (item instanceof PdfName ? [item.value] : []));
}

function isWhole(filters: readonly string[], data: Uint8Array): boolean {
  const [first, ...further] = filters.map((filter) => longForms[filter] ?? filter);
  if (first === "FlateDecode") return inflates(data);
  if (first !== "ASCIIHexDecode" && first !== "ASCII85Decode") return true;
  if (!onlyHas(data, first === "ASCIIHexDecode" ? hexDigits : base85Digits)) return false;
  return further.length === 0 || isWhole(further, new PdfStream([["Filter", PdfName.of(first)]], data).getDecodedData());
}

const hexDigits = /[\dA-Fa-f]/;
const base85Digits = /[!-uz]/;

const piece = 64 * 1024;

/** The checksum is not looked at: what is missing there is not missed by any reader. */
function inflates(data: Uint8Array): boolean {
  if (data.length === 0) return true;
  if (data.length < 2 || ((data[0] as number) & 0x0f) !== 8 || (((data[0] as number) << 8) | (data[1] as number)) % 31 !== 0) return false;
  const inflate = new Inflate(() => undefined);
  try {
    for (let at = 2; at < data.length; at += piece) inflate.push(data.subarray(at, at + piece), at + piece >= data.length);
    return true;
  } catch {
    return false;
  }
}

/** Up to their end there is nothing but such digits and white space. */
function onlyHas(data: Uint8Array, digits: RegExp): boolean {
  const kinds = Uint8Array.from({ length: 256 }, (_, byte) => (digits.test(String.fromCharCode(byte)) || "\0\t\n\v\f\r ".includes(String.fromCharCode(byte)) ? 1 : 0));
  const end = digits === hexDigits ? 0x3e : 0x7e;
  for (const byte of data) {
    if (byte === end) return true;
    if (kinds[byte] === 0) return false;
  }
  return true;
}
