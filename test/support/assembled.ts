import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openTypefaces } from "../../core/document/writers/pdf/typefaces.ts";
import type { PageInk } from "../../core/domain/preparation.ts";
import { inkColumns, inkDepth } from "../../core/domain/preparation.ts";
import { joinBytes } from "../../core/join-bytes.ts";
import { placeStamp } from "../../core/packet/stamp/place-stamp.ts";
import { createStampFaces } from "../../core/packet/stamp/stamp-faces.ts";
import { type AssemblyOptions, assemblePdf, type Part } from "../../core/pdf/assemble.ts";
import { type LiftOptions, liftPages } from "../../core/pdf/lift-pages.ts";
import { openSource } from "../../core/pdf/open-source.ts";
import { loadFonts } from "../../platform/fonts.ts";
import { hasTool, runOverPdf } from "./pdf-checks.ts";
import { rawPdf } from "./raw-pdf.ts";

/** A file on its way into an assembled packet. */
export interface TestPart {
  readonly bytes: Uint8Array;
  readonly lift?: LiftOptions;
  /** Parts of one file share their objects. */
  readonly file?: string;
  readonly title?: string | null;
  readonly anchor?: string;
  /** The stamp's first line; none prints no stamp. */
  readonly stamp?: string;
  /** Free on all sides where it is not given; null for a page that is full. */
  readonly ink?: PageInk | null;
}

export const freeInk: PageInk = { foot: Array.from({ length: inkColumns }, () => inkDepth), head: Array.from({ length: inkColumns }, () => inkDepth) };

const id = "0123456789abcdef0123456789abcdef";

/** Files assembled as packets are, with real stamps. */
export async function assembled(parts: readonly TestPart[], options: Partial<AssemblyOptions> = {}): Promise<Uint8Array> {
  const stamped = parts.flatMap(({ stamp }) => stamp ?? []);
  const faces = createStampFaces(openTypefaces(loadFonts()), [...stamped, "0123456789/"], (options.id ?? id).slice(0, 6));
  const pattern = { place: "foot", wrapAt: 82, occupied: "extend" } as const;
  const made: Part[] = [];
  for (const { bytes, lift, file, title, anchor, stamp, ink } of parts) {
    const segment = liftPages(await openSource(bytes), lift);
    made.push({
      segment,
      file: file ?? null,
      title: title === undefined ? "Bilag" : title,
      anchor: anchor ?? null,
      dress: stamp === undefined ? null : (geometry, page) => placeStamp({ geometry, ink: ink === undefined ? freeInk : ink, lines: [stamp, `${page + 1}/${segment.pages.length}`], pattern, faces }),
    });
  }
  const chunks: Uint8Array[] = [];
  const all: AssemblyOptions = { title: "Pakke", author: "", subject: "", producer: "Forelæg", language: "da-DK", createdAt: "2027-03-16T10:00:00Z", id, fonts: faces, outline: (placed) => placed.flatMap((part) => part.outline), ...options };
  for await (const chunk of assemblePdf(made, all)) chunks.push(chunk.slice());
  return joinBytes(chunks);
}

