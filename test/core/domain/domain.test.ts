import { expect, test } from "vitest";
import { isMemberOn, type Member } from "../../../core/domain/body.ts";
import { isIsoDate, longDate, planDate, readDate, stampDate, weekdayDate } from "../../../core/domain/danish-date.ts";
import { compareDanish } from "../../../core/domain/danish-order.ts";
import { enumerate } from "../../../core/domain/enumeration.ts";
import { normalizeJournalNumber } from "../../../core/domain/journal-number.ts";
import { effectiveOpenness, mayShow, opennesses } from "../../../core/domain/openness.ts";
import { comparePlanEntries, type PlanEntry } from "../../../core/domain/plan-entry.ts";
import { formsOfName } from "../../../core/domain/template-pack.ts";

test("a day is written as its place asks: in text, in stamps, in plans, on the front page", () => {
  expect([longDate("2027-03-01"), stampDate("2027-03-01"), planDate("2027-03-01"), weekdayDate("2027-03-01")]).toEqual(["1. marts 2027", "01-03-2027", "2027.03.01", "mandag den 1. marts 2027"]);
});

test.each([
  ["14. juni 2017", "2017-06-14"], ["den 14. juni 2017", "2017-06-14"], ["d. 26. juni 2017", "2017-06-26"], ["29-08-2017", "2017-08-29"],
  ["05.12.2016", "2016-12-05"], ["11.04.17", "2017-04-11"], ["2017.08.29", "2017-08-29"], ["2017-08-29", "2017-08-29"], ["1/9 2018", "2018-09-01"],
  ["31. februar 2017", null], ["2. kvartal 2017", null], ["ultimo 2017", null], ["", null], ["29. 2017", null],
])("reads %s as %s", (printed, date) => {
  expect(readDate(printed)).toBe(date);
});

test("only real days are days", () => {
  expect(["2024-02-29", "2027-12-31"].every(isIsoDate)).toBe(true);
  expect(["2027-02-29", "2027-13-01", "27-01-01", "2027-1-1", "i dag"].some(isIsoDate)).toBe(false);
});

test("Danish order: æ, ø and å come last, aa sorts as å, numbers by size", () => {
  expect(["Årsmøde", "Zebra", "Ærø", "Østerbro", "Bilag 10", "Bilag 2", "Aabenraa", "zebra"].toSorted(compareDanish)).toEqual(["Bilag 2", "Bilag 10", "Zebra", "zebra", "Ærø", "Østerbro", "Aabenraa", "Årsmøde"]);
});

test("a journal number is kept without its full stop", () => {
  expect(["27001234.", " 27001234\u00a0", "27001234", " . "].map(normalizeJournalNumber)).toEqual(["27001234", "27001234", "27001234", null]);
});

test("an attachment is open only where both it and its item are; unknown counts as closed", () => {
  expect(opennesses.map((item) => opennesses.map((attachment) => mayShow("public", effectiveOpenness(item, attachment))))).toEqual([[true, false, true], [false, false, false], [false, false, false]]);
  expect(opennesses.every((openness) => mayShow("internal", openness))).toBe(true);
});

test("an enumeration is Danish", () => {
  expect([[], ["a"], ["a", "b"], ["a", "b", "c"]].map((names) => enumerate(names))).toEqual(["", "a", "a og b", "a, b og c"]);
});

test("members sit from their first day to their last", () => {
  const member: Member = { id: 1, bodyId: 1, name: "N", party: null, role: null, substitute: false, from: "2026-01-01", to: "2027-06-30", position: 1 };
  expect(["2025-12-31", "2026-01-01", "2027-06-30", "2027-07-01"].map((day) => isMemberOn(member, day))).toEqual([false, true, true, false]);
});

test("rows of a plan without a day come last, in their order", () => {
  const row = (position: number, date: string | null): PlanEntry => ({ id: position, bodyId: 1, year: 2027, position, leadBody: "", title: "", treatment: null, date, period: null, openness: "open" });
  expect([row(1, null), row(2, "2027-05-01"), row(3, "2027-01-01"), row(4, null), row(5, "2027-01-01")].toSorted(comparePlanEntries).map((entry) => entry.position)).toEqual([3, 5, 2, 1, 4]);
});

test("a new body's name gets its forms by the pack's patterns", () => {
  const forms = { genitive: "{navn}s", running: "{navn.lille}", stamp: "{navn}", ownGenitive: [{ begins: "Udvalg", genitive: "Udvalgets" }] };
  expect(formsOfName(forms, "Udvalget for stier")).toEqual({ genitive: "Udvalget for stiers", running: "udvalget for stier", stamp: "Udvalget for stier", ownGenitive: "Udvalgets" });
  expect(formsOfName(forms, "Regionsrådet").ownGenitive).toBeNull();
  expect(formsOfName(forms, "Rådet for Campus").genitive).toBe("Rådet for Campus’");
  expect(formsOfName(forms, "Rådet for $& {navn}")).toMatchObject({ genitive: "Rådet for $& {navn}s", running: "rådet for $& {navn}" });
});
