import { type PdfPicture, uprightSize } from "./pdf-picture.ts";

/** A page with one picture on it; lengths in points, the picture's lower left corner from the page's. */
export interface PicturePage {
  readonly picture: PdfPicture;
  readonly pageWidth: number;
  readonly pageHeight: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const shortA4 = 595.28;
const longA4 = 841.89;

const margin = 36;
/** Room for the stamp. */
const foot = 68;

/** What scanners add at the edges of a sheet; letter paper is that much wider than A4. */
const tolerance = 1.04;

/**
 * A scan that tells its size keeps it on A4 or, where it is larger, on A3; its own margins are the page's. Any other
 * picture is set on A4, at 96 pixels to the inch and no larger than fits inside the margins: nothing is blown up.
 */
export function placePicture(picture: PdfPicture): PicturePage {
  return placeScan(picture) ?? placeOther(picture);
}

function placeScan(picture: PdfPicture): PicturePage | null {
  if (picture.density === null) return null;
  const { x, y } = picture.orientation > 4 ? { x: picture.density.y, y: picture.density.x } : picture.density;
  const { width: across, height: down } = uprightSize(picture);
  const width = (across / x) * 72;
  const height = (down / y) * 72;
  const wide = width > height;
  for (const [short, long] of [[shortA4, longA4], [longA4, shortA4 * 2]] as const) {
    const pageWidth = wide ? long : short;
    const pageHeight = wide ? short : long;
    if (width > pageWidth * tolerance || height > pageHeight * tolerance) continue;
    // A cutting is no sheet: it stands within the margins like any picture.
    if (Math.max(width / pageWidth, height / pageHeight) < 0.8) return placeInside(picture, pageWidth, pageHeight, width, height);
    const scale = Math.min(1, pageWidth / width, pageHeight / height);
    return {
      picture, pageWidth, pageHeight,
      x: (pageWidth - width * scale) / 2,
      y: (pageHeight - height * scale) / 2,
      width: width * scale,
      height: height * scale,
    };
  }
  return null;
}

function placeOther(picture: PdfPicture): PicturePage {
  const { width, height } = uprightSize(picture);
  // A fax has pixels that are twice as high as wide.
  const stretch = picture.density === null ? 1 : picture.orientation > 4 ? picture.density.y / picture.density.x : picture.density.x / picture.density.y;
  const wide = width > height * stretch;
  return placeInside(picture, wide ? longA4 : shortA4, wide ? shortA4 : longA4, width * 0.75, height * stretch * 0.75);
}

function placeInside(picture: PdfPicture, pageWidth: number, pageHeight: number, width: number, height: number): PicturePage {
  const scale = Math.min(1, (pageWidth - 2 * margin) / width, (pageHeight - margin - foot) / height);
  // A ribbon of one pixel is still to be seen.
  const set = { width: Math.max(1, width * scale), height: Math.max(1, height * scale) };
  return { picture, pageWidth, pageHeight, x: (pageWidth - set.width) / 2, y: pageHeight - margin - set.height, ...set };
}
