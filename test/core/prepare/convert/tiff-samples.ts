import UTIF from "utif2";

/** One directory entry: tag, type (1 byte, 3 short, 4 long, 5 rational, 7 bytes), values. */
export type TiffEntry = readonly [tag: number, type: 1 | 3 | 4 | 5 | 7, values: readonly number[]];

export interface TiffPage {
  readonly entries: readonly TiffEntry[];
  /** Strips or tiles; their tags are written by themselves. */
  readonly blocks: readonly Uint8Array[];
  readonly tiled?: boolean;
}

/** Writes a TIFF with the low byte first. */
export function tiff(pages: readonly TiffPage[]): Uint8Array {
  const out: number[] = [0x49, 0x49, 42, 0, 0, 0, 0, 0];
  const long = (value: number) => [value & 255, (value >> 8) & 255, (value >> 16) & 255, (value >>> 24) & 255];
  const put = (at: number, value: number) => long(value).forEach((byte, index) => { out[at + index] = byte; });
  let link = 4;
  for (const page of pages) {
    const offsets = page.blocks.map((block) => {
      const at = out.length;
      for (const byte of block) out.push(byte);
      return at;
    });
    const entries: TiffEntry[] = [...page.entries, [page.tiled === true ? 324 : 273, 4, offsets], [page.tiled === true ? 325 : 279, 4, page.blocks.map((block) => block.length)]];
    entries.sort(([a], [b]) => a - b);
    const fields = entries.map(([tag, type, values]) => {
      const bytes = values.flatMap((value) => (type === 3 ? long(value).slice(0, 2) : type === 4 ? long(value) : type === 5 ? [...long(value), ...long(1)] : [value]));
      let field = bytes;
      if (bytes.length > 4) {
        field = long(out.length);
        out.push(...bytes);
      }
      return [tag & 255, tag >> 8, type, 0, ...long(values.length), ...field, 0, 0, 0, 0].slice(0, 12);
    });
    if (out.length % 2 === 1) out.push(0);
    put(link, out.length);
    out.push(entries.length & 255, entries.length >> 8, ...fields.flat());
    link = out.length;
    out.push(0, 0, 0, 0);
  }
  return Uint8Array.from(out);
}

/**
 * A fax of Group 4 (ITU-T T.6), 1728 points wide: the upper half white; in the lower half, white on the left and
 * black on the right.
 */
export function group4(rows: number): Uint8Array {
  let bits = "";
  for (let row = 0; row < rows; row += 1) {
    // V0: as the row above. Horizontal: 832 + 32 white, 832 + 32 black. The next rows: V0 twice.
    if (row < rows / 2) bits += "1";
    else if (row === Math.ceil(rows / 2)) bits += ["001", "011010010", "00011011", "0000001001101", "000001101010"].join("");
    else bits += "11";
  }
  bits += "000000000001000000000001";
  return Uint8Array.from({ length: Math.ceil(bits.length / 8) }, (_, index) => Number.parseInt(bits.slice(index * 8, index * 8 + 8).padEnd(8, "0"), 2));
}

/** Codes of runs by colour, white first, as the TIFF library has them. */
const lengths = (UTIF as unknown as { decode: { _lens: readonly Record<string, number>[] } }).decode._lens.map((codes) => new Map(Object.entries(codes).map(([code, length]) => [length, code])));

/** Packs rows of points (1 is black) as a fax of Group 4, by the book (ITU-T T.6, figure 7). */
export function packGroup4(rows: readonly (readonly number[])[]): Uint8Array {
  let bits = "";
  let above: readonly number[] = (rows[0] ?? []).map(() => 0);
  const run = (length: number, black: number) => {
    for (let left = length; ; left -= 2560) {
      const part = left >= 2560 ? 2560 : left - (left % 64);
      if (part > 0) bits += lengths[black]?.get(part) ?? "";
      if (left < 2560) {
        bits += lengths[black]?.get(left - part) ?? "";
        return;
      }
    }
  };
  for (const row of rows) {
    const width = row.length;
    const change = (line: readonly number[], from: number, unlike: number) => {
      let x = from;
      while (x < width && (line[x] ?? 0) === unlike) x += 1;
      return x;
    };
    for (let at = -1, black = 0; at < width; ) {
      const a1 = change(row, Math.max(0, at), black);
      let b1 = at + 1;
      while (b1 < width && !((above[b1] ?? 0) !== black && (b1 === 0 ? 0 : (above[b1 - 1] ?? 0)) === black)) b1 += 1;
      const b2 = change(above, b1, 1 - black);
      if (b2 < a1) {
        bits += "0001";
        at = b2;
      } else if (Math.abs(a1 - b1) <= 3) {
        bits += ["0000010", "000010", "010", "1", "011", "000011", "0000011"][a1 - b1 + 3] ?? "";
        at = a1;
        black = 1 - black;
      } else {
        const a2 = change(row, a1, 1 - black);
        bits += "001";
        run(a1 - Math.max(0, at), black);
        run(a2 - a1, 1 - black);
        at = a2;
      }
    }
    above = row;
  }
  bits += "000000000001000000000001";
  return Uint8Array.from({ length: Math.ceil(bits.length / 8) }, (_, index) => Number.parseInt(bits.slice(index * 8, index * 8 + 8).padEnd(8, "0"), 2));
}
