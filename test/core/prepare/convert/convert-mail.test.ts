import { burn, type Entry } from "@kenjiuno/msgreader/lib/Burner.js";
import { expect, test } from "vitest";
import { convertFile } from "../../../../core/prepare/convert/convert-file.ts";
import { pdfTools } from "../../../../core/prepare/pdf-tools.ts";
import { examineTools } from "../../../support/reader-tools.ts";
import { hasTool, skipReason } from "../../../support/shared.ts";
import { drawPages, faultsOf, pdfOf, quarters, textPages, tools } from "./samples.ts";

const withoutPoppler = skipReason(hasTool("pdftotext") && hasTool("qpdf") ? null : "poppler and qpdf are not installed");

const convert = (bytes: Uint8Array | string, fileName = "mail.eml", mediaType = "message/rfc822") => convertFile({ bytes: typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes, fileName, mediaType }, tools);

interface Part {
  readonly head: string;
  readonly body: string | Uint8Array;
}

/** A mail of several parts; bytes are base64. */
function mail(head: string, parts: readonly Part[], kind = "mixed"): string {
  const written = parts.map(({ head: own, body }) => `--skel\r\n${own}\r\n${typeof body === "string" ? "" : "Content-Transfer-Encoding: base64\r\n"}\r\n${typeof body === "string" ? body : Buffer.from(body).toString("base64").replace(/.{76}/g, "$&\r\n")}\r\n`);
  return `${head}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/${kind}; boundary=skel\r\n\r\n${written.join("")}--skel--\r\n`;
}

const heads = [
  "From: =?utf-8?Q?S=C3=B8ren_=C3=85gesen?= <soeren@eksempel.dk>",
  'To: "Udvalget" <udvalg@eksempel.dk>, =?iso-8859-1?Q?K=E6re_Ib?= <ib@eksempel.dk>',
  "Cc: arkiv@eksempel.dk",
  "Subject: =?utf-8?B?SMO4cmluZ3NzdmFyIG9tIGJsw6VidXNzZXI=?=",
  "Date: Tue, 16 Mar 2027 12:05:00 +0000",
].join("\r\n");

const filed = (type: string, name: string) => `Content-Type: ${type}; name="${name}"\r\nContent-Disposition: attachment; filename="${name}"`;

test.skipIf(withoutPoppler)("a mail shows its heads in Danish, its text, and the files that came with it on the next pages", async () => {
  const note = pdfOf(await convertFile({ bytes: new TextEncoder().encode("Notatets tekst"), fileName: "notat.txt", mediaType: "text/plain" }, tools));
  const source = mail(heads, [
    { head: "Content-Type: text/plain; charset=windows-1252\r\nContent-Transfer-Encoding: quoted-printable", body: "K=E6re udvalg\r\n\r\nVi st=F8tter forslaget.\r\n" },
    { head: filed("application/pdf", "notat.pdf"), body: note },
    { head: filed("application/octet-stream", "billede.png"), body: quarters(300, 200).encodeSync("png") },
    { head: filed("text/plain", "tilføjelse.txt"), body: new TextEncoder().encode("Efterskrift på ø") },
  ]);
  const converted = await convert(source);
  expect(converted).toMatchObject({ reasons: ["from-email"] });
  const pages = await textPages(pdfOf(converted));
  expect(pages).toHaveLength(4);
  expect(pages[0]).toMatch(/Høringssvar om blåbusser[^]*Fra\s+Søren Ågesen <soeren@eksempel\.dk>[^]*Til\s+Udvalget <udvalg@eksempel\.dk>; Kære Ib <ib@eksempel\.dk>[^]*Cc\s+arkiv@eksempel\.dk[^]*Dato\s+tirsdag den 16\. marts 2027 kl\. 13\.05/);
  expect(pages[0]).toMatch(/Kære udvalg[^]*Vi støtter forslaget\.[^]*Vedhæftede filer[^]*notat\.pdf[^]*billede\.png[^]*tilføjelse\.txt/);
  expect(pages[1]).toContain("Notatets tekst");
  expect(pages[3]).toContain("Efterskrift på ø");
  const drawn = await drawPages(pdfOf(converted));
  expect(drawn[2]?.ink(0, 0, 1, 1)).toBeGreaterThan(0.05);
});

