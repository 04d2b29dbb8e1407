import { z } from "zod";
import type { Meeting } from "../domain/meeting.ts";
import type { Store } from "../store.ts";
import { operation } from "./operation.ts";
import { bodyOf } from "./papers.ts";

export interface MeetingSummary extends Meeting {
  readonly body: string;
  readonly abbreviation: string | null;
  /** Items and notices on the agenda. */
  readonly items: number;
  readonly notices: number;
}

export const meetingsApi = (store: Store) => ({
  /** Every meeting, by date. */
  "meetings.list": operation(z.strictObject({}), () => store.meetings.list().map((meeting) => summary(store, meeting))),
});

function summary(store: Store, meeting: Meeting): MeetingSummary {
  const body = bodyOf(store, meeting);
  const items = store.items.ofMeeting(meeting.id);
  return {
    ...meeting,
    body: body.name,
    abbreviation: body.abbreviation,
    items: items.filter((item) => item.series === "item").length,
    notices: items.filter((item) => item.series === "notice").length,
  };
}
