import { tidy } from "./paper.ts";
import { readGroupLine, readLooseHeading, readOpennessLine } from "./read-item-heading.ts";

/**
 * Whether a line speaks of a closed case as a heading does: `item` for one about a case, `group` for one about all that
 * follows it, null for any other. `free` lines stand apart from the text above them; of the others more is asked, and of
 * lines in a list of attachments too.
 */
export function closedSign(given: string, free: boolean, inAttachments = false): "item" | "group" | null {
  if (given.length > 200 || !closedAnywhere.test(given)) return null;
  const text = tidy(given);
  const group = groupWords.test(text) && readLooseHeading(text) === null ? "group" : "item";
  if (readOpennessLine(text)?.openness === "closed" || readGroupLine(text) === "closed" || saidOfCase.test(text) || bracketed.test(text)) return group;
  const bare = text.replace(opening, "");
  const prefixed = bare !== text;
  const leads = leading.exec(bare);
  if (leads !== null && (free || prefixed || /^\p{Lu}/u.test(bare))) {
    const rest = bare.slice(leads[0].length);
    if (ofCases.test(rest)) return group;
    // In a list of attachments a title may begin with the word; in running text a sentence may.
    if (!inAttachments && (free || prefixed || !/[.;,]$/.test(text))) return group;
  }
  if (!free && !prefixed) return namesCase.test(text) && !/[.;,]$/.test(text) ? group : null;
  if (trailing.test(text)) return group;
  return !/[.;,]$/.test(text) && text.length <= 150 && phrase.test(text) ? group : null;
}

const closed = "(?:lukke(?:t|de)|fortrolig(?:t|e)?|ikke[- ]offentlig(?:t|e)?)";
const caseWords = "(?:\\p{L}*punkt(?:er)?|\\p{L}*sag(?:er)?|møde|dagsorden|del|behandling|session|tillæg|tillægsdagsorden)";
const closedAnywhere = new RegExp(`(?<!\\p{L})${closed}(?!\\p{L})`, "iu");
const leading = new RegExp(`^${closed}(?!\\p{L})`, "iu");
const ofCases = new RegExp(`^(?:\\s+${caseWords}(?!\\p{L})|\\s*(?:[:;,.()\\[\\]/|–—-]|$))`, "iu");
const phrase = new RegExp(`(?<!\\p{L})(?:${closed}\\s+${caseWords}|lukkede døre)(?!\\p{L})`, "iu");
const namesCase = /^\p{Lu}.*(?<!\p{L})(?:lukket (?:punkt|sag)|lukkede (?:punkter|sager|døre)|fortrolig sag|fortroligt punkt)(?!\p{L})/u;
const bracketed = new RegExp(`[([]\\s*${closed}(?:\\s+(?:${caseWords}|bilag))?(?:[,:]?\\s*(?:jf|jfr|§|efter)[^)\\]]*)?\\s*[)\\]]`, "iu");
const trailing = new RegExp(`[:;,|/–—-]\\s*${closed}(?:\\s+${caseWords})?$`, "iu");
const saidOfCase = new RegExp(`^(?:punktet|sagen|mødet|dagsordenen|punkterne|sagerne)\\s+(?:er|behandles|holdes|drøftes)\\s.*(?:${closed}|lukkede døre)(?!\\p{L})`, "iu");
const groupWords = /(?<!\p{L})(?:lukkede(?: |$)|fortrolige(?: |$)|lukket (?:møde|dagsorden|del|session|behandling|tillæg)|ikke[- ]offentlige )/iu;
/** Signs, numbers, `Pkt. 4`, `Punkt nr. 4 -`, `B.`, `IV.` before the words. */
const opening = /^(?:[^\p{L}]+|(?:ad|nr|pkt|punkt|dagsordenspunkt|sag|emne)\b\.?\s*(?:nr\.?\s*)?(?=\d)|[A-ZÆØÅ][.)]\s|[IVX]+[.)]\s|\p{L}*sag\s*[:–—-]\s*)+/iu;
