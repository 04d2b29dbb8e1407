import { zipSync } from "fflate";
import { expect, test } from "vitest";
import { recognise } from "../../../core/prepare/recognise.ts";

const latin = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

test.each([
  ["a PDF, also behind some other bytes", latin(`${"x".repeat(900)}%PDF-1.4\n`), "application/pdf"],
  ["PNG", latin("\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "image/png"],
  ["JPEG", latin("\xff\xd8\xff\xe0\0\x10JFIF"), "image/jpeg"],
  ["TIFF, small end first", latin("II*\0\x08\0\0\0"), "image/tiff"],
  ["TIFF, great end first", latin("MM\0*\0\0\0\x08"), "image/tiff"],
  ["GIF", latin("GIF89a\x01\0\x01\0"), "image/gif"],
  ["WebP", latin("RIFF\x24\0\0\0WEBPVP8 "), "image/webp"],
  ["BMP", latin("BM\x46\0\0\0\0\0\0\0\x36\0\0\0"), "image/bmp"],
  ["HEIC", latin("\0\0\0\x18ftypheic\0\0\0\0"), "image/heic"],
  ["SVG", utf8('<?xml version="1.0"?>\n<!-- kort --><svg xmlns="http://www.w3.org/2000/svg"/>'), "image/svg+xml"],
  ["RTF", latin("{\\rtf1\\ansi Hej}"), "application/rtf"],
  ["HTML", utf8("\ufeff<!DOCTYPE html><title>Referat</title>"), "text/html"],
  ["an e-mail", utf8("Received: from a by b\r\nFrom: Ida Holm <ida@eksempel.dk>\r\nSubject: Bilag\r\nDate: Mon, 1 Jun 2026 10:00:00 +0200\r\n\r\nKære alle"), "message/rfc822"],
  ["Danish text in Windows-1252", latin("M\xf8det \xe5bnes kl. 17"), "text/plain"],
  ["text in UTF-16", latin("\xff\xfeH\0e\0j\0"), "text/plain"],
])("%s is known by its bytes, whatever its name", (_, bytes, mediaType) => {
  expect(recognise(bytes, "bilag 1.dat")).toBe(mediaType);
});

test("office packages are known by what is in them", () => {
  const office = "application/vnd.openxmlformats-officedocument";
  const package_ = (part: string): Uint8Array => zipSync({ "[Content_Types].xml": utf8("<Types/>"), [part]: utf8("<x/>") });
  expect(recognise(package_("word/document.xml"), "a.zip")).toBe(`${office}.wordprocessingml.document`);
  expect(recognise(package_("xl/workbook.xml"), "a")).toBe(`${office}.spreadsheetml.sheet`);
  expect(recognise(package_("ppt/presentation.xml"), "a")).toBe(`${office}.presentationml.presentation`);
  expect(recognise(zipSync({ mimetype: [utf8("application/vnd.oasis.opendocument.text"), { level: 0 }], "content.xml": utf8("<x/>") }), "a")).toBe("application/vnd.oasis.opendocument.text");
  expect(recognise(package_("notes.txt"), "a.docx")).toBe("application/zip");
});

test("old office files are known by the names in their directory", () => {
  expect(recognise(compound("WordDocument"), "a.xls")).toBe("application/msword");
  expect(recognise(compound("Workbook"), "a")).toBe("application/vnd.ms-excel");
  expect(recognise(compound("PowerPoint Document"), "a")).toBe("application/vnd.ms-powerpoint");
  expect(recognise(compound("__properties_version1.0"), "a")).toBe("application/vnd.ms-outlook");
  expect(recognise(compound("WordDocument", "Workbook"), "with a sheet in it")).toBe("application/msword");
  expect(recognise(compound("Something"), "a.doc")).toBeNull();
});

test("a binary file is no text, whatever its name says", () => {
  expect(recognise(latin("\x01\x02\x03\0\0\xff\xfe\0\x07".repeat(40)), "notat.txt")).toBeNull();
});

test("what has lost its head is known by its name where the name can be right", () => {
  expect(recognise(latin("\x01\x02\x03\0\0\xff\xfe\0\x07".repeat(40)), "afskåret.PDF")).toBe("application/pdf");
  expect(recognise(utf8("Kort besked: mødet er aflyst"), "besked.txt")).toBe("text/plain");
});

test("an empty file is nothing", () => {
  expect(recognise(new Uint8Array(0), "tom.pdf")).toBeNull();
});

/** A compound file's header and one sector of its directory. */
function compound(...names: readonly string[]): Uint8Array {
  const bytes = new Uint8Array(1536);
  bytes.set(latin("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"));
  ["Root Entry", ...names].forEach((name, index) => {
    const at = 512 + 128 * index;
    Array.from(name, (letter) => letter.charCodeAt(0)).forEach((code, place) => bytes.set([code, 0], at + 2 * place));
    bytes.set([2 * name.length + 2, 0, index === 0 ? 5 : 2], at + 64);
  });
  return bytes;
}
