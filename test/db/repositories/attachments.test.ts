import { expect, test } from "vitest";
import { addItem, memoryStore, newAttachment } from "../samples.ts";

test("attachments are listed by number, and come back as they were stored", async () => {
  const store = memoryStore();
  const item = addItem(store);
  const { sha256, size } = await store.files.put([Buffer.from("%PDF-")], "application/pdf");
  const second = store.attachments.add(newAttachment(item.id, { number: 2, title: "Kort", fileName: null, mediaType: null, pages: null }));
  const first = store.attachments.add(newAttachment(item.id, { number: 1, sha256, size, openness: "closed" }));
  expect(store.attachments.ofItem(item.id)).toEqual([first, second]);
  const changed = { ...second, number: 5, sha256, size, pages: 1, title: "Oversigtskort" };
  expect(store.attachments.update(changed)).toEqual(changed);
  store.attachments.remove(first.id);
  expect(store.attachments.ofItem(item.id)).toEqual([changed]);
});

test("an attachment cannot point at bytes that are not in the workspace", () => {
  const store = memoryStore();
  const item = addItem(store);
  expect(() => store.attachments.add(newAttachment(item.id, { sha256: "0".repeat(64) }))).toThrow(/FOREIGN KEY/);
});
