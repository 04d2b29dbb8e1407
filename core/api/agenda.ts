import { z } from "zod";
import { readInlineText, readRichText } from "../document/read-html.ts";
import { plainText } from "../document/document.ts";
import { textOf } from "../document/writers/text/write-text.ts";
import { type AgendaItem, serieses } from "../domain/agenda-item.ts";
import type { Attachment } from "../domain/attachment.ts";
import type { Body } from "../domain/body.ts";
import type { Decision } from "../domain/decision.ts";
import type { Meeting } from "../domain/meeting.ts";
import { opennesses } from "../domain/openness.ts";
import { kindOf, type TemplatePack } from "../domain/template-pack.ts";
import type { DecisionView, SectionView } from "../packet/agenda-view.ts";
import { composeSections } from "../packet/compose-agenda.ts";
import { itemHeading } from "../packet/compose-headings.ts";
import { composeDecision } from "../packet/compose-decision.ts";
import type { ItemPapers } from "../packet/meeting-papers.ts";
import type { PackLibrary } from "../packs.ts";
import type { Store } from "../store.ts";
import { operation } from "./operation.ts";
import { collectPapers, findItem, findMeeting } from "./papers.ts";

const setInput = z.strictObject({
  meeting: z.string(),
  series: z.enum(serieses).default("item"),
  number: z.number().int(),
  openness: z.enum(opennesses).optional(),
  ground: z.string().trim().optional(),
});

/** A meeting as it is shown: what is stored, with the words that its pack prints for it. */
export interface ShownMeeting {
  readonly meeting: Meeting;
  readonly body: Body;
  /** In printed order: items, then notices. */
  readonly items: readonly ShownItem[];
}

export interface ShownItem extends Omit<AgendaItem, "sections"> {
  readonly kindLabel: string;
  readonly title: string;
  readonly titleProposed: boolean;
  /** Kind and title as the heading has them, in mixed case. */
  readonly heading: string;
  readonly journalNumber: string | null;
  readonly signOff: readonly string[];
  /** As they are printed, in the pack's order. */
  readonly sections: readonly ShownSection[];
  readonly attachments: readonly Attachment[];
  /** With the heading as printed, and all that stands under it as plain text. */
  readonly decisions: readonly (Decision & { readonly heading: string; readonly text: string })[];
}

export interface ShownSection {
  readonly key: string;
  readonly heading: string;
  /** The heading stands with nothing under it. */
  readonly empty: boolean;
  /** What was written in it; empty for a section that is made from the model. */
  readonly html: string;
  /** All that is printed under the heading, as plain text. */
  readonly text: string;
}

export const agendaApi = (store: Store, packs: PackLibrary) => ({
  /** A meeting with its items, sections, attachments and decisions. */
  "agenda.show": operation(z.strictObject({ meeting: z.string() }), ({ meeting }): ShownMeeting => {
    const papers = collectPapers(store, findMeeting(store, meeting));
    const pack = packs.load(papers.body.pack).meaning;
    return { meeting: papers.meeting, body: papers.body, items: papers.items.map((one) => shownItem(one, papers.body, pack)) };
  }),

  /** Opens or closes an item, with the legal ground. Opening takes the ground away. */
  "agenda.set": operation(setInput, ({ meeting, series, number, openness, ground }): AgendaItem =>
    store.transaction(() => {
      const item = findItem(store, findMeeting(store, meeting), series, number);
      const kept = (openness ?? item.openness) === "open" ? null : item.ground;
      return store.items.update({ ...item, openness: openness ?? item.openness, ground: ground === undefined ? kept : ground === "" ? null : ground });
    }),
  ),
});

function shownItem(papers: ItemPapers, body: Body, pack: TemplatePack): ShownItem {
  const { item, caseFile, attachments, decisions } = papers;
  return {
    ...item,
    kindLabel: kindOf(pack, item.kind)?.label ?? "",
    title: caseFile.title,
    titleProposed: caseFile.titleProposed,
    heading: itemHeading(item, caseFile.title, body, pack),
    journalNumber: caseFile.journalNumber,
    signOff: caseFile.signOff,
    sections: composeSections(papers, pack).map(shownSection),
    attachments,
    decisions: decisions.map((decision) => {
      const view = composeDecision(decision, pack.decisions);
      return { ...decision, heading: view.overskrift, text: decisionText(view) };
    }),
  };
}

function shownSection(section: SectionView): ShownSection {
  const written = textOf(readRichText(section.tekst, section.overskrift));
  const decisions = section.beslutninger.flatMap((decision) => [decision.overskrift, decisionText(decision)]);
  const attachments = section.bilagslister.flatMap((list) => list.bilag.map((attachment) => `${attachment.nummer}. ${attachment.titel}`));
  const text = [written, ...decisions, ...section.linjer, ...attachments].filter((part) => part !== "").join("\n");
  return { key: section.nøgle, heading: section.overskrift, empty: text === "", html: section.tekst, text };
}

/** All that stands under a decision's heading. */
function decisionText(view: DecisionView): string {
  const inline = (html: string) => plainText(readInlineText(html, view.overskrift));
  const dissents = view.mindretal.map(({ hvem, udtalelse }) => `${hvem}: ${inline(udtalelse)}`);
  const remarks = view.bemærkninger.map((remark, index) => `${index + 1}. ${inline(remark)}`);
  const discussion = textOf(readRichText(view.drøftelse, view.overskrift));
  return [inline(view.ordlyd), ...remarks, discussion, view.afstemning, ...dissents, view.fravær, view.stedfortrædere].filter((part) => part !== "").join("\n");
}
