import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { verifyFile } from "../../../core/api/verify-file.ts";
import { type App, call } from "../../../core/app.ts";
import type { Variant } from "../../../core/domain/openness.ts";
import type { Receipt } from "../../../core/packet/receipt.ts";
import type { Store } from "../../../core/store.ts";
import { unwatched } from "../../../core/watch.ts";
import { nodeFiles } from "../../../platform/files.ts";
import { pagesPdf, words } from "../../support/assembled.ts";
import { memoryApp } from "../../support/memory-app.ts";
import { readPdf } from "../../support/pdf-checks.ts";

const folder = mkdtempSync(join(tmpdir(), "aendringer-"));
const out = join(folder, "ændringer.pdf");
let app: App;
let store: Store;

afterAll(() => rmSync(folder, { recursive: true }));

/** Two items with an attachment each; the second one's texts mention both. */
beforeEach(async () => {
  ({ app, store } = memoryApp());
  for (const name of readdirSync(folder)) rmSync(join(folder, name));
  store.bodies.add({ name: "Udvalget for stier", stampName: "Udvalget for stier", genitive: "Udvalget for stiers", runningName: "udvalget for stier", ownGenitive: "Udvalgets", abbreviation: null, printsKind: true, pack: "region" });
  store.meetings.add({ bodyId: 1, date: "2027-03-16", time: "16:00", place: null, state: "draft", attendance: { present: [], absent: [], substitutes: [] } });
  for (const [index, title] of ["Ny sti ved åen", "Lys på broen"].entries()) {
    const caseFile = store.cases.add({ title, titleProposed: false, journalNumber: null, ownerUnit: null, signOff: [] });
    store.items.add({ meetingId: 1, caseId: caseFile.id, series: "item", number: index + 1, kind: "decision", openness: "open", ground: null, sections: [{ key: "presentation", html: "<p>Se bilag 1, og bilag 1 til punkt 1. Et notat følger.</p>" }] });
    await attach(index + 1, `Kort ${index + 1}`, ["a", "b", "c"]);
  }
});

/** An attachment whose pages say what is given; a page of nothing is black. */
async function attach(number: number, title: string, pages: readonly string[]): Promise<void> {
  const path = join(folder, `${title}.pdf`);
  writeFileSync(path, pagesPdf(pages.map((said) => ({ content: said === "" ? "0 0 300 300 re f" : words(`${title} ${said}`) }))));
  await call(app, "attachments.attach", { meeting: "1", series: "item", number, paths: [path], title });
}

function setText(number: number, html: string): void {
  const item = store.items.byNumber(1, "item", number);
  if (item) store.items.update({ ...item, sections: [{ key: "presentation", html }] });
}

const issue = (variant: Variant) => call(app, "releases.issue", { meeting: "1", variant, date: "2027-03-10" });
const changes = (variant: Variant) => call(app, "packets.export", { document: "changes", meeting: "1", variant, date: "2027-03-11", out });

test("a packet of some of the pages keeps what packets promise, also where their links led to pages that stayed behind", async () => {
  await issue("internal");
  setText(2, "<p>Lyset er dyrere, jf. bilag 1 til punkt 1 og bilag 2.</p>");
  const [map] = store.attachments.ofItem(1);
  if (map) store.attachments.remove(map.id);
  await attach(1, "Kort 1", ["a", "b", "c", "ny"]);
  await attach(2, "Overslag", ["x", "y"]);
  await issue("internal");
  await changes("internal");
  const receipt = JSON.parse(readFileSync(out.replace(".pdf", ".receipt.json"), "utf8")) as Receipt;
  expect(receipt.files.map(({ title, shown }) => [title, shown])).toEqual([["Kort 1", [4]], ["Overslag", [1, 2]]]);
  expect((await readPdf(readFileSync(out))).pages[0]?.lines.join("\n"), "the title of an item of which only an attachment has changed").toMatch(/Punkt 1\s+Ny sti ved åen/);
  expect((await verifyFile(nodeFiles(), out, unwatched)).findings).toEqual([]);
});

test("what was closed since it was issued is in no public packet of changes, though no search finds a picture", async () => {
  await issue("public");
  await attach(2, "Notat", [""]);
  await issue("public");
  await changes("public");
  const note = store.attachments.ofItem(2).find(({ title }) => title === "Notat");
  if (note) store.attachments.update({ ...note, fileName: null, openness: "closed" });
  rmSync(out);
  await expect(changes("public")).rejects.toMatchObject({ code: "changes.closed-since", facts: { series: "item", item: 2, attachment: 2 } });
  expect(() => readFileSync(out)).toThrow();
  await issue("public");
  await changes("public");
  expect(readFileSync(out, "latin1")).not.toContain("Notat");
});
