/** A secretary's bad day: slips of the keys, and files that are not what they should be. */
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runCli } from "../support/run-cli.ts";

const folder = mkdtempSync(join(tmpdir(), "bad-day-"));
const example = join(folder, "eksempel.forelaeg");
const meeting = ["--meeting", "2027-05-11"];
const pdf = join(folder, "dagsorden-2027-05-11.pdf");

beforeAll(async () => {
  expect(await runCli("demo", "--out", folder)).toMatchObject({ status: 0 });
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true }));

const workspaceCopy = (name: string): string => {
  copyFileSync(example, join(folder, name));
  return join(folder, name);
};

const file = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

test("no workspace is written over by a paper", async () => {
  const workspace = workspaceCopy("alt.forelaeg");
  const before = readFileSync(workspace);
  const run = await runCli("export", "agenda", "--workspace", workspace, ...meeting, "--out", workspace);
  expect(run).toMatchObject({ status: 2, out: "", err: expect.stringMatching(/alt\.forelaeg er en arbejdsfil og bliver ikke overskrevet/) });
  expect(readFileSync(workspace).equals(before)).toBe(true);
  expect(await runCli("export", "agenda", "--workspace", example, ...meeting, "--out", workspace)).toMatchObject({ status: 2 });
});

test("several files are attached all or none", async () => {
  const workspace = workspaceCopy("bilag.forelaeg");
  const shown = async () => (await runCli("show", "--workspace", workspace, ...meeting, "--json")).out;
  const before = await shown();
  const run = await runCli("attach", pdf, join(folder, "findes-ikke.pdf"), "--workspace", workspace, ...meeting, "--item", "1");
  expect(run).toMatchObject({ status: 2, out: "", err: expect.stringMatching(/findes-ikke\.pdf findes ikke/) });
  expect(await shown()).toBe(before);
});

test("a broken file is attached, and that is said; the same file again takes its own place", async () => {
  const workspace = workspaceCopy("brudt.forelaeg");
  const broken = file("støjrapport.pdf", "%PDF-1.7\nikke mere");
  const attach = () => runCli("attach", broken, "--workspace", workspace, ...meeting, "--item", "1");
  const first = await attach();
  expect(first).toMatchObject({ status: 1, err: expect.stringMatching(/\(støjrapport\): Filen er beskadiget/) });
  expect((await attach()).out).toBe(first.out);
});

test("a packet with a slip for an attachment is told to need a look, by item and attachment", async () => {
  const workspace = workspaceCopy("indlæg.forelaeg");
  await runCli("attach", file("tom.pdf", ""), "--workspace", workspace, ...meeting, "--item", "1");
  const out = join(folder, "pakke.pdf");
  expect(await runCli("export", "packet", "--workspace", workspace, ...meeting, "--out", out, "--no-proof")).toMatchObject({ status: 1, err: expect.stringMatching(/^Punkt 1, bilag 1 \(tom\) er erstattet af et blad, der siger hvorfor\. Filen er tom\. Få en ny fil/) });
  expect(await runCli("release", "--workspace", workspace, ...meeting)).toMatchObject({ status: 1, err: expect.stringContaining("Punkt 1, bilag 1 (tom)") });
});

test("a folder that is not there is named before any work is done", async () => {
  const out = join(folder, "ingen mappe", "pakke.pdf");
  expect(await runCli("export", "packet", "--workspace", example, ...meeting, "--out", out)).toMatchObject({ status: 2, out: "", err: `Mappen ${join(folder, "ingen mappe")} findes ikke. Opret den, eller vælg en anden, og prøv igen.` });
});

test("what is not open has no public extract", async () => {
  const workspace = workspaceCopy("lukket.forelaeg");
  expect(await runCli("set", "--workspace", workspace, ...meeting, "--item", "1", "--closed")).toMatchObject({ status: 0 });
  const out = join(folder, "udskrift.pdf");
  const run = await runCli("export", "extract", "--workspace", workspace, ...meeting, "--item", "1", "--variant", "public", "--out", out);
  expect(run).toMatchObject({ status: 2, out: "", err: expect.stringMatching(/Punkt 1 er lukket og har ingen offentlig udskrift/) });
  expect(() => readFileSync(out)).toThrow("ENOENT");
});

test("the public list of decisions does not say of a closed item that nothing was decided", async () => {
  const out = join(folder, "beslutninger.html");
  expect(await runCli("export", "decisions", "--workspace", example, ...meeting, "--pack", "kommune", "--variant", "public", "--out", out)).toMatchObject({ status: 0 });
  const list = readFileSync(out, "utf8");
  expect(list).toContain("Der er ikke truffet beslutning.");
  expect(/Lukket punkt<\/p><\/td><td>([^]*?)<\/td>/.exec(list)?.[1]).toBe("");
});

const plan = "titel;problemstilling;datoForUdvalg;åbenhed\nÆrøs færge;Beslutningssag;2027-03-16;åben\nSalg af øen;Beslutningssag: pris;2027-04-20;lukket\nÅens løb;Drøftelsessag;;\n";

async function loadPlan(name: string, content: string | Uint8Array, variant = "internal") {
  const workspace = join(folder, `${name}.forelaeg`);
  const of = ["--workspace", workspace, "--body", "Udvalget for øer", "--year", "2027"];
  const loaded = await runCli("plan", file(name, content), ...of);
  const out = join(folder, `${name}.txt`);
  const exported = loaded.status === 2 ? null : await runCli("export", "workplan", ...of, "--as-loaded", "--variant", variant, "--out", out);
  return { ...loaded, text: exported === null ? "" : readFileSync(out, "utf8") };
}

test.each([
  ["Windows-1252, as Danish spreadsheets save it", Uint8Array.from(plan, (letter) => letter.charCodeAt(0))],
  ["UTF-8 with a mark and CRLF", `\ufeff${plan.replaceAll("\n", "\r\n")}`],
  ["UTF-16", new Uint8Array(Buffer.from(`\ufeff${plan}`, "utf16le"))],
])("a plan in %s comes in with its letters", async (name, content) => {
  const { status, text } = await loadPlan(`${name.slice(0, 6)}.csv`, content);
  expect(status).toBe(0);
  expect(text).toContain("Ærøs færge");
  expect(text).toContain("Åens løb");
});

test("a row that a plan leaves blank is not open because its neighbours are", async () => {
  const { text } = await loadPlan("blank.csv", plan, "public");
  expect(text).toContain("Ærøs færge");
  expect(text).not.toMatch(/Åens|øen/);
});

test.each([
  ["a word for openness that is neither", plan.replace("lukket", "delvis lukket"), /række 2 kan ikke læses: »åbenhed« er »delvis lukket«/],
  ["a column that is missing", plan.replace("titel", "sag"), /række 1 kan ikke læses: »titel« mangler/],
  ["a quotation mark that is never closed", `${plan}"Sidste sag;;;\n`, /anførselstegnet i linje 5 bliver ikke lukket/],
  ["a heading without rows", "titel;problemstilling\n", /har ingen rækker, så arbejdsplanen er ikke ændret/],
])("%s refuses the plan", async (name, content, message) => {
  const { status, err } = await loadPlan(`${name.slice(0, 8)}.csv`, content);
  expect(err).toMatch(message);
  expect(status).toBe(2);
});
