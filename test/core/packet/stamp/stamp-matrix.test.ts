import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getDocument, Util } from "pdfjs-dist/legacy/build/pdf.mjs";
import { expect, test } from "vitest";
import { type Box, displayedSize } from "../../../../core/pdf/page-geometry.ts";
import { hasTool } from "../../../support/shared.ts";
import { allSamples, contentOf, facesFor, geometryOf, lines, pdfOf, type Sample, sizes, stampSample } from "./sample-pages.ts";

/**
 * Rotation × crop origin × UserUnit × size × margin × place × way of making room: 3,072 pages. Every 31st of them holds
 * every pair of two kinds; STAMP_MATRIX=full takes all.
 */
const samples = allSamples(process.env["STAMP_MATRIX"] === "full" ? 1 : 31);
const poppler = hasTool("pdftoppm");
const faces = facesFor();
const stamped = samples.map((sample) => ({ sample, geometry: geometryOf(sample), content: contentOf(sample), stamp: stampSample(sample, faces) }));

test("a chosen part of the matrix holds every pair of kinds", () => {
  const pairs = (all: readonly Sample[]) =>
    new Set(all.flatMap((sample) => Object.entries(sample).flatMap((one) => Object.entries(sample).filter(([name]) => name > one[0]).map((other) => `${one.join(" ")} ${other.join(" ")}`))));
  expect(pairs(samples)).toEqual(pairs(allSamples(1)));
});

test("a stamp stands inside the page that its reader sees, in a size that can be read", () => {
  for (const { sample, geometry, stamp } of stamped) {
    const page = displayedSize({ ...geometry, ...stamp });
    const [left, bottom, right, top] = stamp.box ?? [];
    const told = JSON.stringify({ sample, box: stamp.box, page });
    const least = 0.999 * Math.min(12, 0.06 * sizes[sample.size][0]);
    expect(left, told).toBeGreaterThanOrEqual(least);
    expect(right, told).toBeLessThanOrEqual(page.width * stamp.userUnit - least);
    expect(bottom, told).toBeGreaterThan(11.999);
    expect(top, told).toBeLessThan(page.height * stamp.userUnit - 11.999 * (sample.place === "head" ? 1 : 0));
    expect(Number(/Flg. ([\d.]+) Tf/.exec(stamp.after)?.[1]), told).toBeGreaterThanOrEqual(5);
  }
});

test("it stands in the page's own margin where there is room, and in a strip where there is none", () => {
  for (const { sample, stamp } of stamped) {
    const room = sample.size !== "tiny" && (sample.margin === "free" || (sample.margin === "left" && !["a6"].includes(sample.size)));
    expect(stamp.strip, JSON.stringify(sample)).toBe(!room);
  }
});

test("a page that is scaled for its stamp keeps its size and shape", () => {
  const scaled = stamped.filter(({ sample, stamp }) => stamp.strip && sample.occupied === "scale" && sample.size !== "tiny");
  expect(scaled.length).toBeGreaterThan(5);
  for (const { sample, geometry, stamp } of scaled) {
    const { width, height } = displayedSize({ ...geometry, ...stamp });
    expect(stamp.userUnit).toBeLessThan(geometry.userUnit);
    expect([width * stamp.userUnit, height * stamp.userUnit].map((side) => side.toFixed(2))).toEqual(sizes[sample.size].map((side) => side.toFixed(2)));
  }
});

