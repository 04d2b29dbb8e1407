import type { Block, Inline, ListItem, TableRow } from "../../document/document.ts";
import type { PreparationReason } from "../../domain/preparation.ts";
import { reasonWords } from "../../messages/reasons.ts";
import { textBlocks } from "./convert-text.ts";
import type { Converted, ConvertTools, FileToConvert } from "./convert-tools.ts";
import { type ForeignHtml, readForeignHtml } from "./read-foreign-html.ts";
import { type Mail, type MailFile, readEml, readMsg } from "./read-mail.ts";
import { writePaper } from "./write-paper.ts";

/** Makes a PDF of a file inside the mail. */
export type ConvertInside = (file: FileToConvert, depth: number) => Promise<Converted>;

/** Mails inside mails inside mails. */
const deepest = 4;
const mostFiles = 200;
const mostText = 5_000_000;

/**
 * An e-mail as a paper: its heads, its text, the list of the files that came with it, and those files on the pages that
 * follow. What cannot be shown is listed with the reason.
 */
export async function convertMail(file: FileToConvert, depth: number, convertInside: ConvertInside, tools: ConvertTools): Promise<Converted> {
  const mail = await readMail(file);
  if (mail === null) return { slip: "damaged" };
  const body = await bodyOf(mail);
  const attached = mail.files.filter((one) => one.shownAs === null || !body.shown.has(one.shownAs));
  const follows: { readonly file: MailFile; readonly pdf: Uint8Array }[] = [];
  const missing: { readonly file: MailFile; readonly reason: PreparationReason }[] = [];
  const inner: PreparationReason[] = [];
  for (const [index, one] of attached.entries()) {
    tools.signal?.throwIfAborted();
    const converted: Converted = index >= mostFiles || depth >= deepest ? { slip: "too-large" } : await convertInside({ bytes: one.bytes, fileName: one.name, mediaType: one.mediaType }, depth + 1);
    if ("slip" in converted) missing.push({ file: one, reason: converted.slip });
    else {
      follows.push({ file: one, pdf: converted.pdf });
      inner.push(...converted.reasons);
    }
  }
  const title = mail.subject.trim() || "E-mail uden emne";
  const blocks = [headBlock(title), fields(mail), ...body.blocks, ...listBlocks(follows.map((one) => one.file), missing)];
  const letter = await writePaper(blocks, { title, images: body.images }, tools);
  const joined = follows.length === 0 ? letter : await tools.pdfs.join([letter, ...follows.map(({ pdf }) => pdf)]);
  const incomplete = missing.length > 0 || body.incomplete || inner.includes("parts-missing");
  return { pdf: joined, reasons: ["from-email", ...(inner.includes("simplified") ? ["simplified" as const] : []), ...(incomplete ? ["parts-missing" as const] : [])] };
}

async function readMail({ bytes, mediaType }: FileToConvert): Promise<Mail | null> {
  try {
    return mediaType === "application/vnd.ms-outlook" ? readMsg(bytes) : await readEml(bytes);
  } catch {
    return null;
  }
}

async function bodyOf(mail: Mail): Promise<ForeignHtml> {
  if (mail.html !== null && mail.html.trim() !== "" && mail.html.length <= mostText) {
    const enclosed = new Map(mail.files.flatMap((file) => (file.shownAs === null ? [] : [[file.shownAs, file.bytes] as const])));
    const read = await readForeignHtml(mail.html, enclosed);
    if (read.blocks.length > 0) return read;
  }
  const text = mail.text ?? "";
  return { title: "", blocks: textBlocks(text.slice(0, mostText)), images: new Map(), shown: new Set(), incomplete: text.length > mostText };
}

// ---------------------------------------------------------------- the paper

function headBlock(title: string): Block {
  return { type: "heading", level: 1, style: "title", id: null, entry: null, listed: false, children: [text(title)] };
}

function fields(mail: Mail): Block {
  const rows: readonly (readonly [string, string])[] = [["Fra", mail.from.join("; ")], ["Til", mail.to.join("; ")], ["Cc", mail.cc.join("; ")], ["Dato", danishTime(mail.date)], ["Emne", mail.subject.trim()]];
  return {
    type: "table", style: "fields", widths: [0.1, 0.9], headerRows: 0, caption: [],
    rows: rows.filter(([name, value]) => value !== "" || name === "Fra").map(([name, value]): TableRow => ({
      cells: [
        { header: "row", colSpan: 1, rowSpan: 1, align: null, children: [paragraph([{ type: "strong", children: [text(name)] }])] },
        { header: null, colSpan: 1, rowSpan: 1, align: null, children: [paragraph([text(value === "" ? "ukendt" : value)])] },
      ],
    })),
  };
}

/** `tirsdag den 16. marts 2027 kl. 14.05` in Danish time, whichever zone the sender was in. */
function danishTime(date: string): string {
  const time = Date.parse(date);
  if (Number.isNaN(time)) return date;
  const parts = new Map(new Intl.DateTimeFormat("da-DK", { timeZone: "Europe/Copenhagen", weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).formatToParts(new Date(time)).map(({ type, value }) => [type, value]));
  return `${parts.get("weekday")} den ${parts.get("day")}. ${parts.get("month")} ${parts.get("year")} kl. ${parts.get("hour")}.${parts.get("minute")}`;
}

function listBlocks(follows: readonly MailFile[], missing: readonly { readonly file: MailFile; readonly reason: PreparationReason }[]): Block[] {
  if (follows.length + missing.length === 0) return [];
  const list = (items: readonly (readonly Inline[])[]): Block => ({ type: "list", ordered: false, marker: null, start: 1, items: items.map((children): ListItem => ({ children: [paragraph(children)] })) });
  const heading: Block = { type: "heading", level: 3, style: "after-mail", id: null, entry: null, listed: false, children: [text("Vedhæftede filer")] };
  return [
    heading,
    ...(follows.length === 0 ? [] : [paragraph([text(follows.length === 1 ? "Filen følger på de næste sider:" : "Filerne følger på de næste sider i denne rækkefølge:")], "note"), list(follows.map((file) => [text(file.name)]))]),
    ...(missing.length === 0 ? [] : [paragraph([text("Kan ikke vises her; originalen ligger i mailen:")], "note"), list(missing.map(({ file, reason }) => [text(`${file.name}: ${reasonWords(reason).why}`)]))]),
  ];
}

function paragraph(children: readonly Inline[], style = "body"): Block {
  return { type: "paragraph", style, id: null, children };
}

function text(value: string): Inline {
  return { type: "text", text: value };
}
