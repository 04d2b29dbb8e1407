import { type Canvas, createCanvas, loadImage } from "@napi-rs/canvas";
import { packPixels } from "./pack-pixels.ts";
import { mostDrawnPixels, type PdfPicture } from "./pdf-picture.ts";

/**
 * Draws a PNG, JPEG, GIF, WebP, BMP or AVIF on white. Of an animation the first picture. Null for what cannot be drawn.
 */
export async function drawPicture(bytes: Uint8Array): Promise<PdfPicture | "too-large" | null> {
  const drawn = await drawCanvas(bytes);
  if (drawn === null || drawn === "too-large") return drawn;
  const { width, height } = drawn;
  return packPixels({ width, height, rgba: drawn.getContext("2d").getImageData(0, 0, width, height).data }, null);
}

/** The same as a PNG file; null where it cannot be drawn, or is too large. */
export async function drawAsPng(bytes: Uint8Array): Promise<Uint8Array | null> {
  const drawn = await drawCanvas(bytes);
  return drawn === null || drawn === "too-large" ? null : drawn.encodeSync("png");
}

async function drawCanvas(bytes: Uint8Array): Promise<Canvas | "too-large" | null> {
  const claimed = claimedSize(bytes);
  if (claimed === null || claimed.width === 0 || claimed.height === 0) return null;
  if (claimed.width * claimed.height > mostDrawnPixels) return "too-large";
  const image = await loadImage(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)).catch(() => null);
  if (image === null || image.width === 0 || image.height === 0) return null;
  const { width, height } = image;
  if (width * height > mostDrawnPixels) return "too-large";
  const canvas = createCanvas(width, height);
  const context = canvas.getContext("2d");
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, width, height);
  context.drawImage(image, 0, 0);
  return canvas;
}

/** What the file's head says, before anything is unpacked: a few bytes can claim gigabytes. */
function claimedSize(bytes: Uint8Array): { readonly width: number; readonly height: number } | null {
  if (bytes.length < 30) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head = String.fromCharCode(...bytes.subarray(0, 16));
  if (head.startsWith("\x89PNG")) return { width: view.getUint32(16), height: view.getUint32(20) };
  if (head.startsWith("GIF8")) return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  if (head.startsWith("BM")) return bmpSize(view);
  if (head.startsWith("RIFF") && head.slice(8, 12) === "WEBP") return webpSize(view, head.slice(12, 16));
  if (head.slice(4, 8) === "ftyp") return avifSize(view);
  if (head.startsWith("\xff\xd8")) return jpegSize(view);
  return null;
}

function bmpSize(view: DataView): { readonly width: number; readonly height: number } {
  // The oldest head has sizes of two bytes; a negative height says that the rows run downwards.
  if (view.getUint32(14, true) === 12) return { width: view.getUint16(18, true), height: view.getUint16(20, true) };
  return { width: Math.abs(view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)) };
}

function webpSize(view: DataView, kind: string): { readonly width: number; readonly height: number } | null {
  const three = (at: number) => view.getUint16(at, true) + 65_536 * view.getUint8(at + 2);
  if (kind === "VP8X") return { width: three(24) + 1, height: three(27) + 1 };
  if (kind === "VP8 ") return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  if (kind !== "VP8L") return null;
  const bits = view.getUint32(21, true);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}

/** The largest of the sizes that its boxes of type `ispe` tell. */
function avifSize(view: DataView): { readonly width: number; readonly height: number } | null {
  let found: { width: number; height: number } | null = null;
  for (let at = 16; at + 16 <= Math.min(view.byteLength, 65_536); at += 1) {
    if (view.getUint32(at) !== 0x69737065) continue;
    const size = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
    if (found === null || size.width * size.height > found.width * found.height) found = size;
  }
  return found;
}

function jpegSize(view: DataView): { readonly width: number; readonly height: number } | null {
  for (let at = 2; at + 9 < view.byteLength; ) {
    const marker = view.getUint16(at);
    if (marker < 0xff01) return null;
    if (marker >= 0xffc0 && marker <= 0xffcf && marker !== 0xffc4 && marker !== 0xffc8 && marker !== 0xffcc) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}
