import { joinSegments } from "./join-segments.ts";
import type { Segment } from "./segment.ts";

/** A plain sound PDF of one segment. */
export const writeSingle = (segment: Segment): Uint8Array => joinSegments([segment]);
