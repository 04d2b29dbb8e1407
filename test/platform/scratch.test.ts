import { existsSync, mkdirSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { nodeFiles } from "../../platform/files.ts";
import { testFolder } from "../db/samples.ts";

const files = nodeFiles();

test("a scratch folder is for its owner only, and goes with all that is in it", async () => {
  const scratch = await files.scratch();
  await files.writeAside(scratch.path("notat.pdf"), Buffer.from("hemmeligt"));
  if (process.platform !== "win32") expect(statSync(scratch.folder).mode & 0o077).toBe(0);
  await scratch.remove();
  expect(existsSync(scratch.folder)).toBe(false);
  await scratch.remove();
});

test("what a process that was killed has left is cleared away after a day, and nothing else", async () => {
  const before = process.env["TMPDIR"];
  process.env["TMPDIR"] = testFolder();
  onTestFinished(() => (before === undefined ? void delete process.env["TMPDIR"] : void (process.env["TMPDIR"] = before)));
  const dead = 2 ** 22 + 1; // above the greatest process number of Linux
  const old = new Date("2020-01-01");
  const make = (name: string, date: Date | null) => {
    const path = join(tmpdir(), name);
    mkdirSync(path);
    writeFileSync(join(path, "a.pdf"), "a");
    if (date) utimesSync(path, date, date);
    return path;
  };
  const gone = make(`forelaeg-${dead}-abc123`, old);
  const kept = [make(`forelaeg-${dead}-abc124`, null), make(`forelaeg-${process.pid}-abc123`, old), make("forelaeg-noter", old)];
  await (await files.scratch()).remove();
  expect([gone, ...kept].map((path) => existsSync(path))).toEqual([false, true, true, true]);
});

test("a folder tells its files, its folders, and what is neither", async () => {
  const folder = testFolder();
  writeFileSync(join(folder, "Bilag 1.pdf"), "a");
  mkdirSync(join(folder, "Gamle"));
  expect((await files.list(folder)).toSorted((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
    { name: "Bilag 1.pdf", path: join(folder, "Bilag 1.pdf"), kind: "file" },
    { name: "Gamle", path: join(folder, "Gamle"), kind: "folder" },
  ]);
  expect([await files.kind(folder), await files.kind(join(folder, "Bilag 1.pdf"))]).toEqual(["folder", "file"]);
  await expect(files.kind(join(folder, "ingen"))).rejects.toMatchObject({ code: "file.missing" });
  await expect(files.list(join(folder, "ingen"))).rejects.toMatchObject({ code: "file.missing" });
});
