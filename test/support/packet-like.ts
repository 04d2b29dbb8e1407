import { readFileSync } from "node:fs";
import { create, type Font, type Glyph } from "fontkit";
import type { Receipt, ReceiptFile } from "../../core/packet/receipt.ts";

/**
 * A small finished packet as a model that a test can break in one place: two agenda pages, then three attachments with
 * turned and cropped pages. It is written by hand here, so that neither the writer of packets nor its library has a
 * part in it. Page n (from 0) is object 100 + n, its font object 10.
 */
export interface PacketLike {
  pages: LikePage[];
  /** PDF text of the labels, or null for none. */
  labels: string | null;
  outline: LikeEntry[];
  /** Named destinations as PDF text. */
  destinations: Record<string, string>;
  language: string | null;
  title: string | null;
  tagged: boolean;
  /** Further entries of the catalog. */
  catalog: string;
  /** Entries of the font's descriptor. */
  fontFile: string;
  /** Further objects, whole: `900 0 obj … endobj`. */
  more: string[];
  /** Bytes that stand between objects. */
  between: string;
  receipt: Receipt;
}

export interface LikePage {
  mediaBox: string;
  cropBox: string | null;
  rotate: number;
  streams: string[];
  /** Annotations as PDF text, with their object numbers. */
  annotations: { number: number; text: string }[];
  resources: string;
  more: string;
}

export interface LikeEntry {
  title: string;
  /** PDF text of its destination, or null. */
  to: string | null;
  children: LikeEntry[];
}

export const toPage = (index: number) => `[${100 + index} 0 R /Fit]`;

/** The packet as it should be; `change` breaks it. */
export function packetLike(change: (packet: PacketLike) => void = () => undefined): { bytes: Uint8Array; receipt: Receipt } {
  const packet = soundPacket();
  change(packet);
  return { bytes: serialise(packet), receipt: packet.receipt };
}

// ---------------------------------------------------------------- the sound packet

function soundPacket(): PacketLike {
  const stamp = (item: string, attachment: number, count: number) => [`Punkt nr. ${item}`, `Bilag ${attachment} - Side -{side} af ${count}`, "", "Møde i Udvalget for stier d. 16-03-2027"];
  const file = (item: number, series: "item" | "notice", attachment: number, title: string, firstPage: number, pagesOut: number, itemTitle: string): ReceiptFile => ({
    item, series, attachment, title, name: `${title}.pdf`, sha256: null, pagesIn: pagesOut, pagesOut, firstPage, outcome: "as-is", reason: "", stamp: stamp(`${item} - ${itemTitle}`, attachment, pagesOut),
  });
  const files = [
    file(1, "item", 1, "Kortbilag", 3, 3, "Beslutningssag: Ny sti ved åen"),
    file(1, "item", 2, "Høringssvar", 6, 1, "Beslutningssag: Ny sti ved åen"),
    file(1, "notice", 1, "Brev fra ministeriet", 7, 1, "Meddelelser - Brev om broer"),
  ];
  const receipt: Receipt = { packet: "pakke.pdf", body: "Udvalget for stier", date: "2027-03-16", variant: "public", createdAt: "2027-03-10T08:00:00Z", pages: 7, agendaPages: 2, files };
  const rows = ["1. Ny sti ved åen", "Meddelelse 1. Brev om broer"];
  const first = page([marked("P", 0, show("Dagsorden", 70, 780, 20)), ...rows.map((row, index) => marked("TOCI", index + 1, `${show(row, 70, 700 - 20 * index, 11)} ${show("2", 500, 700 - 20 * index, 11)}`))].join("\n"));
  first.more = "/StructParents 0 /Tabs /S";
  first.annotations = rows.map((_, index) => ({ number: 201 + index, text: `<< /Type /Annot /Subtype /Link /Rect [70 ${695 - 20 * index} 520 ${712 - 20 * index}] /Border [0 0 0] /Contents (Ga til) /StructParent ${1 + index} /Dest ${pdfText(`punkt-${index + 1}`)} >>` }));
  const second = page([show("1. NY STI VED ÅEN", 70, 780, 15), show("Udvalget skal se bilag 1 og bilag 2.", 70, 750, 11), show("MEDDELELSE 1. BREV OM BROER", 70, 600, 15)].join("\n"));
  second.annotations = [3, 6, 7].map((target, index) => ({ number: 211 + index, text: `<< /Type /Annot /Subtype /Link /Rect [70 ${700 - 20 * index} 200 ${715 - 20 * index}] /Contents (Bilag) /Dest ${toPage(target - 1)} >>` }));
  const pages = [first, second, ...files.flatMap((one) => Array.from({ length: one.pagesOut }, (_, side) => attachmentPage(one, side + 1)))];
  return {
    pages,
    labels: "<< /Nums [0 << /S /D /St 1 >>] >>",
    outline: [
      { title: "1. Ny sti ved åen", to: toPage(1), children: [
        { title: "Indstilling", to: toPage(1), children: [] },
        { title: "Bilag 1. Kortbilag", to: toPage(2), children: [{ title: "Signaturer", to: "[103 0 R /XYZ 0 700 null]", children: [] }, { title: "Uden sted", to: null, children: [] }] },
        { title: "Bilag 2. Høringssvar", to: toPage(5), children: [] },
      ] },
      { title: "Meddelelse 1. Brev om broer", to: toPage(1), children: [{ title: "Bilag 1. Brev fra ministeriet", to: toPage(6), children: [] }] },
    ],
    destinations: { "bilag-item-1-1": toPage(2), "bilag-item-1-2": toPage(5), "bilag-notice-1-1": toPage(6), "punkt-1": toPage(1), "punkt-2": toPage(1) },
    language: "da-DK", title: "Dagsordenspakke", tagged: true, catalog: "", fontFile: "/FontFile2 14 0 R", more: [], between: "", receipt,
  };
}

