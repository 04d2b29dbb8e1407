import { joinBytes } from "../join-bytes.ts";
import type { Segment, SegmentObject } from "./segment.ts";

/** Goes up when segments are lifted or written in another way; what is kept of another version is lifted again. */
export const segmentVersion = 1;

interface Head extends Omit<Segment, "objects" | "names"> {
  readonly version: number;
  readonly names: readonly (readonly [string, { readonly page: number; readonly view: string }])[];
  /** For each object its length of text and of stream (-1: no stream) and whether it is bound; 0 where there is none. */
  readonly objects: readonly (ObjectHead | 0)[];
}

type ObjectHead = readonly [text: number, stream: number, bound: 0 | 1];

/** A segment as bytes, to be kept: a line with its description, all texts, all streams. */
export function segmentBytes(segment: Segment): Uint8Array {
  const objects = segment.objects.map((object): ObjectHead | 0 => (object ? [object.body.length, object.stream?.length ?? -1, object.bound ? 1 : 0] : 0));
  const { pages, outline, layers, structure, names } = segment;
  const head: Head = { version: segmentVersion, pages, outline, layers, structure, names: [...names], objects };
  const texts = segment.objects.map((object) => object?.body ?? "").join("");
  const streams = segment.objects.flatMap((object) => (object?.stream ? [object.stream] : []));
  return joinBytes([new TextEncoder().encode(`${JSON.stringify(head)}\n${texts}`), ...streams]);
}

/** The segment again; its streams are parts of `bytes`. Null for what is of another version. */
export function readSegment(bytes: Uint8Array): Segment | null {
  const end = bytes.indexOf(0x0a);
  if (end < 0) return null;
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end))) as Head;
  if (head.version !== segmentVersion) return null;
  const length = head.objects.reduce<number>((sum, object) => sum + (object === 0 ? 0 : object[0]), 0);
  const texts = new TextDecoder().decode(bytes.subarray(end + 1, end + 1 + length));
  let text = 0;
  let stream = end + 1 + length;
  const objects = head.objects.map((object): SegmentObject | null => {
    if (object === 0) return null;
    const [textLength, streamLength, bound] = object;
    const body = texts.slice(text, text + textLength);
    text += textLength;
    if (streamLength < 0) return { body, stream: null, bound: bound === 1 };
    const data = bytes.subarray(stream, stream + streamLength);
    stream += streamLength;
    return { body, stream: data, bound: bound === 1 };
  });
  const { pages, outline, layers, structure, names } = head;
  return { objects, pages, outline, layers, structure, names: new Map(names) };
}
