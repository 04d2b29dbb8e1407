/** A picture as poppler draws it (binary PPM): three bytes a pixel, rows from the top. */
export interface Ppm {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

export function readPpm(bytes: Uint8Array): Ppm {
  const head = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(new TextDecoder("latin1").decode(bytes.subarray(0, 64)));
  if (!head) throw new Error("not a PPM");
  return { width: Number(head[1]), height: Number(head[2]), data: bytes.subarray(head[0].length) };
}

/** Part of the pixels that differ clearly, from 0 to 1; 1 where the sizes differ. */
export function differingPixels(one: Ppm, other: Ppm): number {
  if (Math.abs(one.width - other.width) > 1 || Math.abs(one.height - other.height) > 1) return 1;
  const width = Math.min(one.width, other.width);
  const height = Math.min(one.height, other.height);
  let different = 0;
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const a = 3 * (row * one.width + column);
      const b = 3 * (row * other.width + column);
      for (let channel = 0; channel < 3; channel += 1) {
        if (Math.abs((one.data[a + channel] ?? 0) - (other.data[b + channel] ?? 0)) <= 48) continue;
        different += 1;
        break;
      }
    }
  }
  return different / (width * height);
}
