import type { Openness } from "../domain/openness.ts";
import type { SectionDefinition, TemplatePack } from "../domain/template-pack.ts";
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

interface Candidate {
  readonly at: number;
  /** Past the title's last line. */
  readonly titleTo: number;
  readonly heading: HeadingText;
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
  }

  outline(): Outline {
    const candidates = this.candidates();
    const strong = candidates.filter((candidate) => candidate.firstSection !== null && !this.continuesCase(candidate));
    const agenda = this.agendaOf(strong);
    const last = agenda.at(-1);
    if (last === undefined) {
      const worded = this.wordedOnly(candidates);
      return this.cut(worded, [], []);
    }
    const after = strong.slice(agenda.length);
    const weak = candidates.filter((candidate) => candidate.firstSection === null);
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
    const heading = readHeadingText(line.text);
    if (heading === null || /^at\b|^[\p{Ll}]/u.test(heading.rest) || heading.number === 0) return null;
    const capitals = inCapitals(heading.rest);
    let titleTo = at + 1;
    // `… (Lukket)` ends a title: the ground for closing it may stand under it.
    const ends = /[)\]]$/.test(heading.rest) && readTitle(this.pack, heading.rest).openness !== "unknown";
    const furthest = ends ? titleTo : at + 4;
    while (titleTo < furthest && this.continuesTitle(titleTo, capitals)) titleTo += 1;
    let walk = this.afterTitle(titleTo);
    if (walk.firstSection === null && titleTo > at + 1 && !capitals) {
      titleTo = at + 1;
      walk = { firstSection: null, meta: this.afterTitle(titleTo).meta };
    }
    const rest = tidy([heading.rest, ...this.lines.slice(at + 1, titleTo).map((next) => next.text)].join(" "));
    return { at, titleTo, heading, capitals, titlePrinted: rest, parts: readTitle(this.pack, rest), ...walk };
  }

  private continuesTitle(index: number, capitals: boolean): boolean {
    const line = this.lines[index];
    if (line === undefined || line.kind !== "text" || line.opensPage || this.debris.lines.has(index) || line.block !== null) return false;
    if (this.sectionAt.has(index) || readHeadingText(line.text) !== null || isMeta(line.text)) return false;
    return inCapitals(line.text) === capitals && (capitals || line.text.length < 100);
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
    if (candidate.capitals || candidate.heading.saysItem || candidate.parts.kindPrinted !== null || candidate.firstSection === null) return false;
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
      if (ended || noticeNumber > 0 || number <= item) break;
      // Where the agenda prints the kind of each case, a case without one is out of somebody's minutes.
      const kindsPrinted = agenda.filter((one) => one.parts.kindPrinted !== null).length;
      if (kindsPrinted >= 2 && kindsPrinted === agenda.length && candidate.parts.kindPrinted === null && !this.isAnyOtherBusiness(candidate)) break;
      item = number;
      ended = this.isAnyOtherBusiness(candidate);
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

  /** Items without sections count where their heading says what they are and their number fills a gap. */
  private fillGaps(agenda: readonly Candidate[], weak: readonly Candidate[], end: number): Candidate[] {
    const filled: Candidate[] = [];
    const capitals = agenda.filter((one) => one.capitals).length * 2 > agenda.length;
    let reached = 0;
    for (let position = 0; position <= agenda.length; position += 1) {
      const before = agenda[position - 1];
      const after = agenda[position];
      const between = new Map<string, Candidate>();
      for (; reached < weak.length; reached += 1) {
        const candidate = weak[reached];
        if (candidate === undefined || candidate.at >= (after?.at ?? end)) break;
        if (!this.headsByItself(candidate, capitals) && !this.headsByLevel(candidate, before ?? after)) continue;
        const series = candidate.parts.series;
        // Notices come after the items; before the first item there is a list of contents.
        if (before === undefined && series === "notice") continue;
        if (before?.parts.series === "notice" && series === "item") continue;
        if (before !== undefined && this.isAnyOtherBusiness(before) && series === "item") continue;
        const above = before?.parts.series === series ? before.heading.number : 0;
        const below = after?.parts.series === series ? after.heading.number : Number.POSITIVE_INFINITY;
        const number = candidate.heading.number;
        if (number <= above || number >= below) continue;
        if (after === undefined && number !== Math.max(above, ...[...between.values()].map((one) => one.heading.number)) + 1) continue;
        // The last one of that number: the first may stand in a list of contents.
        between.delete(`${series}${number}`);
        between.set(`${series}${number}`, candidate);
      }
      filled.push(...rising([...between.values()]));
      if (after !== undefined) filled.push(after);
    }
    return filled;
  }

  private headsByItself(candidate: Candidate, capitals: boolean): boolean {
    if (candidate.capitals !== capitals && !candidate.heading.saysItem) return false;
    if (candidate.heading.saysItem || candidate.parts.kindPrinted !== null || candidate.parts.openness !== "unknown") return true;
    return this.isAnyOtherBusiness(candidate) || (candidate.capitals && this.lines[candidate.at]?.opensPage === true);
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
      const next = all[position + 1]?.at ?? this.lines.length;
      const isExtract = position >= agenda.length;
      const ends = isExtract || position === agenda.length - 1;
      group = this.groupBetween(reached, candidate.at) ?? group;
      const outline = this.caseOf(candidate, next, ends, group);
      if (isExtract && outline.sections.length < 3) return;
      if (candidate.at > reached) rest.push({ from: reached, to: candidate.at });
      (isExtract ? extracts : items).push(outline);
      reached = outline.to;
    });
    if (reached < this.lines.length) rest.push({ from: reached, to: this.lines.length });
    return { items, extracts, rest, strays };
  }

  private groupBetween(from: number, to: number): Openness | null {
    let found: Openness | null = null;
    // The line stands just above the heading, at the end of the item before. In a list of contents it is about the list.
    for (let index = Math.max(0, Math.min(from, to - 12)); index < to; index += 1) {
      found = readGroupLine(this.lines[index]?.text ?? "") ?? found;
      if (from === 0 && found !== null && readLooseHeading(this.lines[index]?.text ?? "") !== null) found = null;
    }
    return found;
  }

  private caseOf(candidate: Candidate, next: number, ends: boolean, group: Openness): CaseOutline {
    const sections = this.sectionsBetween(candidate, next);
    const last = sections.at(-1);
    let to = next;
    if (ends && last !== undefined) {
      to = Math.min(next, this.naturalEnd(last));
      sections[sections.length - 1] = { ...last, to };
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
    }
    return {
      from: candidate.at, to, number: candidate.heading.number, parts: candidate.parts, titlePrinted: candidate.titlePrinted,
      openness: openness === "unknown" ? group : openness, ground, journalNumber, loose, openingLines, sections,
      repeated: this.repeatedIn(sections, to),
    };
  }
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
  return readOpennessLine(text) !== null || isGround(text) || /^[\p{Lu}][\p{L}./ -]{1,30}:\s*\S.{0,100}$/u.test(text) || /^(?:sagsnr|journalnr|j\.\s?nr|sagsid)\.?\s*\S+$/iu.test(text);
}
