import type { Attachment } from "../domain/attachment.ts";
import type { Body } from "../domain/body.ts";
import { isIsoDate, longDate } from "../domain/danish-date.ts";
import type { Meeting } from "../domain/meeting.ts";
import { AppError } from "../errors.ts";
import type { AgendaItem, Series } from "../domain/agenda-item.ts";
import type { MeetingPapers } from "../packet/meeting-papers.ts";
import type { Store } from "../store.ts";

/** Everything that a meeting's papers are made from, out of the store. */
export function collectPapers(store: Store, meeting: Meeting): MeetingPapers {
  const body = bodyOf(store, meeting);
  return {
    body,
    meeting,
    members: store.bodies.members(body.id),
    items: store.items.ofMeeting(meeting.id).map((item) => {
      const caseFile = store.cases.get(item.caseId);
      if (!caseFile) throw new AppError("internal", { reason: `punkt ${item.number} har mistet sin sag` });
      return { item, caseFile, attachments: store.attachments.ofItem(item.id), decisions: store.decisions.ofItem(item.id), withheld: false };
    }),
  };
}

/** The body that holds a meeting; a meeting without one is a fault of ours (`internal`). */
export function bodyOf(store: Store, meeting: Meeting): Body {
  const body = store.bodies.get(meeting.bodyId);
  if (!body) throw new AppError("internal", { reason: `møde ${meeting.id} har mistet sit udvalg` });
  return body;
}

/** A body by name, stamp name or abbreviation; refuses an unknown one with those that there are. */
export function findBody(store: Store, name: string): Body {
  const body = store.bodies.find(name);
  if (body) return body;
  throw new AppError("body.missing", { body: name, known: store.bodies.list().map((known) => known.name).join("; ") });
}

/** A meeting by its day (YYYY-MM-DD) or its number. A day with several meetings is refused with their numbers. */
export function findMeeting(store: Store, wanted: string): Meeting {
  if (isIsoDate(wanted)) {
    const [first, ...more] = store.meetings.onDate(wanted);
    if (!first) throw new AppError("meeting.missing", { meeting: longDate(wanted) });
    if (more.length === 0) return first;
    const choices = [first, ...more].map((meeting) => `${meeting.id} (${bodyOf(store, meeting).name})`).join(", ");
    throw new AppError("meeting.ambiguous", { meeting: longDate(wanted), choices });
  }
  const meeting = /^\d+$/.test(wanted) ? store.meetings.get(Number(wanted)) : null;
  if (!meeting) throw new AppError("meeting.missing", { meeting: wanted });
  return meeting;
}

/** An item by its printed number; refuses an unknown one with the numbers that there are. */
export function findItem(store: Store, meeting: Meeting, series: Series, number: number): AgendaItem {
  const item = store.items.byNumber(meeting.id, series, number);
  if (item) return item;
  const known = store.items.ofMeeting(meeting.id).filter((other) => other.series === series).map((other) => other.number);
  throw new AppError("item.missing", { series, item: number, known: known.join(", ") });
}

/** An item's attachment by its printed number; refuses an unknown one with the numbers that there are. */
export function findAttachment(store: Store, item: AgendaItem, number: number): Attachment {
  const listed = store.attachments.ofItem(item.id);
  const found = listed.find((attachment) => attachment.number === number);
  if (found) return found;
  throw new AppError("attachment.missing", { series: item.series, item: item.number, attachment: number, known: listed.map((attachment) => attachment.number).join(", ") });
}
