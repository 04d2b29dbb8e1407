import type { Change } from "./change-sheet.ts";
import { comparePages } from "./compare-pages.ts";
import type { Manifest, ManifestAttachment, ManifestItem } from "./manifest.ts";
import { matchAttachments, matchItems } from "./match-issued.ts";

/** A change, and for an item whose text has changed the headings of the sections that differ. */
export interface ReleaseChange extends Change {
  readonly sections?: readonly string[];
}

/**
 * What has changed from one release to a later one of the same readers: in printed order, what is gone where it stood.
 * A new item is told with its attachments, one that is gone without. In public papers nothing that is gone is named:
 * it may have been closed since.
 */
export function compareReleases(before: Manifest, after: Manifest): ReleaseChange[] {
  const shown = { before: before.items.filter((item) => !item.withheld), after: after.items.filter((item) => !item.withheld) };
  const pairs = matchItems(shown.before, shown.after);
  const found = new Set(pairs.values());
  const nameGone = after.variant === "internal";
  const gone = shown.before.filter((item) => !found.has(item)).map((item): Placed => ({ item, order: 1, changes: [{ ...placeOf(item), title: nameGone ? item.title : "", change: "gone" }] }));
  const there = shown.after.map((item): Placed => {
    const former = pairs.get(item);
    return { item, order: 0, changes: former ? itemChanges(former, item, nameGone) : newItem(item) };
  });
  return [...there, ...gone].toSorted(inPrintedOrder).flatMap(({ changes }) => changes);
}

interface Placed {
  readonly item: ManifestItem;
  /** What is gone comes after what has its number now. */
  readonly order: number;
  readonly changes: readonly ReleaseChange[];
}

function inPrintedOrder(a: Placed, b: Placed): number {
  return Number(a.item.series === "notice") - Number(b.item.series === "notice") || a.item.number - b.item.number || a.order - b.order;
}

function placeOf({ series, number }: ManifestItem): Pick<Change, "series" | "number"> {
  return { series, number };
}

function newItem(item: ManifestItem): ReleaseChange[] {
  return [{ ...placeOf(item), title: item.title, change: "new" }, ...item.attachments.map((attachment) => ({ ...placeOf(item), attachment: attachment.number, title: attachment.title, change: "new" as const }))];
}

function itemChanges(before: ManifestItem, after: ManifestItem, nameGone: boolean): ReleaseChange[] {
  const place = placeOf(after);
  const sections = changedSections(before, after);
  const from = before.number === after.number && before.series === after.series ? {} : { from: before.number };
  const changed = sections.length > 0 || before.print !== after.print;
  const own: ReleaseChange[] = changed
    ? [{ ...place, title: after.title, change: "changed", ...from, ...(sections.length > 0 && { sections }) }]
    : "from" in from ? [{ ...place, title: after.title, change: "moved", ...from }] : [];
  const pairs = matchAttachments(before.attachments, after.attachments);
  const found = new Set(pairs.values());
  const gone = before.attachments.filter((attachment) => !found.has(attachment)).map((attachment): ReleaseChange & { attachment: number } => ({ ...place, attachment: attachment.number, title: nameGone ? attachment.title : "", change: "gone" }));
  const there = after.attachments.flatMap((attachment) => {
    const change = attachmentChange(pairs.get(attachment), attachment);
    return change === null ? [] : [{ ...place, attachment: attachment.number, title: attachment.title, ...change }];
  });
  return [...own, ...[...there, ...gone].toSorted((a, b) => a.attachment - b.attachment || Number(a.change === "gone") - Number(b.change === "gone"))];
}

/** Headings of the sections that are new, changed or gone, in the order they are printed now. */
function changedSections(before: ManifestItem, after: ManifestItem): string[] {
  const prints = new Map(before.sections.map(({ key, print }) => [key, print]));
  const keys = new Set(after.sections.map(({ key }) => key));
  return [...after.sections.filter(({ key, print }) => prints.get(key) !== print), ...before.sections.filter(({ key }) => !keys.has(key))].map(({ heading }) => heading);
}

function attachmentChange(before: ManifestAttachment | undefined, after: ManifestAttachment): Pick<Change, "change" | "from" | "pages"> | null {
  if (before === undefined || (before.sha256 === null && after.sha256 !== null)) return { change: "new" };
  const from = before.number === after.number ? {} : { from: before.number };
  const pages = comparePages(before.pages, after.pages);
  // Where no pages are known, the file itself tells; another file with the same pages is no change.
  const otherFile = before.sha256 !== after.sha256 && before.pages.length + after.pages.length === 0;
  if (pages.length > 0) return { change: "changed", ...from, pages };
  if (otherFile || before.title !== after.title) return { change: "changed", ...from };
  return "from" in from ? { change: "moved", ...from } : null;
}
