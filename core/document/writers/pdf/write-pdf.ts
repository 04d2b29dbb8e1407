import type { FontFiles } from "../../fonts.ts";
import type { PageFinder, Writer } from "../../writer.ts";
import { type Layout, layOut } from "./lay-out.ts";
import { paintPages } from "./paint.ts";
import { createPdfFile } from "./pdf-file.ts";
import { plainLine } from "./pdf-text.ts";
import { createWordSplitter } from "./split-word.ts";
import { openTypefaces } from "./typefaces.ts";
import { type TaggedPages, writeStructure } from "./write-structure.ts";

const producer = "Forelæg";

/** What PDF/A and PDF/UA take for a language (ISO 32000-1, 14.9.2), and the one of a document that names none. */
const languageTag = /^[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*$/;
const ownLanguage = "da-DK";

/**
 * A writer of PDF/A-2a and PDF/UA-1 files with these fonts. The document is set first (`layOut`: lines, pages, nothing
 * painted), then painted. The same document, options and fonts give the same bytes. Notices: characters that no font
 * has, pictures that are missing or unreadable.
 */
export function createPdfWriter(files: FontFiles): Writer {
  const typefaces = openTypefaces(files);
  const splitWord = createWordSplitter(typefaces);
  return async (document, options) => {
    const layout = layOut(document, typefaces, splitWord);
    const title = plainLine(document.title) || "Uden titel";
    const author = plainLine(document.author);
    const subject = plainLine(document.subject);
    const language = languageTag.test(document.language) ? document.language : ownLanguage;
    let tagged: TaggedPages = { pages: [], marked: [], annotated: [] };
    const file = createPdfFile({ title, author, subject, language, producer, createdAt: options.createdAt }, options.id, () => writeStructure(file, layout.root, tagged));
    tagged = paintPages(file, layout, document, typefaces);
    const bytes = await file.finish();
    return { bytes, pages: layout.pages.length, anchors: pageNumbers(layout), notices: layout.notices };
  };
}

/** Tells on which pages a document's anchors would stand; for formats that leave their layout to other programs. */
export function createPageFinder(files: FontFiles): PageFinder {
  const typefaces = openTypefaces(files);
  const splitWord = createWordSplitter(typefaces);
  return (document) => {
    const layout = layOut(document, typefaces, splitWord);
    return { anchors: pageNumbers(layout), count: layout.pages.length };
  };
}

function pageNumbers({ anchors }: Layout): ReadonlyMap<string, number> {
  return new Map([...anchors].map(([anchor, index]) => [anchor, index + 1]));
}
