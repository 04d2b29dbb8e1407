import { ImageRun, TextRun } from "docx";
import type { Image, ImageBytes } from "../../document.ts";
import { notice } from "../../../errors.ts";
import { allowedText } from "./allowed-text.ts";
import { paragraphPiece, type Piece } from "./pieces.ts";
import { type Setting, type Spot, textHeight } from "./setting.ts";

/** Pixels of a picture of natural size on a point of paper: 150 to the inch. */
const pixelsPerPoint = 150 / 72;

/** A picture in a paragraph of its own; a frame that says so where its bytes are not there. */
export function setImage(image: Image, { setting, place }: Spot): Piece[] {
  const found = setting.document.images.get(image.source);
  const style = setting.styles.paragraph("body");
  const at = { indentLeft: style.look.indentLeft + place.indent, align: place.align, spaceBefore: style.look.spaceAfter / 2 };
  if (!found) {
    setting.notices.push(notice("image.missing", { source: image.source }));
    const frame = { style: "single", size: 4, space: 6, color: "808080" } as const;
    const more = { border: { top: frame, bottom: frame, left: frame, right: frame } };
    const text = new TextRun({ text: allowedText(image.alt) || "Billede mangler", italics: true });
    // The frame stands outside the text, so that is moved in.
    return [{ ...paragraphPiece(style, [text], { ...more, indent: { right: 120 } }), ...at, indentLeft: at.indentLeft + 6 }];
  }
  const width = place.width - style.look.indentLeft - style.look.indentRight;
  // A line of fixed height would cut the picture off.
  const more = { spacing: { line: 240, lineRule: "auto" } } as const;
  return [{ ...paragraphPiece(style, [imageRun(image, found, width, setting)], more), ...at }];
}

function imageRun(image: Image, found: ImageBytes, available: number, setting: Setting): ImageRun {
  const wanted = image.width === null ? Math.min(found.width / pixelsPerPoint, available) : Math.min(1, Math.max(0.02, image.width)) * available;
  const height = (wanted * found.height) / found.width;
  const scale = Math.min(1, textHeight(setting.document) / height);
  setting.imageCount += 1;
  const alt = allowedText(image.alt);
  return new ImageRun({
    type: found.mediaType === "image/png" ? "png" : "jpg",
    data: found.bytes,
    // The library counts in pixels of 96 to the inch.
    transformation: { width: (wanted * scale * 96) / 72, height: (height * scale * 96) / 72 },
    altText: { id: String(setting.imageCount), name: `Billede ${setting.imageCount}`, description: alt },
    ...(alt === "" && { decorative: true }),
  });
}
