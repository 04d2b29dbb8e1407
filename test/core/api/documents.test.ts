import { expect, test } from "vitest";
import { call } from "../../../core/app.ts";
import { noAttendance } from "../../../core/domain/meeting.ts";
import type { Openness } from "../../../core/domain/openness.ts";
import type { Store } from "../../../core/store.ts";
import { memoryApp } from "../../support/memory-app.ts";

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
/** The smallest PNG there is: one black pixel. */
const pixel = Uint8Array.from(atob("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABc3UBGAAAAABJRU5ErkJggg=="), (character) => character.charCodeAt(0));

function addMeeting(store: Store, ...items: { readonly title: string; readonly html: string; readonly openness?: Openness }[]): string {
  const body = store.bodies.add({ name: "Udvalget for stier", stampName: "", genitive: "", runningName: "", ownGenitive: null, abbreviation: "UFS", printsKind: true, pack: "region" });
  const meeting = store.meetings.add({ bodyId: body.id, date: "2027-03-16", time: null, place: null, state: "draft", attendance: noAttendance });
  items.forEach(({ title, html, openness }, index) => {
    const caseFile = store.cases.add({ title, titleProposed: false, journalNumber: null, ownerUnit: null, signOff: [] });
    store.items.add({ meetingId: meeting.id, caseId: caseFile.id, series: "item", number: index + 1, kind: "decision", openness: openness ?? "open", ground: null, sections: [{ key: "presentation", html }] });
  });
  return String(meeting.id);
}

test("a picture is set wherever it stands: in the text, in a list, in a table; what is missing or no picture is told", async () => {
  const { app, store } = memoryApp();
  const { sha256 } = await store.files.put([pixel], "image/png");
  const other = await store.files.put([new TextEncoder().encode("ikke et billede")], "image/png");
  const image = `<img src="image:${sha256}" alt="Kort">`;
  for (const html of [image, `<ul><li>${image}</li></ul>`, `<table><tbody><tr><td>${image}</td></tr></tbody></table>`, `<blockquote>${image}</blockquote>`]) {
    const meeting = addMeeting(store, { title: "Sti", html });
    const { bytes, notices } = await call(app, "documents.agenda", { meeting, format: "html" });
    expect(text(bytes), html).toContain('<img src="data:image/png;base64,');
    expect(notices).toEqual([]);
  }
  const missing = addMeeting(store, { title: "Sti", html: `<img src="image:${"0".repeat(64)}" alt="Kort"><img src="image:${other.sha256}" alt="Andet">` });
  const { notices } = await call(app, "documents.agenda", { meeting: missing, format: "html" });
  expect(notices.map(({ code }) => code)).toEqual(expect.arrayContaining(["image.missing", "image.unreadable"]));
});

test("an extract holds its own item and no word of the others", async () => {
  const { app, store } = memoryApp();
  const meeting = addMeeting(store, { title: "Cykelsti", html: "<p>Asfalt</p>" }, { title: "Gangsti", html: "<p>Grus</p>", openness: "closed" });
  const extract = text((await call(app, "documents.extract", { meeting, number: 1, format: "txt" })).bytes);
  expect(extract).toMatch(/CYKELSTI[\s\S]+Asfalt/);
  expect(extract).not.toMatch(/gangsti|Grus|offentliggøres/i);
  await expect(call(app, "documents.extract", { meeting, number: 2, format: "txt", variant: "public" })).rejects.toMatchObject({ code: "document.withheld" });
});

test("an internal plan says that it is internal where a row is closed or of unknown openness, a public one never", async () => {
  const { app, store } = memoryApp();
  const rows = (åbenhed: string) => [{ titel: "Køb af jord", åbenhed }, { titel: "Stier", åbenhed: "åben" }];
  const plan = async (åbenhed: string, variant: "internal" | "public") => {
    await call(app, "plan.load", { body: "Udvalget for stier", year: 2027, rows: rows(åbenhed) });
    return text((await call(app, "documents.workplan", { body: "Udvalget for stier", year: 2027, format: "txt", variant })).bytes);
  };
  expect(await plan("lukket", "internal")).toMatch(/^Intern/);
  expect(await plan("", "internal")).toMatch(/^Intern/);
  expect(await plan("åben", "internal")).not.toMatch(/Intern/);
  expect(await plan("lukket", "public")).not.toMatch(/Intern|Køb/);
  expect(store.plan.list(1, 2027).map(({ leadBody }) => leadBody)).toEqual(["Udvalget for stier", "Udvalget for stier"]);
});

