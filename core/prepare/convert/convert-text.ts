import type { Block, Inline } from "../../document/document.ts";
import { decodeText } from "../../intake/decode-text.ts";
import type { Converted, ConvertTools } from "./convert-tools.ts";
import { writePaper } from "./write-paper.ts";

/** Some four thousand pages; more is a log or a table of data, and no paper. */
export const mostCharacters = 10_000_000;

/** A text file line by line as it was written: its line breaks and indents stay. */
export async function convertText(bytes: Uint8Array, title: string, tools: ConvertTools): Promise<Converted> {
  const text = decodeText(bytes);
  if (text === null) return { slip: "unknown-kind" };
  if (text.length > mostCharacters) return { slip: "too-large" };
  const blocks = textBlocks(text);
  if (blocks.length === 0) return { slip: "empty" };
  return { pdf: await writePaper(blocks, { title }, tools), reasons: ["from-text"] };
}

/** Plain text as paragraphs of lines; an empty line ends a paragraph, a form feed ends the page. */
export function textBlocks(text: string): Block[] {
  const pages = cleaned(text).split("\f").map(pageBlocks).filter((blocks) => blocks.length > 0);
  return pages.flatMap((blocks, index): Block[] => (index === 0 ? blocks : [{ type: "page-break" }, ...blocks]));
}

function pageBlocks(page: string): Block[] {
  return page.split(/\n[ \t]*\n+/).flatMap((part) => splitLong(part.replace(/^\n+|\s+$/g, "").split("\n"))).filter((lines) => lines.some((line) => line.trim() !== ""))
    .map((lines): Block => ({ type: "paragraph", style: "body", id: null, children: lineInlines(lines) }));
}

/** A list of thousands of lines without an empty one is set in pieces, or it would be one endless paragraph. */
const mostLines = 40;

function splitLong(lines: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(lines.length / mostLines) }, (_, index) => lines.slice(index * mostLines, (index + 1) * mostLines));
}

function lineInlines(lines: readonly string[]): Inline[] {
  return lines.flatMap((line, index): Inline[] => [...(index === 0 ? [] : [{ type: "line-break" } as const]), { type: "text", text: keptSpaces(line) }]);
}

/**
 * Spaces that set something apart stay as wide as they are, as fixed ones of a quarter of an em: ordinary ones would
 * become one. A word without end gets places where it can be broken.
 */
export function keptSpaces(line: string): string {
  return line.replaceAll("\t", "    ").trimEnd().replace(/^ +/, (spaces) => wide.repeat(spaces.length)).replace(/ {2,}/g, (spaces) => ` ${wide.repeat(spaces.length - 1)}`).replace(endless, "$& ");
}

const wide = "\u2005";

/** Longer than any word or address that anybody reads. */
export const endless = /\S{1500}/g;

function cleaned(text: string): string {
  // oxlint-disable-next-line no-control-regex -- taking them out is the point
  return text.normalize("NFC").replace(/\r\n?/g, "\n").replace(/[\u0000-\u0008\u000b\u000e-\u001f\u007f\ufeff]/g, "");
}
