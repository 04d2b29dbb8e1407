import { expect, test } from "vitest";
import { plainText } from "../../../core/document/document.ts";
import { isSafeAddress, readInlineText, readRichText, readTemplateHtml } from "../../../core/document/read-html.ts";
import { toHtml } from "../../../core/document/to-html.ts";
import type { Notice } from "../../../core/errors.ts";

const sha = "ab".repeat(32);

const canonical = [
  "<p>Et afsnit med <strong>fed</strong>, <em>kursiv</em> og <strong><em>begge</em></strong>.</p>",
  "<h1>Baggrund</h1><h2>Historik</h2><h3>Før 2020</h3>",
  "<ul><li><p>Et</p><ul><li><p>Under et</p></li></ul></li><li><p>To</p></li></ul>",
  '<ol><li><p>Først</p><ol type="a"><li><p>Så</p><ol type="i" start="4"><li><p>Til sidst</p></li></ol></li></ol></li></ol>',
  '<table><caption>Udgifter</caption><thead><tr><th><p>År</p></th><th align="right"><p>Mio. kr.</p></th></tr></thead><tbody><tr><th rowspan="2"><p>2027</p></th><td align="right"><p>1,5</p></td></tr><tr><td align="right"><p><strong>2,5</strong></p></td></tr><tr><td colspan="2"><p>I alt 4,0</p></td></tr></tbody></table>',
  '<p>Se <a href="https://eksempel.dk/?a=1&amp;b=2">siden</a> og <a href="mailto:a@eksempel.dk">skriv</a>.</p>',
  "<blockquote><p>Et citat</p></blockquote>",
  `<img src="image:${sha}" alt="Kort &quot;nord&quot;" width="60%">`,
  "<p>Udgiften<footnote>Budget 2027, side <em>4</em>.</footnote> er kendt.<br>Ny linje.</p>",
  '<p>Før</p><hr class="sideskift"><p>Efter &lt;b&gt; &amp; &gt;</p>',
];

test.each(canonical)("canonical text stays as it is through parser and serializer: %s", (html) => {
  expect(toHtml(readRichText(html, "prøven"))).toBe(html);
});

test("white space, empty paragraphs and nesting are brought to one form", () => {
  const html = "<p>  Et\n  afsnit <em><strong>med</strong></em> </p>\n<p>\u00a0 </p><p></p><ul>\n<li>løst</li></ul>";
  expect(toHtml(readRichText(html, "prøven"))).toBe("<p>Et afsnit <strong><em>med</em></strong></p><ul><li><p>løst</p></li></ul>");
});

test("a decomposed å is composed, so that search and order see one letter", () => {
  expect(toHtml(readRichText("<p>A\u030arhus</p>", "prøven"))).toBe("<p>Århus</p>");
});

test("a foreign element is refused with its name and line", () => {
  expect(() => readRichText("<p>fint</p>\n<marquee>nej</marquee>", "Sagsfremstilling")).toThrow(/<marquee> i Sagsfremstilling, linje 2/);
});

test("scripts, handlers and dangerous addresses never reach the document", () => {
  for (const html of ["<script>alert(1)</script>", '<p onclick="x()">a</p>', '<p><a href="javascript:alert(1)">a</a></p>', '<img src="https://eksempel.dk/x.png">', "<p><iframe></iframe></p>", '<p style="color:red">a</p>']) {
    expect(() => readRichText(html, "prøven"), html).toThrow();
  }
});

test("in healing, foreign markup goes, its words stay and each mending is told", () => {
  const notices: Notice[] = [];
  const html = '<div><p>Et <b>fedt</b> <font color="red">ord</font></p><script>alert(1)</script><p><a href="javascript:x">link</a></p></div>';
  expect(toHtml(readRichText(html, "prøven", { notices }))).toBe("<p>Et <strong>fedt</strong> ord</p><p>link</p>");
  expect(notices.length).toBeGreaterThanOrEqual(3);
});

