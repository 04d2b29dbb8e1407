import { expect, test } from "vitest";
import { type Block, type Document, plainText } from "../../../../core/document/document.ts";
import { runPasses } from "../../../../core/document/passes/passes.ts";
import { readTemplateHtml } from "../../../../core/document/read-html.ts";
import { createPackLibrary } from "../../../../templates/load-pack.ts";

const pack = createPackLibrary().load("region");

function documentOf(html: string): Document {
  const read = readTemplateHtml(html, "prøve.hbs");
  return { title: "Prøve", author: "", subject: "", language: "da-DK", mark: "", setup: pack.pageSetup("agenda"), styles: pack.styles, images: new Map(), ...read };
}

function isOf<Type extends Block["type"]>(block: Block, type: Type): block is Extract<Block, { type: Type }> {
  return block.type === type;
}

function find<Type extends Block["type"]>(blocks: readonly Block[], type: Type): Extract<Block, { type: Type }>[] {
  return blocks.flatMap((block) => [
    ...(isOf(block, type) ? [block] : []),
    ...("children" in block && block.type !== "paragraph" && block.type !== "heading" ? find(block.children, type) : []),
    ...(block.type === "table" ? block.rows.flatMap((row) => row.cells.flatMap((cell) => find(cell.children, type))) : []),
  ]);
}

test("footnotes are numbered through the document in reading order, also inside tables", () => {
  const { blocks } = runPasses(documentOf("<p>a<footnote>x</footnote></p><table><tr><td>b<footnote>y</footnote></td></tr></table><p>c<footnote>z</footnote></p>"));
  const numbers = find(blocks, "paragraph").flatMap((paragraph) => paragraph.children.flatMap((inline) => (inline.type === "footnote" ? [inline.number] : [])));
  expect(numbers).toEqual([1, 2, 3]);
});

test("the contents list the items by their entries, each with an anchor of its own", () => {
  const { blocks } = runPasses(documentOf('<nav></nav><h1 id="p" data-indgang="1. Sag">1. SAG</h1><h2>AFSNIT</h2><h1 id="p">2. SAG</h1><h1 data-skjult="ja">SKJULT</h1>'));
  expect(find(blocks, "contents")[0]?.entries).toEqual([
    { level: 1, text: "1. Sag", target: "p" },
    { level: 1, text: "2. SAG", target: "p-2" },
  ]);
});

test("words in cells take the table's own styles", () => {
  const { blocks } = runPasses(documentOf("<table><thead><tr><th>hoved</th></tr></thead><tbody><tr><td>celle</td></tr></tbody></table>"));
  expect(find(blocks, "paragraph").map((paragraph) => paragraph.style)).toEqual(["cell-header", "cell"]);
});

test("a number and its unit, a paragraph sign and its number, a day and its month stay on one line", () => {
  const { blocks } = runPasses(documentOf("<p>efter § 10 er 3,5 mio. kr. afsat pr. 1. januar 2027 kl. 16.00, jf. bilag 3 og 12 %</p>"));
  const paragraph = find(blocks, "paragraph")[0];
  expect(paragraph?.children[0]).toEqual({ type: "text", text: "efter §\u00a010 er 3,5\u00a0mio.\u00a0kr. afsat pr.\u00a01.\u00a0januar 2027 kl.\u00a016.00, jf. bilag\u00a03 og 12\u00a0%" });
});

test("a paper that is not for everybody says so on every page, also where its template forgot", () => {
  const heads = (html: string) => {
    const { header, firstHeader } = runPasses({ ...documentOf(html), mark: "Intern" });
    return [header, firstHeader].map((lines) => lines?.map((line) => plainText(line.left)) ?? null);
  };
  expect(heads("<p>x</p>")).toEqual([["Intern"], null]);
  expect(heads("<header><p>Dagsorden</p></header><footer><p>Intern</p></footer><p>x</p>")).toEqual([["Dagsorden"], null]);
  expect(heads('<header><p>Intern</p></header><header class="forside"></header><p>x</p>')).toEqual([["Intern"], ["Intern"]]);
  expect(runPasses(documentOf("<p>x</p>")).header).toEqual([]);
});

test("a word that only ends or begins as a unit does breaks where it may", () => {
  const free = "5 krøller, 12 kmål og 3 mmønter, glød. 5 mand, påd. 3 nye";
  const { blocks } = runPasses(documentOf(`<p>${free}</p>`));
  expect(find(blocks, "paragraph")[0]?.children).toEqual([{ type: "text", text: free }]);
});
