import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Canvas, createCanvas, loadImage } from "@napi-rs/canvas";
import { PDFDocument } from "pdf-lib";
import { createWriters } from "../../../../core/document/writers/writers.ts";
import type { Converted, ConvertTools } from "../../../../core/prepare/convert/convert-tools.ts";
import { loadFonts } from "../../../../platform/fonts.ts";

export const fonts = loadFonts();

/** Tools without an office program; PDFs inside e-mails are joined by another library. */
export const tools: ConvertTools = {
  fonts,
  writePdf: createWriters(fonts).pdf,
  office: null,
  pdfs: {
    ready: async (bytes) => PDFDocument.load(bytes).then(() => ({ pdf: bytes, reasons: [] }), (error: unknown) => ({ slip: /encrypted/.test(String(error)) ? "password" : "damaged" }) as const),
    join: async (pdfs) => {
      const joined = await PDFDocument.create();
      for (const bytes of pdfs) {
        const source = await PDFDocument.load(bytes);
        for (const page of await joined.copyPages(source, source.getPageIndices())) joined.addPage(page);
      }
      return joined.save();
    },
  },
};

/** The PDF; fails where a slip came instead. */
export function pdfOf(converted: Converted): Uint8Array {
  if ("slip" in converted) throw new Error(`slip: ${converted.slip}`);
  return converted.pdf;
}

/** A folder for one test, gone afterwards. */
export async function inFolder<Result>(work: (folder: string) => Result | Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "forelaeg-convert-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export interface Drawn {
  readonly width: number;
  readonly height: number;
  /** Red, green and blue at a place given in shares of the page, from the left and the top. */
  readonly at: (x: number, y: number) => readonly [number, number, number];
  /** Share of the points that are not white in a part of the page. */
  readonly ink: (left: number, top: number, right: number, bottom: number) => number;
}

/** The pages of a PDF as poppler draws them. */
export async function drawPages(pdf: Uint8Array, dpi = 40): Promise<Drawn[]> {
  return inFolder(async (folder) => {
    writeFileSync(join(folder, "file.pdf"), pdf);
    execFileSync("pdftoppm", ["-r", String(dpi), "-png", join(folder, "file.pdf"), join(folder, "page")]);
    const drawn: Drawn[] = [];
    for (const name of readdirSync(folder).filter((file) => file.endsWith(".png")).toSorted()) {
      const image = await loadImage(join(folder, name));
      const canvas = createCanvas(image.width, image.height);
      const context = canvas.getContext("2d");
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(0, 0, image.width, image.height);
      const point = (x: number, y: number) => (y * image.width + x) * 4;
      drawn.push({
        width: image.width,
        height: image.height,
        at: (x, y) => {
          const from = point(Math.round(x * (image.width - 1)), Math.round(y * (image.height - 1)));
          return [data[from] ?? 0, data[from + 1] ?? 0, data[from + 2] ?? 0];
        },
        ink: (left, top, right, bottom) => {
          let dark = 0;
          let all = 0;
          for (let y = Math.floor(top * image.height); y < bottom * image.height && y < image.height; y += 1) {
            for (let x = Math.floor(left * image.width); x < right * image.width && x < image.width; x += 1, all += 1) {
              const from = point(x, y);
              if ((data[from] ?? 0) + (data[from + 1] ?? 0) + (data[from + 2] ?? 0) < 720) dark += 1;
            }
          }
          return dark / all;
        },
      });
    }
    return drawn;
  });
}

/** What qpdf finds wrong with a PDF; empty where that is nothing. */
export async function faultsOf(pdf: Uint8Array): Promise<string> {
  return inFolder((folder) => {
    writeFileSync(join(folder, "file.pdf"), pdf);
    const { stdout, stderr, status } = spawnSync("qpdf", ["--check", join(folder, "file.pdf")], { encoding: "utf8" });
    return status === 0 ? "" : stdout + stderr;
  });
}

/** The words of a PDF as poppler reads them, page by page, without ligatures. */
export async function textPages(pdf: Uint8Array): Promise<string[]> {
  return inFolder((folder) => {
    writeFileSync(join(folder, "file.pdf"), pdf);
    return execFileSync("pdftotext", ["-enc", "UTF-8", "-layout", join(folder, "file.pdf"), "-"], { encoding: "utf8" }).normalize("NFKC").split("\f").slice(0, -1);
  });
}

/** A picture with a red, a green, a blue and a yellow quarter, from the upper left in reading order. */
export function quarters(width: number, height: number): Canvas {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext("2d");
  ["#ff0000", "#00ff00", "#0000ff", "#ffff00"].forEach((colour, index) => {
    context.fillStyle = colour;
    context.fillRect((index % 2) * (width / 2), Math.floor(index / 2) * (height / 2), width / 2, height / 2);
  });
  return canvas;
}
