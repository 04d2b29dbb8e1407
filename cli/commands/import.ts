import { call } from "../../core/app.ts";
import { longDate } from "../../core/domain/danish-date.ts";
import { counted } from "../../core/messages/counted.ts";
import { say } from "../../core/messages.ts";
import { type Command, tell } from "../command.ts";
import { withApp } from "../open-app.ts";

export const importCommand: Command = {
  name: "import",
  summary: "Læser en dagsorden (tekst, DOCX eller PDF) ind som et nyt møde.",
  words: ["fil"],
  options: {
    workspace: { type: "string", value: "FIL", help: "arbejdsfilen; oprettes, hvis den ikke findes", required: true, example: "møder.forelaeg" },
    body: { type: "string", value: "NAVN", help: "udvalgets fulde navn", required: true, example: '"Udvalget for nære sundhedstilbud"' },
    date: { type: "string", value: "ÅÅÅÅ-MM-DD", help: "mødets dato", required: true, example: "2027-03-16" },
    pack: { type: "string", value: "PAKKE|MAPPE", help: "skabelonpakke; ellers udvalgets egen, eller region" },
    open: { type: "boolean", help: "kilden er offentliggjort: det, den ikke markerer som lukket, er åbent" },
    extracts: { type: "boolean", help: "tag protokoludskrifter blandt bilagene med som sager med deres beslutninger" },
    json: { type: "boolean", help: "skriv det læste som JSON" },
  },
  run: async (given, terminal) => {
    const date = given.day("date");
    return withApp(given.need("workspace"), { create: true }, async ({ app, notices }) => {
      terminal.progress("Læser dagsordenen …");
      const pack = given.text("pack");
      const result = await call(app, "intake.import", {
        path: given.words[0] ?? "",
        body: given.need("body"),
        date,
        open: given.flag("open"),
        extracts: given.flag("extracts"),
        ...(pack === undefined ? {} : { pack }),
      });
      const { meeting, body, imported } = result;
      if (given.flag("json")) {
        const told = result.notices.map((notice) => ({ ...notice, text: say(notice) }));
        terminal.out(JSON.stringify({ meeting, body, items: imported.items, extracts: imported.extracts, notices: told }, null, 2));
      } else {
        const items = imported.items.filter((item) => item.series === "item").length;
        const extracts = given.flag("extracts") ? `, ${counted(imported.extracts.length, "protokoludskrift", "protokoludskrifter")}` : "";
        terminal.out(`${body.name}, ${longDate(meeting.date)} (møde ${meeting.id}): ${counted(items, "punkt", "punkter")}, ${counted(imported.items.length - items, "meddelelse", "meddelelser")}${extracts}.`);
      }
      return tell([...notices, ...result.notices], terminal);
    });
  },
};
