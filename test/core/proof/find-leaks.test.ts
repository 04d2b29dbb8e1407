import { deflateSync, zipSync } from "fflate";
import { expect, test } from "vitest";
import { closedTerms } from "../../../core/proof/closed-terms.ts";
import { findLeaks, findLeaksInText } from "../../../core/proof/find-leaks.ts";
import type { LeakTerms } from "../../../core/proof/leak-terms.ts";
import { createPackLibrary } from "../../../templates/load-pack.ts";
import { type LikePage, type PacketLike, packetLike, pdfText, show } from "../../support/packet-like.ts";
import { invented } from "../../support/random-meeting.ts";

const pack = createPackLibrary().load("region").meaning;

const sentence = "Køberen får nøglerne til møllen når skødet er underskrevet i august";
const run = "nøglerne til møllen når skødet er";

/** Item 1 is open, item 2 closed, item 3 open with a closed attachment. */
function terms(changes: { readonly open?: string; readonly closedTitle?: string; readonly texts?: Readonly<Record<number, string>> } = {}): LeakTerms {
  const papers = invented.papers([
    { number: 1, openness: "open", title: "Ny sti ved åen", html: changes.open ?? "<p>Stien er åben for alle.</p>", signOff: ["Grethe Åbenhøj"] },
    {
      number: 2, openness: "closed", title: changes.closedTitle ?? "Salg af Ørkenmøllen", html: `<p>${sentence}.</p>`, signOff: ["Ulrik Tavsgaard", "Grethe Åbenhøj"],
      attachments: [{ title: "Købstilbud", fileName: "tilbud_moellevej.docx" }], decisions: [{ dissents: [{ who: "Yrsa Ensom", text: "Jeg er imod." }] }],
    },
    { number: 3, openness: "open", title: "Regnskab", html: "", attachments: [{ title: "Lønoversigt", fileName: "bilag1.pdf", openness: "closed" }, { title: "Referat", openness: "unknown" }] },
  ]);
  return closedTerms(papers, { pack, textOf: ({ id }) => changes.texts?.[id] ?? (id === 300 ? "Kasserer Æblegren tjener mere end direktøren gør hver måned" : "") });
}

async function leaks(change?: (packet: PacketLike) => void, searched = terms()): Promise<string[]> {
  return (await findLeaks(packetLike(change).bytes, searched)).map(({ where }) => where);
}

test("a file that says nothing closed is clean, and so is its receipt", async () => {
  expect(await leaks()).toEqual([]);
  expect(findLeaksInText(JSON.stringify(packetLike().receipt), terms(), "receipt")).toEqual([]);
});

test("what is told names the place, the page, the words, and whose they are", async () => {
  const { bytes } = packetLike((packet) => addText(packet, 1, show("Om SALG AF ØRKENMØLLEN i dag", 50, 400, 10)));
  expect(await findLeaks(bytes, terms())).toEqual([{ where: "page", page: 2, words: "SALG AF ØRKENMØLLEN", series: "item", item: 2, attachment: null }]);
  expect(findLeaksInText("{\"name\": \"tilbud_moellevej.docx\"}", terms(), "receipt")).toContainEqual({ where: "receipt", page: null, words: "tilbud_moellevej.docx", series: "item", item: 2, attachment: 1 });
});

// ---------------------------------------------------------------- what is searched for

test.each([
  ["a title", "Salg af Ørkenmøllen"],
  ["a title in capitals over a line break", "SALG AF\nØRKENMØLLEN"],
  ["a title with soft hyphens", "Salg af Ørken\u00admøllen"],
  ["a title hyphenated at the line's end", "salg af Ørken-\nmøllen"],
  ["a title with what nobody sees in it", "Salg\u200e af Ørken\u200bmøl-\u2060\nlen\ufeff"],
  ["a title in letters with loose marks", "Salg af Ørkenmøllen og Lønoversigt".normalize("NFD")],
  ["a title in wide letters", "Ｓａｌｇ af Ørkenmøllen"],
  ["a journal's director who signed only what is closed", "indstillet af Ulrik Tavsgaard"],
  ["one who dissented", "Yrsa Ensom"],
  ["an attachment's title", "se Købstilbud"],
  ["an attachment's file name", "tilbud_moellevej.docx"],
  ["an attachment's file name without its ending", "tilbud moellevej"],
  ["a closed attachment's title under an open item", "Lønoversigt"],
  ["six words of a closed section", `»${run}«`],
  ["six words of a closed attachment", "æblegren tjener mere end direktøren gør"],
  ["six words over punctuation and hyphens", "nøg-\nlerne, til møllen; (når) skødet er"],
])("%s is found", (_, text) => {
  expect(findLeaksInText(`Før det. ${text} Og efter.`, terms(), "page")).not.toEqual([]);
});

