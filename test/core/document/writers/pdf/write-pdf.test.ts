import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import type { Block, Document, Inline } from "../../../../../core/document/document.ts";
import { openTypefaces } from "../../../../../core/document/writers/pdf/typefaces.ts";
import { createPdfWriter } from "../../../../../core/document/writers/pdf/write-pdf.ts";
import type { Written } from "../../../../../core/document/writer.ts";
import { loadFonts } from "../../../../../platform/fonts.ts";
import { drawnPicture, fullSample } from "../../../../support/full-sample.ts";
import { accessibilityFaults, hasTool, readPdf, runOverPdf, structure } from "../../../../support/pdf-checks.ts";
import { bulletList, cell, footnote, heading1, heading2, link, numberedList, paragraph, running, sampleDocument, sampleOptions, sampleSetup, styled, table, text } from "../../../../support/sample-document.ts";

const write = createPdfWriter(loadFonts());
const prose = "Udvalget drøftede forslaget om fælles indkøb og bad om et overblik over de kommuner, der allerede deltager i ordningen. ";

function set(blocks: readonly Block[], changes: Partial<Document> = {}): Promise<Written> {
  return write(sampleDocument(blocks, changes), sampleOptions);
}

// ---------------------------------------------------------------- accessibility

test("a document with everything in it claims PDF/A-2a and PDF/UA-1 and keeps what a test can see of them", async () => {
  const { bytes } = await write(fullSample(), sampleOptions);
  expect(accessibilityFaults(bytes)).toEqual([]);
  const read = await readPdf(bytes);
  expect(read.tagged).toBe(true);
  expect(read.language).toBe("da-DK");
  expect(read.info).toMatchObject({ Title: "Dagsorden for Prøveudvalget den 4. marts 2026", Producer: "Forelæg", Creator: "Forelæg", CreationDate: "D:20260220103000Z" });
});

test("an empty document is one page without faults", async () => {
  const { bytes, pages } = await set([]);
  expect(pages).toBe(1);
  expect(accessibilityFaults(bytes)).toEqual([]);
});

test("a table at the very head of a document without running lines is no more than tags and artifacts", async () => {
  const { bytes } = await set([table(["Navn", "Antal"], [["Broer", "4"]])], { header: [], footer: [] });
  expect(accessibilityFaults(bytes)).toEqual([]);
});

test("spans that reach out of a table and rows that are too short still give a table with the same columns in each row", async () => {
  const { bytes } = await set([
    table(["A", "B", "C"], [[cell("Et", { rowSpan: 9 }), cell("To", { colSpan: 4, rowSpan: 2 })], ["Tre"], ["Fire", "Fem", "Seks", "Syv"]]),
    table([], [[cell("Et", { rowSpan: 2 }), cell("To", { rowSpan: 0, colSpan: 0 })], [cell("Tre", { colSpan: 2 })]]),
  ]);
  expect(accessibilityFaults(bytes)).toEqual([]);
});

test("text is as wide on the page as it was when it was set", async () => {
  const words = "AVATAR Tøvejr, Vest. LYTTE 11.150 »Kraft«";
  const { bytes } = await set([paragraph(words)], { header: [], footer: [] });
  const items = (await readPdf(bytes)).pages[0]?.items ?? [];
  const end = Math.max(...items.map((item) => item.x + item.width));
  const { shape } = openTypefaces(loadFonts());
  const width = words.split(" ").reduce((sum, word) => sum + shape(0, word).width, 0) + 5 * shape(0, " ").width;
  expect(end - sampleSetup.marginLeft).toBeCloseTo((width * 10.5) / 1000, 1);
});

test("anchors are found whatever their letters", async () => {
  const anchors = ["b", "A", "a10", "a9", "Æble", "æble", "sag (1)", "B"];
  const { bytes } = await set(anchors.map((id): Block => ({ type: "paragraph", style: "body", id, children: [text("Her."), link(`#${id}`, "Dertil")] })));
  expect(accessibilityFaults(bytes)).toEqual([]);
  const read = await readPdf(bytes);
  for (const found of read.pages[0]?.links ?? []) expect(read.destinations.has(String(found.dest))).toBe(true);
  expect(read.destinations.size).toBe(anchors.length);
});

