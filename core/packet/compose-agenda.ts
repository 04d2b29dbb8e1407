import { type Body, isMemberOn, type Member } from "../domain/body.ts";
import { longDate } from "../domain/danish-date.ts";
import type { Meeting, Person } from "../domain/meeting.ts";
import { kindOf, type SectionDefinition, sectionOf, type TemplatePack } from "../domain/template-pack.ts";
import type { AgendaView, AttachmentListView, AttachmentView, AttendanceView, ItemView, MemberView, SectionView } from "./agenda-view.ts";
import { attachmentAnchor, itemAnchor } from "./attachment-anchor.ts";
import { composeDecision } from "./compose-decision.ts";
import { closedHeading, composeBody, composeMeeting, itemHeading, label } from "./compose-headings.ts";
import { byParty, shown } from "./people.ts";
import type { ItemPapers, MeetingPapers } from "./meeting-papers.ts";

/** What a document is called and marked with. */
export interface Heading {
  /** Label of the document in the pack: `dagsorden`, `referat`, `udskrift`. */
  readonly label: string;
  /** Printed on every page of internal papers that hold something not open; else empty. */
  readonly mark: string;
  /** A minute's front page has the attendance, an agenda's the members. */
  readonly withAttendance: boolean;
  /** Anchors of the attachments whose pages follow, in a packet. */
  readonly anchors?: ReadonlySet<string>;
}

const noAnchors: ReadonlySet<string> = new Set();

/** The view of an agenda, of minutes, or of an extract (whose papers hold one item). */
export function composeAgenda(papers: MeetingPapers, pack: TemplatePack, heading: Heading): AgendaView {
  const { body, meeting } = papers;
  const dokument = label(pack, heading.label);
  const members = papers.members.filter((member) => isMemberOn(member, meeting.date));
  const anchors = heading.anchors ?? noAnchors;
  const views = papers.items.map((one) => ({ series: one.item.series, view: composeItem(one, body, pack, anchors) }));
  return {
    dokument,
    titel: `${dokument} – ${body.name}, ${longDate(meeting.date)}`,
    mærke: heading.mark,
    udvalg: composeBody(body),
    møde: composeMeeting(meeting),
    medlemmer: members.filter((member) => !member.substitute).map(composeMember),
    suppleanter: members.filter((member) => member.substitute).map(composeMember),
    fremmøde: composeAttendance(heading.withAttendance ? meeting : null),
    punkter: views.filter(({ series }) => series === "item").map(({ view }) => view),
    meddelelser: views.filter(({ series }) => series === "notice").map(({ view }) => view),
  };
}

function composeMember(member: Member): MemberView {
  return { navn: member.name, parti: member.party ?? "", rolle: member.role ?? "", visning: shown(member) };
}

function composeAttendance(meeting: Meeting | null): AttendanceView {
  const names = (people: readonly Person[]) => byParty(people).map(shown);
  const { present, absent, substitutes } = meeting?.attendance ?? { present: [], absent: [], substitutes: [] };
  return {
    ført: present.length + absent.length + substitutes.length > 0,
    tilstede: names(present),
    fraværende: names(absent),
    stedfortrædere: names(substitutes),
  };
}

function composeItem(one: ItemPapers, body: Body, pack: TemplatePack, anchors: ReadonlySet<string>): ItemView {
  const { item, caseFile } = one;
  const shared = { nummer: item.number, anker: itemAnchor(item.series, item.number), hjemmel: item.ground ?? "" };
  if (one.withheld) {
    return { ...shared, slags: "", titel: "", overskrift: closedHeading(item, pack), lukket: false, åbent: false, afsnit: [] };
  }
  const kind = kindOf(pack, item.kind);
  return {
    ...shared,
    slags: kind?.label ?? "",
    titel: caseFile.title,
    overskrift: itemHeading(item, caseFile.title, body, pack),
    lukket: item.openness === "closed",
    åbent: item.openness === "open",
    afsnit: composeSections(one, pack, anchors),
  };
}

/** An item's sections as they are printed: in the pack's order, with the empty ones whose headings stand. */
export function composeSections(one: ItemPapers, pack: TemplatePack, anchors: ReadonlySet<string> = noAnchors): SectionView[] {
  return sectionKeys(one, pack).flatMap((key) => composeSection(key, one, pack, anchors));
}

