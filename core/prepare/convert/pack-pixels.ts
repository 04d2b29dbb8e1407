import { createCanvas, ImageData } from "@napi-rs/canvas";
import { zlibSync } from "fflate";
import type { Density, PdfPicture } from "./pdf-picture.ts";

/** Opaque pixels, four bytes each. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8ClampedArray;
}

/** What a photograph is kept in: nobody sees the difference, and it takes a tenth of the space. */
const photoQuality = 85;

/** Drawn pixels as a PDF can hold them: a photograph as JPEG, all else without a loss, grey where all of it is. */
export function packPixels(pixels: Pixels, density: Density | null): PdfPicture {
  const { width, height } = pixels;
  const common = { width, height, bits: 8, inverted: false, profile: null, orientation: 1, density } as const;
  if (isPhoto(pixels)) {
    const canvas = createCanvas(width, height);
    canvas.getContext("2d").putImageData(new ImageData(pixels.rgba, width, height), 0, 0);
    return { ...common, colours: "rgb", filter: "DCTDecode", parameters: "", data: new Uint8Array(canvas.encodeSync("jpeg", photoQuality)) };
  }
  const channels = isGrey(pixels) ? 1 : 3;
  return { ...common, colours: channels === 1 ? "grey" : "rgb", ...packRows(pixels, channels) };
}

/** Rows of samples compressed, each as its difference to the row above (PNG's filter 2). */
function packRows({ width, height, rgba }: Pixels, channels: 1 | 3): Pick<PdfPicture, "filter" | "parameters" | "data"> {
  const rowBytes = width * channels;
  const rows = new Uint8Array((rowBytes + 1) * height);
  const above = new Uint8Array(rowBytes);
  let to = 0;
  let from = 0;
  for (let row = 0; row < height; row += 1) {
    rows[to++] = 2;
    for (let at = 0; at < rowBytes; ) {
      for (let channel = 0; channel < channels; channel += 1, at += 1) {
        const value = rgba[from + channel] as number;
        rows[to++] = value - (above[at] as number);
        above[at] = value;
      }
      from += 4;
    }
  }
  return { filter: "FlateDecode", parameters: `/Predictor 15/Colors ${channels}/BitsPerComponent 8/Columns ${width}`, data: zlibSync(rows, { level: 6 }) };
}

function isGrey({ rgba }: Pixels): boolean {
  for (let at = 0; at < rgba.length; at += 4) if (rgba[at] !== rgba[at + 1] || rgba[at] !== rgba[at + 2]) return false;
  return true;
}

/** Drawings and screens have few colours, each many times; of a photograph's points hardly two are the same. */
function isPhoto({ rgba }: Pixels): boolean {
  const points = rgba.length / 4;
  const step = Math.max(1, Math.floor(points / 20_000));
  const seen = new Set<number>();
  let looked = 0;
  for (let point = 0; point < points; point += step, looked += 1) {
    const at = point * 4;
    seen.add(((rgba[at] as number) << 16) | ((rgba[at + 1] as number) << 8) | (rgba[at + 2] as number));
  }
  return looked > 5000 && seen.size > looked * 0.2;
}
