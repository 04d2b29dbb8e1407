import { expect, test } from "vitest";
import { type Block, type Inline, plainText } from "../../../core/document/document.ts";
import { readTemplateHtml } from "../../../core/document/read-html.ts";
import { inlinesToHtml, toHtml } from "../../../core/document/to-html.ts";
import { linkAttachments } from "../../../core/packet/link-attachments.ts";

const items = new Map([
  ["punkt-3", new Map([1, 2, 3, 4, 6].map((number) => [number, `bilag-item-3-${number}`]))],
  ["punkt-5", new Map([[2, "bilag-item-5-2"]])],
  ["meddelelse-1", new Map([[1, "bilag-notice-1-1"]])],
]);

function linked(html: string): Block[] {
  return linkAttachments(readTemplateHtml(html, "prøve.hbs").blocks, items);
}

/** A line of item 3's text with its links, as `[words→item-attachment]`. */
function marked(line: string): string {
  const [, paragraph] = linked(`<section><h1 id="punkt-3">3. Sag</h1><p>${line}</p></section>`).flatMap((block) => (block.type === "group" ? block.children : []));
  if (paragraph?.type !== "paragraph") throw new Error("no paragraph");
  const show = (inlines: readonly Inline[]): string => inlines.map((inline) => (inline.type === "link" ? `[${plainText(inline.children)}→${inline.href.replace(/^#bilag-item-/, "")}]` : "children" in inline ? show(inline.children) : inline.type === "text" ? inline.text : "")).join("");
  return show(paragraph.children);
}

test("every way in which a text mentions its attachments is linked to them", () => {
  for (const [line, expected] of [
    ["Se bilag 3.", "Se [bilag 3→3-3]."],
    ["Bilag 1 viser", "[Bilag 1→3-1] viser"],
    ["BILAG 1", "[BILAG 1→3-1]"],
    ["(bilag 1)", "([bilag 1→3-1])"],
    ["jf. bilag nr. 3,", "jf. [bilag nr. 3→3-3],"],
    ["bilag\u00a03", "[bilag\u00a03→3-3]"],
    ["Bilag1", "[Bilag1→3-1]"],
    ["bilagene 2 og 3 er", "[bilagene 2→3-2] og [3→3-3] er"],
    ["bilag 1, 2 og 4 viser", "[bilag 1→3-1], [2→3-2] og [4→3-4] viser"],
    ["bilag 1,2 og 4", "[bilag 1→3-1],[2→3-2] og [4→3-4]"],
    ["bilag 2-4", "[bilag 2→3-2]-[4→3-4]"],
    ["bilag 2–4.", "[bilag 2→3-2]–[4→3-4]."],
    ["bilag 1 samt bilag 2", "[bilag 1→3-1] samt [bilag 2→3-2]"],
    ["bilag 1/2", "[bilag 1→3-1]/[2→3-2]"],
    ["bilag 6 til rammeaftalen", "[bilag 6→3-6] til rammeaftalen"],
    ["bilag 2 og 3. Derfor", "[bilag 2→3-2] og [3→3-3]. Derfor"],
    ["bilag 2 til punkt 5.", "[bilag 2→5-2] til punkt 5."],
    ["bilag 1 og 2 markerer", "[bilag 1→3-1] og [2→3-2] markerer"],
  ] as const) expect(marked(line), line).toBe(expected);
});

test("what only looks like a mention, or names what is not there, stays as it is", () => {
  for (const line of ["bilag 1a", "bilag 1.2", "bilaget er", "bilaget 3", "bilag 5", "bilag 2017", "fribilag 3", "bilag_3", "bilag til punkt 3", "bilag 1 til punkt 9", "bilag 2 til punkt 5 på mødet den 4. maj"]) expect(marked(line), line).toBe(line);
  for (const [line, expected] of [
    ["bilag 1, 3 kommuner", "[bilag 1→3-1], 3 kommuner"],
    ["bilag 1, 2,5 mio. kr.", "[bilag 1→3-1], 2,5 mio. kr."],
    ["bilag 1 og 3. maj", "[bilag 1→3-1] og 3. maj"],
    ["bilag 1 og 2. behandling", "[bilag 1→3-1] og 2. behandling"],
    ["bilag 5 og 6", "bilag 5 og [6→3-6]"],
    ["bilag 1 - 3 kommuner", "[bilag 1→3-1] - 3 kommuner"],
  ] as const) expect(marked(line), line).toBe(expected);
});

