import { inkColumns, inkDepth, type PageInk } from "../domain/preparation.ts";
import type { Pixels } from "./open-reader.ts";

/** Colours nearer to the paper than this (of 255, in any channel) are paper: the grain of a scan, not a hairline. */
const grain = 24;

/** Bytes from one pixel that is asked for its colour to the next. */
const sampled = 4 * 3;

/** Darker paper would swallow black letters. */
const darkestPaper = 176;

/**
 * Where the page is free of ink along its foot and its head. The paper is the commonest colour of that band, so that a
 * tinted slide or an off-white scan is as free as a white page, while a dark one is full.
 */
export function measureInk(pixels: Pixels, page: { readonly width: number; readonly height: number }): PageInk {
  // One row more than asked for, since the last row of pixels may lie partly below the page.
  const rows = Math.min(pixels.height, Math.ceil(Math.min(inkDepth, page.height) * pixels.scale) + 1);
  const beyond = pixels.height - page.height * pixels.scale;
  return {
    foot: freeColumns(pixels, rows, pixels.height - 1, -1).map((free) => inPoints(free - beyond)),
    head: freeColumns(pixels, rows, 0, 1).map(inPoints),
  };

  function inPoints(free: number): number {
    return Math.max(0, Math.min(inkDepth, page.height, Math.floor((10 * free) / pixels.scale) / 10));
  }
}

/** For each column the number of free rows from the first one, going up or down. */
function freeColumns({ width, data }: Pixels, rows: number, first: number, step: 1 | -1): number[] {
  const paper = paperOf(data, width, Math.min(first, first + step * (rows - 1)), rows);
  if (!paper) return Array.from({ length: inkColumns }, () => 0);
  const [red, green, blue] = paper;
  return Array.from({ length: inkColumns }, (_, column) => {
    const left = Math.floor((column * width) / inkColumns);
    const right = Math.max(left + 1, Math.ceil(((column + 1) * width) / inkColumns));
    for (let row = 0; row < rows; row += 1) {
      const line = (first + step * row) * width;
      for (let x = left; x < right; x += 1) {
        const at = 4 * (line + x);
        if (Math.abs((data[at] ?? 0) - red) > grain || Math.abs((data[at + 1] ?? 0) - green) > grain || Math.abs((data[at + 2] ?? 0) - blue) > grain) return row;
      }
    }
    return rows;
  });
}

/** The commonest colour of some rows; null where black letters could not be read on it. */
function paperOf(data: Uint8ClampedArray, width: number, top: number, rows: number): readonly [number, number, number] | null {
  const counts = new Uint32Array(4096);
  const end = 4 * width * (top + rows);
  for (let at = 4 * width * top; at < end; at += sampled) {
    const shade = (((data[at] ?? 0) >> 4) << 8) | (((data[at + 1] ?? 0) >> 4) << 4) | ((data[at + 2] ?? 0) >> 4);
    counts[shade] = (counts[shade] ?? 0) + 1;
  }
  let commonest = 0;
  counts.forEach((count, shade) => {
    if (count > (counts[commonest] ?? 0)) commonest = shade;
  });
  const sums = [0, 0, 0];
  for (let at = 4 * width * top; at < end; at += sampled) {
    const shade = (((data[at] ?? 0) >> 4) << 8) | (((data[at + 1] ?? 0) >> 4) << 4) | ((data[at + 2] ?? 0) >> 4);
    if (shade === commonest) for (const channel of [0, 1, 2]) sums[channel] = (sums[channel] ?? 0) + (data[at + channel] ?? 0);
  }
  const [red = 0, green = 0, blue = 0] = sums.map((sum) => sum / Math.max(1, counts[commonest] ?? 0));
  return 0.299 * red + 0.587 * green + 0.114 * blue >= darkestPaper ? [red, green, blue] : null;
}
