import { deflateSync } from "node:zlib";
import { expect, test } from "vitest";
import type { ImageBytes } from "../../../../../core/document/document.ts";
import { readPicture } from "../../../../../core/document/writers/pdf/read-picture.ts";
import { createPdfWriter } from "../../../../../core/document/writers/pdf/write-pdf.ts";
import { loadFonts } from "../../../../../platform/fonts.ts";
import { drawnPicture, pngFile } from "../../../../support/full-sample.ts";
import { accessibilityFaults, hasTool, runOverPdf } from "../../../../support/pdf-checks.ts";
import { sampleDocument, sampleOptions } from "../../../../support/sample-document.ts";

// Two by two pixels: red, green / blue, white.
const rgb = [255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255];

test("colours with opacity are taken apart", () => {
  const rows = [0, 255, 0, 0, 255, 0, 255, 0, 128, 0, 0, 0, 255, 0, 255, 255, 255, 255];
  expect(readPng(6, 8, rows)).toMatchObject({ channels: 3, samples: bytes(rgb), alpha: bytes([255, 128, 0, 255]) });
});

test("an opacity of full everywhere is none", () => {
  const rows = [0, 255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 0, 255, 255, 255, 255, 255, 255];
  expect(readPng(6, 8, rows)).toMatchObject({ samples: bytes(rgb), alpha: null });
});

test("filters are undone", () => {
  // Sub: each pixel less the one before; Up: less the one above.
  expect(readPng(4, 8, [1, 10, 200, 5, 55, 2, 20, 0, 0, 0])).toMatchObject({ channels: 1, samples: bytes([10, 15, 30, 15]), alpha: bytes([200, 255, 200, 255]) });
  // Average and Paeth.
  expect(readPng(4, 8, [3, 10, 255, 10, 128, 4, 5, 0, 5, 0])).toMatchObject({ samples: bytes([10, 15, 15, 20]), alpha: null });
});

test("palettes with opacity, few bits, sixteen bits and interlaced rows come out as eight bits", () => {
  const palette = { PLTE: rgb.slice(0, 9), tRNS: [255, 40] };
  expect(readPng(3, 2, [0, 0b00011000, 0, 0b10000000], palette, [2, 2])).toMatchObject({ samples: bytes([255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 0, 0]), alpha: bytes([255, 40, 255, 255]) });
  expect(readPng(4, 16, [0, 0x80, 0, 0xff, 0xff, 0x10, 0, 0x7f, 0xff, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0])).toMatchObject({ samples: bytes([128, 16, 0, 255]) });
  // Adam7 of two by two: the first pixel; the one to its right; the row below.
  const interlaced = readPicture(image(pngFile(2, 2, 8, 2, deflateSync(Uint8Array.from([0, ...rgb.slice(0, 3), 0, ...rgb.slice(3, 6), 0, ...rgb.slice(6)])), {}, true)));
  expect(interlaced).toMatchObject({ samples: bytes(rgb) });
});

test("one colour may be the transparent one", () => {
  expect(readPng(2, 8, [0, ...rgb.slice(0, 6), 0, ...rgb.slice(6)], { tRNS: [0, 0, 0, 255, 0, 0] })).toMatchObject({ samples: bytes(rgb), alpha: bytes([255, 0, 255, 255]) });
});

test("damaged, empty and foreign files are unreadable, in words, and none throws", () => {
  const good = drawnPicture(20, 20).bytes;
  const broken = [new Uint8Array(0), good.slice(0, 60), good.slice(0, 8), Uint8Array.from(good, (byte, index) => (index > 60 ? 0 : byte)), Uint8Array.from([0xff, 0xd8, 0xff]), Buffer.from("GIF89a tekst")];
  for (const file of broken) expect(readPicture(image(file))).toEqual({ unreadable: expect.stringMatching(/./) as string });
});

test("a JPEG is turned as its camera says, and CMYK is refused", () => {
  expect(readPicture(image(jpeg(40, 30, 3, 1)))).toMatchObject({ width: 40, height: 30, orientation: 1 });
  expect(readPicture(image(jpeg(40, 30, 3, 6)))).toMatchObject({ width: 30, height: 40, orientation: 6, storedWidth: 40 });
  expect(readPicture(image(jpeg(40, 30, 4, 1)))).toEqual({ unreadable: "farverne er CMYK" });
});

