import PDFDocument from "pdfkit";
import { joinBytes } from "../../../join-bytes.ts";
import { xmpPacket, type Metadata } from "./xmp-packet.ts";

/** A pdfkit document in the making, with what this writer needs of its inside (pdfkit 0.20.2). */
export interface PdfFile {
  readonly pdfkit: PdfkitInside;
  /** Sets aside an object number for an object that is written in an object stream. */
  readonly reserve: () => number;
  /** Writes objects with reserved numbers, packed and compressed. */
  readonly writePacked: (objects: readonly PackedObject[]) => void;
  /** Ends the document and gives its bytes. `structure` is called when every page is done. */
  readonly finish: () => Promise<Uint8Array>;
}

export interface PackedObject {
  readonly number: number;
  readonly body: string;
}

export interface PdfkitReference {
  readonly id: number;
  readonly data: Record<string, unknown>;
  compress: boolean;
  readonly write: (chunk: string | Uint8Array) => void;
  readonly end: (chunk?: string | Uint8Array) => void;
}

export interface PdfkitPage {
  readonly dictionary: PdfkitReference;
  readonly content: PdfkitReference;
  readonly fonts: Record<string, PdfkitReference>;
  readonly xobjects: Record<string, PdfkitReference>;
  readonly annotations: PdfkitReference[];
}

export interface PdfkitFont {
  readonly id: string;
  readonly subset: { readonly includeGlyph: (glyph: number) => number };
  readonly widths: number[];
  readonly unicode: (readonly number[])[];
  readonly scale: number;
  readonly ref: () => PdfkitReference;
}

export interface PdfkitInside {
  readonly page: PdfkitPage;
  readonly outline: PdfkitOutline;
  readonly addPage: (options: { size: [number, number]; margin: number }) => void;
  readonly addNamedDestination: (name: string, ...target: unknown[]) => void;
  readonly ref: (data: Record<string, unknown>) => PdfkitReference;
  readonly font: (source: unknown) => unknown;
  readonly on: (event: string, listener: (chunk: Uint8Array) => void) => unknown;
  readonly end: () => void;
  readonly getStructTreeRoot: () => PdfkitReference;
  readonly _font: PdfkitFont;
  readonly _root: PdfkitReference;
  readonly _info: PdfkitReference;
  _id: Uint8Array;
  readonly _offsets: (number | null)[];
  readonly _offset: number;
  _waiting: number;
  _ended: boolean;
  subset: unknown;
  readonly _write: (data: string | Uint8Array) => void;
  readonly push: (chunk: null) => void;
  readonly _addColorOutputIntent: () => void;
  endSubset: () => void;
  endMetadata: () => void;
  endMarkings: () => void;
  _finalize: () => void;
}

export interface PdfkitOutline {
  readonly addItem: (title: string, options: Record<string, unknown>) => PdfkitOutline;
}

/** Objects in one object stream. */
const objectsPerStream = 200;

/**
 * Opens a file that is PDF/A-2a and PDF/UA-1: tagged, with language, title shown, sRGB output intent and both claims
 * in the XMP. pdfkit makes the document, pages, fonts and outline; written here is what it does slowly (structure
 * elements as plain objects), not (cross-reference streams) or wrongly (XMP without escapes).
 */
