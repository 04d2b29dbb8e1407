import { normalizeJournalNumber } from "../domain/journal-number.ts";
import type { Section } from "../domain/section.ts";
import type { TemplatePack } from "../domain/template-pack.ts";
import { type Notice, notice } from "../errors.ts";
import { findAmountTable, findColumnTable, findQuestionTable } from "./find-tables.ts";
import { type HealedBlock, healText, type Typography } from "./heal-text.ts";
import type { ImportedAttachment, ImportedDecision, ImportedItem, MovedTable, PrintedSection } from "./imported-agenda.ts";
import type { CaseOutline, SectionSpan } from "./outline-paper.ts";
import { describePlace, fold, type Paper, type PaperLine, placeOf, shorten, tidy } from "./paper.ts";
import { type OwnMeeting, readDecisions } from "./read-decisions.ts";
import { readAttachmentList } from "./read-attachment-list.ts";
import { readGroupLine } from "./read-item-heading.ts";
import { type RichBlock, type RichTable, toSectionHtml } from "./rich-blocks.ts";
import type { PageDebris } from "./take-out-stamps.ts";

/** What all cases of a paper are read with. */
export interface CaseReading {
  readonly paper: Paper;
  readonly pack: TemplatePack;
  readonly debris: PageDebris;
  readonly strays: ReadonlySet<number>;
  readonly typography: Typography;
  readonly own: OwnMeeting;
  /** A case out of other minutes: its number is no number of this agenda. */
  readonly extract: boolean;
}

/** One case with its sections, decisions and lists; its title is as printed until all of the paper is known. */
export function readCase(outline: CaseOutline, reading: CaseReading): { item: ImportedItem; notices: Notice[] } {
  const reader = new CaseReader(outline, reading);
  return reader.read();
}

interface TextSection {
  readonly span: SectionSpan;
  blocks: PlacedBlock[];
}

interface PlacedBlock {
  readonly block: RichBlock;
  /** Indexes in the paper. */
  readonly from: number;
  readonly to: number;
}

interface Displaced {
  readonly from: number;
  readonly to: number;
  readonly tables: readonly RichTable[];
  /** Amounts go to where the text announces them; questions stay beside the paragraph that they cut. */
  readonly announced: boolean;
  readonly span: SectionSpan;
}

const announcement = /(?<!\p{L})(?:nedenstående|følgende|efterfølgende)\s+(?:tabel|oversigt|skema)|(?:tabel|oversigt|skema)(?:len|en|et)?(?!\p{L})[^.]*(?:nedenfor|herunder)|(?:nedenfor|herunder)[^.]*tabel/iu;

class CaseReader {
  private readonly outline: CaseOutline;
  private readonly reading: CaseReading;
  private readonly notices: Notice[] = [];
  private readonly texts: TextSection[] = [];
  private readonly displaced: Displaced[] = [];
  private readonly decisions: ImportedDecision[] = [];
  private readonly order: PrintedSection[] = [];
  private attachments: readonly ImportedAttachment[] = [];
  private journalNumberPrinted: string | null;
  private signOff: string[] = [];

  constructor(outline: CaseOutline, reading: CaseReading) {
    this.outline = outline;
    this.reading = reading;
    this.journalNumberPrinted = outline.journalNumber;
  }

  read(): { item: ImportedItem; notices: Notice[] } {
    const { outline, reading } = this;
    this.placeLooseLines();
    for (const span of outline.sections) this.readSection(span);
    const movedTables = this.putTables();
    for (const stamp of reading.debris.stamps) {
      if (stamp.from >= outline.from && stamp.from < outline.to) this.notices.push(notice("intake.stamp-removed", { where: this.where(stamp.from, stamp.to), text: stamp.text }));
    }
    for (const other of reading.debris.others) {
      if (other.index >= outline.from && other.index < outline.to) this.notices.push(notice("intake.stamp-removed", { where: this.where(other.index, other.index + 1), text: other.text }));
    }
    const sections = this.texts
      .map(({ span, blocks }): Section => ({ key: span.definition.key, html: toSectionHtml(blocks.map((placed) => placed.block)) }))
      .filter((section) => section.html !== "");
    const item: ImportedItem = {
      series: outline.parts.series, number: outline.number, kind: outline.parts.kind.key, kindPrinted: outline.parts.kindPrinted,
      title: outline.parts.title, titlePrinted: outline.titlePrinted, titleProposed: false,
      sections, sectionOrder: this.order,
      journalNumber: this.journalNumberPrinted === null ? null : normalizeJournalNumber(this.journalNumberPrinted),
      journalNumberPrinted: this.journalNumberPrinted, signOff: this.signOff, attachments: this.attachments,
      decisions: this.decisions.map((decision, position) => ({ ...decision, position })),
      openness: outline.openness, doubtful: false, ground: outline.ground, movedTables, place: this.placeOf(outline.from, outline.to),
    };
    return { item, notices: this.notices };
  }

