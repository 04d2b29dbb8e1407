import { unzlibSync } from "fflate";
import type { ImageBytes } from "../../document.ts";

/** A picture that can be embedded. Width and height in pixels as it is to be seen. */
export type Picture = JpegPicture | PngPicture;

export interface JpegPicture {
  readonly kind: "jpeg";
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
  /** As stored, before the turn that `orientation` (EXIF, 1–8) asks for. */
  readonly storedWidth: number;
  readonly storedHeight: number;
  readonly channels: 1 | 3;
  readonly orientation: number;
}

export interface PngPicture {
  readonly kind: "png";
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  /** The compressed rows as they stand in the file, where PDF can take them so; else the samples. */
  readonly packed: PackedRows | null;
  /** Samples of 8 bits, row by row, without filter; empty where the packed rows are there. */
  readonly samples: Uint8Array;
  /** Opacity of each pixel; null where all are opaque. */
  readonly alpha: Uint8Array | null;
}

/** Rows with PNG's filters, compressed. */
export interface PackedRows {
  readonly data: Uint8Array;
  readonly bits: number;
  /** Red, green and blue of each index; null where the samples are colours themselves. */
  readonly palette: Uint8Array | null;
}

export interface Unreadable {
  /** Why, in Danish. */
  readonly unreadable: string;
}

const read = new WeakMap<ImageBytes, Picture | Unreadable>();

/** Reads a picture's bytes, whatever their media type says. Never throws; the same bytes are read once. */
export function readPicture(image: ImageBytes): Picture | Unreadable {
  const known = read.get(image);
  if (known) return known;
  let picture: Picture | Unreadable;
  try {
    picture = decode(image.bytes);
  } catch {
    picture = { unreadable: "filen er beskadiget" };
  }
  read.set(image, picture);
  return picture;
}

function decode(bytes: Uint8Array): Picture | Unreadable {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return readJpeg(bytes);
  if (bytes[0] === 0x89 && bytes[1] === 0x50 && bytes[2] === 0x4e && bytes[3] === 0x47) return readPng(bytes);
  return { unreadable: "hverken PNG eller JPEG" };
}

// ---------------------------------------------------------------- JPEG

function readJpeg(bytes: Uint8Array): Picture | Unreadable {
  let at = 2;
  let orientation = 1;
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) {
      at++;
      continue;
    }
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    const length = (bytes[at + 2] ?? 0) * 256 + (bytes[at + 3] ?? 0);
    if (marker === 0xe1) orientation = exifOrientation(bytes.subarray(at + 4, at + 2 + length)) ?? orientation;
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      const storedHeight = (bytes[at + 5] ?? 0) * 256 + (bytes[at + 6] ?? 0);
      const storedWidth = (bytes[at + 7] ?? 0) * 256 + (bytes[at + 8] ?? 0);
      const channels = bytes[at + 9] ?? 0;
      if (storedWidth === 0 || storedHeight === 0) return { unreadable: "billedet har ingen størrelse" };
      if (channels !== 1 && channels !== 3) return { unreadable: "farverne er CMYK" };
      // PDF knows baseline, extended and progressive JPEG of eight bits (ISO 32000-1, 7.4.8).
      if (marker > 0xc2 || bytes[at + 4] !== 8) return { unreadable: "en slags JPEG, som PDF ikke kan rumme" };
      const turned = orientation > 4;
      return {
        kind: "jpeg",
        width: turned ? storedHeight : storedWidth,
        height: turned ? storedWidth : storedHeight,
        bytes,
        storedWidth,
        storedHeight,
        channels,
        orientation,
      };
    }
    if (marker === 0xda || length < 2) break;
    at += 2 + length;
  }
  return { unreadable: "filen er beskadiget" };
}

