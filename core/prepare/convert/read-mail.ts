import outlook, { type FieldsData } from "@kenjiuno/msgreader";
import PostalMime, { type Address, type Email } from "postal-mime";
import { decodeAs } from "./convert-html.ts";

/** Its main export stands inside the default of Node's own reading of CommonJS, and is the default of other loaders'. */
const MessageReader: typeof outlook.default = outlook.default ?? outlook;

/** An e-mail, whichever program kept it. */
export interface Mail {
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly subject: string;
  /** ISO instant, or the sender's own words where they are no date; empty where there is none. */
  readonly date: string;
  readonly html: string | null;
  readonly text: string | null;
  readonly files: readonly MailFile[];
}

export interface MailFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  /** Name by which the text shows it (`cid:…`), or null. */
  readonly shownAs: string | null;
}

/** Reads an `.eml` (RFC 5322). Throws where it is none, or is nested or headed beyond all measure. */
export async function readEml(bytes: Uint8Array): Promise<Mail> {
  const mail = await PostalMime.parse(bytes, { forceRfc822Attachments: true, maxNestingDepth: 60 });
  return {
    from: mail.from === undefined ? [] : [shown(mail.from)],
    to: (mail.to ?? []).map(shown),
    cc: (mail.cc ?? []).map(shown),
    subject: mail.subject ?? "",
    date: mail.date ?? "",
    html: mail.html ?? null,
    text: mail.text ?? null,
    files: mail.attachments.map((file, index) => ({
      name: file.filename ?? nameless(file.mimeType, index),
      bytes: bytesOf(file.content),
      mediaType: file.mimeType,
      shownAs: file.contentId === undefined ? null : `cid:${file.contentId.replace(/^<|>$/g, "")}`,
    })),
  };
}

function shown(address: Address): string {
  if (address.group !== undefined) return [address.name, ...address.group.map(shown)].filter((part) => part !== "").join(", ");
  return named(address.name, address.address);
}

function named(name: string, address: string): string {
  if (address === "" || name === address) return name || address;
  return name === "" ? address : `${name} <${address}>`;
}

function nameless(mediaType: string, index: number): string {
  return mediaType === "message/rfc822" ? `Videresendt mail ${index + 1}.eml` : `Uden navn ${index + 1}`;
}

function bytesOf(content: Email["attachments"][number]["content"]): Uint8Array {
  if (typeof content === "string") return new TextEncoder().encode(content);
  return content instanceof Uint8Array ? content : new Uint8Array(content);
}

/** Reads an Outlook message (`.msg`). Throws where it is none. */
export function readMsg(bytes: Uint8Array): Mail {
  const reader = new MessageReader(bytes.slice().buffer);
  reader.parserConfig = { ansiEncoding: "windows-1252" };
  const fields = reader.getFileData();
  if (fields.dataType === null || fields.error !== undefined) throw new Error(fields.error ?? "no message");
  const people = (kind: "to" | "cc") => (fields.recipients ?? []).filter((one) => one.recipType === kind).map((one) => named(one.name ?? "", one.smtpAddress ?? one.email ?? ""));
  return {
    from: [named(fields.senderName ?? "", fields.senderSmtpAddress ?? (fields.senderEmail?.includes("@") ? fields.senderEmail : ""))].filter((one) => one !== ""),
    to: people("to"),
    cc: people("cc"),
    subject: fields.subject ?? "",
    date: instant(fields.clientSubmitTime ?? fields.messageDeliveryTime ?? fields.creationTime ?? ""),
    html: fields.bodyHtml ?? htmlOf(fields),
    text: fields.body ?? null,
    files: (fields.attachments ?? []).filter((file) => file.attachmentHidden !== true || file.pidContentId !== undefined).map((file, index) => {
      const { fileName, content } = reader.getAttachment(file);
      const name = file.name !== undefined && file.innerMsgContent ? `${file.name}.msg` : (file.fileName ?? file.fileNameShort ?? fileName);
      return { name: name || nameless("", index), bytes: content, mediaType: file.innerMsgContent ? "application/vnd.ms-outlook" : "", shownAs: file.pidContentId === undefined ? null : `cid:${file.pidContentId}` };
    }),
  };
}

/** The text's own bytes in the encoding that the message tells; most are windows-1252 or UTF-8. */
function htmlOf(fields: FieldsData): string | null {
  if (fields.html === undefined) return null;
  const page = fields.internetCodepage ?? 1252;
  const encoding = page === 65_001 ? "utf-8" : page === 20_127 ? "windows-1252" : page >= 28_591 && page <= 28_605 ? `iso-8859-${page - 28_590}` : `windows-${page}`;
  return decodeAs(encoding, fields.html) ?? new TextDecoder("windows-1252").decode(fields.html);
}

function instant(text: string): string {
  const time = Date.parse(text);
  return Number.isNaN(time) ? text : new Date(time).toISOString();
}
