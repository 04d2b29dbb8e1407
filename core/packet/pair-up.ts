/**
 * Finds again on the second list what stands on the first: by each key in turn, the surest first. A key is null for
 * what cannot be told by it; where several have the same key they are paired in order. `before` by `after`.
 */
export function pairUp<Before, After>(before: readonly Before[], after: readonly After[], keys: readonly (readonly [ofBefore: (one: Before) => string | null, ofAfter: (one: After) => string | null])[]): Map<After, Before> {
  const pairs = new Map<After, Before>();
  const taken = new Set<Before>();
  for (const [ofBefore, ofAfter] of keys) {
    const waiting = new Map<string, Before[]>();
    for (const one of before) {
      const key = taken.has(one) ? null : ofBefore(one);
      if (key !== null) waiting.set(key, [...(waiting.get(key) ?? []), one]);
    }
    for (const one of after) {
      const key = pairs.has(one) ? null : ofAfter(one);
      const found = key === null ? undefined : waiting.get(key)?.shift();
      if (found === undefined) continue;
      pairs.set(one, found);
      taken.add(found);
    }
  }
  return pairs;
}
