import type { Series } from "../domain/agenda-item.ts";
import { pairUp } from "./pair-up.ts";

/** What an item is told by, in a manifest and in a meeting's papers alike. */
interface KnownItem {
  readonly id: number;
  readonly caseId: number;
  readonly series: Series;
  readonly title: string;
}

interface KnownAttachment {
  readonly id: number;
  readonly sha256: string | null;
  readonly title: string;
}

/** Items that were issued before, by the items of now: the same item, the same case, or (read in anew) the same title. */
export function matchItems<Before extends KnownItem, After extends KnownItem>(before: readonly Before[], after: readonly After[]): Map<After, Before> {
  const keys: ((one: KnownItem) => string | null)[] = [
    ({ id }) => String(id),
    ({ caseId }) => (caseId === 0 ? null : String(caseId)), // a withheld item tells no case
    ({ series, title }) => (title === "" ? null : `${series} ${title.toLocaleLowerCase("da")}`),
  ];
  return pairUp(before, after, keys.map((key) => [key, key] as const));
}

/** The attachments of one item, likewise: the same attachment, the same file, or the same title. */
export function matchAttachments<Before extends KnownAttachment, After extends KnownAttachment>(before: readonly Before[], after: readonly After[]): Map<After, Before> {
  const keys: ((one: KnownAttachment) => string | null)[] = [({ id }) => String(id), ({ sha256 }) => sha256, ({ title }) => title.toLocaleLowerCase("da")];
  return pairUp(before, after, keys.map((key) => [key, key] as const));
}
