import { zlibSync } from "fflate";
import { capHeight, glyphs } from "./lettering.ts";

/** A picture being drawn: 8-bit RGB, rows from the top. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

export type Point = readonly [x: number, y: number];
/** A closed line. Contours that run the same way around add up; a hole runs the other way. */
export type Contour = readonly Point[];
/** `#rrggbb` */
export type Colour = string;

export function createCanvas(width: number, height: number, background: Colour): Canvas {
  const pixels = new Uint8Array(width * height * 3);
  const [red, green, blue] = channels(background);
  for (let at = 0; at < pixels.length; at += 3) {
    pixels[at] = red;
    pixels[at + 1] = green;
    pixels[at + 2] = blue;
  }
  return { width, height, pixels };
}

/**
 * Fills contours with anti-aliased edges: each edge adds the exact area it covers in the pixels that it crosses, and
 * a running sum along the row gives every pixel's coverage. Only + - * / and sqrt: the same bytes on every machine.
 */
export function fill(canvas: Canvas, contours: readonly Contour[], colour: Colour, opacity = 1): void {
  const box = boxAround(contours, canvas);
  const cover = new Float64Array(box.width * box.height);
  for (const contour of contours) {
    const inBox = contour.map(([x, y]): Point => [x - box.left, y - box.top]);
    inBox.forEach((from, index) => addEdge(cover, box.width, box.height, from, inBox[(index + 1) % inBox.length] ?? from));
  }
  const paint = channels(colour);
  for (let y = 0; y < box.height; y++) {
    let sum = 0;
    for (let x = 0; x < box.width; x++) {
      sum += cover[y * box.width + x] ?? 0;
      const share = Math.min(1, Math.abs(sum)) * opacity;
      if (share < 0.002) continue;
      const at = ((box.top + y) * canvas.width + box.left + x) * 3;
      for (let channel = 0; channel < 3; channel++) {
        const old = canvas.pixels[at + channel] ?? 0;
        canvas.pixels[at + channel] = Math.round(old + ((paint[channel] ?? 0) - old) * share);
      }
    }
  }
}

/** A line through points, with round ends and corners. */
export function stroke(canvas: Canvas, points: readonly Point[], thickness: number, colour: Colour, opacity = 1): void {
  fill(canvas, outlineOf(points, thickness), colour, opacity);
}

export function rectangle(x: number, y: number, width: number, height: number): Contour {
  return [[x, y], [x + width, y], [x + width, y + height], [x, y + height]];
}

/** A rectangle around `centre`, its long side along `direction` (of length 1). */
export function turnedRectangle([x, y]: Point, length: number, breadth: number, [dx, dy]: Point): Contour {
  const along: Point = [(dx * length) / 2, (dy * length) / 2];
  const across: Point = [(-dy * breadth) / 2, (dx * breadth) / 2];
  return [
    [x - along[0] - across[0], y - along[1] - across[1]],
    [x + along[0] - across[0], y + along[1] - across[1]],
    [x + along[0] + across[0], y + along[1] + across[1]],
    [x - along[0] + across[0], y - along[1] + across[1]],
  ];
}

export function circle([x, y]: Point, radius: number): Contour {
  const handle = radius * 0.5522847498;
  return [
    ...cubic([x + radius, y], [x + radius, y + handle], [x + handle, y + radius], [x, y + radius]),
    ...cubic([x, y + radius], [x - handle, y + radius], [x - radius, y + handle], [x - radius, y]),
    ...cubic([x - radius, y], [x - radius, y - handle], [x - handle, y - radius], [x, y - radius]),
    ...cubic([x, y - radius], [x + handle, y - radius], [x + radius, y - handle], [x + radius, y]),
  ];
}

/** Points along a cubic curve, its start included. */
export function cubic(a: Point, b: Point, c: Point, d: Point): readonly Point[] {
  return Array.from({ length: 16 }, (_, step) => {
    const t = step / 16;
    const u = 1 - t;
    const at = (axis: 0 | 1) => u * u * u * a[axis] + 3 * u * u * t * b[axis] + 3 * u * t * t * c[axis] + t * t * t * d[axis];
    return [at(0), at(1)] as const;
  });
}

