import { Unzlib } from "fflate";
import { joinBytes } from "../../join-bytes.ts";
import { mostPixels, type PdfPicture, sensible } from "./pdf-picture.ts";

/**
 * A PNG whose compressed rows a PDF can take as they stand: opaque, not interlaced, whole. `to-draw` for others,
 * which must be drawn.
 */
export function readPng(bytes: Uint8Array): PdfPicture | "to-draw" | "too-large" | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 33 || String.fromCharCode(...bytes.subarray(12, 16)) !== "IHDR") return null;
  const width = view.getUint32(16);
  const height = view.getUint32(20);
  const [bits = 0, type = 0, , , interlace = 0] = bytes.subarray(24, 29);
  if (width === 0 || height === 0) return null;
  if (width * height > mostPixels) return "too-large";
  let palette: Uint8Array | null = null;
  let density = null;
  const data: Uint8Array[] = [];
  for (let at = 33; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const chunk = bytes.subarray(at + 8, at + 8 + length);
    if (name === "IDAT") data.push(chunk);
    else if (name === "PLTE") palette = chunk;
    else if (name === "tRNS") return "to-draw";
    // Pixels to the metre.
    else if (name === "pHYs" && chunk[8] === 1 && length === 9) density = sensible(view.getUint32(at + 8) * 0.0254, view.getUint32(at + 12) * 0.0254);
    else if (name === "IEND") break;
    at += 12 + length;
  }
  const channels = type === 2 ? 3 : 1;
  if (interlace !== 0 || !(type === 0 || type === 2 || type === 3) || !isBits(bits) || (type === 3 && (palette === null || palette.length < 3 || bits > 8)) || (type === 2 && bits < 8)) return "to-draw";
  const packed = joinBytes(data);
  if (!unpacksTo(packed, (Math.ceil((width * channels * bits) / 8) + 1) * height)) return "to-draw";
  return {
    width,
    height,
    bits,
    colours: type === 3 && palette !== null ? { palette: palette.slice(0, 3 * Math.min(Math.floor(palette.length / 3), 2 ** bits)) } : type === 2 ? "rgb" : "grey",
    inverted: false,
    filter: "FlateDecode",
    parameters: `/Predictor 15/Colors ${channels}/BitsPerComponent ${bits}/Columns ${width}`,
    data: packed,
    profile: null,
    orientation: 1,
    density,
  };
}

function isBits(bits: number): bits is PdfPicture["bits"] {
  return bits === 1 || bits === 2 || bits === 4 || bits === 8 || bits === 16;
}

const slice = 64 * 1024;

/** Whether zlib data holds that many bytes and hardly more; counts without keeping them, and stops where it is enough. */
function unpacksTo(packed: Uint8Array, expected: number): boolean {
  let total = 0;
  const stream = new Unzlib((data) => {
    total += data.length;
  });
  try {
    for (let at = 0; at < packed.length && total <= expected; at += slice) stream.push(packed.subarray(at, at + slice), at + slice >= packed.length);
  } catch {
    return false;
  }
  return total >= expected && total <= expected + slice;
}
