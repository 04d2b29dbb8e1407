import { expect, test } from "vitest";
import { addBody, memoryStore } from "../samples.ts";

const row = {
  year: 2026, leadBody: "HR", treatment: "Beslutning", date: "2026-05-01", period: null, openness: "open" as const,
};

test("a work plan is as it was loaded, and a new one takes its place", () => {
  const store = memoryStore();
  const { id: bodyId } = addBody(store);
  const other = store.plan.add({ ...row, bodyId, year: 2027, position: 0, title: "Fyrtårn" });
  const loaded = store.plan.replace(bodyId, 2026, [
    { ...row, bodyId, position: 0, title: "Badebro" },
    { ...row, bodyId, position: 1, title: "Havnebad", date: null, period: "2. kvartal 2026", treatment: null },
  ]);
  expect(store.plan.list(bodyId, 2026)).toEqual(loaded);
  store.plan.replace(bodyId, 2026, [{ ...row, bodyId, position: 0, title: "Sejlrende" }]);
  expect(store.plan.list(bodyId, 2026).map(({ title }) => title)).toEqual(["Sejlrende"]);
  expect(store.plan.list(bodyId, 2027)).toEqual([other]);
});

test("a plan with a row that cannot be stored leaves the old one", () => {
  const store = memoryStore();
  const { id: bodyId } = addBody(store);
  store.plan.add({ ...row, bodyId, position: 0, title: "Badebro" });
  const wrong = { ...row, bodyId, position: 1, title: "Havnebad", date: "2026-02-30" };
  expect(() => store.plan.replace(bodyId, 2026, [wrong])).toThrow(/CHECK/);
  expect(store.plan.list(bodyId, 2026).map(({ title }) => title)).toEqual(["Badebro"]);
});
