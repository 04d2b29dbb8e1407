import type { Openness } from "../domain/openness.ts";
import type { SectionDefinition, TemplatePack } from "../domain/template-pack.ts";
import { closedSign } from "./closed-sign.ts";
import { boldLine, fold, inCapitals, type Paper, type PaperLine, tidy } from "./paper.ts";
import { type HeadingText, printsKind, readGroupLine, readHeadingText, readLooseHeading, readOpennessLine, readTitle, type TitleParts } from "./read-item-heading.ts";
import type { PageDebris } from "./take-out-stamps.ts";

/** Where the cases of a paper begin and end. All numbers are indexes of lines; ends are past the last line. */
export interface Outline {
  readonly items: readonly CaseOutline[];
  readonly extracts: readonly CaseOutline[];
  /** What stands between, before and after the cases. */
  readonly rest: readonly Span[];
  /** Headings of items that head nothing here: a divider page, a list of contents. */
  readonly strays: readonly number[];
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface CaseOutline extends Span {
  readonly number: number;
  readonly parts: TitleParts;
  /** Past the title's last line. */
  readonly titleTo: number;
  /** As printed, with the kind, wrapped lines joined. */
  readonly titlePrinted: string;
  readonly openness: Openness;
  readonly ground: string | null;
  /** `Sagsnr.: …` under the heading. */
  readonly journalNumber: string | null;
  /** Lines between the heading and the first section that say nothing that is known here. */
  readonly loose: readonly number[];
  /** Lines that are read already: the title, and what stands under it about openness and number. */
  readonly openingLines: readonly number[];
  /** Headings of sections that the case has had already, which therefore are text in it. */
  readonly repeated: readonly RepeatedHeading[];
  readonly sections: readonly SectionSpan[];
}

export interface SectionSpan {
  readonly definition: SectionDefinition;
  readonly heading: string;
  /** Index of the heading's line; its text begins after it. */
  readonly at: number;
  readonly to: number;
}

export interface RepeatedHeading {
  readonly definition: SectionDefinition;
  readonly at: number;
}

/** Where the last section of a case ends when no other heading follows. */
export type NaturalEnd = (section: SectionSpan) => number;

/**
 * Finds the agenda's items and, after them, cases out of other minutes. What tells them from the text of the
 * attachments, which may be long: a heading is followed by sections of the pack; an agenda's numbers rise; `Eventuelt`
 * is its last item; its notices come last and rise from 1. The first heading that breaks this is no longer agenda.
 */
export function outlinePaper(paper: Paper, debris: PageDebris, pack: TemplatePack, naturalEnd: NaturalEnd): Outline {
  const capitals = new Outliner(paper, debris, pack, naturalEnd, true).outline();
  const any = new Outliner(paper, debris, pack, naturalEnd, false).outline();
  // Where a paper prints its section headings in capitals, the same words in small letters are sub-headings.
  const better = capitals.items.some((item) => item.sections.length > 0) && (any.items[0] === undefined || (capitals.items[0]?.from ?? 0) <= any.items[0].from);
  return better ? capitals : any;
}

/** What an agenda's headings have in common. */
interface Look {
  readonly capitals: boolean;
  readonly shapes: ReadonlySet<string>;
}

interface Candidate {
  readonly at: number;
  /** Past the title's last line. */
  readonly titleTo: number;
  readonly heading: HeadingText;
  /** Of one of the usual shapes; another counts only where it fits among the paper's headings. */
  readonly usual: boolean;
  readonly parts: TitleParts;
  readonly titlePrinted: string;
  readonly capitals: boolean;
  readonly firstSection: number | null;
  readonly meta: readonly number[];
}

class Outliner {
  private readonly sectionAt = new Map<number, SectionDefinition>();
  private readonly lines: readonly PaperLine[];
  private readonly unit: Paper["unit"];
  private readonly debris: PageDebris;
  private readonly pack: TemplatePack;
  private readonly naturalEnd: NaturalEnd;
  /** Index of the line that says that notices follow, or null. */
  private readonly noticesFrom: number | null;

