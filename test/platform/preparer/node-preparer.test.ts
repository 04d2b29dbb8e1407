import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import type { PreparationJob } from "../../../core/preparer.ts";
import { nodePreparer, type PreparerOptions } from "../../../platform/preparer/node-preparer.ts";
import { startGuard } from "../../../platform/preparer/start-guard.ts";
import { onePage } from "../../support/raw-pdf.ts";

const megabyte = 1024 * 1024;
const small = { silence: 1000, total: 20_000, memory: 400 * megabyte };
/** For what fills the memory, which takes its time. */
const patient = { ...small, silence: 15_000 };

describe("a file over which a reader goes wrong", () => {
  test.each([
    ["hangs in the first reader", "hang-read", "second"],
    ["hangs in the second reader", "hang-draw", "first"],
    ["fills the memory outside the heap", "bomb-draw", "first"],
    ["fills the heap", "heap-read", "second"],
    ["throws what nobody catches", "crash-read", "second"],
    ["takes its process with it", "abort-read", "second"],
  ])("%s: it gets another try by the other reader alone", async (_, fileName, mode) => {
    const { prepare } = ill({ limits: fileName.startsWith("hang") ? small : patient });
    expect(await prepare(fileName)).toMatchObject({ outcome: "as-is", text: mode });
  });

  test.each([
    ["hang-draw-always", "too-slow"],
    ["bomb-read-always", "too-large"],
    ["abort-read-always", "damaged"],
  ])("%s: it is a slip that says why, and leaves no process behind", async (fileName, reason) => {
    const { prepare, processes } = ill({ limits: fileName.startsWith("hang") ? small : patient });
    expect(await prepare(fileName)).toMatchObject({ outcome: "slip", reasons: [reason], pagesIn: null, pages: [] });
    await expect.poll(() => processes().filter(isAlive), { timeout: 5000 }).toEqual([]);
    expect(processes().length).toBeGreaterThan(1);
  });

  test("does not keep the next one from being prepared, nor those beside it", async () => {
    const { prepare } = ill();
    const all = await Promise.all(["hang-draw-always", "good", "abort-read", "good", "good"].map((fileName) => prepare(fileName)));
    expect(all.map(({ outcome }) => outcome)).toEqual(["slip", "as-is", "as-is", "as-is", "as-is"]);
  });
});

describe("the processes", () => {
  test("are at most two, and are kept for the next file", async () => {
    const { prepare, processes } = ill();
    await Promise.all(Array.from({ length: 8 }, () => prepare("good")));
    await prepare("good");
    expect(processes().length).toBe(2);
  });

  test("are gone when the preparer is closed, also with work under way", async () => {
    const { prepare, close, processes } = ill({ limits: patient });
    const hanging = prepare("hang-draw-always").catch(() => null);
    await expect.poll(() => processes().length, { timeout: 5000 }).toBe(1);
    await close();
    expect(processes().filter(isAlive)).toEqual([]);
    await hanging;
    await expect(prepare("good")).rejects.toThrow("closed");
  });

  test("end when their host is killed", async () => {
    const folder = temporary();
    const script = join(folder, "host.mts");
    const preparer = JSON.stringify(join(import.meta.dirname, "../../../platform/preparer/node-preparer.ts"));
    const start = JSON.stringify(join(import.meta.dirname, "../../../platform/preparer/start-guard.ts"));
    const entry = JSON.stringify(join(import.meta.dirname, "../../support/ill-guard.ts"));
    writeFileSync(script, `import { nodePreparer } from ${preparer}; import { startGuard } from ${start};
      await nodePreparer({ start: () => startGuard(${entry}) }).prepare(${JSON.stringify(job(folder, "hang-draw-always"))});`);
    const host = spawn(process.execPath, [script], { stdio: "ignore" });
    await expect.poll(() => processesIn(folder).length, { timeout: 10_000 }).toBe(1);
    expect(processesIn(folder).filter(isAlive)).toHaveLength(1);
    host.kill("SIGKILL");
    await expect.poll(() => processesIn(folder).filter(isAlive), { timeout: 5000 }).toEqual([]);
  });

  test("let go of a file that is cancelled", async () => {
    const { prepare, processes } = ill({ limits: patient });
    const controller = new AbortController();
    const cancelled = prepare("hang-draw-always", controller.signal);
    await expect.poll(() => processes().length, { timeout: 5000 }).toBe(1);
    controller.abort(new Error("fortrudt"));
    await expect(cancelled).rejects.toThrow("fortrudt");
    expect(processes().filter(isAlive)).toEqual([]);
    expect(await prepare("good")).toMatchObject({ outcome: "as-is" });
  });
});