test("in healing, what is drawn or run inside a line goes with its content, and bold in bold is bold", () => {
  expect(toHtml(readRichText("<p>før <svg><title>skjult</title></svg><style>p{}</style>efter</p>", "prøven", { notices: [] }))).toBe("<p>før efter</p>");
  expect(toHtml(readRichText("<p><strong>a <em><strong>b</strong></em></strong></p>", "prøven"))).toBe("<p><strong>a <em>b</em></strong></p>");
});

test("a list straight inside a list belongs to the item before it", () => {
  expect(toHtml(readRichText("<ul><li>et</li><ul><li>under</li></ul></ul>", "prøven", { notices: [] }))).toBe("<ul><li><p>et</p><ul><li><p>under</p></li></ul></li></ul>");
});

test("inline text has no blocks", () => {
  expect(plainText(readInlineText("Godkendt, <em>idet</em> …", "beslutningen"))).toBe("Godkendt, idet …");
  expect(() => readInlineText("<p>Godkendt</p>", "beslutningen")).toThrow();
});

test("headings of rich text stand below item and section", () => {
  const read = readTemplateHtml('<section class="del"><h1 id="punkt-1">1. SAG</h1><h2>AFSNIT</h2><div class="rigtekst"><h1>Under</h1></div></section>', "agenda.hbs");
  const group = read.blocks[0];
  expect(group?.type === "group" && group.children.map((block) => block.type === "heading" && [block.level, block.listed])).toEqual([[1, true], [2, false], [3, false]]);
});

test("running lines have three parts, and the first page may have its own", () => {
  const read = readTemplateHtml('<header><p>A<span class="midt">B</span><span class="hoejre">C <sidetal></sidetal></span></p></header><header class="forside"></header><p>x</p>', "agenda.hbs");
  expect(read.header[0]?.right.map((inline) => inline.type)).toEqual(["text", "page-number"]);
  expect(read.firstHeader).toEqual([]);
  expect(read.firstFooter).toBeNull();
});

test("only web, mail and anchors are addresses", () => {
  expect(["https://a.dk", "mailto:a@b.dk", "#punkt-1"].every(isSafeAddress)).toBe(true);
  expect(["javascript:x", "data:text/html,x", "file:///c:/x", "//a.dk", "https://a b"].some(isSafeAddress)).toBe(false);
});

