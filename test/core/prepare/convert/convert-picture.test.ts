import { createCanvas } from "@napi-rs/canvas";
import { zlibSync } from "fflate";
import { expect, test } from "vitest";
import { convertPicture } from "../../../../core/prepare/convert/convert-picture.ts";
import { hasTool, skipReason } from "../../../support/shared.ts";
import { type Drawn, drawPages, faultsOf, fonts, pdfOf, quarters } from "./samples.ts";
import { group4, tiff, type TiffEntry } from "./tiff-samples.ts";

const withoutPoppler = skipReason(hasTool("pdftoppm") && hasTool("qpdf") ? null : "poppler and qpdf are not installed");

async function draw(bytes: Uint8Array, mediaType: string, dpi?: number): Promise<Drawn[]> {
  return drawPages(pdfOf(await convertPicture(bytes, mediaType, "Billede", fonts)), dpi);
}

/** The names of the colours in the four quarters of the ink on a page. */
function seen(page: Drawn): string {
  let [left, top, right, bottom] = [1, 1, 0, 0];
  for (let y = 0; y <= 1; y += 0.01) {
    for (let x = 0; x <= 1; x += 0.01) {
      if (page.at(x, y).every((value) => value > 240)) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  const name = ([red, green, blue]: readonly [number, number, number]) => (red > 150 && green > 150 ? "yellow" : red > 150 ? "red" : green > 120 ? "green" : blue > 120 ? "blue" : "other");
  return [[0.25, 0.25], [0.75, 0.25], [0.25, 0.75], [0.75, 0.75]].map(([x = 0, y = 0]) => name(page.at(left + (right - left) * x, top + (bottom - top) * y))).join(" ");
}

/** A JPEG whose EXIF says how it is turned. */
function turnedJpeg(orientation: number): Uint8Array {
  // What a camera stores so that it is upright after the turn: the inverse of each.
  const stored = createCanvas(orientation > 4 ? 200 : 400, orientation > 4 ? 400 : 200);
  const matrices: Record<number, [number, number, number, number, number, number]> = {
    1: [1, 0, 0, 1, 0, 0], 2: [-1, 0, 0, 1, 400, 0], 3: [-1, 0, 0, -1, 400, 200], 4: [1, 0, 0, -1, 0, 200],
    5: [0, 1, 1, 0, 0, 0], 6: [0, -1, 1, 0, 0, 400], 7: [0, -1, -1, 0, 200, 400], 8: [0, 1, -1, 0, 200, 0],
  };
  const context = stored.getContext("2d");
  context.setTransform(...(matrices[orientation] ?? [1, 0, 0, 1, 0, 0]));
  context.drawImage(quarters(400, 200), 0, 0);
  const jpeg = stored.encodeSync("jpeg", 95);
  const exif = [0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
  return Uint8Array.from([0xff, 0xd8, 0xff, 0xe1, 0, exif.length + 2, ...exif, ...jpeg.subarray(2)]);
}

test.skipIf(withoutPoppler)("a photograph stands upright whichever way the camera was held", async () => {
  for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8]) {
    const [page] = await draw(turnedJpeg(orientation), "image/jpeg");
    expect([orientation, page && seen(page)]).toEqual([orientation, "red green blue yellow"]);
    // Wider than high, as it is to be seen: a page across.
    expect(page && page.width > page.height).toBe(true);
  }
});

test("a JPEG's picture goes on unchanged, and the same file gives the same PDF", async () => {
  const jpeg = turnedJpeg(6);
  const pdf = pdfOf(await convertPicture(jpeg, "image/jpeg", "Æblehaven", fonts));
  const scan = Buffer.from(jpeg).indexOf(Uint8Array.of(0xff, 0xda));
  expect(Buffer.from(pdf).includes(Buffer.from(jpeg.subarray(scan)))).toBe(true);
  expect(pdfOf(await convertPicture(jpeg, "image/jpeg", "Æblehaven", fonts))).toEqual(pdf);
});

/** Of several scans, with tables between them. */
const progressiveJpeg = Buffer.from("/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//wgALCAAIAAgBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQAAAAF//8QAFRABAQAAAAAAAAAAAAAAAAAAABX/2gAIAQEAAQUCoP/EABUQAQEAAAAAAAAAAAAAAAAAAAAx/9oACAEBAAY/Aq//xAAUEAEAAAAAAAAAAAAAAAAAAAAA/9oACAEBAAE/IX//2gAIAQEAAAAQf//EABYQAAMAAAAAAAAAAAAAAAAAAAAR8P/aAAgBAQABPxCGf//Z", "base64");

test("where a photograph was taken, by whom, and what stood there before a cut, stay behind", async () => {
  const part = (marker: number, text: string) => [0xff, marker, 0, text.length + 2, ...Buffer.from(text, "latin1")];
  for (const plain of [quarters(400, 200).encodeSync("jpeg", 95), progressiveJpeg]) {
    const told = Uint8Array.from([0xff, 0xd8, ...part(0xe1, "Exif\0\0SPOR gps"), ...part(0xe1, "http://ns.adobe.com/xap/1.0/\0SPOR"), ...part(0xed, "Photoshop 3.0\0SPOR"), ...part(0xfe, "SPOR note"), ...plain.subarray(2), ...Buffer.from("SPOR film")]);
    const pdf = Buffer.from(pdfOf(await convertPicture(told, "image/jpeg", "", fonts)));
    expect(pdf.includes("SPOR")).toBe(false);
    expect(pdf.includes(plain.subarray(plain.indexOf(Uint8Array.of(0xff, 0xda))))).toBe(true);
  }
});

test.skipIf(withoutPoppler)("the foot is left free for the stamp, and nothing stands outside the page", async () => {
  for (const [width, height] of [[1500, 2000], [2000, 1500], [1200, 1200], [60, 3000], [3000, 60]] as const) {
    const canvas = createCanvas(width, height);
    canvas.getContext("2d").fillRect(0, 0, width, height);
    const [page] = await draw(canvas.encodeSync("jpeg", 50), "image/jpeg", 72);
    if (page === undefined) throw new Error("no page");
    expect(page.ink(0, 1 - 60 / page.height, 1, 1)).toBe(0);
    expect(page.ink(0, 0, 30 / page.width, 1)).toBe(0);
    expect(page.ink(0, 0, 1, 1)).toBeGreaterThan(0);
  }
});

test.skipIf(withoutPoppler)("a small picture is not blown up", async () => {
  const canvas = createCanvas(96, 96);
  canvas.getContext("2d").fillRect(0, 0, 96, 96);
  const [page] = await draw(canvas.encodeSync("png"), "image/png");
  // An inch by an inch of a page of 595 by 842 points.
  expect((page?.ink(0, 0, 1, 1) ?? 0) * 595 * 842).toBeCloseTo(72 * 72, -3);
});

test.skipIf(withoutPoppler)("a transparent PNG, a GIF, a WebP, a BMP and an AVIF are drawn on white", async () => {
  const canvas = createCanvas(400, 200);
  const context = canvas.getContext("2d");
  context.fillStyle = "#ff0000";
  context.fillRect(0, 0, 200, 200);
  const bmp = Uint8Array.from([0x42, 0x4d, 70, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 1, 0, 24, 0, 0, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 0, 0, 0, 255, 255, 0, 0, 0, 0, 255, 0, 255, 0, 0, 0]);
  const files: readonly (readonly [string, Uint8Array])[] = [
    ["image/png", canvas.encodeSync("png")],
    ["image/webp", canvas.encodeSync("webp", 95)],
    ["image/avif", canvas.encodeSync("avif")],
    ["image/gif", canvas.encodeSync("gif")],
  ];
  for (const [mediaType, bytes] of files) {
    const [page] = await draw(bytes, mediaType);
    expect([mediaType, page && page.at(0.4, 0.15)[0] > 200 && page.at(0.4, 0.15)[1] < 60]).toEqual([mediaType, true]);
    expect([mediaType, (page?.at(0.02, 0.5)[1] ?? 0) > 250]).toEqual([mediaType, true]);
    if (mediaType !== "image/gif") expect([mediaType, (page?.at(0.6, 0.1)[1] ?? 0) > 250]).toEqual([mediaType, true]);
  }
  const [tiny] = await draw(bmp, "image/bmp");
  expect(tiny?.ink(0, 0, 1, 1)).toBeGreaterThan(0);
});

test("a drawing is kept without a loss, and a photograph as JPEG", async () => {
  const drawing = createCanvas(800, 600);
  drawing.getContext("2d").clearRect(0, 0, 800, 600);
  drawing.getContext("2d").fillText("Plan", 100, 100);
  const photo = createCanvas(800, 600);
  const data = photo.getContext("2d").createImageData(800, 600);
  let value = 1;
  for (let at = 0; at < data.data.length; at += 1) data.data[at] = at % 4 === 3 ? 254 : (value = (value * 16_807) % 2_147_483_647) % 256;
  photo.getContext("2d").putImageData(data, 0, 0);
  const filters = async (bytes: Uint8Array) => Buffer.from(pdfOf(await convertPicture(bytes, "image/png", "", fonts))).toString("latin1").match(/\/(?:DCT|Flate)Decode/)?.[0];
  expect(await filters(drawing.encodeSync("png"))).toBe("/FlateDecode");
  expect(await filters(photo.encodeSync("png"))).toBe("/DCTDecode");
});

test.skipIf(withoutPoppler)("an opaque PNG of any depth goes on as it is packed", async () => {
  const chunk = (name: string, data: readonly number[]) => [...long(data.length), ...Buffer.from(name), ...data, 0, 0, 0, 0];
  const png = (bits: number, type: number, row: readonly number[], palette: readonly number[]) =>
    Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, ...chunk("IHDR", [...long(8), ...long(8), bits, type, 0, 0, 0]), ...(palette.length > 0 ? chunk("PLTE", palette) : []), ...chunk("IDAT", [...zlibSync(Uint8Array.from(Array.from({ length: 8 }, () => [0, ...row]).flat()))]), ...chunk("IEND", [])]);
  const black = Array.from({ length: 8 }, () => 0);
  for (const bytes of [png(1, 0, [0], []), png(8, 0, black, []), png(8, 2, [...black, ...black, ...black], []), png(16, 0, [...black, ...black], []), png(8, 3, black, [0, 0, 0]), png(4, 3, black.slice(4), [0, 0, 0, 255, 255, 255])]) {
    const [page] = await draw(bytes, "image/png");
    expect((page?.ink(0, 0, 1, 1) ?? 0) * 595 * 842).toBeGreaterThan(30);
  }
});