/** The kind's sections, then what the item holds though its kind has no section for it: nothing is dropped. */
function sectionKeys(one: ItemPapers, pack: TemplatePack): string[] {
  const keys = [...(kindOf(pack, one.item.kind)?.sections ?? [])];
  const written = one.item.sections.filter((section) => section.html !== "").map((section) => section.key);
  return [...new Set([...keys, ...written, ...unprinted(one, pack, keys)])];
}

/** Sections of the pack for the decisions and attachments that the given ones do not print. */
function unprinted(one: ItemPapers, pack: TemplatePack, keys: readonly string[]): string[] {
  const printed = new Set(keys.map((key) => sectionOf(pack, key)?.source));
  const sectionFor = (...sources: SectionDefinition["source"][]) => {
    if (sources.some((source) => printed.has(source))) return [];
    return sources.flatMap((source) => pack.sections.filter((section) => section.source === source)).slice(0, 1);
  };
  const sections = [
    ...(one.decisions.some(({ carried }) => carried) ? sectionFor("earlier-decisions", "decisions") : []),
    ...(one.decisions.some(({ carried }) => !carried) ? sectionFor("own-decision", "decisions") : []),
    ...(one.attachments.length > 0 ? sectionFor("attachments") : []),
  ];
  return sections.map(({ key }) => key);
}

function composeSection(key: string, one: ItemPapers, pack: TemplatePack, anchors: ReadonlySet<string>): SectionView[] {
  const definition: SectionDefinition = sectionOf(pack, key) ?? { key, heading: key, aliases: [], source: "text", whenEmpty: "omit", emptyText: "", help: "" };
  const content = contentOf(definition, one, pack, anchors);
  const view: SectionView = { nøgle: key, overskrift: definition.heading, ...content };
  const empty = view.tekst === "" && view.beslutninger.length === 0 && view.linjer.length === 0 && view.bilagslister.length === 0;
  if (!empty) return [view];
  switch (definition.whenEmpty) {
    case "omit":
      return [];
    case "heading":
      return [view];
    case "text":
      return [{ ...view, linjer: [definition.emptyText] }];
  }
}

function contentOf(definition: SectionDefinition, one: ItemPapers, pack: TemplatePack, anchors: ReadonlySet<string>): Pick<SectionView, "tekst" | "beslutninger" | "linjer" | "bilagslister"> {
  const nothing = { tekst: "", beslutninger: [], linjer: [], bilagslister: [] };
  const tekst = one.item.sections.find((section) => section.key === definition.key)?.html ?? "";
  const decisions = (which: (carried: boolean) => boolean) => one.decisions.filter((decision) => which(decision.carried)).map((decision) => composeDecision(decision, pack.decisions));
  switch (definition.source) {
    case "text":
      return { ...nothing, tekst };
    case "decisions":
      return { ...nothing, tekst, beslutninger: decisions(() => true) };
    case "earlier-decisions":
      return { ...nothing, tekst, beslutninger: decisions((carried) => carried) };
    case "own-decision":
      return { ...nothing, tekst, beslutninger: decisions((carried) => !carried) };
    case "sign-off":
      return { ...nothing, linjer: one.caseFile.signOff.length > 0 ? [one.caseFile.signOff.join(" / ")] : [] };
    case "journal-number":
      return { ...nothing, linjer: one.caseFile.journalNumber === null ? [] : [one.caseFile.journalNumber] };
    case "attachments":
      return { ...nothing, bilagslister: attachmentLists(one, anchors) };
  }
}

/** Runs of consecutive numbers; a number that is not shown (a closed attachment's) starts a new run. */
function attachmentLists({ item, attachments }: ItemPapers, anchors: ReadonlySet<string>): AttachmentListView[] {
  const lists: { fra: number; bilag: AttachmentView[] }[] = [];
  for (const attachment of attachments) {
    const anchor = attachmentAnchor(item.series, item.number, attachment.number);
    const view = { nummer: attachment.number, titel: attachment.title, anker: anchors.has(anchor) ? anchor : "", lukket: attachment.openness === "closed" };
    const last = lists.at(-1);
    if (last && attachment.number === last.fra + last.bilag.length) last.bilag.push(view);
    else lists.push({ fra: attachment.number, bilag: [view] });
  }
  return lists;
}