/** Orientation (tag 0x0112) from an APP1 segment; null where it has none. */
function exifOrientation(segment: Uint8Array): number | null {
  if (segment.length < 16 || String.fromCharCode(...segment.subarray(0, 4)) !== "Exif") return null;
  const view = new DataView(segment.buffer, segment.byteOffset + 6, segment.length - 6);
  const little = view.getUint16(0) === 0x4949;
  const directory = view.getUint32(4, little);
  if (directory + 2 > view.byteLength) return null;
  const entries = view.getUint16(directory, little);
  for (let index = 0; index < entries; index++) {
    const entry = directory + 2 + index * 12;
    if (entry + 12 > view.byteLength) return null;
    if (view.getUint16(entry, little) !== 0x0112) continue;
    const value = view.getUint16(entry + 8, little);
    return value >= 1 && value <= 8 ? value : null;
  }
  return null;
}

// ---------------------------------------------------------------- PNG (ISO/IEC 15948)

interface PngHeader {
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  readonly colourType: number;
  readonly interlaced: boolean;
}

/** The seven passes of an interlaced file: first column and row, then steps. */
const passes: readonly (readonly [number, number, number, number])[] = [
  [0, 0, 8, 8], [4, 0, 8, 8], [0, 4, 4, 8], [2, 0, 4, 4], [0, 2, 2, 4], [1, 0, 2, 2], [0, 1, 1, 2],
];

/** Bits of a sample that each colour type may have. */
const bitsOfType: { readonly [colourType: number]: readonly number[] } = { 0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16] };

/** No picture of a paper needs more; decoding more would take the memory of the machine. */
const mostPixels = 100_000_000;

function readPng(bytes: Uint8Array): Picture | Unreadable {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let header: PngHeader | null = null;
  let palette: Uint8Array | null = null;
  let transparency: Uint8Array | null = null;
  const data: Uint8Array[] = [];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const chunk = bytes.subarray(at + 8, at + 8 + length);
    if (type === "IHDR") {
      header = { width: view.getUint32(at + 8), height: view.getUint32(at + 12), bits: chunk[8] ?? 8, colourType: chunk[9] ?? 0, interlaced: chunk[12] === 1 };
    } else if (type === "PLTE") palette = chunk;
    else if (type === "tRNS") transparency = chunk;
    else if (type === "IDAT") data.push(chunk);
    else if (type === "IEND") break;
    at += 12 + length;
  }
  if (!header || data.length === 0 || !bitsOfType[header.colourType]?.includes(header.bits)) return { unreadable: "filen er beskadiget" };
  if (header.colourType === 3 && (palette === null || palette.length < 3)) return { unreadable: "filen er beskadiget" };
  if (header.width === 0 || header.height === 0) return { unreadable: "billedet har ingen størrelse" };
  if (header.width * header.height > mostPixels) return { unreadable: "billedet er større end 100 megapixel" };
  const packed = joined(data);
  const rows = unzlibSync(packed);
  if (!header.interlaced && transparency === null && header.colourType <= 3) return passOn(header, packed, rows, palette);
  return decodePng(header, rows, palette, transparency);
}

/** Opaque rows go into the PDF as they are; they were unpacked to see that they are whole. */
function passOn(header: PngHeader, data: Uint8Array, rows: Uint8Array, palette: Uint8Array | null): Picture | Unreadable {
  const { width, height, bits, colourType } = header;
  const rowBytes = Math.ceil((width * (colourType === 2 ? 3 : 1) * bits) / 8);
  if (rows.length < height * (rowBytes + 1)) return { unreadable: "filen er afkortet" };
  // Colours that no index reaches fall away.
  const indexed = colourType === 3 && palette ? palette.subarray(0, 3 * Math.min(Math.floor(palette.length / 3), 2 ** bits)) : null;
  return { kind: "png", width, height, channels: colourType === 2 ? 3 : 1, packed: { data, bits, palette: indexed }, samples: new Uint8Array(0), alpha: null };
}