test("a picture that claims more than can be drawn becomes a slip, and nothing is unpacked", async () => {
  const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, ...Buffer.from("IHDR"), ...long(60_000), ...long(60_000), 8, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  expect(await convertPicture(png, "image/png", "", fonts)).toEqual({ slip: "too-large" });
  const gif = Uint8Array.from([...Buffer.from("GIF89a"), 0xff, 0xff, 0xff, 0xff, ...Array.from({ length: 40 }, () => 0)]);
  expect(await convertPicture(gif, "image/gif", "", fonts)).toEqual({ slip: "too-large" });
  const wide = turnedJpeg(1);
  const frame = wide.findIndex((byte, at) => byte === 0xff && wide[at + 1] === 0xc0);
  wide.set([0xff, 0xff, 0xff, 0xff], frame + 5);
  expect(await convertPicture(wide, "image/jpeg", "", fonts)).toEqual({ slip: "too-large" });
});

test("what is no picture, or only the beginning of one, becomes a slip", async () => {
  for (const mediaType of ["image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp", "image/avif", "image/tiff", "image/svg+xml"]) {
    expect([mediaType, await convertPicture(Uint8Array.from([1, 2, 3]), mediaType, "", fonts)]).toEqual([mediaType, { slip: "damaged" }]);
  }
  expect(await convertPicture(turnedJpeg(1).subarray(0, 60), "image/jpeg", "", fonts)).toEqual({ slip: "damaged" });
  expect(await convertPicture(quarters(100, 100).encodeSync("webp").subarray(0, 40), "image/webp", "", fonts)).toEqual({ slip: "damaged" });
});