describe("a real file", () => {
  test("is prepared, and what is made of it lies in the folder under its hash", async () => {
    const { prepare, folder } = real();
    writeFileSync(join(folder, "bilag.pdf"), onePage("BT /F 12 Tf 72 700 Td (Bilag 1) Tj ET"));
    expect(await prepare("bilag.pdf")).toMatchObject({ outcome: "as-is", reasons: [], pagesIn: 1, text: "Bilag 1", madePath: null });
    writeFileSync(join(folder, "formular.pdf"), onePage("", "/MediaBox[0 0 400 200]/Annots[6 0 R]", "/AcroForm<</Fields[6 0 R]/NeedAppearances true/DA(/F 12 Tf 0 g)/DR<</Font<</F 5 0 R>>>>>>", ["<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(Ja)/DA(/F 12 Tf 0 g)/Rect[50 50 350 80]/F 4>>"]));
    const made = await prepare("formular.pdf");
    expect(made).toMatchObject({ outcome: "repaired", reasons: ["rewritten"] });
    expect(made.madePath).toMatch(/[/\\][0-9a-f]{64}\.pdf$/);
    expect(readFileSync(made.madePath ?? "").subarray(0, 5).toString()).toBe("%PDF-");
    expect(readdirSync(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  test("that is no PDF is made into one", async () => {
    const { prepare, folder } = real();
    writeFileSync(join(folder, "notat.pdf"), "Notat om mødet\n");
    expect(await prepare("notat.pdf")).toMatchObject({ outcome: "converted", reasons: ["from-text"], pagesIn: 1, text: expect.stringContaining("Notat om mødet") });
  });

  test("that is empty is a slip; one that is not there is nobody's slip", async () => {
    const { prepare, folder } = real();
    writeFileSync(join(folder, "tom.pdf"), "");
    expect(await prepare("tom.pdf")).toMatchObject({ outcome: "slip", reasons: ["empty"] });
    await expect(prepare("mangler.pdf")).rejects.toMatchObject({ code: "ENOENT" });
  });
});

function ill(options: PreparerOptions = {}): { prepare: (fileName: string, signal?: AbortSignal) => ReturnType<ReturnType<typeof nodePreparer>["prepare"]>; close: () => Promise<void>; processes: () => number[] } {
  const folder = temporary();
  const preparer = nodePreparer({ limits: small, start: () => startGuard(join(import.meta.dirname, "../../support/ill-guard.ts")), ...options });
  onTestFinished(() => preparer.close());
  return {
    prepare: (fileName, signal) => preparer.prepare(job(folder, fileName), signal),
    close: () => preparer.close(),
    processes: () => processesIn(folder),
  };
}

function real(): { folder: string; prepare: (fileName: string) => ReturnType<ReturnType<typeof nodePreparer>["prepare"]> } {
  const folder = temporary();
  const preparer = nodePreparer({ atOnce: 1 });
  onTestFinished(() => preparer.close());
  return { folder, prepare: (fileName) => preparer.prepare(job(folder, fileName)) };
}

function job(folder: string, fileName: string): PreparationJob {
  return { path: join(folder, fileName), fileName, mediaType: "application/pdf", password: null, folder };
}

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), "forelaeg-preparer-"));
  onTestFinished(async () => {
    await wait(50);
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** The processes that have worked in a folder: each leaves its number. */
function processesIn(folder: string): number[] {
  return readdirSync(folder).filter((name) => /^\d+$/.test(name)).map(Number);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
