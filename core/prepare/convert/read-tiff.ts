import { createCanvas, loadImage } from "@napi-rs/canvas";
import { Unzlib, zlibSync } from "fflate";
import UTIF from "utif2";
import { joinBytes } from "../../join-bytes.ts";
import { packPixels } from "./pack-pixels.ts";
import { type Colours, mostDrawnPixels, mostPixels, type PdfPicture, sensible } from "./pdf-picture.ts";
import { readJpeg } from "./read-jpeg.ts";
import { readTiffDirectories, type TiffTags } from "./tiff-directory.ts";
import { unpackGroup4 } from "./unpack-group4.ts";

/** Tags that are used (TIFF 6.0, part 1 and 2). */
const tag = {
  subfileType: 254, width: 256, height: 257, bits: 258, compression: 259, photometric: 262, fillOrder: 266, stripOffsets: 273, orientation: 274,
  samples: 277, rowsPerStrip: 278, stripCounts: 279, xResolution: 282, yResolution: 283, planar: 284, faxOptions: 292, resolutionUnit: 296, predictor: 317, palette: 320,
  tileWidth: 322, tileHeight: 323, tileOffsets: 324, tileCounts: 325, extraSamples: 338, jpegTables: 347, jpegOffset: 513, jpegLength: 514,
} as const;

const compression = { none: 1, huffman: 2, group3: 3, group4: 4, lzw: 5, oldJpeg: 6, jpeg: 7, deflate: 8, packBits: 32773, oldDeflate: 32946 } as const;
const photometric = { whiteIsZero: 0, blackIsZero: 1, rgb: 2, palette: 3, cmyk: 5, ycbcr: 6 } as const;

export interface TiffPictures {
  readonly pictures: readonly PdfPicture[];
  /** Pictures that could not be read. */
  readonly unread: number;
}

/** The pictures of a TIFF, a page each; thumbnails and masks are none. */
export async function readTiff(bytes: Uint8Array): Promise<TiffPictures | "too-large"> {
  const pages = readTiffDirectories(bytes).filter((tags) => (one(tags, tag.width, 0) > 0) && (one(tags, tag.subfileType, 0) & 5) === 0);
  const pictures: PdfPicture[] = [];
  let unread = 0;
  const buffer = bytes.slice().buffer;
  for (const tags of pages) {
    const picture = await readPage(bytes, buffer, tags).catch(() => null);
    if (picture === "too-large") return "too-large";
    if (picture === null) unread += 1;
    else pictures.push({ ...picture, orientation: orientationOf(tags), density: densityOf(tags) });
  }
  return { pictures, unread };
}

async function readPage(bytes: Uint8Array, buffer: ArrayBuffer, tags: TiffTags): Promise<PdfPicture | "too-large" | null> {
  const width = one(tags, tag.width, 0);
  const height = one(tags, tag.height, 0);
  if (width === 0 || height === 0) return null;
  if (width * height > mostPixels) return "too-large";
  const packing = one(tags, tag.compression, compression.none);
  if (packing === compression.oldJpeg) return readOldJpeg(bytes, tags);
  const blocks = blocksOf(tags, width, height);
  if (blocks === null) return null;
  if (packing === compression.jpeg) return readJpegBlocks(bytes, tags, blocks, width, height);
  return passFax(bytes, tags, blocks, width, height) ?? readSamples(buffer, tags, blocks, width, height);
}

// ---------------------------------------------------------------- strips and tiles

interface Block {
  readonly offset: number;
  readonly count: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Its channel where each is stored by itself. */
  readonly plane: number;
}

/** Where its strips or tiles lie; null where the file does not say. */
function blocksOf(tags: TiffTags, width: number, height: number): Block[] | null {
  const tiled = tags.has(tag.tileWidth);
  const offsets = tags.get(tiled ? tag.tileOffsets : tag.stripOffsets) ?? tags.get(tag.stripOffsets);
  if (offsets === undefined || offsets.length === 0) return null;
  const counts = tags.get(tiled ? tag.tileCounts : tag.stripCounts) ?? tags.get(tag.stripCounts);
  const blockWidth = tiled ? one(tags, tag.tileWidth, 0) : width;
  const blockHeight = tiled ? one(tags, tag.tileHeight, 0) : Math.min(height, one(tags, tag.rowsPerStrip, height) || height);
  if (blockWidth === 0 || blockHeight === 0 || blockWidth * blockHeight > mostDrawnPixels * 4) return null;
  const across = Math.ceil(width / blockWidth);
  const down = Math.ceil(height / blockHeight);
  return offsets.map((offset, index) => {
    const within = index % (across * down);
    const y = Math.floor(within / across) * blockHeight;
    return {
      offset,
      count: counts?.[index] ?? Number.MAX_SAFE_INTEGER,
      x: (within % across) * blockWidth,
      y,
      width: blockWidth,
      height: tiled ? blockHeight : Math.min(blockHeight, height - y),
      plane: Math.floor(index / (across * down)),
    };
  });
}

