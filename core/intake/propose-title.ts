import { fold, inCapitals, type Paper, tidy } from "./paper.ts";
import { readHeadingText } from "./read-item-heading.ts";
import type { PageDebris } from "./take-out-stamps.ts";

/** How the paper itself writes the words of titles that it prints in capitals. */
export interface TitleSources {
  /** The title in mixed case where the paper has it somewhere (a stamp, a list of contents), else null. */
  readonly printed: (titleInCapitals: string) => string | null;
  /** A Danish sentence case: names and abbreviations as the paper's running text has them. */
  readonly proposed: (titleInCapitals: string) => string;
}

/** Reads the whole paper once for the given titles in capitals. */
export function findTitles(paper: Paper, debris: PageDebris, titles: readonly string[]): TitleSources {
  const wanted = new Set(titles.map(fold));
  const longest = Math.max(0, ...titles.map((title) => title.length)) + 60;
  const beginnings = new Set([...wanted].map((title) => title.slice(0, 5)));
  const printed = new Map<string, string>();
  const offer = (text: string) => {
    if (text.length > longest || inCapitals(text)) return;
    const found = tidy(text.replace(/[.\s…]{3,}\d{1,4}$/u, ""));
    // A list of contents puts the number before, the page after.
    const withoutPage = found.replace(/\s+\d{1,4}$/, "");
    for (const candidate of [found, withoutPage, readHeadingText(found)?.rest ?? "", readHeadingText(withoutPage)?.rest ?? ""]) {
      if (candidate === "" || !beginnings.has(candidate.slice(0, 5).toLocaleUpperCase("da"))) continue;
      const key = fold(candidate);
      if ( wanted.has(key) && !printed.has(key)) printed.set(key, candidate);
    }
  };
  for (const stamp of debris.stamps) offer(stamp.title);
  if (wanted.size > 0) {
    paper.lines.forEach((line, index) => {
      if (line.kind !== "text" || debris.lines.has(index) || !/\p{Ll}/u.test(line.text)) return;
      offer(line.text);
      const next = paper.lines[index + 1];
      if (next?.kind === "text" && /^\d/.test(line.text)) offer(`${line.text} ${next.text}`);
    });
  }
  const usage = countWords(paper, titles);
  return {
    printed: (title) => printed.get(fold(title)) ?? null,
    proposed: (title) => sentenceCase(title, usage),
  };
}

interface WordUse {
  small: number;
  capitalised: number;
  capitals: number;
  spelling: string;
}

const words = /[\p{L}\p{M}]+(?:['’][\p{L}]+)?/gu;

/** How often the words of the titles stand inside a sentence in small letters, with a capital, or all in capitals. */
function countWords(paper: Paper, titles: readonly string[]): Map<string, WordUse> {
  const usage = new Map<string, WordUse>();
  for (const title of titles) for (const [word] of title.matchAll(words)) usage.set(word.toLocaleLowerCase("da"), { small: 0, capitalised: 0, capitals: 0, spelling: "" });
  if (usage.size === 0) return usage;
  for (const line of paper.lines) {
    if (line.kind !== "text" || inCapitals(line.text)) continue;
    for (const match of line.text.matchAll(words)) {
      const word = match[0];
      const use = usage.get(word.toLocaleLowerCase("da"));
      if (use === undefined) continue;
      if (!/\p{Lu}/u.test(word)) use.small += 1;
      else if (word.length > 1 && inCapitals(word)) use.capitals += 1;
      // The first word of a line or sentence has a capital whatever it is.
      else if (match.index > 0 && /[\p{Ll}\d,)] ?$/u.test(line.text.slice(Math.max(0, match.index - 2), match.index))) {
        use.capitalised += 1;
        use.spelling = word;
      }
    }
  }
  return usage;
}

function sentenceCase(title: string, usage: ReadonlyMap<string, WordUse>): string {
  const cased = title.replace(words, (word) => {
    const small = word.toLocaleLowerCase("da");
    const use = usage.get(small);
    if (use !== undefined && use.capitals > use.small + use.capitalised) return word;
    if (use !== undefined && use.capitalised > use.small) return use.spelling;
    if (use !== undefined && use.small > 0) return small;
    // Without a vowel it is no word but an abbreviation; a Roman number stays one.
    if (word.length > 1 && (!/[AEIOUYÆØÅ]/.test(word) || /^[IVX]{2,}$/.test(word))) return word;
    return small;
  });
  return cased.replace(/^([^\p{L}]*)(\p{L})/u, (_, before: string, letter: string) => before + letter.toLocaleUpperCase("da"));
}
