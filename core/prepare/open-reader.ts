import { type Canvas, createCanvas } from "@napi-rs/canvas";
import type { PDFDocumentLoadingTask, PDFDocumentProxy, PDFPageProxy, RenderTask } from "pdfjs-dist";

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
  /** The same, and what form fields hold is drawn where the file leaves that to its reader; null also where nothing is to be drawn. */
  rewriteFilled(): Promise<FilledForm | null>;
  close(): Promise<void>;
}

export interface FilledForm {
  readonly pdf: Uint8Array;
  /** For each page where its fields may look otherwise than before: left, top, right, bottom in points of the page as it is seen, from its top left. */
  readonly fields: readonly (readonly Area[])[];
}

export type Area = readonly [left: number, top: number, right: number, bottom: number];

/** Larger pictures and canvases are not drawn: drawing one takes some 12 bytes a pixel. */
export const mostPixels = 64_000_000;

/** Milliseconds for the words of a page. */
const textPatience = 15_000;

/** Opens a PDF for drawing; never throws over the file. The bytes stay the caller's. */
export async function openReader(bytes: Uint8Array, password: string | null, tools: ReaderTools): Promise<Reader | "password" | "broken"> {
  const task = await startReading(bytes, password, tools);
  // A page that waits for ever keeps its document from being closed.
  const close = (): Promise<void> => within(task.destroy().catch(() => undefined), 2000);
  try {
    const document = await task.promise;
    const layers = await document.getOptionalContentConfig();
    return {
      pageCount: document.numPages,
      hidesLayers: [...layers].some(([, group]: readonly [unknown, { readonly visible: boolean }]) => !group.visible),
      page: (number) => document.getPage(number).then((page) => toReaderPage(page, tools), () => null),
      rewrite: () => rewrite(document),
      rewriteFilled: async () => {
        const plain = await rewrite(document);
        return plain && fillFields(plain, tools);
      },
      close,
    };
  } catch (error) {
    await close();
    return error instanceof Error && error.name === "PasswordException" ? "password" : "broken";
  }
}

