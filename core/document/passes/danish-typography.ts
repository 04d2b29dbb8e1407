import type { Document } from "../document.ts";
import { mapBlocks } from "./map-document.ts";

/** A space that must not break the line. */
const fixed = "\u00a0";

/**
 * What Danish setting keeps on one line: a number and its unit, `§` and its number, `mio. kr.`, `kl. 16`, `nr. 7`,
 * `stk. 3`, a day and its month, and a party letter behind its name. The words stay the same; only spaces become fixed.
 * A word's edge is written out: \b knows no æ, ø or å.
 */
const rules: readonly (readonly [RegExp, string])[] = [
  [/(\d) (?=(?:mio|mia|pct|kr|mm|cm|km|m²|kg|timer|%|°)(?![\p{L}\p{N}]))/gu, `$1${fixed}`],
  [/(?<!\p{L})(mio\.|mia\.) (?=kr(?!\p{L}))/gu, `$1${fixed}`],
  [/(§§?) (?=\d)/gu, `$1${fixed}`],
  [/(?<!\p{L})(kl|nr|stk|kap|ca|pkt|pr|d)\. (?=\d)/gu, `$1.${fixed}`],
  [/(?<!\p{L})(bilag|punkt|side) (?=\d)/giu, `$1${fixed}`],
  [/(\p{L}) (?=\((?:\p{Lu}|\p{Lu}{2})\))/gu, `$1${fixed}`],
  [/(?<!\d)(\d{1,2}\.) (?=(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|kvartal|halvår)(?!\p{L}))/gu, `$1${fixed}`],
];

/** Spaces that must not break a line become fixed ones. */
export function danishTypography(document: Document): Document {
  const blocks = mapBlocks(document.blocks, {
    inline: (inline) => (inline.type === "text" ? { ...inline, text: fixSpaces(inline.text) } : inline),
  });
  return { ...document, blocks };
}

/** One text with its fixed spaces. */
function fixSpaces(text: string): string {
  return rules.reduce((fixedText, [pattern, replacement]) => fixedText.replace(pattern, replacement), text);
}
