import danish from "hyphen/da/index.js";

/** Letters that must stand on each side of a hyphen, and the shortest word that is divided. */
const shortestSide = 3;
const shortestWord = 6;

/** Words kept in memory; a long-lived process starts over rather than grow without end. */
const mostWords = 50_000;

const known = new Map<string, readonly number[]>();

/**
 * Where a Danish word may be divided: offsets in UTF-16 units, ascending, at least three letters from either end.
 * Empty for words under six letters, for words in capitals only and for what is no word (figures, addresses).
 * The patterns are TeX's (package `hyphen`); `stems` corrects what they get wrong in the words of a secretariat.
 */
export function hyphenate(word: string): readonly number[] {
  const found = known.get(word);
  if (found) return found;
  if (known.size >= mostWords) known.clear();
  const points = divide(word);
  known.set(word, points);
  return points;
}

function divide(word: string): readonly number[] {
  const letters = /\p{L}+/u.exec(word)?.[0] ?? "";
  if (letters.length < shortestWord || /[\d@/\\_.]\p{L}|\p{L}[\d@/\\_-]/u.test(word)) return [];
  if (letters === letters.toUpperCase()) return [];
  const start = word.indexOf(letters);
  const points = new Set(offsets(danish.hyphenateSync(letters, { hyphenChar: "\u00ad" }), "\u00ad"));
  correct(letters.toLowerCase(), points);
  return [...points]
    .filter((point) => point >= shortestSide && point <= letters.length - shortestSide)
    .map((point) => start + point)
    .sort((a, b) => a - b);
}

/** Offsets of the mark in a text, counted as if the marks were not there. */
function offsets(marked: string, mark: string): number[] {
  const found: number[] = [];
  for (let at = marked.indexOf(mark); at >= 0; at = marked.indexOf(mark, at + 1)) found.push(at - found.length);
  return found;
}

/**
 * Stems with their divisions; `|` at an end is a joint with the rest of the compound. TeX's patterns know no
 * compounds and would set `specialun-dervisning`, `udval-get` and `ældreplej-en`.
 */
const stems = [
  "|ud-valg", "|under-vis-ning", "|under-søg", "|under-ret", "|under-skrift", "|ud-vik-ling", "|ud-gifts|", "|ud-bud", "|ud-taler",
  "|rådet", "råd-giv", "råd-hus", "råde-rum", "ældre|plej", "børne|", "ungdoms|", "sundheds|", "forretnings|", "social|", "special|",
  "psyki-atri", "|område", "|plan|lægning", "|punkt", "dags-orden", "dags-ordens|", "|sam-arbejd", "|ansvar", "|ordning", "|af-tale",
  "|af-de-ling", "|af-rap-port", "|an-befal", "|ind-stil", "|op-følg", "|over-sigt", "|for-slag", "|be-hand-l", "|be-slut", "|ord-fører", "års|",
  "region", "kom-mu-ne", "sags|", "|borger", "syge|hus", "|læge",
].map(readStem);

interface Stem {
  readonly letters: string;
  readonly points: readonly number[];
}

function readStem(stem: string): Stem {
  const marked = stem.replaceAll("|", "-");
  return { letters: marked.replaceAll("-", ""), points: offsets(marked, "-") };
}

/** Inside a known stem only its own divisions stand. */
function correct(letters: string, points: Set<number>): void {
  for (const stem of stems) {
    for (let at = letters.indexOf(stem.letters); at >= 0; at = letters.indexOf(stem.letters, at + 1)) {
      for (let inside = at + 1; inside < at + stem.letters.length; inside++) points.delete(inside);
      for (const point of stem.points) points.add(at + point);
    }
  }
}
