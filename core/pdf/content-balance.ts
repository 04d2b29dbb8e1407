/**
 * What content leaves in disorder: how many graphics states (`Q`) it closes without having opened them, and the
 * operators that end what it leaves open at its end (strings, arrays, pictures, text, marked content, graphics states),
 * in their order. What is printed after such content would be swallowed, shifted, clipped or hidden with a layer by it.
 * Strings, comments and inline images are passed over. Linear in the bytes.
 */
export function contentBalance(bytes: Uint8Array): readonly [closes: number, ending: string] {
  let closes = 0;
  let opens = 0;
  let marks = 0;
  let inText = false;
  /** What ends the arrays and dictionaries that are open, the innermost last; and the string or picture at the end. */
  const nesting: string[] = [];
  let torn = "";
  const end = bytes.length;
  for (let at = 0; at < end; ) {
    const byte = bytes[at] as number;
    if (byte === 0x28) {
      at = afterString(bytes, at);
      if (at > end) torn = ")".repeat(Math.min(at - end, deepest));
    } else if (byte === 0x25) {
      while (at < end && bytes[at] !== 0x0a && bytes[at] !== 0x0d) at += 1;
    } else if (byte === 0x3c && bytes[at + 1] === 0x3c) {
      if (nesting.length < deepest) nesting.push(">>");
      at += 2;
    } else if (byte === 0x3c) {
      while (at < end && bytes[at] !== 0x3e) at += 1;
      if (at === end) torn = ">";
      at += 1;
    } else if (byte === 0x5b) {
      if (nesting.length < deepest) nesting.push("]");
      at += 1;
    } else if (byte === 0x5d || (byte === 0x3e && bytes[at + 1] === 0x3e)) {
      const closer = byte === 0x5d ? "]" : ">>";
      if (nesting.at(-1) === closer) nesting.pop();
      at += closer.length;
    } else if (regular[byte] === 1) {
      const start = at;
      while (at < end && regular[bytes[at] as number] === 1) at += 1;
      const second = bytes[start + 1];
      if (at - start === 1) {
        if (byte === 0x71) opens += 1;
        else if (byte === 0x51) {
          if (opens > 0) opens -= 1;
          else closes += 1;
        }
      } else if (at - start === 2) {
        if (byte === 0x49 && second === 0x44) {
          at = afterInlineImage(bytes, at);
          if (at > end) torn = "\nEI";
        }
        else if (byte === 0x42 && second === 0x54) inText = true;
        else if (byte === 0x45 && second === 0x54) inText = false;
      } else if (at - start === 3 && bytes[start + 2] === 0x43) {
        if (byte === 0x42 && (second === 0x4d || second === 0x44)) marks += 1;
        else if (byte === 0x45 && second === 0x4d && marks > 0) marks -= 1;
      }
    } else if (byte === 0x2f) {
      at += 1;
      while (at < end && regular[bytes[at] as number] === 1) at += 1;
    } else at += 1;
  }
  const ends = torn + nesting.toReversed().join("");
  return [Math.min(closes, deepest), `${ends && `${ends}\n`}${inText ? "ET\n" : ""}${"EMC\n".repeat(Math.min(marks, deepest))}${"Q\n".repeat(Math.min(opens, deepest))}`];
}

/** Deeper than any reader follows; what is kept of a page must not grow with a hostile one. */
const deepest = 10_000;

/** 1 for the characters that make up numbers and operators. */
const regular = Uint8Array.from({ length: 256 }, (_, byte) => (byte > 0x20 && !"()<>[]{}/%".includes(String.fromCharCode(byte)) ? 1 : 0));

/** Where the string ends; beyond the last byte by as many parentheses as are not closed. */
function afterString(bytes: Uint8Array, start: number): number {
  let depth = 0;
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === 0x5c) at += 1;
    else if (byte === 0x28) depth += 1;
    else if (byte === 0x29) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return bytes.length + depth;
}

/**
 * After the EI that ends an inline image: between white space, and followed by what can be content and not image data.
 * Beyond the last byte where there is none.
 */
function afterInlineImage(bytes: Uint8Array, start: number): number {
  for (let at = start + 1; at + 1 < bytes.length; at += 1) {
    if (bytes[at] !== 0x45 || bytes[at + 1] !== 0x49 || !isSpace(bytes[at - 1])) continue;
    if (at + 2 >= bytes.length) return at + 2;
    if (!isSpace(bytes[at + 2])) continue;
    const next = bytes.subarray(at + 2, at + 12);
    if (next.every((byte) => (byte >= 0x20 && byte < 0x7f) || isSpace(byte))) return at + 2;
  }
  return bytes.length + 1;
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09 || byte === 0x0c || byte === 0x00;
}
