/** Killed at any moment, Forelæg leaves whole files: the earlier ones or the new ones. */
import Database from "better-sqlite3";
import { type ChildProcess, spawn } from "node:child_process";
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { preparationVersion } from "../../core/domain/preparation.ts";
import { openStore } from "../../db/open-store.ts";
import { freeInk, pagesPdf, words } from "../support/assembled.ts";
import { runCli } from "../support/run-cli.ts";
import { seeded } from "../support/seeded.ts";

/** `KILLS=200` tries more moments. */
const kills = Number(process.env["KILLS"] ?? 8);
const random = seeded(Number(process.env["RANDOM_SEED"] ?? 4));

const root = mkdtempSync(join(tmpdir(), "afbrudt-"));
const folder = mkdtempSync(join(root, "ud-"));
const workspace = join(root, "møder.forelaeg");
const packet = join(folder, "pakke.pdf");
const receipt = join(folder, "pakke.receipt.json");
const place = ["--workspace", workspace, "--meeting", "2027-03-16"];
const posix = process.platform !== "win32";

/** Two packets of the same meeting that differ in their date. */
const dates = ["2027-03-01", "2027-03-02"] as const;
const whole = new Map<string, { readonly packet: Buffer; readonly receipt: Buffer }>();
/** Milliseconds that an export takes, and those before it writes. */
let duration = 0;
let before = 0;

beforeAll(async () => {
  writeFileSync(join(root, "marts.txt"), "1. BESLUTNINGSSAG: NY CYKELSTI\n\nINDSTILLING\nAdministrationen indstiller, at stien anlægges.\n");
  await runCli("import", join(root, "marts.txt"), "--workspace", workspace, "--body", "Udvalget for stier", "--date", "2027-03-16", "--open");
  await attachPictures(30);
  for (const date of dates) {
    const began = performance.now();
    const child = exporting(date);
    await firstWriting(child);
    before = performance.now() - began;
    expect(await ended(child)).toBe(0);
    duration = performance.now() - began;
    whole.set(date, { packet: readFileSync(packet), receipt: readFileSync(receipt) });
  }
  expect(new Set([...whole.values()].map((one) => one.packet.toString("latin1"))).size).toBe(2);
}, 60_000);

afterAll(() => rmSync(root, { recursive: true }));

/** Files with a page and a picture of 300 kB each, prepared beforehand. */
async function attachPictures(count: number): Promise<void> {
  const { store } = openStore(workspace, { now: () => "2027-03-01T10:00:00Z" });
  for (let number = 1; number <= count; number += 1) {
    const picture = { entries: "/Type/XObject/Subtype/Image/Width 300/Height 1000/BitsPerComponent 8/ColorSpace/DeviceGray", stream: String.fromCharCode(number).repeat(300_000) };
    const file = pagesPdf([{ content: words(`Bilag ${number}`), entries: "/Resources<</Font<</F 3 0 R>>/XObject<</X 100 0 R>>>>" }], "", { 100: picture });
    const { sha256, size } = await store.files.put([file], "application/pdf");
    store.preparations.put({ sha256, version: preparationVersion, outcome: "as-is", reasons: [], pagesIn: 1, pdf: sha256, pages: [{ width: 595, height: 842, ink: freeInk, unbalanced: [0, ""], print: sha256 }] });
    store.attachments.add({ itemId: 1, number, title: `Billede ${number}`, fileName: `${number}.pdf`, mediaType: "application/pdf", sha256, size, pages: 1, openness: "open" });
  }
  store.close();
}

function forelaeg(...argv: string[]): ChildProcess {
  return spawn(process.execPath, [join(import.meta.dirname, "../../cli/main.ts"), ...argv], { env: { ...process.env, FORELAEG_CACHE: "off" }, stdio: "ignore" });
}

function exporting(date: string): ChildProcess {
  return forelaeg("export", "packet", ...place, "--date", date, "--no-proof", "--out", packet);
}

/** Exit status, or the signal that ended it. */
function ended(child: ChildProcess): Promise<number | string | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode ?? child.signalCode);
  return new Promise((resolve) => child.once("exit", (code, signal) => resolve(code ?? signal)));
}

/** When the child has begun to write the packet beside its place, or has ended. */
async function firstWriting(child: ChildProcess): Promise<void> {
  while (child.exitCode === null && child.signalCode === null && !leftovers().some((name) => name.includes(`-${child.pid}-`))) await pause(2);
}