// ---------------------------------------------------------------- CMYK

/** A grey JPEG given four channels by hand would need an encoder; a TIFF with ink samples says the same. */
test.skipIf(withoutPoppler)("ink colours come out as they are: cyan is cyan", async () => {
  const samples = Uint8Array.from({ length: 100 * 100 * 4 }, (_, index) => (index % 4 === 0 ? 255 : 0));
  const [page] = await draw(tiff([{ entries: [...size(100, 100), [258, 3, [8, 8, 8, 8]], [262, 3, [5]], [277, 3, [4]]], blocks: [samples] }]), "image/tiff");
  const [red = 255, green = 0, blue = 0] = page?.at(0.5, 0.06) ?? [];
  expect(red).toBeLessThan(80);
  expect(Math.min(green, blue)).toBeGreaterThan(120);
});

test.skipIf(withoutPoppler)("a JPEG of four inks is shown, stored upside down as Photoshop does it or not", async () => {
  for (const [adobe, stored] of [[true, 255], [false, 0]] as const) {
    const [page] = await draw(cmykJpeg(stored, adobe), "image/jpeg");
    // No ink in any colour is white paper, and the middle is black.
    expect([adobe, (page?.at(0.5, 0.045)[1] ?? 0) > 250]).toEqual([adobe, true]);
    expect([adobe, (page?.at(0.5, 0.08)[0] ?? 255) < 80]).toEqual([adobe, true]);
  }
});