async function startReading(bytes: Uint8Array, password: string | null, tools: ReaderTools): Promise<PDFDocumentLoadingTask> {
  // Loaded when first needed: it is large.
  const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  return getDocument({
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
}

function toReaderPage(page: PDFPageProxy, { now }: ReaderTools): ReaderPage {
  const { width, height } = page.getViewport({ scale: 1 });
  return {
    width,
    height,
    text: async () => (await within(page.getTextContent().then(({ items }) => items.map((item) => ("str" in item ? `${item.str}${item.hasEOL ? "\n" : ""}` : "")).join(""), () => ""), textPatience)) ?? "",
    draw: async (scale, patience) => {
      const canvas = await drawn(page, scale, now() + patience, now);
      if (!canvas) return null;
      const { width, height } = canvas;
      const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
      release(canvas);
      return { width, height, data, scale };
    },
    picture: async (scale, patience) => {
      const canvas = await drawn(page, scale, now() + patience, now);
      if (!canvas) return null;
      const { width, height } = canvas;
      const jpeg = await canvas.encode("jpeg", 88);
      release(canvas);
      return { width, height, jpeg };
    },
    done: () => void page.cleanup(),
  };
}

async function drawn(page: PDFPageProxy, scale: number, until: number, now: () => number): Promise<Canvas | null> {
  const viewport = page.getViewport({ scale });
  const canvas = createCanvas(Math.max(1, Math.ceil(viewport.width)), Math.max(1, Math.ceil(viewport.height)));
  try {
    const task: RenderTask = page.render({ canvas: canvas as never, viewport });
    task.onContinue = (goOn: () => void) => (now() > until ? task.cancel() : goOn());
    // A page may also wait for ever for something that is not in the file.
    if (await within(task.promise.then(() => true), until - now())) return canvas;
    task.cancel();
    return null;
  } catch {
    return null;
  }
}

/** What is promised, if it comes in so many milliseconds; undefined otherwise. */
function within<Value>(promised: Promise<Value>, milliseconds: number): Promise<Value | undefined> {
  const signal = AbortSignal.timeout(Math.max(1, Math.ceil(milliseconds)));
  return Promise.race([promised, new Promise<undefined>((resolve) => signal.addEventListener("abort", () => resolve(undefined)))]);
}

async function rewrite(document: PDFDocumentProxy): Promise<Uint8Array | null> {
  try {
    // Null stands for the document itself.
    return (await document.extractPages([{ document: null }])) ?? null;
  } catch {
    return null;
  }
}

/**
 * pdf.js draws a field when it saves one that somebody has changed, and not where the file asks its reader to draw all
 * of them: so that wish is struck out, and every field is set to the value that it has.
 */
async function fillFields(bytes: Uint8Array, tools: ReaderTools): Promise<FilledForm | null> {
  const wish = strikeOut(bytes, "/NeedAppearances true", "/NeedAppearances null");
  const task = await startReading(bytes, null, tools);
  try {
    const document = await task.promise;
    const fields: Area[][] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      const data = (await page.getAnnotations()) as readonly FieldData[];
      const open = data.filter((field) => field.subtype === "Widget" && (field.fieldType === "Tx" || field.fieldType === "Ch") && !isHidden(field) && (wish || (!field.hasAppearance && !isEmpty(field.fieldValue))));
      for (const field of open) document.annotationStorage.setValue(field.id, { value: field.fieldValue ?? "", rotation: field.rotation ?? 0 });
      const viewport = page.getViewport({ scale: 1 });
      // A button keeps the look that it has in the file, which need not be what pdf.js would draw.
      const buttons = data.filter((field) => field.fieldType === "Btn" && field.hasAppearance && wish);
      fields.push([...open, ...buttons].map(({ rect: [x = 0, y = 0, x2 = 0, y2 = 0] }) => toArea([...viewport.convertToViewportPoint(x, y), ...viewport.convertToViewportPoint(x2, y2)] as number[])));
      page.cleanup();
    }
    return fields.some((ofPage) => ofPage.length > 0) ? { pdf: await document.saveDocument(), fields } : null;
  } catch {
    return null;
  } finally {
    await task.destroy().catch(() => undefined);
  }
}

function toArea([x = 0, y = 0, x2 = 0, y2 = 0]: readonly number[]): Area {
  return [Math.min(x, x2), Math.min(y, y2), Math.max(x, x2), Math.max(y, y2)];
}

interface FieldData {
  readonly id: string;
  readonly subtype: string;
  readonly rect: readonly number[];
  readonly fieldType?: string;
  readonly fieldValue?: unknown;
  readonly rotation?: number;
  readonly annotationFlags?: number;
  readonly hasAppearance?: boolean;
}

/** Hidden, or not to be seen on a screen (ISO 32000-1, table 165). */
function isHidden({ annotationFlags = 0 }: FieldData): boolean {
  return (annotationFlags & 0b100010) !== 0;
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

/** Writes words of the same length over others, wherever they stand; says whether they did. */
function strikeOut(bytes: Uint8Array, words: string, instead: string): boolean {
  const [wanted, put] = [words, instead].map((text) => new TextEncoder().encode(text)) as [Uint8Array, Uint8Array];
  let found = false;
  for (let at = bytes.indexOf(wanted[0] as number); at >= 0; at = bytes.indexOf(wanted[0] as number, at + 1)) {
    if (!wanted.every((byte, index) => bytes[at + index] === byte)) continue;
    bytes.set(put, at);
    found = true;
  }
  return found;
}

/** Gives a canvas's memory back at once: it lies outside the heap, where nothing urges the collector to look. */
function release(canvas: Canvas): void {
  canvas.width = 1;
  canvas.height = 1;
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
    release(entry.canvas);
    entry.canvas = null;
    entry.context = null;
  }

  getNoAlphaContext(canvas: Canvas): unknown {
    return canvas.getContext("2d", { alpha: false });
  }
}