  private readSection(span: SectionSpan): void {
    const kept = this.textLines(span.at + 1, span.to);
    let to = lastText(this.reading.paper.lines, span.at + 1, span.to);
    let emptyMarker: string | null = null;
    let empty = kept.lines.every((line) => line.kind !== "text");
    switch (span.definition.source) {
      case "text": {
        const words = tidy(kept.lines.map((line) => line.text).join(" "));
        if (span.definition.emptyText !== "" && fold(words) === fold(span.definition.emptyText)) {
          emptyMarker = words;
          empty = true;
        } else this.texts.push({ span, blocks: this.blocksOf(span, kept) });
        break;
      }
      case "decisions":
      case "earlier-decisions":
      case "own-decision": {
        const { paper, typography, pack, own } = this.reading;
        const found = readDecisions(kept.lines, typography, pack, own, paper.unit, span.definition.source === "own-decision");
        this.decisions.push(...found.decisions);
        this.texts.push({ span, blocks: found.loose.map((block) => ({ block, from: span.at, to: span.at })) });
        break;
      }
      case "journal-number":
        to = this.readJournalNumber(span, kept);
        break;
      case "sign-off":
        to = this.readSignOff(span, kept);
        break;
      case "attachments": {
        const { paper, debris } = this.reading;
        const list = readAttachmentList(paper.lines, span.at + 1, span.to, debris.lines, paper.unit);
        this.attachments = [...this.attachments, ...list.attachments];
        emptyMarker = list.emptyMarker;
        empty = list.attachments.length === 0;
        to = list.to;
        this.readTail(span, list.to);
        break;
      }
    }
    this.order.push({ key: span.definition.key, heading: span.heading, empty, emptyMarker, place: this.placeOf(span.at, Math.max(span.at + 1, to)) });
  }

  /** Text between heading and first section goes into the first section that people write; it is reported. */
  private placeLooseLines(): void {
    const { outline, reading } = this;
    if (outline.loose.length === 0) return;
    const first = outline.loose[0] ?? 0;
    const last = outline.loose.at(-1) ?? first;
    const text = tidy(outline.loose.map((index) => reading.paper.lines[index]?.text ?? "").join(" "));
    const key = outline.parts.kind.sections.find((candidate) => reading.pack.sections.some((section) => section.key === candidate && section.source === "text"));
    const definition = reading.pack.sections.find((section) => section.key === key);
    if (outline.sections.length > 0 || definition === undefined) {
      this.notices.push(notice("intake.unplaced", { where: this.where(first, last + 1), text: shorten(text) }));
      return;
    }
    const span: SectionSpan = { definition, heading: definition.heading, at: first - 1, to: last + 1 };
    this.texts.push({ span, blocks: this.blocksOf(span, this.textLines(first, last + 1)) });
    this.notices.push(notice("intake.placed-first", { where: this.where(first, last + 1), section: definition.heading, item: this.label() }));
  }

  private readJournalNumber(span: SectionSpan, kept: KeptLines): number {
    const at = kept.lines.findIndex((line) => line.kind === "text");
    const line = kept.lines[at];
    if (line === undefined) return span.at + 1;
    this.journalNumberPrinted = line.text;
    const to = (kept.indexes[at] ?? span.at) + 1;
    this.readTail(span, to);
    return to;
  }