function page(content: string): LikePage {
  return { mediaBox: "[0 0 595 842]", cropBox: null, rotate: 0, streams: [content], annotations: [], resources: "<< /Font << /F1 10 0 R >> >>", more: "" };
}

/** Attachment pages stand on all turns, the second in a cropped corner of a larger sheet. */
function attachmentPage(file: ReceiptFile, side: number): LikePage {
  const rotate = ((file.firstPage + side) % 4) * 90;
  const cropped = side === 2;
  const [left, bottom, width, height] = cropped ? [-100, 50, 500, 700] : [0, 0, 595, 842];
  const one = page("");
  one.rotate = rotate;
  one.mediaBox = cropped ? "[-200 -200 900 1200]" : "[0 0 595 842]";
  one.cropBox = cropped ? `[${left} ${bottom} ${left + width} ${bottom + height}]` : null;
  one.streams = ["q", `2 0 0 2 30 30 cm ${show(`Bilagets egne ord ${side}`, 100, 200, 14)}`, "Q", stampContent(stampOf(file, side), { rotate, left, bottom, width, height })];
  one.resources = "<< /Font << /F1 10 0 R /FlgA 10 0 R >> >>";
  return one;
}

export function stampOf(file: ReceiptFile, side: number): string[] {
  return file.stamp.map((line) => line.replace("{side}", String(side)));
}

/** A stamp's content stream, upright for the reader at the foot of the page. */
export function stampContent(lines: readonly string[], { rotate, left, bottom, width, height }: { rotate: number; left: number; bottom: number; width: number; height: number }): string {
  const matrix = { 0: `1 0 0 1 ${left} ${bottom}`, 90: `0 1 -1 0 ${left + width} ${bottom}`, 180: `-1 0 0 -1 ${left + width} ${bottom + height}`, 270: `0 -1 1 0 ${left} ${bottom + height}` }[rotate];
  const texts = lines.map((line, index) => (line === "" ? "" : show(line, 40, 60 - 10 * index, 8, "FlgA"))).join(" ");
  return `/Artifact << /Type /Pagination >> BDC q ${matrix} cm 0 Tr 0 Tc ${texts} Q EMC`;
}

export function marked(tag: string, id: number, content: string): string {
  return `/${tag} << /MCID ${id} >> BDC ${content} EMC`;
}

// ---------------------------------------------------------------- text in a real font

