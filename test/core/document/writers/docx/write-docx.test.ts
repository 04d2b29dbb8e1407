import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { createDocxWriter } from "../../../../../core/document/writers/docx/write-docx.ts";
import { createPageFinder } from "../../../../../core/document/writers/pdf/write-pdf.ts";
import { loadFonts } from "../../../../../platform/fonts.ts";
import { openWritten, options, textOf, valuesOf, writeDocx } from "./open-docx.ts";
import { empty, h, link, note, p, sample, table, th, ul, withBlocks } from "./sample.ts";

const checkout = join(import.meta.dirname, "../../../../..");
const validator = join(checkout, "../shared/tools/validate-docx");
const has = (tool: string) => spawnSync(tool, ["--version"]).error === undefined;
const canValidate = existsSync(validator) && has("xmllint");
const canConvert = has("soffice") && has("pdftotext");
if (!canValidate) console.warn("skipped: the schema test of DOCX needs ../shared/tools/validate-docx and xmllint");
if (!canConvert) console.warn("skipped: the LibreOffice tests of DOCX need soffice and pdftotext");

const folder = mkdtempSync(join(tmpdir(), "docx-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fonts = loadFonts();
const writeEmbedding = createDocxWriter({ fonts, findPages: createPageFinder(fonts) });

test.skipIf(!canValidate)("a document with everything is valid by the schemas, with and without fonts", async () => {
  const files = await Promise.all(
    [sample, empty, withBlocks(table([[th("kun hoved")]])), withBlocks(ul())].map(async (document, index) => {
      const file = join(folder, `valid-${index}.docx`);
      writeFileSync(file, (await writeDocx(document, options)).bytes);
      return file;
    }),
  );
  const embedding = join(folder, "valid-fonts.docx");
  writeFileSync(embedding, (await writeEmbedding(sample, options)).bytes);
  expect(spawnSync(validator, [...files, embedding], { encoding: "utf8" }).stdout.trim()).toBe("valid");
});

test.skipIf(!canConvert)("LibreOffice shows the text in order, repeats header rows, counts pages and keeps notes", { timeout: 120_000 }, async () => {
  const pages = await converted(await writeEmbedding(sample, options));
  const text = pages.join("\f");
  const order = ["DAGSORDEN", 'Budget <2027> & "anlæg"', "1. STIER LANGS ÅEN", "at planen for stierne godkendes", "a. nordlig side", "4. Fortsat fra listen før", "2. BUDGET FOR BROER", "Tabel 1. Broer og beløb", "Udgifterne afholdes", "3. EVENTUELT", "blåbærgrød"];
  const places = order.map((words) => text.indexOf(words));
  expect(places.every((place) => place >= 0)).toBe(true);
  expect(places).toEqual(places.toSorted((a, b) => a - b));

  expect(pages.filter((page) => /Bro +Begrundelse +2027 +2028/.test(page)).length).toBe(2);
  expect(pages[0]).toContain(`Side 1 af ${pages.length}`);
  expect(pages[0]).not.toContain("Åstiernes Bestyrelse  ");
  expect(pages[1]).toMatch(/Åstiernes Bestyrelse +Dagsorden/);
  expect(pages[1]).toMatch(/1\s+Se stivogternes egen rapport/);
});

test.skipIf(!canConvert)("the page numbers in the contents are those that LibreOffice gives the headings", { timeout: 120_000 }, async () => {
  const pages = await converted(await writeEmbedding(sample, options));
  for (const heading of ["1. Stier langs åen", "2. Budget for broer", "3. Eventuelt"]) {
    const line = pages[0]?.split("\n").find((candidate) => candidate.includes(heading));
    const page = pages.findIndex((candidate) => candidate.includes(heading.toUpperCase())) + 1;
    expect(line).toMatch(new RegExp(`\\.+\\s*${page}$`));
  }
});

test("the same document gives the same bytes, in one process and in another in another time zone", async () => {
  const first = await writeEmbedding(sample, options);
  const second = await writeEmbedding(sample, options);
  expect(Buffer.compare(first.bytes, second.bytes)).toBe(0);

  const script = join(folder, "write.ts");
  const file = join(folder, "elsewhere.docx");
  const at = (path: string) => JSON.stringify(join(checkout, path));
  writeFileSync(
    script,
    `import { writeFileSync } from "node:fs";
     import { createDocxWriter } from ${at("core/document/writers/docx/write-docx.ts")};
import { createPageFinder } from ${at("core/document/writers/pdf/write-pdf.ts")};
     import { loadFonts } from ${at("platform/fonts.ts")};
     import { sample } from ${at("test/core/document/writers/docx/sample.ts")};
     writeFileSync(${JSON.stringify(file)}, (await createDocxWriter({ fonts: loadFonts(), findPages: createPageFinder(loadFonts()) })(sample, ${JSON.stringify(options)})).bytes);`,
  );
  execFileSync(process.execPath, [script], { env: { ...process.env, TZ: "Pacific/Auckland" } });
  expect(Buffer.compare(first.bytes, readFileSync(file))).toBe(0);
});

test("the clock and chance leave no trace in the package", async () => {
  const { files, xml } = await openWritten(sample);
  for (const path of Object.keys(files).filter((name) => name.endsWith(".rels"))) {
    for (const id of valuesOf(xml(path), "Relationship", "Id")) expect(id).toMatch(/^rId(Link)?\d+$/);
  }
  const links = valuesOf(xml("word/_rels/document.xml.rels"), "Relationship", "Id");
  for (const used of xml("word/document.xml").matchAll(/ r:(?:id|embed)="([^"]*)"/g)) expect(links).toContain(used[1]);
  expect(xml("docProps/core.xml")).toContain(">2027-02-20T09:30:00Z</dcterms:modified>");
});

test("title, subject, author, language and dates are in the document's properties", async () => {
  const { xml } = await openWritten(sample);
  const core = xml("docProps/core.xml");
  expect(core).toContain('<dc:title>Budget &lt;2027&gt; &amp; "anlæg"</dc:title>');
  expect(core).toContain("<dc:subject>Dagsorden til møde den 3. marts 2027</dc:subject>");
  expect(core).toContain("<dc:creator>Sekretariatet for Åstiernes Bestyrelse</dc:creator>");
  expect(core).toContain("<dc:language>da-DK</dc:language>");
  expect(core).toContain('<dcterms:created xsi:type="dcterms:W3CDTF">2027-02-20T09:30:00Z</dcterms:created>');
  expect(xml("word/styles.xml")).toContain('<w:lang w:val="da-DK"');
});

test("Word opens the document in its own mode, hyphenates it and asks nothing", async () => {
  const { xml, body } = await openWritten(sample);
  const settings = xml("word/settings.xml");
  expect(settings).toMatch(/w:name="compatibilityMode"[^>]*w:val="15"/);
  expect(settings).toContain("<w:autoHyphenation/>");
  expect(settings).toContain("<w:doNotHyphenateCaps/>");
  expect(settings + body).not.toMatch(/updateFields|w:dirty/);
});

test("a body that is not hyphenated leaves hyphenation off", async () => {
  const body = empty.styles.paragraphs.get("body");
  if (!body) throw new Error("the sample has no body style");
  const paragraphs = new Map([...empty.styles.paragraphs, ["body", { ...body, hyphenate: false }] as const]);
  const { xml } = await openWritten({ ...empty, styles: { ...empty.styles, paragraphs } });
  expect(xml("word/settings.xml")).not.toContain("autoHyphenation");
});

test("the page has the size and margins of its setup, and lies down where it is wider than high", async () => {
  const upright = await openWritten(empty);
  expect(upright.body).toMatch(/<w:pgSz w:w="11906" w:h="16838" w:orient="portrait"\/><w:pgMar w:top="1580" w:right="1420" w:bottom="1420" w:left="1420" w:header="720" w:footer="680"/);
  const lying = await openWritten({ ...empty, setup: { ...empty.setup, width: 841.89, height: 595.28 } });
  expect(lying.body).toContain('<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>');
});

test("the running lines have page number and page count, and the first page its own", async () => {
  const { xml, body } = await openWritten(sample);
  expect(body).toContain("<w:titlePg/>");
  const references = [...body.matchAll(/<w:(header|footer)Reference w:type="(\w+)" r:id="(\w+)"/g)].map(([, kind, type, id]) => ({ kind, type, id }));
  expect(references.map(({ kind, type }) => `${kind} ${type}`).toSorted()).toEqual(["footer default", "footer first", "header default", "header first"]);
  const part = (kind: string, type: string) => {
    const id = references.find((reference) => reference.kind === kind && reference.type === type)?.id;
    const target = new RegExp(`Id="${id}"[^>]*Target="([^"]*)"`).exec(xml("word/_rels/document.xml.rels"))?.[1];
    return xml(`word/${target}`);
  };
  expect(part("footer", "default")).toMatch(/instrText[^>]*>\s*PAGE\s*<.*instrText[^>]*>\s*NUMPAGES\s*</);
  expect(valuesOf(part("footer", "default"), "w:tab")).toEqual(["center", "right"]);
  expect(textOf(part("footer", "first"))).toBe(textOf(part("footer", "default")));
  expect(textOf(part("header", "default"))).toBe("Åstiernes BestyrelseDagsorden");
  expect(textOf(part("header", "first"))).toBe("");
});

test("a document without running lines has no header, no footer and no first page of its own", async () => {
  const { files, body } = await openWritten(empty);
  expect(Object.keys(files).filter((path) => /word\/(header|footer)/.test(path))).toEqual([]);
  expect(body).not.toContain("titlePg");
});

test("an empty document is a page with an empty paragraph", async () => {
  const { body, notices } = await openWritten(empty);
  expect(textOf(body)).toBe("");
  expect(body).toMatch(/<w:body><w:p>.*<\/w:p><w:sectPr>/);
  expect(notices).toEqual([]);
});

test("characters that XML forbids are dropped, wherever they stand", async () => {
  const bad = "æ\u0000ø\u0008å\ufffe\ud800!";
  const { files, xml } = await openWritten({
    ...withBlocks(h(1, bad, { id: bad, listed: true }), p(bad, note(bad), link(`https://example.org/${bad}`, bad)), { type: "image", source: "x", alt: bad, width: null }),
    title: bad,
    subject: bad,
    author: bad,
  });
  const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
  const parts = Object.keys(files).filter((name) => /\.(xml|rels)$/.test(name));
  expect(parts.filter((path) => forbidden.test(xml(path)))).toEqual([]);
  expect(xml("word/document.xml")).toContain("æøå\ufffd!");
});

test("a thousand items are set, each on its own page, with their contents", { timeout: 120_000 }, async () => {
  const items = Array.from({ length: 1000 }, (_, index) => ({ type: "group", role: "part", children: [h(1, `Punkt ${index + 1}`), p("Tekst."), ul("at", "at")] }) as const);
  const { body } = await openWritten(withBlocks(...items));
  expect(valuesOf(body, "w:pStyle").filter((style) => style === "Heading1").length).toBe(1000);
  expect(body.split("<w:pageBreakBefore/>").length - 1).toBe(999);
});

test("the four faces are embedded where they are given, and Calibri is named where not", async () => {
  const { files, xml } = await openWritten(sample, writeEmbedding);
  expect(Object.keys(files).filter((path) => path.endsWith(".odttf")).length).toBe(4);
  expect(xml("word/styles.xml")).toContain('w:ascii="Source Sans 3"');
  expect(xml("word/settings.xml")).toContain("<w:embedTrueTypeFonts/>");

  const key = /embedRegular r:id="rId1" w:fontKey="\{([^}]*)\}"/.exec(xml("word/fontTable.xml"))?.[1] ?? "";
  const bytes = Buffer.from(key.replaceAll("-", ""), "hex").toReversed();
  const font = files["word/fonts/font1.odttf"] ?? new Uint8Array();
  const clear = font.map((byte, index) => (index < 32 ? byte ^ (bytes[index % 16] ?? 0) : byte));
  expect(Buffer.compare(clear, fonts.regular)).toBe(0);

  const plain = await openWritten(sample);
  expect(Object.keys(plain.files).filter((path) => path.endsWith(".odttf"))).toEqual([]);
  expect(plain.xml("word/styles.xml")).toContain('w:ascii="Calibri"');
});

test("every part of the package is of a known type and every internal relationship has its part", async () => {
  const { files, xml } = await openWritten(sample, writeEmbedding);
  const types = xml("[Content_Types].xml");
  const typed = (path: string) => types.includes(`PartName="/${path}"`) || types.includes(`Extension="${path.split(".").at(-1)}"`);
  expect(Object.keys(files).filter((path) => !typed(path))).toEqual([]);
  for (const path of Object.keys(files).filter((name) => name.endsWith(".rels"))) {
    const base = path.replace(/_rels\/[^/]*$/, "");
    for (const [, target] of xml(path).matchAll(/Target="([^"]*)"\/>/g)) expect(files).toHaveProperty([base + target]);
  }
});

/** The text of each page as LibreOffice sets it. */
async function converted({ bytes }: { readonly bytes: Uint8Array }): Promise<string[]> {
  const file = join(folder, "converted.docx");
  writeFileSync(file, bytes);
  execFileSync("soffice", [`-env:UserInstallation=file://${join(folder, "profile")}`, "--headless", "--convert-to", "pdf", "--outdir", folder, file], { stdio: "ignore" });
  return execFileSync("pdftotext", ["-layout", join(folder, "converted.pdf"), "-"], { encoding: "utf8" })
    .split("\f")
    .slice(0, -1);
}
