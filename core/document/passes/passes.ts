import type { Document } from "../document.ts";
import { danishTypography } from "./danish-typography.ts";
import { fillContents } from "./fill-contents.ts";
import { markPages } from "./mark-pages.ts";
import { numberFootnotes } from "./number-footnotes.ts";
import { styleCells } from "./style-cells.ts";
import { unlinkNowhere } from "./unlink-nowhere.ts";

/** What is done to every document between its template and its writer, in this order. */
const passes: readonly ((document: Document) => Document)[] = [markPages, danishTypography, styleCells, numberFootnotes, fillContents, unlinkNowhere];

/** The document as its writer needs it. */
export function runPasses(document: Document): Document {
  return passes.reduce((result, pass) => pass(result), document);
}
