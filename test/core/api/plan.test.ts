import { expect, test } from "vitest";
import { call } from "../../../core/app.ts";
import { memoryApp } from "../../support/memory-app.ts";

const load = async (...rows: unknown[]) => call(memoryApp().app, "plan.load", { body: "Udvalget for stier", year: 2027, rows });
const openness = async (...rows: unknown[]) => (await load(...rows)).map((entry) => entry.openness);

test("a row whose title is only the word for confidential is closed, and a published plan's other rows are open", async () => {
  expect(await openness({ titel: "FORTROLIG" }, { titel: "Stier" })).toEqual(["closed", "open"]);
});

test("a plan that tells of openness in words leaves what it does not tell of unknown; one that tells nothing is unknown", async () => {
  expect(await openness({ titel: "Køb", åbenhed: "Lukket" }, { titel: "Stier", åbenhed: "åben" }, { titel: "Veje" })).toEqual(["closed", "open", "unknown"]);
  expect(await openness({ titel: "Stier" }, { titel: "Veje" })).toEqual(["unknown", "unknown"]);
  await expect(load({ titel: "Stier", åbenhed: "delvis" })).rejects.toMatchObject({ code: "plan.row-unreadable" });
});

test("a day is read in any form, and a period that is no day is kept in words", async () => {
  const entries = await load({ titel: "Stier", datoForUdvalg: "2027.03.16" }, { titel: "Veje", datoForUdvalg: " 2. kvartal 2027 " }, { titel: "Broer" });
  expect(entries.map(({ date, period }) => [date, period])).toEqual([["2027-03-16", null], [null, "2. kvartal 2027"], [null, null]]);
});

test("a plan takes the place of the earlier one, and a broken row leaves that one as it was", async () => {
  const { app, store } = memoryApp();
  const plan = (...rows: unknown[]) => call(app, "plan.load", { body: "Udvalget for stier", year: 2027, rows });
  await plan({ titel: "Stier" }, { titel: "Veje" });
  await plan({ titel: "Broer" });
  await expect(plan({ titel: "Havne" }, { titel: " " })).rejects.toMatchObject({ code: "plan.row-unreadable", facts: { row: 2 } });
  expect(store.plan.list(1, 2027).map(({ title }) => title)).toEqual(["Broer"]);
});
