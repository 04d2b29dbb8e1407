import type { Block, Document, FollowingPages, Inline, TableCell } from "../document/document.ts";
import { cell, heading, linkTo, paragraph, runningLine, table, words } from "../document/make-blocks.ts";
import { runPasses } from "../document/passes/passes.ts";
import type { Series } from "../domain/agenda-item.ts";
import type { Body } from "../domain/body.ts";
import { longDate } from "../domain/danish-date.ts";
import { enumerate } from "../domain/enumeration.ts";
import type { Meeting } from "../domain/meeting.ts";
import { type Look, wholeRows } from "./look.ts";

export type ChangeKind = "new" | "changed" | "moved" | "gone";

/** Something that differs between two releases of a meeting: an item, or an attachment of one. */
export interface Change {
  readonly series: Series;
  /** The item's number, as it is now; of what is gone, as it was. */
  readonly number: number;
  /** The attachment's number; none for the item itself. */
  readonly attachment?: number;
  /** The title of the item, or of the attachment; empty where it may not be told. */
  readonly title: string;
  /** Of an attachment's item, for the line above it. */
  readonly itemTitle?: string;
  readonly change: ChangeKind;
  /** Its former number, where it has moved. */
  readonly from?: number;
  /** Headings of the sections that differ, of an item. */
  readonly sections?: readonly string[];
  /** The pages of its own that differ; none for all of it. */
  readonly pages?: readonly ChangedPage[];
  /** Where it stands in the pages that follow the sheet. */
  readonly anchor?: string;
}

export interface ChangedPage {
  /** Page of the item or attachment, from 1; of a page that is gone, as it was. */
  readonly page: number;
  readonly change: ChangeKind;
  /** Its former page, where it has moved. */
  readonly from?: number;
  readonly anchor?: string;
}

export interface ChangeSheet {
  readonly body: Body;
  readonly meeting: Meeting;
  /** Day of the release that is compared with, YYYY-MM-DD. */
  readonly since: string;
  /** In printed order: items with their attachments, then notices. */
  readonly changes: readonly Change[];
  /** Said on every page; empty for papers that are for everybody. */
  readonly mark: string;
  /** The pages that the sheet stands before, and whose anchors it may link to. */
  readonly following?: FollowingPages;
}

/** What has changed since a release (ændringsblad): a line for every item and attachment, with its pages. */
export function composeChangeSheet({ body, meeting, since, changes, mark, following }: ChangeSheet, look: Look): Document {
  const title = `Ændringer siden udsendelsen den ${longDate(since)}`;
  return runPasses({
    title: `${title} – ${body.name}, ${longDate(meeting.date)}`,
    author: body.name,
    subject: title,
    language: "da-DK",
    mark,
    ...wholeRows(look),
    header: [],
    footer: [runningLine("", [...words("Side "), { type: "page-number" }, ...words(" af "), { type: "page-count" }])],
    firstHeader: null,
    firstFooter: null,
    blocks: [
      paragraph("organ", `${body.name}, møde den ${longDate(meeting.date)}`),
      heading(1, "titel", title),
      changes.length === 0 ? paragraph("body", "Der er ingen ændringer.") : changesTable(changes),
    ],
    images: new Map(),
    ...(following && { following }),
  });
}

function changesTable(changes: readonly Change[]): Block {
  const columns = [{ name: "Hvor", share: 19 }, { name: "Titel", share: 49 }, { name: "Ændring", share: 32 }];
  return table("table", columns, changes.flatMap((change, index) => {
    const before = changes[index - 1];
    const under = before?.series === change.series && before.number === change.number;
    // An item that is itself as it was still stands above its attachments.
    const alone = change.attachment !== undefined && !under ? [[cell(strong(itemOf(change)), { header: "row" }), cell(change.itemTitle ?? ""), cell("")]] : [];
    return [...alone, rowOf(change)];
  }));
}

function rowOf(change: Change): TableCell[] {
  const place = change.attachment === undefined ? strong(itemOf(change)) : words(`Bilag ${change.attachment}`);
  return [cell(place, { header: "row" }), cell(linkTo(change.anchor, change.title)), cell({ blocks: changeLines(change) })];
}

/** That it is changed goes without saying where its sections and pages say how. */
function changeLines(change: Change): Block[] {
  const { sections = [], pages = [] } = change;
  const lines = [...(sections.length > 0 ? [paragraph("body", `Ændret: ${enumerate(sections)}`)] : []), ...pageLines(pages)];
  if (lines.length === 0 || change.change !== "changed") return [paragraph("body", changeWords(change)), ...lines];
  return change.from === undefined ? lines : [paragraph("body", changeWords({ ...change, change: "moved" })), ...lines];
}

function itemOf({ series, number }: Change): string {
  return `${series === "item" ? "Punkt" : "Meddelelse"} ${number}`;
}

function strong(text: string): Inline[] {
  return [{ type: "strong", children: words(text) }];
}

/** Items are neuter (punktet, bilaget), notices and pages are not (meddelelsen, siden). */
function changeWords({ series, attachment, change, from }: Change): string {
  const neuter = attachment !== undefined || series === "item";
  switch (change) {
    case "new":
      return neuter ? "Nyt" : "Ny";
    case "changed":
      return from === undefined ? "Ændret" : `Ændret, før nummer ${from}`;
    case "moved":
      return from === undefined ? "Flyttet" : `Flyttet, før nummer ${from}`;
    case "gone":
      return "Udgået";
  }
}

const pageWords: Readonly<Record<ChangeKind, readonly [one: string, many: string]>> = {
  changed: ["Ændret", "Ændret"],
  new: ["Ny", "Nye"],
  moved: ["Flyttet", "Flyttet"],
  gone: ["Udgået", "Udgået"],
};

/** A line for each kind of change, its pages in runs: »Ændret: side 3–5 og 9«. */
function pageLines(pages: readonly ChangedPage[]): Block[] {
  return (Object.keys(pageWords) as ChangeKind[]).flatMap((kind) => {
    const changed = pages.filter(({ change }) => change === kind);
    if (changed.length === 0) return [];
    const numbers = runsOf(changed).flatMap((run, index, runs): Inline[] => [...words(index === 0 ? "" : index === runs.length - 1 ? " og " : ", "), ...runInlines(run)]);
    return [paragraph("body", [...words(`${pageWords[kind][changed.length === 1 ? 0 : 1]}: side `), ...numbers])];
  });
}

/** Pages that follow one another, and that have moved as far, if they have. */
function runsOf(pages: readonly ChangedPage[]): ChangedPage[][] {
  const runs: ChangedPage[][] = [];
  for (const page of pages.toSorted((a, b) => a.page - b.page)) {
    const last = runs.at(-1)?.at(-1);
    const continues = last !== undefined && page.page === last.page + 1 && shift(page) === shift(last);
    if (continues) runs.at(-1)?.push(page);
    else runs.push([page]);
  }
  return runs;
}

function shift({ page, from }: ChangedPage): number | null {
  return from === undefined ? null : page - from;
}

function runInlines(run: readonly ChangedPage[]): Inline[] {
  const [first] = run;
  const last = run.at(-1);
  if (!first || !last) return [];
  const span = (from: number, to: number) => (from === to ? String(from) : `${from}–${to}`);
  const formerly = first.from === undefined || last.from === undefined ? "" : ` (før ${span(first.from, last.from)})`;
  return [...linkTo(first.anchor, span(first.page, last.page)), ...words(formerly)];
}
