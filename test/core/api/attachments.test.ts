import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { type App, call } from "../../../core/app.ts";
import { ensureAllPrepared, ensurePrepared } from "../../../core/api/preparations.ts";
import type { Attachment } from "../../../core/domain/attachment.ts";
import { preparationVersion } from "../../../core/domain/preparation.ts";
import type { Progress } from "../../../core/messages/steps.ts";
import type { PreparationJob } from "../../../core/preparer.ts";
import { readSegment } from "../../../core/pdf/segment-bytes.ts";
import type { New, Store } from "../../../core/store.ts";
import { unwatched } from "../../../core/watch.ts";
import { nodeFiles } from "../../../platform/files.ts";
import { memoryApp, noCache } from "../../support/memory-app.ts";
import { plainPreparer } from "../../support/plain-preparer.ts";

const folder = mkdtempSync(join(tmpdir(), "bilag-"));
let app: App;
let store: Store;
let jobs: PreparationJob[];

beforeEach(async () => {
  jobs = [];
  ({ app, store } = memoryApp({ "marts.txt": "1. BESLUTNINGSSAG: NY CYKELSTI\n\nINDSTILLING\nAdministrationen indstiller, at stien anlægges.\n" }, plainPreparer(jobs)));
  const { meeting } = await call(app, "intake.import", { path: "marts.txt", body: "Udvalget for stier", date: "2027-03-16", open: true });
  expect(meeting.id).toBe(1);
});

afterAll(() => rmSync(folder, { recursive: true }));

/** A one-page PDF whose bytes are told apart by its words. */
const pdf = (words: string) => `%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>> endobj
4 0 obj <</Length ${words.length + 28}>> stream
BT /F 12 Tf 50 700 Td (${words}) Tj ET
endstream endobj
trailer <</Root 1 0 R>>`;
const noise = Buffer.from(Array.from({ length: 300 }, (_, index) => (index * 37) % 256));
const png = Buffer.from("\x89PNG\r\n\x1a\nbillede", "latin1");

const file = (name: string, content: string | Uint8Array = pdf(name.replace(/[^a-z0-9 ]/gi, ""))): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const listed = (title: string, number: number): New<Attachment> => ({ itemId: 1, number, title, fileName: null, mediaType: null, sha256: null, size: null, pages: null, openness: "unknown" });
const attach = (paths: string[], question: { title?: string; openness?: "open" | "closed"; password?: string } = {}) => call(app, "attachments.attach", { paths, meeting: "1", number: 1, ...question });
const attachOne = async (path: string, question: { title?: string; openness?: "open" | "closed" } = {}) => (await attach([path], question)).attachments[0];

test("a listed title gets its file and keeps its number, and is closed where that is said", async () => {
  store.attachments.add(listed("BUDGETNOTAT", 4));
  store.attachments.add(listed("Prisoverslag", 7));
  expect(await attachOne(file("Budgetnotat.pdf"))).toMatchObject({ number: 4, title: "BUDGETNOTAT", openness: "unknown", pages: 1, fileName: "Budgetnotat.pdf", mediaType: "application/pdf" });
  expect(await attachOne(file("Budgetnotat.pdf"), { title: "prisoverslag", openness: "closed" })).toMatchObject({ number: 7, openness: "closed" });
});

test("a listed title gets the file that bears it with a number and a version", async () => {
  store.attachments.add(listed("Støjrapport", 2));
  expect(await attachOne(file("Bilag 2 - Støjrapport_FINAL (2).pdf"))).toMatchObject({ number: 2, title: "Støjrapport" });
});

test("what was closed stays closed when its file comes, unless it is opened in words", async () => {
  const closed = store.attachments.add({ ...listed("Lejemål", 8), openness: "closed" });
  const path = file("Lejemål.pdf");
  expect(await attachOne(path)).toMatchObject({ id: closed.id, openness: "closed" });
  expect(await attachOne(path, { openness: "open" })).toMatchObject({ id: closed.id, openness: "open" });
});

