import { expect, test } from "vitest";
import { fewOfEach } from "../../cli/few-of-each.ts";
import { notice } from "../../core/errors.ts";

test("a person reads three findings of each kind and how many more there are; none is counted twice", () => {
  const labels = Array.from({ length: 20 }, (_, index) => notice("proof.label-wrong", { page: index + 1, label: "x" }));
  const findings = [notice("proof.title-missing"), ...labels, notice("proof.more", { count: 30 })];
  expect(fewOfEach(findings)).toEqual([notice("proof.title-missing"), ...labels.slice(0, 3), notice("proof.more", { count: 47 })]);
  expect(fewOfEach(findings.slice(0, 3))).toEqual(findings.slice(0, 3));
});