test.skipIf(withoutPoppler)("the packet's own reader joins what came with a mail, and the same mail gives the same bytes", async () => {
  const note = pdfOf(await convertFile({ bytes: new TextEncoder().encode("Notatets tekst"), fileName: "notat.txt", mediaType: "text/plain" }, tools));
  const file = { bytes: new TextEncoder().encode(mail(heads, [{ head: "Content-Type: text/plain", body: "Hej" }, { head: filed("application/pdf", "notat.pdf"), body: note }, { head: filed("application/pdf", "brudt.pdf"), body: new TextEncoder().encode("%PDF-1.4 brudt") }])), fileName: "a.eml", mediaType: "message/rfc822" };
  const converted = await convertFile(file, { ...tools, pdfs: pdfTools(examineTools, "both") });
  expect(converted).toMatchObject({ reasons: ["from-email", "parts-missing"] });
  const pages = await textPages(pdfOf(converted));
  expect(pages).toHaveLength(2);
  expect(pages[0]).toMatch(/Kan ikke vises her[^]*brudt\.pdf: filen/);
  expect(pages[1]).toContain("Notatets tekst");
  expect(await faultsOf(pdfOf(converted))).toBe("");
  expect(pdfOf(await convertFile(file, { ...tools, pdfs: pdfTools(examineTools, "both") }))).toEqual(pdfOf(converted));
});

test.skipIf(withoutPoppler)("what cannot be shown is named with its reason", async () => {
  const source = mail(heads, [
    { head: "Content-Type: text/plain; charset=utf-8", body: "Se filerne." },
    { head: filed("application/zip", "arkiv.zip"), body: new TextEncoder().encode("PK\u0003\u0004 noget") },
    { head: filed("application/msword", "gammel.doc"), body: Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Uint8Array(600)]) },
    { head: filed("text/plain", "tom.txt"), body: new Uint8Array(0) },
  ]);
  const converted = await convert(source);
  expect(converted).toMatchObject({ reasons: ["from-email", "parts-missing"] });
  const [page = ""] = await textPages(pdfOf(converted));
  expect(page).toMatch(/Kan ikke vises her[^]*arkiv\.zip: filen er et arkiv[^]*gammel\.doc: [^]*LibreOffice[^]*tom\.txt: filen er tom/);
});

test.skipIf(withoutPoppler)("pictures in a mail's text stand in it and are not listed again; scripts and fetched pictures are not there", async () => {
  const source = mail(heads, [
    { head: "Content-Type: text/html; charset=utf-8", body: '<p>Kort over Søndersø:</p><img src="cid:kort@x" alt="Kort"><img src="http://127.0.0.1:9/spor.gif" width=1 height=1><script>x()</script>' },
    { head: "Content-Type: image/png; name=kort.png\r\nContent-ID: <kort@x>\r\nContent-Disposition: inline; filename=kort.png", body: quarters(300, 200).encodeSync("png") },
  ], "related");
  const converted = await convert(source);
  expect(converted).toMatchObject({ reasons: ["from-email"] });
  const pages = await textPages(pdfOf(converted));
  expect(pages).toHaveLength(1);
  expect(pages[0]).toContain("Kort over Søndersø");
  expect(pages[0]).not.toMatch(/Vedhæftede|kort\.png|x\(\)/);
  const [drawn] = await drawPages(pdfOf(converted));
  expect(drawn?.ink(0, 0, 1, 1)).toBeGreaterThan(0.02);
});

