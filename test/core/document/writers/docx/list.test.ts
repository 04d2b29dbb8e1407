import { expect, test } from "vitest";
import { openWritten, valuesOf } from "./open-docx.ts";
import { ol, p, table, cell, ul, withBlocks } from "./sample.ts";

/** Start and format of the list that a paragraph is numbered by. */
function numberingOf(paragraph: string, numbering: string): { readonly id: string; readonly level: number; readonly start: string | undefined; readonly format: string | undefined; readonly text: string | undefined } {
  const id = valuesOf(paragraph, "w:numId")[0] ?? "";
  const level = Number(valuesOf(paragraph, "w:ilvl")[0]);
  const list = new RegExp(`<w:num w:numId="${id}"[^>]*>.*?</w:num>`, "s").exec(numbering)?.[0] ?? "";
  const abstract = new RegExp(`<w:abstractNum w:abstractNumId="${valuesOf(list, "w:abstractNumId")[0]}".*?</w:abstractNum>`, "s").exec(numbering)?.[0] ?? "";
  const own = new RegExp(`<w:lvl w:ilvl="${level}".*?</w:lvl>`, "s").exec(abstract)?.[0] ?? "";
  const start = new RegExp(`<w:lvlOverride w:ilvl="${level}"><w:startOverride w:val="(\\d+)"`).exec(list)?.[1];
  return { id, level, start, format: valuesOf(own, "w:numFmt")[0], text: valuesOf(own, "w:lvlText")[0] };
}

test("each ordered list begins where it says, in its own form", async () => {
  const { paragraph, xml } = await openWritten(withBlocks(ol("1", 1, "et", "to"), p("imellem"), ol("1", 1, "forfra"), ol("1", 4, "fire"), ol("a", 1, "bogstav"), ol("i", 3, "romersk")));
  const look = (text: string) => numberingOf(paragraph(text), xml("word/numbering.xml"));
  expect(look("et").id).toBe(look("to").id);
  expect(look("forfra").id).not.toBe(look("et").id);
  expect(look("forfra")).toMatchObject({ start: "1", format: "decimal", text: "%1." });
  expect(look("fire")).toMatchObject({ start: "4", format: "decimal" });
  expect(look("bogstav")).toMatchObject({ start: "1", format: "lowerLetter" });
  expect(look("romersk")).toMatchObject({ start: "3", format: "lowerRoman" });
});

test("lists inside lists stand a level deeper, with their own marks and their own start", async () => {
  const { paragraph, xml } = await openWritten(withBlocks(ol("1", 1, [p("ydre"), ol("a", 1, "indre a")], [p("ydre to"), ol("a", 1, "indre igen")]), ul([p("punkt"), ul([p("streg"), ul("firkant")])])));
  const look = (text: string) => numberingOf(paragraph(text), xml("word/numbering.xml"));
  expect(look("indre a")).toMatchObject({ level: 1, start: "1", text: "%2." });
  expect(look("indre igen").id).not.toBe(look("indre a").id);
  expect(look("ydre to").id).toBe(look("ydre").id);
  expect([look("punkt").text, look("streg").text, look("firkant").text]).toEqual(["•", "–", "▪"]);
});

test("what more an item holds stands under its text, unnumbered", async () => {
  const { paragraph } = await openWritten(withBlocks(ol("1", 1, [p("første"), p("mere om det første")], "anden")));
  expect(paragraph("mere om det første")).not.toContain("<w:numPr>");
  expect(valuesOf(paragraph("mere om det første"), "w:ind", "w:left")).toEqual(["320"]);
});

test("an item that begins with something else than text keeps its number", async () => {
  const { body } = await openWritten(withBlocks(ol("1", 1, "et", [table([[cell("tabel")]], { headerRows: 0 })], "tre")));
  const numbers = valuesOf(body, "w:numId");
  expect(numbers.length).toBe(3);
  expect(new Set(numbers).size).toBe(1);
});

test("items sit tight where each is one paragraph, loosely where one holds more", async () => {
  const { paragraph, xml } = await openWritten(withBlocks(ul("tæt et", "tæt to", "tæt tre"), ul([p("løs et"), p("og mere")], "løs to", "løs tre")));
  const style = /w:styleId="ListParagraph">.*?<\/w:style>/s.exec(xml("word/styles.xml"))?.[0] ?? "";
  expect(valuesOf(style, "w:spacing", "w:after")).toEqual(["40"]);
  expect(paragraph("tæt to")).not.toContain("<w:spacing");
  expect(valuesOf(paragraph("løs to"), "w:spacing", "w:after")).toEqual(["150"]);
  expect(valuesOf(paragraph("tæt tre"), "w:spacing", "w:after")).toEqual(["150"]);
});

test("lists deeper than Word's nine levels still stand", async () => {
  let list = ul("dybest");
  for (let depth = 0; depth < 12; depth += 1) list = ul([p(`lag ${depth}`), list]);
  const { paragraph } = await openWritten(withBlocks(list));
  expect(valuesOf(paragraph("dybest"), "w:ilvl")).toEqual(["8"]);
});

test("marks stand to the right, before their text, and a list with wide ones is indented as far as they need", async () => {
  const { paragraph, xml } = await openWritten(withBlocks(ol("i", 1, "en", "to", "tre", "fire", "fem", "seks", "syv", "otte"), ol("1", 98, "niks", "halvfems", "hundrede"), ol("1", 1, "smal")));
  for (const text of ["otte", "hundrede"]) {
    const [left] = valuesOf(paragraph(text), "w:ind", "w:left").map(Number);
    expect(left).toBeGreaterThan(320);
    expect(valuesOf(paragraph(text), "w:ind", "w:hanging")).toEqual(["105"]);
  }
  expect(new Set(valuesOf(xml("word/numbering.xml").split("w:abstractNumId=\"2\"")[1] ?? "", "w:lvlJc"))).toEqual(new Set(["right"]));
  expect(paragraph("smal")).not.toContain("<w:ind");
});