export interface Lettering {
  /** Height of the em in pixels. */
  readonly size: number;
  readonly colour: Colour;
  readonly align?: "left" | "centre" | "right";
  /** Colour of a soft edge around the letters, so that they can be read on a map. */
  readonly halo?: Colour;
  /** Direction of the line (of length 1); to the right where not given. */
  readonly direction?: Point;
}

/** Writes a line; `at` is on its baseline, at the left, middle or right according to `align`. */
export function write(canvas: Canvas, text: string, at: Point, { size, colour, align = "left", halo, direction = [1, 0] }: Lettering): void {
  const scale = size / 1000;
  const width = textWidth(text, size);
  let pen = align === "left" ? 0 : align === "centre" ? -width / 2 : -width;
  const contours: Contour[] = [];
  for (const letter of text) {
    const glyph = glyphOf(letter);
    const place = ([x, y]: Point): Point => {
      const along = pen + x * scale;
      const down = -y * scale;
      return [at[0] + along * direction[0] - down * direction[1], at[1] + along * direction[1] + down * direction[0]];
    };
    contours.push(...outlines(glyph.path).map((contour) => contour.map(place)));
    pen += glyph.advance * scale;
  }
  if (halo !== undefined) {
    fill(canvas, contours.flatMap((contour) => outlineOf([...contour, contour[0] ?? at], size * 0.22)), halo, 0.85);
  }
  fill(canvas, contours, colour);
}

/** Width of a line in pixels. */
export function textWidth(text: string, size: number): number {
  return Array.from(text).reduce((width, letter) => width + glyphOf(letter).advance * (size / 1000), 0);
}

/** Height of capitals and digits in pixels. */
export function capitalHeight(size: number): number {
  return (capHeight * size) / 1000;
}

/** The picture as a PNG file. */
export function toPng({ width, height, pixels }: Canvas): Uint8Array {
  const rows = new Uint8Array(height * (width * 3 + 1));
  for (let y = 0; y < height; y++) {
    const to = y * (width * 3 + 1);
    rows[to] = y === 0 ? 0 : 2;
    for (let x = 0; x < width * 3; x++) {
      const above = y === 0 ? 0 : (pixels[(y - 1) * width * 3 + x] ?? 0);
      rows[to + 1 + x] = (pixels[y * width * 3 + x] ?? 0) - above;
    }
  }
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([8, 2, 0, 0, 0], 8);
  return joined([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk("IHDR", header),
    chunk("IDAT", zlibSync(rows, { level: 9 })),
    chunk("IEND", new Uint8Array(0)),
  ]);
}

// ---------------------------------------------------------------- edges

function boxAround(contours: readonly Contour[], canvas: Canvas) {
  let [left, top, right, bottom] = [canvas.width, canvas.height, 0, 0];
  for (const [x, y] of contours.flat()) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  left = Math.max(0, Math.floor(left));
  top = Math.max(0, Math.floor(top));
  return {
    left,
    top,
    width: Math.max(0, Math.min(canvas.width, Math.ceil(right) + 1) - left),
    height: Math.max(0, Math.min(canvas.height, Math.ceil(bottom) + 1) - top),
  };
}

function addEdge(cover: Float64Array, width: number, height: number, from: Point, to: Point): void {
  if (from[1] === to[1]) return;
  const sign = from[1] < to[1] ? 1 : -1;
  const [top, bottom] = sign === 1 ? [from, to] : [to, from];
  const slope = (bottom[0] - top[0]) / (bottom[1] - top[1]);
  const first = Math.max(0, Math.floor(top[1]));
  const last = Math.min(height - 1, Math.ceil(bottom[1]) - 1);
  for (let y = first; y <= last; y++) {
    const start = Math.max(top[1], y);
    const end = Math.min(bottom[1], y + 1);
    if (end <= start) continue;
    addSpan(cover, y * width, width, top[0] + (start - top[1]) * slope, top[0] + (end - top[1]) * slope, (end - start) * sign);
  }
}