test.skipIf(withoutPoppler)("a mail in a mail follows it, and mails without end come to one", async () => {
  const inner = mail("From: b@eksempel.dk\r\nTo: c@eksempel.dk\r\nSubject: Indre mail\r\nDate: Mon, 1 Feb 2027 08:00:00 +0100", [{ head: "Content-Type: text/plain; charset=utf-8", body: "Den indre tekst" }]).replaceAll("skel", "indre");
  const pages = await textPages(pdfOf(await convert(mail(heads, [{ head: "Content-Type: text/plain", body: "Se nedenfor" }, { head: "Content-Type: message/rfc822", body: inner }]))));
  expect(pages).toHaveLength(2);
  expect(pages[1]).toMatch(/Indre mail[^]*Den indre tekst/);
  let endless = inner;
  for (let depth = 0; depth < 30; depth += 1) endless = mail(`From: d@eksempel.dk\r\nSubject: Lag ${depth}`, [{ head: `Content-Type: message/rfc822`, body: endless.replaceAll("--skel", `--lag${depth}`).replaceAll("boundary=skel", `boundary=lag${depth}`) }]);
  const converted = await convert(endless);
  expect(converted).toMatchObject({ reasons: ["from-email", "parts-missing"] });
  expect((await textPages(pdfOf(converted))).length).toBeLessThan(7);
});

test("a mail without subject, sender or text is still a page, and what is no mail is a slip", async () => {
  expect(await convert("MIME-Version: 1.0\r\nDate: ingen\r\n\r\n")).toMatchObject({ reasons: ["from-email"] });
  expect(await convert(Uint8Array.from([1, 2, 3]), "x.msg", "application/vnd.ms-outlook")).toEqual({ slip: "damaged" });
});

test.skipIf(withoutPoppler)("an Outlook message is read like any mail", async () => {
  const converted = await convert(outlookMessage(), "mail.msg", "application/vnd.ms-outlook");
  expect(converted).toMatchObject({ reasons: ["from-email"] });
  const pages = await textPages(pdfOf(converted));
  expect(pages[0]).toMatch(/Møde om støj[^]*Fra\s+Åse Bæk <aase@eksempel\.dk>[^]*Til\s+Udvalget <udvalg@eksempel\.dk>[^]*Kære alle, vi ses på torsdag\.[^]*bilag\.txt/);
  expect(pages[1]).toContain("Vedhæftet på dansk");
});

/** A message as Outlook keeps it ([MS-OXMSG]): a compound file with a stream for each property. */
function outlookMessage(): Uint8Array {
  const entries: Entry[] = [];
  const folder = (name: string, type: number): Entry => {
    const entry: Entry = { name, type, length: 0, children: [] };
    entries.push(entry);
    return entry;
  };
  const file = (parent: Entry, name: string, bytes: Uint8Array) => {
    entries.push({ name, type: 2, length: bytes.length, binaryProvider: () => bytes });
    parent.children?.push(entries.length - 1);
  };
  const text = (parent: Entry, tag: string, value: string) => file(parent, `__substg1.0_${tag}001F`, Uint8Array.from(Buffer.from(value, "utf16le")));
  const inside = (parent: Entry, name: string): Entry => {
    const entry = folder(name, 1);
    parent.children?.push(entries.length - 1);
    return entry;
  };
  const property = (tag: number, kind: number, value: number) => [kind & 255, kind >> 8, tag & 255, tag >> 8, 6, 0, 0, 0, value, 0, 0, 0, 0, 0, 0, 0];
  const root = folder("Root Entry", 5);
  text(root, "001A", "IPM.Note");
  text(root, "0037", "Møde om støj");
  text(root, "0C1A", "Åse Bæk");
  text(root, "5D01", "aase@eksempel.dk");
  text(root, "1000", "Kære alle, vi ses på torsdag.");
  file(root, "__properties_version1.0", new Uint8Array(32));
  const recipient = inside(root, "__recip_version1.0_#00000000");
  text(recipient, "3001", "Udvalget");
  text(recipient, "39FE", "udvalg@eksempel.dk");
  file(recipient, "__properties_version1.0", Uint8Array.from([...new Uint8Array(8), ...property(0x0c15, 3, 1)]));
  const attachment = inside(root, "__attach_version1.0_#00000000");
  text(attachment, "3707", "bilag.txt");
  file(attachment, "__substg1.0_37010102", new TextEncoder().encode("Vedhæftet på dansk"));
  file(attachment, "__properties_version1.0", Uint8Array.from([...new Uint8Array(8), ...property(0x3705, 3, 1)]));
  return burn(entries);
}