// ---------------------------------------------------------------- fax

/** A fax or scan in one piece goes on as it is packed: PDF unpacks it as TIFF does (ISO 32000-1, 7.4.6). */
function passFax(bytes: Uint8Array, tags: TiffTags, blocks: readonly Block[], width: number, height: number): PdfPicture | null {
  const packing = one(tags, tag.compression, compression.none);
  const [block] = blocks;
  if (blocks.length !== 1 || block === undefined || block.height !== height || block.width !== width) return null;
  if (packing !== compression.group4 && packing !== compression.group3 && packing !== compression.huffman) return null;
  if (block.offset >= bytes.length) return null;
  const twoDimensional = (one(tags, tag.faxOptions, 0) & 1) === 1;
  const scheme = packing === compression.group4 ? "/K -1" : packing === compression.huffman ? "/K 0/EncodedByteAlign true" : `/K ${twoDimensional ? 4 : 0}`;
  const data = turnedBits(tags, bytes.slice(block.offset, Math.min(bytes.length, block.offset + block.count)));
  const blackIsOne = one(tags, tag.photometric, photometric.whiteIsZero) === photometric.blackIsZero;
  return {
    ...plain(width, height),
    bits: 1,
    colours: "grey",
    filter: "CCITTFaxDecode",
    parameters: `${scheme}/Columns ${width}/Rows ${height}/EndOfBlock false${blackIsOne ? "/BlackIs1 true" : ""}`,
    data,
  };
}

/** Some fax machines send the lowest bit first. */
function turnedBits(tags: TiffTags, data: Uint8Array): Uint8Array {
  return one(tags, tag.fillOrder, 1) === 2 ? data.map(reversed) : data;
}

function reversed(byte: number): number {
  let turned = 0;
  for (let bit = 0; bit < 8; bit += 1) turned |= ((byte >> bit) & 1) << (7 - bit);
  return turned;
}

// ---------------------------------------------------------------- JPEG

/** One JPEG goes on as it is; several are drawn beside one another. */
async function readJpegBlocks(bytes: Uint8Array, tags: TiffTags, blocks: readonly Block[], width: number, height: number): Promise<PdfPicture | "too-large" | null> {
  const tables = Uint8Array.from(tags.get(tag.jpegTables) ?? []);
  const ycbcr = one(tags, tag.photometric, photometric.ycbcr) === photometric.ycbcr;
  const jpegOf = (block: Block) => wholeJpeg(bytes.subarray(block.offset, Math.min(bytes.length, block.offset + block.count)), tables, ycbcr, one(tags, tag.samples, 1) === 3);
  const [first] = blocks;
  if (blocks.length === 1 && first !== undefined && first.width === width && first.height === height) {
    const picture = readJpeg(jpegOf(first));
    return picture === "to-draw" ? null : picture;
  }
  if (width * height > mostDrawnPixels) return "too-large";
  const canvas = createCanvas(width, height);
  const context = canvas.getContext("2d");
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, width, height);
  for (const block of blocks) {
    const jpeg = jpegOf(block);
    const head = readJpeg(jpeg);
    if (head === null || typeof head === "string" || head.width * head.height > mostDrawnPixels) return null;
    context.drawImage(await loadImage(Buffer.from(jpeg)), block.x, block.y);
  }
  return packPixels({ width, height, rgba: context.getImageData(0, 0, width, height).data }, null);
}

/** A strip's JPEG with the tables that all strips share, and a mark that says which colours it has (Adobe's APP14). */
function wholeJpeg(data: Uint8Array, tables: Uint8Array, ycbcr: boolean, colour: boolean): Uint8Array {
  const mark = Uint8Array.of(0xff, 0xee, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, ycbcr ? 1 : 0);
  const shared = tables.length > 4 ? tables.subarray(2, tables.length - 2) : new Uint8Array(0);
  return joinBytes([Uint8Array.of(0xff, 0xd8), colour ? mark : new Uint8Array(0), shared, data.subarray(data[0] === 0xff && data[1] === 0xd8 ? 2 : 0)]);
}

