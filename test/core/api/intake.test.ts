import { expect, test } from "vitest";
import { call } from "../../../core/app.ts";
import { memoryApp } from "../../support/memory-app.ts";

const item = (number: number, title: string, more = "") =>
  `${number}. BESLUTNINGSSAG: ${title.toUpperCase()}\n\nINDSTILLING\nAdministrationen indstiller til udvalget:\n\n• at ${title} anlægges.\n\n${more}JOURNALNUMMER\n27001234.\n\n`;
const signed = (names: string) => `DIREKTØRPÅTEGNING\n${names}\n\n`;
const texts = {
  "marts.txt": item(1, "Ny cykelsti i Løvby", signed("A. Aa / B. Bø")) + item(2, "Ny gangsti i Løvby", signed("A. Aa")),
  "april.txt": item(1, "Ny cykelsti i Løvby", signed("A. Aa / B. Bø")) + item(2, "Ny gangsti i Løvby", signed("C. Cee")),
  "dobbelt.txt": item(1, "Ny cykelsti i Løvby") + item(2, "Ny cykelsti i Løvby"),
  "kommune.txt": "1. (B) Ny sti i Løvby\n\nResumé\nStien er ønsket af beboerne.\n\nLøsning\nStien anlægges til sommer.\n\nVidere proces\nSagen er afsluttet.\n",
};
const march = { path: "marts.txt", body: "Udvalget for stier", date: "2027-03-16" };

test("what the source does not mark is unknown, and open where the source was published", async () => {
  const { app, store } = memoryApp(texts);
  const first = await call(app, "intake.import", march);
  expect(store.items.ofMeeting(first.meeting.id).map((one) => one.openness)).toEqual(["unknown", "unknown"]);
  expect(first.notices).toContainEqual({ code: "intake.openness-unknown", facts: { count: 2 } });
  const second = await call(app, "intake.import", { ...march, date: "2027-04-06", open: true });
  expect(store.items.ofMeeting(second.meeting.id).map((one) => one.openness)).toEqual(["open", "open"]);
});

test("a case that comes back is the same case where number, title and sign-off are; two on one agenda are two", async () => {
  const { app, store } = memoryApp(texts);
  const cases = async (path: string, date: string) => store.items.ofMeeting((await call(app, "intake.import", { ...march, path, date })).meeting.id).map((one) => one.caseId);
  const [path, walk] = await cases("marts.txt", "2027-03-16");
  const later = await cases("april.txt", "2027-04-06");
  expect(later[0]).toBe(path);
  expect(later[1]).not.toBe(walk);
  const both = await cases("dobbelt.txt", "2027-05-04");
  expect(new Set(both).size).toBe(2);
});

test("a known body's agenda is read with its own pack, and a new one's with region", async () => {
  const { app, store } = memoryApp(texts);
  expect((await call(app, "intake.import", march)).body.pack).toBe("region");
  store.bodies.add({ name: "Teknikudvalget", stampName: "Teknikudvalget", genitive: "Teknikudvalgets", runningName: "teknikudvalget", ownGenitive: null, abbreviation: null, printsKind: true, pack: "kommune" });
  const { meeting } = await call(app, "intake.import", { path: "kommune.txt", body: "Teknikudvalget", date: "2027-03-16" });
  expect(store.items.ofMeeting(meeting.id)[0]?.sections.map(({ key }) => key)).toEqual(["resume", "solution", "process"]);
});

test("a meeting that is there already is refused, and nothing is changed", async () => {
  const { app, store } = memoryApp(texts);
  await call(app, "intake.import", march);
  const before = store.log.list(1);
  await expect(call(app, "intake.import", { ...march, path: "april.txt", body: "udvalget  for STIER" })).rejects.toMatchObject({ code: "intake.meeting-exists" });
  expect(store.log.list(1)).toEqual(before);
});

test("what the source marks as closed stays closed, also where the source was published", async () => {
  const { app, store } = memoryApp({ ...texts, "marts.txt": `${item(1, "Ny cykelsti i Løvby")}${item(2, "Køb af jord (lukket)")}` });
  const { meeting } = await call(app, "intake.import", { ...march, open: true });
  expect(store.items.ofMeeting(meeting.id).map((one) => one.openness)).toEqual(["open", "closed"]);
});