/** 16 by 32 points: the upper half has one value in all four inks, the lower half the opposite in black. */
function cmykJpeg(paper: number, adobe: boolean): Uint8Array {
  const table = [0xff, 0xdb, 0, 67, 0, ...Array.from({ length: 64 }, () => 1)];
  const frame = [0xff, 0xc0, 0, 20, 8, 0, 64, 0, 8, 4, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0];
  // DC codes of four bits for categories 0 and 11; AC: only the end of block, one bit.
  const dc = [0xff, 0xc4, 0, 21, 0, 0, 2, ...Array.from({ length: 14 }, () => 0), 0, 11];
  const ac = [0xff, 0xc4, 0, 20, 0x10, 1, ...Array.from({ length: 15 }, () => 0), 0];
  const scan = [0xff, 0xda, 0, 14, 4, 1, 0, 2, 0, 3, 0, 4, 0, 0, 63, 0];
  // A block's mean is DC / 8 + 128.
  const level = (value: number) => (value - 128) * 8;
  let bits = "";
  const before = [0, 0, 0, 0];
  for (let block = 0; block < 8; block += 1) {
    for (let channel = 0; channel < 4; channel += 1) {
      const wanted = level(block >= 4 && channel === 3 ? 255 - paper : paper);
      let difference = wanted - (before[channel] ?? 0);
      if (Math.abs(difference) < 1024 && difference !== 0) difference = Math.sign(difference) * 1024;
      before[channel] = (before[channel] ?? 0) + difference;
      bits += difference === 0 ? "00" : `01${(difference > 0 ? difference : difference + 2047).toString(2).padStart(11, "0")}`;
      bits += "0";
    }
  }
  bits = bits.padEnd(Math.ceil(bits.length / 8) * 8, "1");
  const data = Array.from({ length: bits.length / 8 }, (_, index) => Number.parseInt(bits.slice(index * 8, index * 8 + 8), 2)).flatMap((byte) => (byte === 0xff ? [0xff, 0] : [byte]));
  const mark = adobe ? [0xff, 0xee, 0, 14, ...Buffer.from("Adobe"), 0, 100, 0, 0, 0, 0, 0] : [];
  return Uint8Array.from([0xff, 0xd8, ...mark, ...table, ...frame, ...dc, ...ac, ...scan, ...data, 0xff, 0xd9]);
}