/** The JPEG of TIFF 6.0, section 22, where it lies whole in the file. */
function readOldJpeg(bytes: Uint8Array, tags: TiffTags): PdfPicture | "too-large" | null {
  const offset = one(tags, tag.jpegOffset, 0) || one(tags, tag.stripOffsets, 0);
  const picture = readJpeg(bytes.slice(offset, offset + one(tags, tag.jpegLength, bytes.length)));
  return picture === "to-draw" ? null : picture;
}

// ---------------------------------------------------------------- samples

const unpackable: readonly number[] = [compression.none, compression.huffman, compression.group3, compression.group4, compression.lzw, compression.deflate, compression.oldDeflate, compression.packBits];

function readSamples(buffer: ArrayBuffer, tags: TiffTags, blocks: readonly Block[], width: number, height: number): PdfPicture | "too-large" | null {
  const bits = one(tags, tag.bits, 1);
  const samples = one(tags, tag.samples, 1);
  const kind = one(tags, tag.photometric, bits === 1 ? photometric.whiteIsZero : photometric.rgb);
  if (!unpackable.includes(one(tags, tag.compression, compression.none)) || samples > 8) return null;
  if (bits !== 1 && width * height * samples > mostDrawnPixels * 4) return "too-large";
  const planar = one(tags, tag.planar, 1) === 2 && samples > 1;
  if (planar && bits !== 8 && bits !== 16) return null;
  const planes = unpackPlanes(buffer, tags, blocks, width, height, bits, planar ? 1 : samples, planar ? samples : 1);
  const rows = planar ? interleaved(planes, bits / 8) : planes[0];
  if (rows === undefined) return null;
  return settle(bits === 16 ? highBytes(rows) : rows, { width, height, bits: bits === 16 ? 8 : bits, samples, kind, tags });
}

/** The rows of each plane without padding but to whole bytes. */
function unpackPlanes(buffer: ArrayBuffer, tags: TiffTags, blocks: readonly Block[], width: number, height: number, bits: number, samples: number, planes: number): Uint8Array[] {
  const rowBytes = Math.ceil((width * bits * samples) / 8);
  const found = Array.from({ length: planes }, () => new Uint8Array(rowBytes * height));
  for (const block of blocks) {
    const target = found[block.plane];
    if (target === undefined || block.height <= 0) continue;
    const data = unpackBlock(buffer, tags, block, bits, samples);
    const blockBytes = Math.ceil((block.width * bits * samples) / 8);
    const left = Math.floor((block.x * bits * samples) / 8);
    const kept = Math.min(blockBytes, rowBytes - left);
    for (let row = 0; row < block.height && block.y + row < height; row += 1) target.set(data.subarray(row * blockBytes, row * blockBytes + kept), (block.y + row) * rowBytes + left);
  }
  return found;
}

/** One strip or tile, as though it were a picture of its own. */
function unpackBlock(buffer: ArrayBuffer, tags: TiffTags, { offset, count, width, height }: Block, bits: number, samples: number): Uint8Array {
  const expected = Math.ceil((width * bits * samples) / 8) * height;
  const length = Math.min(count, buffer.byteLength - offset);
  if (length <= 0) return new Uint8Array(expected);
  const packing = one(tags, tag.compression, compression.none);
  if (packing === compression.group4) return unpackGroup4(turnedBits(tags, new Uint8Array(buffer, offset, length)), width, height);
  const deflated = packing === compression.deflate || packing === compression.oldDeflate;
  // The byte order's mark is read from the buffer's start.
  const source = deflated ? withOrder(buffer, inflated(new Uint8Array(buffer, offset, length), expected)) : buffer;
  const directory = {
    t256: [width], t257: [height], t258: [bits], t262: [one(tags, tag.photometric, 0)], t277: [samples], t278: [height],
    t259: [deflated ? compression.none : packing],
    t266: [one(tags, tag.fillOrder, 1)],
    t273: [deflated ? 2 : offset],
    t279: [deflated ? expected : length],
    t292: [one(tags, tag.faxOptions, 0)],
    t317: [one(tags, tag.predictor, 1)],
  } as unknown as UTIF.IFD;
  UTIF.decodeImage(source, directory);
  return directory.data;
}

function withOrder(buffer: ArrayBuffer, data: Uint8Array): ArrayBuffer {
  return joinBytes([new Uint8Array(buffer, 0, 2), data]).buffer;
}

/** As many bytes as are expected; what is missing is nought, and what is too much is not unpacked. */
function inflated(packed: Uint8Array, expected: number): Uint8Array {
  const out = new Uint8Array(expected);
  let at = 0;
  const stream = new Unzlib((data) => {
    out.set(data.subarray(0, Math.max(0, expected - at)), Math.min(at, expected));
    at += data.length;
  });
  try {
    for (let from = 0; from < packed.length && at < expected; from += 65_536) stream.push(packed.subarray(from, from + 65_536), from + 65_536 >= packed.length);
  } catch {
    // A broken strip is shown as far as it goes.
  }
  return out;
}

