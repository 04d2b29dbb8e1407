/** What is closed does not get into a public packet by any way, and where it would, nothing is saved. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { call } from "../../../core/app.ts";
import type { AppError } from "../../../core/errors.ts";
import { mayShow } from "../../../core/domain/openness.ts";
import { nodeFiles } from "../../../platform/files.ts";
import { memoryApp } from "../../support/memory-app.ts";
import { hasTool, runOverPdf } from "../../support/pdf-checks.ts";
import { chanceFrom, randomMeeting, type RandomMeeting, storeMeeting } from "../../support/random-meeting.ts";
import { storeFiles, textPdf } from "../../support/random-packet.ts";
import { runCli } from "../../support/run-cli.ts";
import { waysToTell } from "../../support/ways-to-tell.ts";

/** `RANDOM_MEETINGS=10000` tries as many as the acceptance asks for. */
const count = Number(process.env["RANDOM_MEETINGS"] ?? 12);
const firstSeed = Number(process.env["RANDOM_SEED"] ?? 1);

const root = mkdtempSync(join(tmpdir(), "offentlig-"));
const files = { packet: join(root, "pakke.pdf"), receipt: join(root, "pakke.receipt.json"), page: join(root, "pakke.receipt.html") };
const poppler = hasTool("pdftotext", "-v");
const refusable = waysToTell.flatMap(({ fate, ...way }) => (typeof fate === "string" ? [] : [{ ...way, words: fate.refused }]));

beforeEach(() => {
  for (const [name, path] of Object.entries(files)) writeFileSync(path, `den gamle ${name}`);
});

afterEach(() => {
  for (const path of Object.values(files)) rmSync(path, { force: true });
});

afterAll(() => rmSync(root, { recursive: true }));

function expectNothingSaved(context: unknown): void {
  expect([context, ...Object.values(files).map((path) => readFileSync(path, "utf8"))]).toEqual([context, "den gamle packet", "den gamle receipt", "den gamle page"]);
  expect([context, readdirSync(root).filter((name) => name.endsWith(".tmp"))]).toEqual([context, []]);
}

test(`the public packets of ${count} random meetings leak nothing, and with something planted they are not saved`, { timeout: 20_000 + count * 3000 }, async () => {
  let planted = 0;
  for (let from = firstSeed; from < firstSeed + count; from += 200) {
    // A workspace in memory grows with every file.
    const { app, store } = memoryApp();
    for (let seed = from; seed < Math.min(from + 200, firstSeed + count); seed += 1) {
      const meeting = storeMeeting(store, randomMeeting(seed));
      await storeFiles(store, meeting, seed);
      const question = { meeting: String(meeting.papers.meeting.id), variant: "public" as const, pack: seed % 2 === 0 ? "region" : "kommune", out: files.packet };
      const exported = await call(app, "packets.export", question).catch((error: unknown) => error);
      expect([seed, exported]).toEqual([seed, expect.objectContaining({ receipt: expect.anything() as unknown })]);
      expect([seed, closedWordsOf(meeting, publicWords())]).toEqual([seed, []]);

      const chance = chanceFrom(seed);
      const way = refusable[Math.floor(chance() * refusable.length)];
      const secret = longestClosed(meeting);
      const open = meeting.papers.items.find(({ item }) => item.openness === "open");
      if (!way || !open || secret === null) continue;
      planted += 1;
      const path = join(root, "Notat.pdf");
      writeFileSync(path, way.file(secret));
      await call(app, "attachments.attach", { meeting: question.meeting, series: open.item.series, number: open.item.number, paths: [path], openness: "open" });
      for (const [name, kept] of Object.entries(files)) writeFileSync(kept, `den gamle ${name}`);
      const refused = await call(app, "packets.export", question).then(() => "saved", (error: AppError) => error.message);
      expect([seed, way.what, refused]).toEqual([seed, way.what, expect.stringContaining(way.words)]);
      expectNothingSaved([seed, way.what]);
    }
    store.close();
  }
  expect(planted).toBeGreaterThan(count / 4);
});

