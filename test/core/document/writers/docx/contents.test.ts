import { expect, test } from "vitest";
import type { Block, Contents } from "../../../../../core/document/document.ts";
import { runPasses } from "../../../../../core/document/passes/passes.ts";
import { openWritten, textOf, valuesOf } from "./open-docx.ts";
import { empty, h, link, p, withBlocks } from "./sample.ts";

const contents: Contents = { type: "contents", style: "contents", entries: [] };
const part = (...children: readonly Block[]): Block => ({ type: "group", role: "part", children });
const instructionsOf = (xml: string) => [...xml.matchAll(/<w:instrText[^>]*>([^<]*)</g)].map((match) => match[1]?.trim().replaceAll("&quot;", '"'));

test("the contents are a field that is filled in, with a link and a page number for each entry", async () => {
  const { body, notices } = await openWritten(runPasses(withBlocks(contents, part(h(1, "Første", { listed: true }), p("a")), part(h(1, "Anden", { listed: true })))));
  const control = /<w:sdt>.*?<\/w:sdt>/s.exec(body)?.[0] ?? "";
  expect(instructionsOf(control)[0]).toBe('TOC \\o "1-1" \\h \\z \\u');
  expect(control).toContain('<w:docPartGallery w:val="Table of Contents"/>');
  expect(valuesOf(control, "w:pStyle")).toEqual(["TOC1", "TOC1"]);
  expect(valuesOf(control, "w:tab", "w:leader")).toEqual(["dot", "dot"]);
  expect(textOf(control)).toBe("Første2Anden3");
  expect(valuesOf(control, "w:fldChar", "w:fldCharType").filter((type) => type === "begin").length).toBe(valuesOf(control, "w:fldChar", "w:fldCharType").filter((type) => type === "end").length);
  const bookmarks = valuesOf(body, "w:bookmarkStart", "w:name");
  expect(valuesOf(control, "w:hyperlink", "w:anchor")).toEqual(bookmarks);
  expect(instructionsOf(control).slice(1)).toEqual(bookmarks.map((name) => `PAGEREF ${name} \\h`));
  expect(notices).toEqual([]);
});

test("a heading under other words, or one that is left out, makes the contents gather the entries that the headings carry", async () => {
  const { body, paragraph } = await openWritten(
    runPasses(withBlocks(h(1, "DAGSORDEN"), contents, h(1, "1. STIER", { listed: true, entry: '1. "Stier" langs C:\\åen' }), h(2, "Baggrund"))),
  );
  expect(instructionsOf(body)).toContain('TOC \\f C \\l "1-1" \\h \\z');
  expect(instructionsOf(paragraph("1. STIER"))).toEqual(['TC "1. \\"Stier\\" langs C:\\\\åen" \\f C \\l 1']);
  expect(instructionsOf(paragraph("DAGSORDEN"))).toEqual([]);
});

test("headings are Word's own, by level, and a second style of a level keeps its outline level", async () => {
  const { paragraph, xml } = await openWritten(withBlocks(h(1, "Et"), h(2, "To"), h(1, "Et til", { style: "title" }), h(3, "Tre")));
  expect(valuesOf(paragraph("Et"), "w:pStyle")).toEqual(["Heading1"]);
  expect(valuesOf(paragraph("To"), "w:pStyle")).toEqual(["Heading2"]);
  expect(valuesOf(paragraph("Tre"), "w:pStyle")).toEqual(["Heading3"]);
  const second = valuesOf(paragraph("Et til"), "w:pStyle")[0];
  const style = new RegExp(`w:styleId="${second}">.*?</w:style>`, "s").exec(xml("word/styles.xml"))?.[0] ?? "";
  expect(valuesOf(style, "w:outlineLvl")).toEqual(["0"]);
  expect(xml("word/styles.xml")).toContain('w:styleId="Heading1"><w:name w:val="heading 1"/>');
});

test("a title that is a heading does not take the place of the pack's own first heading", async () => {
  const item = empty.styles.paragraphs.get("item");
  if (!item) throw new Error("the sample has no style for items");
  const paragraphs = new Map([...empty.styles.paragraphs, ["heading-1", { ...item, name: "heading-1" }] as const]);
  const { paragraph, xml } = await openWritten({ ...withBlocks(h(1, "Dagsorden", { style: "title" }), h(1, "Punkt", { style: "heading-1" })), styles: { ...empty.styles, paragraphs } });
  expect(valuesOf(paragraph("Dagsorden"), "w:pStyle")).toEqual(["Title"]);
  expect(valuesOf(paragraph("Punkt"), "w:pStyle")).toEqual(["Heading1"]);
  expect(/w:styleId="Title">.*?<\/w:style>/s.exec(xml("word/styles.xml"))?.[0]).toContain('<w:outlineLvl w:val="0"/>');
});

test("bookmarks have names that Word takes, told apart whatever the anchors", async () => {
  const long = "punkt-".repeat(20);
  const ids = ["punkt-1", "punkt 1", "PUNKT/1", long, `${long}2`, "årsmøde-ø"];
  const { body } = await openWritten(withBlocks(...ids.map((id) => h(1, id, { id })), ...ids.map((id) => p(link(`#${id}`, "se")))));
  const names = valuesOf(body, "w:bookmarkStart", "w:name");
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(ids.length);
  for (const name of names) expect(name).toMatch(/^[\p{L}_][\p{L}\p{N}_]{0,39}$/u);
  expect(valuesOf(body, "w:hyperlink", "w:anchor")).toEqual(names);
  expect(valuesOf(body, "w:bookmarkStart", "w:id")).toEqual(valuesOf(body, "w:bookmarkEnd", "w:id"));
});

test("contents without entries leave nothing behind", async () => {
  const { body } = await openWritten(withBlocks(contents, p("a")));
  expect(body).not.toContain("TOC");
});