test("a title with signs of markup is the same in the metadata as in the information", async () => {
  const { bytes } = await set([paragraph("Indhold.")], { title: "Budget <2027> & »anlæg«", author: "", subject: "" });
  expect(accessibilityFaults(bytes)).toEqual([]);
  expect((await readPdf(bytes)).info["Title"]).toBe("Budget <2027> & »anlæg«");
});

test("levels of headings leave no gap for readers of tags, whatever the document skips", async () => {
  const heading = (level: 1 | 2 | 3 | 4 | 5 | 6): Block => ({ type: "heading", level, style: "heading-2", id: null, entry: null, listed: false, children: [text(`Niveau ${level}`)] });
  const { bytes } = await set([heading(2), heading(5), heading(3), heading(1), heading(4)]);
  expect(structure(bytes).map(({ role }) => role).filter((role) => role.startsWith("H"))).toEqual(["H1", "H2", "H2", "H1", "H2"]);
  expect(accessibilityFaults(bytes)).toEqual([]);
});

test("a title loses what XML cannot hold, and where nothing is left of it the file says so", async () => {
  const strange = await set([paragraph("Indhold.")], { title: " Budget\u0007\u0000 2027\r\n\ud800og\tanlæg \u{1f600}", author: "\u0001", subject: "  " });
  expect(accessibilityFaults(strange.bytes)).toEqual([]);
  expect((await readPdf(strange.bytes)).info).toMatchObject({ Title: "Budget 2027 \ufffdog anlæg \u{1f600}" });
  const none = await set([paragraph("Indhold.")], { title: "\u0001\ufffe" });
  expect(accessibilityFaults(none.bytes)).toEqual([]);
  expect((await readPdf(none.bytes)).info["Title"]).toBe("Uden titel");
});

test("no text is so long that the file may not hold it", async () => {
  const long = "Æ".repeat(40_000);
  const { bytes } = await set(
    [
      { type: "contents", style: "contents", entries: [{ level: 1, text: long, target: "a" }] },
      { ...heading1("a", "1. SAG"), entry: long } as Block,
      { type: "image", source: "borte", alt: long, width: null },
      paragraph(link("https://eksempel.invalid/", prose.repeat(300)), link(`https://eksempel.invalid/${"q".repeat(40_000)}`, "for lang"), link(`#${long}`, "intet sted")),
    ],
    { title: long, author: long, subject: long },
  );
  expect(accessibilityFaults(bytes)).toEqual([]);
  expect(bytes.length).toBeLessThan(4_000_000);
});

test("a language that is none becomes Danish", async () => {
  for (const [language, written] of [["", "da-DK"], ["dansk_DK", "da-DK"], ["kl-GL", "kl-GL"]] as const) {
    const { bytes } = await set([paragraph("Indhold.")], { language });
    expect(accessibilityFaults(bytes)).toEqual([]);
    expect((await readPdf(bytes)).language).toBe(written);
  }
});

test("a table of nothing but header rows has them in its body, and a caption without a letter is none", async () => {
  const { bytes } = await set([table(["Navn", "Antal"], [], "\u200b")]);
  expect(structure(bytes).map(({ role }) => role)).toEqual(["Document", "Table", "TBody", "TR", "TH", "TH"]);
  expect(accessibilityFaults(bytes)).toEqual([]);
});

test("ten notes and more have their names in the order of the bytes", async () => {
  const { bytes } = await set(Array.from({ length: 12 }, (_, index) => paragraph("Tekst", footnote(index + 1, text("Note")))));
  expect(accessibilityFaults(bytes)).toEqual([]);
});

