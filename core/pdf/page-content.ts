import { PdfArray, PdfStream } from "@libpdf/core";
import { unzlibSync } from "fflate";
import { direct, nameAt, type Source, type SourcePage } from "./open-source.ts";

export interface PageContent {
  readonly bytes: Uint8Array;
  /** Some of it could not be decoded, or not to its end. */
  readonly damaged: boolean;
}

/** A page's content, decoded and joined as a reader does: with white space between its streams. */
export function decodedContent(page: SourcePage, resolve: Source["resolve"]): PageContent {
  const parts = contentStreams(page, resolve).map((stream) => decode(stream, resolve));
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.bytes.length + 1, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part.bytes, at);
    at += part.bytes.length;
    bytes[at] = 0x0a;
    at += 1;
  }
  return { bytes, damaged: parts.some((part) => part.damaged) };
}

/** The content as far as it can be read, ended so that what follows is not swallowed by a torn string or image. */
export function mendedContent(page: SourcePage, resolve: Source["resolve"]): Uint8Array {
  const { bytes } = decodedContent(page, resolve);
  const whole = bytes.lastIndexOf(0x0a);
  return whole < 0 ? bytes : bytes.subarray(0, whole + 1);
}

function contentStreams({ dictionary }: SourcePage, resolve: Source["resolve"]): PdfStream[] {
  const contents = direct(dictionary.get("Contents"), resolve);
  if (contents instanceof PdfStream) return [contents];
  if (!(contents instanceof PdfArray)) return [];
  return contents.toArray().map((part) => direct(part, resolve)).filter((part) => part instanceof PdfStream);
}

function decode(stream: PdfStream, resolve: Source["resolve"]): PageContent {
  try {
    const bytes = stream.getDecodedData();
    return { bytes, damaged: isTorn(stream, bytes, resolve) };
  } catch {
    return { bytes: new Uint8Array(0), damaged: stream.data.length > 0 };
  }
}

/** The parser gives what it could inflate and does not tell where it stopped early. */
function isTorn(stream: PdfStream, decoded: Uint8Array, resolve: Source["resolve"]): boolean {
  if (decoded.length > 0 || stream.data.length < 3) return false;
  if (nameAt(stream, "Filter", resolve) !== "FlateDecode") return true;
  try {
    return unzlibSync(stream.data).length > 0;
  } catch {
    return true;
  }
}