function interleaved(planes: readonly Uint8Array[], bytesPerSample: number): Uint8Array {
  const rows = new Uint8Array(planes.reduce((sum, plane) => sum + plane.length, 0));
  const step = planes.length * bytesPerSample;
  planes.forEach((plane, channel) => {
    for (let from = 0, to = channel * bytesPerSample; from < plane.length; from += bytesPerSample, to += step) {
      for (let byte = 0; byte < bytesPerSample; byte += 1) rows[to + byte] = plane[from + byte] as number;
    }
  });
  return rows;
}

/** Samples of sixteen bits, which the unpacker leaves with the low byte first. */
function highBytes(rows: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: rows.length >> 1 }, (_, index) => rows[index * 2 + 1] as number);
}

interface Rows {
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  readonly samples: number;
  readonly kind: number;
  readonly tags: TiffTags;
}

function settle(rows: Uint8Array, { width, height, bits, samples, kind, tags }: Rows): PdfPicture | null {
  const few = bits === 1 || bits === 2 || bits === 4 || bits === 8 ? bits : null;
  if (few === null) return null;
  const packed = (colours: Colours, data: Uint8Array, inverted = false): PdfPicture => ({ ...plain(width, height), bits: few, colours, inverted, filter: "FlateDecode", parameters: "", data: zlibSync(data, { level: 6 }) });
  if (kind === photometric.whiteIsZero || kind === photometric.blackIsZero) {
    if (samples > 1 && bits !== 8) return null;
    return packed("grey", firstSamples(rows, samples, 1), kind === photometric.whiteIsZero);
  }
  if (kind === photometric.palette && samples === 1) return packed({ palette: paletteOf(tags, bits) }, rows);
  if (bits !== 8) return null;
  if (kind === photometric.cmyk && samples >= 4) return packed("cmyk", firstSamples(rows, samples, 4));
  if (kind === photometric.rgb && samples >= 3) return packPixels({ width, height, rgba: opaque(rows, samples, samples > 3 && one(tags, tag.extraSamples, 0) > 0) }, null);
  return null;
}

function firstSamples(rows: Uint8Array, samples: number, wanted: number): Uint8Array {
  if (samples === wanted) return rows;
  const kept = new Uint8Array((rows.length / samples) * wanted);
  for (let from = 0, to = 0; from < rows.length; from += samples) for (let channel = 0; channel < wanted; channel += 1) kept[to++] = rows[from + channel] as number;
  return kept;
}

/** Red, green and blue on white. */
function opaque(rows: Uint8Array, samples: number, transparent: boolean): Uint8ClampedArray {
  const points = Math.floor(rows.length / samples);
  const rgba = new Uint8ClampedArray(points * 4);
  for (let point = 0, from = 0, to = 0; point < points; point += 1, from += samples, to += 4) {
    const alpha = transparent ? (rows[from + 3] as number) / 255 : 1;
    for (let channel = 0; channel < 3; channel += 1) rgba[to + channel] = alpha === 1 ? (rows[from + channel] as number) : (rows[from + channel] as number) * alpha + 255 * (1 - alpha);
    rgba[to + 3] = 255;
  }
  return rgba;
}

/** All reds, then all greens, then all blues, of sixteen bits each (TIFF 6.0, section 5). */
function paletteOf(tags: TiffTags, bits: number): Uint8Array {
  const values = tags.get(tag.palette) ?? [];
  const count = 2 ** bits;
  return Uint8Array.from({ length: count * 3 }, (_, index) => (values[(index % 3) * count + Math.floor(index / 3)] ?? 0) >> 8);
}

// ---------------------------------------------------------------- tags

function plain(width: number, height: number): Pick<PdfPicture, "width" | "height" | "inverted" | "profile" | "orientation" | "density"> {
  return { width, height, inverted: false, profile: null, orientation: 1, density: null };
}

function one(tags: TiffTags, number: number, otherwise: number): number {
  return tags.get(number)?.[0] ?? otherwise;
}

function orientationOf(tags: TiffTags): number {
  const value = one(tags, tag.orientation, 1);
  return value >= 1 && value <= 8 ? value : 1;
}

function densityOf(tags: TiffTags): PdfPicture["density"] {
  const unit = one(tags, tag.resolutionUnit, 2);
  const inches = unit === 2 ? 1 : unit === 3 ? 2.54 : 0;
  return sensible(one(tags, tag.xResolution, 0) * inches, one(tags, tag.yResolution, 0) * inches);
}