// ---------------------------------------------------------------- TIFF

function long(value: number): number[] {
  return [(value >>> 24) & 255, (value >> 16) & 255, (value >> 8) & 255, value & 255];
}

function size(width: number, height: number): TiffEntry[] {
  return [[256, 4, [width]], [257, 4, [height]]];
}

test.skipIf(withoutPoppler)("every page of a fax is there, at its size on paper, packed as it came", async () => {
  const page = (rows: number) => ({ entries: [...size(1728, rows), [258, 3, [1]], [259, 3, [4]], [262, 3, [0]], [277, 3, [1]], [282, 5, [204]], [283, 5, [98]]] as TiffEntry[], blocks: [group4(rows)] });
  const file = tiff([page(1146), page(1146), page(1146)]);
  const pdf = pdfOf(await convertPicture(file, "image/tiff", "Fax", fonts));
  expect(pdf.length).toBeLessThan(file.length + 3000);
  expect(await faultsOf(pdf)).toBe("");
  const pages = await drawPages(pdf, 72);
  expect(pages.map(({ width, height }) => [width, height])).toEqual([[596, 842], [596, 842], [596, 842]]);
  for (const one of pages) {
    expect(one.ink(0.1, 0.05, 0.9, 0.45)).toBe(0);
    expect(one.ink(0.1, 0.55, 0.45, 0.9)).toBe(0);
    expect(one.ink(0.55, 0.55, 0.9, 0.9)).toBeGreaterThan(0.99);
  }
});

test.skipIf(withoutPoppler)("a fax in strips is unpacked strip by strip, and one with its bits turned about is turned back", async () => {
  const entries: TiffEntry[] = [...size(1728, 400), [258, 3, [1]], [259, 3, [4]], [262, 3, [0]], [277, 3, [1]]];
  const strips = tiff([{ entries: [...entries, [278, 3, [200]]], blocks: [group4(200), group4(200)] }]);
  const turned = tiff([{ entries: [...entries, [266, 3, [2]]], blocks: [group4(400).map((byte) => Number.parseInt(byte.toString(2).padStart(8, "0").split("").toReversed().join(""), 2))] }]);
  const black = [await draw(strips, "image/tiff"), await draw(turned, "image/tiff")].map(([page]) => (page?.ink(0, 0, 1, 1) ?? 0) * (page?.width ?? 0) * (page?.height ?? 0));
  // A quarter of it is black, in two pieces or in one.
  expect((black[0] ?? 0) / (black[1] ?? 1)).toBeCloseTo(1, 1);
  expect(black[0]).toBeGreaterThan(10_000);
});

