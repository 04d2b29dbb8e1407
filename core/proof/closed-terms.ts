import type { AgendaItem } from "../domain/agenda-item.ts";
import type { Attachment } from "../domain/attachment.ts";
import { longDate, stampDate } from "../domain/danish-date.ts";
import type { Decision } from "../domain/decision.ts";
import { enumerate } from "../domain/enumeration.ts";
import { effectiveOpenness, mayShow } from "../domain/openness.ts";
import { fillPattern, kindOf, type TemplatePack } from "../domain/template-pack.ts";
import type { ItemPapers, MeetingPapers } from "../packet/meeting-papers.ts";
import { LeakTerms, type LeakSource } from "./leak-terms.ts";

export interface TermSources {
  /** The pack that the papers are set with: what it prints is nobody's secret. */
  readonly pack: TemplatePack;
  /** An attachment's words, as they are kept for the search. */
  readonly textOf: (attachment: Attachment) => string;
  /** More that may be told: sentences of slip pages and the like. */
  readonly open?: readonly string[];
}

/**
 * What counts as a leak in a meeting's public papers: titles, names, attachments' titles and file names, and every run
 * of six words of what is closed (unknown counts as closed), less what open content says too. `papers` are all of the
 * meeting's papers, not the selected ones. Nothing of the public document itself is taken for open: a closed word that
 * slipped into it would excuse itself.
 */
export function closedTerms(papers: MeetingPapers, sources: TermSources): LeakTerms {
  const terms = new LeakTerms();
  for (const one of papers.items) addClosed(terms, one, sources);
  if (terms.empty) return terms;
  for (const text of [...standingWords(papers, sources.pack), ...(sources.open ?? [])]) terms.addOpen(text);
  for (const one of papers.items) if (isOpen(one.item)) for (const text of openTexts(one, papers, sources)) terms.addOpen(text);
  return terms;
}

function isOpen(item: AgendaItem): boolean {
  return mayShow("public", item.openness);
}

// ---------------------------------------------------------------- closed

function addClosed(terms: LeakTerms, { item, caseFile, attachments, decisions }: ItemPapers, { textOf }: TermSources): void {
  const of = (attachment: number | null): LeakSource => ({ series: item.series, item: item.number, attachment });
  if (!isOpen(item)) {
    addTitle(terms, caseFile.title, of(null));
    if (caseFile.journalNumber !== null && /\d.*\d.*\d.*\d/s.test(caseFile.journalNumber)) terms.addName(caseFile.journalNumber, of(null));
    for (const name of [...caseFile.signOff, ...decisions.flatMap(namesIn)]) addPerson(terms, name, of(null));
    for (const text of [item.ground ?? "", ...item.sections.map(({ html }) => plain(html)), ...decisions.flatMap(wordsOf)]) terms.addText(text, of(null));
  }
  for (const attachment of attachments) {
    if (mayShow("public", effectiveOpenness(item.openness, attachment.openness))) continue;
    addTitle(terms, attachment.title, of(attachment.number));
    if (attachment.fileName !== null) {
      addTitle(terms, attachment.fileName, of(attachment.number));
      addTitle(terms, attachment.fileName.replace(/\.[^.]{1,5}$/, ""), of(attachment.number));
    }
    terms.addText(textOf(attachment), of(attachment.number));
  }
}

/** A title is looked for whole, and long ones in parts too. One of two letters or of few digits alone says nothing. */
function addTitle(terms: LeakTerms, title: string, source: LeakSource): void {
  const bare = title.replace(/[^\p{L}\p{N}]/gu, "");
  if (bare.length < 3 || (/^\d+$/.test(bare) && bare.length < 6)) return;
  terms.addName(title, source);
  terms.addText(title, source);
}

/** A single word could be anybody's. */
function addPerson(terms: LeakTerms, name: string, source: LeakSource): void {
  if (/\p{L}{2,}[\s.]+\p{L}{2,}/u.test(name)) terms.addName(name, source);
}

function namesIn(decision: Decision): string[] {
  const { votes } = decision;
  return [
    ...[...decision.absent, ...decision.substitutes].map(({ name }) => name),
    ...decision.dissents.map(({ who }) => who),
    ...(votes === null ? [] : [votes.for.who, votes.against.who, votes.abstained.who]).flatMap((who) => who.split(/,| og /)),
  ];
}

