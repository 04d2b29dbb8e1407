import type { Series } from "../domain/agenda-item.ts";
import type { Attachment } from "../domain/attachment.ts";
import { effectiveOpenness, mayShow } from "../domain/openness.ts";
import type { MeetingPapers } from "../packet/meeting-papers.ts";

/** An open attachment that names something closed. */
export interface ClosedMention {
  /** Where it stands. */
  readonly series: Series;
  readonly item: number;
  readonly attachment: number;
  /** The closed title. */
  readonly title: string;
}

/** Words of a title that is no standing phrase. */
const leastWords = 3;

/**
 * Titles of closed items and attachments that the text of an open attachment says and nothing else open does. What is
 * open may say it, so it is no leak; but whoever opened the attachment may not have seen it.
 */
export function closedInOpen({ items }: MeetingPapers, textOf: (attachment: Attachment) => string): ClosedMention[] {
  const closed = new Set<string>();
  const open: { readonly text: string; readonly place: Omit<ClosedMention, "title"> }[] = [];
  let told = "";
  for (const { item, caseFile, attachments } of items) {
    const isOpen = mayShow("public", item.openness);
    if (isOpen) told += ` ${plain([caseFile.title, ...item.sections.map(({ html }) => html.replace(/<[^>]*>/g, " "))].join(" "))}`;
    else closed.add(caseFile.title);
    for (const attachment of attachments) {
      if (mayShow("public", effectiveOpenness(item.openness, attachment.openness))) {
        told += ` ${plain(attachment.title)}`;
        open.push({ text: plain(textOf(attachment)), place: { series: item.series, item: item.number, attachment: attachment.number } });
      } else closed.add(attachment.title);
    }
  }
  const wanted = [...closed].map((title) => ({ title, words: plain(title) })).filter(({ words }) => words.split(" ").length >= leastWords && !told.includes(words));
  return open.flatMap(({ text, place }) => wanted.filter(({ words }) => text.includes(words)).map(({ title }) => ({ ...place, title })));
}

function plain(text: string): string {
  return text.normalize("NFKC").toLocaleLowerCase("da").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}