test.each([
  ["five words of a closed section", "nøglerne til møllen når skødet"],
  ["words in another order", "møllen til nøglerne når er skødet i august"],
  ["one word of a title", "Ørkenmøllen"],
  ["a name that open content has too", "Grethe Åbenhøj"],
  ["a word inside a longer one", "Lønoversigten og Købstilbuddet"],
  ["a title of one word that the pack prints everywhere", "Referat"],
])("%s is no leak", (_, text) => {
  expect(findLeaksInText(text, terms(), "page")).toEqual([]);
});

test("what open content of the same meeting says too is no leak, word by word", () => {
  const searched = terms({ open: `<p>Vi ved at ${run} i orden.</p><p>Salg af Ørken<strong>møllen</strong></p>` });
  expect(findLeaksInText(`${run} Salg af Ørkenmøllen`, searched, "page")).toEqual([]);
  // The run that goes one word further is the closed item's own.
  expect(findLeaksInText(`får ${run}`, searched, "page")).toHaveLength(1);
  const shared = terms({ texts: { 300: "Kommunen sætter pris på en god og åben dialog", 301: "Kommunen sætter pris på en god og åben dialog" } });
  expect(findLeaksInText("kommunen sætter pris på en god og åben dialog", shared, "page")).toEqual([]);
});

test("two open sentences that are printed one after the other are no leak, though closed content has them so too", () => {
  const papers = invented.papers([
    { number: 1, openness: "open", html: "<p>Sagen er god. Det synes alle i dag.</p>", decisions: [{ wording: "Stien anlægges nu her." }] },
    { number: 2, openness: "closed", html: "<p>Det synes alle i dag. Stien anlægges nu her. Møllen koster ni mønter.</p>" },
  ]);
  const searched = closedTerms(papers, { pack, textOf: () => "" });
  expect(findLeaksInText("Det synes alle i dag. Stien anlægges nu her.", searched, "page")).toEqual([]);
  expect(findLeaksInText("Stien anlægges nu her. Møllen koster ni mønter.", searched, "page")).toHaveLength(1);
});

test("a closed title of one word is found unless open content has the word", () => {
  expect(findLeaksInText("et Notat om", terms({ closedTitle: "Notat" }), "page")).toHaveLength(1);
  expect(findLeaksInText("et Notat om", terms({ closedTitle: "Notat", open: "<p>Se notatet; et notat.</p>" }), "page")).toEqual([]);
});

test("unknown counts as closed", () => {
  const papers = invented.papers([{ number: 1, openness: "unknown", title: "Ukendt sag om broen", html: "" }]);
  expect(findLeaksInText("Ukendt sag om broen", closedTerms(papers, { pack, textOf: () => "" }), "page")).toHaveLength(1);
});

// ---------------------------------------------------------------- where it is searched for

const latin = (text: string) => Buffer.from(text, "latin1").toString("latin1");
const utf8 = (text: string) => Buffer.from(text, "utf8").toString("latin1");
const utf16 = (text: string, little = false) => (little ? Buffer.from(text, "utf16le") : Buffer.from(text, "utf16le").swap16()).toString("latin1");
const stream = (number: number, entries: string, data: Uint8Array | string) => {
  const bytes = typeof data === "string" ? Buffer.from(data, "latin1") : Buffer.from(data);
  return `${number} 0 obj\n<< ${entries} /Length ${bytes.length} >>\nstream\n${bytes.toString("latin1")}\nendstream\nendobj`;
};
const packed = (number: number, entries: string, text: string | Uint8Array) => stream(number, `${entries} /Filter /FlateDecode`, zlib(typeof text === "string" ? Buffer.from(text, "latin1") : text));
const title = "Salg af Ørkenmøllen";
const hex = (bytes: string) => Buffer.from(bytes, "latin1").toString("hex");
const octal = (text: string) => Array.from(Buffer.from(text, "latin1"), (byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("");

function zlib(bytes: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from([0x78, 0x9c]), deflateSync(bytes), Buffer.alloc(4)]);
}

function pageOf(packet: PacketLike, index: number): LikePage {
  return packet.pages[index] as LikePage;
}

function addText(packet: PacketLike, index: number, content: string): void {
  pageOf(packet, index).streams.unshift(content);
}

function annotate(packet: PacketLike, text: string): void {
  pageOf(packet, 0).annotations.push({ number: 300, text: `<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] ${text} >>` });
}