test.skipIf(withoutPoppler)("scans in strips and tiles, packed in any usual way, with any usual colours, look as they are", async () => {
  // Black on the left, white on the right, 64 by 64.
  const rows = (left: number, right: number, samples: number) => Uint8Array.from({ length: 64 * 64 * samples }, (_, index) => (Math.floor(index / samples) % 64 < 32 ? left : right));
  const strip = (data: Uint8Array, count: number) => Array.from({ length: count }, (_, index) => data.slice((index * data.length) / count, ((index + 1) * data.length) / count));
  const bilevel = (left: number, right: number) => Uint8Array.from({ length: 64 * 8 }, (_, index) => (index % 8 < 4 ? left : right));
  const tile = (left: boolean) => Uint8Array.from({ length: 32 * 32 }, () => (left ? 0 : 255));
  const packBits = (data: Uint8Array) => Uint8Array.from([...data].flatMap((byte) => [0, byte]));
  const kinds: Record<string, Uint8Array> = {
    grey: tiff([{ entries: [...size(64, 64), [258, 3, [8]], [262, 3, [1]], [278, 3, [16]]], blocks: strip(rows(0, 255, 1), 4) }]),
    "white is nought": tiff([{ entries: [...size(64, 64), [258, 3, [8]], [262, 3, [0]], [278, 3, [64]]], blocks: [rows(255, 0, 1)] }]),
    bilevel: tiff([{ entries: [...size(64, 64), [258, 3, [1]], [262, 3, [0]], [278, 3, [32]]], blocks: strip(bilevel(255, 0), 2) }]),
    "packed bits": tiff([{ entries: [...size(64, 64), [258, 3, [1]], [259, 3, [32773]], [262, 3, [1]], [278, 3, [64]]], blocks: [packBits(bilevel(0, 255))] }]),
    deflate: tiff([{ entries: [...size(64, 64), [258, 3, [8, 8, 8]], [259, 3, [8]], [262, 3, [2]], [277, 3, [3]], [278, 3, [32]]], blocks: strip(rows(0, 255, 3), 2).map((one) => zlibSync(one)) }]),
    planes: tiff([{ entries: [...size(64, 64), [258, 3, [8, 8, 8]], [262, 3, [2]], [277, 3, [3]], [278, 3, [64]], [284, 3, [2]]], blocks: [rows(0, 255, 1), rows(0, 255, 1), rows(0, 255, 1)] }]),
    palette: tiff([{ entries: [...size(64, 64), [258, 3, [8]], [262, 3, [3]], [278, 3, [64]], [320, 3, Array.from({ length: 768 }, (_, index) => (index % 256 === 7 ? 65_535 : 0))]], blocks: [rows(0, 7, 1)] }]),
    "sixteen bits": tiff([{ entries: [...size(64, 64), [258, 3, [16]], [262, 3, [1]], [278, 3, [64]]], blocks: [Uint8Array.from([...rows(0, 255, 1)].flatMap((byte) => [byte, byte]))] }]),
    tiles: tiff([{ entries: [...size(64, 64), [258, 3, [8]], [262, 3, [1]], [322, 3, [32]], [323, 3, [32]]], blocks: [tile(true), tile(false), tile(true), tile(false)], tiled: true }]),
    "JPEG in one piece": tiff([{ entries: [...size(64, 64), [258, 3, [8]], [259, 3, [7]], [262, 3, [6]], [277, 3, [3]], [278, 3, [64]]], blocks: [halves(64, 64)] }]),
    "JPEG in strips": tiff([{ entries: [...size(64, 64), [258, 3, [8]], [259, 3, [7]], [262, 3, [6]], [277, 3, [3]], [278, 3, [32]]], blocks: [halves(64, 32), halves(64, 32)] }]),
  };
  for (const [name, bytes] of Object.entries(kinds)) {
    const [page] = await draw(bytes, "image/tiff");
    // 48 points wide in the middle of the page's width, at its head.
    const dark = page?.at(0.5 - 12 / 595, 0.07)[0] ?? 255;
    const light = page?.at(0.5 + 12 / 595, 0.07)[0] ?? 0;
    expect([name, dark < 20, light > 235]).toEqual([name, true, true]);
    expect([name, (page?.ink(0, 0, 1, 1) ?? 0) * 595 * 842 > 900]).toEqual([name, true]);
  }
});

function halves(width: number, height: number): Uint8Array {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext("2d");
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, width, height);
  context.fillStyle = "#000000";
  context.fillRect(0, 0, width / 2, height);
  return canvas.encodeSync("jpeg", 95);
}

