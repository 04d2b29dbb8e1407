import { call } from "../../core/app.ts";
import { longDate } from "../../core/domain/danish-date.ts";
import type { MeetingState } from "../../core/domain/meeting.ts";
import { counted } from "../../core/messages/counted.ts";
import { type Command, tell } from "../command.ts";
import { withApp } from "../open-app.ts";

const states: Readonly<Record<MeetingState, string>> = {
  planned: "planlagt",
  draft: "kladde",
  released: "udsendt",
  held: "afholdt",
  "minutes-approved": "referat godkendt",
  archived: "arkiveret",
};

export const meetingsCommand: Command = {
  name: "meetings",
  summary: "Viser arbejdsfilens møder.",
  words: [],
  options: {
    workspace: { type: "string", value: "FIL", help: "arbejdsfilen", required: true, example: "møder.forelaeg" },
    json: { type: "boolean", help: "skriv som JSON" },
  },
  run: (given, terminal) =>
    withApp(given.need("workspace"), {}, async ({ app, notices }) => {
      const meetings = await call(app, "meetings.list", {});
      if (given.flag("json")) terminal.out(JSON.stringify(meetings, null, 2));
      else if (meetings.length === 0) terminal.out("Der er ingen møder i arbejdsfilen endnu. Læs en dagsorden ind med »forelaeg import«.");
      for (const meeting of given.flag("json") ? [] : meetings) {
        const counts = `${counted(meeting.items, "punkt", "punkter")}${meeting.notices > 0 ? `, ${counted(meeting.notices, "meddelelse", "meddelelser")}` : ""}`;
        terminal.out(`${String(meeting.id).padStart(3)}  ${meeting.date}  ${meeting.body} – ${longDate(meeting.date)} (${states[meeting.state]}; ${counts})`);
      }
      return tell(notices, terminal);
    }),
};