  constructor(paper: Paper, debris: PageDebris, pack: TemplatePack, naturalEnd: NaturalEnd, capitalsOnly: boolean) {
    this.lines = paper.lines;
    this.unit = paper.unit;
    this.debris = debris;
    this.pack = pack;
    this.naturalEnd = naturalEnd;
    const headings = new Map<string, SectionDefinition>();
    for (const definition of pack.sections) {
      for (const heading of [definition.heading, ...definition.aliases]) headings.set(fold(heading), definition);
    }
    const beginnings = new Set([...headings.keys()].map((heading) => heading.charAt(0)));
    const longest = Math.max(...[...headings.keys()].map((heading) => heading.length));
    this.lines.forEach((line, index) => {
      if (line.kind !== "text" || line.text.length > longest + 1 || debris.lines.has(index)) return;
      if (!beginnings.has(line.text.charAt(0).toLocaleUpperCase("da"))) return;
      const definition = headings.get(fold(line.text.replace(/:$/, "")));
      if (definition !== undefined && (!capitalsOnly || inCapitals(line.text))) this.sectionAt.set(index, definition);
    });
    this.noticesFrom = this.findNoticesLine();
    if (this.noticesFrom !== null) this.sectionAt.delete(this.noticesFrom);
  }

  /** `Meddelelser` alone between the items and the first notice, which has number 1. */
  private findNoticesLine(): number | null {
    const kind = this.pack.kinds.find((one) => one.series === "notice");
    const words = new Set(kind === undefined ? [] : [kind.label, ...kind.aliases].filter((word) => word !== "").map(fold));
    const firstSection = Math.min(...this.sectionAt.keys());
    const textFrom = (from: number, step: 1 | -1) => {
      let at = from;
      while (this.lines[at] !== undefined && (this.lines[at]?.kind !== "text" || this.debris.lines.has(at))) at += step;
      return at;
    };
    for (let index = firstSection + 1; index < this.lines.length; index += 1) {
      const line = this.lines[index];
      if (line?.kind !== "text" || !words.has(fold(line.text.replace(/:$/, "")))) continue;
      if (readLooseHeading(this.lines[textFrom(index + 1, 1)]?.text ?? "")?.number !== 1) continue;
      // Under a notice's own heading it is its section, and the number one of a list.
      let above = textFrom(index - 1, -1);
      while (above >= 0 && readHeadingText(this.lines[above]?.text ?? "") === null) above = textFrom(above - 1, -1);
      if (above >= 0 && readTitle(this.pack, readHeadingText(this.lines[above]?.text ?? "")?.rest ?? "").series === "notice") continue;
      return index;
    }
    return null;
  }

  outline(): Outline {
    const candidates = this.candidates();
    const heads = candidates.filter((candidate) => candidate.firstSection !== null && !this.continuesCase(candidate));
    const strong = usualOrShared(heads);
    const agenda = this.agendaOf(strong);
    const last = agenda.at(-1);
    if (last === undefined) {
      const worded = this.wordedOnly(candidates);
      const own = new Set(worded);
      return this.cut(worded.length === 0 ? [] : this.fillGaps(worded, candidates.filter((one) => !own.has(one)), this.lines.length), [], []);
    }
    const after = strong.slice(agenda.length);
    const sure = new Set(strong);
    const weak = candidates.filter((candidate) => !sure.has(candidate));
    const filled = this.fillGaps(agenda, weak, after[0]?.at ?? this.lines.length);
    const strays = this.straysAmong(weak, filled);
    return this.cut(filled, after, strays);
  }

  private candidates(): Candidate[] {
    const found: Candidate[] = [];
    for (let index = 0; index < this.lines.length; index += 1) {
      const candidate = this.candidateAt(index);
      if (candidate !== null) found.push(candidate);
    }
    return found;
  }