test("every glyph has a character, also where a letter is set as two glyphs", async () => {
  const { bytes } = await set([paragraph("a\u0323\u0308 x\u0301\u0302 q\u0323\u0307 \u0908 \u0915\u094d\u0937 ﬁ ﬄ \ue000 \uf0b7 \u{f0001} \ufeff")]);
  expect(accessibilityFaults(bytes)).toEqual([]);
});

test("a note in a link has its own link beside it, and each link has its annotation", async () => {
  const within = (...children: Inline[]): Inline => ({ type: "link", href: "https://eksempel.invalid/", children });
  const { bytes } = await set([paragraph("Se ", within(text("siden"), footnote(1, text("Note")))), paragraph(within(footnote(2, text("Alene"))))]);
  expect(accessibilityFaults(bytes)).toEqual([]);
  expect(structure(bytes).filter(({ role }) => role === "Link").map(({ parent }) => parent)).toEqual(["P", "Reference", "Lbl", "Reference", "Lbl"]);
});

test("links without an address are words, and halves of characters do no harm", async () => {
  const { bytes } = await set([paragraph(link("", "intet"), " ", link("#", "tomt"), " ", link(" https://eksempel.invalid/a ", "rettet"), " ", link("https://eksempel.invalid/\ud800", "halv"), " ", link("#\ud800", "halvt anker"))]);
  expect(accessibilityFaults(bytes)).toEqual([]);
  const [page] = (await readPdf(bytes)).pages;
  expect(page?.lines).toContain("intet tomt rettet halv halvt anker");
  expect(page?.links.map(({ url, dest }) => url ?? dest)).toEqual(["https://eksempel.invalid/a", "https://eksempel.invalid/%EF%BF%BD", "%EF%BF%BD"]);
});

test("qpdf finds nothing wrong", { skip: !hasTool("qpdf") }, async () => {
  const { bytes } = await write(fullSample(), sampleOptions);
  expect(runOverPdf(bytes, "qpdf", ["--check", "{}"])).toMatchObject({ status: 0 });
});

test("poppler finds every font embedded, as a subset, with its letters", { skip: !hasTool("pdffonts", "-v") }, async () => {
  const { bytes } = await write(fullSample(), sampleOptions);
  const fonts = runOverPdf(bytes, "pdffonts", ["{}"]).output.trim().split("\n").slice(2);
  expect(fonts.length).toBeGreaterThan(4);
  for (const font of fonts) expect(font).toMatch(/ yes yes yes /);
});

test("poppler reads Danish letters and the words in order", { skip: !hasTool("pdftotext", "-v") }, async () => {
  const { bytes } = await set([paragraph("Rødgrød med fløde på Ærø; blåbær, ÆØÅ og é. ", prose)]);
  expect(runOverPdf(bytes, "pdftotext", ["{}", "-"]).output.replace(/\s+/g, " ")).toContain(`Rødgrød med fløde på Ærø; blåbær, ÆØÅ og é. ${prose.trim()}`);
});

// ---------------------------------------------------------------- the same input, the same bytes

test("what a writer has set before leaves no trace in the next document", async () => {
  const own = createPdfWriter(loadFonts());
  await own(sampleDocument([paragraph("Covid\u201119 \u00b5 \u03bc \u2126, ÅÆØ og H\u2082O")]), sampleOptions);
  const after = await own(fullSample(), sampleOptions);
  expect(digest(after.bytes)).toBe(digest((await write(fullSample(), sampleOptions)).bytes));
});

test("the same document, date and id give the same bytes", async () => {
  const first = await write(fullSample(), sampleOptions);
  const again = await createPdfWriter(loadFonts())(fullSample(), sampleOptions);
  const other = await write(fullSample(), { ...sampleOptions, id: "ff" });
  expect(digest(again.bytes)).toBe(digest(first.bytes));
  expect(digest(other.bytes)).not.toBe(digest(first.bytes));
});

