import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, readdirSync, readFileSync, statSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { openPageCache } from "../../platform/page-cache.ts";
import { testFolder } from "../db/samples.ts";

const text = (bytes: Uint8Array | null) => (bytes === null ? null : Buffer.from(bytes).toString());
const entries = (folder: string) => readdirSync(folder).map((name) => join(folder, name));

test("what was put comes back, also to another program, and for its own key only", async () => {
  const folder = join(testFolder(), "ny", "mappe");
  const cache = openPageCache({ folder });
  expect(await cache.get("side 1")).toBeNull();
  await cache.put("side 1", Buffer.from("indhold"));
  await cache.put("side 2", new Uint8Array(0));
  expect([text(await cache.get("side 1")), text(await openPageCache({ folder }).get("side 1")), text(await cache.get("side 2"))]).toEqual(["indhold", "indhold", ""]);
  await cache.put("side 1", Buffer.from("nyt"));
  expect(text(await cache.get("side 1"))).toBe("nyt");
  expect(await cache.get("side 3")).toBeNull();
  expect(entries(folder)).toHaveLength(2);
  if (process.platform !== "win32") expect([statSync(folder).mode & 0o777, statSync(entries(folder)[0] ?? "").mode & 0o777]).toEqual([0o700, 0o600]);
});

test("an entry that was spoiled, cut short or mixed up is not there, and is cleared away", async () => {
  const folder = testFolder();
  const cache = openPageCache({ folder });
  const spoil: ((path: string) => void)[] = [
    (path) => truncateSync(path, statSync(path).size - 1),
    (path) => truncateSync(path, 5),
    (path) => truncateSync(path, 0),
    (path) => writeFileSync(path, readFileSync(path).fill(1, 40, 41)),
    (path) => writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.from("x")])),
    (path) => writeFileSync(path, randomBytes(200)),
  ];
  for (const damage of spoil) {
    await cache.put("side", randomBytes(100));
    damage(entries(folder)[0] ?? "");
    expect(await cache.get("side")).toBeNull();
    expect(entries(folder)).toEqual([]);
  }
  await cache.put("en", Buffer.from("en"));
  const [one = ""] = entries(folder);
  await cache.put("to", Buffer.from("to"));
  writeFileSync(entries(folder).find((path) => path !== one) ?? "", readFileSync(one));
  expect(await cache.get("to")).toBeNull();
});

test("above the limit, what was not used for longest goes", async () => {
  const folder = testFolder();
  const cache = openPageCache({ folder, limit: 10_000 });
  const old = (key: string, minutes: number) => {
    const date = new Date(Date.UTC(2026, 0, 1, 0, minutes));
    const path = entries(folder).find((one) => readFileSync(one).subarray(20, 21).toString() === key) ?? "";
    utimesSync(path, date, date);
  };
  for (const [index, key] of ["a", "b", "c", "d"].entries()) {
    await cache.put(key, Buffer.alloc(2000, key));
    old(key, index);
  }
  expect(await cache.get("a")).not.toBeNull(); // used: now the youngest
  await cache.put("e", Buffer.alloc(2000, "e"));
  expect((await Promise.all(["a", "b", "c", "d", "e"].map((key) => cache.get(key)))).map((bytes) => bytes !== null)).toEqual([true, false, true, true, true]);
  await cache.put("for stor", Buffer.alloc(20_000));
  expect(await cache.get("for stor")).toBeNull();
  expect(entries(folder).reduce((sum, path) => sum + statSync(path).size, 0)).toBeLessThanOrEqual(10_000);
});

test("two programs fill one cache at once, and every entry is whole", async () => {
  const folder = testFolder();
  const child = join(import.meta.dirname, "children/fill-cache.ts");
  const run = promisify(execFile);
  await Promise.all([1, 2].map(() => run(process.execPath, [child, folder, "60"])));
  const cache = openPageCache({ folder, limit: 2_000_000 });
  let there = 0;
  for (let index = 0; index < 60; index += 1) {
    const bytes = await cache.get(`side ${index}`);
    if (bytes === null) continue;
    there += 1;
    expect(Buffer.from(bytes).equals(Buffer.alloc(50_000, index))).toBe(true);
  }
  expect(there).toBeGreaterThan(10);
  expect(entries(folder).filter((path) => path.endsWith(".tmp"))).toEqual([]);
  expect(entries(folder)).toHaveLength(there);
});

test.skipIf(process.platform === "win32" || process.getuid?.() === 0)("a folder that cannot be written to is as good as none", async () => {
  const folder = testFolder();
  chmodSync(folder, 0o500);
  const cache = openPageCache({ folder });
  await cache.put("side", Buffer.from("a"));
  expect(await cache.get("side")).toBeNull();
});

test("a file in the folder's place is as good as no cache, and stays", async () => {
  const path = join(testFolder(), "fil");
  writeFileSync(path, "min");
  const cache = openPageCache({ folder: path });
  await cache.put("side", Buffer.from("a"));
  expect(await cache.get("side")).toBeNull();
  expect(readFileSync(path, "utf8")).toBe("min");
});

test("FORELAEG_CACHE moves it, or turns it off", async () => {
  const before = process.env["FORELAEG_CACHE"];
  onTestFinished(() => (before === undefined ? void delete process.env["FORELAEG_CACHE"] : void (process.env["FORELAEG_CACHE"] = before)));
  const folder = testFolder();
  process.env["FORELAEG_CACHE"] = folder;
  await openPageCache().put("side", Buffer.from("a"));
  expect(entries(folder)).toHaveLength(1);
  process.env["FORELAEG_CACHE"] = "off";
  await openPageCache().put("side", Buffer.from("a"));
  expect(await openPageCache().get("side")).toBeNull();
});