/** What a packet and its receipts say, by readers that our own search has nothing to do with. */
function publicWords(): string {
  const bytes = new Uint8Array(readFileSync(files.packet));
  const drawn = poppler ? runOverPdf(bytes, "pdftotext", ["{}", "-"]).output : "";
  return squeezed([drawn, Buffer.from(bytes).toString("latin1"), readFileSync(files.receipt, "utf8"), readFileSync(files.page, "utf8")].join("\n"));
}

/** Closed titles and file names that are found by plainly looking for them. */
function closedWordsOf({ papers }: RandomMeeting, words: string): string[] {
  const closed = papers.items.flatMap(({ item, caseFile, attachments }) => [
    ...(mayShow("public", item.openness) ? [] : [caseFile.title]),
    ...attachments.filter(({ openness }) => openness === "closed" || !mayShow("public", item.openness)).flatMap(({ title, fileName }) => [title, fileName ?? ""]),
  ]);
  return closed.filter((text) => text.length > 15 && words.includes(squeezed(text)));
}

function squeezed(text: string): string {
  return text.normalize("NFKC").toLocaleLowerCase("da").replace(/[^\p{L}\p{N}]/gu, "");
}

/** The longest sentence of a closed item, so that no open sentence can have it by chance. */
function longestClosed({ papers }: RandomMeeting): string | null {
  const closed = papers.items.filter(({ item }) => !mayShow("public", item.openness));
  const title = closed.map(({ caseFile }) => caseFile.title).toSorted((a, b) => b.length - a.length)[0];
  return title !== undefined && title.length > 15 && title.split(" ").length > 2 ? title : null;
}

const secret = "Salget af møllegrunden skal holdes hemmeligt for naboerne indtil videre";

/** Two items, the second one closed, with a file each; the open one's given. */
async function twoItems(file: Uint8Array, closedTitle = "Møllen") {
  const { app, store } = memoryApp();
  store.bodies.add({ name: "Udvalget for stier", stampName: "Udvalget for stier", genitive: "Udvalget for stiers", runningName: "udvalget for stier", ownGenitive: "Udvalgets", abbreviation: null, printsKind: true, pack: "region" });
  store.meetings.add({ bodyId: 1, date: "2027-03-16", time: "16:00", place: null, state: "draft", attendance: { present: [], absent: [], substitutes: [] } });
  for (const [number, title, bytes] of [[1, "Stien", file], [2, closedTitle, textPdf([[secret]])]] as const) {
    const { id: caseId } = store.cases.add({ title, titleProposed: false, journalNumber: null, ownerUnit: null, signOff: [] });
    store.items.add({ meetingId: 1, caseId, series: "item", number, kind: "decision", openness: number === 1 ? "open" : "closed", ground: null, sections: [] });
    const path = join(root, `Notat ${number}.pdf`);
    writeFileSync(path, bytes);
    await call(app, "attachments.attach", { meeting: "1", number, paths: [path] });
  }
  return app;
}

describe("a closed sentence told by a file that is open", () => {
  test.each(refusable)("in $what is found, and nothing is saved", async ({ file, words }) => {
    const app = await twoItems(file(secret));
    const refused = await call(app, "packets.export", { meeting: "1", variant: "public", out: files.packet }).then(() => "saved", (error: AppError) => error.message);
    expect(refused).toContain("Den offentlige pakke er ikke gemt");
    expect(refused).toContain(`fra bilag 1 til punkt 2 står ${words}`);
    expectNothingSaved(words);
  });

  test.each(waysToTell.filter(({ fate }) => fate === "left out"))("in $what is left out", async ({ file }) => {
    const app = await twoItems(file(secret));
    const { receipt } = await call(app, "packets.export", { meeting: "1", variant: "public", out: files.packet });
    expect(receipt.files.map(({ outcome }) => outcome)).toEqual(["as-is"]);
    expect(publicWords()).not.toContain("møllegrunden");
  });

  test.each(waysToTell.filter(({ fate }) => fate === "open"))("in $what is open, as all that its pages say", async ({ file }) => {
    const app = await twoItems(file(secret));
    const { receipt } = await call(app, "packets.export", { meeting: "1", variant: "public", out: files.packet });
    expect(receipt.files).toHaveLength(1);
  });
});

