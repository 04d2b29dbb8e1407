import type { ShownItem } from "../../core/api/agenda.ts";
import { call } from "../../core/app.ts";
import { longDate } from "../../core/domain/danish-date.ts";
import type { Openness } from "../../core/domain/openness.ts";
import { counted } from "../../core/messages/counted.ts";
import { type Command, tell } from "../command.ts";
import { withApp } from "../open-app.ts";

const openness: Readonly<Record<Openness, string>> = { open: "åben", closed: "lukket", unknown: "åbenhed ikke oplyst" };

export const showCommand: Command = {
  name: "show",
  summary: "Viser et møde: punkter, afsnit, bilag og beslutninger.",
  words: [],
  options: {
    workspace: { type: "string", value: "FIL", help: "arbejdsfilen", required: true, example: "møder.forelaeg" },
    meeting: { type: "string", value: "DATO|NR", help: "mødets dato eller nummer", required: true, example: "2027-03-16" },
    json: { type: "boolean", help: "skriv alt som JSON" },
  },
  run: (given, terminal) =>
    withApp(given.need("workspace"), {}, async ({ app, notices }) => {
      const shown = await call(app, "agenda.show", { meeting: given.need("meeting") });
      if (given.flag("json")) terminal.out(JSON.stringify(shown, null, 2));
      else {
        terminal.out(`${shown.body.name}, ${longDate(shown.meeting.date)}`);
        for (const item of shown.items) printItem(item, terminal.out);
      }
      return tell(notices, terminal);
    }),
};

function printItem(item: ShownItem, out: (text: string) => void): void {
  out(`\n${item.series === "notice" ? "Meddelelse " : ""}${item.number}. ${item.heading} (${openness[item.openness]}${item.ground === null ? "" : `, ${item.ground}`})`);
  for (const section of item.sections) {
    // Attachments are told below, with their files.
    if (section.key === "attachments") continue;
    const words = section.text.replace(/\s+/g, " ");
    out(`   ${section.heading}: ${section.empty ? "–" : words.length > 90 ? `${words.slice(0, 90)}…` : words}`);
  }
  for (const attachment of item.attachments) {
    const file = attachment.sha256 === null ? "fil mangler" : attachment.pages === null ? "sidetal ukendt" : counted(attachment.pages, "side", "sider");
    out(`   Bilag ${attachment.number}: ${attachment.title} (${file}${attachment.openness === "closed" ? ", lukket" : ""})`);
  }
}
