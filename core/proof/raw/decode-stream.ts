import { Inflate, inflateSync } from "fflate";

/** How one filter of a stream is to be undone. */
export interface FilterStep {
  readonly name: string;
  readonly predictor: number;
  readonly colors: number;
  readonly bits: number;
  readonly columns: number;
  readonly earlyChange: boolean;
}

export interface Decoded {
  readonly bytes: Uint8Array;
  /** False where a filter is one of pictures, damaged, or more came out than was allowed; `bytes` is what there is. */
  readonly whole: boolean;
}

/** Undoes filters in order, as far as they are filters of bytes (not of pictures) and give at most `most` bytes. */
export function decodeStream(raw: Uint8Array, steps: readonly FilterStep[], most: number): Decoded {
  let bytes = raw;
  for (const step of steps) {
    const undo = filters[step.name];
    if (undo === undefined) return { bytes, whole: step.name === "Crypt" };
    const { bytes: undone, whole } = undo(bytes, step, most);
    bytes = step.predictor > 1 ? undoPredictor(undone, step) : undone;
    if (!whole) return { bytes, whole: false };
  }
  return { bytes, whole: true };
}

type Filter = (bytes: Uint8Array, step: FilterStep, most: number) => Decoded;

const filters: Readonly<Record<string, Filter>> = {
  FlateDecode: inflate, Fl: inflate,
  LZWDecode: unpackLzw, LZW: unpackLzw,
  ASCIIHexDecode: fromHex, AHx: fromHex,
  ASCII85Decode: from85, A85: from85,
  RunLengthDecode: fromRuns, RL: fromRuns,
};

/** Bytes that grow, up to a limit. */
class Sink {
  bytes: Uint8Array;
  length = 0;
  full = false;
  readonly #most: number;

  constructor(first: number, most: number) {
    this.#most = most;
    this.bytes = new Uint8Array(Math.min(Math.max(first, 64), most));
  }

