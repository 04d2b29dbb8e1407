import { execFileSync, spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { AppError } from "../../../core/errors.ts";
import { openStore } from "../../../db/open-store.ts";
import { memoryStore, now, refusal, testFolder, withStore } from "../samples.ts";

const putStream = join(import.meta.dirname, "../children/put-stream.ts");

test.each([0, 1, 256 * 1024, 256 * 1024 + 1, 5_000_000])("a file of %i bytes comes back as it was", async (size) => {
  const store = memoryStore();
  const bytes = randomBytes(size);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  expect(await store.files.put([bytes], "application/pdf")).toEqual({ sha256, size, mediaType: "application/pdf" });
  expect(Buffer.concat([...store.files.read(sha256)]).equals(bytes)).toBe(true);
  expect(store.files.info(sha256)).toEqual({ sha256, size, mediaType: "application/pdf" });
});

test("a source may give its bytes in any pieces, and use its buffer again", async () => {
  const store = memoryStore();
  async function* pieces() {
    const buffer = Buffer.alloc(7);
    for (let i = 0; i < 100_000; i += 1) yield buffer.fill(i % 256).subarray(0, i % 8);
  }
  const { sha256 } = await store.files.put(pieces(), "text/plain");
  const whole: Buffer[] = [];
  for await (const piece of pieces()) whole.push(Buffer.from(piece));
  expect(Buffer.concat([...store.files.read(sha256)]).equals(Buffer.concat(whole))).toBe(true);
});

test("the same bytes are stored once", async () => {
  const path = join(testFolder(), "møder.forelaeg");
  const bytes = randomBytes(3_000_000);
  const { store } = openStore(path, { now, create: true });
  const first = await store.files.put([bytes], "application/pdf");
  const [again, meanwhile] = await Promise.all([
    store.files.put([bytes], "application/octet-stream"),
    store.files.put([bytes], "application/pdf"),
  ]);
  store.close();
  expect([again, meanwhile]).toEqual([first, first]);
  expect(countFiles(path)).toEqual({ files: 1, chunks: 12 });
});

test("a source that fails leaves nothing, and its own error is told", async () => {
  const path = join(testFolder(), "møder.forelaeg");
  const { store } = openStore(path, { now, create: true });
  function* broken() {
    yield randomBytes(9_000_000);
    throw new Error("stikket blev trukket ud");
  }
  await expect(store.files.put(broken(), "application/pdf")).rejects.toThrow("stikket blev trukket ud");
  store.close();
  expect(countFiles(path)).toEqual({ files: 0, chunks: 0 });
});

test("a file that is coming in is not seen, and work goes on beside it", async () => {
  const store = memoryStore();
  let carryOn: (() => void) | undefined;
  const held = new Promise<void>((done) => (carryOn = done));
  async function* slow() {
    yield randomBytes(5_000_000);
    await held;
  }
  const coming = store.files.put(slow(), "application/pdf");
  await new Promise((done) => setImmediate(done));
  store.cases.add({ title: "Badebro", titleProposed: false, journalNumber: null, ownerUnit: null, signOff: [] });
  carryOn?.();
  const { sha256 } = await coming;
  for (const chunk of store.files.read(sha256)) {
    expect(chunk.length).toBeGreaterThan(0);
    store.cases.get(1); // reading leaves the workspace free
  }
});

test("what a kill left half-stored is cleared away at the next opening", async () => {
  const path = join(testFolder(), "møder.forelaeg");
  const child = spawn(process.execPath, [putStream, path, "40", "20"], { stdio: ["ignore", "pipe", "inherit"] });
  child.stdout.once("data", () => child.kill("SIGKILL"));
  await new Promise((done) => child.once("close", done));
  expect(countFiles(path)).toEqual({ files: 1, chunks: 80 });
  withStore(path, () => undefined);
  expect(countFiles(path)).toEqual({ files: 0, chunks: 0 });
  expect(readdirSync(dirname(path))).toEqual(["møder.forelaeg"]);
});

test("a large file takes a fraction of its size in memory", () => {
  const path = join(testFolder(), "møder.forelaeg");
  const megabyte = 1024 * 1024;
  const answer = JSON.parse(execFileSync(process.execPath, [putStream, path, "256"], { encoding: "utf8" })) as {
    size: number; read: number; grown: number;
  };
  expect(answer).toMatchObject({ size: 256 * megabyte, read: 256 * megabyte });
  expect(answer.grown).toBeLessThan(200 * megabyte);
  expect(statSync(path).size).toBeGreaterThan(256 * megabyte);
});

test("bytes that were changed in the file are refused, also in a file too large to look through when opened", async () => {
  const path = join(testFolder(), "møder.forelaeg");
  const { store } = openStore(path, { now, create: true });
  const { sha256 } = await store.files.put([randomBytes(40_000_000)], "application/pdf");
  store.close();
  const database = new Database(path);
  database.exec("UPDATE file_chunks SET bytes = zeroblob(length(bytes)) WHERE position = 7");
  database.close();
  withStore(path, (reopened) => expect(refusal(() => [...reopened.files.read(sha256)])).toBe("workspace.damaged"));
});

test("a file that is not there is refused at once", () => {
  const store = memoryStore();
  expect(store.files.info("0".repeat(64))).toBeNull();
  expect(() => store.files.read("0".repeat(64))).toThrow(AppError);
});

function countFiles(path: string): unknown {
  const database = new Database(path);
  const counted = database.prepare("SELECT (SELECT count(*) FROM files) AS files, (SELECT count(*) FROM file_chunks) AS chunks").get();
  database.close();
  return counted;
}
