import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type App, call } from "../../../core/app.ts";
import type { New, Store } from "../../../core/store.ts";
import type { Attachment } from "../../../core/domain/attachment.ts";
import { memoryApp } from "../../support/memory-app.ts";

const folder = mkdtempSync(join(tmpdir(), "bilag-"));
const path = join(folder, "Budgetnotat.pdf");
let app: App;
let store: Store;

beforeAll(async () => {
  ({ app, store } = memoryApp({ "marts.txt": "1. BESLUTNINGSSAG: NY CYKELSTI\n\nINDSTILLING\nAdministrationen indstiller, at stien anlægges.\n" }));
  const { meeting } = await call(app, "intake.import", { path: "marts.txt", body: "Udvalget for stier", date: "2027-03-16", open: true });
  expect(meeting.id).toBe(1);
  writeFileSync(path, (await call(app, "documents.agenda", { meeting: "1" })).bytes);
});

afterAll(() => rmSync(folder, { recursive: true }));

const listed = (title: string, number: number): New<Attachment> => ({ itemId: 1, number, title, fileName: null, mediaType: null, sha256: null, size: null, pages: null, openness: "unknown" });
const attach = async (question: { title?: string; openness?: "open" | "closed" } = {}) => (await call(app, "attachments.attach", { path, meeting: "1", number: 1, ...question })).attachment;

test("a listed title gets its file and keeps its number, and is closed where that is said", async () => {
  store.attachments.add(listed("BUDGETNOTAT", 4));
  expect(await attach()).toMatchObject({ number: 4, title: "BUDGETNOTAT", openness: "unknown", pages: 2, fileName: "Budgetnotat.pdf" });
  store.attachments.add(listed("Prisoverslag", 7));
  expect(await attach({ title: "prisoverslag", openness: "closed" })).toMatchObject({ number: 7, openness: "closed" });
});

test("what was closed stays closed when its file comes, unless it is opened in words", async () => {
  const closed = store.attachments.add({ ...listed("Lejemål", 8), openness: "closed" });
  expect(await attach({ title: "Lejemål" })).toMatchObject({ id: closed.id, openness: "closed" });
  expect(await attach({ title: "Lejemål", openness: "open" })).toMatchObject({ id: closed.id, openness: "open" });
});

test("a new one comes last, after the highest number, and follows its item", async () => {
  expect(await attach({ title: "Kort over stien" })).toMatchObject({ number: 9, openness: "unknown" });
  expect(store.attachments.ofItem(1).map(({ number }) => number)).toEqual([4, 7, 8, 9]);
});