test("a TIFF that runs in a circle, or has a page that cannot be read, ends and says so", async () => {
  const grey: TiffEntry[] = [...size(8, 8), [258, 3, [8]], [262, 3, [1]]];
  const circle = tiff([{ entries: grey, blocks: [new Uint8Array(64)] }]);
  circle.set(circle.slice(4, 8), circle.length - 4);
  expect(await convertPicture(circle, "image/tiff", "", fonts)).toMatchObject({ reasons: ["from-picture"] });
  const odd = tiff([{ entries: grey, blocks: [new Uint8Array(64)] }, { entries: [...grey, [259, 3, [34_925]]], blocks: [new Uint8Array(64)] }]);
  expect(await convertPicture(odd, "image/tiff", "", fonts)).toMatchObject({ reasons: ["from-picture", "parts-missing"] });
  expect(await convertPicture(tiff([{ entries: [...size(100_000, 100_000), [258, 3, [1]], [259, 3, [4]]], blocks: [new Uint8Array(9)] }]), "image/tiff", "", fonts)).toEqual({ slip: "too-large" });
});

// ---------------------------------------------------------------- SVG

const svg = (inside: string, attributes = 'width="400" height="200" viewBox="0 0 400 200"') =>
  new TextEncoder().encode(`<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY farve "#00ff00">]><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${inside}</svg>`);

test.skipIf(withoutPoppler)("a drawing is drawn with its style sheet, its entities and its words", async () => {
  const file = svg('<style>.a { fill: #ff0000 } #b{fill:#0000ff}</style><rect class="a" width="200" height="100"/><rect x="200" width="200" height="100" fill="&farve;"/><rect id="b" y="100" width="200" height="100"/><rect x="200" y="100" width="200" height="100" style="fill:#ffff00"/>');
  const [page] = await draw(file, "image/svg+xml");
  expect(page && seen(page)).toBe("red green blue yellow");
  // Letters, and not the same empty box for each, also in a typeface that no machine has.
  const ink = async (letters: string) => (await draw(svg(`<style>.a{font-family:"Findes Ikke", sans-serif}</style><text class="a" x="20" y="100" font-size="60">${letters}</text>`), "image/svg+xml"))[0]?.ink(0, 0, 1, 1) ?? 0;
  const [thin, thick, danish] = [await ink("lll"), await ink("MMM"), await ink("Æåø")];
  expect(thick).toBeGreaterThan(thin * 2.5);
  expect(danish).not.toBeCloseTo(thick, 4);
});

test.skipIf(withoutPoppler)("scripts and what lies outside the drawing are left out, and that is said", async () => {
  const outside = svg('<script>throw 1</script><image xlink:href="http://127.0.0.1:9/hemmelig.png" width="400" height="200"/><rect width="100" height="100" fill="url(http://127.0.0.1:9/a.svg#b)" onclick="x()"/><use href="/etc/passwd#a"/><rect x="300" width="100" height="100" fill="#ff0000"/>');
  const converted = await convertPicture(outside, "image/svg+xml", "", fonts);
  expect(converted).toMatchObject({ reasons: ["from-picture", "parts-missing"] });
  const [page] = await drawPages(pdfOf(converted));
  expect((page?.ink(0, 0, 1, 1) ?? 0) * 595 * 842).toBeGreaterThan(5000);
});

test("a drawing that claims to be enormous, deep or full of entities is drawn within bounds", async () => {
  expect(await convertPicture(svg("<rect width='1' height='1'/>", 'width="9999999" height="9999999"'), "image/svg+xml", "", fonts)).toMatchObject({ reasons: ["from-picture"] });
  expect(await convertPicture(svg(`${"<g>".repeat(20_000)}<rect width="9" height="9"/>`), "image/svg+xml", "", fonts)).toMatchObject({ reasons: ["from-picture"] });
  const laughs = `<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg"><text y="20">&b;</text></svg>`;
  const laughed = await convertPicture(new TextEncoder().encode(laughs), "image/svg+xml", "", fonts);
  expect("pdf" in laughed ? laughed.pdf.length < 100_000 : laughed.slip).toBeTruthy();
});

test("a file's title is kept", async () => {
  const pdf = pdfOf(await convertPicture(turnedJpeg(1), "image/jpeg", "Søbred", fonts));
  expect(Buffer.from(pdf).toString("latin1")).toContain("feff005300f80062007200650064");
});
