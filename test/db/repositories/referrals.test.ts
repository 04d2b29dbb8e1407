import { expect, test } from "vitest";
import { addBody, addItem, memoryStore } from "../samples.ts";

test("a referral outlives the item that it was sent to, but not the one it came from", () => {
  const store = memoryStore();
  const from = addItem(store, "Badebro");
  const to = addItem(store, "Badebro igen");
  const { id: toBodyId } = addBody(store, "Havnerådet");
  const referral = store.referrals.add({ caseId: from.caseId, fromItemId: from.id, toItemId: null, toBodyId, plannedDate: "2026-06-01" });
  const received = store.referrals.update({ ...referral, toItemId: to.id });
  expect(store.referrals.ofCase(from.caseId)).toEqual([received]);
  store.items.remove(to.id);
  expect(store.referrals.ofCase(from.caseId)).toEqual([referral]);
  store.items.remove(from.id);
  expect(store.referrals.ofCase(from.caseId)).toEqual([]);
});