test("another reader reads the stamp upright, word by word, where it was said to be", async () => {
  const pdf = await getDocument({ data: pdfOf(stamped, faces), disableFontFace: true, useSystemFonts: false, verbosity: 0 }).promise;
  for (const [index, { sample, stamp }] of stamped.entries()) {
    const page = await pdf.getPage(index + 1);
    const viewport = page.getViewport({ scale: 1 });
    const { items } = await page.getTextContent();
    const told = JSON.stringify(sample);
    const words = items.flatMap((item) => ("str" in item ? item.str.split(" ").filter((word) => word !== "") : []));
    expect(words.join(" "), told).toBe(lines.filter((line) => line !== "").join(" "));
    for (const item of items) {
      if (!("str" in item) || item.str.trim() === "") continue;
      const [a = 0, b = 0, , , x = 0, y = 0] = Util.transform(viewport.transform, item.transform) as number[];
      const [left, bottom, right, top] = stamp.box as Box;
      expect([a > 0, Math.abs(b) < 1e-6 * a], told).toEqual([true, true]);
      expect(x, told).toBeGreaterThan(left - 0.1);
      expect(x + item.width * viewport.userUnit, told).toBeLessThan(right + 0.1);
      expect(viewport.height - y, told).toBeGreaterThan(bottom);
      expect(viewport.height - y, told).toBeLessThan(top);
    }
  }
  await pdf.loadingTask.destroy();
});

test.skipIf(!poppler)("drawn by poppler, only the stamp is new, and it stands over nothing", { timeout: 600_000 }, () => {
  for (const group of Map.groupBy(stamped, ({ sample: { size, userUnit } }) => `${size} ${userUnit}`).values()) {
    const { size, userUnit } = (group[0] as (typeof group)[number]).sample;
    // Poppler knows no UserUnit: what it draws is that much smaller.
    const resolution = Math.round((72 * 420 * userUnit) / Math.max(...sizes[size]));
    const before = drawn(pdfOf(group.map(({ geometry, content }) => ({ geometry, content, stamp: null })), faces), resolution);
    const after = drawn(pdfOf(group, faces), resolution);
    group.forEach((page, index) => expect(faultsOf(page, before[index] as Picture, after[index] as Picture, resolution), JSON.stringify(page.sample)).toEqual([]));
  }
});

test.skipIf(!poppler)("its lines begin at the left, one under the other, for the reader of a page turned any way", () => {
  for (const rotate of [0, 90, 180, 270] as const) {
    const sample: Sample = { rotate, crop: "negative", userUnit: 1, size: "a4", margin: "free", place: "foot", occupied: "extend" };
    const geometry = geometryOf(sample);
    const stamp = stampSample(sample, faces);
    const [picture] = drawn(pdfOf([{ geometry, content: contentOf(sample), stamp }], faces), 144) as [Picture];
    const [left, bottom, right, top] = (stamp.box as Box).map((side) => side * 2) as [number, number, number, number];
    const rows = inkedRows(picture, [left, picture.height - top, right, picture.height - bottom]);
    // title, rest of title, attachment and page, (empty), meeting
    expect(rows).toHaveLength(4);
    for (const row of rows) expect(row.left - left).toBeLessThan(4);
    const widths = rows.map((row) => row.right - row.left);
    expect(widths[0]).toBeGreaterThan(widths[3] as number);
    expect(widths[3]).toBeGreaterThan(widths[2] as number);
    expect(widths[2]).toBeGreaterThan(widths[1] as number);
    expect((rows[3]?.top ?? 0) - (rows[2]?.top ?? 0)).toBeGreaterThan(1.7 * ((rows[2]?.top ?? 0) - (rows[1]?.top ?? 0)));
  }
});

// ---------------------------------------------------------------- pictures

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly grey: Uint8Array;
}

