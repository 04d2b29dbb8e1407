import { unzipSync } from "fflate";
import mammoth from "mammoth";
import { unpacksBeyond } from "../../intake/unpacked-size.ts";
import type { Converted, ConvertTools } from "./convert-tools.ts";
import { readForeignHtml } from "./read-foreign-html.ts";
import { writePaper } from "./write-paper.ts";

/** More than any office file of a meeting unpacks to. */
const mostUnpacked = 300_000_000;

/**
 * An office file set by the office program of this machine. Without one, or where it fails, the words and tables of a
 * DOCX are set by our own reader; other kinds become a slip.
 */
export async function convertOffice(bytes: Uint8Array, ending: string, title: string, tools: ConvertTools): Promise<Converted> {
  if (needsPassword(bytes)) return { slip: "password" };
  const zipped = bytes[0] === 0x50 && bytes[1] === 0x4b;
  if (zipped && (declaredSize(bytes) > mostUnpacked || unpacksBeyond(bytes, mostUnpacked))) return { slip: "too-large" };
  const result = tools.office === null ? ({ failed: "missing" } as const) : await tools.office.convert({ bytes, ending }, tools.signal);
  if ("pdf" in result) return { pdf: result.pdf, reasons: ["from-office"] };
  const simplified = ending === "docx" ? await convertDocx(bytes, title, tools) : null;
  if (simplified !== null) return simplified;
  return { slip: ending === "docx" && result.failed === "missing" ? "damaged" : slips[result.failed] };
}

const slips = { missing: "needs-office", "too-slow": "too-slow", failed: "office-failed" } as const;

/** A Word file's words, lists, tables, notes and pictures on plain paper; null where it cannot be read. */
async function convertDocx(bytes: Uint8Array, title: string, tools: ConvertTools): Promise<Converted | null> {
  try {
    const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) });
    const { blocks, images } = await readForeignHtml(value);
    return blocks.length === 0 ? { slip: "empty" } : { pdf: await writePaper(blocks, { title, images }, tools), reasons: ["simplified"] };
  } catch {
    return null;
  }
}

/** What a ZIP's own directory says that it unpacks to: a bomb that does not lie is known at once. */
function declaredSize(bytes: Uint8Array): number {
  let total = 0;
  try {
    unzipSync(bytes, { filter: ({ originalSize }) => (total += originalSize) < 0 });
  } catch {
    // It is counted while it is unpacked.
  }
  return total;
}

/**
 * An encrypted Office Open XML file is a compound file with a stream of that name ([MS-OFFCRYPTO] 2.3.4); an encrypted
 * OpenDocument file says so in its manifest (OpenDocument 1.2, part 3, 4.8).
 */
function needsPassword(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length > 512 && file.readUInt32BE(0) === 0xd0cf11e0) return file.includes(Buffer.from("EncryptedPackage", "utf16le"));
  if (!file.subarray(0, 200).includes("mimetypeapplication/vnd.oasis")) return false;
  try {
    const { "META-INF/manifest.xml": manifest } = unzipSync(bytes, { filter: ({ name, originalSize }) => name === "META-INF/manifest.xml" && originalSize < 5_000_000 });
    return manifest !== undefined && new TextDecoder().decode(manifest).includes("encryption-data");
  } catch {
    return false;
  }
}
