import { stopIfCancelled, unwatched, type Watch } from "../watch.ts";
import { breathe, withPdfjs } from "./open-with-pdfjs.ts";
import { PdfFile } from "./raw/pdf-file.ts";
import { contentStreams, readContent, type FontShelf } from "./raw/read-content.ts";

/** What the pages of a finished PDF say. */
export interface PacketText {
  /** By page, lines ended by `\n`. */
  readonly pages: readonly string[];
}

/**
 * Reads the text of all pages with pdf.js, and with our own reader where pdf.js cannot read a page. It takes some
 * twenty milliseconds for a page full of text; leak search and search for CPR numbers share it.
 */
export async function readPacketText(bytes: Uint8Array, watch: Watch = unwatched): Promise<PacketText> {
  const file = new PdfFile(bytes);
  const own = file.pages();
  const shelf: FontShelf = new Map();
  const ownText = (index: number): string => {
    const page = own[index];
    if (page === undefined) return "";
    return readContent(file, contentStreams(file, page.dictionary), page.resources, 0, shelf).runs.map(({ text }) => text).join(" ");
  };
  const pages = await withPdfjs(bytes, async (pdf) => {
    const texts: string[] = [];
    for (let number = 1; number <= pdf.numPages; number += 1) {
      if (number % 10 === 0) {
        stopIfCancelled(watch.signal);
        watch.progress({ step: "packet.verify", done: number, of: pdf.numPages, what: "" });
        await breathe();
      }
      texts.push(await pdf.getPage(number).then(async (page) => {
        const { items } = await page.getTextContent();
        page.cleanup();
        return items.map((item) => ("str" in item ? `${item.str}${item.hasEOL ? "\n" : ""}` : "")).join("");
      }).catch(() => ownText(number - 1)));
    }
    return texts;
  });
  return { pages: pages ?? own.map((_, index) => ownText(index)) };
}
