import type { Document } from "../../document.ts";
import { turnedSquare } from "../../turned-square.ts";
import type { PdfFile, PdfkitReference } from "./pdf-file.ts";
import { type PackedRows, type Picture, type PngPicture, readPicture } from "./read-picture.ts";

/** The pictures of one file, each embedded once. */
export interface Pictures {
  /** Resource name on the current page and the matrix that puts the picture into a box; null if it is unreadable. */
  readonly place: (source: string, x: number, y: number, width: number, height: number) => { readonly name: string; readonly matrix: readonly number[] } | null;
}

/** Embeds pictures as they are placed. */
export function createPictures(file: PdfFile, document: Document): Pictures {
  const embedded = new Map<string, { readonly name: string; readonly object: PdfkitReference; readonly orientation: number }>();
  return {
    place: (source, x, y, width, height) => {
      let picture = embedded.get(source);
      if (!picture) {
        const bytes = document.images.get(source);
        const read = bytes ? readPicture(bytes) : null;
        if (!read || "unreadable" in read) return null;
        picture = { name: `I${embedded.size + 1}`, object: embed(file, read), orientation: read.kind === "jpeg" ? read.orientation : 1 };
        embedded.set(source, picture);
      }
      file.pdfkit.page.xobjects[picture.name] = picture.object;
      return { name: picture.name, matrix: turnedSquare(picture.orientation, x, y, width, height) };
    },
  };
}

function embed(file: PdfFile, picture: Picture): PdfkitReference {
  const { pdfkit } = file;
  const common = { Type: "XObject", Subtype: "Image", ColorSpace: picture.channels === 1 ? "DeviceGray" : "DeviceRGB" };
  if (picture.kind === "jpeg") {
    const object = pdfkit.ref({ ...common, Width: picture.storedWidth, Height: picture.storedHeight, BitsPerComponent: 8, Filter: "DCTDecode" });
    object.end(picture.bytes);
    return object;
  }
  if (picture.packed) return embedRows(file, picture, picture.packed);
  const size = { Width: picture.width, Height: picture.height, BitsPerComponent: 8 };
  let mask: PdfkitReference | null = null;
  if (picture.alpha) {
    mask = pdfkit.ref({ Type: "XObject", Subtype: "Image", ColorSpace: "DeviceGray", ...size });
    mask.end(picture.alpha);
  }
  const object = pdfkit.ref({ ...common, ...size, ...(mask ? { SMask: mask } : {}) });
  object.end(picture.samples);
  return object;
}

function embedRows(file: PdfFile, picture: PngPicture, { data, bits, palette }: PackedRows): PdfkitReference {
  const { pdfkit } = file;
  const object = pdfkit.ref({
    Type: "XObject",
    Subtype: "Image",
    Width: picture.width,
    Height: picture.height,
    BitsPerComponent: bits,
    ColorSpace: palette ? ["Indexed", "DeviceRGB", palette.length / 3 - 1, palette] : picture.channels === 1 ? "DeviceGray" : "DeviceRGB",
    Filter: "FlateDecode",
    DecodeParms: { Predictor: 15, Colors: picture.channels, BitsPerComponent: bits, Columns: picture.width },
  });
  object.end(data);
  return object;
}