function wordsOf(decision: Decision): string[] {
  return [plain(decision.wording), ...decision.remarks.map(plain), plain(decision.discussion), ...decision.dissents.map(({ text }) => plain(text))];
}

// ---------------------------------------------------------------- open

function openTexts(one: ItemPapers, papers: MeetingPapers, { pack, textOf }: TermSources): string[] {
  const { item, caseFile, attachments, decisions } = one;
  const open = attachments.filter((attachment) => mayShow("public", effectiveOpenness(item.openness, attachment.openness)));
  const kind = kindOf(pack, item.kind);
  const heading = kind === null || kind.label === "" ? caseFile.title : `${kind.label}${kind.separator}${caseFile.title}`;
  return [
    heading, caseFile.title, caseFile.journalNumber ?? "", caseFile.ownerUnit ?? "", enumerate(caseFile.signOff), ...caseFile.signOff, item.ground ?? "",
    ...item.sections.map(({ html }) => plain(html)),
    ...decisions.flatMap((decision) => [...wordsOf(decision), ...namesIn(decision), ...headingsOf(decision, pack)]),
    ...open.flatMap((attachment) => [attachment.title, attachment.fileName ?? "", textOf(attachment), stampOf(one, attachment, heading, papers, pack)]),
  ];
}

function headingsOf(decision: Decision, pack: TemplatePack): string[] {
  const { dated, undated, absent, substitutes } = pack.decisions;
  const people = (list: Decision["absent"]) => enumerate(list.map(({ name, party }) => (party === null ? name : `${name} (${party})`)));
  const fields = { organ: decision.bodyGenitive, dato: decision.date === null ? "" : longDate(decision.date) };
  return [decision.outcome, decision.bodyName, fillPattern(dated, fields), fillPattern(undated, fields), fillPattern(absent, { navne: people(decision.absent) }), fillPattern(substitutes, { navne: people(decision.substitutes) })];
}

function stampOf({ item }: ItemPapers, attachment: Attachment, titel: string, { body, meeting }: MeetingPapers, pack: TemplatePack): string {
  const fields = { nummer: String(item.number), titel, bilag: String(attachment.number), organ: body.stampName, dato: stampDate(meeting.date), side: "1", sider: "1" };
  return pack.stamp.lines.map((line) => fillPattern(line, fields)).join("\n");
}

/** What any paper of this meeting says, whatever its cases are. */
function standingWords({ body, members, meeting }: MeetingPapers, pack: TemplatePack): string[] {
  const { present, absent, substitutes } = meeting.attendance;
  return [
    body.name, body.stampName, body.genitive, body.runningName, body.ownGenitive ?? "", body.abbreviation ?? "", meeting.place ?? "", meeting.time ?? "", meeting.date, longDate(meeting.date),
    `Dagsorden ${body.name}, ${longDate(meeting.date)}`, `Dagsordenspakke ${body.name}, ${longDate(meeting.date)}`,
    ...[...members, ...present, ...absent, ...substitutes].flatMap(({ name, party }) => [name, `${name} (${party ?? ""})`]),
    ...members.map(({ role }) => role ?? ""),
    ...pack.labels.values(), pack.closedItem.text, pack.closedPlanTitle, pack.name, ...pack.stamp.lines,
    ...pack.kinds.flatMap(({ label, aliases }) => [label, ...aliases]), ...pack.sections.flatMap(({ heading, emptyText }) => [heading, emptyText]),
    ...Object.values(pack.decisions).flat(),
  ];
}

/** The words of canonical rich text (docs/rich-text.md): tags inside a line vanish, others part words, notes come last. */
function plain(html: string): string {
  const notes = [...html.matchAll(/<footnote>(.*?)<\/footnote>/gs)].map(([, note]) => note ?? "");
  return [html.replace(/<footnote>.*?<\/footnote>/gs, ""), ...notes]
    .join("<hr>")
    .replace(/<\/?(?:a|abbr|b|code|del|em|i|ins|mark|s|span|strong|sub|sup|u)\b[^>]*>/g, "")
    .replace(/<[^>]*\balt="([^"]*)"[^>]*>/g, " $1 ")
    .replace(/<[^>]*>/g, " ")
    .replace(/&(#x[\da-f]+|#\d+|\w+);/gi, entity);
}

function entity(whole: string, name: string): string {
  if (name.startsWith("#")) {
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : " ";
  }
  return { amp: "&", lt: "<", gt: ">", quot: "\"", apos: "'", nbsp: " " }[name] ?? whole;
}