test("a new one comes last, after the highest number, and follows its item", async () => {
  store.attachments.add(listed("Budgetnotat", 4));
  expect(await attachOne(file("Kort over stien.pdf"))).toMatchObject({ number: 5, title: "Kort over stien", openness: "unknown" });
});

test("a folder's files come in Danish order, without what no person put there, and that is told", async () => {
  const bilag = join(folder, "Bilag til punkt 1");
  mkdirSync(join(bilag, "Gamle"), { recursive: true });
  for (const name of ["Bilag 10.pdf", "Bilag 2.pdf", "Ærø.pdf", "Århus.pdf", "Zoo.pdf", ".DS_Store", "Thumbs.db", "~$Notat.docx", "udkast.tmp", "desktop.ini"]) writeFileSync(join(bilag, name), pdf(name.replace(/[^\w ]/g, "")));
  const { attachments, notices } = await attach([file("Først.pdf"), bilag]);
  expect(attachments.map(({ number, title }) => [number, title])).toEqual([[1, "Først"], [2, "Bilag 2"], [3, "Bilag 10"], [4, "Zoo"], [5, "Ærø"], [6, "Århus"]]);
  expect(notices).toEqual([
    { code: "attachment.skipped", facts: { folder: bilag, names: ".DS_Store, ~$Notat.docx, desktop.ini, Thumbs.db, udkast.tmp" } },
    { code: "attachment.folders-skipped", facts: { folder: bilag, names: "Gamle" } },
  ]);
});

test("files of any kind are kept as what they are, and what cannot be shown is told with what to do", async () => {
  const { attachments, notices } = await attach([file("Foto.png", png), file("Tom.pdf", ""), file("data.bin", noise)]);
  expect(attachments.map(({ mediaType, pages, size }) => [mediaType, pages, size])).toEqual([["image/png", 1, png.length], ["application/octet-stream", null, 0], ["application/octet-stream", null, noise.length]]);
  expect(notices.map(({ code }) => code)).toEqual(["attachment.prepared", "attachment.wanting", "attachment.wanting"]);
  const made = store.preparations.get(attachments[0]?.sha256 ?? "");
  expect(made).toMatchObject({ version: preparationVersion, outcome: "converted", reasons: ["from-picture"], pagesIn: 1 });
  expect(Buffer.concat([...store.files.read(made?.pdf ?? "")]).toString()).toBe("%PDF-1.7 Foto.png");
});

test("the pages of a PDF that is taken as it is are its own, and its words are found", async () => {
  const { attachments } = await attach([file("Rapport.pdf", pdf("Cykelkurve"))]);
  expect(store.preparations.get(attachments[0]?.sha256 ?? "")).toMatchObject({ outcome: "as-is", pdf: attachments[0]?.sha256 });
  expect(store.search.find("cykelkurve", 5)).toHaveLength(1);
});

test("where one file cannot be read, none is attached; a title is for one file", async () => {
  const one = file("En.pdf");
  await expect(attach([one, join(folder, "ingen.pdf")])).rejects.toMatchObject({ code: "file.missing" });
  await expect(attach([one, file("To.pdf")], { title: "Bilag" })).rejects.toMatchObject({ code: "attachment.one-title" });
  mkdirSync(join(folder, "tom"), { recursive: true });
  await expect(attach([one, join(folder, "tom")])).rejects.toMatchObject({ code: "attachment.no-files" });
  await expect(attach([one, "/dev/null"])).rejects.toMatchObject({ code: "file.unreadable" });
  expect(store.attachments.ofItem(1)).toEqual([]);
  expect(jobs).toEqual([]);
});

