import { expect, test } from "vitest";
import { addBody, memoryStore } from "../samples.ts";

test("bodies are listed in Danish order", () => {
  const store = memoryStore();
  for (const name of ["Årsmødet", "Zooudvalget", "Østerrådet", "Ærørådet", "havnerådet"]) addBody(store, name);
  expect(store.bodies.list().map(({ name }) => name)).toEqual([
    "havnerådet", "Zooudvalget", "Ærørådet", "Østerrådet", "Årsmødet",
  ]);
});

test("a body is found by full name, stamp name or abbreviation, whatever the case and however spaces fall", () => {
  const store = memoryStore();
  const body = addBody(store, "Udvalget for Ærlighed på Øen", { stampName: "Ø-udvalget", abbreviation: "UÆØ" });
  addBody(store, "Havnerådet");
  const decomposed = "Udvalget for Ærlighed på Øen".normalize("NFD");
  for (const name of ["UDVALGET FOR ÆRLIGHED PÅ ØEN", "  udvalget  for ærlighed\npå øen ", "ø-UDVALGET", "uæø", decomposed]) {
    expect(store.bodies.find(name)?.id).toBe(body.id);
  }
  for (const name of ["Udvalget", "", " ", "aerlighed"]) expect(store.bodies.find(name)).toBeNull();
});

test("a full name goes before another body's abbreviation", () => {
  const store = memoryStore();
  addBody(store, "Alle råd", { abbreviation: "Rådet" });
  const council = addBody(store, "Rådet");
  expect(store.bodies.find("rådet")?.id).toBe(council.id);
});

test("a body comes back as it was stored", () => {
  const store = memoryStore();
  const body = addBody(store, "Havnerådet", { ownGenitive: "Rådets", printsKind: false, pack: "kommune" });
  expect(store.bodies.get(body.id)).toEqual(body);
  const renamed = { ...body, name: "Havneudvalget", printsKind: true, ownGenitive: null };
  expect(store.bodies.update(renamed)).toEqual(renamed);
  expect(store.bodies.get(body.id)).toEqual(renamed);
  expect(store.bodies.get(999)).toBeNull();
});

test("members are listed by position", () => {
  const store = memoryStore();
  const { id: bodyId } = addBody(store);
  const member = { bodyId, party: null, role: null, substitute: false, from: "2026-01-01", to: null };
  const last = store.bodies.addMember({ ...member, name: "Åse Ørn", position: 2 });
  const first = store.bodies.addMember({ ...member, name: "Bo Bæk", position: 1, substitute: true, role: "formand", party: "Q" });
  expect(store.bodies.members(bodyId)).toEqual([first, last]);
  const moved = store.bodies.updateMember({ ...last, position: 0, to: "2026-12-31" });
  expect(store.bodies.members(bodyId)).toEqual([moved, first]);
  store.bodies.removeMember(first.id);
  expect(store.bodies.members(bodyId)).toEqual([moved]);
});

test("changing what is gone is refused", () => {
  const store = memoryStore();
  const body = addBody(store);
  expect(() => store.bodies.update({ ...body, id: 999 })).toThrow("findes ikke længere");
});
