import { type Canvas, createCanvas } from "@napi-rs/canvas";
import type { PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist";

/** What the second reader needs of its host. */
export interface ReaderTools {
  /** One of the reader's own files: character maps, fonts that a PDF need not bring, decoders. */
  readonly readerFile: (kind: string, name: string) => Promise<Uint8Array>;
  /** Milliseconds from any beginning; goes only forwards. */
  readonly now: () => number;
}

/** A page as it is seen, drawn on white: RGBA, rows from the top. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
  /** Pixels in a point. */
  readonly scale: number;
}

/** A page opened by the second reader. */
export interface ReaderPage {
  /** As the reader sees it, in points. */
  readonly width: number;
  readonly height: number;
  /** Its words for search; empty where they cannot be read. */
  text(): Promise<string>;
  /** `scale` in pixels a point; null where the page cannot be drawn within `patience` (milliseconds). */
  draw(scale: number, patience: number): Promise<Pixels | null>;
  /** The same as JPEG. */
  picture(scale: number, patience: number): Promise<{ readonly width: number; readonly height: number; readonly jpeg: Uint8Array } | null>;
  /** Forgets what was kept for drawing. */
  done(): void;
}

/** A PDF opened by pdf.js: the second reader, which draws pages and can write a file anew. */
export interface Reader {
  /** As the file says; some of them may not be there. */
  readonly pageCount: number;
  /** It has layers that are not shown when the file is opened. */
  readonly hidesLayers: boolean;
  /** From 1; null where the page cannot be reached. */
  page(number: number): Promise<ReaderPage | null>;
  /** The pages written anew into a sound file without layers; null where that fails. */
  rewrite(): Promise<Uint8Array | null>;
  close(): Promise<void>;
}

/** Larger pictures and canvases are not drawn: drawing one takes some 12 bytes a pixel. */
export const mostPixels = 64_000_000;

/** Opens a PDF for drawing; never throws over the file. The bytes stay the caller's. */
export async function openReader(bytes: Uint8Array, password: string | null, tools: ReaderTools): Promise<Reader | "password" | "broken"> {
  // Loaded when first needed: it is large.
  const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  const task = getDocument({
    // pdf.js takes the buffer over.
    data: bytes.slice(),
    ...(password === null ? {} : { password }),
    verbosity: 0, disableFontFace: true, useSystemFonts: false, isOffscreenCanvasSupported: false, isImageDecoderSupported: false,
    useWorkerFetch: false, maxImageSize: mostPixels, cMapUrl: "reader:/", standardFontDataUrl: "reader:/", wasmUrl: "reader:/",
    CanvasFactory: BoundedCanvases,
    BinaryDataFactory: class {
      fetch({ kind, filename }: { readonly kind: string; readonly filename: string }): Promise<Uint8Array> {
        return tools.readerFile(kind, filename);
      }
    },
  });
  const close = (): Promise<void> => task.destroy().catch(() => undefined);
  try {
    const document = await task.promise;
    const layers = await document.getOptionalContentConfig();
    return {
      pageCount: document.numPages,
      hidesLayers: [...layers].some(([, group]: readonly [unknown, { readonly visible: boolean }]) => !group.visible),
      page: (number) => document.getPage(number).then((page) => toReaderPage(page, tools), () => null),
      rewrite: () => rewrite(document),
      close,
    };
  } catch (error) {
    await close();
    return error instanceof Error && error.name === "PasswordException" ? "password" : "broken";
  }
}

function toReaderPage(page: PDFPageProxy, { now }: ReaderTools): ReaderPage {
  const { width, height } = page.getViewport({ scale: 1 });
  return {
    width,
    height,
    text: () => page.getTextContent().then(({ items }) => items.map((item) => ("str" in item ? `${item.str}${item.hasEOL ? "\n" : ""}` : "")).join(""), () => ""),
    draw: async (scale, patience) => {
      const canvas = await drawn(page, scale, now() + patience, now);
      if (!canvas) return null;
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      return { width: canvas.width, height: canvas.height, data, scale };
    },
    picture: async (scale, patience) => {
      const canvas = await drawn(page, scale, now() + patience, now);
      return canvas && { width: canvas.width, height: canvas.height, jpeg: await canvas.encode("jpeg", 88) };
    },
    done: () => void page.cleanup(),
  };
}

async function drawn(page: PDFPageProxy, scale: number, until: number, now: () => number): Promise<Canvas | null> {
  const viewport = page.getViewport({ scale });
  const canvas = createCanvas(Math.max(1, Math.ceil(viewport.width)), Math.max(1, Math.ceil(viewport.height)));
  try {
    const task = page.render({ canvas: canvas as unknown as Parameters<PDFPageProxy["render"]>[0]["canvas"], viewport });
    task.onContinue = (goOn: () => void) => (now() > until ? task.cancel() : goOn());
    await task.promise;
    return canvas;
  } catch {
    return null;
  }
}

/** Pages that cannot be reached are left out of the call, since one of them ends it; who calls counts the pages. */
async function rewrite(document: PDFDocumentProxy): Promise<Uint8Array | null> {
  try {
    const parts = [{ document: null }] as unknown as Parameters<PDFDocumentProxy["extractPages"]>[0];
    return (await document.extractPages(parts)) ?? null;
  } catch {
    return null;
  }
}

/** Canvases on which pdf.js paints groups, patterns and masks: a page can ask for any size. */
class BoundedCanvases {
  create(width: number, height: number): { canvas: Canvas | null; context: unknown } {
    if (!(width > 0 && height > 0 && width * height <= mostPixels)) throw new Error("no canvas of that size");
    const canvas = createCanvas(width, height);
    return { canvas, context: canvas.getContext("2d") };
  }

  reset(entry: { readonly canvas: Canvas | null }, width: number, height: number): void {
    if (!entry.canvas || !(width > 0 && height > 0 && width * height <= mostPixels)) throw new Error("no canvas of that size");
    entry.canvas.width = width;
    entry.canvas.height = height;
  }

  destroy(entry: { canvas: Canvas | null; context: unknown }): void {
    if (!entry.canvas) throw new Error("no canvas");
    // Gives the memory back at once.
    entry.canvas.width = 0;
    entry.canvas.height = 0;
    entry.canvas = null;
    entry.context = null;
  }

  getNoAlphaContext(canvas: Canvas): unknown {
    return canvas.getContext("2d", { alpha: false });
  }
}
