import { expect, test } from "vitest";
import { hyphenate } from "../../../core/document/hyphenate.ts";

test("Danish words are divided between their syllables and at the joints of compounds", () => {
  expect(divided("indstilling")).toBe("ind-stil-ling");
  expect(divided("sundhedsudvalget")).toBe("sundheds-ud-valget");
  expect(divided("specialundervisning")).toBe("special-under-vis-ning");
  expect(divided("ældreplejen")).toBe("ældre-plejen");
  expect(divided("dagsordenspunkter")).toBe("dags-ordens-punkter");
});

test("at least three letters stand on each side of a hyphen", () => {
  const words = "udvalg orientering økonomi aktivitet ansvarlig idræt opera æblegrød kommunikation ungdomspsykiatri elektricitet".split(" ");
  for (const word of words) {
    for (const point of hyphenate(word)) {
      expect(point, word).toBeGreaterThanOrEqual(3);
      expect(word.length - point, word).toBeGreaterThanOrEqual(3);
    }
  }
});

test("short words, capitals, figures and addresses are not divided", () => {
  for (const word of ["sager", "møder", "BESLUTNINGSSAG", "12.500.000", "navn@eksempel.invalid", "https://eksempel.invalid/dokumenter", "covid19-restriktioner"]) {
    expect(hyphenate(word), word).toEqual([]);
  }
});

test("signs around a word stay outside its division", () => {
  expect(divided("»indstilling«,")).toBe("»ind-stil-ling«,");
});

function divided(word: string): string {
  let rest = word;
  for (const point of hyphenate(word).toReversed()) rest = `${rest.slice(0, point)}-${rest.slice(point)}`;
  return rest;
}
