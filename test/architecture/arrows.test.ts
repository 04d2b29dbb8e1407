import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const houses = ["core", "db", "templates", "platform", "cli"];

/** Which folder may import which: the arrows of ARCHITECTURE.md. The longest matching key counts. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  "core/domain": ["core/domain"],
  "core/messages": ["core/messages"],
  "core/messages.ts": ["core/messages"],
  "core/errors.ts": ["core/messages.ts"],
  "core/store.ts": ["core/domain"],
  "core/files.ts": [],
  "core/office.ts": [],
  "core/preparer.ts": ["core/domain"],
  "core/watch.ts": ["core/messages", "core/errors.ts"],
  "core/packs.ts": ["core/domain", "core/document", "core/packet/document-kinds.ts"],
  "core/page-cache.ts": [],
  "core/join-bytes.ts": [],
  "core/document": ["core/document", "core/join-bytes.ts", "core/errors.ts"],
  "core/pdf": ["core/pdf", "core/join-bytes.ts"],
  "core/packet": ["core/packet", "core/domain", "core/document", "core/pdf", "core/messages/reasons.ts", "core/errors.ts", "core/watch.ts"],
  "core/intake": ["core/intake", "core/domain", "core/document", "core/errors.ts"],
  "core/proof": ["core/proof", "core/domain", "core/packet/receipt.ts", "core/packet/meeting-papers.ts", "core/errors.ts", "core/watch.ts"],
  "core/prepare": ["core/prepare", "core/pdf", "core/document", "core/domain", "core/intake", "core/office.ts", "core/preparer.ts", "core/join-bytes.ts", "core/messages/reasons.ts", "core/errors.ts"],
  "core/demo": ["core/demo", "core/domain", "core/document"],
  "core/api": ["core"],
  "core/app.ts": ["core"],
  db: ["db", "core/store.ts", "core/domain", "core/errors.ts"],
  templates: ["templates", "core/packs.ts", "core/packet", "core/domain", "core/document", "core/errors.ts"],
  platform: ["platform", "core/files.ts", "core/office.ts", "core/page-cache.ts", "core/preparer.ts", "core/prepare", "core/document", "core/domain", "core/errors.ts"],
  cli: ["cli", "core", "db", "templates", "platform"],
};

/** Libraries that are named in few places, most of them in one. */
const onlyIn: Readonly<Record<string, readonly string[]>> = {
  "better-sqlite3": ["db"],
  docx: ["core/document/writers/docx"],
  pdfkit: ["core/document/writers/pdf"],
  fontkit: ["core/document/writers/pdf"],
  "@libpdf/core": ["core/pdf"],
  handlebars: ["templates"],
  mammoth: ["core/intake", "core/prepare/convert"],
  "pdfjs-dist": ["core/intake", "core/proof", "core/prepare/open-reader.ts"],
  parse5: ["core/document/read-html.ts", "core/intake", "core/prepare/convert"],
  "@napi-rs/canvas": ["core/prepare"],
  utif2: ["core/prepare/convert"],
  "postal-mime": ["core/prepare/convert"],
  "@kenjiuno/msgreader": ["core/prepare/convert"],
  hyphen: ["core/document"],
};

interface Import {
  readonly from: string;
  readonly to: string;
}

