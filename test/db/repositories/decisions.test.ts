import { expect, test } from "vitest";
import { addItem, memoryStore, newDecision } from "../samples.ts";

test("decisions are in the order of their positions, and come back as they were stored", () => {
  const store = memoryStore();
  const item = addItem(store);
  const bodyId = store.bodies.list()[0]?.id ?? null;
  const group = { count: 0, who: "" };
  const last = store.decisions.add(newDecision(item.id, {
    position: 3, bodyId, carried: true, dated: false, date: null,
    absent: [{ name: "Åse Ørn", party: "Q" }], substitutes: [{ name: "Bo Bæk", party: null }],
    votes: { for: { count: 5, who: "Q, X" }, against: group, abstained: group },
    dissents: [{ who: "Q", text: "Broen bør være <em>blå</em>" }],
  }));
  const first = store.decisions.add(newDecision(item.id, { position: 1 }));
  expect(store.decisions.ofItem(item.id)).toEqual([first, last]);
  const changed = { ...first, outcome: "Udsat", position: 9, votes: null, remarks: [] };
  expect(store.decisions.update(changed)).toEqual(changed);
  expect(store.decisions.ofItem(item.id)).toEqual([last, changed]);
  store.decisions.remove(last.id);
  expect(store.decisions.get(last.id)).toBeNull();
});
