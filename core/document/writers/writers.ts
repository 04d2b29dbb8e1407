import type { FontFiles } from "../fonts.ts";
import type { Writer } from "../writer.ts";
import { createDocxWriter } from "./docx/write-docx.ts";
import { writeHtml } from "./html/write-html.ts";
import { createPageFinder, createPdfWriter } from "./pdf/write-pdf.ts";
import { writeText } from "./text/write-text.ts";

/** The table of formats; the list of formats is its keys. */
export const createWriters = (fonts: FontFiles) =>
  ({
    pdf: createPdfWriter(fonts),
    docx: createDocxWriter({ fonts, findPages: createPageFinder(fonts) }),
    html: writeHtml,
    txt: writeText,
  }) satisfies Record<string, Writer>;

export type Writers = ReturnType<typeof createWriters>;
export type Format = keyof Writers;
