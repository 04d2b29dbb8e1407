import { call } from "../../core/app.ts";
import { type Command, tell } from "../command.ts";
import { withApp } from "../open-app.ts";

export const searchCommand: Command = {
  name: "search",
  summary: "Søger i titler, journalnumre, afsnit, beslutninger og bilag.",
  words: ["ord…"],
  options: {
    workspace: { type: "string", value: "FIL", help: "arbejdsfilen", required: true, example: "møder.forelaeg" },
    json: { type: "boolean", help: "skriv som JSON" },
  },
  run: (given, terminal) =>
    withApp(given.need("workspace"), {}, async ({ app, notices }) => {
      const hits = await call(app, "search.find", { words: given.words.join(" ") });
      const bright = (text: string) => text.replaceAll("\ue000", "»").replaceAll("\ue001", "«").replace(/\s+/g, " ");
      if (given.flag("json")) terminal.out(JSON.stringify(hits, null, 2));
      else if (hits.length === 0) terminal.out(`Intet fundet for »${given.words.join(" ")}«. Prøv færre ord eller begyndelsen af et ord.`);
      else {
        for (const hit of hits) {
          terminal.out(`${hit.date}  ${hit.bodyName}, ${hit.series === "notice" ? "meddelelse" : "punkt"} ${hit.number}: ${hit.title}${hit.journalNumber === null ? "" : ` (${hit.journalNumber})`}`);
          terminal.out(`            ${hit.where === "" ? "" : `${hit.where}: `}${bright(hit.snippet)}`);
        }
      }
      return tell(notices, terminal);
    }),
};
