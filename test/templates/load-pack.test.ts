import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { AppError } from "../../core/errors.ts";
import { createPackLibrary, loadPack } from "../../templates/load-pack.ts";

const shipped = join(import.meta.dirname, "../../templates");
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A pack of the user's own that builds on region. */
function ownPack(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "pakke-"));
  folders.push(folder);
  for (const [name, text] of Object.entries({ "pack.json": '{ "id": "min", "name": "Min", "extends": "region" }', ...files })) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

function refusal(work: () => unknown): AppError {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

const view = { dokument: "Beslutningsliste", titel: "x", mærke: "", udvalg: { navn: "Udvalget", ejefald: "", løbende: "", forkortelse: "" }, møde: { dato: "1. maj 2027", dag: "lørdag den 1. maj 2027", kortdato: "", tid: "", sted: "" }, rækker: [] };

test("both shipped packs load", () => {
  const library = createPackLibrary();
  expect(library.names()).toEqual(["kommune", "region"]);
  for (const name of library.names()) expect(library.load(name).meaning.id).toBe(name);
});

test("an unknown pack is refused with those that there are", () => {
  expect(refusal(() => createPackLibrary().load("findes-ikke")).message).toContain("kommune, region");
});

test("a pack of one's own changes what it names and takes the rest from the one it builds on", () => {
  const folder = ownPack({ "pack.json": '{ "id": "min", "name": "Min", "extends": "region", "labels": { "beslutningsliste": "Beslutninger" }, "paragraphs": { "body": { "size": 12 } } }' });
  const pack = createPackLibrary().load(folder);
  expect(pack.meaning.labels.get("beslutningsliste")).toBe("Beslutninger");
  expect(pack.meaning.sections.length).toBe(createPackLibrary().load("region").meaning.sections.length);
  expect(pack.styles.paragraphs.get("body")?.size).toBe(12);
  expect(pack.render("decisions", view)).toContain("Beslutningsliste");
});

test("a comma too few in pack.json is refused with its line", () => {
  const folder = ownPack({ "pack.json": '{\n  "id": "min"\n  "name": "Min"\n}' });
  expect(refusal(() => loadPack(folder)).message).toMatch(/pack\.json, linje 3: ikke gyldig JSON/);
});

test("a wrong value in pack.json is refused with its line and its name", () => {
  const folder = ownPack({ "pack.json": '{\n  "id": "min",\n  "name": "Min",\n  "extends": "region",\n  "linkColour": "blå"\n}' });
  expect(refusal(() => loadPack(folder)).message).toMatch(/linje 5: »linkColour«: en farve skrives som #1f3b57/);
});

test("a kind with a section that is not there is refused", () => {
  const text = readFileSync(join(shipped, "region/pack.json"), "utf8").replace('"sections": ["any-other-business"]', '"sections": ["noget-andet"]');
  const folder = ownPack({});
  cpSync(join(shipped, "region"), folder, { recursive: true });
  writeFileSync(join(folder, "pack.json"), text);
  expect(refusal(() => loadPack(folder)).message).toMatch(/»noget-andet« findes ikke/);
});

test("a misspelt name is refused with file, line and the likely one", () => {
  const folder = ownPack({ "decisions.hbs": "<p>x</p>\n<p>{{dokumnet}}</p>" });
  const refused = refusal(() => loadPack(folder).render("decisions", view));
  expect(refused.code).toBe("template.unknown-name");
  expect(refused.message).toMatch(/decisions\.hbs bruger »dokumnet« i linje 2.+Mente du »dokument«\?/);
});

test("a misspelt name is refused also where a helper is given it: no list is silently empty", () => {
  for (const [text, message] of [
    ["{{#hver rækkre}}x{{/hver}}", /bruger »rækkre« i linje 1.+Mente du »rækker«\?/],
    ["<p>x</p>\n{{#hvis møde.stde}}x{{/hvis}}", /bruger »stde« i linje 2/],
    ["{{versaler dokumnet}}", /bruger »dokumnet«/],
    ["{{versaler (stort dokumnet)}}", /bruger »dokumnet«/],
    ["{{#er mærke dokumnet}}x{{/er}}", /bruger »dokumnet«/],
    ["{{versaler @root.ord.dagsorde}}", /bruger »dagsorde«/],
    ["{{dokument.navn}}", /bruger »navn«/],
    ["{{#hvis møde}}{{dag}}{{/hvis}}", /bruger »dag« i linje 1, som ikke findes her. Se/],
  ] as const) {
    const folder = ownPack({ "decisions.hbs": text });
    expect(refusal(() => loadPack(folder).render("decisions", view)).message, text).toMatch(message);
  }
});

test("a helper is used as it is meant, or refused with how", () => {
  for (const text of ["{{versaler}}", "{{versaler titel dokument}}", "{{hvis titel}}", "{{#versaler titel}}x{{/versaler}}", "{{#er titel}}x{{/er}}", "{{#hvis titel x=dokument}}y{{/hvis}}"]) {
    expect(refusal(() => loadPack(ownPack({ "decisions.hbs": text }))).message, text).toMatch(/linje 1: »(versaler|hvis|er)« bruges sådan: \{\{/);
  }
  const folder = ownPack({ "decisions.hbs": "{{versaler (stort møde.dag)}}" });
  expect(loadPack(folder).render("decisions", view)).toBe("LØRDAG DEN 1. MAJ 2027");
});

test("a part that includes itself, also by way of another, is refused before it runs for ever", () => {
  expect(refusal(() => loadPack(ownPack({ "partials/sag.hbs": "<p>x</p>\n{{> sag}}" }))).message).toMatch(/sag\.hbs kan ikke bruges, linje 2: delen »sag« bruger sig selv/);
  expect(refusal(() => loadPack(ownPack({ "partials/a.hbs": "{{> b}}", "partials/b.hbs": "{{> a}}" }))).message).toMatch(/bruger sig selv/);
});

test("a pack may build on a neighbour, whose folder is seen from its own; not on itself", () => {
  const base = ownPack({ "pack.json": '{ "id": "base", "name": "Fælles", "extends": "region", "labels": { "beslutningsliste": "Vedtaget" } }' });
  const folder = ownPack({ "pack.json": `{ "id": "min", "name": "Min", "extends": "../${basename(base)}" }` });
  expect(loadPack(folder).meaning.labels.get("beslutningsliste")).toBe("Vedtaget");
  expect(refusal(() => loadPack(ownPack({ "pack.json": '{ "id": "min", "name": "Min", "extends": "." }' }))).message).toMatch(/bygger på sig selv/);
});

test("a style that builds on itself, or on one that is not there, is refused", () => {
  const pack = (paragraphs: string) => refusal(() => loadPack(ownPack({ "pack.json": `{ "id": "min", "name": "Min", "extends": "region", "paragraphs": ${paragraphs} }` }))).message;
  expect(pack('{ "a": { "basedOn": "b" }, "b": { "basedOn": "a" } }')).toMatch(/bygger på sig selv/);
  expect(pack('{ "a": { "basedOn": "constructor" } }')).toMatch(/»constructor«, som den bygger på, findes ikke/);
});

test("a list that is empty takes what stands after {{ellers}}; the last of several is known as such", () => {
  const render = (text: string, rækker: unknown[]) => loadPack(ownPack({ "decisions.hbs": text })).render("decisions", { ...view, rækker });
  expect(render("{{#hver rækker}}{{@nr}}{{#medmindre @sidste}}, {{/medmindre}}{{ellers}}ingen{{/hver}}", [{}, {}, {}])).toBe("1, 2, 3");
  expect(render("{{#hver rækker}}x{{ellers}}ingen{{/hver}}", [])).toBe("ingen");
  expect(render("{{#hvis rækker}}ja{{ellers}}nej{{/hvis}}", [])).toBe("nej");
});

test("an unknown helper, an open block, a foreign tag and raw output are refused with file and line", () => {
  const cases: readonly [string, RegExp][] = [
    ["<p>a</p>\n{{#each rækker}}{{/each}}", /hjælperen »each« i linje 2/],
    ["<p>a</p>\n\n{{#hver rækker}}", /decisions\.hbs kan ikke bruges, linje 3/],
    ["<p>a</p>\n<marquee>b</marquee>", /<marquee> i .*decisions\.hbs, linje 2/],
    ["<p>{{{dokument}}}</p>", /linje 1: brug \{\{…\}\} i stedet/],
    ["{{> findesikke}}", /delen »findesikke« findes ikke/],
    ["{{lookup møde \"dato\"}}", /hjælperen »lookup«/],
  ];
  for (const [text, message] of cases) expect(refusal(() => loadPack(ownPack({ "decisions.hbs": text }))).message).toMatch(message);
});

test("a template reaches nothing but the view", () => {
  for (const text of ["{{constructor}}", "{{__proto__}}", "{{dokument.constructor}}", "{{@root.constructor}}", "{{toString}}"]) {
    const folder = ownPack({ "decisions.hbs": text });
    expect(() => loadPack(folder).render("decisions", view), text).toThrow(AppError);
  }
});

test("what stands in the view is text, also where it looks like HTML", () => {
  const folder = ownPack({ "decisions.hbs": "<p>{{titel}}</p>" });
  expect(loadPack(folder).render("decisions", { ...view, titel: 'Budget <2027> & "anlæg"' })).toBe("<p>Budget &lt;2027&gt; &amp; &quot;anlæg&quot;</p>");
});
