import { expect, test } from "vitest";
import { addBody, addMeeting, memoryStore } from "../samples.ts";

test("meetings are listed by date, of one body or of all", () => {
  const store = memoryStore();
  const harbour = addBody(store, "Havnerådet");
  const bridges = addBody(store, "Broudvalget");
  const late = addMeeting(store, harbour.id, { date: "2026-06-01" });
  const early = addMeeting(store, harbour.id, { date: "2025-06-01" });
  const other = addMeeting(store, bridges.id, { date: "2026-01-01" });
  expect(store.meetings.list()).toEqual([early, other, late]);
  expect(store.meetings.list(harbour.id)).toEqual([early, late]);
  expect(store.meetings.onDate("2026-01-01")).toEqual([other]);
});

test("a meeting keeps its time, place, state and attendance", () => {
  const store = memoryStore();
  const meeting = addMeeting(store, addBody(store).id, { time: null, place: null });
  const held = {
    ...meeting,
    state: "held" as const,
    time: "09:30",
    attendance: { present: [{ name: "Åse Ørn", party: "Q" }], absent: [{ name: "Bo Bæk", party: null }], substitutes: [] },
  };
  expect(store.meetings.update(held)).toEqual(held);
  expect(store.meetings.get(meeting.id)).toEqual(held);
});

test.each([{ date: "2026-02-30" }, { date: "10-03-2026" }, { time: "kl. 16" }])("a meeting with %j cannot be stored", (wrong) => {
  const store = memoryStore();
  const body = addBody(store);
  expect(() => addMeeting(store, body.id, wrong)).toThrow(/CHECK constraint/);
});
