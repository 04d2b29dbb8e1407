import { PdfArray, PdfName, type PdfStream } from "@libpdf/core";
import { Inflate } from "fflate";
import { direct, type Source } from "./open-source.ts";

/** How a stream's data stand: to be copied as they are; torn, with what of them can be read; or nothing that a reader would know. */
export type StreamHealth = "whole" | { readonly rest: Uint8Array } | "lost";

/** ISO 32000-1, 7.4, with the short forms of inline images, which some writers use elsewhere. */
const knownFilters: ReadonlySet<string> = new Set(
  "ASCIIHexDecode AHx ASCII85Decode A85 LZWDecode LZW FlateDecode Fl RunLengthDecode RL CCITTFaxDecode CCF JBIG2Decode DCTDecode DCT JPXDecode Crypt".split(" "),
);

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
  if (first === "DCTDecode" || first === "DCT") return data[0] === 0xff && data[1] === 0xd8 ? "whole" : "lost";
  if (isWhole(first, data)) return "whole";
  try {
    return { rest: stream.getDecodedData() };
  } catch {
    return filters.length > 1 ? "lost" : { rest: new Uint8Array(0) };
  }
}

function filtersOf(stream: PdfStream, resolve: Source["resolve"]): string[] {
  const filter = direct(stream.get("Filter"), resolve);
  const filters = filter instanceof PdfArray ? filter.toArray().map((item) => direct(item, resolve)) : [filter];
  return filters.flatMap((item) => (item instanceof PdfName ? [item.value] : []));
}

function isWhole(filter: string, data: Uint8Array): boolean {
  switch (filter) {
    case "FlateDecode":
    case "Fl":
      return inflates(data);
    case "ASCIIHexDecode":
    case "AHx":
      return onlyHas(data, 0x3e, (byte) => (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66));
    case "ASCII85Decode":
    case "A85":
      return onlyHas(data, 0x7e, (byte) => (byte >= 0x21 && byte <= 0x75) || byte === 0x7a);
    default:
      return true;
  }
}

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

/** Up to `end` there is nothing but such bytes and white space. */
function onlyHas(data: Uint8Array, end: number, allowed: (byte: number) => boolean): boolean {
  for (const byte of data) {
    if (byte === end) return true;
    if (byte > 0x20 && !allowed(byte)) return false;
  }
  return true;
}
