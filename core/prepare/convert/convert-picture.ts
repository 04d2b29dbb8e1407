import type { FontFiles } from "../../document/fonts.ts";
import { decodeText } from "../../intake/decode-text.ts";
import type { Converted } from "./convert-tools.ts";
import { drawPicture } from "./draw-picture.ts";
import { drawSvg } from "./draw-svg.ts";
import type { PdfPicture } from "./pdf-picture.ts";
import { placePicture } from "./place-picture.ts";
import { readJpeg } from "./read-jpeg.ts";
import { readPng } from "./read-png.ts";
import { readTiff } from "./read-tiff.ts";
import { writePictures } from "./write-pictures.ts";

/** A picture file on pages of its own: a TIFF's pictures a page each, of a moving picture the first. */
export async function convertPicture(bytes: Uint8Array, mediaType: string, title: string, fonts: FontFiles): Promise<Converted> {
  const read = await readPictures(bytes, mediaType, fonts);
  if (read === "too-large") return { slip: "too-large" };
  if (read === null || read.pictures.length === 0) return { slip: "damaged" };
  return { pdf: writePictures(read.pictures.map(placePicture), title), reasons: read.incomplete ? ["from-picture", "parts-missing"] : ["from-picture"] };
}

interface ReadPictures {
  readonly pictures: readonly PdfPicture[];
  readonly incomplete: boolean;
}

async function readPictures(bytes: Uint8Array, mediaType: string, fonts: FontFiles): Promise<ReadPictures | "too-large" | null> {
  if (mediaType === "image/tiff") {
    const read = await readTiff(bytes);
    return read === "too-large" ? read : { pictures: read.pictures, incomplete: read.unread > 0 };
  }
  if (mediaType === "image/svg+xml") {
    const drawn = await drawSvg(decodeText(bytes) ?? "", fonts);
    return drawn === null || drawn === "too-large" ? drawn : { pictures: [drawn.picture], incomplete: drawn.incomplete };
  }
  const passed = mediaType === "image/jpeg" ? readJpeg(bytes) : mediaType === "image/png" ? readPng(bytes) : "to-draw";
  const picture = passed === "to-draw" ? await drawPicture(bytes) : passed;
  return picture === null || picture === "too-large" ? picture : { pictures: [picture], incomplete: false };
}
