import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { richText, templateHtml } from "../../core/document/vocabulary.ts";
import { helpers } from "../../templates/helpers.ts";
import { packSchema } from "../../templates/pack-schema.ts";

const root = join(import.meta.dirname, "../..");
const page = join(root, "docs/templates.md");
const views = ["agenda-view.ts", "workplan-view.ts", "decisions-view.ts"];

/** The reference page of templates, made from the views' own comments and the table of helpers. */
function reference(): string {
  return [
    "# Skabeloner: variabler og hjælpere",
    "",
    "Denne side skrives af en test (`UPDATE_DOCS=1 npm run unit`). En skabelon kan kun bruge det, der står her.",
    "",
    "`agenda.hbs` (også til tillægsdagsordenen), `minutes.hbs` og `extract.hbs` får `AgendaView`; `workplan.hbs` får `WorkplanView`; `decisions.hbs` får `DecisionsView`.",
    "Alle har desuden `ord`: skabelonpakkens egne ord (`labels` i pack.json), som `{{ord.dagsorden}}`.",
    "",
    "## Hjælpere",
    "",
    "| hjælper | sådan | hvad den gør |",
    "|---|---|---|",
    ...helpers.map((helper) => `| \`${helper.name}\` | \`${helper.use.replaceAll("|", "\\|")}\` | ${helper.help} |`),
    "",
    "## Variabler",
    ...views.flatMap((file) => viewTables(readFileSync(join(root, "core/packet", file), "utf8"))),
    "",
    "## HTML",
    "",
    `Elementer med egenskaber: ${[...templateHtml].map(([tag, attributes]) => `\`${[tag, ...attributes].join(" ")}\``).join(", ")}.`,
    "",
    `Inde i {{rigtekst …}} kun: ${[...richText.keys()].map((tag) => `\`${tag}\``).join(", ")}.`,
    "",
    "- `<section class=\"del\">` begynder en ny side; `<section class=\"samlet\">` holdes på én side, hvor den kan.",
    "- `<h1>` kommer i indholdsfortegnelsen med `data-indgang` eller sin egen tekst; `data-skjult=\"ja\"` holder den ude.",
    "- `<nav>` er indholdsfortegnelsen. `<header>` og `<footer>` er sidehoved og sidefod, med `class=\"forside\"` for første side;",
    "  i deres linjer står `<span class=\"midt\">` midt på og `<span class=\"hoejre\">` til højre, og `<sidetal>` og `<sideantal>` er tallene.",
    "- `class` på afsnit, overskrifter og tabeller er navnet på en stil i pack.json.",
    "",
    "## pack.json",
    "",
    "Pakkens data: sagstyper, afsnit, ord, mønstre, sidemål og stile. `pack.schema.json` siger, hvad der kan stå, og giver hjælp i de",
    "fleste editorer, når filen begynder med `\"$schema\": \"…/pack.schema.json\"`. En pakke, der bygger på en anden (`\"extends\": \"region\"`),",
    "nævner kun det, der er anderledes: egenskaber lægges til, lister erstattes helt. Den tomme pakke er altså",
    "`{ \"id\": \"min\", \"name\": \"Min\", \"extends\": \"region\" }`. Mål er i punkter (1 cm = 28,35 punkter), farver som `#1f3b57`.",
    "",
  ].join("\n");
}

function viewTables(source: string): string[] {
  return [...source.matchAll(/(?:\/\*\* ([^*]*) \*\/\n)?export interface (\w+) \{\n([\s\S]*?)\n\}/g)].flatMap(([, about = "", name = "", body = ""]) => [
    "",
    `### ${name}`,
    "",
    about.trim(),
    "",
    "| navn | hvad | slags |",
    "|---|---|---|",
    ...[...body.matchAll(/(?:\/\*\* (.*?) \*\/\s*)?readonly (\S+?): ([^;]+);/g)].map(([, help = "", field = "", type = ""]) => `| \`${field}\` | ${help.replaceAll("|", "\\|")} | ${kind(type)} |`),
  ]);
}

function kind(type: string): string {
  const list = /readonly (\w+)\[\]/.exec(type)?.[1];
  if (list !== undefined) return `liste af ${named(list)}`;
  return named(type);
}

function named(type: string): string {
  return { string: "tekst", number: "tal", boolean: "ja/nej" }[type] ?? `\`${type}\``;
}

test("the reference page tells every variable and helper that a template has", () => {
  if (process.env["UPDATE_DOCS"] || !existsSync(page)) writeFileSync(page, reference());
  expect(readFileSync(page, "utf8")).toBe(reference());
});

test("the schema of pack.json is the one that packs are checked by", () => {
  const schema = `${JSON.stringify(z.toJSONSchema(packSchema, { io: "input" }), null, 2)}\n`;
  const file = join(root, "docs/pack.schema.json");
  if (process.env["UPDATE_DOCS"] || !existsSync(file)) writeFileSync(file, schema);
  expect(readFileSync(file, "utf8")).toBe(schema);
});

test("every field of a view and every helper is explained", () => {
  expect(reference().split("\n").filter((line) => /^\| `[^`]+` \|\s+\|/.test(line))).toEqual([]);
  expect(helpers.every((helper) => helper.help.length > 10 && helper.use.includes(helper.name))).toBe(true);
});
