import { expect, test } from "vitest";
import { convertFile } from "../../../../core/prepare/convert/convert-file.ts";
import { hasTool, skipReason } from "../../../support/shared.ts";
import { drawPages, faultsOf, pdfOf, quarters, textPages, tools } from "./samples.ts";

const withoutPoppler = skipReason(hasTool("pdftotext") && hasTool("qpdf") ? null : "poppler and qpdf are not installed");

const convert = (text: string | Uint8Array, fileName: string, mediaType: string) => convertFile({ bytes: typeof text === "string" ? new TextEncoder().encode(text) : text, fileName, mediaType }, tools);
const words = async (pdf: Uint8Array) => (await textPages(pdf)).join("\n").replace(/[ \u00a0\u2005]+/g, " ");

test.skipIf(withoutPoppler)("a text file keeps its letters, its lines and its pages, whatever it was written with", async () => {
  const text = "Kære udvalg\n\nBlåbærgrød på Ærø\n  indrykket linje\n\fNæste side";
  const utf16 = Uint8Array.from([0xff, 0xfe, ...Buffer.from(text, "utf16le")]);
  const ansi = Uint8Array.from(Buffer.from(text, "latin1"));
  for (const bytes of [new TextEncoder().encode(text), utf16, ansi]) {
    const pdf = pdfOf(await convert(bytes, "notat.txt", "text/plain"));
    const pages = await textPages(pdf);
    expect(pages).toHaveLength(2);
    expect(pages[0]).toMatch(/Kære udvalg\n[^]*Blåbærgrød på Ærø\n[\s\u2005]+indrykket linje/);
    expect(pages[1]).toContain("Næste side");
    expect(pdfOf(await convert(bytes, "notat.txt", "text/plain"))).toEqual(pdf);
  }
  expect(await faultsOf(pdfOf(await convert(text, "notat.txt", "text/plain")))).toBe("");
});

test("an empty text, a binary file and a text without end become slips", async () => {
  expect(await convert(" \n\n", "tom.txt", "text/plain")).toEqual({ slip: "empty" });
  expect(await convert("", "tom.txt", "text/plain")).toEqual({ slip: "empty" });
  expect(await convert(Uint8Array.from({ length: 900 }, (_, index) => index % 7), "data.txt", "text/plain")).toEqual({ slip: "unknown-kind" });
  expect(await convert("x".repeat(10_000_001), "log.txt", "text/plain")).toEqual({ slip: "too-large" });
  expect(await convert("PK", "arkiv.zip", "application/zip")).toEqual({ slip: "archive" });
  expect(await convert("ftypheic", "IMG_3001.HEIC", "image/heic")).toEqual({ slip: "phone-photo" });
});

test.skipIf(withoutPoppler)("separated values become a table, with numbers to the right and the head on each page", async () => {
  const rows = Array.from({ length: 90 }, (_, index) => `"Post ${index + 1}; løn";${index * 1000},50`);
  const pages = await textPages(pdfOf(await convert(`Navn;Beløb\n${rows.join("\n")}`, "budget.csv", "text/plain")));
  expect(pages.length).toBeGreaterThan(1);
  for (const page of pages) expect(page).toMatch(/Navn\s+Beløb/);
  expect(pages.join("\n")).toMatch(/Post 90; løn\s+89000,50/);
});

test.skipIf(withoutPoppler)("a web page gives its words, headings, lists, tables and links; scripts and styles give nothing", async () => {
  const html = `<!doctype html><html><head><title>Høringssvar</title><style>p{color:red}</style><script>document.write("HEMMELIG")</script></head><body onload="x()">
    <h1>Svar fra <u>naboerne</u></h1><div>Vi er <b>imod</b> <font color=red>forslaget</font>.<div>Det larmer.</div></div>
    <ul><li>Støj<li>Støv</ul><table><tr><th>År</th><th>Beløb</th></tr><tr><td>2027</td><td>1.250</td></tr></table>
    <pre>a   b\n  c</pre><p style="display:none">SKJULT</p><iframe src="http://127.0.0.1:9/"></iframe><a href="javascript:x()">klik</a> <a href="https://eksempel.dk/">siden</a></body></html>`;
  const pdf = pdfOf(await convert(html, "svar.html", "text/html"));
  const text = await words(pdf);
  expect(text).toContain("Svar fra naboerne");
  expect(text).toMatch(/Vi er imod forslaget\.\n+ ?Det larmer\./);
  expect(text).toMatch(/• ?Støj|Støj/);
  expect(text).toMatch(/2027 1\.250/);
  expect(text).toMatch(/a b\n c/);
  expect(text).not.toMatch(/HEMMELIG|SKJULT|color/);
  const raw = Buffer.from(pdf).toString("latin1");
  expect(raw).toContain("https://eksempel.dk/");
  expect(raw).not.toContain("javascript");
  expect(await faultsOf(pdf)).toBe("");
});

test.skipIf(withoutPoppler)("pictures inside a web page are shown, those elsewhere are not fetched, and that is said", async () => {
  const inside = `<p>Kort:</p><img alt="Kort" src="data:image/webp;base64,${quarters(200, 100).encodeSync("webp", 95).toString("base64")}">`;
  const converted = await convert(inside, "kort.html", "text/html");
  expect(converted).toMatchObject({ reasons: ["from-html"] });
  const [page] = await drawPages(pdfOf(converted));
  expect((page?.ink(0, 0, 1, 1) ?? 0) * 595 * 842).toBeGreaterThan(3000);
  const outside = await convert('<p>Se <img src="http://127.0.0.1:9/a.png" alt="Oversigt"> <img src="http://127.0.0.1:9/b.gif" width="1" height="1"></p>', "side.html", "text/html");
  expect(outside).toMatchObject({ reasons: ["from-html", "parts-missing"] });
  expect(await words(pdfOf(outside))).toContain("[Billede: Oversigt]");
  expect(await convert('<p>Se <img src="http://127.0.0.1:9/b.gif" width="1" height="1"></p>', "side.html", "text/html")).toMatchObject({ reasons: ["from-html"] });
});

test.skipIf(withoutPoppler)("a page in Windows-1252 that says so, and one that says nothing, are read right", async () => {
  for (const head of ['<meta charset="windows-1252">', ""]) {
    expect(await words(pdfOf(await convert(Uint8Array.from(Buffer.from(`${head}<p>Rødgrød på ål`, "latin1")), "a.html", "text/html")))).toContain("Rødgrød på ål");
  }
});

test("deep, endless and broken HTML ends", async () => {
  for (const html of ["<div>".repeat(50_000) + "bund", "<table>".repeat(3000) + "<tr><td>x", "<b><i>".repeat(5000) + "y", `<p>${"<a href='https://x.dk'>".repeat(2000)}z`, "<!--", "<p>" + "w".repeat(200_000)]) {
    expect(await convert(html, "a.html", "text/html")).toHaveProperty(html === "<!--" ? "slip" : "pdf");
  }
}, 60_000);
