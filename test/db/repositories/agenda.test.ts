import { expect, test } from "vitest";
import { addBody, addCase, addItem, addMeeting, memoryStore, newAttachment, newDecision, newItem } from "../samples.ts";

test("items are in printed order: items first, then notices, each by number", () => {
  const store = memoryStore();
  const meeting = addMeeting(store, addBody(store).id);
  const { id: caseId } = addCase(store, "Badebro");
  for (const [series, number] of [["notice", 1], ["item", 10], ["item", 2], ["notice", 2]] as const) {
    store.items.add(newItem(meeting.id, caseId, { series, number }));
  }
  expect(store.items.ofMeeting(meeting.id).map(({ series, number }) => `${series} ${number}`)).toEqual([
    "item 2", "item 10", "notice 1", "notice 2",
  ]);
  expect(store.items.byNumber(meeting.id, "notice", 2)?.series).toBe("notice");
  expect(store.items.byNumber(meeting.id, "item", 3)).toBeNull();
});

test("a number is used once in its series at a meeting", () => {
  const store = memoryStore();
  const item = addItem(store);
  expect(() => store.items.add(newItem(item.meetingId, item.caseId, { number: item.number }))).toThrow(/UNIQUE/);
  store.items.add(newItem(item.meetingId, item.caseId, { number: item.number, series: "notice" }));
});

test("sections keep the order in which they were written, and the other items' stay apart", () => {
  const store = memoryStore();
  const sections = [{ key: "recommendation", html: "<p>At den bygges</p>" }, { key: "background", html: "" }];
  const item = addItem(store, "Badebro", { sections });
  const other = addItem(store, "Havnebad", { sections: [{ key: "background", html: "<p>Vand.</p>" }] });
  expect(item.sections).toEqual(sections);
  expect(store.items.ofMeeting(item.meetingId)).toEqual([item, other]);

  store.items.setSection(item.id, { key: "background", html: "<p>Den er rådden.</p>" });
  store.items.setSection(item.id, { key: "economy", html: "<p>Ingen.</p>" });
  expect(store.items.get(item.id)?.sections).toEqual([
    { key: "recommendation", html: "<p>At den bygges</p>" },
    { key: "background", html: "<p>Den er rådden.</p>" },
    { key: "economy", html: "<p>Ingen.</p>" },
  ]);
});

test("an updated item has the sections that it was given, and no others", () => {
  const store = memoryStore();
  const item = addItem(store, "Badebro", { sections: [{ key: "a", html: "1" }, { key: "b", html: "2" }, { key: "c", html: "3" }] });
  const changed = {
    ...item, openness: "closed" as const, ground: "§ 10", number: 7, kind: "information",
    sections: [{ key: "c", html: "3" }, { key: "a", html: "ny" }],
  };
  expect(store.items.update(changed)).toEqual(changed);
  expect(store.items.get(item.id)).toEqual(changed);
});

test("removing an item removes what it owns; its case stays", () => {
  const store = memoryStore();
  const item = addItem(store, "Badebro", { sections: [{ key: "background", html: "<p>Broen.</p>" }] });
  const attachment = store.attachments.add(newAttachment(item.id));
  store.attachments.setText(attachment.id, "Målinger ved broen");
  const decision = store.decisions.add(newDecision(item.id));
  store.items.remove(item.id);
  expect(store.items.get(item.id)).toBeNull();
  expect(store.attachments.get(attachment.id)).toBeNull();
  expect(store.decisions.get(decision.id)).toBeNull();
  expect(store.search.find("broen", 10)).toEqual([]);
  expect(store.cases.get(item.caseId)?.title).toBe("Badebro");
});

test("a case's items are found at every meeting", () => {
  const store = memoryStore();
  const item = addItem(store);
  const next = addMeeting(store, addBody(store, "Havnerådet").id);
  const again = store.items.add(newItem(next.id, item.caseId));
  expect(store.items.ofCase(item.caseId)).toEqual([item, again]);
});
