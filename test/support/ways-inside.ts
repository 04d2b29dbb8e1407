import type { PDFDocumentProxy } from "pdfjs-dist";

/** How one finds one's way in a PDF, as pdf.js sees it. */
export interface Ways {
  /** Links that lead to a page of the file. */
  readonly links: number;
  /** Bookmarks that do. */
  readonly bookmarks: number;
  /** Names of the layers that are hidden when the file is opened, sorted. */
  readonly hidden: readonly string[];
  /** Annotations that show something, other than links. */
  readonly annotations: number;
}

const mostPages = 200;

/** Null where pdf.js cannot open the file. */
export async function waysInside(bytes: Uint8Array): Promise<Ways | null> {
  const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  const task = getDocument({ data: bytes.slice(), verbosity: 0, disableFontFace: true, useSystemFonts: false });
  try {
    const document = await task.promise;
    let links = 0;
    let annotations = 0;
    for (let number = 1; number <= Math.min(document.numPages, mostPages); number += 1) {
      const page = await document.getPage(number).catch(() => null);
      const found = ((await page?.getAnnotations().catch(() => [])) ?? []) as readonly Annotation[];
      for (const annotation of found) {
        if (annotation.subtype === "Link") links += (await isAlive(document, annotation.dest)) ? 1 : 0;
        else if (annotation.subtype !== "Popup" && annotation.hasAppearance) annotations += 1;
      }
      page?.cleanup();
    }
    let bookmarks = 0;
    const waiting = [...((await document.getOutline().catch(() => null)) ?? [])];
    for (let entry = waiting.pop(); entry; entry = waiting.pop()) {
      if (await isAlive(document, entry.dest)) bookmarks += 1;
      waiting.push(...(entry.items as typeof waiting));
    }
    const layers = await document.getOptionalContentConfig();
    const hidden = [...layers].filter(([, { visible }]: readonly [unknown, Layer]) => !visible).map(([, { name }]: readonly [unknown, Layer]) => name);
    return { links, bookmarks, hidden: hidden.toSorted(), annotations };
  } catch {
    return null;
  } finally {
    await task.destroy().catch(() => undefined);
  }
}

interface Annotation {
  readonly subtype: string;
  readonly dest?: string | readonly unknown[] | null;
  readonly hasAppearance?: boolean;
}

interface Layer {
  readonly name: string;
  readonly visible: boolean;
}

async function isAlive(document: PDFDocumentProxy, dest: string | readonly unknown[] | null | undefined): Promise<boolean> {
  try {
    const place = typeof dest === "string" ? await document.getDestination(dest) : dest;
    const page: unknown = Array.isArray(place) ? place[0] : null;
    if (typeof page === "number") return page >= 0 && page < document.numPages;
    return typeof page === "object" && page !== null && (await document.getPageIndex(page as Parameters<PDFDocumentProxy["getPageIndex"]>[0])) >= 0;
  } catch {
    return false;
  }
}
