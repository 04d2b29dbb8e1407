import { createHash } from "node:crypto";
import { unzlibSync } from "fflate";
import { expect, test } from "vitest";
import { images } from "../../../core/demo/images.ts";
import { createCanvas, fill, rectangle, toPng } from "../../../core/demo/raster.ts";
import { readImageBytes } from "../../../core/document/image-bytes.ts";

test.each(images)("$fileName is drawn to the bytes that its hash names", ({ bytes, sha256, mediaType }) => {
  const drawn = bytes();
  expect(createHash("sha256").update(drawn).digest("hex")).toBe(sha256);
  const read = readImageBytes(drawn);
  expect(read?.mediaType).toBe(mediaType);
  // Wide enough for 250 dots an inch across a page's text.
  expect(read?.width).toBe(1600);
});

test("an edge within a pixel is as grey as what it covers", () => {
  const canvas = createCanvas(4, 1, "#ffffff");
  fill(canvas, [rectangle(0.5, 0, 2.25, 1)], "#000000");
  expect([...canvas.pixels].filter((_, index) => index % 3 === 0)).toEqual([128, 0, 64, 255]);
});

test("a slope covers half of every pixel that it halves", () => {
  const canvas = createCanvas(2, 2, "#ffffff");
  fill(canvas, [[[0, 0], [2, 2], [0, 2]]], "#000000");
  expect([...canvas.pixels].filter((_, index) => index % 3 === 0)).toEqual([128, 255, 0, 128]);
});

test("a hole runs the other way around", () => {
  const canvas = createCanvas(3, 3, "#ffffff");
  fill(canvas, [rectangle(0, 0, 3, 3), rectangle(1, 1, 1, 1).toReversed()], "#000000");
  expect([...canvas.pixels].filter((_, index) => index % 3 === 0)).toEqual([0, 0, 0, 0, 255, 0, 0, 0, 0]);
});

test("the PNG's rows come back as the pixels", () => {
  const canvas = createCanvas(3, 2, "#102030");
  fill(canvas, [rectangle(1, 1, 1, 1)], "#a0b0c0");
  const png = toPng(canvas);
  const view = new DataView(png.buffer);
  const rows = unzlibSync(png.subarray(41, 41 + view.getUint32(33)));
  const restored = [...rows.subarray(1, 10), ...rows.subarray(11, 20).map((value, at) => value + (rows[1 + at] ?? 0))];
  expect(restored).toEqual([...canvas.pixels]);
});