const files = houses.flatMap((house) => readdirSync(join(root, house), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts")).map((name) => join(house, name).split(sep).join("/")));
const imports: Import[] = files.flatMap((from) =>
  [...readFileSync(join(root, from), "utf8").matchAll(/^(?:import|export)\b[^"';]*?from "([^"]+)"|^import "([^"]+)"|\bimport\("([^"]+)"\)/gm)].map((match) => {
    const named = match[1] ?? match[2] ?? match[3] ?? "";
    return { from, to: named.startsWith(".") ? relative(root, join(root, dirname(from), named)).split(sep).join("/") : named };
  }),
);

function ruleFor(file: string): readonly string[] | undefined {
  const key = Object.keys(mayImport).filter((folder) => file === folder || file.startsWith(`${folder}/`)).toSorted((a, b) => b.length - a.length)[0];
  return key === undefined ? undefined : mayImport[key];
}

test("every arrow between folders is one that the architecture page draws", () => {
  const ours = imports.filter(({ to }) => houses.some((house) => to.startsWith(`${house}/`)));
  expect(ours.length).toBeGreaterThan(100);
  const wrong = ours.filter(({ from, to }) => !ruleFor(from)?.some((allowed) => to === allowed || to.startsWith(`${allowed}/`)));
  expect(wrong).toEqual([]);
});

test("nothing imports a host or a test", () => {
  expect(imports.filter(({ from, to }) => (to.startsWith("cli/") && !from.startsWith("cli/")) || to.startsWith("test/"))).toEqual([]);
});

test("each library that the house could do without is named where it belongs", () => {
  const astray = imports.filter(({ from, to }) => {
    const homes = Object.entries(onlyIn).find(([library]) => to === library || to.startsWith(`${library}/`))?.[1];
    return homes !== undefined && !homes.some((home) => from === home || from.startsWith(`${home}/`));
  });
  expect(astray).toEqual([]);
});

test("there is no cycle between files", () => {
  const graph = new Map<string, string[]>();
  for (const { from, to } of imports) if (files.includes(to)) graph.set(from, [...(graph.get(from) ?? []), to]);
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) throw new Error(`cycle: ${[...path.slice(path.indexOf(file)), file].join(" → ")}`);
    if (done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
});

test("the core asks no clock, no chance and no host", () => {
  const forbidden = /\bDate\.now\(|new Date\(\)|Math\.random\(|\bprocess\.|\bwindow\.|from "node:/;
  const guilty = files.filter((file) => file.startsWith("core/") && forbidden.test(readFileSync(join(root, file), "utf8")));
  expect(guilty).toEqual([]);
});

test("SQL is written only in db", () => {
  const sql = /\b(SELECT\s.+\sFROM|INSERT\s+INTO|DELETE\s+FROM|CREATE\s+TABLE|PRAGMA\s)\b/;
  expect(files.filter((file) => !file.startsWith("db/") && sql.test(readFileSync(join(root, file), "utf8")))).toEqual([]);
});

test("every file is named in small letters with hyphens, and exports no default", () => {
  expect(files.filter((file) => !/^[a-z0-9/.-]+$/.test(file))).toEqual([]);
  expect(files.filter((file) => /^export default/m.test(readFileSync(join(root, file), "utf8")))).toEqual([]);
});

test("every exported name is used somewhere else, in the house or in its tests", () => {
  const tests = readdirSync(join(root, "test"), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts")).map((name) => `test/${name.split(sep).join("/")}`);
  const texts = new Map([...files, ...tests].map((file) => [file, readFileSync(join(root, file), "utf8")]));
  const unused = files.flatMap((file) => {
    const text = texts.get(file) ?? "";
    return [...text.matchAll(/^export (?:async )?(?:function\*?|const|class) (\w+)/gm)]
      .map((match) => match[1] ?? "")
      .filter((name) => {
        const word = new RegExp(`\\b${name}\\b`);
        return ![...texts].some(([other, content]) => other !== file && word.test(content));
      })
      .map((name) => `${file}: ${name}`);
  });
  expect(unused).toEqual([]);
});

test("every sentence of the catalogue is said somewhere", () => {
  const codes = [...readFileSync(join(root, "core/messages/facts.ts"), "utf8").matchAll(/^\s+"([a-z.-]+)":/gm)].map((match) => match[1] ?? "");
  expect(codes.length).toBeGreaterThan(50);
  const spoken = files.filter((file) => !file.startsWith("core/messages/")).map((file) => readFileSync(join(root, file), "utf8")).join("\n");
  expect(codes.filter((code) => !spoken.includes(`"${code}"`))).toEqual([]);
});
