import { inkDepth, type PageInk } from "../../domain/preparation.ts";
import type { StampPattern } from "../../domain/template-pack.ts";
import { type Box, displayedSize, displayToUser, type Matrix, type PageGeometry } from "../../pdf/page-geometry.ts";
import { numberText } from "../../pdf/value-text.ts";
import type { StampFaces } from "./stamp-faces.ts";
import { wrapLine } from "./stamp-text.ts";

/** A stamp for a page: what it says, where the page is free, and what the pack wants. */
export interface StampOrder {
  readonly geometry: PageGeometry;
  /** Null where the page could not be drawn, which counts as full. */
  readonly ink: PageInk | null;
  /** The page's lines before wrapping (`stampOfPage`). */
  readonly lines: readonly string[];
  readonly pattern: Pick<StampPattern, "place" | "wrapAt" | "occupied">;
  readonly faces: StampFaces;
}

/** How the page is written so that it bears its stamp. */
export interface StampedPage {
  readonly mediaBox: Box;
  readonly cropBox: Box;
  readonly userUnit: number;
  /**
   * Content before the page's own: `q`, and where a strip is made, a clip to what was visible before. Then come as many
   * `q` as the page's content closes without opening.
   */
  readonly before: string;
  /**
   * Content after the page's own (and the `Q` that balance it): the `Q` that matches `before`, then the stamp between
   * its own `q` and `Q`.
   */
  readonly after: string;
  /** The page has grown. Annotations outside its old crop box would show in what was added. */
  readonly strip: boolean;
  /**
   * Where the stamp's letters stand, in points (after UserUnit) from the lower left corner of the page as the reader
   * sees it; null where there is nothing to print.
   */
  readonly box: Box | null;
}

/**
 * Prints a stamp in the free margin of a page, upright for its reader, or makes a strip for it where the margin is
 * occupied: the page is extended (`extend`), or extended both ways and shrunk to its old size by its UserUnit (`scale`;
 * Acrobat takes no UserUnit under 1 and shows such a page a little larger). Nothing of the page is rewritten: user space
 * stays, so links and annotations keep their places.
 */
export function placeStamp(order: StampOrder): StampedPage {
  const { geometry, lines } = order;
  const page = pageSize(geometry);
  if (!page || lines.every((line) => line === "")) return plainPage(geometry);
  return inMargin(order, page) ?? inStrip(order, page);
}

/** In points, as the reader sees it. */
interface PageSize {
  readonly width: number;
  readonly height: number;
}

function pageSize(geometry: PageGeometry): PageSize | null {
  const { width, height } = displayedSize(geometry);
  const size = { width: width * geometry.userUnit, height: height * geometry.userUnit };
  return size.width > 0 && size.height > 0 && Math.max(size.width, size.height) < beyondMeasure ? size : null;
}

/** Points: no box of this size was meant. */
const beyondMeasure = 1e12;

function plainPage({ mediaBox, cropBox, userUnit }: PageGeometry): StampedPage {
  return { mediaBox, cropBox, userUnit, before: "q\n", after: "Q\n", strip: false, box: null };
}

// -------------------------------------------------------------- type

/** A stamp set in lines, in points. */
interface Block {
  readonly lines: readonly { readonly text: string; readonly width: number }[];
  readonly size: number;
  readonly width: number;
  readonly height: number;
  /** From the page's edge, to the side, and at foot or head. */
  readonly indent: number;
  readonly inset: number;
  /** Free space around the letters. */
  readonly air: number;
}

const a4 = { width: 595.28, height: 841.89 };
const sizeOnA4 = 8;
const smallestSize = 6;
const leading = 1.2;

/** Of the letters over and under the baseline, in parts of the size: Å and g of the app's typeface, with a little air. */
const rise = 0.95;
const drop = 0.27;

/** Printers leave the outermost 4 mm of a sheet blank. */
const unprintable = 12;

/**
 * Grows with the sheet, for large ones are printed on small paper. A small sheet keeps it readable, and gets more
 * lines; only where not even a dozen letters would find room does it shrink further.
 */
function typeSize({ width, height }: PageSize): number {
  const sheet = Math.sqrt((width / a4.width) * (height / a4.height));
  const wanted = sizeOnA4 * Math.min(sheet, (1.5 * width) / a4.width);
  return Math.min(Math.max(smallestSize, Math.round(wanted * 4) / 4), width / 12);
}

function setBlock({ lines, pattern, faces }: StampOrder, page: PageSize, size: number): Block {
  const indent = Math.min(4.25 * size, 0.06 * page.width);
  const most = page.width - 2 * indent;
  const fits = (text: string): boolean => faces.width(text) * size <= most;
  const set = lines.flatMap((line) => wrapLine(line, pattern.wrapAt, fits)).map((text) => ({ text, width: faces.width(text) * size }));
  return {
    lines: set,
    size,
    width: Math.max(...set.map(({ width }) => width)),
    height: ((set.length - 1) * leading + rise + drop) * size,
    indent,
    inset: Math.max(unprintable, 1.75 * size),
    air: size / 2,
  };
}

// -------------------------------------------------------------- place

