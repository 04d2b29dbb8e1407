import type { PDFDocumentProxy } from "pdfjs-dist";

/** Bytes that pdf.js asks for at a time. */
const chunk = 65_536;

/**
 * Opens a finished PDF with pdf.js and gives it to `use`; null where pdf.js cannot open it. It fetches what it reads
 * out of `bytes` piece by piece, so a large packet is not copied whole.
 */
export async function withPdfjs<Result>(bytes: Uint8Array, use: (pdf: PDFDocumentProxy) => Promise<Result>): Promise<Result | null> {
  const { getDocument, PDFDataRangeTransport } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  class Pieces extends PDFDataRangeTransport {
    override requestDataRange(begin: number, end: number): void {
      this.onDataRange(begin, bytes.slice(begin, end));
    }
  }
  const task = getDocument({
    range: new Pieces(bytes.length, bytes.slice(0, Math.min(chunk, bytes.length))),
    rangeChunkSize: chunk, disableAutoFetch: true, disableStream: true,
    verbosity: 0, disableFontFace: true, useSystemFonts: false, stopAtErrors: false, isOffscreenCanvasSupported: false, isImageDecoderSupported: false,
  });
  try {
    let pdf: PDFDocumentProxy;
    try {
      pdf = await task.promise;
    } catch {
      return null;
    }
    return await use(pdf);
  } finally {
    await task.destroy();
  }
}

/** Lets others have their turn, so that whoever waits can be told and can stop the work. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener("message", () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });
}
