import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { issuedPackets } from "../../../core/api/releases.ts";
import { type App, call } from "../../../core/app.ts";
import type { Receipt } from "../../../core/packet/receipt.ts";
import type { Store } from "../../../core/store.ts";
import { memoryApp } from "../../support/memory-app.ts";

const folder = mkdtempSync(join(tmpdir(), "udsendelse-"));
const agenda = "1. BESLUTNINGSSAG: NY CYKELSTI\n\nINDSTILLING\nAdministrationen indstiller, at stien anlægges.\n\n2. BESLUTNINGSSAG: LEJEMÅL PÅ HAVNEN\n\nINDSTILLING\nAdministrationen indstiller, at lejemålet godkendes.\n";
let app: App;
let store: Store;

beforeAll(async () => {
  ({ app, store } = memoryApp({ "marts.txt": agenda }));
  await call(app, "intake.import", { path: "marts.txt", body: "Udvalget for stier", date: "2027-03-16", open: true });
  await call(app, "agenda.set", { meeting: "1", number: 2, openness: "closed" });
  // Two papers of our own stand for the attachments.
  for (const [name, document] of [["Støjrapport", "documents.agenda"], ["Tilbud", "documents.decisions"]] as const) writeFileSync(join(folder, `${name}.pdf`), (await call(app, document, { meeting: "1" })).bytes);
  await attach("Støjrapport", 1);
  await attach("Tilbud", 2);
});

afterAll(() => rmSync(folder, { recursive: true }));

const attach = (name: string, number: number) => call(app, "attachments.attach", { paths: [join(folder, `${name}.pdf`)], meeting: "1", number });
const issue = (variant: "internal" | "public" = "internal") => call(app, "releases.issue", { meeting: "1", variant, date: "2027-03-01" });
const compare = (variant: "internal" | "public" = "internal") => call(app, "releases.compare", { meeting: "1", variant });
const bytesOf = (sha256: string | null) => Buffer.concat([...store.files.read(sha256 ?? "")]).toString("latin1");

test("what is issued is kept: the packet, the agenda, the receipt, and what was in it; and the meeting is released", async () => {
  await expect(compare()).rejects.toMatchObject({ code: "release.too-few", message: expect.stringMatching(/^Mødet er ikke udsendt i den interne udgave/) });
  const { release, receipt } = await issue();
  expect(release).toMatchObject({ document: "packet", variant: "internal", fileName: "dagsordenspakke-2027-03-16.pdf", issuedAt: "2027-03-16T10:00:00Z" });
  expect(bytesOf(release.sha256)).toMatch(/^%PDF-/);
  expect(bytesOf(release.agendaSha256)).toMatch(/^%PDF-/);
  expect(JSON.parse(release.receipt ?? "") as Receipt).toEqual(receipt);
  expect(receipt.files.map(({ name }) => name)).toEqual(["Støjrapport.pdf", "Tilbud.pdf"]);
  const [issued] = issuedPackets(store, store.meetings.list()[0] as never, "internal");
  expect(issued?.manifest.items.map(({ number, attachments }) => [number, attachments.map(({ pages }) => pages.length)])).toEqual([[1, [receipt.files[0]?.pagesOut]], [2, [receipt.files[1]?.pagesOut]]]);
  expect(store.meetings.list()[0]?.state).toBe("released");
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith(`forelaeg-${process.pid}-`))).toEqual([]);
});

test("the last two releases to the same readers are compared", async () => {
  await issue("public");
  await call(app, "attachments.attach", { paths: [join(folder, "Støjrapport.pdf")], meeting: "1", number: 1, title: "Eftersendt" });
  await issue();
  const { changes, before, after } = await compare();
  expect(after.id).toBeGreaterThan(before.id);
  expect(changes).toEqual([{ series: "item", number: 1, attachment: 2, title: "Eftersendt", change: "new" }]);
  await expect(compare("public")).rejects.toMatchObject({ code: "release.too-few", message: expect.stringMatching(/kun udsendt én gang i den offentlige udgave/) });
});

test("what is kept of a public release knows nothing closed", async () => {
  const { release } = await issue("public");
  expect(release.fileName).toBe("dagsordenspakke-2027-03-16-offentlig.pdf");
  for (const told of [release.receipt, release.manifest]) expect(told).not.toMatch(/havnen|Tilbud/i);
});

test("a release that is stopped leaves nothing", async () => {
  const before = store.releases.ofMeeting(1).length;
  const stop = new AbortController();
  const progress = ({ step }: { step: string }) => (step === "packet.assemble" ? stop.abort() : undefined);
  await expect(call(app, "releases.issue", { meeting: "1" }, { progress, signal: stop.signal })).rejects.toMatchObject({ code: "cancelled" });
  expect(store.releases.ofMeeting(1)).toHaveLength(before);
  expect(existsSync("dagsordenspakke-2027-03-16.pdf")).toBe(false);
});
