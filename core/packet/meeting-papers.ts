import type { AgendaItem } from "../domain/agenda-item.ts";
import type { Attachment } from "../domain/attachment.ts";
import type { Body, Member } from "../domain/body.ts";
import type { CaseFile } from "../domain/case-file.ts";
import type { Decision } from "../domain/decision.ts";
import type { Meeting } from "../domain/meeting.ts";
import { effectiveOpenness, mayShow, type Variant } from "../domain/openness.ts";
import type { TemplatePack } from "../domain/template-pack.ts";
import { type Notice, notice } from "../errors.ts";

/** Everything that a meeting's papers are made from. */
export interface MeetingPapers {
  readonly body: Body;
  readonly members: readonly Member[];
  readonly meeting: Meeting;
  /** In printed order: items, then notices. */
  readonly items: readonly ItemPapers[];
}

export interface ItemPapers {
  readonly item: AgendaItem;
  readonly caseFile: CaseFile;
  readonly attachments: readonly Attachment[];
  readonly decisions: readonly Decision[];
  /** In a public paper only the number of this item may be told; all else has been taken away. */
  readonly withheld: boolean;
}

/** Papers for one kind of reader, and what was left out for being neither open nor closed. */
export interface Selection {
  readonly papers: MeetingPapers;
  readonly notices: readonly Notice[];
  /** Whether something in the papers is not open, so that internal papers must say so on every page. */
  readonly sensitive: boolean;
}

/**
 * The public papers are made by selecting what is open, never by painting over: from here on nothing of a closed
 * item exists but its number, and that only where the pack prints a line for it. Unknown counts as closed and is told.
 */
export function selectPapers(papers: MeetingPapers, variant: Variant, pack: TemplatePack): Selection {
  const sensitive = papers.items.some(
    ({ item, attachments }) => item.openness !== "open" || attachments.some((attachment) => attachment.openness === "closed"),
  );
  if (variant === "internal") return { papers, notices: [], sensitive };
  const notices: Notice[] = [];
  const items = papers.items.flatMap((one): ItemPapers[] => {
    const { item } = one;
    if (mayShow("public", item.openness)) return [openPart(one)];
    if (item.openness === "unknown") {
      notices.push(notice("document.left-out", { series: item.series, number: item.number }));
    }
    return pack.closedItem.show === "line" ? [withheld(one)] : [];
  });
  return { papers: { ...papers, items }, notices, sensitive: false };
}

function openPart(one: ItemPapers): ItemPapers {
  return { ...one, attachments: one.attachments.filter((attachment) => mayShow("public", effectiveOpenness(one.item.openness, attachment.openness))) };
}

function withheld({ item }: ItemPapers): ItemPapers {
  return {
    item: { ...item, kind: "", sections: [], ground: null },
    caseFile: { id: 0, title: "", titleProposed: false, journalNumber: null, ownerUnit: null, signOff: [] },
    attachments: [],
    decisions: [],
    withheld: true,
  };
}
