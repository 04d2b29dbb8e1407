import type { FontFiles } from "../fonts.ts";
import type { Writer } from "../writer.ts";
import { writeHtml } from "./html/write-html.ts";
import { writeText } from "./text/write-text.ts";

/** The table of formats; the list of formats is its keys. What stands on a large library is loaded at first use. */
export const createWriters = (fonts: FontFiles) =>
  ({
    pdf: lazily(async () => (await import("./pdf/write-pdf.ts")).createPdfWriter(fonts)),
    docx: lazily(async () => {
      const [{ createDocxWriter }, { createPageFinder }] = await Promise.all([import("./docx/write-docx.ts"), import("./pdf/write-pdf.ts")]);
      return createDocxWriter({ fonts, findPages: createPageFinder(fonts) });
    }),
    html: writeHtml,
    txt: writeText,
  }) satisfies Record<string, Writer>;

export type Writers = ReturnType<typeof createWriters>;
export type Format = keyof Writers;

function lazily(load: () => Promise<Writer>): Writer {
  let loaded: Promise<Writer> | undefined;
  return async (document, options) => {
    loaded ??= load();
    return (await loaded)(document, options);
  };
}