  private candidateAt(at: number): Candidate | null {
    const line = this.lines[at];
    if (line === undefined || line.kind !== "text" || this.debris.lines.has(at) || line.text.length > 400) return null;
    const usual = readHeadingText(line.text);
    const heading = usual !== null ? { ...usual, ownLines: 1 } : (line.text.length <= 200 ? this.looseHeading(at, line.text) : null);
    if (heading === null || /^at\b|^[\p{Ll}]/u.test(heading.rest) || heading.number === 0) return null;
    const capitals = inCapitals(heading.rest);
    const least = at + heading.ownLines;
    let titleTo = least;
    // `… (Lukket)` ends a title: the ground for closing it may stand under it.
    const ends = /(?:[)\]]|lukket|fortroligt?)$/iu.test(heading.rest) && readTitle(this.pack, heading.rest).openness !== "unknown";
    const level = line.headingLevel;
    // Set as a heading, a title goes on as far as it is set so.
    const sameLevel = (index: number) => level !== null && this.lines[index]?.headingLevel === level;
    while (!ends && titleTo < at + (sameLevel(titleTo) ? 14 : 4) && this.continuesTitle(titleTo, capitals)) titleTo += 1;
    let walk = this.afterTitle(titleTo);
    if (walk.firstSection === null && titleTo > least && !capitals) {
      let to = least;
      while (to < titleTo && this.unit === "page" && sameLevel(to)) to += 1;
      titleTo = to;
      walk = { firstSection: null, meta: this.afterTitle(titleTo).meta };
    }
    const rest = tidy([heading.rest, ...this.lines.slice(least, titleTo).map((next) => next.text)].join(" "));
    return { at, titleTo, heading, usual: usual !== null, capitals, titlePrinted: rest, parts: this.partsOf(at, rest), ...walk };
  }

  /** `Pkt. 4 …`, `2 …`; after `Punkt 4` alone the title is on the next line. */
  private looseHeading(at: number, text: string): (HeadingText & { readonly ownLines: number }) | null {
    const heading = readLooseHeading(text);
    if (heading === null || heading.rest !== "") return heading === null ? null : { ...heading, ownLines: 1 };
    const next = this.lines[at + 1]?.kind === "text" ? at + 1 : at + 2;
    const title = this.lines[next];
    if (title?.kind !== "text" || title.block?.type === "list" || title.text.length > 200 || this.sectionAt.has(next) || this.debris.lines.has(next)) return null;
    return { ...heading, rest: title.text, ownLines: next + 1 - at };
  }

  /** Under a line that says that notices follow, a heading without a kind is one. */
  private partsOf(at: number, rest: string): TitleParts {
    const parts = readTitle(this.pack, rest);
    const notice = this.pack.kinds.find((kind) => kind.series === "notice");
    if (this.noticesFrom === null || at < this.noticesFrom || notice === undefined || parts.kindPrinted !== null || parts.series === "notice") return parts;
    return { ...parts, kind: notice, series: "notice" };
  }

  private continuesTitle(index: number, capitals: boolean): boolean {
    const line = this.lines[index];
    if (line === undefined || line.kind !== "text" || line.opensPage || this.debris.lines.has(index) || line.block !== null) return false;
    if (this.sectionAt.has(index) || readHeadingText(line.text) !== null || isMeta(line.text) || this.mayHeadClosed(index)) return false;
    return inCapitals(line.text) === capitals && (capitals || line.text.length < 100);
  }

  /** A line that speaks of a closed case never joins the title above it, unless it is only the end of it. */
  private mayHeadClosed(index: number): boolean {
    const text = this.lines[index]?.text ?? "";
    return closedSign(text, true) !== null && !/[)\]]$/.test(text);
  }

  /** The first section, if nothing but white, lone page numbers and lines about the case stand before it. */
  private afterTitle(from: number): { firstSection: number | null; meta: readonly number[] } {
    const meta: number[] = [];
    for (let index = from; index < this.lines.length; index += 1) {
      const line = this.lines[index];
      if (line === undefined || line.kind !== "text" || this.debris.lines.has(index)) continue;
      if (this.sectionAt.has(index)) return { firstSection: index, meta };
      if (!isMeta(line.text) || meta.length === 12) break;
      meta.push(index);
    }
    return { firstSection: null, meta };
  }

  /** A numbered line inside a case (`2. At …`) is followed by that case's next section, not by a first one. */
  private continuesCase(candidate: Candidate): boolean {
    if (candidate.capitals || candidate.heading.saysItem || candidate.parts.kindPrinted !== null || candidate.parts.openness !== "unknown" || candidate.firstSection === null) return false;
    const line = this.lines[candidate.at];
    if (line?.opensPage === true || (line?.headingLevel ?? null) !== null) return false;
    const next = this.sectionAt.get(candidate.firstSection);
    const before = this.sectionBefore(candidate.at);
    return next !== undefined && before !== null && this.pack.sections.indexOf(next) > this.pack.sections.indexOf(before);
  }

  private sectionBefore(at: number): SectionDefinition | null {
    for (let index = at - 1; index >= 0; index -= 1) {
      const definition = this.sectionAt.get(index);
      if (definition !== undefined) return definition;
    }
    return null;
  }

  private agendaOf(strong: readonly Candidate[]): Candidate[] {
    const agenda: Candidate[] = [];
    let item = 0;
    let noticeNumber = 0;
    let ended = false;
    for (const candidate of strong) {
      const number = candidate.heading.number;
      const asNotice = candidate.parts.series === "notice" && !(item > 0 && noticeNumber === 0 && number === item + 1 && number > 1);
      const previous = agenda.at(-1);
      if (previous !== undefined) {
        const foreign = this.foreignLinesBetween(previous, candidate);
        const goesOn = number - previous.heading.number <= 3 && candidate.parts.series === previous.parts.series && candidate.heading.saysItem === previous.heading.saysItem && candidate.capitals === previous.capitals;
        if (foreign > (goesOn ? 400 : 40)) break;
      }
      if (asNotice) {
        if (number <= noticeNumber) break;
        noticeNumber = number;
        agenda.push(candidate);
        continue;
      }
      const closed = candidate.parts.openness === "closed" || this.standsUnderClosed(candidate);
      if ((ended && !closed) || noticeNumber > 0 || number <= item) break;
      // Where the agenda prints the kind of each case, a case without one is out of somebody's minutes.
      const kindsPrinted = agenda.filter((one) => one.parts.kindPrinted !== null).length;
      if (kindsPrinted >= 2 && kindsPrinted === agenda.length && candidate.parts.kindPrinted === null && !closed && !this.isAnyOtherBusiness(candidate)) break;
      item = number;
      ended ||= this.isAnyOtherBusiness(candidate);
      agenda.push(candidate.parts.series === "notice" ? { ...candidate, parts: { ...candidate.parts, series: "item" } } : candidate);
    }
    return agenda;
  }

  /** `Eventuelt` is a kind of its own that is never a case. */
  private isAnyOtherBusiness(candidate: Candidate): boolean {
    return /^(?:EVENTUELT|EVT\.?)$/.test(fold(candidate.parts.title));
  }

  /** Lines after a list of attachments or a journal number: pages of them are the attachments' text. */
  private foreignLinesBetween(previous: Candidate, next: Candidate): number {
    const sections = this.sectionsBetween(previous, next.at);
    const last = sections.at(-1);
    if (last === undefined || last.definition.source === "text" || last.definition.source.includes("decision")) return 0;
    let count = 0;
    for (let index = this.naturalEnd({ ...last, to: next.at }); index < next.at; index += 1) {
      if (this.lines[index]?.kind === "text" && !this.debris.lines.has(index)) count += 1;
    }
    return count;
  }

  private sectionsBetween(candidate: Candidate, to: number): SectionSpan[] {
    if (candidate.firstSection === null) return [];
    const found: { definition: SectionDefinition; heading: string; at: number }[] = [];
    const seen = new Set<string>();
    for (let index = candidate.firstSection; index < to; index += 1) {
      const definition = this.sectionAt.get(index);
      if (definition === undefined || seen.has(definition.key)) continue;
      seen.add(definition.key);
      found.push({ definition, heading: this.lines[index]?.text ?? "", at: index });
    }
    return found.map((section, position) => ({ ...section, to: found[position + 1]?.at ?? to }));
  }

  private repeatedIn(sections: readonly SectionSpan[], to: number): RepeatedHeading[] {
    const own = new Set(sections.map((section) => section.at));
    const found: RepeatedHeading[] = [];
    for (let index = (sections[0]?.at ?? to) + 1; index < to; index += 1) {
      const definition = this.sectionAt.get(index);
      if (definition !== undefined && !own.has(index)) found.push({ definition, at: index });
    }
    return found;
  }

  /** Items that no section tells: their number comes next, and their heading says what it is or looks as the others do. */
  private fillGaps(agenda: readonly Candidate[], weak: readonly Candidate[], end: number): Candidate[] {
    const filled: Candidate[] = [];
    const look: Look = {
      capitals: agenda.filter((one) => one.capitals).length * 2 > agenda.length,
      shapes: new Set(agenda.map((one) => one.heading.shape)),
    };
    let reached = 0;
    for (let position = 0; position <= agenda.length; position += 1) {
      const after = agenda[position];
      const from = reached;
      while ((weak[reached]?.at ?? Number.POSITIVE_INFINITY) < (after?.at ?? end)) reached += 1;
      filled.push(...this.itemsBetween(agenda[position - 1], after, weak.slice(from, reached), look));
      if (after !== undefined) filled.push(after);
    }
    return filled;
  }

  private itemsBetween(before: Candidate | undefined, after: Candidate | undefined, region: readonly Candidate[], look: Look): Candidate[] {
    const accepted = new Map<string, Candidate>();
    const reached = { item: 0, notice: 0 };
    if (before !== undefined) reached[before.parts.series] = before.heading.number;
    // After `Eventuelt` only closed items come.
    let ended = before !== undefined && this.isAnyOtherBusiness(before);
    const contentsTo = before === undefined ? this.endOfContents(region, after) : -1;
    for (const candidate of region) {
      const { series, openness } = candidate.parts;
      const number = candidate.heading.number;
      // Notices come after the items; before the first item there is a list of contents.
      if (candidate.at <= contentsTo || (before === undefined && series === "notice")) continue;
      if (before?.parts.series === "notice" && series === "item") continue;
      if (ended && series === "item" && openness !== "closed" && !this.standsUnderClosed(candidate)) continue;
      const above = before?.parts.series === series ? before.heading.number : 0;
      const below = after?.parts.series === series ? after.heading.number : Number.POSITIVE_INFINITY;
      if (number <= above || number >= below) continue;
      const next = number === reached[series] ? number : reached[series] + 1;
      const marked = this.headsByItself(candidate, look) || this.headsByLevel(candidate, before ?? after);
      if (marked ? after === undefined && number !== next : number !== next || !this.headsByLook(candidate, before, after, accepted, look)) continue;
      // The last one of that number that says what it is: the first may stand in a list of contents.
      const key = `${series}${number}`;
      if (!marked && accepted.has(key)) continue;
      accepted.delete(key);
      accepted.set(key, candidate);
      reached[series] = Math.max(reached[series], number);
      ended ||= this.isAnyOtherBusiness(candidate);
    }
    return rising([...accepted.values()]);
  }

  /** Past the last line of a list of contents: a title that comes back further on. */
  private endOfContents(region: readonly Candidate[], after: Candidate | undefined): number {
    const later = new Set(after === undefined ? [] : [contentsKey(after)]);
    for (const candidate of region.toReversed()) {
      const key = contentsKey(candidate);
      if (later.has(key)) return candidate.at;
      later.add(key);
    }
    return -1;
  }

  private headsByItself(candidate: Candidate, look: Look): boolean {
    const { kindPrinted, openness } = candidate.parts;
    const says = candidate.heading.saysItem && (candidate.usual || look.shapes.has(candidate.heading.shape));
    if (candidate.capitals !== look.capitals && !says && openness === "unknown") return false;
    if (!candidate.usual && !looksLikeTitle(candidate.heading.rest)) return false;
    if (says || kindPrinted !== null || openness !== "unknown") return true;
    return this.isAnyOtherBusiness(candidate) || (candidate.usual && candidate.capitals && this.lines[candidate.at]?.opensPage === true);
  }

  /** As the other headings look, or with sections under it; set off from the text above; and no number of a list. */
  private headsByLook(candidate: Candidate, before: Candidate | undefined, after: Candidate | undefined, accepted: ReadonlyMap<string, Candidate>, look: Look): boolean {
    const { at, heading, firstSection } = candidate;
    if (!(look.shapes.has(heading.shape) || (firstSection !== null && !this.continuesCase(candidate)))) return false;
    if (candidate.capitals !== look.capitals || !looksLikeTitle(candidate.titlePrinted)) return false;
    const line = this.lines[at];
    const above = this.lines[at - 1];
    if (this.unit !== "paragraph" && line?.opensPage !== true && above !== undefined && above.kind === "text" && !this.debris.lines.has(at - 1)) return false;
    if (line?.block?.type === "list") return false;
    if (after === undefined && before !== undefined) {
      if (this.debris.stamps.some((stamp) => stamp.from > before.at && stamp.from < at) || this.foreignLinesBetween(before, candidate) > 40) return false;
    }
    if (heading.saysItem) return true;
    // `2.` after a `1.` that heads nothing is a list.
    for (let index = at - 1; index > (before?.at ?? -1); index -= 1) {
      const numbered = /^(\d{1,3})\s*([.:)\]|/–—-]{0,2})(?!\d)/.exec(this.lines[index]?.text ?? "");
      if (numbered === null || numbered[2] !== heading.shape) continue;
      return accepted.get(`${candidate.parts.series}${heading.number - 1}`)?.at === index || Number(numbered[1]) !== heading.number - 1;
    }
    return true;
  }

  /** `Lukkede punkter` just above it. */
  private standsUnderClosed(candidate: Candidate): boolean {
    return this.groupBetween(1, candidate.at) === "closed";
  }

  /** A heading of the level that the word processor gives the items. */
  private headsByLevel(candidate: Candidate, other: Candidate | undefined): boolean {
    const level = this.lines[candidate.at]?.headingLevel ?? null;
    return this.unit === "paragraph" && level !== null && level < boldLine && other !== undefined && level === this.lines[other.at]?.headingLevel;
  }

  /** Lines that look like the heading of an item that has its own heading elsewhere. */
  private straysAmong(weak: readonly Candidate[], agenda: readonly Candidate[]): number[] {
    const titles = new Set(agenda.map((one) => fold(one.titlePrinted)));
    const own = new Set(agenda.map((one) => one.at));
    return weak.filter((one) => !own.has(one.at) && printsKind(this.pack, one.heading.rest) && titles.has(fold(one.titlePrinted))).map((one) => one.at);
  }

  /** An agenda without any section of the pack counts only where every heading says that it is an item. */
  private wordedOnly(candidates: readonly Candidate[]): Candidate[] {
    const worded = new Map<string, Candidate>();
    for (const candidate of candidates) {
      if (!candidate.heading.saysItem && candidate.parts.kindPrinted === null) continue;
      if (!candidate.usual && (candidate.heading.shape === "nr" || !looksLikeTitle(candidate.heading.rest))) continue;
      const key = `${candidate.parts.series}${candidate.heading.number}`;
      worded.delete(key);
      worded.set(key, candidate);
    }
    return rising([...worded.values()]);
  }

  private cut(agenda: readonly Candidate[], after: readonly Candidate[], strays: readonly number[]): Outline {
    const items: CaseOutline[] = [];
    const extracts: CaseOutline[] = [];
    const rest: Span[] = [];
    let group: Openness = "unknown";
    let reached = 0;
    const all = [...agenda, ...after];
    all.forEach((candidate, position) => {
      const divider = this.noticesFrom !== null && candidate.at < this.noticesFrom ? this.noticesFrom : this.lines.length;
      const next = Math.min(all[position + 1]?.at ?? this.lines.length, divider);
      const isExtract = position >= agenda.length;
      const ends = isExtract || position === agenda.length - 1;
      group = this.groupBetween(all[position - 1]?.titleTo ?? 0, candidate.at) ?? group;
      const outline = this.caseOf(candidate, next, ends, group);
      if (isExtract && outline.sections.length < 3) return;
      if (reached === this.noticesFrom) reached += 1;
      if (candidate.at > reached) rest.push({ from: reached, to: candidate.at });
      (isExtract ? extracts : items).push(outline);
      reached = outline.to;
    });
    if (reached < this.lines.length) rest.push({ from: reached, to: this.lines.length });
    return { items, extracts, rest, strays };
  }

  /** What a line just above a heading, but below the heading before it (0 for the first), says of all that follow. */
  private groupBetween(from: number, to: number): Openness | null {
    let found: Openness | null = null;
    for (let index = Math.max(from, to - 12); index < to; index += 1) {
      const text = this.lines[index]?.text ?? "";
      found = readGroupLine(text) ?? found;
      // In a list of contents it is about the list.
      if (from === 0 && found !== null && readLooseHeading(text) !== null) found = null;
    }
    return found;
  }

  /** Where, under `Lukkede punkter`, numbers begin again: what stands there is no longer this case. */
  private restartBetween(candidate: Candidate, next: number): number {
    let divider: number | null = null;
    for (let index = candidate.titleTo; index < next; index += 1) {
      const text = this.lines[index]?.kind === "text" ? (this.lines[index]?.text ?? "") : "";
      if (readGroupLine(text) === "closed") divider ??= index;
      else if (divider !== null && (readLooseHeading(text)?.number ?? Number.POSITIVE_INFINITY) <= candidate.heading.number) return divider;
    }
    return next;
  }

  /** The text of a case without sections, as if it were one. */
  private bareText(candidate: Candidate, to: number): SectionSpan | undefined {
    const definition = this.pack.sections.find((section) => section.source === "text");
    return definition === undefined ? undefined : { definition, heading: "", at: candidate.titleTo - 1, to };
  }

  private caseOf(candidate: Candidate, next: number, ends: boolean, group: Openness): CaseOutline {
    const until = this.restartBetween(candidate, next);
    const sections = this.sectionsBetween(candidate, until);
    const last = sections.at(-1) ?? this.bareText(candidate, until);
    let to = until;
    if (ends && last !== undefined) {
      to = Math.min(until, this.naturalEnd(last));
      if (sections.length > 0) sections[sections.length - 1] = { ...last, to };
    }
    let openness = candidate.parts.openness;
    let ground = candidate.parts.ground;
    let journalNumber: string | null = null;
    const loose: number[] = [];
    const openingLines = Array.from({ length: candidate.titleTo - candidate.at }, (_, offset) => candidate.at + offset);
    for (const index of candidate.meta) {
      const text = this.lines[index]?.text ?? "";
      const stated = readOpennessLine(text);
      const journal = /^(?:sagsnr|sagsnummer|journalnr|journalnummer|j\.\s?nr|jnr|sags-?id)\.?\s*:?\s*(\S.*)$/iu.exec(text);
      if (stated !== null) {
        // Of two that contradict each other the closed one holds.
        if (openness !== "closed") openness = stated.openness;
        ground = stated.ground ?? ground;
      } else if (isGround(text)) ground = text;
      else if (journal !== null) journalNumber = tidy(journal[1] ?? "");
      else {
        loose.push(index);
        continue;
      }
      openingLines.push(index);
    }
    if (sections.length === 0) {
      for (let index = candidate.titleTo; index < to; index += 1) {
        if (this.lines[index]?.kind === "text" && !this.debris.lines.has(index) && !candidate.meta.includes(index)) loose.push(index);
      }
      // `Lukkede punkter` above the next heading is none of it.
      while (loose.length > 0 && readGroupLine(this.lines[loose.at(-1) ?? 0]?.text ?? "") !== null) loose.pop();
    }
    return {
      from: candidate.at, to, titleTo: candidate.titleTo, number: candidate.heading.number, parts: candidate.parts, titlePrinted: candidate.titlePrinted,
      openness: openness === "unknown" ? group : openness, ground, journalNumber, loose, openingLines, sections,
      repeated: this.repeatedIn(sections, to),
    };
  }
}

