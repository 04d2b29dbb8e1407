/** A picture in a form that a PDF can hold. */
export interface PdfPicture {
  /** Pixels as stored, before the turn that `orientation` asks for. */
  readonly width: number;
  readonly height: number;
  readonly bits: 1 | 2 | 4 | 8 | 16;
  readonly colours: Colours;
  /** Its highest value is the darkest: white is nought in some TIFF files, and CMYK is stored so by Photoshop. */
  readonly inverted: boolean;
  readonly filter: "DCTDecode" | "FlateDecode" | "CCITTFaxDecode";
  /** Entries of its DecodeParms, or empty. */
  readonly parameters: string;
  readonly data: Uint8Array;
  /** ICC profile of as many colours as the picture has. */
  readonly profile: Uint8Array | null;
  /** EXIF, 1–8: how it is turned to be upright. */
  readonly orientation: number;
  /** Pixels to the inch where the file says so and means it. */
  readonly density: Density | null;
}

/** One channel, three, four, or an index into a table of red, green and blue. */
export type Colours = "grey" | "rgb" | "cmyk" | { readonly palette: Uint8Array };

export interface Density {
  readonly x: number;
  readonly y: number;
}

/** More than any scan or camera has; a file that claims more is hostile, or cannot be drawn by its readers. */
export const mostPixels = 250_000_000;

/** Unpacked pixels take four bytes each, twice. */
export const mostDrawnPixels = 80_000_000;

/** Width and height as it is to be seen. */
export function uprightSize({ width, height, orientation }: PdfPicture): { readonly width: number; readonly height: number } {
  return orientation > 4 ? { width: height, height: width } : { width, height };
}

/** A density that no paper was scanned with (cameras write 72 or 1) says nothing. */
export function sensible(x: number, y: number): Density | null {
  const plausible = (value: number) => value >= 90 && value <= 2400;
  return plausible(x) && plausible(y) ? { x, y } : null;
}