test("work that is stopped between two files attaches none, and keeps nothing beside", async () => {
  const stop = new AbortController();
  const told: Progress[] = [];
  const progress = (one: Progress) => {
    told.push(one);
    if (told.length === 3) stop.abort();
  };
  const paths = ["A.pdf", "B.pdf", "C.pdf", "D.pdf"].map((name) => file(name));
  const scratch = () => readdirSync(tmpdir()).filter((name) => name.startsWith(`forelaeg-${process.pid}-`));
  const work = call(app, "attachments.attach", { paths, meeting: "1", number: 1 }, { progress, signal: stop.signal });
  await expect(work).rejects.toMatchObject({ code: "cancelled" });
  expect(told.map(({ of }) => of)).toEqual([4, 4, 4]);
  expect(store.attachments.ofItem(1)).toEqual([]);
  expect(scratch()).toEqual([]);
});

test("a file is prepared once, however often it is attached; a slip is tried again", async () => {
  const path = file("Rapport.pdf");
  await attach([path, file("Kopi af rapport.pdf", pdf("Rapportpdf"))]);
  await attach([path], { title: "En gang til" });
  expect(jobs).toHaveLength(1);
  expect(store.search.find("rapportpdf", 5)).toHaveLength(3);
  const unknown = file("ukendt.bin", noise);
  await attach([unknown]);
  await attach([unknown]);
  expect(jobs.slice(1).map(({ fileName }) => fileName)).toEqual(["ukendt.bin", "ukendt.bin"]);
});

test("a password is given to the preparation and kept nowhere", async () => {
  await attach([file("Hemmelig.pdf")], { password: "Sesam-luk-dig-op" });
  expect(jobs[0]?.password).toBe("Sesam-luk-dig-op");
  expect(JSON.stringify([store.log.list(100), store.attachments.ofItem(1), store.preparations.get(store.attachments.ofItem(1)[0]?.sha256 ?? "")])).not.toContain("Sesam");
});

test("an untidy title is kept, and a tidier one proposed; a title that was asked for is left alone", async () => {
  const path = file("1. Bilag 1. Støj_og_støv_FINAL (2).pdf");
  const { attachments, notices } = await attach([path]);
  expect(attachments[0]?.title).toBe("1. Bilag 1. Støj_og_støv_FINAL (2)");
  expect(notices).toEqual([{ code: "attachment.title-untidy", facts: { attachment: 1, title: "1. Bilag 1. Støj_og_støv_FINAL (2)", proposed: "Støj og støv" } }]);
  expect((await attach([path], { title: "1. Bilag 1. Støj_og_støv_FINAL (2)" })).notices).toEqual([]);
});

test("an attachment is closed and renamed by its number", async () => {
  await attach([file("En.pdf"), file("To.pdf")]);
  expect(await call(app, "attachments.set", { meeting: "1", number: 1, attachment: 2, openness: "closed", title: "Lejeaftale" })).toMatchObject({ number: 2, openness: "closed", title: "Lejeaftale", fileName: "To.pdf" });
  await expect(call(app, "attachments.set", { meeting: "1", number: 1, attachment: 3 })).rejects.toMatchObject({ code: "attachment.missing", message: expect.stringMatching(/Der er: 1, 2\./) });
});

test("what came another way is prepared when it is needed, each file once, from the bytes that are kept", async () => {
  const tools = { store, files: nodeFiles(), preparer: plainPreparer(jobs), cache: noCache };
  const stored = await store.files.put([Buffer.from(pdf("Oversigt"))], "application/pdf");
  const imported = ["Oversigt", "Samme oversigt"].map((title, index) => store.attachments.add({ ...listed(title, index + 1), ...stored, fileName: `${title}.pdf` }));
  const found = await ensureAllPrepared(tools, [...imported, store.attachments.add(listed("Uden fil", 3))], unwatched);
  expect([...found.keys()]).toEqual([stored.sha256]);
  expect(found.get(stored.sha256)).toMatchObject({ outcome: "as-is", pagesIn: 1 });
  expect(store.search.find("oversigt", 5).length).toBeGreaterThan(0);
  expect(store.attachments.ofItem(1).map(({ pages }) => pages)).toEqual([1, 1, null]);
  await ensureAllPrepared(tools, imported, unwatched);
  expect(jobs).toHaveLength(1);
  store.preparations.put({ ...(found.get(stored.sha256) as never as Parameters<typeof store.preparations.put>[0]), version: preparationVersion - 1 });
  await ensureAllPrepared(tools, imported, unwatched);
  expect(jobs).toHaveLength(2);
});

