import { call } from "../../core/app.ts";
import { AppError } from "../../core/errors.ts";
import { decodeText } from "../../core/intake/decode-text.ts";
import { counted } from "../../core/messages/counted.ts";
import { type Command, tell } from "../command.ts";
import { withApp } from "../open-app.ts";
import { readCsv } from "../read-csv.ts";

export const planCommand: Command = {
  name: "plan",
  summary: "Indlæser en arbejdsplan i dens rækkefølge (JSON eller CSV med ledendeUdvalg, titel, problemstilling, datoForUdvalg og evt. åbenhed: åben eller lukket).",
  words: ["fil"],
  options: {
    workspace: { type: "string", value: "FIL", help: "arbejdsfilen; oprettes, hvis den ikke findes", required: true, example: "møder.forelaeg" },
    body: { type: "string", value: "NAVN", help: "udvalgets navn", required: true, example: '"Udvalget for nære sundhedstilbud"' },
    year: { type: "string", value: "ÅÅÅÅ", help: "arbejdsplanens år", required: true, example: "2027" },
  },
  run: async (given, terminal) => {
    const year = given.year("year");
    return withApp(given.need("workspace"), { create: true }, async ({ app, files, notices }) => {
      const path = given.words[0] ?? "";
      const rows = readRows(await files.read(path), path);
      if (rows.length === 0) throw new AppError("plan.no-rows", { path });
      const entries = await call(app, "plan.load", { body: given.need("body"), year, rows });
      terminal.out(`${counted(entries.length, "række", "rækker")} indlæst i arbejdsplanen for ${year}.`);
      return tell(notices, terminal);
    });
  },
};

/** Danish spreadsheets save CSV as Windows-1252, UTF-8 or UTF-16, with and without a mark. */
function readRows(bytes: Uint8Array, path: string): unknown[] {
  if (bytes.length === 0) throw new AppError("file.empty", { path });
  const text = decodeText(bytes)?.replace(/^\ufeff/, "");
  if (text === undefined) throw new AppError("file.unreadable", { path, reason: "det er hverken JSON eller CSV" });
  if (text.trim() === "") throw new AppError("file.empty", { path });
  return /^\s*[[{]/.test(text) ? readJson(text, path) : readCsv(text, path);
}

function readJson(text: string, path: string): unknown[] {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (error) {
    const line = /\(line (\d+) /.exec(error instanceof Error ? error.message : "")?.[1];
    throw new AppError("file.unreadable", { path, reason: `ikke gyldig JSON${line === undefined ? "" : `, linje ${line}`}` });
  }
  if (!Array.isArray(read)) throw new AppError("file.unreadable", { path, reason: "der skal stå en liste af rækker i [ ]" });
  return read;
}
