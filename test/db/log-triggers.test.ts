import { expect, test } from "vitest";
import { connect } from "../../db/connection.ts";
import { createLogTriggers, modelTables, sqlName } from "../../db/log-triggers.ts";
import { migrate, readMigrations } from "../../db/migrate.ts";
import { openStore } from "../../db/open-store.ts";
import { addBody, addItem, memoryStore, newAttachment, newDecision, now } from "./samples.ts";

test("every change is logged with the moment, the row, before and after", () => {
  let minute = 10;
  const { store } = openStore(":memory:", { now: () => `2026-03-01T10:${minute++}:00.000Z` });
  const body = addBody(store, "Havnerådet");
  store.bodies.update({ ...body, abbreviation: "HR" });
  const member = store.bodies.addMember({
    bodyId: body.id, name: "Åse Østergård", party: "Q", role: null, substitute: false, from: null, to: null, position: 0,
  });
  store.bodies.removeMember(member.id);

  const log = store.log.list(10);
  expect(log.map(({ at, table, action, rowId }) => [at, table, action, rowId])).toEqual([
    ["2026-03-01T10:13:00.000Z", "members", "removed", member.id],
    ["2026-03-01T10:12:00.000Z", "members", "added", member.id],
    ["2026-03-01T10:11:00.000Z", "bodies", "changed", body.id],
    ["2026-03-01T10:10:00.000Z", "bodies", "added", body.id],
  ]);
  expect(JSON.parse(log[2]?.before ?? "")).toMatchObject({ name: "Havnerådet", abbreviation: null });
  expect(JSON.parse(log[2]?.after ?? "")).toMatchObject({ name: "Havnerådet", abbreviation: "HR" });
  expect(log[3]).toMatchObject({ before: null });
  expect(log[0]).toMatchObject({ after: null });
});

test("every table of the model is logged, whatever it is called and whatever it holds", () => {
  const connection = connect(":memory:", { mustExist: false, busyTimeout: 0 });
  migrate(connection, readMigrations());
  connection.exec("CREATE TABLE boats (id INTEGER PRIMARY KEY, \"the name\" TEXT)");
  createLogTriggers(connection, now);
  connection.exec("INSERT INTO boats VALUES (5, 'Måge')");
  expect(modelTables(connection)).toEqual([
    "agenda_items", "attachments", "boats", "bodies", "case_files", "decisions", "meetings", "members",
    "plan_entries", "referrals", "releases", "sections",
  ]);
  expect(connection.prepare("SELECT table_name, row_id, after FROM log").all()).toEqual([
    { table_name: "boats", row_id: 5, after: '{"id":5,"the name":"Måge"}' },
  ]);
});

test("a table's name in a file from elsewhere is a name, and never runs as SQL", () => {
  const connection = connect(":memory:", { mustExist: false, busyTimeout: 0 });
  migrate(connection, readMigrations());
  const name = `x_added" AFTER INSERT ON main.bodies BEGIN SELECT 1; END; CREATE TABLE main.planted (id); --`;
  connection.exec(`CREATE TABLE main.${sqlName(name)} (id INTEGER PRIMARY KEY, ${sqlName(`a"'b`)} TEXT)`);
  createLogTriggers(connection, now);
  expect(modelTables(connection)).not.toContain("planted");
  connection.exec(`INSERT INTO ${sqlName(name)} VALUES (5, 'Måge')`);
  expect(connection.prepare("SELECT table_name, after FROM log").all()).toEqual([{ table_name: name, after: `{"id":5,"a\\"'b":"Måge"}` }]);
});

test("a section's changes are logged under its item", () => {
  const store = memoryStore();
  const item = addItem(store);
  store.items.setSection(item.id, { key: "background", html: "<p>Broen er rådden.</p>" });
  store.items.setSection(item.id, { key: "background", html: "<p>Broen er ny.</p>" });
  const [changed, added] = store.log.ofRow("sections", item.id);
  expect(changed).toMatchObject({ action: "changed" });
  expect(JSON.parse(changed?.before ?? "")).toMatchObject({ key: "background", html: "<p>Broen er rådden.</p>" });
  expect(added).toMatchObject({ action: "added" });
});

test("what goes with its owner is logged too", () => {
  const store = memoryStore();
  const item = addItem(store, "Badebro", { sections: [{ key: "background", html: "<p>Broen.</p>" }] });
  const attachment = store.attachments.add(newAttachment(item.id));
  const decision = store.decisions.add(newDecision(item.id));
  store.meetings.remove(item.meetingId);
  const removed = store.log.list(20).filter(({ action }) => action === "removed");
  expect(removed.map(({ table, rowId }) => `${table} ${rowId}`).sort()).toEqual([
    `agenda_items ${item.id}`, `attachments ${attachment.id}`, `decisions ${decision.id}`, `meetings ${item.meetingId}`,
    `sections ${item.id}`,
  ]);
});

test("saving what is the same already is no change", () => {
  const store = memoryStore();
  const item = addItem(store, "Badebro", { sections: [{ key: "background", html: "<p>Broen.</p>" }] });
  const before = store.log.list(100).length;
  store.items.update(item);
  store.items.setSection(item.id, { key: "background", html: "<p>Broen.</p>" });
  expect(store.log.list(100)).toHaveLength(before);
});

test("a change that is undone leaves no entry", () => {
  const store = memoryStore();
  expect(() => store.transaction(() => {
    addBody(store);
    throw new Error("fortrudt");
  })).toThrow("fortrudt");
  expect(store.log.list(10)).toEqual([]);
});

test("the id of a removed row does not come back, so its log stays its own", () => {
  const store = memoryStore();
  const first = addItem(store);
  store.items.remove(first.id);
  expect(addItem(store).id).toBeGreaterThan(first.id);
});