  push(chunk: Uint8Array): void {
    const room = Math.min(chunk.length, this.#most - this.length);
    if (room < chunk.length) this.full = true;
    this.#grow(room);
    this.bytes.set(room === chunk.length ? chunk : chunk.subarray(0, room), this.length);
    this.length += room;
  }

  byte(value: number): void {
    if (this.length >= this.#most) {
      this.full = true;
      return;
    }
    if (this.length === this.bytes.length) this.#grow(1);
    this.bytes[this.length++] = value;
  }

  result(whole = true): Decoded {
    return { bytes: this.bytes.subarray(0, this.length), whole: whole && !this.full };
  }

  #grow(by: number): void {
    if (this.length + by <= this.bytes.length) return;
    const grown = new Uint8Array(Math.min(this.#most, Math.max(this.length + by, this.bytes.length * 2)));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
  }
}

/** Pieces in which compressed bytes are given to the inflater, so that a bomb is stopped soon. */
const piece = 65_536;

/** Compressed bytes that are given to it at once, which is quicker: they unpack to some thirty megabytes at most. */
const atOnce = 32_768;

function inflate(bytes: Uint8Array, _: FilterStep, most: number): Decoded {
  // The two bytes before the deflated ones; some writers leave them out.
  const zlib = bytes.length > 1 && ((bytes[0] as number) & 15) === 8 && (((bytes[0] as number) << 8) | (bytes[1] as number)) % 31 === 0;
  const body = zlib ? bytes.subarray(2) : bytes;
  if (body.length <= atOnce) {
    try {
      const bytes = inflateSync(body);
      return bytes.length <= most ? { bytes, whole: true } : { bytes: bytes.subarray(0, most), whole: false };
    } catch {
      // Piece by piece below, to have what comes before the damage.
    }
  }
  const sink = new Sink(body.length * 4, most);
  const inflater = new Inflate((chunk) => sink.push(chunk));
  try {
    for (let at = 0; at < body.length && !sink.full; at += piece) inflater.push(body.subarray(at, at + piece), at + piece >= body.length);
    return sink.result();
  } catch {
    return sink.result(false);
  }
}

function unpackLzw(bytes: Uint8Array, { earlyChange }: FilterStep, most: number): Decoded {
  const sink = new Sink(bytes.length * 4, most);
  const prefixes = new Uint16Array(4096);
  const suffixes = new Uint8Array(4096);
  const lengths = new Uint16Array(4096);
  for (let code = 0; code < 256; code += 1) {
    suffixes[code] = code;
    lengths[code] = 1;
  }
  const early = earlyChange ? 1 : 0;
  let next = 258;
  let width = 9;
  let previous = -1;
  let buffer = 0;
  let held = 0;
  const word = new Uint8Array(4096);
  const spell = (code: number): number => {
    const length = lengths[code] as number;
    for (let at = length - 1, walk = code; at >= 0; at -= 1, walk = prefixes[walk] as number) word[at] = suffixes[walk] as number;
    return length;
  };
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    held += 8;
    if (held < width) continue;
    held -= width;
    const code = (buffer >> held) & ((1 << width) - 1);
    buffer &= (1 << held) - 1;
    if (code === 257 || sink.full) break;
    if (code === 256) {
      next = 258;
      width = 9;
      previous = -1;
      continue;
    }
    let length: number;
    if (code < next) length = spell(code);
    else if (previous >= 0 && code === next) {
      length = spell(previous);
      word[length] = word[0] as number;
      length += 1;
    } else return sink.result(false);
    for (let at = 0; at < length; at += 1) sink.byte(word[at] as number);
    if (previous >= 0 && next < 4096) {
      prefixes[next] = previous;
      suffixes[next] = word[0] as number;
      lengths[next] = (lengths[previous] as number) + 1;
      next += 1;
    }
    if (next + early >= 1 << width && width < 12) width += 1;
    previous = code;
  }
  return sink.result();
}

function fromHex(bytes: Uint8Array, _: FilterStep, most: number): Decoded {
  const sink = new Sink(bytes.length >> 1, most);
  let high = -1;
  for (const byte of bytes) {
    if (byte === 0x3e) break;
    const value = Number.parseInt(String.fromCharCode(byte), 16);
    if (Number.isNaN(value)) continue;
    if (high < 0) high = value;
    else {
      sink.byte(high * 16 + value);
      high = -1;
    }
  }
  if (high >= 0) sink.byte(high * 16);
  return sink.result();
}

function from85(bytes: Uint8Array, _: FilterStep, most: number): Decoded {
  const sink = new Sink(bytes.length, most);
  let value = 0;
  let count = 0;
  const flush = (digits: number) => {
    for (let at = 0; at < digits - 1; at += 1) sink.byte(Math.floor(value / 2 ** (24 - 8 * at)) % 256);
    value = 0;
    count = 0;
  };
  for (const byte of bytes) {
    if (byte === 0x7e) break;
    if (byte === 0x7a && count === 0) for (let at = 0; at < 4; at += 1) sink.byte(0);
    if (byte < 0x21 || byte > 0x75) continue;
    value = value * 85 + byte - 0x21;
    count += 1;
    if (count === 5) flush(5);
  }
  if (count > 1) {
    const digits = count;
    for (; count < 5; count += 1) value = value * 85 + 84;
    flush(digits);
  }
  return sink.result();
}

function fromRuns(bytes: Uint8Array, _: FilterStep, most: number): Decoded {
  const sink = new Sink(bytes.length * 2, most);
  for (let at = 0; at < bytes.length && !sink.full; ) {
    const length = bytes[at] as number;
    if (length === 128) break;
    if (length < 128) {
      sink.push(bytes.subarray(at + 1, at + 2 + length));
      at += length + 2;
    } else {
      for (let count = 257 - length; count > 0; count -= 1) sink.byte(bytes[at + 1] ?? 0);
      at += 2;
    }
  }
  return sink.result();
}

/** Predictors of rows (ISO 32000-1, 7.4.4.4): 2 is TIFF's (of eight bits only), from 10 PNG's. */
function undoPredictor(bytes: Uint8Array, { predictor, colors, bits, columns }: FilterStep): Uint8Array {
  const step = Math.max(1, (colors * bits) >> 3);
  const width = Math.ceil((colors * bits * columns) / 8);
  if (!(width > 0 && width < 1 << 26)) return bytes;
  if (predictor === 2) {
    if (bits !== 8) return bytes;
    const out = bytes.slice();
    for (let row = 0; row < out.length; row += width) for (let at = row + step; at < Math.min(row + width, out.length); at += 1) out[at] = (out[at] as number) + (out[at - step] as number);
    return out;
  }
  const rows = Math.ceil(bytes.length / (width + 1));
  const out = new Uint8Array(Math.max(0, bytes.length - rows));
  for (let row = 0; row < rows; row += 1) {
    const from = row * (width + 1) + 1;
    const to = row * width;
    const kind = bytes[from - 1];
    const count = Math.min(width, bytes.length - from);
    for (let at = 0; at < count; at += 1) {
      const left = at >= step ? (out[to + at - step] as number) : 0;
      const up = row > 0 ? (out[to + at - width] as number) : 0;
      const corner = row > 0 && at >= step ? (out[to + at - width - step] as number) : 0;
      const value = bytes[from + at] as number;
      out[to + at] = kind === 1 ? value + left : kind === 2 ? value + up : kind === 3 ? value + ((left + up) >> 1) : kind === 4 ? value + paeth(left, up, corner) : value;
    }
  }
  return out;
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}