describe("a closed title that is words of ours", () => {
  test.each(["Som den er", "Kontakt sekretariatet", "Alt er i orden"])("does not stop a packet: %s", async (title) => {
    const app = await twoItems(textPdf([["Et notat"]]), title);
    writeFileSync(join(root, "fil.xyz"), "\0\u0001");
    await call(app, "attachments.attach", { meeting: "1", number: 1, paths: [join(root, "fil.xyz")] });
    expect((await call(app, "packets.export", { meeting: "1", variant: "public", out: files.packet })).receipt.files.map(({ outcome }) => outcome)).toEqual(["as-is", "slip"]);
  });
});

test("what gets into the finished file on its way to the disk is found as well, and nothing is saved", async () => {
  const disk = nodeFiles();
  const { app, store } = memoryApp({}, undefined, { writeAside: (path, bytes, inspect) => disk.writeAside(path, path === files.packet ? withRemark(bytes as AsyncIterable<Uint8Array>) : bytes, inspect) });
  let secret = "";
  async function* withRemark(bytes: AsyncIterable<Uint8Array>) {
    yield* bytes;
    yield Buffer.from(`\n% ${secret}\n`);
  }
  const meeting = storeMeeting(store, randomMeeting(2));
  secret = longestClosed(meeting) ?? "";
  await expect(call(app, "packets.export", { meeting: "1", variant: "public", out: files.packet })).rejects.toThrow(/Den offentlige pakke er ikke gemt.*skjult i filen/s);
  expectNothingSaved("remark");
});

test("the command line says in Danish what is told where, ends with 2, and leaves the earlier packet", { timeout: 60_000 }, async () => {
  const workspace = join(root, "møder.forelaeg");
  const place = ["--workspace", workspace, "--meeting", "2027-03-16"];
  writeFileSync(join(root, "marts.txt"), "1. BESLUTNINGSSAG: NY CYKELSTI\n\nINDSTILLING\nAdministrationen indstiller, at stien anlægges.\n\n2. BESLUTNINGSSAG: SALG AF MØLLEGRUNDEN\n\nINDSTILLING\nAdministrationen indstiller, at grunden sælges.\n");
  await runCli("import", join(root, "marts.txt"), "--workspace", workspace, "--body", "Udvalget for stier", "--date", "2027-03-16", "--open");
  await runCli("set", ...place, "--item", "2", "--closed");
  writeFileSync(join(root, "Notat.pdf"), waysToTell.find(({ what }) => what === "a bookmark")?.file("Salg af møllegrunden") ?? "");
  expect(await runCli("attach", join(root, "Notat.pdf"), ...place, "--item", "1")).toMatchObject({ status: 0 });
  const { status, out, err } = await runCli("export", "packet", ...place, "--variant", "public", "--out", files.packet);
  expect({ status, out }).toEqual({ status: 2, out: "" });
  expect(err).toContain("»Salg af møllegrunden« fra punkt 2 står i bogmærkerne.");
  expectNothingSaved("command line");
});

test("the name that is given to the packet's file is searched too, and is no excuse for itself", async () => {
  const { app, store } = memoryApp();
  const meeting = storeMeeting(store, randomMeeting(1));
  const secret = store.cases.add({ title: "Fratrædelse på havnekontoret", titleProposed: false, journalNumber: null, ownerUnit: null, signOff: [] });
  store.items.add({ meetingId: meeting.papers.meeting.id, caseId: secret.id, series: "item", number: 99, kind: "decision", openness: "closed", ground: null, sections: [] });
  const out = join(root, "fratrædelse på havnekontoret.pdf");
  const refused = await call(app, "packets.export", { meeting: String(meeting.papers.meeting.id), variant: "public", out }).catch((error: AppError) => error.code);
  expect([refused, readdirSync(root).filter((name) => name.startsWith("fratrædelse"))]).toEqual(["packet.leaks", []]);
  store.close();
});
