import { expect, test } from "vitest";
import type { ChangedPage } from "../../../core/packet/change-sheet.ts";
import { comparePages } from "../../../core/packet/compare-pages.ts";
import { seeded } from "../../support/seeded.ts";

const pages = (letters: string) => letters.split("");

test.each<[string, string, ChangedPage[]]>([
  ["abc", "abc", []],
  ["", "", []],
  ["abc", "aXc", [{ page: 2, change: "changed" }]],
  ["abc", "abXc", [{ page: 3, change: "new" }]],
  ["abc", "ac", [{ page: 2, change: "gone" }]],
  ["abcdef", "fabcde", [{ page: 1, change: "moved", from: 6 }]],
  ["abcdef", "abcdefX", [{ page: 7, change: "new" }]],
  ["abcdef", "aXYcdef", [{ page: 2, change: "changed" }, { page: 3, change: "new" }]],
  ["abcdef", "aXdef", [{ page: 2, change: "changed" }, { page: 3, change: "gone" }]],
  ["", "ab", [{ page: 1, change: "new" }, { page: 2, change: "new" }]],
  ["ab", "", [{ page: 1, change: "gone" }, { page: 2, change: "gone" }]],
  // blank pages (-) are told by their neighbours
  ["-a-b-c", "--a-b-c", [{ page: 2, change: "new" }]],
  ["-a-b-c", "-a-X-c", [{ page: 4, change: "changed" }]],
  ["-a-b-c", "-ab-c", [{ page: 3, change: "gone" }]],
  ["----", "---", [{ page: 4, change: "gone" }]],
])("from %s to %s", (before, after, changes) => expect(comparePages(pages(before), pages(after))).toEqual(changes));

test("the edits that were made are told, and nothing else", () => {
  const kinds = new Set<string>();
  for (let seed = 1; seed <= 300; seed += 1) {
    const { before, after, expected } = edited(seed);
    for (const { change } of expected) kinds.add(change);
    expect(comparePages(before, after), `seed ${seed}`).toEqual(expected);
  }
  expect([...kinds].toSorted()).toEqual(["changed", "gone", "moved", "new"]);
});

test("any two rows are told apart so that the later one can be made from the earlier", () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    const random = seeded(seed);
    const row = () => Array.from({ length: random.below(14) }, () => random.pick(pages("abcdef--")));
    const [before, after] = [row(), row()];
    expect(rebuilt(before, after, comparePages(before, after)), `seed ${seed}`).toEqual(after);
  }
});

test("thousands of pages are compared in a moment, also where nothing is as it was", () => {
  const before = Array.from({ length: 5000 }, (_, index) => `a${index}`);
  expect(comparePages(before, before.toReversed())).toHaveLength(4999);
  expect(comparePages(before, before.map((print) => `${print}x`))).toHaveLength(5000);
  expect(comparePages(before.map((_, index) => `${index % 2}`), before.map((_, index) => `${index % 3}`)).length).toBeGreaterThan(0);
});

/** Some pages, with edits that stand too far from each other to be taken for something else. */
function edited(seed: number): { before: string[]; after: string[]; expected: ChangedPage[] } {
  const random = seeded(seed);
  const before = Array.from({ length: 12 + random.below(60) }, (_, index) => (random.below(6) === 0 && index % 2 === 0 ? "-" : `side ${index}`));
  const after: string[] = [];
  const expected: ChangedPage[] = [];
  let moved: { print: string; from: number; at: number } | null = null;
  for (const [index, print] of before.entries()) {
    const own = print !== "-" && before[index - 1] !== "-" && before[index + 1] !== "-";
    const edit = index % 6 === 3 && own ? random.below(5) : 4;
    if (moved && index >= moved.from + 4 && index % 6 === 0 && moved.at < 0) {
      moved.at = after.push(moved.print);
      expected.push({ page: moved.at, change: "moved", from: moved.from + 1 });
    }
    if (edit === 0) expected.push({ page: after.push(`ændret ${index}`), change: "changed" });
    else if (edit === 1) expected.push({ page: index + 1, change: "gone" });
    else if (edit === 2 && moved === null && index + 12 < before.length) moved = { print, from: index, at: -1 };
    else {
      after.push(print);
      if (edit === 3) expected.push({ page: after.push(`ny ${index}`), change: "new" });
    }
  }
  const order = (change: ChangedPage) => Number(change.change === "gone");
  return { before, after, expected: expected.toSorted((a, b) => a.page - b.page || order(a) - order(b)) };
}

/** The later row, made of the earlier one by what was told; of the new pages it takes what they show. */
function rebuilt(before: readonly string[], after: readonly string[], changes: readonly ChangedPage[]): (string | undefined)[] {
  const there = new Map(changes.filter(({ change }) => change !== "gone").map((change) => [change.page, change]));
  const away = new Set([...changes.filter(({ change }) => change === "gone").map(({ page }) => page), ...changes.flatMap(({ from }) => from ?? [])]);
  const replaced = changes.filter(({ change }) => change === "changed").length;
  const rest = before.filter((_, index) => !away.has(index + 1));
  const same = rest.length - replaced;
  const kept = after.filter((_, index) => !there.has(index + 1));
  expect(kept).toHaveLength(same);
  let next = 0;
  return after.map((print, index) => {
    const change = there.get(index + 1);
    if (change?.change === "moved") return before[(change.from ?? 0) - 1];
    if (change) return print;
    while (next < rest.length && rest[next] !== kept[0]) next += 1; // the pages that were replaced
    kept.shift();
    return rest[next++];
  });
}
