import { AppError } from "../core/errors.ts";

/**
 * Rows of a CSV file (RFC 4180) as objects by the names in its first line. Danish spreadsheets separate by semicolon;
 * the separator is the one of `;`, tab and `,` that the first line has most of.
 */
export function readCsv(text: string, path: string): Record<string, string>[] {
  const head = text.split(/\r?\n/, 1)[0] ?? "";
  const separator = [";", "\t", ","].reduce((best, candidate) => (head.split(candidate).length > head.split(best).length ? candidate : best));
  const [names = [], ...rows] = records(text, separator, path);
  return rows.filter((row) => row.some((cell) => cell.trim() !== "")).map((row) => Object.fromEntries(names.map((name, column) => [name.trim(), row[column] ?? ""])));
}

function records(text: string, separator: string, path: string): string[][] {
  const rows: string[][] = [[]];
  let cell = "";
  let quoted = false;
  let line = 1;
  /** Where the last quotation mark stands that was opened. */
  let opened = 0;
  const endCell = () => {
    (rows.at(-1) as string[]).push(cell);
    cell = "";
  };
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] as string;
    if (character === "\n") line += 1;
    if (quoted) {
      if (character === '"' && text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else if (character === '"') quoted = false;
      else cell += character;
    } else if (character === '"' && cell === "") {
      quoted = true;
      opened = line;
    }
    else if (character === separator) endCell();
    else if (character === "\n") {
      endCell();
      rows.push([]);
    } else if (character !== "\r") cell += character;
  }
  if (quoted) throw new AppError("file.unreadable", { path, reason: `anførselstegnet i linje ${opened} bliver ikke lukket` });
  endCell();
  return rows.filter((row) => row.length > 1 || row[0] !== "");
}
