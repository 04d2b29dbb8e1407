import { expect, test } from "vitest";
import type { Block, Document } from "../../../../../core/document/document.ts";
import { runPasses } from "../../../../../core/document/passes/passes.ts";
import { writeHtml } from "../../../../../core/document/writers/html/write-html.ts";
import { createWriters } from "../../../../../core/document/writers/writers.ts";
import { loadFonts } from "../../../../../platform/fonts.ts";
import { accessibilityFaults, readPdf } from "../../../../support/pdf-checks.ts";
import { heading1, link, paragraph, running, sampleDocument, sampleOptions, text } from "../../../../support/sample-document.ts";

const writers = createWriters(loadFonts());
const following = { anchors: new Map([["bilag-item-1-1", 0], ["bilag-item-1-2", 7]]), entries: new Map(), counted: 12 };
const contents: Block = {
  type: "contents",
  style: "contents",
  entries: [{ level: 1, text: "1. Stier", target: "punkt-1" }, { level: 2, text: "Bilag 1: Kort", target: "bilag-item-1-1" }, { level: 2, text: "Bilag 2: Økonomi", target: "bilag-item-1-2" }],
};
const front = (changes: Partial<Document> = {}) =>
  sampleDocument([contents, { type: "page-break" }, heading1("punkt-1", "Stier"), paragraph("Se ", link("#bilag-item-1-2", "bilag 2"), ".")], {
    header: [],
    footer: [running("running", [], [], [text("Side "), { type: "page-number" }, text(" af "), { type: "page-count" }])],
    firstFooter: null,
    following,
    ...changes,
  });

test("contents and links lead to the pages after the document, and the contents print their numbers", async () => {
  const { bytes, pages, anchors } = await writers.pdf(front(), sampleOptions);
  expect(pages).toBe(2);
  expect(Object.fromEntries(anchors ?? [])).toMatchObject({ "punkt-1": 2, "bilag-item-1-1": 3, "bilag-item-1-2": 10 });
  const [first] = (await readPdf(bytes)).pages;
  const lines = first?.items.map((item) => item.text).filter((words) => /^\d+$/.test(words));
  expect(lines).toEqual(["2", "3", "10"]);
  const raw = new TextDecoder("latin1").decode(bytes);
  expect(raw.match(/\/Dest \(bilag-item-1-2\)/g)).toHaveLength(2);
  expect(accessibilityFaults(bytes)).toEqual([]);
});

test("the foot counts the whole packet's pages where that is wanted, and else the document's own", async () => {
  const foot = async (counted: number) => (await readPdf((await writers.pdf(front({ following: { ...following, counted } }), sampleOptions)).bytes)).pages.map((page) => page.items.map((item) => item.text).join(" ").match(/Side \d+ af \d+/)?.[0]);
  expect(await foot(12)).toEqual(["Side 1 af 14", "Side 2 af 14"]);
  expect(await foot(0)).toEqual(["Side 1 af 2", "Side 2 af 2"]);
});

test("a page of HTML and a Word document have no links to pages that only a packet has", async () => {
  const html = new TextDecoder().decode((await writeHtml(front(), sampleOptions)).bytes);
  expect(html).toContain("Bilag 2: Økonomi");
  expect(html).toContain('href="#punkt-1"');
  expect(html).not.toContain("#bilag-item");
  const { notices } = await writers.docx(front(), sampleOptions);
  expect(notices.map(({ code }) => code)).toContain("not-set");
});

test("a link to an anchor that is nowhere becomes its words, one to a heading or to a following page stays", () => {
  const blocks = [heading1("punkt-1", "Stier"), paragraph(link("#punkt-1", "a"), link("#punkt-9", "b"), link("#bilag-item-1-1", "c"), link("https://eksempel.dk", "d"))];
  const { blocks: passed } = runPasses(sampleDocument(blocks, { following }));
  const kinds = passed.flatMap((block) => (block.type === "paragraph" ? block.children.map(({ type }) => type) : []));
  expect(kinds).toEqual(["link", "text", "link", "link"]);
});
