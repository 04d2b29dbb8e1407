import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { example } from "../../core/demo/example.ts";
import { examplePapers } from "../../core/demo/papers.ts";
import { readRichText } from "../../core/document/read-html.ts";
import { textOf } from "../../core/document/writers/text/write-text.ts";
import { readPdfText } from "../../core/intake/read-pdf-text.ts";
import type { ShownMeeting } from "../../core/api/agenda.ts";
import { runCli } from "../support/run-cli.ts";
import { wordsOf } from "../support/words.ts";

const folder = mkdtempSync(join(tmpdir(), "demo-"));
const workspace = join(folder, "eksempel.forelaeg");
let out = "";

beforeAll(async () => {
  const run = await runCli("demo", "--out", folder);
  expect(run).toMatchObject({ status: 0, err: "" });
  out = run.out;
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true }));

const text = async (name: string) => (await readPdfText(new Uint8Array(readFileSync(join(folder, name))))).text;
const shown = async (meeting: string) => JSON.parse((await runCli("show", "--workspace", workspace, "--meeting", meeting, "--json")).out) as ShownMeeting;

test("the demo makes the workspace and every paper, and says what each took", () => {
  for (const paper of examplePapers) {
    expect(statSync(join(folder, paper.fileName)).size, paper.fileName).toBeGreaterThan(1000);
    expect(out).toMatch(new RegExp(`${paper.fileName.replaceAll(".", "\\.")}\\s+\\d+ ms`));
  }
  expect(out).toMatch(/Færdig på \d+,\d s/);
  expect(readdirSync(folder).filter((name) => /-wal|-shm|tmp/.test(name))).toEqual([]);
});

test("a second demo leaves the workspace as it is and sets the same papers", async () => {
  await runCli("set", "--workspace", workspace, "--meeting", "2027-05-11", "--item", "6", "--closed", "--ground", "prøve");
  const again = await runCli("demo", "--out", folder);
  expect(again.out).toContain("fandtes i forvejen");
  expect((await shown("2027-05-11")).items.find((item) => item.number === 6)).toMatchObject({ openness: "closed", ground: "prøve" });
  await runCli("set", "--workspace", workspace, "--meeting", "2027-05-11", "--item", "6", "--open");
  expect((await shown("2027-05-11")).items.find((item) => item.number === 6)).toMatchObject({ openness: "open", ground: null });
}, 120_000);

test("the same input gives the same bytes, in every format", async () => {
  for (const format of ["pdf", "docx", "html", "txt"]) {
    const files = ["a", "b"].map((name) => join(folder, `${name}.${format}`));
    for (const file of files) expect(await runCli("export", "agenda", "--workspace", workspace, "--meeting", "2027-05-11", "--date", "2027-05-03", "--out", file)).toMatchObject({ status: 0 });
    const [first, second] = files.map((file) => readFileSync(file));
    expect(first?.equals(second ?? Buffer.alloc(0)), format).toBe(true);
  }
});

test("no word of a closed item or attachment is in the public agenda, in any format", async () => {
  const meeting = example.meetings.find((one) => one.date === "2027-05-11");
  if (!meeting) throw new Error("the example has lost its coming meeting");
  const open = new Set<string>();
  const secret: string[] = [];
  const runs = (words: string) => wordsOf(words).flatMap((_, index, all) => (index + 6 <= all.length ? [all.slice(index, index + 6).join(" ")] : []));
  for (const item of meeting.items) {
    const words = item.sections.map((section) => textOf(readRichText(section.html, "x"))).join("\n");
    if (item.openness === "open") for (const run of runs(words)) open.add(run);
    else secret.push(example.cases.find((one) => one.key === item.case)?.title ?? "", ...runs(words), ...item.attachments.map((attachment) => attachment.title));
    secret.push(...item.attachments.filter((attachment) => attachment.openness === "closed").map((attachment) => attachment.title));
  }
  const closed = secret.filter((run) => run !== "" && !open.has(run));
  expect(closed.length).toBeGreaterThan(50);
  for (const format of ["pdf", "html", "txt"]) {
    const file = join(folder, `offentlig.${format}`);
    expect(await runCli("export", "agenda", "--workspace", workspace, "--meeting", "2027-05-11", "--variant", "public", "--out", file)).toMatchObject({ status: 0, err: "" });
    const content = ` ${wordsOf(format === "pdf" ? await text("offentlig.pdf") : readFileSync(file, "utf8")).join(" ")} `;
    expect(closed.filter((run) => content.includes(` ${wordsOf(run).join(" ")} `)), format).toEqual([]);
    expect(content).not.toContain("MÅ IKKE OFFENTLIGGØRES");
  }
});

