import type { ChangedPage } from "./change-sheet.ts";

/**
 * What differs between two rows of pages, told by what each page shows. Pages that keep their order are the same,
 * wherever they have slid to; one out of order has moved. What stands at the same place between two that are the same
 * is changed; what is over on one side is new, or gone. By page, those that are gone by their former page.
 */
export function comparePages(before: readonly string[], after: readonly string[]): ChangedPage[] {
  const same = alignPages(before, after);
  const { from, gone } = moves(before, after, same);
  const changes: ChangedPage[] = [...from].map(([page, former]) => ({ page: page + 1, change: "moved", from: former + 1 }));
  const fixed = [...same, [after.length, before.length] as const];
  let [nextAfter, nextBefore] = [0, 0];
  for (const [page, former] of fixed) {
    const added = range(nextAfter, page).filter((index) => !from.has(index));
    const left = range(nextBefore, former).filter((index) => gone.has(index));
    for (const [order, index] of added.entries()) changes.push({ page: index + 1, change: order < left.length ? "changed" : "new" });
    for (const index of left.slice(added.length)) changes.push({ page: index + 1, change: "gone" });
    [nextAfter, nextBefore] = [page + 1, former + 1];
  }
  return changes.toSorted((a, b) => a.page - b.page || Number(a.change === "gone") - Number(b.change === "gone"));
}

type Pair = readonly [after: number, before: number];

interface Span {
  readonly before: readonly [start: number, end: number];
  readonly after: readonly [start: number, end: number];
}

/**
 * Pairs of pages that are the same, in rising order on both sides. Patience: what is the same at both ends of a span is
 * paired; between them the pages that are there once on each side are the marks, and the spans between those are looked
 * at in turn. So a page that is there many times (a blank one) is paired by its neighbours.
 */
function alignPages(before: readonly string[], after: readonly string[]): Pair[] {
  const pairs: Pair[] = [];
  const spans: Span[] = [{ before: [0, before.length], after: [0, after.length] }];
  for (let span = spans.pop(); span; span = spans.pop()) {
    let [beforeStart, beforeEnd] = span.before;
    let [afterStart, afterEnd] = span.after;
    while (beforeStart < beforeEnd && afterStart < afterEnd && before[beforeStart] === after[afterStart]) pairs.push([afterStart++, beforeStart++]);
    while (beforeStart < beforeEnd && afterStart < afterEnd && before[beforeEnd - 1] === after[afterEnd - 1]) pairs.push([--afterEnd, --beforeEnd]);
    if (beforeStart === beforeEnd || afterStart === afterEnd) continue;
    const marks = longestRise(marksIn(before, [beforeStart, beforeEnd], after, [afterStart, afterEnd]));
    if (marks.length === 0) continue;
    for (const [afterMark, beforeMark] of [...marks, [afterEnd, beforeEnd] as const]) {
      // Each mark is the first page of the next span, where it is paired with itself.
      spans.push({ before: [beforeStart, beforeMark], after: [afterStart, afterMark] });
      [afterStart, beforeStart] = [afterMark, beforeMark];
    }
  }
  return pairs.toSorted(([a], [b]) => a - b);
}

/** Pages that stand once in either span and are the same, in the order of `after`. */
function marksIn(before: readonly string[], [beforeStart, beforeEnd]: Span["before"], after: readonly string[], [afterStart, afterEnd]: Span["after"]): Pair[] {
  const once = onlyOnce(before, beforeStart, beforeEnd);
  return [...onlyOnce(after, afterStart, afterEnd)].flatMap(([print, page]) => {
    const former = once.get(print);
    return former === undefined ? [] : [[page, former] as const];
  }).toSorted(([a], [b]) => a - b);
}

function onlyOnce(prints: readonly string[], start: number, end: number): Map<string, number> {
  const found = new Map<string, number>();
  const twice = new Set<string>();
  for (let index = start; index < end; index += 1) {
    const print = prints[index] as string;
    if (found.has(print)) twice.add(print);
    found.set(print, index);
  }
  for (const print of twice) found.delete(print);
  return found;
}

/** The longest run of pairs whose `before` rises (patience sorting). */
function longestRise(pairs: readonly Pair[]): Pair[] {
  const piles: number[] = [];
  const previous: number[] = [];
  for (const [index, [, former]] of pairs.entries()) {
    let [low, high] = [0, piles.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[piles[middle] as number] as Pair)[1] < former) low = middle + 1;
      else high = middle;
    }
    previous[index] = low > 0 ? (piles[low - 1] as number) : -1;
    piles[low] = index;
  }
  const rise: Pair[] = [];
  for (let index = piles.at(-1) ?? -1; index >= 0; index = previous[index] as number) rise.push(pairs[index] as Pair);
  return rise.toReversed();
}

/** Pages that are on both sides but out of order, `after` by `before`; and those of before that are not found again. */
function moves(before: readonly string[], after: readonly string[], same: readonly Pair[]): { from: Map<number, number>; gone: Set<number> } {
  const paired = { after: new Set(same.map(([page]) => page)), before: new Set(same.map(([, former]) => former)) };
  const gone = new Set(range(0, before.length).filter((index) => !paired.before.has(index)));
  const waiting = new Map<string, number[]>();
  for (const index of gone) waiting.set(before[index] as string, [...(waiting.get(before[index] as string) ?? []), index]);
  const from = new Map<number, number>();
  for (const [page, print] of after.entries()) {
    const former = paired.after.has(page) ? undefined : waiting.get(print)?.shift();
    if (former === undefined) continue;
    from.set(page, former);
    gone.delete(former);
  }
  return { from, gone };
}

function range(start: number, end: number): number[] {
  return Array.from({ length: Math.max(0, end - start) }, (_, index) => start + index);
}
