import { expect, test } from "vitest";
import type { Block, Document, Inline } from "../../../../../core/document/document.ts";
import { openWritten, paragraphsOf, textOf, valuesOf } from "./open-docx.ts";
import { cell, emphasis, empty, h, link, note, p, striped, strong, styled, t, table, th, ul, withBlocks } from "./sample.ts";

const group = (role: "part" | "section" | "keep", ...children: readonly Block[]): Block => ({ type: "group", role, children });
const image = (more: Partial<Extract<Block, { type: "image" }>> = {}): Block => ({ type: "image", source: "image:kort", alt: "Kort over åen", width: null, ...more });
const withImage = (width: number, height: number, ...blocks: readonly Block[]): Document => ({
  ...withBlocks(...blocks),
  images: new Map([["image:kort", { mediaType: "image/png", bytes: striped(width, height), width, height }]]),
});
/** Width and height of the pictures, in points. */
const sizesOf = (xml: string) => [...xml.matchAll(/<wp:extent cx="(\d+)" cy="(\d+)"/g)].map((match) => [Number(match[1]) / 12700, Number(match[2]) / 12700]);

test("parts and page breaks begin a page by the property of a paragraph, with no empty ones", async () => {
  const { body, paragraph } = await openWritten(withBlocks(group("part", p("først")), group("part", table([[th("i tabel")]])), { type: "page-break" }, { type: "page-break" }, p("efter brud"), group("part", group("section", ul("i liste"))), { type: "page-break" }));
  expect(paragraph("først")).not.toContain("pageBreakBefore");
  for (const text of ["i tabel", "efter brud", "i liste"]) expect(paragraph(text)).toContain("<w:pageBreakBefore/>");
  expect(body.split("<w:pageBreakBefore/>").length - 1).toBe(3);
  expect(body).not.toContain('w:type="page"');
});

test("a heading at the top of its own page keeps no distance to it", async () => {
  const { paragraph } = await openWritten(withBlocks(h(1, "et"), group("part", h(1, "to"))));
  expect(paragraph("et")).not.toContain("<w:spacing");
  expect(valuesOf(paragraph("to"), "w:spacing", "w:before")).toEqual(["0"]);
});

test("blocks that belong together stay on one page, and the last of them is free", async () => {
  const { paragraph } = await openWritten(withBlocks(group("keep", p("et"), p("to"), p("tre")), p("fri")));
  expect([paragraph("et"), paragraph("to"), paragraph("tre"), paragraph("fri")].map((xml) => xml.includes("<w:keepNext/>"))).toEqual([true, true, false, false]);
});

test("one Word style for each style that is used, with the pack's label and look", async () => {
  const { paragraph, xml } = await openWritten(withBlocks(styled("kicker", "Forlinje her"), styled("title", "Titlen"), styled("ukendt", "Uden stil")));
  const styles = xml("word/styles.xml");
  const kicker = new RegExp(`w:styleId="${valuesOf(paragraph("Forlinje her"), "w:pStyle")[0]}">.*?</w:style>`, "s").exec(styles)?.[0] ?? "";
  expect(valuesOf(kicker, "w:name")).toEqual(["Forlinje"]);
  expect(valuesOf(kicker, "w:sz")).toEqual(["18"]);
  expect(kicker).toContain('<w:spacing w:before="0" w:after="40" w:line="240" w:lineRule="exact"/>');
  expect(kicker).toContain("<w:suppressAutoHyphens/>");
  expect(kicker).toContain('<w:color w:val="5A6B69"/>');
  expect(valuesOf(paragraph("Titlen"), "w:pStyle")).toEqual(["Title"]);
  expect(paragraph("Uden stil")).not.toContain("<w:pStyle");
  expect(styles).not.toContain("Underafsnit");
});

test("strong, emphasis, line breaks and special hyphens are Word's own", async () => {
  const { paragraph } = await openWritten(withBlocks(p("Se ", strong("fed"), " ", emphasis("kursiv"), { type: "strong", children: [emphasis("begge")] }, { type: "line-break" }, "Århus\u2011banen sam\u00adarbejde")));
  const xml = paragraph("Se");
  expect(xml).toMatch(/<w:rPr><w:b\/>.{0,12}<\/w:rPr><w:t[^>]*>fed</);
  expect(xml).toMatch(/<w:rPr><w:i\/>.{0,12}<\/w:rPr><w:t[^>]*>kursiv</);
  expect(xml).toMatch(/<w:b\/>(<w:bCs\/>)?<w:i\/>(<w:iCs\/>)?<\/w:rPr><w:t[^>]*>begge</);
  expect(xml).toContain("<w:br/>");
  expect(xml).toContain("<w:noBreakHyphen/>");
  expect(xml).toContain("<w:softHyphen/>");
});

test("links out of the document are relationships, those within it go to bookmarks, and a dead one is text and a notice", async () => {
  const { paragraph, xml, notices } = await openWritten(
    withBlocks(h(1, "Mål", { id: "maal" }), p(link("https://example.org/a?b=1&c=2#del", "ud")), p(link("#maal", "ind")), p(link("#borte", "dødt")), p(link("javascript:alert(1)", "skidt"))),
  );
  const id = valuesOf(paragraph("ud"), "w:hyperlink", "r:id")[0];
  expect(xml("word/_rels/document.xml.rels")).toMatch(new RegExp(`Id="${id}"[^>]*Target="https://example.org/a\\?b=1&amp;c=2"[^>]*TargetMode="External"`));
  expect(valuesOf(paragraph("ind"), "w:hyperlink", "w:anchor")).toEqual(["_maal"]);
  expect(paragraph("ind")).toContain('<w:rStyle w:val="Hyperlink"/>');
  for (const text of ["dødt", "skidt"]) expect(paragraph(text)).not.toContain("hyperlink");
  expect(notices.map((one) => one.code)).toEqual(["not-set", "not-set"]);
});

