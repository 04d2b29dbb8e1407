import { call } from "../../core/app.ts";
import { counted } from "../../core/messages/counted.ts";
import { AppError } from "../../core/errors.ts";
import { type Command, tell } from "../command.ts";
import { withApp } from "../open-app.ts";
import { chosenOpenness } from "./set.ts";

export const attachCommand: Command = {
  name: "attach",
  summary: "Lægger PDF-filer ved et punkt som bilag.",
  words: ["fil…"],
  options: {
    workspace: { type: "string", value: "FIL", help: "arbejdsfilen", required: true, example: "møder.forelaeg" },
    meeting: { type: "string", value: "DATO|NR", help: "mødets dato eller nummer", required: true, example: "2027-03-16" },
    item: { type: "string", value: "NR", help: "punktets nummer", required: true, example: "3" },
    notice: { type: "boolean", help: "nummeret hører til en meddelelse" },
    title: { type: "string", value: "TITEL", help: "bilagets titel; ellers filens navn", example: '"Budgetnotat"' },
    open: { type: "boolean", help: "bilaget er åbent" },
    closed: { type: "boolean", help: "bilaget er lukket" },
    password: { type: "string", value: "KODE", help: "adgangskode til en krypteret fil", example: "…" },
  },
  run: (given, terminal) =>
    withApp(given.need("workspace"), {}, async ({ app, notices }) => {
      const title = given.text("title");
      if (title !== undefined && given.words.length > 1) throw new AppError("option.invalid", { option: "--title", value: title, expected: "kun én fil ad gangen" });
      const openness = chosenOpenness(given.flag("open"), given.flag("closed"));
      const password = given.text("password");
      const told = [...notices];
      const place = { meeting: given.need("meeting"), series: given.flag("notice") ? "notice" : "item", number: given.number("item") } as const;
      for (const path of given.words) await call(app, "attachments.check", { path, ...place });
      for (const path of given.words) {
        terminal.progress(`Lægger ${path} ved …`);
        const { attachment: kept, notices: troubles } = await call(app, "attachments.attach", {
          path,
          ...place,
          ...(title === undefined ? {} : { title }),
          ...(openness === undefined ? {} : { openness }),
          ...(password === undefined ? {} : { password }),
        });
        terminal.out(`Bilag ${kept.number}: ${kept.title}${kept.pages === null ? "" : ` (${counted(kept.pages, "side", "sider")})`}`);
        told.push(...troubles);
      }
      return tell(told, terminal);
    }),
};