export function createPdfFile(metadata: Metadata, id: string, endStructure: () => void): PdfFile {
  const created = new Date(metadata.createdAt);
  const info: Record<string, unknown> = {
    Title: metadata.title,
    ...(metadata.author === "" ? {} : { Author: metadata.author }),
    ...(metadata.subject === "" ? {} : { Subject: metadata.subject }),
    Creator: metadata.producer,
    Producer: metadata.producer,
    CreationDate: created,
    ModDate: created,
  };
  const options = { font: null, autoFirstPage: false, pdfVersion: "1.7", tagged: true, lang: metadata.language, displayTitle: true, subset: "PDF/A-2a", info };
  const pdfkit = new PDFDocument(options as unknown as PDFKit.PDFDocumentOptions) as unknown as PdfkitInside;
  const packed = new Map<number, readonly [stream: number, index: number]>();
  const chunks: Uint8Array[] = [];
  pdfkit.on("data", (chunk) => chunks.push(chunk));
  const ended = new Promise<void>((resolve) => pdfkit.on("end", () => resolve()));
  pdfkit._id = fileIdentity(id);
  pdfkit._root.data["PageLabels"] = { Nums: [0, { S: "D" }] };
  sortDestinations(pdfkit);

  pdfkit.endSubset = () => pdfkit._addColorOutputIntent();
  pdfkit.endMarkings = () => {
    endStructure();
    (pdfkit._root.data["MarkInfo"] as PdfkitReference).end();
  };
  pdfkit.endMetadata = () => {
    const stream = pdfkit.ref({ Type: "Metadata", Subtype: "XML" });
    stream.compress = false;
    stream.end(new TextEncoder().encode(xmpPacket(metadata)));
    pdfkit._root.data["Metadata"] = stream;
  };
  pdfkit._finalize = () => {
    pdfkit._ended = false;
    writeCrossReferences(pdfkit, packed);
    pdfkit.push(null);
  };

  const reserve = () => pdfkit._offsets.push(null);
  return {
    pdfkit,
    reserve,
    writePacked: (objects) => {
      for (let from = 0; from < objects.length; from += objectsPerStream) writeObjectStream(pdfkit, objects.slice(from, from + objectsPerStream), packed);
    },
    finish: async () => {
      pdfkit.end();
      await ended;
      return joinBytes(chunks);
    },
  };
}

function writeObjectStream(pdfkit: PdfkitInside, objects: readonly PackedObject[], packed: Map<number, readonly [number, number]>): void {
  let offset = 0;
  const pairs: string[] = [];
  const bodies: string[] = [];
  for (const object of objects) {
    pairs.push(`${object.number} ${offset}`);
    bodies.push(object.body);
    offset += object.body.length + 1;
  }
  const head = `${pairs.join(" ")}\n`;
  const stream = pdfkit.ref({ Type: "ObjStm", N: objects.length, First: head.length });
  objects.forEach((object, index) => packed.set(object.number, [stream.id, index]));
  stream.end(new TextEncoder().encode(head + bodies.join("\n")));
}

/** Cross-reference stream (ISO 32000-1, 7.5.8) in place of pdfkit's table, which knows no packed objects. */
function writeCrossReferences(pdfkit: PdfkitInside, packed: ReadonlyMap<number, readonly [number, number]>): void {
  const start = pdfkit._offset;
  const stream = pdfkit.ref({ Type: "XRef", W: [1, 4, 2], Root: pdfkit._root, Info: pdfkit._info, ID: [pdfkit._id, pdfkit._id] });
  const size = pdfkit._offsets.length + 1;
  stream.data["Size"] = size;
  const table = new DataView(new ArrayBuffer(size * 7));
  table.setUint16(5, 0xffff);
  for (let number = 1; number < size; number++) {
    const at = number * 7;
    const place = packed.get(number);
    table.setUint8(at, place ? 2 : 1);
    table.setUint32(at + 1, place ? place[0] : number === stream.id ? start : (pdfkit._offsets[number - 1] ?? 0));
    table.setUint16(at + 5, place ? place[1] : 0);
  }
  stream.end(new Uint8Array(table.buffer));
  pdfkit._write("startxref");
  pdfkit._write(String(start));
  pdfkit._write("%%EOF");
}

/** pdfkit sorts the name tree by the rules of a language; PDF wants the order of the bytes. */
function sortDestinations(pdfkit: PdfkitInside): void {
  const names = pdfkit._root.data["Names"] as PdfkitReference;
  const tree = names.data["Dests"] as { _compareKeys: (a: string, b: string) => number };
  tree._compareKeys = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
}

/** Sixteen bytes from a hex string; what is no hex counts by its character codes. */
function fileIdentity(id: string): Uint8Array {
  const bytes = new Uint8Array(16);
  const digits = /^[\da-f]+$/i.test(id) ? id : Array.from(id, (character) => (character.codePointAt(0) ?? 0).toString(16)).join("");
  for (let index = 0; index < digits.length; index++) {
    const at = (index >> 1) % 16;
    bytes[at] = ((bytes[at] ?? 0) ^ (Number.parseInt(digits.charAt(index), 16) << (index % 2 === 0 ? 4 : 0))) & 0xff;
  }
  return bytes;
}
