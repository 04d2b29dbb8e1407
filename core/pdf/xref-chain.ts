/**
 * The chain of a PDF's tables of objects (ISO 32000-1, 7.5.4 to 7.5.8), walked before the parser does: it leaves out,
 * without a word, a table that it does not find where an earlier one says, and with it objects of the file. Gives the
 * bytes as they are where all is in order. Tables that begin a few blanks later than said (linearised files) are moved
 * up to their place in a copy; where one is missing, the copy has no way to the tables, so that the parser searches the
 * file for its objects.
 */
export function withSoundChain(bytes: Uint8Array): Uint8Array {
  const end = findEnd(bytes);
  if (end === null) return bytes;
  let mended = bytes;
  const waiting = [end.offset];
  const seen = new Set<number>();
  for (let offset = waiting.pop(); offset !== undefined; offset = waiting.pop()) {
    if (seen.has(offset)) continue;
    seen.add(offset);
    const start = afterBlanks(mended, offset);
    const head = latin(mended, start, start + 24);
    const length = (/^(xref)\b/.exec(head) ?? /^(\d+ \d+ obj)\b/.exec(head))?.[1]?.length;
    if (length === undefined) {
      // The parser searches the file by itself where it finds no table at all. Nought stands for none.
      if (offset === end.offset) return bytes;
      if (offset === 0) continue;
      return strikeOut(bytes, end.at);
    }
    if (start > offset) {
      if (mended === bytes) mended = bytes.slice();
      mended.copyWithin(offset, start, start + length);
      mended.fill(0x20, Math.max(offset + length, start), start + length);
      mended.fill(0x20, offset + length, start);
    }
    const dictionary = dictionaryText(mended, offset + length, head.startsWith("xref"));
    if (dictionary === null) continue;
    for (const [, further] of dictionary.matchAll(/\/(?:Prev|XRefStm)\s+(\d{1,12})(?!\s+\d+\s+R)\b/g)) waiting.push(Number(further));
  }
  return mended;
}

/** A copy in which the parser finds no table, so that it searches the file for its objects; null where it found none before. */
export function withoutChain(bytes: Uint8Array): Uint8Array | null {
  const end = findEnd(bytes);
  return end && strikeOut(bytes, end.at);
}

/** Where the last startxref stands, and the offset that it gives; null where there is none, which the parser sees itself. */
function findEnd(bytes: Uint8Array): { readonly at: number; readonly offset: number } | null {
  const from = Math.max(0, bytes.length - 2048);
  const tail = latin(bytes, from, bytes.length);
  const at = tail.lastIndexOf("startxref");
  const offset = at < 0 ? null : /^startxref\s+(\d{1,12})/.exec(tail.slice(at))?.[1];
  return offset ? { at: from + at, offset: Number(offset) } : null;
}

function afterBlanks(bytes: Uint8Array, offset: number): number {
  let at = offset;
  while (at < bytes.length && at < offset + 1024 && isBlank(bytes[at] as number)) at += 1;
  return at;
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09 || byte === 0x0c || byte === 0;
}

/** The trailer of a table, or the dictionary of a stream; null where a table is out of its form. */
function dictionaryText(bytes: Uint8Array, from: number, table: boolean): string | null {
  let at = from;
  while (table) {
    const head = latin(bytes, at, at + 40);
    const section = /^\s*(\d+)\s+(\d+)\s*(?=\d{10} |[\r\n]|trailer)/.exec(head);
    if (!section) {
      const word = /^\s*trailer/.exec(head);
      if (!word) return null;
      at += word[0].length;
      break;
    }
    at += section[0].length + 20 * Number(section[2]);
    if (at > bytes.length) return null;
  }
  const text = latin(bytes, at, at + 8192);
  const close = text.search(table ? /startxref|%%EOF|\bobj\b/ : /\bstream\b/);
  return close < 0 ? text : text.slice(0, close);
}

function strikeOut(bytes: Uint8Array, at: number): Uint8Array {
  const struck = bytes.slice();
  // Earlier ones would lead back into the same chain.
  for (let word = at; word >= 0 && word > at - 2048; word -= 1) {
    if (latin(struck, word, word + 9) === "startxref") struck.fill(0x20, word, word + 9);
  }
  return struck;
}

function latin(bytes: Uint8Array, from: number, to: number): string {
  let text = "";
  for (let at = Math.max(0, from); at < Math.min(to, bytes.length); at += 1) text += String.fromCharCode(bytes[at] as number);
  return text;
}
