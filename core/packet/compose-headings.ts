import type { AgendaItem } from "../domain/agenda-item.ts";
import type { Body } from "../domain/body.ts";
import { longDate, stampDate, weekdayDate } from "../domain/danish-date.ts";
import type { Meeting } from "../domain/meeting.ts";
import { kindOf, type TemplatePack } from "../domain/template-pack.ts";
import type { BodyView, MeetingView } from "./agenda-view.ts";
import type { MeetingPapers } from "./meeting-papers.ts";

/** A pack's word, or the key itself where the pack has none. */
export function label(pack: TemplatePack, key: string): string {
  return pack.labels.get(key) ?? key;
}

/** A body as every document names it. */
export function composeBody(body: Body): BodyView {
  return { navn: body.name, ejefald: body.genitive, løbende: body.runningName, forkortelse: body.abbreviation ?? "" };
}

/** A meeting's day in its three written forms, its hour and its place. */
export function composeMeeting(meeting: Meeting): MeetingView {
  return {
    dato: longDate(meeting.date),
    dag: weekdayDate(meeting.date),
    kortdato: stampDate(meeting.date),
    // Danish papers write 9.00, not 09:00.
    tid: (meeting.time ?? "").replace(/^0/, "").replace(":", "."),
    sted: meeting.place ?? "",
  };
}

/** The title of a packet's file: what it is, the body and the day. */
export function packetTitle({ body, meeting }: MeetingPapers, pack: TemplatePack): string {
  return `${label(pack, "dagsordenspakke")} – ${body.name}, ${longDate(meeting.date)}`;
}

/** The heading of an item in mixed case: its kind, where the body's papers print it, and its title. */
export function itemHeading(item: AgendaItem, title: string, body: Body, pack: TemplatePack): string {
  const kind = kindOf(pack, item.kind);
  // Notices say what they are in every body's papers; a number alone would be taken for an item.
  const printed = kind !== null && kind.label !== "" && (body.printsKind || item.series === "notice");
  return printed ? `${kind.label}${kind.separator}${title}` : title;
}

/** What stands in a closed item's place; a notice says that it is one, for its number is not an item's. */
export function closedHeading({ series }: AgendaItem, pack: TemplatePack): string {
  const notices = pack.kinds.find((kind) => kind.series === "notice");
  return series === "notice" && notices ? `${notices.label}${notices.separator}${pack.closedItem.text}` : pack.closedItem.text;
}
