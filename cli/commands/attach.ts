import { call } from "../../core/app.ts";
import { counted } from "../../core/messages/counted.ts";
import { type Command, tell, watchAt } from "../command.ts";
import { withApp } from "../open-app.ts";
import { chosenOpenness } from "./set.ts";

export const attachCommand: Command = {
  name: "attach",
  summary: "Lægger filer og mapper ved et punkt som bilag.",
  words: ["sti…"],
  options: {
    workspace: { type: "string", value: "FIL", help: "arbejdsfilen", required: true, example: "møder.forelaeg" },
    meeting: { type: "string", value: "DATO|NR", help: "mødets dato eller nummer", required: true, example: "2027-03-16" },
    item: { type: "string", value: "NR", help: "punktets nummer", required: true, example: "3" },
    notice: { type: "boolean", help: "nummeret hører til en meddelelse" },
    attachment: { type: "string", value: "NR", help: "det bilag, der får filen i stedet for sin egen", example: "2" },
    title: { type: "string", value: "TITEL", help: "bilagets titel; ellers filens navn", example: '"Budgetnotat"' },
    open: { type: "boolean", help: "bilaget er åbent" },
    closed: { type: "boolean", help: "bilaget er lukket" },
    password: { type: "string", value: "KODE", help: "adgangskode til en krypteret fil", example: "…" },
  },
  run: (given, terminal) =>
    withApp(given.need("workspace"), {}, async ({ app, notices }) => {
      const title = given.text("title");
      const openness = chosenOpenness(given.flag("open"), given.flag("closed"));
      const password = given.text("password");
      const question = {
        paths: [...given.words],
        meeting: given.need("meeting"),
        series: given.flag("notice") ? ("notice" as const) : ("item" as const),
        number: given.number("item"),
        ...(given.text("attachment") === undefined ? {} : { attachment: given.number("attachment") }),
        ...(title === undefined ? {} : { title }),
        ...(openness === undefined ? {} : { openness }),
        ...(password === undefined ? {} : { password }),
      };
      const attached = await call(app, "attachments.attach", question, watchAt(terminal));
      for (const { number, title: listed, pages } of attached.attachments) terminal.out(`Bilag ${number}: ${listed}${pages === null ? "" : ` (${counted(pages, "side", "sider")})`}`);
      return tell([...notices, ...attached.notices], terminal);
    }),
};