test("the closed item's number is kept: a gap with the region pack, a line with kommune", async () => {
  const numbers = async (pack: string) => {
    const file = join(folder, `${pack}.txt`);
    await runCli("export", "agenda", "--workspace", workspace, "--meeting", "2027-05-11", "--variant", "public", "--pack", pack, "--out", file);
    return readFileSync(file, "utf8");
  };
  expect(await numbers("region")).not.toMatch(/^5\. /m);
  expect(await numbers("kommune")).toMatch(/^5\. Lukket punkt$/m);
});

test("papers of one house style set with another keep every section, under its heading in words", async () => {
  const file = join(folder, "anden-pakke.txt");
  await runCli("export", "agenda", "--workspace", workspace, "--meeting", "2027-05-11", "--pack", "kommune", "--out", file);
  const set = readFileSync(file, "utf8");
  expect(set).toMatch(/^Baggrund for sagens fremlæggelse$/m);
  expect(set).not.toMatch(/^background$/m);
});

test("internal papers with something closed say so on every page, or first where there are no pages", async () => {
  for (const paper of ["agenda", "minutes", "decisions"]) {
    for (const format of ["html", "txt"]) {
      const file = join(folder, `intern.${format}`);
      await runCli("export", paper, "--workspace", workspace, "--meeting", "2027-05-11", "--out", file);
      const words = wordsOf(readFileSync(file, "utf8").replace(/^.*<main>/s, "").replace(/<[^>]*>/g, " ")).join(" ");
      expect(words, `${paper} ${format}`).toMatch(/^INTERN MÅ IKKE OFFENTLIGGØRES/);
    }
  }
  const pages = (await text("dagsorden-2027-05-11.pdf")).match(/må ikke offentliggøres/g)?.length;
  expect(pages).toBeGreaterThan(25);
});

test("the minutes have attendance, votes and dissents; the draft agenda has none", async () => {
  const minutes = await text("referat-2027-04-06.pdf");
  expect(minutes).toMatch(/Fraværende/);
  expect(minutes).toMatch(/For stemte \d/);
  expect(await text("dagsorden-2027-05-11.pdf")).not.toMatch(/Til stede/);
});

test("closed rows of the public work plan keep their date and kind and lose their title", async () => {
  const entries = example.plans[0]?.entries ?? [];
  const closed = entries.filter((entry) => entry.openness !== "open");
  const words = wordsOf(await text("arbejdsplan-2027-offentlig.pdf")).join(" ");
  expect(closed.length).toBeGreaterThan(0);
  expect(words.match(/FORTROLIG/g)?.length).toBe(closed.length);
  for (const entry of closed) expect(words).not.toContain(wordsOf(entry.title).join(" "));
});

test("search finds a case by its text, its journal number and its attachment", async () => {
  const hits = async (...words: string[]) => JSON.parse((await runCli("search", ...words, "--workspace", workspace, "--json")).out) as { kind: string; title: string }[];
  const shownMeeting = await shown("2027-05-11");
  const item = shownMeeting.items[2];
  expect((await hits(item?.journalNumber ?? "")).map((hit) => hit.title)).toContain(item?.title);
  expect((await hits("lægedækning")).length).toBeGreaterThan(1);
  expect(await hits("findesslet", "ikkeher")).toEqual([]);
});

test("a PDF that is attached is kept, counted and found", async () => {
  const pdf = join(folder, "referat-2027-04-06.pdf");
  const attach = await runCli("attach", pdf, "--workspace", workspace, "--meeting", "2027-05-11", "--item", "2", "--title", "Referat til godkendelse");
  expect(attach).toMatchObject({ status: 0, out: expect.stringMatching(/^Bilag \d+: Referat til godkendelse \(\d+ sider\)$/) });
  const item = (await shown("2027-05-11")).items.find((one) => one.number === 2);
  expect(item?.attachments.at(-1)).toMatchObject({ title: "Referat til godkendelse", size: statSync(pdf).size });
  expect(existsSync(pdf)).toBe(true);
});
