import { Document as DocxDocument, Footer, Header, type ISectionOptions, Packer, PageOrientation } from "docx";
import type { Document, RunningLine } from "../../document.ts";
import type { FontFiles } from "../../fonts.ts";
import type { PageFinder, Writer } from "../../writer.ts";
import { familyName, fontParts, type Part, systemFont } from "./fonts.ts";
import { build } from "./pieces.ts";
import { pageNumbering } from "./page-numbering.ts";
import { propertiesParts } from "./properties-parts.ts";
import { setRunningLines } from "./running-lines.ts";
import { setBlocks } from "./set-blocks.ts";
import { type Setting, startSetting, textWidth } from "./setting.ts";
import { settingsPart } from "./settings-part.ts";
import { stampedZip } from "./stamp.ts";
import { twips } from "./twips.ts";

export interface DocxOptions {
  /** Faces to embed, so that the document looks the same where they are not installed; else Calibri is named. */
  readonly fonts?: FontFiles;
  /** Finds the page numbers of the contents; without it they are left for Word to fill in, which is told. */
  readonly findPages?: PageFinder;
}

/** A writer of Word documents (ECMA-376, transitional). The same document with the same options gives the same bytes. */
export function createDocxWriter({ fonts, findPages }: DocxOptions = {}): Writer {
  return async (document, options) => {
    const setting = startSetting(document, fonts ? familyName(fonts.regular) : systemFont);
    const place = { width: textWidth(document), indent: 0, depth: 0, inside: "text", bodyStyle: "body", align: null } as const;
    const children = build(setBlocks(document.blocks, setting, place), setting.styles.paragraph("body"));
    const section = { ...sectionOf(document, setting), children };
    const docx = new DocxDocument({
      sections: [section],
      ...pageNumbering(document, setting, findPages ?? null),
      numbering: { config: setting.numbering.definitions },
      footnotes: Object.fromEntries(setting.footnotes.map((footnote, index) => [index + 1, footnote])),
    });
    // Not Packer.pack: it would zip what is zipped again below.
    const files = compiler.compile(docx, undefined, [
      { path: "word/styles.xml", data: setting.styles.xml() },
      { path: "word/settings.xml", data: settingsPart(document, fonts !== undefined) },
    ]);
    for (const { path, data } of [...fontParts(fonts ?? null), ...propertiesParts(document, options)]) files.set(path, data);
    return { bytes: stampedZip(files), pages: null, notices: setting.notices };
  };
}

/** The library keeps its compiler to itself; it gives the files of the package before they are zipped. */
const compiler = Packer["compiler"] as {
  compile(document: DocxDocument, prettify: undefined, overrides: readonly Part[]): Map<string, string | Uint8Array>;
};

function sectionOf(document: Document, setting: Setting): Omit<ISectionOptions, "children"> {
  const { setup, header, footer, firstHeader, firstFooter } = document;
  const ownFirst = firstHeader !== null || firstFooter !== null;
  const head = (lines: readonly RunningLine[]) => (lines.length > 0 || ownFirst ? new Header({ children: setRunningLines(lines, "header", setting) }) : undefined);
  const foot = (lines: readonly RunningLine[]) => (lines.length > 0 || ownFirst ? new Footer({ children: setRunningLines(lines, "footer", setting) }) : undefined);
  const landscape = setup.width > setup.height;
  return {
    headers: given({ default: head(header), first: ownFirst ? head(firstHeader ?? header) : undefined }),
    footers: given({ default: foot(footer), first: ownFirst ? foot(firstFooter ?? footer) : undefined }),
    properties: {
      ...(ownFirst && { titlePage: true }),
      page: {
        // The library turns a landscape page's sides itself.
        size: landscape
          ? { width: twips(setup.height), height: twips(setup.width), orientation: PageOrientation.LANDSCAPE }
          : { width: twips(setup.width), height: twips(setup.height), orientation: PageOrientation.PORTRAIT },
        margin: {
          top: twips(setup.marginTop),
          bottom: twips(setup.marginBottom),
          left: twips(setup.marginLeft),
          right: twips(setup.marginRight),
          header: twips(setup.headerDistance),
          footer: twips(setup.footerDistance),
          gutter: 0,
        },
      },
    },
  };
}

/** What is there of two things that may be missing. */
function given<Thing>(things: { readonly default: Thing | undefined; readonly first: Thing | undefined }): { readonly default?: Thing; readonly first?: Thing } {
  return { ...(things.default && { default: things.default }), ...(things.first && { first: things.first }) };
}