test("the date that is given stands in the file, from its midnight in Greenwich; none but a real one", async () => {
  const { app, store } = memoryApp();
  const meeting = addMeeting(store, { title: "Sti", html: "" });
  const dated = async (date?: string) => /<meta name="date" content="([^"]+)">/.exec(text((await call(app, "documents.agenda", { meeting, format: "html", ...(date === undefined ? {} : { date }) })).bytes))?.[1];
  expect(await dated()).toBe("2027-03-16T10:00:00Z");
  expect(await dated("2027-03-17")).toBe("2027-03-17T00:00:00Z");
  expect(await dated("2027-03-17T09:30:00+01:00")).toBe("2027-03-17T08:30:00Z");
  for (const date of ["2027-02-30", "2027-02-30T10:00:00Z", "17. marts 2027", "2027-03-17T09:30:00", "March 17, 2027", ""]) await expect(dated(date), date).rejects.toMatchObject({ code: "option.invalid" });
});

test("papers that differ in a word, in their mark or in their date are different files by their identity too", async () => {
  const { app, store } = memoryApp();
  const identity = async (html: string, openness: Openness, date: string) => {
    const { bytes } = await call(app, "documents.extract", { meeting: addMeeting(store, { title: "Sti", html, openness }), number: 1, date });
    return /\/ID \[<([0-9a-f]+)>/i.exec(new TextDecoder("latin1").decode(bytes))?.[1];
  };
  const all = [await identity("<p>a</p>", "open", "2027-03-16"), await identity("<p>a</p>", "open", "2027-03-16"), await identity("<p>b</p>", "open", "2027-03-16"), await identity("<p>a</p>", "closed", "2027-03-16"), await identity("<p>a</p>", "open", "2027-03-17")];
  expect(all[0]).toMatch(/^[0-9a-f]{32}$/i);
  expect(all[1]).toBe(all[0]);
  expect(new Set(all).size).toBe(4);
});

test("closing keeps the ground, opening takes it away, and an empty ground is none", async () => {
  const { app, store } = memoryApp();
  const meeting = addMeeting(store, { title: "Sti", html: "" });
  const set = async (changes: { openness?: Openness; ground?: string }) => {
    const { openness, ground } = await call(app, "agenda.set", { meeting, number: 1, ...changes });
    return [openness, ground];
  };
  expect(await set({ openness: "closed", ground: "lovens § 1" })).toEqual(["closed", "lovens § 1"]);
  expect(await set({ openness: "closed" })).toEqual(["closed", "lovens § 1"]);
  expect(await set({ ground: " " })).toEqual(["closed", null]);
  await set({ ground: "lovens § 2" });
  expect(await set({ openness: "open" })).toEqual(["open", null]);
});

test("a day with two meetings is refused with their numbers", async () => {
  const { app, store } = memoryApp();
  const [first, second] = [addMeeting(store), addMeeting(store)];
  await expect(call(app, "agenda.show", { meeting: "2027-03-16" })).rejects.toMatchObject({ code: "meeting.ambiguous", message: expect.stringMatching(new RegExp(`${first} \\(Udvalget for stier\\), ${second} \\(`)) });
});

test("an internal agenda tells the ground of a closed item, in either house style", async () => {
  const { app, store } = memoryApp();
  const meeting = addMeeting(store, { title: "Sti", html: "", openness: "closed" });
  await call(app, "agenda.set", { meeting, number: 1, ground: "lovens § 1" });
  for (const pack of ["region", "kommune"]) expect(text((await call(app, "documents.agenda", { meeting, format: "txt", pack })).bytes)).toMatch(/lovens §\s1/);
  expect(text((await call(app, "documents.agenda", { meeting, format: "txt", pack: "kommune", variant: "public" })).bytes)).not.toMatch(/lovens/);
});

test("the list of decisions has a decision's remarks, numbered, also where nobody was absent", async () => {
  const { app, store } = memoryApp();
  const meeting = addMeeting(store, { title: "Sti", html: "" });
  const itemId = store.items.ofMeeting(Number(meeting))[0]?.id ?? 0;
  const nobody = { absent: [], substitutes: [], votes: null, dissents: [] };
  store.decisions.add({ itemId, bodyId: null, bodyName: "Udvalget", bodyGenitive: "Udvalgets", date: "2027-03-16", dated: false, outcome: "Godkendt", wording: "Godkendt, idet:", remarks: ["Stien belyses.", "Hækken klippes."], discussion: "", carried: false, position: 1, ...nobody });
  const list = text((await call(app, "documents.decisions", { meeting, format: "html" })).bytes);
  expect(list).toMatch(/Godkendt, idet:.+<ol type="1"><li>.*Stien belyses\..*<\/li><li>.*Hækken klippes\./s);
});
