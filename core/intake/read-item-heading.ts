import type { Series } from "../domain/agenda-item.ts";
import type { Openness } from "../domain/openness.ts";
import type { ItemKind, TemplatePack } from "../domain/template-pack.ts";
import { fold, tidy } from "./paper.ts";

/** A line that may head an item: `7. ORIENTERINGSSAG: …`, `Punkt 3: … (Lukket)`, `4. … (B)`. */
export interface HeadingText {
  readonly number: number;
  /** What stands after the number. */
  readonly rest: string;
  /** `Punkt 3: …` says what it is; a number and a full stop may be anything. */
  readonly saysItem: boolean;
  /** What a paper's headings have in common: the word before the number, or the sign after it. */
  readonly shape: string;
}

export interface TitleParts {
  readonly kind: ItemKind;
  readonly kindPrinted: string | null;
  readonly series: Series;
  readonly title: string;
  readonly openness: Openness;
  readonly ground: string | null;
}

/** Reads number and rest, or null for a line that heads no item. */
export function readHeadingText(text: string): HeadingText | null {
  if (!/^[\ddps]/i.test(text)) return null;
  const worded = /^(?:dagsordens)?(punkt|pkt\.?|sag)\s*(?:nr\.?)?\s*(\d{1,4})\s*(?:[:.\-–—]\s*|\s(?=\())(\S.*)$/i.exec(text);
  if (worded) return { number: Number(worded[2]), rest: worded[3] ?? "", saysItem: true, shape: wordShape(worded[1] ?? "") };
  const numbered = /^(\d{1,4})\s*(\.\s*(?!\d)|\s(?=\((?:å|l|åben|åbent|lukket|lukket punkt|o|b|d)\)))(\S.*)$/i.exec(text);
  return numbered ? { number: Number(numbered[1]), rest: numbered[3] ?? "", saysItem: false, shape: (numbered[2] ?? "").trim() } : null;
}

/**
 * Reads headings of less usual shapes too: `Pkt. 4 Salg af …`, `2 Salg af …`, `2) …`, `4 - …`, `Punkt nr. 4` alone. Such
 * a line may be anything; it is for the caller to see whether it fits among the paper's headings.
 */
export function readLooseHeading(text: string): HeadingText | null {
  const usual = readHeadingText(text);
  if (usual !== null) return usual;
  const worded = /^(?:ad\s+)?(?:dagsordens)?(punkt|pkt\.?|sag|nr\.?)\s*(?:nr\.?)?\s*(\d{1,3})(?:\s*[:.)|/–—-]+)?(?:\s+(\S.*))?$/iu.exec(text);
  if (worded) return mayBeTitle(worded[3] ?? "") ? { number: Number(worded[2]), rest: worded[3] ?? "", saysItem: true, shape: wordShape(worded[1] ?? "") } : null;
  const numbered = /^[([#*]{0,2}(\d{1,3})(?:\s*([.:)\]|/–—-]{1,2})\s*(?!\d)|\s+)(\S.*)$/u.exec(text);
  if (numbered === null || !mayBeTitle(numbered[3] ?? "")) return null;
  return { number: Number(numbered[1]), rest: numbered[3] ?? "", saysItem: false, shape: numbered[2] ?? "" };
}

function wordShape(word: string): string {
  return word.toLowerCase().replace(".", "");
}

function mayBeTitle(rest: string): boolean {
  return rest === "" || /^["”“»'([*]?[\p{Lu}\d]/u.test(rest);
}

/** Splits what stands after the number into kind, title and marks, by the pack's kinds. */
export function readTitle(pack: TemplatePack, rest: string): TitleParts {
  const { text, openness, ground, mark } = takeOpenness(tidy(rest));
  const printed = printedKind(pack, text);
  if (printed !== null) return { ...printed, openness, ground };
  const marked = mark === null ? null : kindOfMark(pack, mark);
  const kind = marked ?? plainKind(pack);
  return { kind, kindPrinted: marked === null ? null : `(${mark})`, series: kind.series, title: text, openness, ground };
}

/** True for a title that begins with, or is, the word of one of the pack's kinds. */
export function printsKind(pack: TemplatePack, rest: string): boolean {
  return printedKind(pack, takeOpenness(tidy(rest)).text) !== null;
}

function printedKind(pack: TemplatePack, text: string): Pick<TitleParts, "kind" | "kindPrinted" | "series" | "title"> | null {
  const begins = text.slice(0, 3).toLowerCase();
  for (const kind of pack.kinds) {
    for (const word of [kind.label, ...kind.aliases]) {
      if (word === "" || !begins.startsWith(word.slice(0, 3).toLowerCase())) continue;
      if (fold(text) === fold(word)) {
        // The kind is the whole title: `11. EVENTUELT`, or `9. Meddelelser` as an item among the others.
        if (kind.series === "item") return { kind, kindPrinted: null, series: "item", title: word };
        return { kind, kindPrinted: null, series: "notice", title: word };
      }
      const separated = new RegExp(`^(${escapeExpression(word)})\\s*(?::|\\s[-–—]|[-–—]\\s)\\s*(\\S.*)$`, "iu").exec(text);
      if (separated) return { kind, kindPrinted: separated[1] ?? word, series: kind.series, title: tidy(separated[2] ?? "") };
    }
  }
  return null;
}

/** The kind for a case whose kind is not printed: the one without a word of its own, else the pack's first. */
function plainKind(pack: TemplatePack): ItemKind {
  const items = pack.kinds.filter((kind) => kind.series === "item");
  const kind = items.find((candidate) => candidate.label === "" && candidate.aliases.length === 0) ?? items[0] ?? pack.kinds[0];
  if (kind === undefined) throw new TypeError(`pack ${pack.id} has no kinds`);
  return kind;
}

const marks: Readonly<Record<string, string>> = { O: "ORIENTERING", B: "BESLUTNING", D: "DRØFTELSE" };

/** `(O)` is orientering, `(B)` beslutning, `(D)` drøftelse: municipal agendas mark their kinds so. */
function kindOfMark(pack: TemplatePack, mark: string): ItemKind | null {
  const begins = marks[mark] ?? "";
  return pack.kinds.find((kind) => kind.series === "item" && [kind.label, ...kind.aliases].some((word) => word === `(${mark})` || fold(word).startsWith(begins))) ?? null;
}

const opennessMark = /^(?:(åbent?|å)|(lukket|l|fortroligt?))(?: (?:punkt|sag|møde|dagsordenspunkt))?(?:[,:]? *((?:jf\.|jfr\.|§|efter).*))?$/iu;

/** Takes `(Lukket)`, `(Åben)`, `(O)`, `(B)`, `(D)`, a leading `Lukket punkt:` and a trailing `– lukket` off a title. */
function takeOpenness(rest: string): { text: string; openness: Openness; ground: string | null; mark: string | null } {
  let text = rest;
  let openness: Openness = "unknown";
  let ground: string | null = null;
  let mark: string | null = null;
  const take = (inside: string): boolean => {
    if (marks[inside] !== undefined) {
      mark = inside;
      return true;
    }
    const found = opennessMark.exec(inside);
    if (found === null) return false;
    openness = found[1] === undefined ? "closed" : "open";
    ground = found[3] ?? ground;
    return true;
  };
  for (let turn = 0; turn < 3; turn += 1) {
    const leading = /^\(([^()]{1,80})\)\s*[:\-–]?\s*/u.exec(text);
    if (leading && leading[0].length < text.length && take(leading[1] ?? "")) text = text.slice(leading[0].length);
    const trailing = /\s*[([]([^()[\]]{1,80})[)\]]$/u.exec(text);
    if (trailing && trailing[0].length < text.length && take(trailing[1] ?? "")) text = text.slice(0, -trailing[0].length);
  }
  const worded = /^(?:(lukket|fortroligt?)|åbent?)(?: (?:punkt|sag|møde|dagsordenspunkt))?(?:\s*[:\-–—.]\s*(\S.*))?$/iu.exec(text);
  if (worded && (worded[2] !== undefined || /\s/.test(text) || worded[1] !== undefined)) {
    openness = worded[1] === undefined ? "open" : "closed";
    if (worded[2] !== undefined) text = worded[2];
  }
  const beforeKind = /^(?:lukket|fortrolig) (?=\p{L}+sag\s*[:–-])/iu.exec(text);
  const after = /\s*[,:|–—-]\s*(?:lukket|fortroligt?)(?: (?:punkt|sag))?$/iu.exec(text);
  for (const found of [beforeKind, after]) if (found !== null) openness = "closed";
  text = text.slice(beforeKind?.[0].length ?? 0, after?.index);
  return { text: tidy(text), openness, ground, mark };
}

/** A line such as `Lukket sag`, `Åbent punkt`, `Lukket, jf. § …`, `Offentlighed: Åben`; null for any other. */
export function readOpennessLine(text: string): { openness: Openness; ground: string | null } | null {
  if (text.length > 160) return null;
  const stripped = tidy(text).replace(/^(?:offentlighed|åben\/lukket|status|sagen er|punktet er)\s*:?\s*/iu, "").replace(/\.$/, "").replace(/^[([](.*)[)\]]$/u, "$1");
  if (stripped.length > 120) return null;
  const found = /^(?:(åbent?|offentlig)|(lukket|fortroligt?))(?: (?:sag|punkt|møde|dagsorden))?(?:[,:(]? *((?:jf\.|jfr\.|§|efter).*?)\)?|: *(\S.*§.*))?$/iu.exec(stripped);
  return found === null ? null : { openness: found[1] === undefined ? "closed" : "open", ground: found[3] ?? found[4] ?? null };
}

/** `Åbne punkter`, `Lukkede sager`: a line that holds for the items after it. */
export function readGroupLine(text: string): Openness | null {
  const found = /^(?:(åbne|åben)|(lukkede|lukket)) (?:punkter|sager|dagsordenspunkter|dagsorden|del)(?: .{0,30})?:?$/iu.exec(tidy(text));
  return found === null ? null : found[1] === undefined ? "closed" : "open";
}

function escapeExpression(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/ /g, "\\s+");
}
