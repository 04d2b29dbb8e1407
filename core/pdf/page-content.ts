import { PdfArray, PdfStream } from "@libpdf/core";
import { direct, type Source, type SourcePage } from "./open-source.ts";
import { streamHealth } from "./stream-health.ts";

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

/** Content that is damaged, as far as it can be read; null where it is whole. */
export function tornContent(page: SourcePage, resolve: Source["resolve"]): Uint8Array | null {
  const { bytes, damaged } = decodedContent(page, resolve);
  return damaged ? bytes : null;
}

function contentStreams({ dictionary }: SourcePage, resolve: Source["resolve"]): PdfStream[] {
  const contents = direct(dictionary.get("Contents"), resolve);
  if (contents instanceof PdfStream) return [contents];
  if (!(contents instanceof PdfArray)) return [];
  return contents.toArray().map((part) => direct(part, resolve)).filter((part) => part instanceof PdfStream);
}

/** The parser gives what it could decode and does not tell where it stopped early. */
function decode(stream: PdfStream, resolve: Source["resolve"]): PageContent {
  const health = streamHealth(stream, resolve);
  if (health === "lost") return { bytes: new Uint8Array(0), damaged: stream.data.length > 0 };
  if (health !== "whole") return { bytes: health.rest, damaged: true };
  try {
    return { bytes: stream.getDecodedData(), damaged: false };
  } catch {
    return { bytes: new Uint8Array(0), damaged: stream.data.length > 0 };
  }
}