const program = readFileSync(new URL("../../node_modules/@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf", import.meta.url));
const face = create(program) as Font;
// Its types do not know what fontkit gives back: the letter's number in the subset.
const subset = face.createSubset() as unknown as { includeGlyph(glyph: Glyph): number; encode(): Uint8Array };
/** What the packets say so far, by the number that a letter has in the embedded subset. */
const used = new Map<number, { readonly letter: string; readonly width: number }>();

export function show(text: string, x: number, y: number, size: number, font = "F1"): string {
  const hex = Array.from(text, (letter) => {
    const glyph = face.glyphForCodePoint(letter.codePointAt(0) ?? 32);
    const id = subset.includeGlyph(glyph);
    used.set(id, { letter, width: Math.round((glyph.advanceWidth * 1000) / face.unitsPerEm) });
    return id.toString(16).padStart(4, "0");
  }).join("");
  return `BT /${font} ${size} Tf 1 0 0 1 ${x} ${y} Tm <${hex}> Tj ET`;
}

// ---------------------------------------------------------------- the file

/** A text string: UTF-16 with its mark, in hexadecimal digits. */
export function pdfText(text: string): string {
  return `<feff${Array.from({ length: text.length }, (_, at) => text.charCodeAt(at).toString(16).padStart(4, "0")).join("")}>`;
}

function serialise(packet: PacketLike): Uint8Array {
  const objects = new Map<number, Buffer>();
  const put = (number: number, text: string) => objects.set(number, Buffer.from(text, "latin1"));
  const stream = (number: number, entries: string, data: Buffer) => objects.set(number, Buffer.concat([Buffer.from(`<< ${entries} /Length ${data.length} >>\nstream\n`, "latin1"), data, Buffer.from("\nendstream")]));
  const lines = [...used].map(([id, { letter }]) => `<${id.toString(16).padStart(4, "0")}> <${letter.charCodeAt(0).toString(16).padStart(4, "0")}>`);
  const widths = [...used].map(([id, { width }]) => `${id} [${width}]`);
  put(10, "<< /Type /Font /Subtype /Type0 /BaseFont /AAAAAA+Kilde /Encoding /Identity-H /DescendantFonts [11 0 R] /ToUnicode 13 0 R >>");
  put(11, `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /AAAAAA+Kilde /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 12 0 R /DW 500 /W [${widths.join(" ")}] /CIDToGIDMap /Identity >>`);
  put(12, `<< /Type /FontDescriptor /FontName /AAAAAA+Kilde /Flags 4 /FontBBox [-500 -300 1500 1100] /ItalicAngle 0 /Ascent 900 /Descent -250 /CapHeight 660 /StemV 80 ${packet.fontFile} >>`);
  stream(13, "", Buffer.from(`/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange ${lines.length} beginbfchar\n${lines.join("\n")}\nendbfchar endcmap end`));
  stream(14, "", Buffer.from(subset.encode()));
  const count = packet.pages.length;
  put(2, `<< /Type /Pages /Count ${count} /Kids [${packet.pages.map((_, index) => `${100 + index} 0 R`).join(" ")}] /MediaBox [0 0 595 842] >>`);
  packet.pages.forEach((one, index) => {
    one.streams.forEach((content, part) => stream(contentNumber(index, part), "", Buffer.from(content, "latin1")));
    for (const { number, text } of one.annotations) put(number, text);
    const crop = one.cropBox === null ? "" : `/CropBox ${one.cropBox}`;
    put(100 + index, `<< /Type /Page /Parent 2 0 R /MediaBox ${one.mediaBox} ${crop} /Rotate ${one.rotate} /Resources ${one.resources} /Contents [${one.streams.map((_, part) => `${contentNumber(index, part)} 0 R`).join(" ")}] /Annots [${one.annotations.map(({ number }) => `${number} 0 R`).join(" ")}] ${one.more} >>`);
  });
  const [outlineRoot] = writeOutline(packet.outline, put);
  const names = Object.keys(packet.destinations).toSorted().map((name) => `${pdfText(name)} ${packet.destinations[name]}`).join(" ");
  if (packet.tagged) writeTags(put);
  put(1, [
    "<< /Type /Catalog /Pages 2 0 R", packet.labels === null ? "" : `/PageLabels ${packet.labels}`, outlineRoot === undefined ? "" : `/Outlines ${outlineRoot} 0 R`, `/Names << /Dests << /Names [${names}] >> >>`,
    packet.language === null ? "" : `/Lang (${packet.language})`, packet.tagged ? "/MarkInfo << /Marked true >> /StructTreeRoot 30 0 R" : "", "/ViewerPreferences << /DisplayDocTitle true >>", packet.catalog, ">>",
  ].join(" "));
  put(3, `<< ${packet.title === null ? "" : `/Title ${pdfText(packet.title)}`} >>`);
  return joined(objects, packet);
}

