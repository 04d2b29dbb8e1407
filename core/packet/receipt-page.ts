import type { Block, Document, TableCell } from "../document/document.ts";
import { cell, heading, paragraph, runningLine, table, words } from "../document/make-blocks.ts";
import { runPasses } from "../document/passes/passes.ts";
import { longDate } from "../domain/danish-date.ts";
import { enumerate } from "../domain/enumeration.ts";
import { type Outcome, outcomes } from "../domain/preparation.ts";
import { landscape, type Look, wholeRows } from "./look.ts";
import { pagesInWords } from "./pages-in-words.ts";
import type { Receipt, ReceiptFile } from "./receipt.ts";

/** What became of a file, as people say it: of one, and of several. */
const outcomeWords: Readonly<Record<Outcome, readonly [one: string, many: string]>> = {
  "as-is": ["taget, som den er", "taget, som de er"],
  converted: ["konverteret", "konverteret"],
  repaired: ["repareret", "repareret"],
  pictures: ["vist som billeder", "vist som billeder"],
  slip: ["erstattet af et blad", "erstattet af et blad"],
};

/** Somebody should look at these: what is missing first, then what has changed its look. */
const worthALook: readonly Outcome[] = ["slip", "pictures", "repaired"];

/**
 * The receipt (kvittering) as a page for people: what needs attention first, then a line for every file. `mark` is said
 * on every page; empty for the receipt of a packet that is for everybody.
 */
export function composeReceiptPage(receipt: Receipt, look: Look, mark: string): Document {
  const title = "Kvittering for dagsordenspakke";
  const subtitle = `${receipt.body}, ${longDate(receipt.date)}`;
  const attention = worthALook.flatMap((outcome) => receipt.files.filter((file) => file.outcome === outcome));
  return runPasses({
    title: `${title} – ${subtitle}`,
    author: receipt.body,
    subject: title,
    language: "da-DK",
    mark,
    ...landscape(wholeRows(look)),
    header: [],
    footer: [runningLine(receipt.packet, [...words("Side "), { type: "page-number" }, ...words(" af "), { type: "page-count" }])],
    firstHeader: null,
    firstFooter: null,
    blocks: [
      paragraph("organ", subtitle),
      heading(1, "titel", title),
      facts(receipt),
      heading(2, "mellemtitel", attention.length === 0 ? "Alt er i orden" : "Se efter, før pakken sendes"),
      attention.length === 0 ? paragraph("body", "Hver side i hvert bilag er med, og ingen filer er repareret eller erstattet.") : attentionTable(attention),
      ...(receipt.files.length === 0 ? [] : [heading(2, "mellemtitel", "Alle bilag"), filesTable(receipt.files)]),
    ],
    images: new Map(),
  });
}

function facts(receipt: Receipt): Block {
  const { files, pages, agendaPages } = receipt;
  const rows: readonly (readonly [string, string])[] = [
    ["Pakke", receipt.packet],
    ["Udgave", receipt.variant === "public" ? "Offentlig" : "Intern"],
    ["Lavet", danishTime(receipt.createdAt)],
    ["Sider", `${pagesInWords(pages)}, heraf ${agendaPages} i dagsordenen`],
    ["Bilag", summary(files)],
  ];
  return table("oplysninger", [{ name: "", share: 12 }, { name: "", share: 88 }], rows.map(([name, value]) => [cell(name, { header: "row" }), cell(value)]));
}

/** `16. marts 2027 kl. 11.00`, as clocks in Denmark say it. */
function danishTime(instant: string): string {
  // Swedes write the ISO form.
  const [day = "", time = ""] = new Date(instant).toLocaleString("sv-SE", { timeZone: "Europe/Copenhagen" }).split(" ");
  return `${longDate(day)} kl. ${time.slice(0, 5).replace(":", ".")}`;
}

/** `16: 14 taget, som de er; 1 konverteret; 1 erstattet af et blad`. */
function summary(files: readonly ReceiptFile[]): string {
  if (files.length === 0) return "Ingen";
  const parts = outcomes.flatMap((outcome) => {
    const count = files.filter((file) => file.outcome === outcome).length;
    return count === 0 ? [] : [`${count} ${outcomeWords[outcome][count === 1 ? 0 : 1]}`];
  });
  return `${files.length}: ${parts.some((part) => part.includes(",")) ? parts.join("; ") : enumerate(parts)}`;
}

function attentionTable(files: readonly ReceiptFile[]): Block {
  const columns = [{ name: "Bilag", share: 16 }, { name: "Titel og fil", share: 36 }, { name: "Hvad der skete", share: 38 }, { name: "Side i pakken", share: 10, align: "right" }] as const;
  return table("table", columns, files.map((file) => [
    cell(`${itemOf(file)}, bilag ${file.attachment}`, { header: "row" }),
    nameCell(file, false),
    cell(upper(file.reason === "" ? outcomeOf(file) : `${outcomeOf(file)}: ${file.reason}`)),
    cell(String(file.firstPage), { align: "right" }),
  ]));
}

function filesTable(files: readonly ReceiptFile[]): Block {
  const right = "right" as const;
  const columns = [
    { name: "Punkt", share: 9 },
    { name: "Bilag", share: 5, align: right },
    { name: "Titel og fil", share: 36 },
    { name: "Sider ind", share: 6, align: right },
    { name: "Sider ud", share: 6, align: right },
    { name: "Fra side", share: 6, align: right },
    { name: "Udfald", share: 13 },
    { name: "Grund", share: 19 },
  ];
  return table("table", columns, files.map((file) => [
    cell(itemOf(file), { header: "row" }),
    cell(String(file.attachment), { align: right }),
    nameCell(file, true),
    cell(file.pagesIn === null ? "ukendt" : String(file.pagesIn), { align: right }),
    cell(String(file.pagesOut), { align: right }),
    cell(String(file.firstPage), { align: right }),
    cell(upper(outcomeOf(file))),
    cell(file.reason),
  ]));
}

/** Title and file, and so much of the file's hash that two files are told apart; all of it is in the receipt's JSON. */
function nameCell({ title, name, sha256 }: ReceiptFile, withHash: boolean): TableCell {
  const hash = withHash && sha256 !== null ? `SHA-256 ${(sha256.slice(0, 16).match(/.{1,4}/g) ?? []).join(" ")} …` : "";
  const file = name === null || name === title ? "" : name;
  return cell({ blocks: [paragraph("body", title), ...[file, hash].filter((line) => line !== "").map((line) => paragraph("footnote", line))] });
}

function itemOf({ series, item }: ReceiptFile): string {
  return `${series === "item" ? "Punkt" : "Meddelelse"} ${item}`;
}

function outcomeOf({ outcome }: ReceiptFile): string {
  return outcomeWords[outcome][0];
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
