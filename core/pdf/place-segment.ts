import type { PdfOut } from "./pdf-out.ts";
import type { Segment } from "./segment.ts";

/** Where a segment's objects went: the first object number of its own, and of those it shares with an earlier placing. */
export interface Placing {
  /** Number of a local object in the packet. */
  readonly number: (local: number) => number;
  /** Text with its slots filled in. */
  readonly fill: (text: string) => string;
}

/** What the slots of a segment are filled with. */
export interface PlacingOptions {
  /** First free key of the packet's parent tree. */
  readonly parentKeys: number;
  /** Reference to what stands above the segment's uppermost elements; null leaves the tags out. */
  readonly structureTop: string | null;
  /** Entries of the stamp's fonts; empty where nothing is stamped. */
  readonly stampFonts: string;
  /** An earlier placing of the same segment in this file, whose unbound objects serve again. */
  readonly earlier: Placing | null;
}

/** Writes a segment's objects into a file; the pages themselves are the caller's to write, under `number(index)`. */
export function placeSegment(out: PdfOut, segment: Segment, options: PlacingOptions): Placing {
  const { objects } = segment;
  const { earlier } = options;
  const placing = earlier ? placingBeside(out, segment, options, earlier) : firstPlacing(out, segment, options);
  objects.forEach((object, local) => {
    if (!object || (earlier && !object.bound)) return;
    const body = placing.fill(object.body);
    if (object.stream) out.stream(placing.number(local), body, object.stream);
    else out.object(placing.number(local), body);
  });
  return placing;
}

function firstPlacing(out: PdfOut, { objects }: Segment, options: PlacingOptions): Placing {
  const first = out.reserve(objects.length);
  const number = (local: number): number => first + local;
  return { number, fill: filler(number, options) };
}

function placingBeside(out: PdfOut, { objects }: Segment, options: PlacingOptions, earlier: Placing): Placing {
  const numbers = objects.map((object, local) => (!object || object.bound ? out.reserve() : earlier.number(local)));
  const number = (local: number): number => numbers[local] as number;
  return { number, fill: filler(number, options) };
}

function filler(number: (local: number) => number, { parentKeys, structureTop, stampFonts }: PlacingOptions): (text: string) => string {
  return (text) => {
    if (!text.includes("\u0001")) return text;
    return text.replace(/\u0001([rktf])(\d*)\u0001/g, (_, kind: string, local: string) => {
      if (kind === "r") return `${number(Number(local))} 0 R`;
      if (kind === "k") return String(parentKeys + Number(local));
      if (kind === "t") return structureTop ?? "null";
      return stampFonts;
    });
  };
}