const plants: readonly (readonly [what: string, where: string, plant: (packet: PacketLike) => void])[] = [
  ["a page's text", "page", (packet) => addText(packet, 1, show(title, 50, 500, 10))],
  ["a page's text, hyphenated over a line break", "page", (packet) => addText(packet, 1, `${show("Salg af Ørken-", 50, 500, 10)} ${show("møllen", 50, 488, 10)}`)],
  ["text over a page break", "page", (packet) => {
    addText(packet, 1, show("Her er nøglerne til møllen", 50, 20, 10));
    pageOf(packet, 1).streams.push(pageOf(packet, 1).streams.shift() ?? "");
    addText(packet, 2, show("når skødet er underskrevet", 50, 800, 10));
  }],
  ["invisible text", "page", (packet) => addText(packet, 1, `3 Tr ${show(title, 50, 500, 10)}`)],
  ["text outside the page", "page", (packet) => addText(packet, 1, show(title, 5000, 5000, 10))],
  ["the outline", "outline", (packet) => packet.outline.push({ title, to: null, children: [] })],
  ["a page label", "label", (packet) => (packet.labels = `<< /Nums [0 << /S /D /P ${pdfText(title)} >>] >>`)],
  ["a destination's name", "destination", (packet) => (packet.destinations[title] = "[100 0 R /Fit]")],
  ["the title in the properties", "metadata", (packet) => (packet.title = title)],
  ["XMP metadata", "metadata", (packet) => {
    packet.catalog = "/Metadata 900 0 R";
    packet.more.push(stream(900, "/Type /Metadata /Subtype /XML", utf8(`<?xpacket?><x:xmpmeta><dc:title><rdf:li xml:lang="x">Salg af &#216;rkenmøllen</rdf:li></dc:title></x:xmpmeta>`)));
  }],
  ["an attribute in XMP metadata", "metadata", (packet) => packet.more.push(packed(900, "/Type /Metadata /Subtype /XML", utf8(`<x pdf:Keywords="${title}"/>`)))],
  ["an annotation's words", "annotation", (packet) => annotate(packet, `/Contents ${pdfText(title)}`)],
  ["an annotation's author", "annotation", (packet) => annotate(packet, "/T (Ulrik Tavsgaard)")],
  ["a link's address", "annotation", (packet) => annotate(packet, "/A << /S /URI /URI (https://eksempel.dk/Salg%20af%20%C3%98rkenm%C3%B8llen) >>")],
  ["a field's value", "annotation", (packet) => annotate(packet, `/FT /Tx /V ${pdfText(title)}`)],
  ["an annotation's appearance", "raw", (packet) => {
    annotate(packet, "/AP << /N 900 0 R >>");
    packet.more.push(packed(900, "/Type /XObject /Subtype /Form /BBox [0 0 99 99] /Resources << /Font << /F1 10 0 R >> >>", show(title, 0, 0, 9)));
  }],
  ["an embedded file's name", "embedded", (packet) => packet.more.push(`900 0 obj << /Type /Filespec /UF ${pdfText("tilbud_moellevej.docx")} >> endobj`)],
  ["an embedded text", "embedded", (packet) => packet.more.push(packed(900, "/Type /EmbeddedFile", utf8(title)))],
  ["an embedded zip", "embedded", (packet) => packet.more.push(packed(900, "/Type /EmbeddedFile", zipSync({ "word/document.xml": new TextEncoder().encode("<w:t>Salg af </w:t></w:r><w:r><w:t>Ørken</w:t></w:r><w:r><w:t>møllen</w:t>") })))],
  ["an embedded PDF", "embedded", (packet) => packet.more.push(packed(900, "/Type /EmbeddedFile", packetLike((inner) => addText(inner, 0, show(title, 9, 9, 9))).bytes))],
  ["an alternative text", "structure", (packet) => packet.more.push(`900 0 obj << /S /Figure /Alt ${pdfText(title)} >> endobj`)],
  ["an actual text", "structure", (packet) => packet.more.push(`900 0 obj << /S /Span /ActualText (${octal(title)}) >> endobj`)],
  ["an actual text in a page's content", "raw", (packet) => addText(packet, 1, `/Span << /ActualText ${pdfText(title)} >> BDC EMC`)],
  ["an object that nothing refers to", "raw", (packet) => packet.more.push(`9001 0 obj (${octal(title)}) endobj`)],
  ["an older revision of an object", "outline", (packet) => packet.more.push(`9002 0 obj << /Parent 1 0 R /Title ${pdfText(title)} >> endobj`)],
  ["a stream that nothing refers to", "raw", (packet) => packet.more.push(packed(9003, "", utf8(title)))],
  ["a stream of objects that nothing refers to", "structure", (packet) => packet.more.push(packed(9004, "/Type /ObjStm /N 1 /First 8", `9005 0  << /Alt ${pdfText(title)} >>`))],
  ["a page that is no longer shown", "raw", (packet) => packet.more.push(`9006 0 obj << /Type /Page /Resources << /Font << /F1 10 0 R >> >> /Contents 900 0 R >> endobj`, packed(900, "", show(title, 9, 9, 9)))],
  ["a comment in a page's content", "raw", (packet) => addText(packet, 1, `% ${latin(title)}\n`)],
  ["text cut in pieces by kerning, in content that nothing refers to", "raw", (packet) => packet.more.push(packed(9007, "", latin("BT /F9 9 Tf [(Sal) 12 (g) -250 (af) -250 (\\330rk) 7 (enm\\370llen)] TJ ET")))],
  ["UTF-16 with its mark", "raw", (packet) => packet.more.push(`9008 0 obj << /Hemmeligt ${pdfText(title)} >> endobj`)],
  ["UTF-16 with its mark, small end first", "raw", (packet) => packet.more.push(`9008 0 obj << /Xx <${hex(`\xff\xfe${utf16(title, true)}`)}> >> endobj`)],
  ["UTF-16 without its mark", "raw", (packet) => packet.more.push(`9008 0 obj << /Xx <${hex(utf16(title))}> >> endobj`)],
  ["UTF-8 in a string", "raw", (packet) => packet.more.push(`9008 0 obj << /Xx (${utf8(title)}) >> endobj`)],
  ["a string in hexadecimal digits", "raw", (packet) => packet.more.push(`9008 0 obj << /Xx <${hex(latin(title))}> >> endobj`)],
  ["a string in octal digits over lines", "raw", (packet) => packet.more.push(`9008 0 obj << /Xx (Salg\\\n af ${octal("Ørkenmøllen")}) >> endobj`)],
  ["a name", "raw", (packet) => packet.more.push("9009 0 obj << /Type /OCG /Xx /Salg#20af#20#d8rkenm#f8llen >> endobj")],
  ["a font's name", "raw", (packet) => packet.more.push("9009 0 obj << /Type /Font /BaseFont /ABCDEF+L#f8noversigt >> endobj")],
  ["a layer's name", "raw", (packet) => packet.more.push("9009 0 obj << /Type /OCG /Name (L\\370noversigt) >> endobj")],
  ["a script", "raw", (packet) => packet.more.push("9009 0 obj << /S /JavaScript /JS (app.alert\\(\"L\\370noversigt\"\\)) >> endobj")],
  ["bytes between objects, in Latin-1", "raw", (packet) => (packet.between = latin(`\n${title}\n`))],
  ["bytes between objects, in UTF-8", "raw", (packet) => (packet.between = utf8(`\n${title}\n`))],
  ["bytes between objects, in UTF-16", "raw", (packet) => (packet.between = `\n${utf16(title)}\n`)],
  ["bytes between objects, in UTF-16 small end first", "raw", (packet) => (packet.between = `\n${utf16(title, true)}\n`)],
  ["bytes after a stream's packed ones", "raw", (packet) => packet.more.push(stream(9010, "/Filter /FlateDecode", Buffer.concat([zlib(Buffer.from("0 0 m")), Buffer.from(utf8(title), "latin1")])))],
  ["a stream that only calls itself a picture", "raw", (packet) => packet.more.push(packed(9011, "/Type /XObject /Subtype /Image /Width 1 /Height 1", latin(title)))],
  ["a photo's own notes", "raw", (packet) => packet.more.push(stream(9012, "/Type /XObject /Subtype /Image /Filter /DCTDecode", `\xff\xd8\xff\xfe\0\x20${utf8(title)}\xff\xd9`))],
  ["bytes among noise", "raw", (packet) => packet.more.push(stream(9013, "", `\x01\x92\xff\x8e\x81\x03\xf1\xd9\xb4\x88\x9a\x07${latin(title)}\x01\x92\xf3\x8e\x81\x03\xf1\xd9\xb4\x88\x9a\x07`))],
];

test.each(plants)("a leak in %s is found", async (_, where, plant) => {
  expect(await leaks(plant)).toContain(where);
});

test("standard names of the format are no leak, though a closed title is the same word", async () => {
  expect(await leaks(undefined, terms({ closedTitle: "Outlines" }))).toEqual([]);
  expect(await leaks((packet) => packet.outline.push({ title: "Outlines", to: null, children: [] }), terms({ closedTitle: "Outlines" }))).toEqual(["outline"]);
});

test("a document that is no PDF is searched too", async () => {
  expect(await findLeaks(new TextEncoder().encode(`bare en tekst: ${title}`), terms())).toHaveLength(1);
  expect(await findLeaks(new TextEncoder().encode(`<p>Salg af <strong>Ørken</strong>m&#248;llen</p>`), terms())).toHaveLength(1);
  expect(await findLeaks(zipSync({ "word/document.xml": new TextEncoder().encode(`<w:p><w:t>${title}</w:t></w:p>`) }), terms())).toHaveLength(1);
  expect(await findLeaks(zipSync({ "word/document.xml": new TextEncoder().encode(`<w:p><w:t>Om stier</w:t></w:p>`) }), terms())).toEqual([]);
});
