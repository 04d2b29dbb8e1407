import { expect, test } from "vitest";
import { openWritten, paragraphsOf, textOf, valuesOf } from "./open-docx.ts";
import { cell, p, styled, t, table, th, ul, withBlocks } from "./sample.ts";

const rowsOf = (xml: string) => xml.match(/<w:tr>.*?<\/w:tr>/gs) ?? [];
const cellsOf = (xml: string) => xml.match(/<w:tc>.*?<\/w:tc>/gs) ?? [];

test("header rows are repeated on each page, and no row of a table that forbids it is split", async () => {
  const { body } = await openWritten(withBlocks(table([[th("År")], [cell("2027")], [cell("2028")]]), table([[th("År")], [cell("2029")]], { style: "grid" })));
  const rows = rowsOf(body);
  expect(rows.map((row) => row.includes("<w:tblHeader/>"))).toEqual([true, false, false, true, false]);
  expect(rows.map((row) => row.includes("<w:cantSplit/>"))).toEqual([true, true, true, true, false]);
});

test("a header row stays with the row below it", async () => {
  const { paragraph } = await openWritten(withBlocks(table([[th("År")], [cell("2027")]])));
  expect(paragraph("År")).toContain("<w:keepNext/>");
  expect(paragraph("2027")).not.toContain("keepNext");
});

test("column widths are as given and together as wide as the text", async () => {
  const { body } = await openWritten(withBlocks(table([[th("A"), th("B"), th("C")]], { widths: [0.5, 0.3, 0.2] })));
  const widths = valuesOf(body, "w:gridCol", "w:w").map(Number);
  expect(widths.reduce((sum, width) => sum + width, 0)).toBe(9066);
  expect(widths[0]).toBe(4533);
  expect(valuesOf(body, "w:tblW", "w:w")).toEqual(["9066"]);
  expect(valuesOf(body, "w:tcW", "w:w").map(Number)).toEqual(widths);
  expect(body).toContain('<w:tblLayout w:type="fixed"/>');
});

test("without given widths a column with much text is wider, and one of numbers keeps room for its longest", async () => {
  const long = "En lang begrundelse for beløbet, som ikke kan stå på en enkelt linje, hvor smal man end gør de andre spalter i tabellen.";
  const { body } = await openWritten(withBlocks(table([[th("Nr."), th("Begrundelse"), th("Beløb")], [cell("1"), cell(long), cell("12.345.678")]])));
  const [number = 0, text = 0, amount = 0] = valuesOf(body, "w:gridCol", "w:w").map(Number);
  expect(number + text + amount).toBe(9066);
  expect(text).toBeGreaterThan(amount);
  expect(amount).toBeGreaterThan(number);
  expect(amount).toBeGreaterThan("12.345.678".length * 9.5 * 0.5 * 20);
});

test("spans become grid spans and vertical merges, and every row fills the grid", async () => {
  const { body } = await openWritten(
    withBlocks(
      table(
        [
          [th("Område", { rowSpan: 2 }), th("Økonomi", { colSpan: 2 })],
          [th("Anlæg"), th("Drift")],
          [cell("Øst", { colSpan: 2, rowSpan: 2 }), cell("1")],
          [cell("2")],
          [cell("kort række")],
        ],
        { headerRows: 2 },
      ),
    ),
  );
  const shape = rowsOf(body).map((row) =>
    cellsOf(row).map((one) => `${valuesOf(one, "w:gridSpan")[0] ?? 1}${{ restart: "v", continue: "^" }[valuesOf(one, "w:vMerge")[0] ?? ""] ?? ""}${textOf(one)}`),
  );
  expect(shape).toEqual([
    ["1vOmråde", "2Økonomi"],
    ["1^", "1Anlæg", "1Drift"],
    ["2vØst", "11"],
    ["2^", "12"],
    ["1kort række", "1", "1"],
  ]);
});

test("a span over more rows than there are ends with the table", async () => {
  const { body } = await openWritten(withBlocks(table([[cell("a", { rowSpan: 5 }), cell("b")], [cell("c")]], { headerRows: 0 })));
  expect(rowsOf(body).length).toBe(2);
});

test("cells are aligned and header cells filled as the style says", async () => {
  const { body, paragraph } = await openWritten(withBlocks(table([[th("År"), th("Beløb", { align: "right" })], [cell("2027", { align: "centre" }), cell("10", { align: "right" })]])));
  expect(paragraph("Beløb")).toContain('<w:jc w:val="right"/>');
  expect(paragraph("2027")).toContain('<w:jc w:val="center"/>');
  expect(cellsOf(body).map((one) => valuesOf(one, "w:shd", "w:fill")[0])).toEqual(["E4EDEB", "E4EDEB", undefined, undefined]);
});

