/**
 * A copy of a PDF of which only the files inside are encrypted (ISO 32000-2, 7.6.5: both crypt filters for the paper
 * itself are Identity), without the entry that makes readers ask for a password; null for any other file. Nothing is
 * decrypted: the pages never were encrypted.
 */
export function withOpenPages(bytes: Uint8Array): Uint8Array | null {
  if (bytes.length > largest) return null;
  const text = Array.from({ length: Math.ceil(bytes.length / 8192) }, (_, piece) => String.fromCharCode(...bytes.subarray(piece * 8192, (piece + 1) * 8192))).join("");
  const entries = [...text.matchAll(/\/Encrypt\s+(\d+)\s+\d+\s+R/g)];
  if (entries.length === 0 || !entries.every(([, number]) => leavesPagesOpen(text, number ?? ""))) return null;
  const open = bytes.slice();
  // The length stays the same, so that every object stays where the tables say.
  for (const { index } of entries) open.set(new TextEncoder().encode("/Unneede"), index);
  return open;
}

const largest = 64 * 1024 * 1024;

function leavesPagesOpen(text: string, number: string): boolean {
  const dictionary = new RegExp(`(?:^|[\\r\\n])${number}\\s+\\d+\\s+obj([^]{0,4000}?)endobj`).exec(text)?.[1] ?? "";
  if (!/\/V\s*[45]\b/.test(dictionary) || !/\/EFF\b/.test(dictionary)) return false;
  return ["StmF", "StrF"].every((key) => (new RegExp(`/${key}\\s*/(\\w+)`).exec(dictionary)?.[1] ?? "Identity") === "Identity");
}
