import type { Manifest } from "./manifest.ts";
import { matchAttachments, matchItems } from "./match-issued.ts";
import type { ItemPapers, MeetingPapers } from "./meeting-papers.ts";

/** Papers of what has come since something was issued. */
export interface Supplement {
  readonly papers: MeetingPapers;
  /** Ids of the items that were issued before: they stand only for their new attachments. */
  readonly issuedBefore: ReadonlySet<number>;
}

/**
 * What has come since the first release to the same readers (tillægsdagsorden): the items that were not in it, and in
 * those that were the attachments that were not, or whose file was missing. Numbers are as they are, since they go on
 * from the first release and an attachment keeps the one it has. `papers` are those selected for the readers.
 */
export function selectSupplement(papers: MeetingPapers, first: Manifest): Supplement {
  const items = papers.items.filter(({ withheld }) => !withheld);
  const known = items.map((one) => ({ one, id: one.item.id, caseId: one.caseFile.id, series: one.item.series, title: one.caseFile.title }));
  const pairs = matchItems(first.items.filter(({ withheld }) => !withheld), known);
  const issuedBefore = new Set<number>();
  const selected = known.flatMap((item): ItemPapers[] => {
    const former = pairs.get(item);
    if (!former) return [item.one];
    const issued = matchAttachments(former.attachments, item.one.attachments);
    const attachments = item.one.attachments.filter((attachment) => {
      const before = issued.get(attachment);
      return before === undefined || (before.sha256 === null && attachment.sha256 !== null);
    });
    if (attachments.length === 0) return [];
    issuedBefore.add(item.id);
    return [{ ...item.one, attachments }];
  });
  return { papers: { ...papers, items: selected }, issuedBefore };
}