test("the caption stands above, in Word's caption style, and stays with the table", async () => {
  const { body, paragraph, xml } = await openWritten(withBlocks(table([[cell("1")]], { caption: [t("Tabel 1. Beløb")], headerRows: 0 })));
  expect(body.indexOf("Tabel 1. Beløb")).toBeLessThan(body.indexOf("<w:tbl>"));
  expect(paragraph("Tabel 1. Beløb")).toContain('<w:pStyle w:val="Caption"/>');
  const style = /<w:style [^>]*w:styleId="Caption">.*?<\/w:style>/s.exec(xml("word/styles.xml"))?.[0];
  expect(style).toContain('<w:name w:val="caption"/>');
  expect(paragraph("Tabel 1. Beløb") + style).toContain("<w:keepNext/>");
});

test("two tables in a row do not grow together, and one at the end of a cell or document is followed by a paragraph", async () => {
  const inner = table([[cell("inderst")]], { headerRows: 0 });
  const { body } = await openWritten(withBlocks(table([[cell("x", { children: [inner] })]], { headerRows: 0 }), table([[cell("anden")]], { headerRows: 0 })));
  expect(body).not.toContain("</w:tbl><w:tbl>");
  expect(body).not.toContain("</w:tbl></w:tc>");
  expect(body).not.toContain("</w:tbl><w:sectPr>");
});

test("the distance around a table is that of its style or of its neighbour, whichever is more", async () => {
  const { paragraph } = await openWritten(withBlocks(styled("cell", "før"), table([[cell("x")]], { headerRows: 0 }), styled("cell", "efter")));
  expect(valuesOf(paragraph("før"), "w:spacing", "w:after")).toEqual(["120"]);
  expect(valuesOf(paragraph("efter"), "w:spacing", "w:before")).toEqual(["180"]);
});

test("rules are those of the table's style", async () => {
  const { xml } = await openWritten(withBlocks(table([[cell("x")]]), p("a"), table([[cell("x")]], { style: "grid" })));
  const sides = (id: string) => [...(new RegExp(`w:styleId="${id}">.*?</w:style>`, "s").exec(xml("word/styles.xml"))?.[0] ?? "").matchAll(/<w:(\w+) w:val="single"/g)].map((match) => match[1]);
  expect(sides("Tabletable")).toEqual(["top", "bottom", "insideH"]);
  expect(sides("Tablegrid")).toEqual(["top", "left", "bottom", "right", "insideH", "insideV"]);
});

test("a list in a cell is a list, in the cell's own type", async () => {
  const { paragraph, body } = await openWritten(withBlocks(table([[cell("x", { children: [styled("cell", "Heraf"), ul([styled("cell", "broer")])] })]], { headerRows: 0 })));
  expect(paragraph("broer")).toContain("<w:numPr>");
  expect(valuesOf(paragraph("broer"), "w:pStyle")).toEqual(valuesOf(paragraph("Heraf"), "w:pStyle"));
  expect(paragraphsOf(body).length).toBe(3);
});

test("body text in cells takes the table's own styles, and its last paragraph no distance below", async () => {
  const { paragraph, xml } = await openWritten(withBlocks(table([[th("x", { children: [p("hoved")] })], [cell("x", { children: [p("a"), p("b")] })]])));
  const nameOf = (text: string) => new RegExp(`w:styleId="${valuesOf(paragraph(text), "w:pStyle")[0]}"><w:name w:val="([^"]*)"`).exec(xml("word/styles.xml"))?.[1];
  expect([nameOf("hoved"), nameOf("a")]).toEqual(["Tabelhoved", "Tabeltekst"]);
  const own = await openWritten(withBlocks(table([[cell("x", { children: [styled("kicker", "først"), styled("kicker", "sidst")] })]], { headerRows: 0 })));
  expect(own.paragraph("først")).not.toContain("<w:spacing");
  expect(valuesOf(own.paragraph("sidst"), "w:spacing", "w:after")).toEqual(["0"]);
});

test("a table without rows leaves nothing behind", async () => {
  const { body } = await openWritten(withBlocks(p("a"), table([]), p("b")));
  expect(body).not.toContain("<w:tbl>");
});