function digest(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

// ---------------------------------------------------------------- running lines, contents, outline, links

test("running lines know the page and the number of pages, and the first page may have its own", async () => {
  const page = (from: string) => [running("running", [text(from)], [], [text("Side "), { type: "page-number" as const }, text(" af "), { type: "page-count" as const }])];
  const { bytes } = await set([paragraph("Et"), { type: "page-break" }, paragraph("To"), { type: "page-break" }, paragraph("Tre")], { header: page("Øvrige"), firstHeader: page("Første"), footer: [] });
  const read = await readPdf(bytes);
  expect(read.pages.map(({ lines }) => lines[0])).toEqual(["Første Side 1 af 3", "Øvrige Side 2 af 3", "Øvrige Side 3 af 3"]);
});

test("the numbers in the contents are those of the pages where their headings stand, and lead there", async () => {
  const items = [1, 2, 3, 4].map((number) => [heading1(`punkt-${number}`, `${number}. SAG`), paragraph(prose.repeat(12 * number))]).flat();
  const entries = [1, 2, 3, 4].map((number) => ({ level: 1, text: `${number}. Sag`, target: `punkt-${number}` }));
  const { bytes } = await set([{ type: "contents", style: "contents", entries }, ...items]);
  const read = await readPdf(bytes);
  const first = read.pages[0];
  for (const number of [1, 2, 3, 4]) {
    const page = read.destinations.get(`punkt-${number}`) ?? -1;
    expect(read.pages[page]?.lines).toContain(`${number}. SAG`);
    expect(first?.lines).toContain(`${number}. Sag ${page + 1}`);
  }
  expect(first?.links.map(({ dest }) => dest)).toEqual(["punkt-1", "punkt-2", "punkt-3", "punkt-4"]);
});

test("the outline has the headings of level 1 and 2, under their short names", async () => {
  const { bytes } = await set([{ ...heading1("a", "1. BESLUTNINGSSAG: NY HAVN"), entry: "1. Ny havn" } as Block, heading2("Indstilling"), paragraph("Ja."), { type: "page-break" }, heading1("b", "2. EVENTUELT")]);
  const read = await readPdf(bytes);
  expect(read.outline).toEqual([
    { title: "1. Ny havn", page: 0, items: [{ title: "Indstilling", page: 0, items: [] }] },
    { title: "2. EVENTUELT", page: 1, items: [] },
  ]);
  expect(read.labels).toEqual(["1", "2"]);
});

test("links lead out of the document and to places in it", async () => {
  const { bytes } = await set([paragraph("Se ", link("https://eksempel.invalid/rådhus?q=ø", "rådhusets side"), " og ", link("#maal", "målet"), "."), { type: "paragraph", style: "body", id: "maal", children: [text("Her.")] }]);
  const [page] = (await readPdf(bytes)).pages;
  expect(page?.links.map(({ url, dest }) => url ?? dest)).toEqual(["https://eksempel.invalid/r%C3%A5dhus?q=%C3%B8", "maal"]);
  expect(accessibilityFaults(bytes)).toEqual([]);
});

// ---------------------------------------------------------------- what cannot be set

test("a character that no font has becomes ▯, and is said once", async () => {
  const { bytes, notices } = await set([paragraph("Se 漢 og 漢.")]);
  expect(notices).toEqual([{ code: "glyph.missing", facts: { character: "漢", codePoint: "U+6F22" } }]);
  expect((await readPdf(bytes)).pages[0]?.lines).toContain("Se ▯ og ▯.");
});

test("control characters fall away, and other alphabets come from the fallback fonts", async () => {
  const { bytes, notices } = await set([paragraph("Før\u0007\u200befter, Ελλάδα, Ж, ☐ og ∑.")]);
  expect(notices).toEqual([]);
  expect((await readPdf(bytes)).pages[0]?.items.map((item) => item.text).join("")).toContain("Førefter");
  expect(accessibilityFaults(bytes)).toEqual([]);
});

test("a missing or damaged picture leaves a frame with its alternative text, and is said", async () => {
  const images = new Map([["skadet", { mediaType: "image/png" as const, bytes: new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]), width: 3, height: 3 }]]);
  const { bytes, notices } = await set(
    [
      { type: "image", source: "borte", alt: "Kort over havnen", width: null },
      { type: "image", source: "skadet", alt: "Plan for pladsen", width: null },
    ],
    { images },
  );
  expect(notices.map(({ code }) => code)).toEqual(["image.missing", "image.unreadable"]);
  expect((await readPdf(bytes)).pages[0]?.lines).toEqual(expect.arrayContaining(["Kort over havnen", "Plan for pladsen"]));
  expect(accessibilityFaults(bytes)).toEqual([]);
});

