import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { zipSync, zlibSync } from "fflate";
import { afterAll, expect, test } from "vitest";
import type { Document } from "../../../../core/document/document.ts";
import { runPasses } from "../../../../core/document/passes/passes.ts";
import { readRichText } from "../../../../core/document/read-html.ts";
import { createWriters } from "../../../../core/document/writers/writers.ts";
import type { OfficeResult } from "../../../../core/office.ts";
import { convertFile } from "../../../../core/prepare/convert/convert-file.ts";
import { recognise } from "../../../../core/prepare/recognise.ts";
import { createOffice, findOffice } from "../../../../platform/office.ts";
import { hasSpreadsheets, hasTool, skipReason } from "../../../support/shared.ts";
import { sampleSetup, sampleStyles } from "../../../support/sample-document.ts";
import { drawPages, faultsOf, fonts, inFolder, pdfOf, textPages, tools } from "./samples.ts";

const program = findOffice();
const withoutOffice = skipReason(program !== null && hasTool("pdftotext") ? null : "LibreOffice or poppler is not installed");
const withoutPoppler = skipReason(hasTool("pdftotext") ? null : "poppler is not installed");
const office = createOffice();
afterAll(() => office.close());

const convert = (bytes: Uint8Array, fileName: string, port: typeof tools.office) => convertFile({ bytes, fileName, mediaType: recognise(bytes, fileName) ?? "" }, { ...tools, office: port });
const answering = (result: OfficeResult): typeof tools.office => ({ convert: async () => result, close: async () => undefined });

async function docx(): Promise<Uint8Array> {
  const html = "<h1>Støj ved skolen</h1><p>Rådet <strong>indstiller</strong> følgende:</p><ul><li>Æbler</li><li>Øl</li></ul><table><thead><tr><th>År</th><th>Beløb</th></tr></thead><tbody><tr><td>2027</td><td>1.250</td></tr></tbody></table>";
  const document: Document = { title: "Notat", author: "", subject: "", language: "da-DK", mark: "", setup: sampleSetup, styles: sampleStyles, header: [], footer: [], firstHeader: null, firstFooter: null, blocks: readRichText(html, "prøve"), images: new Map() };
  return (await createWriters(fonts).docx(runPasses(document), { createdAt: "2027-01-01T00:00:00Z", id: "0" })).bytes;
}

/** An office file that LibreOffice makes of another. */
async function made(source: string, sourceEnding: string, ending: string): Promise<Uint8Array> {
  return inFolder((folder) => {
    writeFileSync(join(folder, `kilde.${sourceEnding}`), source);
    execFileSync(program ?? "", [`-env:UserInstallation=file://${folder}/profil`, "--headless", "--convert-to", ending, "--outdir", folder, join(folder, `kilde.${sourceEnding}`)], { stdio: "ignore", timeout: 60_000 });
    return new Uint8Array(readFileSync(join(folder, `kilde.${ending}`)));
  });
}

test.skipIf(withoutOffice)("a DOCX is set by LibreOffice, whatever its name", async () => {
  const file = await docx();
  const converted = await convert(file, "notat æøå.docx", office);
  expect(converted).toMatchObject({ reasons: ["from-office"] });
  expect((await textPages(pdfOf(converted))).join("")).toMatch(/Støj ved skolen[^]*indstiller[^]*Æbler[^]*2027\s+1\.250/);
  expect(await faultsOf(pdfOf(converted))).toBe("");
}, 60_000);

test.skipIf(withoutPoppler)("without LibreOffice, or where it fails, a DOCX is set by our own reader, simplified", async () => {
  const file = await docx();
  for (const port of [null, answering({ failed: "missing" }), answering({ failed: "failed" }), answering({ failed: "too-slow" })]) {
    const converted = await convert(file, "notat.docx", port);
    expect(converted).toMatchObject({ reasons: ["simplified"] });
    expect((await textPages(pdfOf(converted))).join("")).toMatch(/Støj ved skolen[^]*indstiller[^]*Æbler[^]*2027\s+1\.250/);
  }
});

const bytesOf = (words: string) => new TextEncoder().encode(words);

/** An OpenDocument file as small as it can be. */
function openDocument(kind: "text" | "spreadsheet", inside: string): Uint8Array {
  const mimetype = `application/vnd.oasis.opendocument.${kind}`;
  const content = `<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" office:version="1.2"><office:body>${inside}</office:body></office:document-content>`;
  const manifest = `<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="${mimetype}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`;
  return zipSync({ mimetype: [bytesOf(mimetype), { level: 0 }], "content.xml": bytesOf(content), "META-INF/manifest.xml": bytesOf(manifest) });
}

