import { decodeText } from "../../intake/decode-text.ts";
import { mostCharacters } from "./convert-text.ts";
import type { Converted, ConvertTools } from "./convert-tools.ts";
import { readForeignHtml } from "./read-foreign-html.ts";
import { writePaper } from "./write-paper.ts";

/** A web page as a paper: its words, lists, tables and the pictures that it carries; not its layout. */
export async function convertHtml(bytes: Uint8Array, fileName: string, tools: ConvertTools): Promise<Converted> {
  const html = decodeHtml(bytes);
  if (html === null) return { slip: "unknown-kind" };
  // Pictures inside the text are not its words.
  if (html.replace(/data:image\/[^"')\s]+/g, "").length > mostCharacters) return { slip: "too-large" };
  const { title, blocks, images, incomplete } = await readForeignHtml(html);
  if (blocks.length === 0) return { slip: "empty" };
  return { pdf: await writePaper(blocks, { title: title || fileName, images }, tools), reasons: incomplete ? ["from-html", "parts-missing"] : ["from-html"] };
}

/** By its mark and its bytes, else by what it says of itself (HTML, 13.2.3.2). */
function decodeHtml(bytes: Uint8Array): string | null {
  const declared = /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(new TextDecoder("latin1").decode(bytes.subarray(0, 4096)))?.[1];
  const sniffed = decodeText(bytes);
  if (declared === undefined || /^utf-?(?:8|16)/i.test(declared)) return sniffed;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return decodeAs(declared, bytes) ?? sniffed;
  }
}

/** Text in a named encoding; null where the name is not known. */
export function decodeAs(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding).decode(bytes);
  } catch {
    return null;
  }
}