function decodePng(header: PngHeader, raw: Uint8Array, palette: Uint8Array | null, transparency: Uint8Array | null): Picture | Unreadable {
  const { width, height, colourType } = header;
  const stored = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }[colourType];
  if (stored === undefined) return { unreadable: "filen er beskadiget" };
  const grey = colourType === 0 || colourType === 4;
  const channels = grey ? 1 : 3;
  const samples = new Uint8Array(width * height * channels);
  const hasAlpha = colourType === 4 || colourType === 6 || transparency !== null;
  const alpha = hasAlpha ? new Uint8Array(width * height).fill(255) : null;
  const key = transparency && colourType !== 3 ? keyColour(transparency, channels) : null;
  const pixel = new Uint16Array(stored);
  const most = 2 ** header.bits - 1;

  const put = (x: number, y: number) => {
    const target = y * width + x;
    if (colourType === 3) {
      const index = pixel[0] as number;
      for (let channel = 0; channel < 3; channel++) samples[target * 3 + channel] = palette?.[index * 3 + channel] ?? 0;
      if (alpha) alpha[target] = transparency?.[index] ?? 255;
      return;
    }
    for (let channel = 0; channel < channels; channel++) samples[target * channels + channel] = ((pixel[channel] as number) * 255) / most + 0.5;
    if (!alpha) return;
    if (key) alpha[target] = key.every((value, channel) => value === pixel[channel]) ? 0 : 255;
    else alpha[target] = ((pixel[stored - 1] as number) * 255) / most + 0.5;
  };

  const layers = header.interlaced ? passes : [[0, 0, 1, 1] as const];
  let offset = 0;
  for (const [left, top, stepX, stepY] of layers) {
    const columns = Math.ceil((width - left) / stepX);
    const rows = Math.ceil((height - top) / stepY);
    if (columns <= 0 || rows <= 0) continue;
    const rowBytes = Math.ceil((columns * stored * header.bits) / 8);
    if (offset + rows * (rowBytes + 1) > raw.length) return { unreadable: "filen er afkortet" };
    const before = Math.max(1, (stored * header.bits) >> 3);
    for (let row = 0; row < rows; row++) {
      const line = raw.subarray(offset + 1, offset + 1 + rowBytes);
      const above = row === 0 ? null : raw.subarray(offset - rowBytes, offset);
      unfilter(raw[offset] as number, line, above, before);
      for (let column = 0; column < columns; column++) {
        for (let channel = 0; channel < stored; channel++) pixel[channel] = sampleAt(line, column * stored + channel, header.bits);
        put(left + column * stepX, top + row * stepY);
      }
      offset += rowBytes + 1;
    }
  }
  return { kind: "png", width, height, channels, packed: null, samples, alpha: alpha?.every((value) => value === 255) ? null : alpha };
}

function keyColour(transparency: Uint8Array, channels: number): number[] {
  return Array.from({ length: channels }, (_, channel) => (transparency[channel * 2] ?? 0) * 256 + (transparency[channel * 2 + 1] ?? 0));
}

function sampleAt(line: Uint8Array, index: number, bits: number): number {
  if (bits === 8) return line[index] as number;
  if (bits === 16) return (line[index * 2] as number) * 256 + (line[index * 2 + 1] as number);
  const bit = index * bits;
  return ((line[bit >> 3] as number) >> (8 - bits - (bit & 7))) & ((1 << bits) - 1);
}

function unfilter(filter: number, line: Uint8Array, above: Uint8Array | null, before: number): void {
  if (filter === 0) return;
  for (let index = 0; index < line.length; index++) {
    const left = index >= before ? (line[index - before] as number) : 0;
    const up = above ? (above[index] as number) : 0;
    const upLeft = above && index >= before ? (above[index - before] as number) : 0;
    line[index] = (line[index] as number) + predicted(filter, left, up, upLeft);
  }
}

function predicted(filter: number, left: number, up: number, upLeft: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  const estimate = left + up - upLeft;
  const toLeft = Math.abs(estimate - left);
  const toUp = Math.abs(estimate - up);
  const toUpLeft = Math.abs(estimate - upLeft);
  if (toLeft <= toUp && toLeft <= toUpLeft) return left;
  return toUp <= toUpLeft ? up : upLeft;
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    out.set(chunk, at);
    at += chunk.length;
  }
  return out;
}
