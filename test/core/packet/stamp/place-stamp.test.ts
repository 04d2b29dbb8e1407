import { expect, test } from "vitest";
import { placeStamp, type StampedPage } from "../../../../core/packet/stamp/place-stamp.ts";
import type { Box, PageGeometry } from "../../../../core/pdf/page-geometry.ts";
import { displayedSize } from "../../../../core/pdf/page-geometry.ts";
import { facesFor, lines, pattern } from "./sample-pages.ts";

const faces = facesFor();
const all = (free: number) => Array.from({ length: 32 }, () => free);
const blank = { foot: all(200), head: all(200) };

function page(width: number, height: number, more: Partial<PageGeometry> = {}): PageGeometry {
  const box: Box = [0, 0, width, height];
  return { mediaBox: box, cropBox: box, rotate: 0, userUnit: 1, ...more };
}

function sizeOfType({ after }: StampedPage): number {
  return Number(/Flg. ([\d.]+) Tf/.exec(after)?.[1]);
}

const place = (geometry: PageGeometry, ink: Parameters<typeof placeStamp>[0]["ink"] = blank, more: Partial<typeof pattern> = {}) => placeStamp({ geometry, ink, lines, pattern: { ...pattern, ...more }, faces });

test("the type grows with the sheet and stays readable on small ones", () => {
  const sizes = [[595.28, 841.89], [1190.55, 841.89], [1683.78, 1190.55], [297.64, 419.53], [960, 540]].map(([width = 0, height = 0]) => sizeOfType(place(page(width, height), null)));
  expect(sizes).toEqual([8, 11.25, 16, 6, 8.25]);
  expect(sizeOfType(place(page(2383.94, 3370.39), null))).toBe(32);
});

test("a UserUnit changes nothing of what the reader sees", () => {
  const plain = place(page(600, 800), null);
  const scaled = place(page(6, 8, { userUnit: 100 }), null);
  expect(scaled.box?.map((side) => side.toFixed(6))).toEqual(plain.box?.map((side) => side.toFixed(6)));
  expect(displayedSize({ ...page(6, 8), ...scaled }).height * 100).toBeCloseTo(displayedSize({ ...page(600, 800), ...plain }).height);
});

test("left is taken first, then right, then the middle", () => {
  const short = (blocked: readonly number[]) => {
    const foot = all(200).map((free, column) => (blocked.includes(column) ? 10 : free));
    return placeStamp({ geometry: page(900, 1200), ink: { foot, head: all(0) }, lines: ["Bilag 1"], pattern, faces });
  };
  expect(short([20]).box?.[0]).toBeLessThan(60);
  expect(short([3]).box?.[2]).toBeGreaterThan(840);
  const [left = 0, , right = 0] = short([3, 28]).box ?? [];
  expect((left + right) / 2).toBeCloseTo(450);
  expect(short([3, 16, 28]).strip).toBe(true);
});

test("a head's stamp asks the head's margin and makes its strip there", () => {
  expect(place(page(600, 800), { foot: all(0), head: all(200) }, { place: "head" }).strip).toBe(false);
  const strip = place(page(600, 800), { foot: all(200), head: all(0) }, { place: "head" });
  expect(strip.cropBox.slice(0, 3)).toEqual([0, 0, 600]);
  expect(strip.cropBox[3]).toBeGreaterThan(850);
});

test("the strip is at the foot as the reader sees it, and the media box holds the crop box", () => {
  const growths = ([0, 90, 180, 270] as const).map((rotate) => {
    const geometry: PageGeometry = { mediaBox: [-10, -10, 610, 810], cropBox: [0, 0, 600, 800], rotate, userUnit: 1 };
    const { cropBox, mediaBox } = place(geometry, null);
    expect(cropBox.every((side, index) => (index < 2 ? side >= (mediaBox[index] ?? 0) : side <= (mediaBox[index] ?? 0)))).toBe(true);
    return ["left", "bottom", "right", "top"].filter((_, index) => cropBox[index] !== geometry.cropBox[index]);
  });
  expect(growths).toEqual([["bottom"], ["right"], ["top"], ["left"]]);
});

test("a narrow slip gets more lines, not smaller letters; only a ribbon gets those", () => {
  expect(sizeOfType(place(page(100, 600), null))).toBe(6);
  expect(sizeOfType(place(page(30, 600), null))).toBe(2.5);
  const { box, cropBox } = place(page(2, 600), null);
  expect(cropBox[2]).toBe(12);
  expect(box?.[2]).toBeLessThan(12);
});

test("a sheet that would lose half of itself is extended instead of scaled", () => {
  const stamp = place(page(300, 60), null, { occupied: "scale" });
  expect(stamp.userUnit).toBe(1);
  expect(stamp.cropBox[2]).toBe(300);
});

test("a pack without a stamp prints none", () => {
  const { after, box, strip } = placeStamp({ geometry: page(600, 800), ink: null, lines: ["", ""], pattern, faces });
  expect({ after, box, strip }).toEqual({ after: "Q\n", box: null, strip: false });
});

test("no page, however mad its numbers, gets nonsense", () => {
  const sides = [1e-9, 0.001, 1, 3, 59, 14400, 1e9, 1e15, 1e300, Number.POSITIVE_INFINITY, Number.NaN];
  const units = [1e-9, 0.01, 1, 75_000, 1e12];
  for (const width of sides) for (const height of sides) for (const userUnit of units) for (const rotate of [0, 90] as const) {
    for (const ink of [null, blank, { foot: [], head: [] }, { foot: [Number.NaN], head: [Number.NaN] }]) for (const occupied of ["extend", "scale"] as const) {
      const stamp = place(page(width, height, { userUnit, rotate }), ink, { occupied });
      if (stamp.box === null) continue;
      const told = JSON.stringify({ width, height, userUnit, stamp });
      expect(`${stamp.before}${stamp.after}`.replaceAll(/<[\da-f]+>/g, ""), told).not.toMatch(/NaN|Infinity|undefined|\d[eE]/);
      expect([...stamp.cropBox, ...stamp.mediaBox, stamp.userUnit, ...stamp.box].every(Number.isFinite), told).toBe(true);
      const seen = displayedSize({ ...page(width, height, { rotate }), ...stamp });
      expect(stamp.box[0] >= 0 && stamp.box[1] >= 0 && stamp.box[2] <= seen.width * stamp.userUnit * 1.000001 && stamp.box[3] <= seen.height * stamp.userUnit * 1.000001, told).toBe(true);
    }
  }
});