test("an attachment whose stored bytes are gone is a slip, and the packet goes on", async () => {
  const lost = { ...listed("Tabt", 1), id: 1, sha256: "ab".repeat(32) };
  const tools = { store, files: nodeFiles(), preparer: plainPreparer(), cache: noCache };
  expect(await ensurePrepared(tools, lost, unwatched.signal)).toMatchObject({ outcome: "slip", reasons: ["damaged"], pdf: null });
  expect(await ensurePrepared(tools, { ...lost, sha256: null }, unwatched.signal)).toBeNull();
});

test("a new version takes the place of an attachment's file, and keeps its number, title and openness", async () => {
  await attach([file("En.pdf"), file("To.pdf")]);
  await call(app, "attachments.set", { meeting: "1", number: 1, attachment: 1, title: "Notat", openness: "closed" });
  const { attachments } = await call(app, "attachments.attach", { meeting: "1", number: 1, attachment: 1, paths: [file("En ny udgave.pdf")] });
  expect(attachments).toMatchObject([{ number: 1, title: "Notat", openness: "closed", fileName: "En ny udgave.pdf" }]);
  expect(store.attachments.ofItem(1).map(({ number, fileName }) => [number, fileName])).toEqual([[1, "En ny udgave.pdf"], [2, "To.pdf"]]);
  await expect(call(app, "attachments.attach", { meeting: "1", number: 1, attachment: 1, paths: [file("A.pdf"), file("B.pdf")] })).rejects.toMatchObject({ code: "attachment.one-file" });
  await expect(call(app, "attachments.attach", { meeting: "1", number: 1, attachment: 9, paths: [file("A.pdf")] })).rejects.toMatchObject({ code: "attachment.missing" });
});

test("an attachment is taken off its item; a number that readers know is not given to another", async () => {
  await attach([file("En.pdf"), file("To.pdf")]);
  expect(await call(app, "attachments.remove", { meeting: "1", number: 1, attachment: 2 })).toMatchObject({ title: "To" });
  expect((await attach([file("Tre.pdf")])).attachments).toMatchObject([{ number: 2 }]);
  await call(app, "releases.issue", { meeting: "1" });
  await call(app, "attachments.remove", { meeting: "1", number: 1, attachment: 2 });
  expect((await attach([file("Fire.pdf")])).attachments).toMatchObject([{ number: 3 }]);
});

test("the pages of a file that is made ready wait in the cache for the first packet; a cache that fails fails nothing", async () => {
  const kept = new Map<string, Uint8Array>();
  const cache = { keeps: true, get: async (key: string) => kept.get(key) ?? null, put: async (key: string, bytes: Uint8Array) => void kept.set(key, bytes) };
  const stored = await store.files.put([Buffer.from(pdf("Oversigt"))], "application/pdf");
  const attachment = store.attachments.add({ ...listed("Oversigt", 1), ...stored, fileName: "Oversigt.pdf" });
  const tools = { store, files: nodeFiles(), preparer: plainPreparer(), cache };
  expect(await ensurePrepared(tools, attachment, unwatched.signal)).toMatchObject({ outcome: "as-is" });
  expect([...kept.values()].map((bytes) => readSegment(bytes)?.pages.length)).toEqual([1]);
  const [other] = [await store.files.put([Buffer.from(pdf("Andet"))], "application/pdf")];
  const second = store.attachments.add({ ...listed("Andet", 2), ...other, fileName: "Andet.pdf" });
  expect(await ensurePrepared({ ...tools, cache: { ...cache, get: () => Promise.reject(new Error("no")) } }, second, unwatched.signal)).toMatchObject({ outcome: "as-is" });
});
