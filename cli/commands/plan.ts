import { call } from "../../core/app.ts";
import { AppError } from "../../core/errors.ts";
import { type Command, tell } from "../command.ts";
import { withApp } from "../open-app.ts";
import { readCsv } from "../read-csv.ts";

export const planCommand: Command = {
  name: "plan",
  summary: "Indlæser en arbejdsplans rækker (JSON eller CSV) i deres rækkefølge.",
  words: ["fil"],
  options: {
    workspace: { type: "string", value: "FIL", help: "arbejdsfilen; oprettes, hvis den ikke findes", required: true, example: "møder.forelaeg" },
    body: { type: "string", value: "NAVN", help: "udvalgets navn", required: true, example: '"Udvalget for nære sundhedstilbud"' },
    year: { type: "string", value: "ÅÅÅÅ", help: "arbejdsplanens år", required: true, example: "2027" },
  },
  run: (given, terminal) =>
    withApp(given.need("workspace"), { create: true }, async ({ app, files, notices }) => {
      const path = given.words[0] ?? "";
      const text = new TextDecoder().decode(await files.read(path)).replace(/^\ufeff/, "");
      if (text.trim() === "") throw new AppError("file.empty", { path });
      const rows = path.toLowerCase().endsWith(".csv") ? readCsv(text) : readJson(text, path);
      const entries = await call(app, "plan.load", { body: given.need("body"), year: given.number("year"), rows });
      terminal.out(`${entries.length} rækker indlæst i arbejdsplanen for ${given.need("year")}.`);
      return tell(notices, terminal);
    }),
};

function readJson(text: string, path: string): unknown[] {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (error) {
    throw new AppError("file.unreadable", { path, reason: `ikke gyldig JSON: ${error instanceof Error ? error.message : ""}` });
  }
  if (!Array.isArray(read)) throw new AppError("file.unreadable", { path, reason: "der skal stå en liste af rækker" });
  return read;
}