  private readSignOff(span: SectionSpan, kept: KeptLines): number {
    const from = kept.lines.findIndex((line) => line.kind === "text");
    if (from < 0) return span.at + 1;
    let to = from;
    while (kept.lines[to]?.kind === "text" && to < from + 4) to += 1;
    const text = tidy(kept.lines.slice(from, to).map((line) => line.text).join(" ")).replace(/\.$/, "");
    const names = text.split(/\s*\/\s*|\s*[,;]\s*|\s+og\s+/).filter((name) => name !== "");
    const end = (kept.indexes[to - 1] ?? span.at) + 1;
    if (names.every((name) => /^\p{Lu}[\p{L}.'’ -]{1,60}$/u.test(name) && name.split(" ").length <= 6)) {
      this.signOff = names;
      this.readTail(span, end);
      return end;
    }
    this.readTail(span, span.at + 1);
    return end;
  }

  /** What stands after a list or a number that is complete: a table from the page's text, or something not placed. */
  private readTail(span: SectionSpan, from: number): void {
    const { paper: { lines }, debris } = this.reading;
    const left: { from: number; to: number; text: string }[] = [];
    let at = from;
    for (let next = this.nextText(at, span.to); next < span.to; next = this.nextText(at, span.to)) {
      const table = findAmountTable(lines.slice(next, Math.min(span.to, next + 200)), 0);
      if (table !== null) {
        this.displaced.push({ from: next, to: next + table.to, tables: [table.table], announced: true, span });
        at = next + table.to;
        continue;
      }
      let end = next;
      while (end < span.to && (lines[end]?.kind === "text" || debris.lines.has(end)) && !this.reading.strays.has(end)) end += 1;
      if (this.reading.strays.has(next)) end = next + 1;
      else {
        const text = tidy(lines.slice(next, end).filter((_, offset) => !debris.lines.has(next + offset)).map((line) => line.text).join(" "));
        if (readGroupLine(text) === null) left.push({ from: next, to: end, text });
      }
      at = end;
    }
    // A page of text is told once, a stray line by itself.
    const told = left.length > 4 ? [{ from: left[0]?.from ?? from, to: left.at(-1)?.to ?? span.to, text: left.map((one) => one.text).join(" ") }] : left;
    for (const one of told) this.notices.push(notice("intake.unplaced", { where: this.where(one.from, one.to), text: shorten(one.text) }));
  }

  private nextText(from: number, to: number): number {
    let at = from;
    while (at < to && (this.reading.paper.lines[at]?.kind !== "text" || this.reading.debris.lines.has(at))) at += 1;
    return at;
  }

  // -------------------------------------------------------------- text

  private textLines(from: number, to: number): KeptLines {
    const { paper, debris, strays } = this.reading;
    const indexes: number[] = [];
    const lines: PaperLine[] = [];
    for (let index = from; index < to; index += 1) {
      const line = paper.lines[index];
      if (line === undefined || debris.lines.has(index) || strays.has(index)) continue;
      if (line.kind === "text" && index >= to - 12 && readGroupLine(line.text) !== null) continue;
      indexes.push(index);
      lines.push(debris.pageStarts.has(index) && !line.opensPage ? { ...line, opensPage: true } : line);
    }
    return { lines, indexes };
  }

  private blocksOf(span: SectionSpan, kept: KeptLines): PlacedBlock[] {
    const boldAnswers = /(?<!\p{L})(?:med fed|fed skrift)(?!\p{L})/iu.test(kept.lines.map((line) => line.text).join(" "));
    const displaced = this.displacedIn(span, kept, boldAnswers);
    const without: KeptLines = { lines: [], indexes: [] };
    kept.lines.forEach((line, position) => {
      const index = kept.indexes[position] ?? 0;
      if (displaced.some((tables) => index >= tables.from && index < tables.to)) return;
      without.lines.push(line);
      without.indexes.push(index);
    });
    this.displaced.push(...displaced);
    const healed = healText(without.lines, this.reading.typography, { boldAnswers });
    return healed.map((one) => placed(one, without.indexes));
  }

  /** Tables that text extraction has put at the end of their page, wherever that cuts the text. */
  private displacedIn(span: SectionSpan, kept: KeptLines, boldAnswers: boolean): Displaced[] {
    const found: Displaced[] = [];
    const { paper } = this.reading;
    for (let at = 0; at < kept.lines.length; at += 1) {
      const line = kept.lines[at];
      if (line === undefined || line.kind !== "text" || line.block !== null) continue;
      const before = kept.lines[at - 1];
      if (!line.opensPage && before !== undefined && before.kind === "text") continue;
      if (findColumnTable(kept.lines, at) !== null) continue;
      const indexOf = (position: number) => kept.indexes[position] ?? span.to;
      const amounts = findAmountTable(kept.lines, at);
      if (amounts !== null) {
        const next = this.nextTextAnywhere(indexOf(amounts.to - 1) + 1);
        const announced = paper.unit === "line" && (paper.lines[next]?.opensPage === true || this.reading.debris.pageStarts.has(next));
        found.push({ from: indexOf(at), to: indexOf(amounts.to - 1) + 1, tables: [amounts.table], announced, span });
        at = amounts.to - 1;
        continue;
      }
      const tables: RichTable[] = [];
      let end = at;
      for (let next = at; next < kept.lines.length; ) {
        const question = findQuestionTable(kept.lines, next, boldAnswers);
        if (question === null) break;
        tables.push(question.table);
        end = question.to;
        next = question.to;
        while (kept.lines[next]?.kind !== "text" && next < kept.lines.length) next += 1;
      }
      if (tables.length === 0) continue;
      found.push({ from: indexOf(at), to: indexOf(end - 1) + 1, tables, announced: false, span });
      at = end - 1;
    }
    return found;
  }

  private nextTextAnywhere(from: number): number {
    const { lines } = this.reading.paper;
    let at = from;
    while (at < lines.length && (lines[at]?.kind !== "text" || this.reading.debris.lines.has(at))) at += 1;
    return at;
  }

  /** Puts every displaced table where it belongs: after the paragraph that announces it, or beside what it cut. */
  private putTables(): MovedTable[] {
    const moved: MovedTable[] = [];
    for (const tables of this.displaced) {
      const blocks = tables.tables.map((block): PlacedBlock => ({ block, from: tables.from, to: tables.to }));
      const home = (tables.announced ? this.announcedAt(tables) : null) ?? this.besideText(tables);
      if (home === null) {
        this.notices.push(notice("intake.unplaced", { where: this.where(tables.from, tables.to), text: "tabel" }));
        continue;
      }
      home.section.blocks.splice(home.at, 0, ...blocks);
      if (!this.standsApart(tables)) continue;
      moved.push({ section: home.section.span.definition.key, place: this.placeOf(tables.from, tables.to) });
      this.notices.push(notice("intake.table-moved", { where: this.where(tables.from, tables.to), section: home.section.span.definition.heading, item: this.label() }));
    }
    return moved;
  }

  /** At a page's start or end, or after a list: set apart by the extraction. Within a page it stands where it was. */
  private standsApart(tables: Displaced): boolean {
    const { paper, debris } = this.reading;
    if (tables.announced) return true;
    // Only text that was taken out of pages has lost where on the page it stood.
    if (paper.unit !== "line") return false;
    if (paper.lines[tables.from]?.opensPage === true) return true;
    const next = this.nextTextAnywhere(tables.to);
    return paper.lines[next]?.opensPage === true || debris.pageStarts.has(next);
  }

  private announcedAt(tables: Displaced): { section: TextSection; at: number } | null {
    for (const section of this.texts.toReversed()) {
      for (let at = section.blocks.length - 1; at >= 0; at -= 1) {
        const one = section.blocks[at];
        if (one === undefined || one.from > tables.from || one.block.type !== "paragraph" || !announcement.test(one.block.text.slice(0, 5000))) continue;
        if (section.blocks[at + 1]?.block.type === "table") continue;
        return { section, at: at + 1 };
      }
    }
    return null;
  }

  /** In its own section before the first block that ends after it; for a tail, at the end of the longest section. */
  private besideText(tables: Displaced): { section: TextSection; at: number } | null {
    const own = this.texts.find((section) => section.span === tables.span);
    if (own !== undefined) {
      const after = own.blocks.findIndex((one) => one.to > tables.from);
      return { section: own, at: after < 0 ? own.blocks.length : after };
    }
    const written = this.texts.filter((section) => section.span.definition.source === "text");
    const longest = written.reduce<TextSection | null>((best, section) => (best === null || size(section) > size(best) ? section : best), null);
    return longest === null ? null : { section: longest, at: longest.blocks.length };
  }

  // -------------------------------------------------------------- places

  private label(): string {
    return itemLabel(this.outline.parts.series, this.outline.number, this.reading.extract);
  }

  private where(from: number, to: number): string {
    return describePlace(this.placeOf(from, to));
  }

  private placeOf(from: number, to: number) {
    return placeOf(this.reading.paper, from, Math.max(from + 1, lastText(this.reading.paper.lines, from, to)));
  }
}

/** `Punkt 4`, `Meddelelse 1`, `Punkt 21 (protokoludskrift)`. */
export function itemLabel(series: ImportedItem["series"], number: number, extract: boolean): string {
  return `${series === "notice" ? "Meddelelse" : "Punkt"} ${number}${extract ? " (protokoludskrift)" : ""}`;
}

interface KeptLines {
  readonly lines: PaperLine[];
  /** Their indexes in the paper. */
  readonly indexes: number[];
}

function placed(healed: HealedBlock, indexes: readonly number[]): PlacedBlock {
  return { block: healed.block, from: indexes[healed.from] ?? 0, to: (indexes[healed.to - 1] ?? 0) + 1 };
}

function size(section: TextSection): number {
  return section.blocks.reduce((sum, one) => sum + one.to - one.from, 0);
}

/** The end without the white paper before it. */
function lastText(lines: readonly PaperLine[], from: number, to: number): number {
  let at = to;
  while (at > from && lines[at - 1]?.kind !== "text") at -= 1;
  return at;
}
