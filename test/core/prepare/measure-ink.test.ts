import { expect, test } from "vitest";
import { inkColumns } from "../../../core/domain/preparation.ts";
import { measureInk } from "../../../core/prepare/measure-ink.ts";
import type { Pixels } from "../../../core/prepare/open-reader.ts";

const page = { width: 640, height: 800 };

test("a white page is free as deep as is asked for", () => {
  const { foot, head } = measureInk(paper([255, 255, 255]), page);
  expect([foot.length, head.length]).toEqual([inkColumns, inkColumns]);
  expect(new Set([...foot, ...head])).toEqual(new Set([200]));
});

test("a line at the foot takes the columns that it stands in, from its lower edge", () => {
  const pixels = paper([255, 255, 255]);
  // 40 to 60 points from the left, its lower edge 30 points above the foot.
  ink(pixels, [20, 375, 10, 10]);
  const { foot, head } = measureInk(pixels, page);
  expect(foot.map((free, column) => [column, free] as const).filter(([, free]) => free < 200)).toEqual([[2, 30]]);
  expect(Math.min(...head)).toBe(200);
});

test("a hairline is ink, the grain of a scan is not", () => {
  const hairline = paper([255, 255, 255]);
  ink(hairline, [0, 10, 320, 1], [220, 220, 220]);
  expect(new Set(measureInk(hairline, page).head)).toEqual(new Set([20]));
  const scan = paper([238, 236, 230]);
  for (let at = 0; at < scan.data.length; at += 4) scan.data[at] = 230 + (at % 7) * 2;
  expect(new Set(measureInk(scan, page).foot)).toEqual(new Set([200]));
});

test("a tinted page is free, a dark one is full", () => {
  expect(new Set(measureInk(paper([214, 230, 245]), page).foot)).toEqual(new Set([200]));
  expect(new Set(measureInk(paper([20, 40, 90]), page).foot)).toEqual(new Set([0]));
});

test("a page lower than the depth is free no deeper than it is high", () => {
  const low = { width: 640, height: 100 };
  const pixels: Pixels = { ...paper([255, 255, 255]), height: 50, data: paper([255, 255, 255]).data.slice(0, 4 * 320 * 50) };
  expect(new Set(measureInk(pixels, low).foot)).toEqual(new Set([100]));
});

function paper(colour: readonly [number, number, number]): Pixels {
  const data = new Uint8ClampedArray(4 * 320 * 400);
  for (let at = 0; at < data.length; at += 4) data.set([...colour, 255], at);
  return { width: 320, height: 400, data, scale: 0.5 };
}

function ink(pixels: Pixels, [left, top, width, height]: readonly [number, number, number, number], colour: readonly [number, number, number] = [0, 0, 0]): void {
  for (let y = top; y < top + height; y += 1) for (let x = left; x < left + width; x += 1) pixels.data.set(colour, 4 * (y * pixels.width + x));
}
