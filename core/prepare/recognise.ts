import { decodeText } from "../intake/decode-text.ts";

const office = "application/vnd.openxmlformats-officedocument";
const openDocument = "application/vnd.oasis.opendocument";

/** Endings that say more than the bytes do; the bytes decide first. */
const endings: Readonly<Record<string, string>> = {
  pdf: "application/pdf",
  heic: "image/heic",
  heif: "image/heic",
  eml: "message/rfc822",
  htm: "text/html",
  html: "text/html",
  xhtml: "text/html",
};

/**
 * Media type of a file, by its bytes and then by its name's ending; null for what is not known, and for an empty file.
 * The first megabyte is enough for all but old office files. What is called text is text: a binary file named
 * `notes.txt` is not known.
 */
export function recognise(bytes: Uint8Array, fileName: string): string | null {
  if (bytes.length === 0) return null;
  const head = latin(bytes.subarray(0, 1024));
  return binaryKind(bytes, head) ?? textKind(bytes, endings[fileName.split(".").at(-1)?.toLowerCase() ?? ""]);
}

function binaryKind(bytes: Uint8Array, head: string): string | null {
  // Readers look for the mark within the first 1024 bytes (ISO 32000-1, annex H, note 13); mail may carry it in a text.
  if (head.startsWith("%PDF-")) return "application/pdf";
  if (head.startsWith("\x89PNG\r\n\x1a\n")) return "image/png";
  if (head.startsWith("\xff\xd8\xff")) return "image/jpeg";
  if (/^(?:II\*\0|MM\0\*|II\+\0|MM\0\+)/.test(head)) return "image/tiff";
  if (/^GIF8[79]a/.test(head)) return "image/gif";
  if (/^RIFF[^]{4}WEBP/.test(head)) return "image/webp";
  if (/^BM[^]{4}\0{4}/.test(head)) return "image/bmp";
  if (/^[^]{4}ftyp(?:hei[cxms]|hev[cmx]|mif1|msf1)/.test(head)) return "image/heic";
  if (/^[^]{4}ftypavi[fs]/.test(head)) return "image/avif";
  if (head.startsWith("{\\rtf")) return "application/rtf";
  if (head.startsWith("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) return compoundKind(bytes);
  if (/^PK(?:\x03\x04|\x05\x06)/.test(head)) return packageKind(bytes);
  return head.includes("%PDF-") ? "application/pdf" : null;
}

/** A ZIP package: OpenDocument says itself what it is; Office Open XML is known by the names of its parts. */
function packageKind(bytes: Uint8Array): string {
  const start = latin(bytes.subarray(0, 1 << 20));
  const declared = /^PK\x03\x04[^]{26}mimetype(application\/vnd\.oasis\.opendocument\.[a-z-]+)/.exec(start)?.[1];
  if (declared !== undefined) return declared.replace(/-template$/, "").replace(`${openDocument}.text-master`, `${openDocument}.text`);
  const names = start + latin(bytes.subarray(-(1 << 18)));
  if (names.includes("word/document")) return `${office}.wordprocessingml.document`;
  if (names.includes("xl/workbook")) return `${office}.spreadsheetml.sheet`;
  if (names.includes("ppt/presentation")) return `${office}.presentationml.presentation`;
  return "application/zip";
}

const streams: readonly (readonly [name: string, mediaType: string])[] = [
  ["__properties_version1.0", "application/vnd.ms-outlook"],
  ["PowerPoint Document", "application/vnd.ms-powerpoint"],
  ["Workbook", "application/vnd.ms-excel"],
  ["Book", "application/vnd.ms-excel"],
  ["WordDocument", "application/msword"],
];

/**
 * A compound file (OLE): known by the names in its directory, whose entries of 128 bytes ([MS-CFB] 2.6) may lie in any
 * sector. The outermost of several names counts: a Word file may hold a sheet, a mail may hold both.
 */
function compoundKind(bytes: Uint8Array): string | null {
  const found = new Set<string>();
  for (let at = 512; at + 128 <= bytes.length; at += 128) {
    const length = (bytes[at + 64] ?? 0) + 256 * (bytes[at + 65] ?? 0);
    if (length < 4 || length > 64 || length % 2 === 1 || (bytes[at + 66] ?? 0) > 5) continue;
    const stream = streams.find(([name]) => name.length * 2 + 2 === length && Array.from(name, (letter) => letter.charCodeAt(0)).every((code, index) => bytes[at + 2 * index] === code && bytes[at + 2 * index + 1] === 0));
    if (stream !== undefined) found.add(stream[0]);
  }
  // An embedded sheet's stream has the name that a workbook's own has; the host's comes before it in this order.
  if (found.has("WordDocument") && !found.has("__properties_version1.0")) return "application/msword";
  return streams.find(([name]) => found.has(name))?.[1] ?? null;
}

function textKind(bytes: Uint8Array, ending: string | undefined): string | null {
  const text = decodeText(bytes.subarray(0, 1 << 20)) ?? decodeText(bytes);
  if (text === null || text.includes("\0")) return ending === "application/pdf" ? ending : null;
  const start = text.slice(0, 4096).replace(/^[\s\uFEFF]+/, "");
  if (isMail(start, ending)) return "message/rfc822";
  const element = start.replace(/<\?[^]*?\?>|<!--[^]*?-->|<!doctype\s+svg[^>]*>/gi, "").trimStart();
  if (/^<(?:\w+:)?svg[\s>]/i.test(element)) return "image/svg+xml";
  if (/^<(?:!doctype\s+html|html|head|body)[\s>]/i.test(element) || ending === "text/html") return "text/html";
  // A PDF that has lost its first line.
  return ending === "application/pdf" && text.includes("endobj") ? ending : "text/plain";
}

/** Mail begins with its header lines, at least two of which every mail has. */
function isMail(start: string, ending: string | undefined): boolean {
  const header = start.replace(/^From .*\r?\n/, "").split(/\r?\n\r?\n/)[0] ?? "";
  if (!/^[\x21-\x39\x3b-\x7e]+:[ \t]/.test(header)) return false;
  const known = new Set([...header.matchAll(/^(from|to|subject|date|received|message-id|mime-version|return-path|delivered-to):/gim)].map(([, name]) => name?.toLowerCase()));
  return known.size >= (ending === "message/rfc822" ? 1 : 3) && (ending === "message/rfc822" || known.has("mime-version") || known.has("message-id") || known.has("received"));
}

/** A letter for each byte; the standard's decoder of that name takes windows-1252 instead. */
function latin(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}