// ---------------------------------------------------------------- structure

test("lists, tables, notes and links are tagged as what they are", async () => {
  const { bytes } = await set([
    bulletList("et", "to"),
    numberedList("a", 1, "et"),
    table(["Navn", "Antal"], [["Broer", "4"]], "Tabel 1"),
    paragraph("Tekst", footnote(1, text("Note")), "."),
  ]);
  const roles = structure(bytes).map(({ role, parent }) => `${parent}>${role}`);
  expect(roles).toEqual([
    "StructTreeRoot>Document",
    "Document>L", "L>LI", "LI>Lbl", "LI>LBody", "L>LI", "LI>Lbl", "LI>LBody",
    "Document>L", "L>LI", "LI>Lbl", "LI>LBody",
    "Document>Table", "Table>Caption", "Table>THead", "THead>TR", "TR>TH", "TR>TH", "Table>TBody", "TBody>TR", "TR>TD", "TR>TD",
    "Document>P", "P>Reference", "Reference>Link", "P>Note", "Note>Lbl", "Lbl>Link",
  ]);
  expect(accessibilityFaults(bytes)).toEqual([]);
});

test("notes without a number, and unknown styles, are set all the same", async () => {
  const { bytes } = await set([styled("findes-ikke", "Tekst", footnote(0, text("Uden nummer")), " mere", footnote(0, text("Også uden")), ".")]);
  expect(accessibilityFaults(bytes)).toEqual([]);
  expect((await readPdf(bytes)).pages[0]?.lines).toEqual(expect.arrayContaining(["* Uden nummer", "* Også uden"]));
});

test("a note inside a note becomes a parenthesis, so that nothing is lost", async () => {
  const { bytes } = await set([paragraph("Tekst", footnote(1, text("Ydre"), footnote(2, text("indre"))), ".")]);
  expect((await readPdf(bytes)).pages[0]?.lines).toContain("1 Ydre (indre)");
});

test("what holds nothing leaves nothing, neither on the page nor in the tree", async () => {
  const { bytes } = await set([
    paragraph(" "),
    heading2(""),
    bulletList(),
    table([], []),
    { type: "contents", style: "contents", entries: [] },
    { type: "contents", style: "contents", entries: [{ level: 1, text: "\u200b", target: "a" }] },
    heading1("a", "\u00ad"),
    { type: "image", source: "pynt", alt: " ", width: null },
    { type: "quote", children: [paragraph("")] },
    { type: "group", role: "section", children: [{ type: "group", role: "keep", children: [] }] },
    paragraph("Det eneste."),
  ], { images: new Map([["pynt", drawnPicture(10, 10)]]) });
  expect(structure(bytes).map(({ role }) => role)).toEqual(["Document", "P"]);
  expect((await readPdf(bytes)).pages[0]?.lines).toContain("Det eneste.");
});

test("a thousand items are set without faults", async () => {
  const items = Array.from({ length: 1000 }, (_, index) => [heading1(`punkt-${index + 1}`, `${index + 1}. SAG`), paragraph(prose), bulletList("at det godkendes")]).flat();
  const entries = Array.from({ length: 1000 }, (_, index) => ({ level: 1, text: `${index + 1}. Sag`, target: `punkt-${index + 1}` }));
  const { bytes, pages } = await set([{ type: "contents", style: "contents", entries }, ...items]);
  expect(pages).toBeGreaterThan(100);
  expect(accessibilityFaults(bytes)).toEqual([]);
});
