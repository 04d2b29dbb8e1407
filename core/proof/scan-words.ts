/**
 * What a character is for the search: no letter, a letter or digit, something that may break a word at a line's end, or
 * what nobody sees (zero width space, marks of direction).
 */
const between = 0;
const letter = 1;
const hyphen = 2;
const unseen = 3;

let tables: { readonly kinds: Uint8Array; readonly folds: Uint16Array } | null = null;

/** Kinds and small letters of all characters of two bytes; made when first needed. */
function characters(): { readonly kinds: Uint8Array; readonly folds: Uint16Array } {
  if (tables !== null) return tables;
  const kinds = new Uint8Array(65_536);
  const folds = new Uint16Array(65_536);
  const isLetter = /[\p{L}\p{N}\p{M}]/u;
  const isUnseen = /\p{Default_Ignorable_Code_Point}/u;
  for (let code = 0; code < 65_536; code += 1) {
    const character = String.fromCharCode(code);
    kinds[code] = isUnseen.test(character) ? unseen : isLetter.test(character) || (code >= 0xd800 && code < 0xe000) ? letter : between;
    const small = character.toLowerCase();
    folds[code] = small.length === 1 ? small.charCodeAt(0) : code;
  }
  for (const code of [0x2d, 0xad, 0x2010, 0x2011]) kinds[code] = hyphen;
  tables = { kinds, folds };
  return tables;
}

/** Takes the words of a text one by one: two hashes of the word in small letters, its letters, and where it stands. */
export type WordTaker = (first: number, second: number, letters: number, from: number, to: number) => void;

/**
 * Walks through a text's words, ignoring case, hyphens inside words and at line ends, what nobody sees, and everything
 * that is no letter or digit. `units` are UTF-16 units of a normalised text (see `unitsOf`), or bytes of any kind: two bytes that make a
 * letter in UTF-8 are read as it, others as Latin-1, and the zeros of UTF-16 are stepped over.
 */
export function scanWords(units: Uint8Array | Uint16Array, take: WordTaker): void {
  const { kinds, folds } = characters();
  const { length } = units;
  // Marks of UTF-16 and of JPEG's parts; as letters they would be þ and ÿ.
  const lastLetter = units instanceof Uint8Array ? 0xfd : 0xffff;
  let first = 0x811c9dc5;
  let second = 0x1234567;
  let letters = 0;
  let from = 0;
  let to = 0;
  for (let at = 0; at < length; at += 1) {
    let code = units[at] as number;
    if (code === 0 && (units[at + 2] === 0 || (at >= 2 && units[at - 2] === 0)) && units[at + 1] !== 0) continue;
    let width = 0;
    if (code >= 0xc2 && code < 0xe3) {
      const next = units[at + 1] ?? 0;
      if (next >= 0x80 && next < 0xc0) {
        const third = units[at + 2] ?? 0;
        if (code < 0xe0) {
          code = ((code & 31) << 6) | (next & 63);
          width = 1;
        } else if (third >= 0x80 && third < 0xc0) {
          code = ((code & 15) << 12) | ((next & 63) << 6) | (third & 63);
          width = 2;
        }
      }
    }
    const kind = kinds[code];
    if (kind === letter && (code <= lastLetter || width > 0)) {
      if (letters === 0) from = at;
      const folded = folds[code] as number;
      first = Math.imul(first ^ folded, 0x01000193);
      second = Math.imul(second, 31) + folded;
      letters += 1;
      at += width;
      to = at + 1;
      continue;
    }
    if (kind === unseen) {
      at += width;
      continue;
    }
    if (kind === hyphen && letters > 0) {
      const after = nextLetter(units, at + width + 1, kinds);
      if (after >= 0) {
        at = after - 1;
        continue;
      }
    }
    at += width;
    if (letters === 0) continue;
    take(first, second | 0, letters, from, to);
    first = 0x811c9dc5;
    second = 0x1234567;
    letters = 0;
  }
  if (letters > 0) take(first, second | 0, letters, from, to);
}

/** Where the word goes on after a hyphen: at once, or after white space. A hyphen between spaces is a dash. */
function nextLetter(units: Uint8Array | Uint16Array, start: number, kinds: Uint8Array): number {
  let at = start;
  for (; at < units.length; at += 1) {
    const code = units[at] as number;
    if (kinds[code] !== unseen && code !== 0 && code !== 32 && code !== 10 && code !== 13 && code !== 9 && code !== 0xa0) break;
  }
  return at < units.length && kinds[units[at] as number] === letter ? at : -1;
}

/** A text as units to scan: compatibility forms and combined letters made one. */
export function unitsOf(text: string): Uint16Array {
  const normal = text.normalize("NFKC");
  const units = new Uint16Array(normal.length);
  for (let at = 0; at < normal.length; at += 1) units[at] = normal.charCodeAt(at);
  return units;
}
