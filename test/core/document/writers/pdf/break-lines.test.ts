import { expect, test } from "vitest";
import { breakLines, type Piece } from "../../../../../core/document/writers/pdf/break-lines.ts";

test("lines are evened out over the whole paragraph, not filled one by one", () => {
  // Filled greedily: 6+3 | 2+… would leave "2" alone before the 9; moving the 3 down makes both lines fair.
  const pieces = words(6, 3, 2, 9, 4);
  expect(lines(pieces, breakLines(pieces, 10, "ragged").ends)).toEqual([[6], [3, 2], [9], [4]]);
});

test("no more lines are used than needed", () => {
  const pieces = words(5, 5, 5, 5, 5, 5, 5);
  expect(breakLines(pieces, 11, "ragged").ends).toHaveLength(4);
});

test("a heading's last line is about as long as the others", () => {
  const pieces = words(3, 3, 3, 3, 2);
  expect(lines(pieces, breakLines(pieces, 15, "ragged").ends)).toEqual([[3, 3, 3, 3], [2]]);
  expect(lines(pieces, breakLines(pieces, 15, "balanced").ends)).toEqual([[3, 3, 3], [3, 2]]);
});

test("a line does not end where pieces belong together", () => {
  const pieces = words(4, 4, 4).map((piece, index) => (index === 1 ? { ...piece, cost: Infinity } : piece));
  expect(lines(pieces, breakLines(pieces, 10, "ragged").ends)).toEqual([[4], [4, 4]]);
});

test("a forced end is kept", () => {
  const pieces = words(2, 2, 2).map((piece, index) => (index === 0 ? { ...piece, forced: true } : piece));
  expect(lines(pieces, breakLines(pieces, 10, "ragged").ends)).toEqual([[2], [2, 2]]);
});

test("what is wider than the measure is said not to fit", () => {
  const broken = breakLines(words(3, 14, 3), 10, "ragged");
  expect(broken.fits).toBe(false);
  expect(broken.ends).toEqual([0, 1, 2]);
});

test("a hyphen's own width counts", () => {
  const pieces: Piece[] = [
    { width: 5, space: 0, cost: 1, hyphen: 2, forced: false },
    { width: 5, space: 0, cost: 0, hyphen: 0, forced: false },
  ];
  expect(breakLines(pieces, 7, "ragged").ends).toEqual([0, 1]);
  expect(breakLines(pieces, 6, "ragged").fits).toBe(false);
});

test("a justified line may be a little too long, since its spaces shrink", () => {
  const pieces = words(4, 4, 4, 4, 4, 4);
  expect(breakLines(pieces, 23.6, "justified").ends[0]).toBe(4);
  expect(breakLines(pieces, 23.6, "ragged").ends[0]).toBeLessThan(4);
});

function words(...widths: number[]): Piece[] {
  return widths.map((width) => ({ width, space: 1, cost: 0, hyphen: 0, forced: false }));
}

function lines(pieces: readonly Piece[], ends: readonly number[]): number[][] {
  return ends.map((end, index) => pieces.slice(index === 0 ? 0 : (ends[index - 1] as number) + 1, end + 1).map((piece) => piece.width));
}
