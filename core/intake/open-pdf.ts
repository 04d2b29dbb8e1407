import type { PDFDocumentProxy } from "pdfjs-dist";
import type { TextItem } from "pdfjs-dist/types/src/display/api.js";

export type { TextItem };

/** Why a PDF could not be opened. */
export type PdfTrouble = "encrypted" | "broken";

/**
 * Opens a PDF for reading its text and gives it to `use`; nothing is drawn, so no canvas is needed. Returns the
 * trouble instead where the file is encrypted (and the password is missing or wrong) or broken beyond reading.
 */
export async function openPdf<Result>(bytes: Uint8Array, password: string | undefined, use: (document: PDFDocumentProxy) => Promise<Result>): Promise<Result | PdfTrouble> {
  // Loaded when first needed: it is large, and most commands read no PDF.
  const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  const task = getDocument({
    // pdf.js takes the buffer over; the caller's bytes must stay whole.
    data: bytes.slice(),
    ...(password === undefined ? {} : { password }),
    verbosity: 0, disableFontFace: true, useSystemFonts: false, fontExtraProperties: true, stopAtErrors: false,
    isOffscreenCanvasSupported: false, isImageDecoderSupported: false,
  });
  try {
    return await use(await task.promise);
  } catch (error) {
    return error instanceof Error && error.name === "PasswordException" ? "encrypted" : "broken";
  } finally {
    await task.destroy();
  }
}
