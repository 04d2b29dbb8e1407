import { zlibSync } from "fflate";

/**
 * A PDF as it is written: only ever appended to, so that of a packet nothing is kept but a table of places. Objects
 * without streams are gathered in compressed object streams, the table at the end is a cross-reference stream
 * (ISO 32000-1, 7.5.7 and 7.5.8).
 */
export interface PdfOut {
  /** Sets aside `count` object numbers in a row and gives the first. */
  readonly reserve: (count?: number) => number;
  /** An object that is no stream; `body` in ASCII. */
  readonly object: (number: number, body: string) => void;
  /** A stream; `dictionary` (`<<…>>`) without its Length. */
  readonly stream: (number: number, dictionary: string, bytes: Uint8Array) => void;
  /** Bytes that wait to be taken. */
  readonly waiting: () => number;
  /** What was written since the last call. */
  readonly take: () => Uint8Array[];
  /** Ends the file; `trailer` holds the entries Root, Info, ID. */
  readonly finish: (trailer: string) => void;
}

export type Deflate = (bytes: Uint8Array) => Uint8Array;

/** Quick rather than small: the packed objects are a hundredth of a packet. */
const ownDeflate: Deflate = (bytes) => zlibSync(bytes, { level: 1 });

const objectsPerStream = 200;
/** Small writes are gathered in blocks; large streams go as they are. */
const blockSize = 256 * 1024;
const largeStream = 64 * 1024;

export function createPdfOut(deflate: Deflate = ownDeflate): PdfOut {
  const encoder = new TextEncoder();
  let chunks: Uint8Array[] = [];
  let waiting = 0;
  let block = new Uint8Array(blockSize);
  let filled = 0;
  let offset = 0;
  /** Of object n at 2n and 2n + 1: its offset and -1, or the number of its object stream and its place in it. */
  let places = new Float64Array(1 << 14).fill(-1);
  let next = 1;
  let packed: { readonly number: number; readonly body: string }[] = [];

  const seal = (): void => {
    if (filled === 0) return;
    chunks.push(block.subarray(0, filled));
    block = new Uint8Array(blockSize);
    filled = 0;
  };
  const bytes = (piece: Uint8Array): void => {
    offset += piece.length;
    waiting += piece.length;
    if (piece.length > largeStream) {
      seal();
      chunks.push(piece);
      return;
    }
    if (filled + piece.length > blockSize) seal();
    block.set(piece, filled);
    filled += piece.length;
  };
  const text = (piece: string): void => {
    if (piece.length > 8192) return bytes(encoder.encode(piece));
    if (filled + piece.length > blockSize) seal();
    const { written } = encoder.encodeInto(piece, block.subarray(filled));
    filled += written;
    offset += written;
    waiting += written;
  };
  const put = (number: number, first: number, second: number): void => {
    if (2 * number + 1 >= places.length) {
      const larger = new Float64Array(Math.max(places.length * 2, 2 * number + 2)).fill(-1);
      larger.set(places);
      places = larger;
    }
    places[2 * number] = first;
    places[2 * number + 1] = second;
  };
  const stream = (number: number, dictionary: string, data: Uint8Array): void => {
    put(number, offset, -1);
    text(`${number} 0 obj\n${dictionary.slice(0, -2)}/Length ${data.length}>>stream\n`);
    bytes(data);
    text("\nendstream\nendobj\n");
  };
  const reserve = (count = 1): number => {
    const first = next;
    next += count;
    return first;
  };
  const flushPacked = (): void => {
    if (packed.length === 0) return;
    const number = reserve();
    let head = "";
    let at = 0;
    packed.forEach((object, index) => {
      head += `${object.number} ${at} `;
      at += object.body.length + 1;
      put(object.number, number, index);
    });
    const content = deflate(encoder.encode(`${head}\n${packed.map(({ body }) => body).join("\n")}`));
    stream(number, `<</Type/ObjStm/N ${packed.length}/First ${head.length + 1}/Filter/FlateDecode>>`, content);
    packed = [];
  };

  // The second line tells programs that carry files about that these are bytes, no text (ISO 32000-1, 7.5.2).
  bytes(Uint8Array.from([...encoder.encode("%PDF-1.7\n%"), 0xe2, 0xe3, 0xcf, 0xd3, 0x0a]));

  return {
    reserve,
    object: (number, body) => {
      packed.push({ number, body });
      if (packed.length === objectsPerStream) flushPacked();
    },
    stream,
    waiting: () => waiting,
    take: () => {
      seal();
      const taken = chunks;
      chunks = [];
      waiting = 0;
      return taken;
    },
    finish: (trailer) => {
      flushPacked();
      const number = reserve();
      const start = offset;
      put(number, start, -1);
      const wide = start >= 2 ** 32 ? 6 : 4;
      const row = 1 + wide + 2;
      const table = new Uint8Array(next * row);
      table.fill(0xff, row - 2, row);
      for (let object = 1; object < next; object += 1) {
        const first = 2 * object < places.length ? (places[2 * object] as number) : -1;
        const index = 2 * object < places.length ? (places[2 * object + 1] as number) : -1;
        const at = object * row;
        if (first < 0) continue; // never written: free
        table[at] = index < 0 ? 1 : 2;
        let rest = first;
        for (let digit = at + wide; digit > at; digit -= 1) {
          table[digit] = rest % 256;
          rest = Math.floor(rest / 256);
        }
        if (index >= 0) {
          table[at + wide + 1] = index >> 8;
          table[at + wide + 2] = index & 0xff;
        }
      }
      stream(number, `<</Type/XRef/Size ${next}/W[1 ${wide} 2]${trailer}/Filter/FlateDecode>>`, deflate(table));
      text(`startxref\n${start}\n%%EOF\n`);
    },
  };
}