/** A title as it stands in a list of contents, without the page. */
function contentsKey(candidate: Candidate): string {
  return `${candidate.heading.number} ${fold(candidate.heading.rest.replace(/[.\s…_]{2,}\d{1,4}$/u, ""))}`;
}

function looksLikeTitle(text: string): boolean {
  return text.length <= 400 && /^["”“»'([*]?[\p{Lu}\d]/u.test(text) && !/[;,:!?]$|\p{Ll}{3}\.$/u.test(text) && !/\p{Ll}{3}\. \p{Lu}/u.test(text);
}

/** The headings of the usual shapes, or, where a paper has none of them, those of the shape that it has most of. */
function usualOrShared(heads: readonly Candidate[]): Candidate[] {
  const usual = heads.filter((one) => one.usual);
  if (usual.length > 0) return usual;
  const counts = new Map<string, number>();
  for (const { heading } of heads) counts.set(heading.shape, (counts.get(heading.shape) ?? 0) + 1);
  const most = [...counts].sort((a, b) => b[1] - a[1])[0];
  return most === undefined ? [] : heads.filter((one) => one.heading.shape === most[0]);
}

function rising(candidates: readonly Candidate[]): Candidate[] {
  const inOrder = [...candidates].sort((a, b) => a.at - b.at);
  const kept: Candidate[] = [];
  for (const candidate of inOrder) {
    const previous = kept.findLast((one) => one.parts.series === candidate.parts.series);
    if (previous === undefined || candidate.heading.number > previous.heading.number) kept.push(candidate);
  }
  return kept;
}

/** `forvaltningslovens § 27, stk. 1`: the ground for closing an item, on a line of its own. */
function isGround(text: string): boolean {
  return text.length < 120 && /^(?:jf\. )?(?:§ ?\d|[\p{L} ]*lov\p{L}* § ?\d)/iu.test(text) && !/[.!?]$/.test(text);
}

/** `Åben sag`, `Sagsnr.: 26/1042`, `Sagsbehandler: …`: a line about the case, not of it. */
function isMeta(text: string): boolean {
  if (text.length > 140) return false;
  if (readOpennessLine(text) !== null || isGround(text)) return true;
  if (closedSign(text, true) !== null) return false;
  return /^[\p{Lu}][\p{L}./ -]{1,30}:\s*\S.{0,100}$/u.test(text) || /^(?:sagsnr|journalnr|j\.\s?nr|sagsid)\.?\s*\S+$/iu.test(text);
}
