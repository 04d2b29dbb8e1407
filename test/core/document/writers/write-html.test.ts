import { expect, test } from "vitest";
import type { Document } from "../../../../core/document/document.ts";
import { runPasses } from "../../../../core/document/passes/passes.ts";
import { readTemplateHtml } from "../../../../core/document/read-html.ts";
import { writeHtml } from "../../../../core/document/writers/html/write-html.ts";
import { createPackLibrary } from "../../../../templates/load-pack.ts";

const pack = createPackLibrary().load("region");

async function set(html: string, title = "Prøve"): Promise<string> {
  const document: Document = { title, author: "Udvalget", subject: "", language: "da-DK", mark: "", setup: pack.pageSetup("agenda"), styles: pack.styles, images: new Map(), ...readTemplateHtml(html, "prøve.hbs") };
  return new TextDecoder().decode((await writeHtml(runPasses(document), { createdAt: "2027-01-01T00:00:00Z", id: "00" })).bytes);
}

test("what a user writes is never markup", async () => {
  const html = await set("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>", 'Budget <2027> & "anlæg"');
  expect(html).not.toContain("<script");
  expect(html).toContain("<title>Budget &lt;2027&gt; &amp; \"anlæg\"</title>");
});

test("the page fetches nothing and runs nothing", async () => {
  const html = await set('<nav></nav><h1 id="p">1. Sag</h1><p>a<footnote>b</footnote></p>');
  expect(html).toContain("default-src 'none'");
  expect(html).not.toMatch(/<(script|link|iframe)\b/);
  expect(html).toContain('<a href="#p">');
  expect(html).toContain('<li id="note-1" value="1">b');
});

test("a missing picture leaves a frame with its words, and is told", async () => {
  const document: Document = { title: "", author: "", subject: "", language: "da-DK", mark: "", setup: pack.pageSetup("agenda"), styles: pack.styles, images: new Map(), ...readTemplateHtml(`<img src="image:${"0".repeat(64)}" alt="Kort">`, "x") };
  const written = await writeHtml(document, { createdAt: "2027-01-01T00:00:00Z", id: "00" });
  expect(written.notices.map((notice) => notice.code)).toEqual(["image.missing"]);
  expect(new TextDecoder().decode(written.bytes)).toContain("[Kort]");
});

test("what every page says stands once at the head of what has no pages, without page numbers", async () => {
  const running = '<header><p>Dagsorden</p></header><header class="forside"></header><footer><p><strong>Må ikke offentliggøres</strong><span class="hoejre">Side <sidetal></sidetal></span></p></footer>';
  expect(await set(`${running}<p>Først</p>`)).toContain('<main>\n<header>\n<p class="s-running"><strong>Må ikke offentliggøres</strong></p>\n</header>\n<p');
  expect(await set('<footer><p>Alle sider</p></footer><footer class="forside"><p>Forsiden</p></footer><p>Først</p>')).toMatch(/<header>(?!.*Alle sider).*Forsiden.*<\/header>/s);
  expect(await set('<footer><p><strong></strong><span class="hoejre">Side <sidetal></sidetal></span></p></footer><p>Først</p>')).not.toContain("<header");
});
