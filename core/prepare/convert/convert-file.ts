import { recognise } from "../recognise.ts";
import { convertCsv } from "./convert-csv.ts";
import { convertHtml } from "./convert-html.ts";
import { convertMail } from "./convert-mail.ts";
import { convertOffice } from "./convert-office.ts";
import { convertPicture } from "./convert-picture.ts";
import { convertText } from "./convert-text.ts";
import type { Converted, ConvertTools, FileToConvert } from "./convert-tools.ts";

/** Endings under which the office program knows the kinds that it can set. */
const officeEndings: Readonly<Record<string, string>> = {
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
  "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
  "application/vnd.oasis.opendocument.text": "odt",
  "application/vnd.oasis.opendocument.spreadsheet": "ods",
  "application/vnd.oasis.opendocument.presentation": "odp",
  "application/vnd.oasis.opendocument.graphics": "odg",
  "application/msword": "doc",
  "application/vnd.ms-excel": "xls",
  "application/vnd.ms-powerpoint": "ppt",
  "application/rtf": "rtf",
};

const pictures = new Set(["image/jpeg", "image/png", "image/gif", "image/webp", "image/bmp", "image/avif", "image/tiff", "image/svg+xml"]);

/**
 * Makes a PDF of a file that is none: pictures, text, tables of values, web pages, e-mails with what came with them, and
 * office files. The same file gives the same bytes, but for office files: LibreOffice dates its PDFs and writes their fonts
 * in any order. It never throws over a file: what cannot be shown is a slip.
 */
export async function convertFile(file: FileToConvert, tools: ConvertTools): Promise<Converted> {
  return convertAt(file, 0, tools);
}

async function convertAt(file: FileToConvert, depth: number, tools: ConvertTools): Promise<Converted> {
  try {
    return await convertKind(file, depth, tools);
  } catch {
    tools.signal?.throwIfAborted();
    return { slip: "damaged" };
  }
}

async function convertKind(file: FileToConvert, depth: number, tools: ConvertTools): Promise<Converted> {
  const { bytes, fileName, mediaType } = file;
  const title = fileName.replace(/\.[^.]{1,5}$/, "");
  const office = officeEndings[mediaType];
  if (bytes.length === 0) return { slip: "empty" };
  if (pictures.has(mediaType)) return convertPicture(bytes, mediaType, title, tools.fonts);
  if (office !== undefined) return convertOffice(bytes, office, title, tools);
  switch (mediaType) {
    case "application/pdf":
      return tools.pdfs.ready(bytes);
    case "message/rfc822":
    case "application/vnd.ms-outlook":
      return convertMail(file, depth, (inside, deeper) => convertInside(inside, deeper, tools), tools);
    case "text/html":
      return convertHtml(bytes, title, tools);
    case "text/plain":
    case "text/csv":
      return /\.(?:csv|tsv)$/i.test(fileName) || mediaType === "text/csv" ? convertCsv(bytes, title, tools) : convertText(bytes, title, tools);
    case "image/heic":
      return { slip: "phone-photo" };
    case "application/zip":
      return { slip: "archive" };
    default:
      return { slip: "unknown-kind" };
  }
}

/** What a mail says of its files is often wrong: their bytes say what they are. */
async function convertInside(file: FileToConvert, depth: number, tools: ConvertTools): Promise<Converted> {
  return convertAt({ ...file, mediaType: recognise(file.bytes, file.fileName) ?? file.mediaType }, depth, tools);
}
