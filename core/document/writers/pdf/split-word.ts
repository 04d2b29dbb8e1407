import type { FaceIndex, Shaped, Typefaces } from "./typefaces.ts";

/** A part of a word after which a line may end at a cost; a soft hyphen in the text shows only there. */
export interface WordPart {
  readonly text: string;
  readonly shaped: Shaped;
  /** Cost of ending a line after it; of no meaning for the last part. */
  readonly cost: number;
  readonly softHyphen: boolean;
}

export type WordSplitter = (face: FaceIndex, word: string) => readonly WordPart[];

const hardBreakCost = 4;
const addressBreakCost = 10;
const softHyphenCost = 10;
const mostWords = 60_000;

/** Divides words where they may be divided without a dictionary: at hard and soft hyphens, slashes, in addresses. */
export function createWordSplitter(typefaces: Typefaces): WordSplitter {
  const caches: Map<string, readonly WordPart[]>[] = [];
  return (face, word) => {
    const cache = (caches[face] ??= new Map());
    const cached = cache.get(word);
    if (cached) return cached;
    if (cache.size >= mostWords) cache.clear();
    const parts = split(word).map((part) => ({ ...part, shaped: typefaces.shape(face, part.text) }));
    cache.set(word, parts);
    return parts;
  };
}

interface Cut {
  readonly text: string;
  readonly cost: number;
  readonly softHyphen: boolean;
}

function split(word: string): Cut[] {
  if (!/[-\u2010/\u2013\u2014\u00ad\u200b.@]/.test(word)) return [{ text: word, cost: 0, softHyphen: false }];
  const address = /^\W*(?:https?:\/\/|www\.)|\S@\S+\.\S/.test(word);
  const cuts: Cut[] = [];
  let from = 0;
  for (let at = 1; at < word.length; at++) {
    const cost = address ? costInAddress(word, at) : costInWord(word, at);
    if (cost === null) continue;
    cuts.push(cut(word.slice(from, at), cost));
    from = at;
  }
  cuts.push(cut(word.slice(from), 0));
  return cuts;
}

function cut(text: string, cost: number): Cut {
  return { text: text.replace(/[\u00ad\u200b]+/g, ""), cost, softHyphen: text.endsWith("\u00ad") };
}

/** Cost of dividing before the character at an offset, or null where there is no place for it. */
function costInWord(word: string, at: number): number | null {
  const before = word.charAt(at - 1);
  if (before === "\u200b") return 0;
  if (before === "\u00ad") return softHyphenCost;
  const rest = word.slice(at);
  if (before === "-" || before === "\u2010") return /[\p{L}\d]{2}[-\u2010]$/u.test(word.slice(0, at)) && /^\p{L}{2}/u.test(rest) ? hardBreakCost : null;
  if (before === "/") return /(?:\p{L}{2}|-)\/$/u.test(word.slice(0, at)) && /^\p{L}{2}/u.test(rest) ? hardBreakCost : null;
  if (before === "\u2013" || before === "\u2014") return at > 2 && /^\p{L}/u.test(rest) ? hardBreakCost : null;
  return null;
}

function costInAddress(word: string, at: number): number | null {
  if (at < 4 || word.length - at < 3) return null;
  const before = word.charAt(at - 1);
  const after = word.charAt(at);
  if (before === "/" && after !== "/") return addressBreakCost;
  return /[.?&=_@-]/.test(before) && /[\p{L}\d]/u.test(after) ? addressBreakCost + 4 : null;
}