function xlsx(words: string): Uint8Array {
  const relations = (inside: string) => bytesOf(`<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inside}</Relationships>`);
  const relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  return zipSync({
    "[Content_Types].xml": bytesOf(`<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/sheet.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`),
    "_rels/.rels": relations(`<Relationship Id="r1" Type="${relation}/officeDocument" Target="xl/workbook.xml"/>`),
    "xl/workbook.xml": bytesOf(`<?xml version="1.0"?><workbook xmlns="${main}" xmlns:r="${relation}"><sheets><sheet name="Budget" sheetId="1" r:id="r1"/></sheets></workbook>`),
    "xl/_rels/workbook.xml.rels": relations(`<Relationship Id="r1" Type="${relation}/worksheet" Target="sheet.xml"/>`),
    "xl/sheet.xml": bytesOf(`<?xml version="1.0"?><worksheet xmlns="${main}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>${words}</t></is></c></row></sheetData></worksheet>`),
  });
}

test.skipIf(withoutOffice || skipReason(hasSpreadsheets() ? null : "LibreOffice here is installed without Calc"))("XLSX, ODS, ODT and RTF are set too", async () => {
  const sheet = '<office:spreadsheet><table:table table:name="Budget"><table:table-row><table:table-cell office:value-type="string"><text:p>Løn til æøå</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet>';
  const files: Readonly<Record<string, Uint8Array>> = {
    xlsx: xlsx("Løn til æøå"),
    ods: openDocument("spreadsheet", sheet),
    odt: openDocument("text", "<office:text><text:p>Løn til æøå</text:p></office:text>"),
    rtf: bytesOf(String.raw`{\rtf1\ansi\ansicpg1252 L\'f8n til \'e6\'f8\'e5\par}`),
  };
  for (const [ending, file] of Object.entries(files)) {
    const converted = await convert(file, `fil.${ending}`, office);
    expect([ending, converted]).toMatchObject([ending, { reasons: ["from-office"] }]);
    expect([ending, (await textPages(pdfOf(converted))).join("")]).toEqual([ending, expect.stringContaining("Løn til æøå")]);
  }
}, 120_000);

test.skipIf(withoutOffice)("every slide of a PPTX is a page", async ({ skip }) => {
  const slides = `<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.presentation"><office:body><office:presentation>${["Første", "Anden"].map((words) => `<draw:page draw:name="${words}"><draw:frame svg:width="15cm" svg:height="3cm" svg:x="2cm" svg:y="2cm"><draw:text-box><text:p>${words} planche på ø</text:p></draw:text-box></draw:frame></draw:page>`).join("")}</office:presentation></office:body></office:document>`;
  const file = await made(slides, "fodp", "pptx").catch(() => null);
  if (file === null) {
    skipReason("LibreOffice here is installed without Impress");
    return skip();
  }
  const pages = await textPages(pdfOf(await convert(file, "oplæg.pptx", office)));
  expect(pages).toHaveLength(2);
  expect(pages[1]).toContain("Anden planche på ø");
}, 120_000);

test("what needs LibreOffice says so, and what it cannot set is not called something else", async () => {
  const sheet = zipSync({ "[Content_Types].xml": new TextEncoder().encode("<Types/>"), "xl/workbook.xml": new TextEncoder().encode("<workbook/>") });
  expect(await convert(sheet, "tal.xlsx", null)).toEqual({ slip: "needs-office" });
  expect(await convert(sheet, "tal.xlsx", answering({ failed: "failed" }))).toEqual({ slip: "office-failed" });
  expect(await convert(sheet, "tal.xlsx", answering({ failed: "too-slow" }))).toEqual({ slip: "too-slow" });
});

test("an encrypted office file asks for its password, and one that unpacks to gigabytes is refused before it does", async () => {
  const encrypted = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Uint8Array(600), ...Buffer.from("EncryptedPackage", "utf16le"), ...new Uint8Array(100)]);
  expect(await convertFile({ bytes: encrypted, fileName: "a.docx", mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document" }, tools)).toEqual({ slip: "password" });
  const manifest = '<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>';
  const odt = zipSync({ mimetype: [new TextEncoder().encode("application/vnd.oasis.opendocument.text"), { level: 0 }], "META-INF/manifest.xml": new TextEncoder().encode(manifest) });
  expect(await convert(odt, "a.odt", answering({ failed: "failed" }))).toEqual({ slip: "password" });
  const bomb = zipSync({ "[Content_Types].xml": new Uint8Array(9), "word/document.xml": new Uint8Array(900) });
  // Its directory says that the second file unpacks to four hundred million bytes.
  const entry = Buffer.from(bomb).lastIndexOf("PK\u0001\u0002");
  new DataView(bomb.buffer, bomb.byteOffset).setUint32(entry + 24, 400_000_000, true);
  expect(await convert(bomb, "bombe.docx", null)).toEqual({ slip: "too-large" });
});

test.skipIf(withoutOffice)("a DOCX that is broken inside ends as a slip that tells", async () => {
  const broken = zipSync({ "[Content_Types].xml": new TextEncoder().encode("<Types/>"), "word/document.xml": zlibSync(new Uint8Array(50)) });
  expect(await convert(broken, "brudt.docx", null)).toEqual({ slip: "damaged" });
});

test.skipIf(withoutPoppler)("a simplified DOCX leaves the foot free", async () => {
  const [page] = await drawPages(pdfOf(await convert(await docx(), "notat.docx", null)));
  expect(page?.ink(0, 1 - 60 / 842, 1, 1)).toBe(0);
});
