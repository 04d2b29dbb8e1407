import type { IPropertiesOptions } from "docx";
import { notice } from "../../../errors.ts";
import type { FontFiles } from "../../fonts.ts";
import { familyName } from "./fonts.ts";
import type { Setting } from "./setting.ts";

/**
 * Gives the contents' page references the numbers that Word would, by laying the pages out as Word does: Word fills
 * them in only when it is told to update them, LibreOffice never does on opening. A document without contents is
 * spared the work (a second or so for eighty pages).
 */
export async function pageNumbering(setting: Setting, fonts: FontFiles | null): Promise<Pick<IPropertiesOptions, "externalStyles" | "pageNumbers">> {
  if (setting.contents.length === 0) return {};
  // Large, and most documents have no contents.
  const { estimatePageNumbersWith } = await import("docx/layout");
  const name = fonts === null ? "" : familyName(fonts.regular);
  const files = fonts === null ? [] : [fonts.regular, fonts.bold, fonts.italic, fonts.boldItalic].map((data) => ({ data, name }));
  const estimate = estimatePageNumbersWith({ fonts: files, guess: true });
  return {
    // The layout reads the styles from the document, not from the part that takes their place in the package.
    externalStyles: setting.styles.xml(),
    pageNumbers: (body, context) => {
      const estimated = estimate(body, context);
      const blank = setting.contents.some(({ target }) => {
        const bookmark = setting.bookmarks.get(target);
        return bookmark !== undefined && !estimated.bookmarks.has(bookmark);
      });
      if (blank) setting.notices.push(notice("not-set", { what: "Sidetal i indholdsfortegnelsen (opdatér den i Word med F9)", format: "DOCX" }));
      return estimated;
    },
  };
}
