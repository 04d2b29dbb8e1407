import { readDate, type IsoDate } from "../domain/danish-date.ts";
import { formsOfName, type TemplatePack } from "../domain/template-pack.ts";
import type { FiledAs, ImportedAttachment, ImportedDecision, ImportedExtract, ImportedItem } from "./imported-agenda.ts";
import { describePlace, fold, type Paper, tidy } from "./paper.ts";
import { isOwnGenitive } from "./read-decisions.ts";
import type { FoundStamp } from "./take-out-stamps.ts";

/** A case out of other minutes with what stands in it, before it is known whose minutes they are. */
export interface LooseExtract {
  readonly item: ImportedItem;
  /** Indexes of its lines in the paper. */
  readonly from: number;
  readonly to: number;
}

/**
 * Finds out which listed attachment each extract is, and from whose minutes of which day: by its own dated
 * decision, by the same decision in another extract of the same case, by the attachment's title. Every conclusion
 * names its evidence; what has none stays null.
 */
export function placeExtracts(extracts: readonly LooseExtract[], items: readonly ImportedItem[], stamps: readonly FoundStamp[], paper: Paper, pack: TemplatePack, body: string): ImportedExtract[] {
  if (extracts.length === 0) return [];
  const origins = extracts.map((extract) => originOf(extract, extracts, pack));
  const filings = fileExtracts(extracts, origins, items, stamps, abbreviationsIn(paper), body);
  return extracts.map((extract, position) => {
    const filing = filings[position] ?? null;
    const filed: FiledAs | null = filing === null ? null : { series: filing.item.series, item: filing.item.number, attachment: filing.attachment.number, title: filing.attachment.title };
    const origin = withTitle(origins[position] ?? unknownOrigin, extract, filing, body, pack);
    const decisions = extract.item.decisions.map((decision) => ofOrigin(decision, origin, pack));
    return { ...extract.item, decisions, body: origin.body, date: origin.date, bodyInferredFrom: origin.bodyFrom, dateInferredFrom: origin.dateFrom, filedAs: filed };
  });
}

interface Origin {
  readonly body: string | null;
  readonly date: IsoDate | null;
  readonly bodyFrom: string | null;
  readonly dateFrom: string | null;
}

const unknownOrigin: Origin = { body: null, date: null, bodyFrom: null, dateFrom: null };

/** The body that prints an extract prints its own decision last. */
function originOf(extract: LooseExtract, all: readonly LooseExtract[], pack: TemplatePack): Origin {
  const last = extract.item.decisions.at(-1);
  if (last === undefined) return unknownOrigin;
  if (last.dated) {
    const evidence = `overskriften på den sidste beslutning (${describePlace({ ...last.place, to: last.place.from })})`;
    return { body: last.bodyName, date: last.date, bodyFrom: evidence, dateFrom: evidence };
  }
  if (!isOwnGenitive(last.bodyGenitive, pack)) return { ...unknownOrigin, body: last.bodyName, bodyFrom: `beslutningens overskrift (${describePlace(last.place)})` };
  for (const other of all) {
    if (other === extract || other.item.journalNumber === null || other.item.journalNumber !== extract.item.journalNumber) continue;
    const same = other.item.decisions.find((decision) => decision.dated && fold(decision.wording) === fold(last.wording) && decision.remarks.length === last.remarks.length && beginsLike(decision.bodyGenitive, last.bodyGenitive, pack));
    if (same === undefined) continue;
    const evidence = `samme sag og samme beslutning i ${describePlace({ ...same.place, to: same.place.from })}`;
    return { body: same.bodyName, date: same.date, bodyFrom: evidence, dateFrom: evidence };
  }
  return unknownOrigin;
}

function beginsLike(full: string, own: string, pack: TemplatePack): boolean {
  return pack.bodyForms.ownGenitive.some((form) => fold(form.genitive) === fold(own) && fold(full).startsWith(fold(form.begins)));
}

/** What the attachment's title adds: a date, and with it the body that the paper's abbreviation stands for. */
function withTitle(origin: Origin, extract: LooseExtract, filing: Filing | null, body: string, pack: TemplatePack): Origin {
  if (filing === null) return origin;
  const evidence = `bilagets titel (${describePlace(filing.attachment.place)})`;
  const titleDate = dateIn(filing.attachment.title);
  const date = origin.date ?? titleDate;
  const dateFrom = origin.date === null ? (titleDate === null ? null : evidence) : titleDate === origin.date && extract.item.decisions.at(-1)?.dated !== true ? `${evidence} og ${origin.dateFrom}` : origin.dateFrom;
  if (origin.body !== null) return { ...origin, date, dateFrom };
  const recommendation = extract.item.sections.map((section) => section.html).join(" ");
  const named = fold(recommendation.replace(/<[^>]*>/g, " ")).includes(fold(formsOfName(pack.bodyForms, body).running));
  const own = extract.item.decisions.at(-1);
  const isOwn = own !== undefined && beginsLike(formsOfName(pack.bodyForms, body).genitive, own.bodyGenitive, pack);
  if (!named || !isOwn) return { ...origin, date, dateFrom };
  return { body, date, bodyFrom: "sagens tekst, som nævner udvalget", dateFrom };
}