function contentNumber(page: number, part: number): number {
  return 100_000 + page * 10 + part;
}

function writeOutline(entries: readonly LikeEntry[], put: (number: number, text: string) => void): number[] {
  if (entries.length === 0) return [];
  let next = 50_000;
  const write = (list: readonly LikeEntry[], parent: number): { first: number; last: number } => {
    const numbers = list.map(() => next++);
    list.forEach((entry, index) => {
      const own = numbers[index] as number;
      const kids = entry.children.length > 0 ? write(entry.children, own) : null;
      put(own, `<< /Title ${pdfText(entry.title)} /Parent ${parent} 0 R ${entry.to === null ? "" : `/Dest ${entry.to}`} ${index > 0 ? `/Prev ${numbers[index - 1]} 0 R` : ""} ${index + 1 < list.length ? `/Next ${numbers[index + 1]} 0 R` : ""} ${kids === null ? "" : `/First ${kids.first} 0 R /Last ${kids.last} 0 R /Count ${entry.children.length}`} >>`);
    });
    return { first: numbers[0] as number, last: numbers.at(-1) as number };
  };
  const { first, last } = write(entries, 49_999);
  put(49_999, `<< /Type /Outlines /First ${first} 0 R /Last ${last} 0 R /Count ${entries.length} >>`);
  return [49_999];
}

/** The first page's tags: a paragraph and two rows of contents with their links. */
function writeTags(put: (number: number, text: string) => void): void {
  put(30, "<< /Type /StructTreeRoot /K 31 0 R /ParentTree << /Nums [0 [32 0 R 34 0 R 35 0 R] 1 34 0 R 2 35 0 R] >> /ParentTreeNextKey 3 >>");
  put(31, "<< /Type /StructElem /S /Document /P 30 0 R /K [32 0 R 33 0 R] >>");
  put(32, "<< /Type /StructElem /S /P /P 31 0 R /Pg 100 0 R /K 0 >>");
  put(33, "<< /Type /StructElem /S /TOC /P 31 0 R /K [34 0 R 35 0 R] >>");
  for (const row of [1, 2]) put(33 + row, `<< /Type /StructElem /S /TOCI /P 33 0 R /Pg 100 0 R /K [${row} << /Type /OBJR /Obj ${200 + row} 0 R /Pg 100 0 R >>] >>`);
}

function joined(objects: ReadonlyMap<number, Buffer>, { more, between }: PacketLike): Uint8Array {
  const parts: Buffer[] = [Buffer.from("%PDF-1.7\n")];
  const offsets = new Map<number, number>();
  let at = (parts[0] as Buffer).length;
  const push = (part: Buffer) => {
    parts.push(part);
    at += part.length;
  };
  for (const [number, body] of objects) {
    offsets.set(number, at);
    push(Buffer.concat([Buffer.from(`${number} 0 obj\n`), body, Buffer.from("\nendobj\n")]));
    if (number === 14) push(Buffer.from(between, "latin1"));
  }
  for (const object of more) {
    const number = Number(/^\d+/.exec(object)?.[0]);
    if (!Number.isNaN(number) && number < 9000) offsets.set(number, at);
    push(Buffer.from(`${object}\n`, "latin1"));
  }
  const start = at;
  const rows = [...offsets].toSorted(([a], [b]) => a - b).map(([number, offset]) => `${number} 1\n${String(offset).padStart(10, "0")} 00000 n \n`);
  push(Buffer.from(`xref\n0 1\n0000000000 65535 f \n${rows.join("")}trailer\n<< /Size ${Math.max(...offsets.keys()) + 1} /Root 1 0 R /Info 3 0 R >>\nstartxref\n${start}\n%%EOF\n`));
  return new Uint8Array(Buffer.concat(parts));
}
