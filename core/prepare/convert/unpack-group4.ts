/**
 * Unpacks a fax of Group 4 (ITU-T T.6): rows of whole bytes in which a set bit is black. What is damaged is left white
 * from there on.
 */
export function unpackGroup4(packed: Uint8Array, width: number, height: number): Uint8Array {
  const rowBytes = Math.ceil(width / 8);
  const rows = new Uint8Array(rowBytes * height);
  const bits: Bits = { packed, at: 0 };
  // Where a row changes colour, from white to black first; the row above the first is white.
  let above: number[] = [];
  for (let row = 0; row < height; row += 1) {
    const changes = readRow(bits, above, width);
    if (changes === null) break;
    for (let index = 0; index < changes.length; index += 2) blacken(rows, row * rowBytes, changes[index] as number, Math.min(width, changes[index + 1] ?? width));
    above = changes;
  }
  return rows;
}

interface Bits {
  readonly packed: Uint8Array;
  at: number;
}

function readRow(bits: Bits, above: readonly number[], width: number): number[] | null {
  const changes: number[] = [];
  let at = -1;
  let black = 0;
  let index = 0;
  while (at < width) {
    const mode = readCode(bits, modes);
    if (mode === null) return null;
    // The first change above that lies beyond this place and turns away from the present colour.
    while (index > 0 && (above[index - 1] as number) > at) index -= 1;
    while (index < above.length && ((above[index] as number) <= at || index % 2 !== black)) index += 1;
    const next = above[index] ?? width;
    if (mode === pass) at = above[index + 1] ?? width;
    else if (mode === horizontal) {
      const first = readRun(bits, black);
      const second = readRun(bits, 1 - black);
      if (first === null || second === null) return null;
      const start = Math.max(0, at);
      changes.push(Math.min(width, start + first), Math.min(width, start + first + second));
      at = start + first + second;
    } else {
      const change = next + mode;
      if (change < Math.max(0, at) || change > width) return null;
      changes.push(change);
      at = change;
      black = 1 - black;
    }
  }
  return changes;
}

/** A run's length: lengths of 64 and more come in parts, of which the last is less. */
function readRun(bits: Bits, black: number): number | null {
  let length = 0;
  for (;;) {
    const part = readCode(bits, black === 1 ? blackRuns : whiteRuns);
    if (part === null) return null;
    length += part;
    if (part < 64) return length;
  }
}

function blacken(rows: Uint8Array, offset: number, from: number, to: number): void {
  for (let x = from; x < to; ) {
    if (x % 8 === 0 && to - x >= 8) {
      rows[offset + (x >> 3)] = 0xff;
      x += 8;
    } else {
      rows[offset + (x >> 3)] = (rows[offset + (x >> 3)] as number) | (0x80 >> (x & 7));
      x += 1;
    }
  }
}

// ---------------------------------------------------------------- codes

/** Values by their code with a leading one, so that codes of different lengths are different numbers. */
type Codes = ReadonlyMap<number, number>;

const longest = 13;

function readCode(bits: Bits, codes: Codes): number | null {
  let code = 1;
  for (let length = 1; length <= longest; length += 1) {
    const byte = bits.packed[bits.at >> 3];
    if (byte === undefined) return null;
    code = (code << 1) | ((byte >> (7 - (bits.at & 7))) & 1);
    bits.at += 1;
    const value = codes.get(code);
    if (value !== undefined) return value;
  }
  return null;
}

const pass = 100;
const horizontal = 101;

/** A vertical mode's value is how far the change lies from the one above. */
const modes: Codes = new Map([["1", 0], ["011", 1], ["000011", 2], ["0000011", 3], ["010", -1], ["000010", -2], ["0000010", -3], ["0001", pass], ["001", horizontal]].map(([code, value]) => [Number.parseInt(`1${code}`, 2), Number(value)]));

/** T.4, tables 2 and 3: runs of 0 to 63, then of 64, 128 … 2560. */
function runs(codes: string): Codes {
  return new Map(codes.trim().split(/\s+/).map((code, index) => [Number.parseInt(`1${code}`, 2), index < 64 ? index : (index - 63) * 64]));
}

const whiteRuns = runs(`
00110101 000111 0111 1000 1011 1100 1110 1111 10011 10100 00111 01000 001000 000011 110100 110101 101010 101011 0100111 0001100 0001000 0010111
0000011 0000100 0101000 0101011 0010011 0100100 0011000 00000010 00000011 00011010 00011011 00010010 00010011 00010100 00010101 00010110 00010111
00101000 00101001 00101010 00101011 00101100 00101101 00000100 00000101 00001010 00001011 01010010 01010011 01010100 01010101 00100100 00100101
01011000 01011001 01011010 01011011 01001010 01001011 00110010 00110011 00110100 11011 10010 010111 0110111 00110110 00110111 01100100 01100101
01101000 01100111 011001100 011001101 011010010 011010011 011010100 011010101 011010110 011010111 011011000 011011001 011011010 011011011 010011000
010011001 010011010 011000 010011011 00000001000 00000001100 00000001101 000000010010 000000010011 000000010100 000000010101 000000010110 000000010111
000000011100 000000011101 000000011110 000000011111
`);

const blackRuns = runs(`
0000110111 010 11 10 011 0011 0010 00011 000101 000100 0000100 0000101 0000111 00000100 00000111 000011000 0000010111 0000011000 0000001000
00001100111 00001101000 00001101100 00000110111 00000101000 00000010111 00000011000 000011001010 000011001011 000011001100 000011001101 000001101000
000001101001 000001101010 000001101011 000011010010 000011010011 000011010100 000011010101 000011010110 000011010111 000001101100 000001101101
000011011010 000011011011 000001010100 000001010101 000001010110 000001010111 000001100100 000001100101 000001010010 000001010011 000000100100
000000110111 000000111000 000000100111 000000101000 000001011000 000001011001 000000101011 000000101100 000001011010 000001100110 000001100111
0000001111 000011001000 000011001001 000001011011 000000110011 000000110100 000000110101 0000001101100 0000001101101 0000001001010 0000001001011
0000001001100 0000001001101 0000001110010 0000001110011 0000001110100 0000001110101 0000001110110 0000001110111 0000001010010 0000001010011
0000001010100 0000001010101 0000001011010 0000001011011 0000001100100 0000001100101 00000001000 00000001100 00000001101 000000010010 000000010011
000000010100 000000010101 000000010110 000000010111 000000011100 000000011101 000000011110 000000011111
`);