/** An undated `Udvalgets beslutning:` is by the body that the extract is from. */
function ofOrigin(decision: ImportedDecision, origin: Origin, pack: TemplatePack): ImportedDecision {
  const own = !decision.dated && isOwnGenitive(decision.bodyGenitive, pack);
  const completed = own
    ? { ...decision, bodyName: origin.body ?? decision.bodyName, date: origin.date, dateInferredFrom: origin.date === null ? null : origin.dateFrom, bodyInferredFrom: origin.body === null ? null : origin.bodyFrom }
    : decision;
  return { ...completed, carried: completed.dated && !(origin.body !== null && fold(completed.bodyName) === fold(origin.body) && completed.date === origin.date) };
}

// ---------------------------------------------------------------- filing

interface Filing {
  readonly item: ImportedItem;
  readonly attachment: ImportedAttachment;
}

/** Extracts and attachments stand in the same order: the best assignment that keeps it. */
function fileExtracts(extracts: readonly LooseExtract[], origins: readonly Origin[], items: readonly ImportedItem[], stamps: readonly FoundStamp[], abbreviations: ReadonlyMap<string, string>, body: string): (Filing | null)[] {
  const filings = items.flatMap((item) => item.attachments.map((attachment): Filing => ({ item, attachment })));
  const scores = extracts.map((extract, position) => filings.map((filing) => score(extract, origins[position] ?? unknownOrigin, filing, stamps, abbreviations, body)));
  // best[e][f]: highest sum with the first e extracts among the first f attachments.
  const best = Array.from({ length: extracts.length + 1 }, () => new Float64Array(filings.length + 1));
  for (let e = 1; e <= extracts.length; e += 1) {
    for (let f = 1; f <= filings.length; f += 1) {
      const here = scores[e - 1]?.[f - 1] ?? 0;
      const take = here > 0 ? (best[e - 1]?.[f - 1] ?? 0) + here : 0;
      (best[e] as Float64Array)[f] = Math.max(best[e]?.[f - 1] ?? 0, best[e - 1]?.[f] ?? 0, take);
    }
  }
  const filed: (Filing | null)[] = extracts.map(() => null);
  for (let e = extracts.length, f = filings.length; e > 0 && f > 0; ) {
    const value = best[e]?.[f] ?? 0;
    if (value === (best[e]?.[f - 1] ?? 0)) f -= 1;
    else if (value === (best[e - 1]?.[f] ?? 0)) e -= 1;
    else {
      filed[e - 1] = filings[f - 1] ?? null;
      e -= 1;
      f -= 1;
    }
  }
  return filed;
}

/** 0 where nothing speaks for it. A stamp on one of its pages is proof; a title's date and body are near it. */
function score(extract: LooseExtract, origin: Origin, filing: Filing, stamps: readonly FoundStamp[], abbreviations: ReadonlyMap<string, string>, body: string): number {
  const { item, attachment } = filing;
  const stamp = stamps.find((one) => one.from >= extract.from && one.from < extract.to && one.attachment !== null);
  if (stamp !== undefined) {
    const same = stamp.number === item.number && stamp.attachment === attachment.number && (item.series === "notice") === fold(stamp.title).startsWith("MEDDELELSE");
    return same ? 1000 : 0;
  }
  const title = attachment.title;
  let sum = /protokol|referat|udskrift|beslutning/i.test(title) ? 10 : 0;
  const date = dateIn(title);
  if (date !== null && origin.date !== null) {
    if (date !== origin.date) return 0;
    sum += 100;
  }
  for (const word of title.split(/[^\p{L}]+/u)) {
    const named = abbreviations.get(word);
    if (named === undefined || origin.body === null) continue;
    sum += fold(named) === fold(origin.body) ? 50 : sum > 0 ? -5 : 0;
  }
  if (fold(title).includes(fold(origin.body ?? body)) && origin.body !== null) sum += 50;
  if (fold(title).includes(fold(extract.item.title))) sum += 40;
  return Math.max(0, sum);
}

/** `Forretningsudvalget (FU)`: abbreviations of bodies as the paper itself explains them. */
function abbreviationsIn(paper: Paper): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of paper.lines) {
    if (!/\(\p{Lu}{2,8}\)/u.test(line.text)) continue;
    for (const match of line.text.matchAll(/(\p{Lu}[\p{L}.,& -]{3,80}?)\s*\((\p{Lu}{2,8})\)/gu)) {
      const name = tidy(match[1] ?? "");
      if (/udvalg|råd|bestyrelse/i.test(name)) found.set(match[2] ?? "", name);
    }
  }
  return found;
}

/** The first whole date that a title names. */
function dateIn(title: string): IsoDate | null {
  for (const match of title.matchAll(/\d{1,2}\. ?\p{L}+ \d{4}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4}|\d{4}[-./]\d{1,2}[-./]\d{1,2}/gu)) {
    const date = readDate(match[0].replace(/^(\d{1,2})\.(\p{L})/u, "$1. $2"));
    if (date !== null) return date;
  }
  return null;
}
