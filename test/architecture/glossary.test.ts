import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const rows = readFileSync(join(root, "docs/glossary.md"), "utf8").split("\n").filter((line) => line.startsWith("|")).slice(2).map((line) => line.split("|").map((cell) => cell.trim()));
const files = ["core", "db", "templates", "platform", "cli"].flatMap((house) =>
  readdirSync(join(root, house), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts")).map((name) => join(root, house, name).split(sep).join("/")),
);

test("no word that the glossary asks to avoid is a name in the code", () => {
  const avoided = rows.flatMap((row) => (row[4] ?? "").split(",").map((word) => word.trim()).filter((word) => word !== ""));
  expect(avoided.length).toBeGreaterThan(10);
  const found = files.flatMap((file) => {
    // Danish in strings and patterns and prose in comments are no names.
    const code = readFileSync(file, "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "").replace(/"[^"\n]*"|`[^`]*`/g, '""').replace(/(?<=[=(,:?]\s*)\/(?![*/ ])(?:\\.|[^\\/\n])+\/[a-z]*/g, '""');
    return avoided.filter((word) => new RegExp(`\\b${word}s?\\b`, "i").test(code)).map((word) => `${file}: ${word}`);
  });
  expect(found).toEqual([]);
});

test("the glossary stands in Danish order", () => {
  const terms = rows.map((row) => row[1] ?? "");
  const collator = new Intl.Collator("da");
  expect(terms).toEqual(terms.toSorted((a, b) => collator.compare(a.split(/[ ,]/)[0] ?? "", b.split(/[ ,]/)[0] ?? "")));
});

test("every noun of the domain is in the glossary", () => {
  const glossary = readFileSync(join(root, "docs/glossary.md"), "utf8");
  const nouns = readdirSync(join(root, "core/domain")).flatMap((file) => [...readFileSync(join(root, "core/domain", file), "utf8").matchAll(/^export interface (\w+)/gm)].map((match) => match[1] ?? ""));
  const helpers = new Set(["LogEntry", "SectionDefinition", "BodyForms", "DecisionForms", "StampPattern", "PacketForm", "VoteGroup", "Person"]);
  expect(nouns.filter((noun) => !helpers.has(noun) && !glossary.includes(`\`${noun}\``))).toEqual([]);
});
