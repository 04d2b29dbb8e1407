import { notice } from "../../../errors.ts";
import type { Image, ParagraphStyle } from "../../document.ts";
import type { TextWidths } from "./flowable.ts";
import { pdfText, plainLine } from "./pdf-text.ts";
import { readPicture } from "./read-picture.ts";
import { paragraphStyle, type SetContext } from "./set-context.ts";
import { prepareText } from "./set-text.ts";
import { type PictureSlug, stackHeight } from "./slug.ts";
import { addNode, type StructureNode } from "./structure.ts";

/** Natural size: pixels at 150 to the inch. */
const pointsPerPixel = 72 / 150;

/** Narrower than this no picture is squeezed by a column. */
const smallest = 36;

/** Space between a frame and its text. */
export const framePadding = 8;

/** A picture, or the frame that stands in for one that is missing or unreadable. */
export function setPicture(image: Image, parent: StructureNode, context: SetContext): { readonly widths: () => TextWidths; readonly lay: (left: number, width: number, align: ParagraphStyle["align"] | null) => PictureSlug } {
  const bytes = context.document.images.get(image.source);
  const read = bytes ? readPicture(bytes) : null;
  const usable = read !== null && "width" in read;
  if (!bytes) context.notices.push(notice("image.missing", { source: image.source }));
  else if (read && "unreadable" in read) context.notices.push(notice("image.unreadable", { source: image.source, reason: read.unreadable }));
  const alt = plainLine(image.alt) || (usable ? "" : "Billede mangler");
  const node = alt === "" ? null : addNode(parent, "Figure", "");
  if (!usable) return setFrame(alt, node, context);

  const natural = read.width * pointsPerPixel;
  const ratio = read.height / read.width;
  if (node) node.entries = figureEntries(alt);
  return {
    widths: () => ({ narrowest: () => Math.min(natural, smallest), min: Math.min(natural, smallest), max: natural }),
    lay: (left, width, align) => {
      const wanted = image.width === null ? Math.min(natural, width) : Math.min(1, Math.max(0.02, image.width)) * width;
      const tallest = context.bodyHeight - 2;
      const set = wanted * ratio > tallest ? tallest / ratio : wanted;
      const x = align === "centre" ? left + (width - set) / 2 : align === "right" ? left + width - set : left;
      return slug(x, set, set * ratio, image.source, node, []);
    },
  };
}

function setFrame(alt: string, node: StructureNode | null, context: SetContext): ReturnType<typeof setPicture> {
  const style = { ...paragraphStyle(context, "body"), italic: true, spaceBefore: 0, align: "left" as const };
  const text = prepareText([{ type: "text", text: alt }], style, node, context);
  if (node) node.entries = figureEntries(alt);
  return {
    widths: () => {
      const widths = text.widths();
      return { narrowest: () => widths.narrowest() + 2 * framePadding, min: widths.min + 2 * framePadding, max: widths.max + 2 * framePadding };
    },
    lay: (left, width) => {
      const lines = text.lay(left + framePadding, width - 2 * framePadding);
      return slug(left, width, stackHeight(lines) + 2 * framePadding, null, node, lines);
    },
  };
}

function slug(x: number, width: number, height: number, source: string | null, node: StructureNode | null, lines: PictureSlug["lines"]): PictureSlug {
  return { kind: "picture", gap: 0, height, breakBefore: "free", notes: [], anchors: [], outline: null, x, width, source, node, lines };
}

/** The alternative text; the painter adds the box when it knows where the figure stands. */
function figureEntries(alt: string): string {
  return `/Alt${pdfText(alt)}`;
}
