import { inkColumns, inkDepth, type PageInk } from "../../../../core/domain/preparation.ts";
import type { StampPattern } from "../../../../core/domain/template-pack.ts";
import { openTypefaces } from "../../../../core/document/writers/pdf/typefaces.ts";
import { placeStamp, type StampedPage } from "../../../../core/packet/stamp/place-stamp.ts";
import { createStampFaces, type StampFaces } from "../../../../core/packet/stamp/stamp-faces.ts";
import { type Box, displayedSize, displayToUser, type PageGeometry } from "../../../../core/pdf/page-geometry.ts";
import { createPdfOut } from "../../../../core/pdf/pdf-out.ts";
import { loadFonts } from "../../../../platform/fonts.ts";

/** Pages made by hand for every kind of sheet a stamp must cope with, and the smallest assembler that stamps them. */

export const typefaces = openTypefaces(loadFonts());

export const dimensions = {
  rotate: [0, 90, 180, 270],
  crop: ["zero", "negative", "positive", "smaller"],
  userUnit: [1, 2.5],
  size: ["a6", "a4", "a3", "a0", "slide", "tiny"],
  margin: ["free", "left", "dark", "unknown"],
  place: ["foot", "head"],
  occupied: ["extend", "scale"],
} as const;

export type Sample = { readonly [Name in keyof typeof dimensions]: (typeof dimensions)[Name][number] };

/** Points, as the reader sees the page. */
export const sizes: Readonly<Record<Sample["size"], readonly [width: number, height: number]>> = {
  a6: [297.64, 419.53],
  a4: [595.28, 841.89],
  a3: [1190.55, 841.89],
  a0: [2383.94, 3370.39],
  slide: [960, 540],
  tiny: [70, 40],
};

/** Every combination, or every n-th of them. */
export function allSamples(step: number): Sample[] {
  let samples: Record<string, unknown>[] = [{}];
  for (const [name, values] of Object.entries(dimensions)) samples = samples.flatMap((sample) => values.map((value) => ({ ...sample, [name]: value })));
  return samples.filter((_, index) => index % step === 0) as unknown as Sample[];
}

const origins: Readonly<Record<Sample["crop"], readonly [x: number, y: number]>> = { zero: [0, 0], negative: [-37.5, -61.25], positive: [120, 43.5], smaller: [25, 18] };

export function geometryOf({ rotate, crop, userUnit, size }: Pick<Sample, "rotate" | "crop" | "userUnit" | "size">): PageGeometry {
  const [shownWidth, shownHeight] = sizes[size].map((side) => side / userUnit) as [number, number];
  const [width, height] = rotate % 180 === 0 ? [shownWidth, shownHeight] : [shownHeight, shownWidth];
  const [x, y] = origins[crop];
  const cropBox: Box = [x, y, x + width, y + height];
  const around = crop === "smaller" ? 15 : 0;
  return { cropBox, mediaBox: [x - around, y - around, x + width + around, y + height + around], rotate, userUnit };
}

/** Dark areas as the reader sees them, in parts of the page's width and height from its lower left corner. */
const drawings: Readonly<Record<Sample["margin"], readonly Box[]>> = {
  free: [[0.1, 0.45, 0.9, 0.55]],
  left: [[0.1, 0.45, 0.9, 0.55], [0.02, 0.03, 0.3, 0.97]],
  dark: [[0, 0, 1, 1]],
  unknown: [[0.1, 0.02, 0.7, 0.98]],
};

/** Free heights of a sample's columns, worked out from what is drawn. */
export function inkOf({ margin, size }: Pick<Sample, "margin" | "size">): PageInk | null {
  if (margin === "unknown") return null;
  const height = sizes[size][1];
  const free = (depthOf: (box: Box) => number): number[] =>
    Array.from({ length: inkColumns }, (_, column) =>
      Math.min(inkDepth, height, ...drawings[margin].filter(([left, , right]) => left < (column + 1) / inkColumns && right > column / inkColumns).map((box) => depthOf(box) * height)),
    );
  return { foot: free(([, bottom]) => bottom), head: free(([, , , top]) => 1 - top) };
}

/** What a sample draws, and a black surface outside its crop box that must never be seen. */
export function contentOf(sample: Sample): string {
  const geometry = geometryOf(sample);
  const { width, height } = displayedSize(geometry);
  const [left, bottom, right, top] = geometry.mediaBox;
  const frame = sample.crop === "smaller" ? `0 g ${left - 500} ${bottom - 500} ${right - left + 1000} ${top - bottom + 1000} re f 1 g ${box(geometry.cropBox)} re f\n` : "";
  const drawn = drawings[sample.margin].map(([x1, y1, x2, y2]) => `${x1 * width} ${y1 * height} ${(x2 - x1) * width} ${(y2 - y1) * height} re f\n`).join("");
  return `${frame}q ${displayToUser(geometry).join(" ")} cm 0.35 g\n${drawn}Q\n`;
}

function box([left, bottom, right, top]: Box): string {
  return `${left} ${bottom} ${right - left} ${top - bottom}`;
}

export interface SheetOfPdf {
  readonly geometry: PageGeometry;
  readonly content: string;
  readonly stamp: StampedPage | null;
}

/** A PDF of pages with or without their stamps. */
export function pdfOf(sheets: readonly SheetOfPdf[], faces: StampFaces): Uint8Array {
  const out = createPdfOut();
  const encoder = new TextEncoder();
  const catalog = out.reserve();
  const tree = out.reserve();
  const fonts = out.reserve(faces.objectCount);
  const pages = sheets.map(({ geometry, content, stamp }) => {
    const [page, stream] = [out.reserve(), out.reserve()];
    const { mediaBox, cropBox, userUnit } = stamp ?? geometry;
    out.object(
      page,
      `<</Type/Page/Parent ${tree} 0 R/MediaBox[${mediaBox.join(" ")}]/CropBox[${cropBox.join(" ")}]/Rotate ${geometry.rotate}/UserUnit ${userUnit}/Resources<</Font<<${faces.entries(fonts)}>>>>/Contents ${stream} 0 R>>`,
    );
    out.stream(stream, "<<>>", encoder.encode(stamp ? `${stamp.before}${content}${stamp.after}` : content));
    return page;
  });
  faces.write(out, fonts);
  out.object(tree, `<</Type/Pages/Count ${pages.length}/Kids[${pages.map((page) => `${page} 0 R`).join(" ")}]>>`);
  out.object(catalog, `<</Type/Catalog/Pages ${tree} 0 R>>`);
  out.finish(`/Root ${catalog} 0 R`);
  const chunks = out.take();
  return Uint8Array.from(Buffer.concat(chunks));
}

export const pattern: StampPattern = {
  lines: ["Punkt nr. {nummer} - {titel}", "Bilag {bilag} - Side -{side} af {sider}", "", "Møde i {organ} d. {dato}"],
  place: "foot",
  wrapAt: 82,
  occupied: "extend",
};

export const lines = [
  "Punkt nr. 4 - Beslutningssag: Plan for indretning af mødesale på tværs af de tre gamle rådhuse",
  "Bilag 2 - Side -3 af 17",
  "",
  "Møde i Udvalget for bygninger og pladser d. 14-03-2028",
];

export function facesFor(texts: readonly string[] = lines): StampFaces {
  return createStampFaces(typefaces, texts);
}

export function stampSample(sample: Sample, faces: StampFaces): StampedPage {
  return placeStamp({ geometry: geometryOf(sample), ink: inkOf(sample), lines, pattern: { ...pattern, place: sample.place, occupied: sample.occupied }, faces });
}
