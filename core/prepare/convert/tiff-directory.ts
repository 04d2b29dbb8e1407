/** One picture of a TIFF: its tags by number. Rationals are their quotient. */
export type TiffTags = ReadonlyMap<number, readonly number[]>;

/** Bytes of a value by its type (TIFF 6.0, section 2); the others are not of interest here. */
const sizes: Readonly<Record<number, number>> = { 1: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 13: 4 };

const mostPictures = 5000;
const mostValues = 2_000_000;

/** The directories of a TIFF in their order; empty where it is none. A chain that runs in a circle ends. */
export function readTiffDirectories(bytes: Uint8Array): TiffTags[] {
  if (bytes.length < 8) return [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = view.getUint16(0) === 0x4949;
  const found: TiffTags[] = [];
  const visited = new Set<number>();
  for (let at = view.getUint32(4, little); at > 0 && at + 2 <= bytes.length && !visited.has(at) && found.length < mostPictures; ) {
    visited.add(at);
    const count = view.getUint16(at, little);
    const end = at + 2 + count * 12;
    const tags = new Map<number, readonly number[]>();
    for (let entry = at + 2; entry + 12 <= Math.min(end, bytes.length); entry += 12) {
      const values = readValues(view, entry, little);
      if (values !== null) tags.set(view.getUint16(entry, little), values);
    }
    found.push(tags);
    at = end + 4 <= bytes.length ? view.getUint32(end, little) : 0;
  }
  return found;
}

function readValues(view: DataView, entry: number, little: boolean): number[] | null {
  const type = view.getUint16(entry + 2, little);
  const size = sizes[type];
  const count = view.getUint32(entry + 4, little);
  if (size === undefined || count > mostValues) return null;
  const from = size * count <= 4 ? entry + 8 : view.getUint32(entry + 8, little);
  if (from + size * count > view.byteLength) return null;
  return Array.from({ length: count }, (_, index) => readValue(view, from + index * size, type, little));
}

function readValue(view: DataView, at: number, type: number, little: boolean): number {
  switch (type) {
    case 3:
      return view.getUint16(at, little);
    case 4:
    case 13:
      return view.getUint32(at, little);
    case 5:
      return view.getUint32(at, little) / view.getUint32(at + 4, little);
    case 6:
      return view.getInt8(at);
    case 8:
      return view.getInt16(at, little);
    case 9:
      return view.getInt32(at, little);
    default:
      return view.getUint8(at);
  }
}