/** Pages of a raw PDF, each with its content in Helvetica (F) and further entries; `catalog` and objects from number 100 on. */
export function pagesPdf(pages: readonly { readonly content?: string; readonly entries?: string }[], catalog = "", more: Readonly<Record<number, string | { readonly entries: string; readonly stream: string }>> = {}): Uint8Array {
  const objects: (string | { entries: string; stream: string })[] = [];
  const put = (number: number, object: string | { entries: string; stream: string }) => {
    while (objects.length < number) objects.push("null");
    objects[number - 1] = object;
  };
  put(1, `<</Type/Catalog/Pages 2 0 R${catalog}>>`);
  put(2, `<</Type/Pages/Count ${pages.length}/Kids[${pages.map((_, index) => `${pageNumber(index)} 0 R`).join(" ")}]>>`);
  put(3, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>");
  pages.forEach(({ content = "", entries = "" }, index) => {
    const resources = entries.includes("/Resources") ? "" : "/Resources<</Font<</F 3 0 R>>>>";
    const box = entries.includes("/MediaBox") ? "" : "/MediaBox[0 0 595 842]";
    put(pageNumber(index), `<</Type/Page/Parent 2 0 R/Contents ${pageNumber(index) + 1} 0 R${resources}${box}${entries}>>`);
    put(pageNumber(index) + 1, { entries: "", stream: content });
  });
  for (const [number, object] of Object.entries(more)) put(Number(number), object);
  return rawPdf(objects);
}

/** Object number of a page of `pagesPdf`, from 0. */
export function pageNumber(index: number): number {
  return 10 + 2 * index;
}

/** Text in Helvetica at a place. */
export function words(text: string, x = 72, y = 700, size = 14): string {
  return `BT /F ${size} Tf ${x} ${y} Td (${text}) Tj ET`;
}

const qpdf = hasTool("qpdf");

/** What qpdf finds wrong; empty where the file is sound, and where qpdf is not here. */
export function qpdfFaults(bytes: Uint8Array): string {
  if (!qpdf) return "";
  const { status, output } = runOverPdf(bytes, "qpdf", ["--check", "{}"]);
  return status === 0 && !/WARNING/.test(output) ? "" : output;
}

export interface Grey {
  readonly width: number;
  readonly height: number;
  /** 0 black … 255 white; x from the left, y from the top. */
  readonly at: (x: number, y: number) => number;
  /** Dark pixels within a box, of the whole picture where none is given. */
  readonly ink: (box?: readonly [left: number, top: number, right: number, bottom: number]) => number;
}

/** A page as poppler draws it, a pixel a point. */
export function drawn(bytes: Uint8Array, page: number): Grey {
  const folder = mkdtempSync(join(tmpdir(), "drawn-"));
  try {
    writeFileSync(join(folder, "a.pdf"), bytes);
    execFileSync("pdftoppm", ["-r", "72", "-gray", "-cropbox", "-f", String(page), "-singlefile", "-l", String(page), join(folder, "a.pdf"), join(folder, "a")], { stdio: "ignore" });
    const picture = readFileSync(join(folder, "a.pgm"));
    const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(picture.toString("latin1", 0, 40));
    if (!head) throw new Error("no picture");
    const [start, width, height] = [head[0].length, Number(head[1]), Number(head[2])];
    const at = (x: number, y: number) => picture[start + y * width + x] ?? 255;
    const ink: Grey["ink"] = ([left, top, right, bottom] = [0, 0, width, height]) => {
      let dark = 0;
      for (let y = Math.max(0, top); y < Math.min(height, bottom); y++) for (let x = Math.max(0, left); x < Math.min(width, right); x++) if (at(x, y) < 160) dark++;
      return dark;
    };
    return { width, height, at, ink };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The lines that poppler reads on a page, blank ones left out. */
export function linesOf(bytes: Uint8Array, page: number): string[] {
  return runOverPdf(bytes, "pdftotext", ["-f", String(page), "-l", String(page), "-layout", "{}", "-"]).output.split("\n").map((line) => line.trim()).filter((line) => line !== "" && line !== "\f");
}

/** zlib's frame around bytes as they are, so that tests can look into object streams. */
export function plainDeflate(bytes: Uint8Array): Uint8Array {
  const parts: number[] = [0x78, 0x01];
  for (let at = 0; at < bytes.length || at === 0; at += 65_535) {
    const piece = bytes.subarray(at, at + 65_535);
    parts.push(at + 65_535 >= bytes.length ? 1 : 0, piece.length & 255, piece.length >> 8, ~piece.length & 255, (~piece.length >> 8) & 255, ...piece);
  }
  let [a, b] = [1, 0];
  for (const byte of bytes) {
    a = (a + byte) % 65_521;
    b = (b + a) % 65_521;
  }
  return Uint8Array.from([...parts, b >> 8, b & 255, a >> 8, a & 255]);
}
