import { join } from "node:path";
import { expect, test } from "vitest";
import type { Store } from "../../../core/store.ts";
import { openStore } from "../../../db/open-store.ts";
import { addCase, addItem, newAttachment, newDecision, newItem, testFolder } from "../samples.ts";

/** A workspace that is opened again and again, with the clock moved on by hand. */
function workspace() {
  const path = join(testFolder(), "møder.forelaeg");
  let hours = 0;
  const now = () => new Date(Date.UTC(2026, 2, 1, hours)).toISOString();
  return {
    open: () => openStore(path, { now, create: true }).store,
    later: (more: number) => void (hours += more),
  };
}

const keep = async (store: Store, text: string) => (await store.files.put([Buffer.from(text)], "application/pdf")).sha256;

test("the bytes of a removed attachment and of what was made from it are cleared away after a day", async () => {
  const { open, later } = workspace();
  let store = open();
  const item = addItem(store);
  const original = await keep(store, "brev.docx");
  const made = await keep(store, "brev.pdf");
  const other = await keep(store, "andet.pdf");
  store.preparations.put({ sha256: original, version: 1, outcome: "converted", reasons: [], pagesIn: 1, pdf: made, pages: [] });
  const attachment = store.attachments.add(newAttachment(item.id, { sha256: original }));
  store.attachments.add(newAttachment(item.id, { sha256: other }));
  const there = () => [original, made, other].map((sha256) => store.files.info(sha256) !== null);

  later(100);
  expect([store.files.removeUnused(), store.files.removeUnused(), there()]).toEqual([0, 0, [true, true, true]]);
  store.attachments.remove(attachment.id);
  store.close();
  store = open();
  later(23);
  expect([store.files.removeUnused(), there()]).toEqual([0, [true, true, true]]);
  store.close();
  later(2);
  store = open();
  expect(there()).toEqual([false, false, true]);
  expect(store.preparations.get(original)).toBeNull();
  store.close();
});

test("what is used again within the day is kept, and has a whole day from when it is left again", async () => {
  const { open, later } = workspace();
  const store = open();
  const item = addItem(store);
  const sha256 = await keep(store, "a");
  expect(store.files.removeUnused()).toBe(0);
  later(20);
  const { id } = store.attachments.add(newAttachment(item.id, { sha256 }));
  later(20);
  expect(store.files.removeUnused()).toBe(0);
  store.attachments.remove(id);
  expect(store.files.removeUnused()).toBe(0);
  later(23);
  expect(store.files.removeUnused()).toBe(0);
  later(2);
  expect(store.files.removeUnused()).toBe(1);
  store.close();
});

test("one program tidies up while another has stored bytes and not yet referred to them", async () => {
  const { open, later } = workspace();
  const [mine, theirs] = [open(), open()];
  const item = addItem(mine);
  const sha256 = await keep(mine, "kommer om lidt");
  theirs.files.removeUnused();
  later(30);
  await keep(mine, "kommer om lidt"); // attached again after a long time: its day begins anew
  expect(theirs.files.removeUnused()).toBe(0);
  mine.attachments.add(newAttachment(item.id, { sha256 }));
  later(30);
  expect(theirs.files.removeUnused()).toBe(0);
  expect(mine.files.info(sha256)).not.toBeNull();
  mine.close();
  theirs.close();
});

test("what was issued is kept, and so are the pictures in texts and decisions", async () => {
  const { open, later } = workspace();
  const store = open();
  const { id, meetingId } = addItem(store);
  const [packet, agenda, drawing, sketch] = [await keep(store, "pakke"), await keep(store, "dagsorden"), await keep(store, "tegning"), await keep(store, "skitse")];
  store.releases.add({ meetingId, document: "packet", variant: "internal", issuedAt: "2026-03-01T10:00:00Z", fileName: "p.pdf", sha256: packet, agendaSha256: agenda, receipt: null, manifest: "{}" });
  store.items.add(newItem(meetingId, addCase(store, "Sti").id, { number: 2, sections: [{ key: "presentation", html: `<p>Se</p><figure><img src="${drawing}" alt="Tegning"></figure>` }] }));
  store.decisions.add(newDecision(id, { discussion: `<p><img src="${sketch}" alt="Skitse"></p>` }));
  const stray = await keep(store, "ingen");
  store.files.removeUnused();
  later(25);
  expect(store.files.removeUnused()).toBe(1);
  expect([packet, agenda, drawing, sketch, stray].map((sha256) => store.files.info(sha256) !== null)).toEqual([true, true, true, true, false]);
  store.close();
});
