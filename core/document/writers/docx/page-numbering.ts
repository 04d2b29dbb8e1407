import type { IPropertiesOptions } from "docx";
import type { Document } from "../../document.ts";
import { notice } from "../../../errors.ts";
import type { PageFinder } from "../../writer.ts";
import type { Setting } from "./setting.ts";

/**
 * Gives the contents' page references the numbers that the same document has as PDF: Word fills them in only when it
 * is told to update them, LibreOffice never does on opening. A document without contents is spared the work.
 */
export function pageNumbering(document: Document, setting: Setting, findPages: PageFinder | null): Pick<IPropertiesOptions, "pageNumbers"> {
  if (setting.contents.length === 0) return {};
  const found = findPages?.(document);
  if (!found) {
    setting.notices.push(notice("not-set", { what: "Sidetal i indholdsfortegnelsen (opdatér den i Word med F9)", format: "DOCX" }));
    return {};
  }
  const bookmarks = new Map<string, string>();
  for (const [anchor, page] of found.anchors) {
    const bookmark = setting.bookmarks.get(anchor);
    if (bookmark !== undefined) bookmarks.set(bookmark, String(page));
  }
  return { pageNumbers: () => ({ bookmarks, pageCount: found.count }) };
}