test("whatever an editor or a Word file makes, once read it is read the same again", () => {
  const pieces = ["<p>", "<ul>", "<ol>", "<li>", "<strong>", "<em>", '<a href="https://eksempel.dk">', "<footnote>", "<br>", "<table>", "<td>", "<th>", "<blockquote>", "<h1>", `<img src="image:${sha}">`, "</strong>", "</em>", "</p>", "</li>", "</ul>", "ord", " ", "\u00a0", "å b"];
  let seed = 7;
  const piece = () => pieces[(seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % pieces.length];
  for (let count = 0; count < 3000; count += 1) {
    const html = Array.from({ length: 12 }, piece).join("");
    const once = toHtml(readRichText(html, "prøven", { notices: [] }));
    expect(toHtml(readRichText(once, "prøven")), html).toBe(once);
  }
});

test("a picture inside bold words, a link or a heading stands after them; where there is no room for it, that is told", () => {
  const image = `<img src="image:${sha}" alt="Kort">`;
  expect(toHtml(readRichText(`<p>før <strong>${image}</strong> efter</p>`, "prøven"))).toBe(`<p>før efter</p>${image}`);
  expect(toHtml(readRichText(`<ul><li><a href="https://eksempel.dk">${image}</a></li></ul>`, "prøven"))).toBe(`<ul><li>${image}</li></ul>`);
  expect(toHtml(readRichText(`<h1>Kort ${image}</h1>`, "prøven"))).toBe(`<h1>Kort</h1>${image}`);
  const notices: Notice[] = [];
  readRichText(`<p>a<footnote>b${image}</footnote></p>`, "prøven", { notices });
  expect(notices).toMatchObject([{ code: "html.healed" }]);
  expect(() => readRichText(`<p>a<footnote>b${image}</footnote></p>`, "prøven")).toThrow(/<img> kan ikke stå inde i en linje/);
});

test("text nested deeper than a page can hold is refused; in healing its words stay and it is told once", () => {
  for (const deep of ["<ul><li><p>ord</p>", "<blockquote>ord", "<em>ord"]) {
    const html = `${deep.repeat(5000)} sidst`;
    expect(() => readRichText(html, "prøven")).toThrow(/mere end 60 elementer/);
    const notices: Notice[] = [];
    const text = toHtml(readRichText(html, "prøven", { notices })).replace(/<[^>]*>/g, " ");
    expect(text.match(/ord/g)?.length ?? 0).toBe(5000);
    expect(text).toMatch(/sidst\s*$/);
    expect(notices).toHaveLength(1);
  }
});

test("a table wider than Word can hold is refused, also where its cells reach down into one another", () => {
  const cell = (colspan: number, rowspan = 1) => `<td colspan="${colspan}" rowspan="${rowspan}">ord</td>`;
  const table = (...rows: string[]) => `<table><tbody>${rows.map((row) => `<tr>${row}</tr>`).join("")}</tbody></table>`;
  expect(() => readRichText(table(cell(10_000) + cell(1)), "prøven")).toThrow(/mere end 63 spalter/);
  expect(() => readRichText(table(cell(40, 2), cell(40)), "prøven")).toThrow(/mere end 63 spalter/);
  expect(readRichText(table(cell(40), cell(40), cell(62, 3) + cell(1)), "prøven")).toHaveLength(1);
  expect(toHtml(readRichText(table(cell(10_000)), "prøven", { notices: [] }))).toBe("<p>ord</p>");
});

test("a template's section is a part, kept together or plain, whatever its class is called", () => {
  const roles = ["del", "samlet", "constructor"].map((name) => readTemplateHtml(`<section class="${name}"><p>x</p></section>`, "x.hbs").blocks[0]);
  expect(roles).toMatchObject([{ role: "part" }, { role: "keep" }, { role: "section" }]);
});

test("broken markup is refused in Danish", () => {
  expect(() => readRichText("<p>a <", "prøven")).toThrow(/teksten slutter efter »<«/);
  expect(() => readRichText('<ol start="1" start="2"><li>a</li></ol>', "prøven")).toThrow(/en egenskab står to gange/);
});

test("a cell in a table's head is a header cell; a picture is no wider than the text, and never nothing", () => {
  const table = readRichText("<table><thead><tr><td>År</td></tr></thead><tbody><tr><td>2027</td></tr></tbody></table>", "prøven")[0];
  expect(table?.type === "table" && table.rows.map(({ cells }) => cells[0]?.header)).toEqual(["column", null]);
  const widths = ["250%", "60%", "0%", "12", ""].map((width) => readRichText(`<img src="image:${sha}" width="${width}">`, "prøven")[0]);
  expect(widths.map((block) => block?.type === "image" && block.width)).toEqual([1, 0.6, 0.01, null, null]);
});

test("words in a quotation have its style, but not in a table inside it", () => {
  const quote = readRichText("<blockquote><p>a</p><table><tbody><tr><td>b</td></tr></tbody></table></blockquote>", "prøven")[0];
  expect(quote).toMatchObject({ children: [{ style: "quote" }, { rows: [{ cells: [{ children: [{ style: "body" }] }] }] }] });
});

test("column widths are shares of the whole", () => {
  const read = readTemplateHtml('<table><colgroup><col width="22"><col width="66"></colgroup><tbody><tr><td>a</td><td>b</td></tr></tbody></table>', "x.hbs").blocks[0];
  expect(read?.type === "table" && read.widths).toEqual([0.25, 0.75]);
});
