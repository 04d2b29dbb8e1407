import type { Segment } from "../pdf/segment.ts";
import { mostPixels } from "./open-reader.ts";

/** The pages (from 0) that reach an image which the second reader leaves out for its size, so that it cannot say where they are free. */
export function pagesWithHugeImages(segment: Segment): ReadonlySet<number> {
  const huge = new Set(segment.objects.flatMap((object, local) => (object?.stream && isHuge(object.body) ? [local] : [])));
  if (huge.size === 0) return huge;
  return new Set(segment.pages.flatMap((page, index) => (reaches(segment, [page.resources, ...page.annotations.map(({ object }) => object)], huge) ? [index] : [])));
}

function isHuge(body: string): boolean {
  if (!/\/Subtype\s*\/Image\b/.test(body)) return false;
  const [width, height] = [/\/Width\s+(\d+)/, /\/Height\s+(\d+)/].map((side) => Number(side.exec(body)?.[1] ?? 0));
  return (width ?? 0) * (height ?? 0) > mostPixels;
}

function reaches({ objects, pages }: Segment, from: readonly number[], wanted: ReadonlySet<number>): boolean {
  const seen = new Set<number>(from);
  for (const local of seen) {
    if (wanted.has(local)) return true;
    // The numbers of pages are the first; what other pages show is not on this one. A set goes on over what is added.
    for (const [, target] of objects[local]?.body.matchAll(/\u0001r(\d+)\u0001/g) ?? []) if (Number(target) >= pages.length) seen.add(Number(target));
  }
  return false;
}