function leftovers(): string[] {
  return readdirSync(folder).filter((name) => name.endsWith(".tmp"));
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** The date of the packet, or of the receipt, that stands in its place; undefined for one that is neither whole. */
function dateOf(which: "packet" | "receipt"): string | undefined {
  const found = readFileSync(which === "packet" ? packet : receipt);
  return dates.find((date) => whole.get(date)?.[which].equals(found));
}

test(`an export that is killed leaves the earlier packet or the new one, whole, at ${kills} moments`, { timeout: 20_000 + kills * 8000 }, async () => {
  let killed = 0;
  let left = 0;
  for (let turn = 0; turn < kills; turn += 1) {
    const date = dates.find((one) => one !== dateOf("packet")) ?? dates[0];
    const child = exporting(date);
    // Most of the time goes before anything is written: half of the moments are chosen after.
    if (turn % 2 === 0) await firstWriting(child);
    await pause(random.next() * (turn % 2 === 0 ? duration - before : duration));
    child.kill("SIGKILL");
    if ((await ended(child)) === "SIGKILL") killed += 1;
    left += leftovers().length;
    expect([turn, dateOf("packet"), dateOf("receipt")]).toEqual([turn, expect.any(String), expect.any(String)]);
    if (dateOf("packet") !== dateOf("receipt")) expect(await runCli("verify", packet)).toMatchObject({ status: 1, err: expect.stringMatching(/hører til en anden udgave/) });
  }
  expect(killed).toBeGreaterThan(kills / 3);
  expect(left).toBeGreaterThan(0);
  expect(await ended(exporting(dates[0]))).toBe(0);
  expect([dateOf("packet"), dateOf("receipt")]).toEqual([dates[0], dates[0]]);
  expect(leftovers()).toEqual([]);
  expect((await runCli("verify", packet)).status).toBe(0);
});

test("a packet beside the receipt of another is told by verify", async () => {
  const other = join(root, "anden.pdf");
  writeFileSync(other, whole.get(dates[0])?.packet ?? "");
  writeFileSync(join(root, "anden.receipt.json"), whole.get(dates[1])?.receipt ?? "");
  expect(await runCli("verify", other)).toMatchObject({ status: 1, err: expect.stringMatching(/Kvitteringen ved siden af pakken hører til en anden udgave/) });
});

test.runIf(posix)("an export that is interrupted leaves the earlier packet and nothing beside it, and ends with 130", { timeout: 30_000 }, async () => {
  const date = dates.find((one) => one !== dateOf("packet")) ?? dates[0];
  const names = readdirSync(folder);
  const child = exporting(date);
  await firstWriting(child);
  child.kill("SIGINT");
  expect(await ended(child)).toBe(130);
  expect(readdirSync(folder)).toEqual(names);
  expect(dateOf("packet")).toBe(dates.find((one) => one !== date));
});

test("two exports to one name at once leave one of the two packets, whole, and nothing beside it", { timeout: 30_000 }, async () => {
  expect(await Promise.all(dates.map((date) => ended(exporting(date))))).toEqual([0, 0]);
  expect(dates).toContain(dateOf("packet"));
  expect(dates).toContain(dateOf("receipt"));
  expect(leftovers()).toEqual([]);
});

test("an attaching that is killed leaves a sound workspace, with all of the files attached or none", { timeout: 20_000 + kills * 6000 }, async () => {
  const paths = Array.from({ length: 4 }, (_, index) => join(root, `Nyt ${index}.pdf`));
  for (const [index, path] of paths.entries()) writeFileSync(path, pagesPdf([{ content: words(`Nyt ${index}`) }, { content: `% ${"0123456789".repeat(200_000)}` }]));
  const mine = join(root, "kopi.forelaeg");
  copyFileSync(workspace, mine);
  const attach = () => forelaeg("attach", ...paths, "--workspace", mine, "--meeting", "2027-03-16", "--item", "1");
  let most = 3000;
  for (let turn = 0; turn < Math.ceil(kills / 4); turn += 1) {
    const earlier = attachmentsIn(mine);
    const began = performance.now();
    const child = attach();
    await Promise.race([pause(300 + random.next() * most), ended(child)]);
    child.kill("SIGKILL");
    if ((await ended(child)) === 0) most = performance.now() - began;
    expect([0, paths.length].map((more) => earlier + more)).toContain(attachmentsIn(mine));
  }
  expect(await ended(attach())).toBe(0);
  const database = new Database(mine, { readonly: true });
  expect(database.prepare("SELECT count(*) AS count FROM files WHERE sha256 IS NULL").get()).toEqual({ count: 0 });
  database.close();
});

/** How many attachments the workspace has, which must be sound. */
function attachmentsIn(path: string): number {
  const database = new Database(path);
  expect(database.pragma("integrity_check", { simple: true })).toBe("ok");
  expect(database.pragma("foreign_key_check")).toEqual([]);
  const { count } = database.prepare("SELECT count(*) AS count FROM attachments").get() as { count: number };
  database.close();
  return count;
}
