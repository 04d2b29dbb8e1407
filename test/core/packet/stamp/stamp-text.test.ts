import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { stampOfPage, stampText, wrapLine } from "../../../../core/packet/stamp/stamp-text.ts";
import type { PackFile } from "../../../../templates/pack-schema.ts";
import { shared, skipReason } from "../../../support/shared.ts";

const region = (JSON.parse(readFileSync(join(import.meta.dirname, "../../../../templates/region/pack.json"), "utf8")) as PackFile).stamp;
const fields = { nummer: "4", titel: "Beslutningssag: Ny mødesal", bilag: "2", sider: "17", organ: "Udvalget for bygninger", dato: "14-03-2028" };
const anyWidth = () => true;

test("a stamp says item, attachment, page and meeting in the pack's pattern; the page's number is left open", () => {
  const text = stampText(region, fields);
  expect(text).toEqual(["Punkt nr. 4 - Beslutningssag: Ny mødesal", "Bilag 2 - Side -{side} af 17", "", "Møde i Udvalget for bygninger d. 14-03-2028"]);
  expect(stampOfPage(text, 3)[1]).toBe("Bilag 2 - Side -3 af 17");
});

const seeds = join(shared, "spec/packet-stamps.json");
const noSeeds = skipReason(existsSync(seeds) ? null : "the stamps of a real packet are not there");

test.skipIf(noSeeds)("the stamps of a real packet come out letter by letter, with as many lines", () => {
  interface Seed {
    readonly punkt: string;
    readonly titleLines: number;
    readonly bilag: string | null;
    readonly moede: string | null;
  }
  const complete = (JSON.parse(readFileSync(seeds, "utf8")) as Seed[]).filter(({ bilag }) => bilag !== null);
  expect(complete.length).toBeGreaterThan(10);
  for (const { punkt, titleLines, bilag, moede } of complete) {
    const [, nummer = "", titel = ""] = /^Punkt nr\. (\d+) - (.*)$/.exec(punkt) ?? [];
    const [, number = "", side = "", sider = ""] = /^Bilag (\d+) - Side -(\d+) af (\d+)$/.exec(bilag ?? "") ?? [];
    const [, organ = "", dato = ""] = /^Møde i (.*) d\. (.*)$/.exec(moede ?? "") ?? [];
    const lines = stampOfPage(stampText(region, { nummer, titel, bilag: number, sider, organ, dato }), Number(side));
    const wrapped = lines.flatMap((line) => wrapLine(line, region.wrapAt, anyWidth));
    expect([wrapped.slice(0, titleLines).join(" "), ...wrapped.slice(titleLines)]).toEqual([punkt, bilag, "", moede]);
  }
});

test("a title is one line, without what cannot be seen", () => {
  const [first] = stampText(region, { ...fields, titel: " Plan\r\nfor\t\u0007 Åe\u00adn\u200b og\u2028 vejen\u00a0der \ud800 " });
  expect(first).toBe("Punkt nr. 4 - Plan for Åen og vejen der \ufffd");
});

test("a title that looks like a pattern stays a title", () => {
  const text = stampText(region, { ...fields, titel: "Om {organ} og {side}" });
  expect(stampOfPage(text, 9)[0]).toBe("Punkt nr. 4 - Om {organ} og { side }");
});

test("an endless title is cut, so that the stamp stays a stamp", () => {
  const [first = ""] = stampText(region, { ...fields, titel: "ord ".repeat(5000) });
  expect(first.length).toBeLessThan(430);
  expect(first).toMatch(/ord…$/);
});

test("lines break at spaces, and within a word only where it fills a line by itself", () => {
  expect(wrapLine("en to tre fire", 6, anyWidth)).toEqual(["en to", "tre", "fire"]);
  expect(wrapLine("en uoverskuelighed to", 8, anyWidth)).toEqual(["en", "uoversku", "elighed", "to"]);
  expect(wrapLine("", 6, anyWidth)).toEqual([""]);
  expect(wrapLine("smalt", 80, () => false)).toEqual(["s", "m", "a", "l", "t"]);
  expect(wrapLine("a\u0301\u0302b\ud83d\ude00", 80, () => false)).toEqual(["a\u0301\u0302", "b", "\ud83d\ude00"]);
});
