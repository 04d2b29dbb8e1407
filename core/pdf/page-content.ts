import { PdfArray, PdfStream } from "@libpdf/core";
import { direct, type Source, SourceError, type SourcePage } from "./open-source.ts";
import { decodeStream, streamHealth } from "./stream-health.ts";

export interface PageContent {
  readonly bytes: Uint8Array;
  /** Some of it could not be decoded, or not to its end. */
  readonly damaged: boolean;
}

/** A page's content, decoded and joined as a reader does: with white space between its streams. Throws `SourceError` where nothing of it can be read. */
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

function contentStreams({ dictionary }: SourcePage, resolve: Source["resolve"]): PdfStream[] {
  const contents = direct(dictionary.get("Contents"), resolve);
  if (contents instanceof PdfStream) return [contents];
  if (!(contents instanceof PdfArray)) return [];
  return contents.toArray().map((part) => direct(part, resolve)).filter((part) => part instanceof PdfStream);
}

function decode(stream: PdfStream, resolve: Source["resolve"]): PageContent {
  const health = streamHealth(stream, resolve);
  if (health !== "whole" && health !== "lost") return { bytes: health.rest, damaged: true };
  try {
    if (health === "whole") return { bytes: decodeStream(stream, resolve), damaged: false };
  } catch {
    // as lost as where it was found to be
  }
  throw new SourceError("damaged", "content that cannot be decoded");
}