/** One row's part of an edge, from x0 to x1, that falls by `drop` (signed): everything right of it is covered. */
function addSpan(cover: Float64Array, row: number, width: number, x0: number, x1: number, drop: number): void {
  const left = Math.min(Math.max(Math.min(x0, x1), 0), width);
  const right = Math.min(Math.max(Math.max(x0, x1), 0), width);
  if (left >= width) return;
  const firstPixel = Math.floor(left);
  if (right - firstPixel <= 1) {
    const share = 1 - ((left + right) / 2 - firstPixel);
    cover[row + firstPixel] = (cover[row + firstPixel] ?? 0) + drop * share;
    if (firstPixel + 1 < width) cover[row + firstPixel + 1] = (cover[row + firstPixel + 1] ?? 0) + drop * (1 - share);
    return;
  }
  const perPixel = drop / (right - left);
  let before = 0;
  let x = firstPixel;
  for (; x < right; x++) {
    // What of the pixel lies right of the edge: all that fell left of it, and half of what falls within it.
    const enter = Math.max(left, x);
    const leave = Math.min(right, x + 1);
    const covered = (enter - left) * perPixel + (leave - enter) * perPixel * (x + 1 - (enter + leave) / 2);
    cover[row + x] = (cover[row + x] ?? 0) + covered - before;
    before = covered;
  }
  if (x < width) cover[row + x] = (cover[row + x] ?? 0) + drop - before;
}

/** Every stretch as a bar and every point as a disc, all running the same way around. */
function outlineOf(points: readonly Point[], thickness: number): Contour[] {
  const discs = points.map((point) => circle(point, thickness / 2));
  const bars = points.slice(1).flatMap((to, index): Contour[] => {
    const from = points[index] ?? to;
    const length = Math.sqrt((to[0] - from[0]) ** 2 + (to[1] - from[1]) ** 2);
    if (length === 0) return [];
    const direction: Point = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
    return [turnedRectangle([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2], length, thickness, direction)];
  });
  return [...bars, ...discs];
}

// ---------------------------------------------------------------- letters

function glyphOf(letter: string): { readonly advance: number; readonly path: string } {
  const glyph = glyphs[letter];
  if (glyph === undefined) throw new Error(`The example's lettering has no ${letter}`);
  return glyph;
}

/** The contours of an outline written in SVG's M, L, Q and Z. */
function outlines(path: string): Contour[] {
  const contours: Point[][] = [];
  let current: Point[] = [];
  for (const [, command, numbers] of path.matchAll(/([MLQZ])([^MLQZ]*)/g)) {
    const [x = 0, y = 0, endX = 0, endY = 0] = (numbers ?? "").trim().split(/[\s,]+/).map(Number);
    if (command === "M") {
      current = [[x, y]];
      contours.push(current);
    }
    if (command === "L") current.push([x, y]);
    if (command === "Q") current.push(...quadratic(current.at(-1) ?? [x, y], [x, y], [endX, endY]));
  }
  return contours;
}

/** Points along a quadratic curve, its end included and its start not. */
function quadratic(a: Point, b: Point, c: Point): readonly Point[] {
  return Array.from({ length: 6 }, (_, step) => {
    const t = (step + 1) / 6;
    const u = 1 - t;
    return [u * u * a[0] + 2 * u * t * b[0] + t * t * c[0], u * u * a[1] + 2 * u * t * b[1] + t * t * c[1]] as const;
  });
}

// ---------------------------------------------------------------- PNG

function channels(colour: Colour): readonly [number, number, number] {
  const value = Number.parseInt(colour.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

function chunk(name: string, data: Uint8Array): Uint8Array {
  const body = joined([Uint8Array.from(name, (letter) => letter.charCodeAt(0)), data]);
  const frame = new Uint8Array(body.length + 8);
  const view = new DataView(frame.buffer);
  view.setUint32(0, data.length);
  frame.set(body, 4);
  view.setUint32(frame.length - 4, checksum(body));
  return frame;
}

/** CRC-32 as PNG has it. */
function checksum(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
