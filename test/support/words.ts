/**
 * The share of a reference text's words that stand, in order, in another text. Case, bullets, white space and
 * hyphenation do not count: a hyphen and the white space after it are taken out on both sides.
 */
export function wordsInOrder(reference: string, candidate: string): { share: number; missing: string[] } {
  const a = wordsOf(reference);
  const b = wordsOf(candidate);
  const kept = longestCommon(a, b);
  return { share: a.length === 0 ? 1 : kept.filter(Boolean).length / a.length, missing: a.filter((_, index) => !kept[index]) };
}

export function wordsOf(text: string): string[] {
  const joined = text.normalize("NFC").replaceAll("\u00ad", "").replace(/(?<=[\p{L}\p{N}])[-\u2010\u2011][\s\u00a0]*(?=[\p{L}\p{N}])/gu, "");
  return joined.toLocaleUpperCase("da").match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Which words of `a` belong to a longest common subsequence with `b`. */
function longestCommon(a: readonly string[], b: readonly string[]): boolean[] {
  const ids = new Map<string, number>();
  const coded = (words: readonly string[]) => Uint32Array.from(words, (word) => ids.get(word) ?? (ids.set(word, ids.size), ids.size - 1));
  const [left, right] = [coded(a), coded(b)];
  const width = right.length + 1;
  const table = new Uint16Array((left.length + 1) * width);
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      table[i * width + j] = left[i] === right[j] ? (table[(i + 1) * width + j + 1] ?? 0) + 1 : Math.max(table[(i + 1) * width + j] ?? 0, table[i * width + j + 1] ?? 0);
    }
  }
  const kept = new Array<boolean>(left.length).fill(false);
  for (let i = 0, j = 0; i < left.length && j < right.length; ) {
    if (left[i] === right[j]) {
      kept[i] = true;
      i += 1;
      j += 1;
    } else if ((table[(i + 1) * width + j] ?? 0) >= (table[i * width + j + 1] ?? 0)) i += 1;
    else j += 1;
  }
  return kept;
}
