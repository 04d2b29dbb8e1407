/** A packet is issued, read after, and stopped on the way. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Receipt } from "../../core/packet/receipt.ts";
import { runCli } from "../support/run-cli.ts";

const folder = mkdtempSync(join(tmpdir(), "udsendelse-"));
const workspace = join(folder, "møder.forelaeg");
const packet = join(folder, "pakke.pdf");
const receiptFile = join(folder, "pakke.receipt.json");
const place = ["--workspace", workspace, "--meeting", "2027-03-16"];

beforeAll(async () => {
  writeFileSync(join(folder, "marts.txt"), "1. BESLUTNINGSSAG: NY CYKELSTI\n\nINDSTILLING\nAdministrationen indstiller, at stien anlægges.\n");
  await runCli("import", join(folder, "marts.txt"), "--workspace", workspace, "--body", "Udvalget for stier", "--date", "2027-03-16", "--open");
  await runCli("export", "decisions", ...place, "--out", join(folder, "Kort.pdf"));
  expect(await runCli("attach", join(folder, "Kort.pdf"), ...place, "--item", "1")).toMatchObject({ status: 0 });
  expect(await runCli("export", "packet", ...place, "--out", packet)).toMatchObject({ status: 0 });
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true }));

test("a packet is issued, and that is said in a line", async () => {
  expect(await runCli("release", ...place)).toEqual({ status: 0, err: "", out: expect.stringMatching(/^Udsendelse 1 \(intern\) er gemt i arbejdsfilen: dagsordenspakke-2027-03-16\.pdf \(\d+ sider, 1 bilag\)\.$/) });
});

test("a sound packet is told to be so, for people and for programs", async () => {
  expect(await runCli("verify", packet)).toEqual({ status: 0, err: "", out: "Pakken holder, hvad den lover, og stemmer med sin kvittering." });
  const { status, out } = await runCli("verify", packet, "--json");
  expect([status, JSON.parse(out)]).toEqual([0, { sound: true, receipt: receiptFile, pages: expect.any(Number) as number, findings: [] }]);
});

test("a packet that does not agree with its receipt has findings; without a receipt that is said", async () => {
  const receipt = JSON.parse(readFileSync(receiptFile, "utf8")) as Receipt;
  const other = join(folder, "anden.pdf");
  writeFileSync(other, readFileSync(packet));
  const alone = await runCli("verify", other);
  expect(alone).toMatchObject({ status: 0, out: "Pakken holder, hvad den lover.", err: expect.stringMatching(/ingen kvittering/) });
  writeFileSync(join(folder, "anden.receipt.json"), JSON.stringify({ ...receipt, files: receipt.files.map((file) => ({ ...file, stamp: ["Punkt nr. 9"] })) }));
  expect(await runCli("verify", other)).toMatchObject({ status: 1, out: "", err: expect.stringMatching(/Punkt nr\. 9/) });
  writeFileSync(join(folder, "anden.receipt.json"), "{}");
  expect(await runCli("verify", other)).toMatchObject({ status: 1, err: expect.stringMatching(/^Kvitteringen .*anden\.receipt\.json kan ikke læses[^\n]*$/) });
});

test("what is no packet is refused", async () => {
  expect(await runCli("verify", workspace)).toMatchObject({ status: 2, out: "", err: expect.stringMatching(/det er ikke en PDF/) });
  expect(await runCli("verify", join(folder, "ingen.pdf"))).toMatchObject({ status: 2, err: expect.stringMatching(/findes ikke/) });
  expect(await runCli("verify", folder)).toMatchObject({ status: 2 });
});

test("an attachment is closed and renamed by its number", async () => {
  const item = [...place, "--item", "1"];
  expect(await runCli("set", ...item, "--attachment", "1", "--closed", "--title", "Kort over stien")).toEqual({ status: 0, err: "", out: "Bilag 1 (Kort over stien) er lukket." });
  expect(await runCli("set", ...item, "--attachment", "1", "--title", "Kort over stien")).toEqual({ status: 0, err: "", out: "Bilag 1 hedder nu »Kort over stien«." });
  expect((await runCli("show", ...place)).out).toMatch(/Bilag 1: Kort over stien \(\d+ sider?, lukket\)/);
  expect(await runCli("set", ...item, "--attachment", "1", "--ground", "§ 10")).toMatchObject({ status: 2, err: expect.stringMatching(/--attachment og --ground/) });
  expect(await runCli("set", ...item, "--title", "Kort")).toMatchObject({ status: 2, err: expect.stringMatching(/--attachment mangler/) });
  expect(await runCli("set", ...item, "--attachment", "7", "--open")).toMatchObject({ status: 2, err: expect.stringMatching(/Bilag 7 findes ikke til punkt 1/) });
});

test.skipIf(process.platform === "win32")("Ctrl-C ends the work in order: one line, status 130, and nothing half-done", async () => {
  const scratch = join(folder, "tmp");
  mkdirSync(scratch);
  const page = readFileSync(join(folder, "Kort.pdf"));
  const paths = Array.from({ length: 40 }, (_, index) => join(folder, `Nyt bilag ${index}.pdf`));
  for (const [index, path] of paths.entries()) writeFileSync(path, Buffer.concat([page, Buffer.from(`\n%${index}`)]));
  // Node's own compile cache may lie there too.
  const scratches = () => readdirSync(scratch).filter((name) => name.startsWith("forelaeg-"));
  const child = spawn(process.execPath, [join(import.meta.dirname, "../../cli/main.ts"), "attach", ...paths, ...place, "--item", "1"], { env: { ...process.env, TMPDIR: scratch }, stdio: ["ignore", "pipe", "pipe"], detached: true });
  const told = { out: "", err: "" };
  child.stdout.on("data", (piece) => (told.out += String(piece)));
  child.stderr.on("data", (piece) => (told.err += String(piece)));
  // Its scratch folder is there when the first file is being prepared.
  const watching = setInterval(() => {
    if (scratches().length === 0) return;
    clearInterval(watching);
    process.kill(-(child.pid ?? 0), "SIGINT"); // as a terminal does: to its helpers too
  }, 5);
  const status = await new Promise((resolve) => child.once("close", (code, signal) => resolve(code ?? signal)));
  clearInterval(watching);
  expect({ status, ...told }).toEqual({ status: 130, out: "", err: "Arbejdet blev afbrudt, før det var færdigt. Intet er skrevet halvt; start det igen, når det passer.\n" });
  expect(scratches()).toEqual([]);
  expect((await runCli("show", ...place)).out.match(/Bilag/g)).toHaveLength(1);
}, 30_000);
