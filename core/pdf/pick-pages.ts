import type { Destination, OutlineEntry, Segment, SegmentObject, SegmentPage } from "./segment.ts";
import { stringText } from "./value-text.ts";

/**
 * Some pages of a segment as a segment of their own, with what they reach. `names` are its named places, by index among
 * the picked pages. Links to pages that are not among them, and to other names, lead nowhere any more; the structure
 * tags, which make sense only as a whole, stay behind.
 */
export function pickPages(segment: Segment, indices: readonly number[], names: ReadonlyMap<string, Destination>): Segment {
  const { objects, pages } = segment;
  const chosen = indices.filter((index) => pages[index]);
  const places = new Map(chosen.map((index, place) => [index, place]));
  const numbers = new Map<number, number>();
  const bodies: string[] = [];
  const waiting = chosen.flatMap((index) => {
    const { resources, contents, annotations } = pages[index] as SegmentPage;
    return [resources, ...contents, ...annotations.map(({ object }) => object)];
  });
  waiting.push(...(segment.layers?.groups ?? []));
  const order: number[] = [];
  for (let local = waiting.pop(); local !== undefined; local = waiting.pop()) {
    const object = objects[local];
    if (!object || numbers.has(local)) continue;
    numbers.set(local, chosen.length + order.length);
    order.push(local);
    for (const [, target] of object.body.matchAll(/\u0001r(\d+)\u0001/g)) if (Number(target) >= pages.length) waiting.push(Number(target));
  }
  const known = new Set([...names.keys()].map((name) => stringText(Uint8Array.from(name, (letter) => letter.charCodeAt(0)))));
  const rewritten = (text: string): string =>
    text
      .replace(/\/StructParents? ?\u0001k\d+\u0001/g, "")
      .replace(/\/Dest\[\u0001r(\d+)\u0001[^\]]*\]/g, (link, page: string) => (Number(page) >= pages.length || places.has(Number(page)) ? link : ""))
      .replace(/\/Dest(\((?:[^()\\]|\\.)*\)|<[0-9a-f]*>)/g, (link, name: string) => (known.has(name) ? link : ""))
      .replace(/\u0001r(\d+)\u0001/g, (_, target: string) => {
        const number = Number(target) < pages.length ? places.get(Number(target)) : numbers.get(Number(target));
        return number === undefined ? "null" : `\u0001r${number}\u0001`;
      });
  bodies.push(...order.map((local) => rewritten((objects[local] as SegmentObject).body)));
  const number = (local: number): number => numbers.get(local) ?? 0;
  const entry = ({ title, target, open, children }: OutlineEntry): OutlineEntry[] => {
    const page = target && places.get(target.page);
    const below = children.flatMap(entry);
    if (target && page !== undefined && page !== null) return [{ title, target: { ...target, page }, open, children: below }];
    return below.length > 0 ? [{ title, target: null, open, children: below }] : [];
  };
  return {
    objects: [...chosen.map(() => null), ...order.map((local, place): SegmentObject => ({ ...(objects[local] as SegmentObject), body: bodies[place] as string }))],
    pages: chosen.map((index): SegmentPage => {
      const page = pages[index] as SegmentPage;
      return {
        ...page,
        entries: rewritten(page.entries),
        resources: number(page.resources),
        contents: page.contents.map(number),
        annotations: page.annotations.map(({ object, box }) => ({ object: number(object), box })),
        structParents: null,
      };
    }),
    outline: segment.outline.flatMap(entry),
    layers: segment.layers && {
      groups: segment.layers.groups.map(number),
      hidden: segment.layers.hidden.map(number),
      locked: segment.layers.locked.map(number),
      order: rewritten(segment.layers.order),
      usage: rewritten(segment.layers.usage),
      either: rewritten(segment.layers.either),
    },
    structure: null,
    names,
  };
}
