import { expect, test } from "vitest";
import { addCase, memoryStore } from "../samples.ts";

test("several cases may share a journal number", () => {
  const store = memoryStore();
  const first = addCase(store, "Badebro", { journalNumber: "17/1234" });
  const second = addCase(store, "Havnebad", { journalNumber: "17/1234", signOff: ["Åse Ørn", "Bo Bæk"], titleProposed: true });
  addCase(store, "Fyrtårn", { journalNumber: "17/12345" });
  expect(store.cases.withJournalNumber("17/1234")).toEqual([first, second]);
});

test("a case comes back as it was stored", () => {
  const store = memoryStore();
  const added = addCase(store, "Badebro");
  const changed = { ...added, title: "Badebro ved Ørnesø", ownerUnit: "Havn & bro", signOff: ["Åse Ørn"] };
  expect(store.cases.update(changed)).toEqual(changed);
  expect(store.cases.get(added.id)).toEqual(changed);
  expect(store.cases.get(999)).toBeNull();
});