test("footnotes are Word's, numbered in the order of their references, in lists and tables too", async () => {
  const { body, xml } = await openWritten(withBlocks(p("a", note("første", 1)), ul([p("b", note("anden", 2))]), table([[cell("c", { children: [p("c", note("tredje", 3))] })]])));
  expect(valuesOf(body, "w:footnoteReference", "w:id")).toEqual(["1", "2", "3"]);
  const notes = xml("word/footnotes.xml");
  for (const [index, text] of ["første", "anden", "tredje"].entries()) {
    const one = new RegExp(`<w:footnote w:id="${index + 1}">.*?</w:footnote>`, "s").exec(notes)?.[0] ?? "";
    expect(textOf(one).trim()).toBe(text);
    expect(valuesOf(one, "w:pStyle")).toEqual(["FootnoteText"]);
    expect(one).toContain("<w:footnoteRef/>");
  }
});

test("a link in a footnote works, and a note in a note is set in parentheses and reported", async () => {
  const inner: Inline = { type: "footnote", number: 1, children: [t("Se "), link("https://example.org/", "her"), note("dybere")] };
  const { xml, notices } = await openWritten(withBlocks(p("a", inner)));
  const id = valuesOf(xml("word/footnotes.xml"), "w:hyperlink", "r:id")[0];
  expect(xml("word/_rels/footnotes.xml.rels")).toMatch(new RegExp(`Id="${id}"[^>]*Target="https://example.org/"`));
  expect(textOf(xml("word/footnotes.xml"))).toContain("her (dybere)");
  expect(notices).toEqual([{ code: "not-set", facts: { what: "Fodnoten »dybere«", format: "DOCX" } }]);
});

test("a picture has its natural size at 150 to the inch, up to the text's width", async () => {
  const small = await openWritten(withImage(300, 150, image()));
  expect(sizesOf(small.body)).toEqual([[144, 72]]);
  const large = await openWritten(withImage(3000, 600, image()));
  expect(sizesOf(large.body)[0]?.[0]).toBeCloseTo(453.28, 1);
  const share = await openWritten(withImage(300, 150, image({ width: 0.5 })));
  expect(sizesOf(share.body)[0]?.[0]).toBeCloseTo(226.64, 1);
  const tall = await openWritten(withImage(300, 3000, image({ width: 1 })));
  expect(sizesOf(tall.body)[0]?.[1]).toBeLessThanOrEqual(841.89 - 79 - 71);
});

test("a picture has its alternative text, or is marked as decoration, and no line's height cuts it off", async () => {
  const { body, files } = await openWritten(withImage(30, 30, image({ alt: 'Kort med "æ" & ø' }), image({ alt: "" })));
  const [first = "", second = ""] = body.match(/<wp:docPr .*?<wp:cNvGraphicFramePr/gs) ?? [];
  expect(first).toContain('descr="Kort med &quot;æ&quot; &amp; ø"');
  expect(first).not.toContain("decorative");
  expect(second).toMatch(/decorative[^>]* val="1"/);
  expect(new Set(valuesOf(body, "wp:docPr", "id")).size).toBe(2);
  expect(paragraphsOf(body)[0]).toContain('w:lineRule="auto"');
  expect(Object.keys(files).filter((path) => path.startsWith("word/media/")).length).toBe(1);
});

test("a picture that is not there is a frame with its text, and a notice", async () => {
  const { body, notices } = await openWritten(withBlocks(image()));
  expect(textOf(body)).toBe("Kort over åen");
  expect(body).toContain("<w:pBdr>");
  expect(notices).toEqual([{ code: "image.missing", facts: { source: "image:kort" } }]);
});

test("a quotation has Word's style for quotations, and what else it holds is moved in as far", async () => {
  const { paragraph, xml } = await openWritten(withBlocks({ type: "quote", children: [p("citeret"), styled("quote", "også citeret"), styled("kicker", "kilde")] }));
  for (const text of ["citeret", "også citeret"]) {
    expect(valuesOf(paragraph(text), "w:pStyle")).toEqual(["Quote"]);
    expect(paragraph(text)).not.toContain("<w:ind");
  }
  expect(valuesOf(paragraph("kilde"), "w:ind", "w:left")).toEqual(["320"]);
  expect(xml("word/styles.xml")).toContain('<w:name w:val="Quote"/>');
});

test("a document whose pack has no styles at all still has a body, tables and notes", async () => {
  const bare: Document = { ...empty, styles: { ...empty.styles, paragraphs: new Map(), tables: new Map() }, blocks: [h(1, "Overskrift"), p("tekst", note("note")), table([[th("a")], [cell("b")]])] };
  const { body, notices } = await openWritten(bare);
  expect(textOf(body)).toBe("Overskrifttekstab");
  expect(notices).toEqual([]);
});
