import { openPdf, type PdfTrouble } from "./open-pdf.ts";

export interface PdfText {
  /** Null where the file cannot be opened. */
  readonly pages: number | null;
  /** Its words for the search, page by page; empty for scans and for what cannot be opened. */
  readonly text: string;
  /** Why it could not be opened, or null. */
  readonly trouble: PdfTrouble | null;
}

/**
 * Page count and searchable text of an attachment. Never throws over the file: one that is encrypted or broken has
 * `pages` null and says why in `trouble`; it can still be attached, and the packet shows a slip page for it. A page
 * whose text cannot be read counts as a page without text.
 */
export async function readPdfText(bytes: Uint8Array, options: { readonly name?: string; readonly password?: string } = {}): Promise<PdfText> {
  const read = await openPdf(bytes, options.password, async (document): Promise<PdfText> => {
    const texts: string[] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      texts.push(await document.getPage(number).then(async (page) => {
        const content = await page.getTextContent();
        page.cleanup();
        return content.items.map((item) => ("str" in item ? `${item.str}${item.hasEOL ? "\n" : ""}` : "")).join("");
      }).catch(() => ""));
    }
    return { pages: document.numPages, text: texts.join("\n").normalize("NFC"), trouble: null };
  });
  return typeof read === "string" ? { pages: null, text: "", trouble: read } : read;
}
