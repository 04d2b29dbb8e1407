import type { Block, TableCell } from "../../document/document.ts";
import { decodeText } from "../../intake/decode-text.ts";
import { convertText, mostCharacters } from "./convert-text.ts";
import type { Converted, ConvertTools } from "./convert-tools.ts";
import { writePaper } from "./write-paper.ts";

const mostCells = 100_000;
/** More columns than a page can hold across. */
const mostColumns = 16;

/** A file of separated values as a table whose first row is its head; as text where it is too wide for a page. */
export async function convertCsv(bytes: Uint8Array, title: string, tools: ConvertTools): Promise<Converted> {
  const text = decodeText(bytes);
  if (text === null) return { slip: "unknown-kind" };
  if (text.length > mostCharacters) return { slip: "too-large" };
  const rows = readRows(text.normalize("NFC"));
  const columns = Math.max(0, ...rows.map((row) => row.length));
  if (rows.length === 0) return { slip: "empty" };
  if (columns < 2 || columns > mostColumns) return convertText(bytes, title, tools);
  if (rows.length * columns > mostCells) return { slip: "too-large" };
  const numeric = Array.from({ length: columns }, (_, column) => isNumeric(rows.slice(1).map((row) => row[column] ?? "")));
  const table: Block = {
    type: "table", style: "table", widths: null, headerRows: 1, caption: [],
    rows: rows.map((row, index) => ({ cells: Array.from({ length: columns }, (_, column) => cell(row[column] ?? "", index === 0, numeric[column] ?? false)) })),
  };
  return { pdf: await writePaper([table], { title, across: columns > 6 }, tools), reasons: ["from-text"] };
}

function cell(text: string, header: boolean, right: boolean): TableCell {
  const children: Block[] = text.trim() === "" ? [] : [{ type: "paragraph", style: "body", id: null, children: [{ type: "text", text: text.trim() }] }];
  return { header: header ? "column" : null, colSpan: 1, rowSpan: 1, align: right ? "right" : null, children };
}

function isNumeric(values: readonly string[]): boolean {
  const filled = values.filter((value) => value.trim() !== "");
  return filled.length > 0 && filled.every((value) => /^\s*[-+]?[\d.,  ]+\s*(?:%|kr\.?)?\s*$/.test(value));
}

/** Rows of RFC 4180; the separator is the one of `;`, tab and `,` that the first line has most of. An open quotation ends with the file. */
function readRows(text: string): string[][] {
  const head = text.split(/\r?\n/, 1)[0] ?? "";
  const separator = [";", "\t", ","].reduce((best, candidate) => (head.split(candidate).length > head.split(best).length ? candidate : best));
  const rows: string[][] = [];
  let row: string[] = [];
  let value = "";
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (quoted) {
      if (character !== '"') value += character;
      else if (text.charAt(at + 1) === '"') value += text.charAt(at++);
      else quoted = false;
    } else if (character === '"' && value === "") quoted = true;
    else if (character === separator) {
      row.push(value);
      value = "";
    } else if (character === "\n") {
      rows.push([...row, value]);
      row = [];
      value = "";
    } else if (character !== "\r") value += character;
  }
  if (value !== "" || row.length > 0) rows.push([...row, value]);
  return rows.filter((one) => one.some((part) => part.trim() !== ""));
}
