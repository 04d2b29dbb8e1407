import { strFromU8, unzipSync } from "fflate";
import type { Document } from "../../../../../core/document/document.ts";
import type { Writer } from "../../../../../core/document/writer.ts";
import type { Notice } from "../../../../../core/errors.ts";
import { createDocxWriter } from "../../../../../core/document/writers/docx/write-docx.ts";
import { createPageFinder } from "../../../../../core/document/writers/pdf/write-pdf.ts";
import { loadFonts } from "../../../../../platform/fonts.ts";

/** A written document, opened again. */
export interface Opened {
  readonly bytes: Uint8Array;
  readonly notices: readonly Notice[];
  readonly files: Readonly<Record<string, Uint8Array>>;
  /** A part's XML. */
  readonly xml: (path: string) => string;
  /** `word/document.xml`. */
  readonly body: string;
  /** The XML of the paragraph that has that text in it. */
  readonly paragraph: (text: string) => string;
}

export const options = { createdAt: "2027-02-20T09:30:00.000Z", id: "0123456789abcdef" };

/** Without embedded fonts: the files stay small. */
export const writeDocx: Writer = createDocxWriter({ findPages: createPageFinder(loadFonts()) });

/** Sets a document and opens the file. */
export async function openWritten(document: Document, writer: Writer = writeDocx): Promise<Opened> {
  const { bytes, notices } = await writer(document, options);
  const files = unzipSync(bytes);
  const xml = (path: string) => {
    const file = files[path];
    if (!file) throw new Error(`no ${path} in the package`);
    return strFromU8(file);
  };
  const body = xml("word/document.xml");
  const paragraph = (text: string) => {
    const found = paragraphsOf(body).find((candidate) => textOf(candidate).includes(text));
    if (found === undefined) throw new Error(`no paragraph with ${text}`);
    return found;
  };
  return { bytes, notices, files, xml, body, paragraph };
}

/** The XML of the paragraphs, in order. */
export function paragraphsOf(xml: string): string[] {
  return xml.match(/<w:p>.*?<\/w:p>|<w:p\/>/gs) ?? [];
}

/** The text of some XML. */
export function textOf(xml: string): string {
  return [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map((match) => match[1]).join("");
}

/** The values of an attribute on elements of that name, in order. */
export function valuesOf(xml: string, element: string, attribute = "w:val"): string[] {
  return [...xml.matchAll(new RegExp(`<${element} [^>]*?${attribute}="([^"]*)"`, "g"))].map((match) => match[1] ?? "");
}