function inMargin(order: StampOrder, page: PageSize): StampedPage | null {
  const { geometry, ink, pattern } = order;
  const free = ink?.[pattern.place];
  if (!free || free.length === 0 || page.width < narrowest) return null;
  const block = blockInSight(order, page);
  const reach = block.inset + block.height + block.air;
  if (reach > page.height) return null;
  const side = sides.find((candidate) => {
    const left = leftOf(block, page, candidate);
    const column = (x: number): number => Math.floor((x / page.width) * free.length);
    const columns = free.slice(Math.max(0, column(left - block.air)), column(left + block.width + block.air) + 1);
    return columns.every((height) => height >= reach);
  });
  if (!side) return null;
  const { mediaBox, cropBox, userUnit } = geometry;
  return { mediaBox, cropBox, userUnit, before: "q\n", ...stamp(order, geometry, page, block, side), strip: false };
}

type Side = "left" | "right" | "centre";
const sides: readonly Side[] = ["left", "right", "centre"];

function leftOf({ width, indent }: Block, page: PageSize, side: Side): number {
  if (side === "left") return indent;
  return side === "right" ? page.width - indent - width : (page.width - width) / 2;
}

/** On the largest sheets the stamp is a little smaller where it else would reach over what was looked at. */
function blockInSight(order: StampOrder, page: PageSize): Block {
  const size = typeSize(page);
  const block = setBlock(order, page, size);
  const part = inkDepth / (block.inset + block.height + block.air);
  return part < 1 && part >= 0.7 ? setBlock(order, page, Math.floor(size * part * 4) / 4) : block;
}

/** A narrower page is given this width, so that its stamp is more than dust. */
const narrowest = 12;

function inStrip(order: StampOrder, { width, height }: PageSize): StampedPage {
  const { geometry, pattern } = order;
  const page = { width: Math.max(width, narrowest), height };
  const block = setBlock(order, page, typeSize(page));
  const strip = block.inset + block.height + block.size;
  // What part of its size the page keeps; less than the half of it is no page any more.
  const scale = pattern.occupied === "scale" && strip < height / 2 && width === page.width ? 1 - strip / height : 1;
  const userUnit = geometry.userUnit * scale;
  const added = strip / userUnit;
  const old = displayedSize(geometry);
  const sideways = scale < 1 ? (old.width / scale - old.width) / 2 : 0;
  const right = scale < 1 ? old.width + sideways : page.width / userUnit;
  const cropBox = transformed(displayToUser(geometry), pattern.place === "foot" ? [-sideways, -added, right, old.height] : [-sideways, 0, right, old.height + added]);
  const grown: PageGeometry = { mediaBox: around(geometry.mediaBox, cropBox), cropBox, rotate: geometry.rotate, userUnit };
  const sheet = { width: page.width, height: scale < 1 ? height : height + strip };
  return {
    mediaBox: grown.mediaBox,
    cropBox,
    userUnit,
    before: `q\n${clip(geometry.cropBox)}`,
    ...stamp(order, grown, sheet, block, "left"),
    strip: true,
  };
}

function transformed([a, b, c, d, e, f]: Matrix, [left, bottom, right, top]: Box): Box {
  const [x1, x2] = [a * left + c * bottom + e, a * right + c * top + e];
  const [y1, y2] = [b * left + d * bottom + f, b * right + d * top + f];
  return [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)];
}

function around(one: Box, other: Box): Box {
  return [Math.min(one[0], other[0]), Math.min(one[1], other[1]), Math.max(one[2], other[2]), Math.max(one[3], other[3])];
}

// -------------------------------------------------------------- content

function clip([left, bottom, right, top]: Box): string {
  return `${[left, bottom, right - left, top - bottom].map(precise).join(" ")} re W n\n`;
}

/** In points from the page's lower left corner, whatever its rotation and unit. */
function stamp({ pattern, faces }: StampOrder, geometry: PageGeometry, page: PageSize, block: Block, side: Side): Pick<StampedPage, "after" | "box"> {
  const { size, lines } = block;
  const left = leftOf(block, page, side);
  const bottom = pattern.place === "foot" ? block.inset : page.height - block.inset - block.height;
  const box: Box = [left, bottom, left + block.width, bottom + block.height];
  const [a, b, c, d, e, f] = displayToUser(geometry);
  const matrix = [...[a, b, c, d].map((part) => part / geometry.userUnit), e, f].map(precise).join(" ");
  const edge = pattern.place === "foot" ? "/Footer/Attached[/Bottom]" : "/Header/Attached[/Top]";
  let text = "";
  let [x, y] = [0, 0];
  lines.forEach((line, index) => {
    if (line.text === "") return;
    const start = side === "left" ? left : side === "right" ? box[2] - line.width : left + (block.width - line.width) / 2;
    const baseline = box[3] - (rise + index * leading) * size;
    text += `${numberText(hundredths(start) - x)} ${numberText(hundredths(baseline) - y)} Td\n${faces.show(line.text, size)}`;
    [x, y] = [hundredths(start), hundredths(baseline)];
  });
  // The text state is part of what the page's content may have left behind.
  const state = "0.2 g 0 Tr 0 Tc 0 Tw 100 Tz 0 Ts";
  return { after: `Q\nq ${matrix} cm\n/Artifact<</Type/Pagination/Subtype${edge}>>BDC\nBT ${state}\n${text}ET\nEMC\nQ\n`, box };
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Seven digits or more, for a unit may be a mile or a hair. PDF knows no exponents (ISO 32000-1, 7.3.3). */
function precise(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return "0";
  const digits = Math.min(20, Math.max(4, 7 - Math.floor(Math.log10(Math.abs(value)))));
  return value.toFixed(digits).replace(/\.?0+$/, "").replace(/^-0$/, "0");
}
