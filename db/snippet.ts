/** A word to look for: its tokens in order, lower case; the last is the beginning of a word. */
export type SoughtWord = readonly string[];

/** What is asked for, word by word: split at spaces, each into the letters and figures that the index knows. */
export function soughtWords(query: string): SoughtWord[] {
  return query
    .normalize("NFC")
    .split(/\s+/u)
    .map((word) => [...word.replace(/\u00ad/g, "").toLowerCase().matchAll(tokens)].map(([token]) => token))
    .filter((word) => word.length > 0);
}

/** How many of the words a text has. */
export function countFound(text: string, words: readonly SoughtWord[]): number {
  const lower = lowerCase(text);
  return words.filter((word) => nextFound(lower, word, 0) !== null).length;
}

/**
 * Some words of the text around the first of what was found, each of these between U+E000 and U+E001; `…` where the
 * text goes on. The text's beginning where nothing is found in it.
 */
export function snippet(text: string, words: readonly SoughtWord[]): string {
  const lower = lowerCase(text);
  const first = Math.min(...words.map((word) => nextFound(lower, word, 0)?.start ?? Infinity));
  const anchor = Number.isFinite(first) ? first : 0;
  const start = anchor <= before ? 0 : wordStart(text, anchor - before, anchor);
  const end = text.length - start <= length ? text.length : wordEnd(text, start + length, anchor);
  const marked = mark(text.slice(start, end), lower.slice(start, end), words);
  return `${start > 0 ? "…" : ""}${marked}${end < text.length ? "…" : ""}`;
}

/** Characters of a snippet, and of what comes before the hit in it. */
const length = 160;
const before = 50;

/** As FTS5's unicode61 splits: letters, figures and private characters make words; all else stands between. */
const tokens = /[\p{L}\p{N}\p{Co}]+/gu;
const tokenCharacter = /[\p{L}\p{N}\p{Co}]/u;

interface Span {
  readonly start: number;
  readonly end: number;
}

function nextFound(lower: string, word: SoughtWord, from: number): Span | null {
  const [head = "", ...rest] = word;
  for (let start = lower.indexOf(head, from); start >= 0; start = lower.indexOf(head, start + 1)) {
    if (start > 0 && tokenCharacter.test(lower.charAt(start - 1))) continue;
    const end = endOfWord(lower, start + head.length, rest);
    if (end !== null) return { start, end };
  }
  return null;
}

/** Where the word's last token ends, or null where the tokens after the first do not follow. */
function endOfWord(lower: string, from: number, rest: readonly string[]): number | null {
  let end = from;
  for (const token of rest) {
    const gap = end;
    while (end < lower.length && !tokenCharacter.test(lower.charAt(end))) end += 1;
    if (end === gap || !lower.startsWith(token, end)) return null;
    end += token.length;
  }
  while (end < lower.length && tokenCharacter.test(lower.charAt(end))) end += 1;
  return end;
}

function mark(text: string, lower: string, words: readonly SoughtWord[]): string {
  let marked = "";
  let done = 0;
  for (;;) {
    const next = words
      .map((word) => nextFound(lower, word, done))
      .filter((span) => span !== null)
      .reduce<Span | null>((a, b) => (a === null || b.start < a.start ? b : a), null);
    if (next === null) return marked + text.slice(done);
    marked += `${text.slice(done, next.start)}\u{e000}${text.slice(next.start, next.end)}\u{e001}`;
    done = next.end;
  }
}

/** The first beginning of a word from `from` on, no later than the hit. */
function wordStart(text: string, from: number, hit: number): number {
  const space = text.indexOf(" ", from);
  return space < 0 || space >= hit ? hit : space + 1;
}

/** The last end of a word up to `to`, unless that would cut the hit away. */
function wordEnd(text: string, to: number, hit: number): number {
  const space = text.lastIndexOf(" ", to);
  return space <= hit ? to : space;
}

/** Lower case in the same places: the few letters that grow (İ) are left as they are. */
function lowerCase(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text.replace(/./gsu, (c) => (c.toLowerCase().length === c.length ? c.toLowerCase() : c));
}