test("a mention is found through bold and italics, not inside a link, and a note has its own", () => {
  const html = (line: string) => {
    const [, paragraph] = linked(`<h1 id="punkt-3">3. Sag</h1><p>${line}</p>`);
    return paragraph?.type === "paragraph" ? inlinesToHtml(paragraph.children) : "";
  };
  expect(html("se bilag <strong>3</strong>.")).toBe('se <a href="#bilag-item-3-3">bilag <strong>3</strong></a>.');
  expect(html("<strong>se bilag</strong> 3")).toBe('<strong>se </strong><a href="#bilag-item-3-3"><strong>bilag</strong> 3</a>');
  expect(html("<em>alle <strong>bilag 1</strong> nu</em>")).toBe('<em>alle </em><a href="#bilag-item-3-1"><em><strong>bilag 1</strong></em></a><em> nu</em>');
  expect(html('<a href="https://eksempel.dk">bilag 1</a> og bilag 2')).toBe('<a href="https://eksempel.dk">bilag 1</a> og <a href="#bilag-item-3-2">bilag 2</a>');
  expect(html('bilag <a href="https://eksempel.dk">1</a>')).toBe('bilag <a href="https://eksempel.dk">1</a>');
  expect(html("tal<footnote>Se bilag 2.</footnote> i bilag 1<footnote>Ja</footnote>")).toBe('tal<footnote>Se <a href="#bilag-item-3-2">bilag 2</a>.</footnote> i <a href="#bilag-item-3-1">bilag 1</a><footnote>Ja</footnote>');
});

test("a text belongs to the item whose heading it stands under, wherever it stands: list, table, quotation", () => {
  const blocks = linked(
    `<p>Forside: bilag 1</p>
    <section class="del"><h1 id="punkt-3">Bilag 3</h1><section><h2>Bilag 2</h2><ul><li>bilag 1</li></ul><table><caption>Bilag 2</caption><tbody><tr><td>bilag 3</td></tr></tbody></table><blockquote>bilag 4</blockquote></section></section>
    <section class="del"><h1 id="punkt-5">Sag</h1><p>bilag 1 og bilag 2</p></section>
    <section class="del"><h1 id="meddelelse-1">Meddelelse</h1><p>bilag 1</p></section>
    <p>Efter: bilag 1</p><h1 id="andet">Underskrifter</h1><p>bilag 1</p>`,
  );
  expect([...toHtml(blocks).matchAll(/href="#([^"]+)"/g)].map((match) => match[1])).toEqual(["bilag-item-3-1", "bilag-item-3-2", "bilag-item-3-3", "bilag-item-3-4", "bilag-item-5-2", "bilag-notice-1-1"]);
});

test("without sections, the next heading ends an item; the words are the same to the letter", () => {
  const html = '<h1 id="punkt-3">Sag</h1><p>bilag 1 og <em>2, jf. bilag</em> 3-4</p><h1>Andet</h1><p>bilag 1</p>';
  const before = readTemplateHtml(html, "prøve.hbs").blocks;
  const blocks = linked(html);
  const words = (all: readonly Block[]) => all.map((block) => ("children" in block && block.type !== "group" && block.type !== "quote" ? plainText(block.children) : "")).join("\n");
  expect(words(blocks)).toBe(words(before));
  expect([...toHtml(blocks).matchAll(/href/g)]).toHaveLength(4);
});

test("a line with ten thousand mentions is linked in a moment", () => {
  const started = performance.now();
  const blocks = linked(`<h1 id="punkt-3">Sag</h1><p>${"se bilag 1 og 2, ".repeat(5000)}</p><p>${"bilag 1, ".repeat(3000)}${"1,".repeat(20_000)}</p>`);
  expect(toHtml(blocks).match(/href/g)?.length).toBeGreaterThan(13_000);
  expect(performance.now() - started).toBeLessThan(3000);
});