test("a JPEG of a kind that PDF does not know is refused", () => {
  expect(readPicture(image(jpeg(40, 30, 3, 1, { bits: 12 })))).toEqual({ unreadable: "en slags JPEG, som PDF ikke kan rumme" });
  for (const marker of [0xc3, 0xc9]) expect(readPicture(image(jpeg(40, 30, 3, 1, { marker })))).toEqual({ unreadable: "en slags JPEG, som PDF ikke kan rumme" });
  expect(readPicture(image(jpeg(40, 30, 3, 1, { marker: 0xc2 })))).toMatchObject({ width: 40 });
});

test("bits and palettes that no PNG has are not passed on", () => {
  for (const [type, bits] of [[0, 3], [2, 4], [3, 16], [1, 8]] as const) expect(readPng(type, bits, Array<number>(64).fill(0), { PLTE: rgb })).toEqual({ unreadable: "filen er beskadiget" });
  expect(readPng(3, 8, [0, 1, 0, 0, 0, 1], { PLTE: [] })).toEqual({ unreadable: "filen er beskadiget" });
  expect(readPng(3, 1, [0, 0x40, 0, 0x80], { PLTE: rgb })).toMatchObject({ packed: { palette: Buffer.from(rgb.slice(0, 6)) } });
  expect(readPng(3, 8, [0, 1, 0, 0, 0, 1], { PLTE: rgb.slice(0, 8) })).toMatchObject({ packed: { palette: Buffer.from(rgb.slice(0, 6)) } });
});

test("every kind of PNG is seen on the page", { skip: !hasTool("pdftoppm", "-v") }, async () => {
  const grey = Array.from({ length: 40 }, (_, y) => [0, ...Array.from({ length: 40 }, (_, x) => (x * y) % 256)]).flat();
  const kinds = {
    opaque: pngFile(40, 40, 8, 0, deflateSync(Uint8Array.from(grey)), {}),
    palette: pngFile(40, 40, 8, 3, deflateSync(Uint8Array.from(grey, (value, index) => (index % 41 === 0 ? 0 : value % 4))), { PLTE: rgb }),
    soft: drawnPicture(40, 40).bytes,
  };
  const images = new Map(Object.entries(kinds).map(([name, file]) => [name, image(file)]));
  const write = createPdfWriter(loadFonts());
  const { bytes: file, notices } = await write(sampleDocument([...images.keys()].map((source) => ({ type: "image", source, alt: source, width: 0.2 })), { images }), sampleOptions);
  expect(notices).toEqual([]);
  expect(accessibilityFaults(file)).toEqual([]);
  const drawn = runOverPdf(file, "pdftoppm", ["-r", "30", "{}"]);
  expect(drawn.status).toBe(0);
  expect(drawn.output).not.toMatch(/error/i);
});

function readPng(colourType: number, bits: number, rows: readonly number[], chunks: { [type: string]: readonly number[] } = {}, size: readonly [number, number] = [2, 2]): unknown {
  return readPicture(image(pngFile(size[0], size[1], bits, colourType, deflateSync(Uint8Array.from(rows)), chunks)));
}

function image(file: Uint8Array): ImageBytes {
  return { mediaType: "image/png", bytes: file, width: 1, height: 1 };
}

function bytes(values: readonly number[]): Uint8Array {
  return Uint8Array.from(values);
}

/** As much of a JPEG as tells its size: EXIF with an orientation, then the frame header. */
function jpeg(width: number, height: number, channels: number, orientation: number, { bits = 8, marker = 0xc0 } = {}): Uint8Array {
  const exif = [0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
  const frame = [bits, height >> 8, height & 255, width >> 8, width & 255, channels, ...Array.from({ length: channels * 3 }, () => 0)];
  return Uint8Array.from([0xff, 0xd8, 0xff, 0xe1, 0, exif.length + 2, ...exif, 0xff, marker, 0, frame.length + 2, ...frame, 0xff, 0xd9]);
}
