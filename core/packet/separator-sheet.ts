import type { Block, Document } from "../document/document.ts";
import { heading, paragraph, runningLine } from "../document/make-blocks.ts";
import { runPasses } from "../document/passes/passes.ts";
import type { Attachment } from "../domain/attachment.ts";
import { longDate } from "../domain/danish-date.ts";
import type { TemplatePack } from "../domain/template-pack.ts";
import { attachmentHeading } from "./compose-packet-front.ts";
import { itemHeading, label } from "./compose-headings.ts";
import type { ItemPapers, MeetingPapers } from "./meeting-papers.ts";
import type { Look } from "./look.ts";
import { pagesInWords } from "./pages-in-words.ts";

export interface SeparatorSheet {
  readonly item: ItemPapers;
  readonly attachment: Attachment;
  /** The attachment's pages in the packet. */
  readonly pages: number;
}

/** Letters of a heading or title that stand on a sheet; it must stay one page. */
const longestLine = 280;

/** Separator sheets (skilleblade): one page for each, in their order, with what it stands before. `mark` is said on all. */
export function composeSeparatorSheets(papers: MeetingPapers, pack: TemplatePack, { setup, styles }: Look, sheets: readonly SeparatorSheet[], mark: string): Document {
  const { body, meeting } = papers;
  const title = `${label(pack, "bilag")} – ${body.name}, ${longDate(meeting.date)}`;
  return runPasses({
    title,
    author: body.name,
    subject: label(pack, "bilag"),
    language: "da-DK",
    mark,
    // The words stand a third down the page.
    setup: { ...setup, marginTop: Math.max(setup.marginTop, setup.height * 0.3) },
    styles,
    header: [runningLine(body.name, longDate(meeting.date))],
    footer: [],
    firstHeader: null,
    firstFooter: null,
    blocks: sheets.map(({ item: { item, caseFile }, attachment, pages }): Block => {
      const series = label(pack, item.series === "item" ? "punkt" : "meddelelse");
      return {
        type: "group",
        role: "part",
        children: [
          paragraph("organ", cut(`${series} ${item.number}. ${itemHeading(item, caseFile.title, body, pack)}`)),
          heading(1, "titel", `${label(pack, "bilag")} ${attachment.number}`, { entry: attachmentHeading(attachment, pack) }),
          paragraph("mellemtitel", cut(attachment.title)),
          paragraph("organ", pagesInWords(pages)),
        ],
      };
    }),
    images: new Map(),
  });
}

function cut(text: string): string {
  return text.length <= longestLine ? text : `${text.slice(0, longestLine).trimEnd()} …`;
}