function drawn(pdf: Uint8Array, resolution: number): Picture[] {
  const folder = mkdtempSync(join(tmpdir(), "stamps-"));
  try {
    writeFileSync(join(folder, "pages.pdf"), pdf);
    const bytes = execFileSync("pdftoppm", ["-cropbox", "-gray", "-r", String(resolution), join(folder, "pages.pdf")], { maxBuffer: 2 ** 31 - 1, timeout: 300_000 });
    return readPictures(bytes);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Portable greymaps one after the other. */
function readPictures(bytes: Buffer): Picture[] {
  const pictures: Picture[] = [];
  for (let at = 0; at < bytes.length; ) {
    const head = /^P5\s(\d+) (\d+)\s255\s/.exec(bytes.toString("latin1", at, at + 40));
    if (!head) throw new Error("no greymap");
    const [width, height] = [Number(head[1]), Number(head[2])];
    at += head[0].length;
    pictures.push({ width, height, grey: bytes.subarray(at, at + width * height) });
    at += width * height;
  }
  return pictures;
}

function faultsOf({ sample, geometry, stamp }: (typeof stamped)[number], before: Picture, after: Picture, resolution: number): string[] {
  const pixels = resolution / 72;
  const old = displayedSize(geometry);
  const now = displayedSize({ ...geometry, ...stamp });
  // Where the old page's upper left corner stands on the new one.
  const offset = { x: ((now.width - old.width) / 2) * pixels, y: sample.place === "head" ? (now.height - old.height) * pixels : 0 };
  const toPixels = pixels / stamp.userUnit;
  const [left, bottom, right, top] = (stamp.box as Box).map((side) => side * toPixels) as [number, number, number, number];
  const box = { left: left - 1.5, top: now.height * pixels - top - 1.5, right: right + 0.5, bottom: now.height * pixels - bottom + 0.5 };
  let inked = 0;
  let covered = 0;
  let changed = 0;
  let spilled = 0;
  for (let y = 0; y < after.height; y += 1) {
    for (let x = 0; x < after.width; x += 1) {
      const shade = after.grey[y * after.width + x] as number;
      const [fromX, fromY] = [x - offset.x, y - offset.y];
      const inside = x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
      // The page's outermost pixel is drawn in part only.
      const edge = fromX > -2 && fromY > -2 && fromX < before.width + 1 && fromY < before.height + 1;
      const onPage = fromX >= 1 && fromY >= 1 && fromX < before.width - 2 && fromY < before.height - 2;
      if (inside && shade < 215) inked += 1;
      if (inside && onPage && nearby(before, fromX, fromY)[0] < 250) covered += 1;
      if (inside) continue;
      if (onPage) {
        const [darkest, lightest] = nearby(before, fromX, fromY);
        if (shade < darkest - 8 || shade > lightest + 8) changed += 1;
      } else if (!edge && shade < 250) spilled += 1;
    }
  }
  return [inked < 12 ? `no ink in the stamp (${inked})` : "", covered > 0 ? `${covered} pixels of the page under the stamp` : "", changed > 0 ? `${changed} pixels of the page changed` : "", spilled > 0 ? `${spilled} pixels in the strip beside the stamp` : ""].filter((fault) => fault !== "");
}

/** Darkest and lightest of the pixels around a place between pixels. */
function nearby({ width, height, grey }: Picture, x: number, y: number): [number, number] {
  let darkest = 255;
  let lightest = 0;
  for (let row = Math.max(0, Math.floor(y) - 1); row <= Math.min(height - 1, Math.ceil(y) + 1); row += 1) {
    for (let column = Math.max(0, Math.floor(x) - 1); column <= Math.min(width - 1, Math.ceil(x) + 1); column += 1) {
      const shade = grey[row * width + column] as number;
      darkest = Math.min(darkest, shade);
      lightest = Math.max(lightest, shade);
    }
  }
  return [darkest, lightest];
}

/** Rows of type inside a box, from the top. */
function inkedRows({ width, grey }: Picture, [left, top, right, bottom]: readonly [number, number, number, number]): { top: number; left: number; right: number }[] {
  const rows: { top: number; bottom: number; left: number; right: number }[] = [];
  for (let y = Math.floor(top); y <= bottom; y += 1) {
    const inked: number[] = [];
    for (let x = Math.floor(left) - 3; x <= right + 3; x += 1) if ((grey[y * width + x] as number) < 140) inked.push(x);
    if (inked.length === 0) continue;
    const last = rows.at(-1);
    const [start, end] = [inked[0] as number, inked.at(-1) as number];
    if (last && y - last.bottom <= 2) Object.assign(last, { bottom: y, left: Math.min(last.left, start), right: Math.max(last.right, end) });
    else rows.push({ top: y, bottom: y, left: start, right: end });
  }
  return rows;
}
