import { PdfDict, PdfString } from "@libpdf/core";
import type { Destinations } from "./destinations.ts";
import { dictionaryAt, direct, nameAt, numberAt, type Source } from "./open-source.ts";
import type { Destination, OutlineEntry } from "./segment.ts";

/** More bookmarks than a reader can use; what a file has beyond them is left out. */
const mostEntries = 20_000;
const deepest = 16;

/** A file's bookmarks. Those that lead nowhere keep their place where something below them leads somewhere. */
export function liftOutline(catalog: PdfDict, resolve: Source["resolve"], destinations: Destinations): OutlineEntry[] {
  const root = dictionaryAt(catalog, "Outlines", resolve);
  const seen = new Set<PdfDict>();
  let count = 0;
  return root ? children(root, 0) : [];

  function children(parent: PdfDict, depth: number): OutlineEntry[] {
    const entries: OutlineEntry[] = [];
    let item = dictionaryAt(parent, "First", resolve);
    while (item && !seen.has(item) && count < mostEntries && depth < deepest) {
      seen.add(item);
      count += 1;
      const target = targetOf(item);
      const below = children(item, depth + 1);
      const title = titleOf(item);
      if (target || below.length > 0) entries.push({ title, target, open: (numberAt(item, "Count", resolve) ?? 0) > 0, children: below });
      item = dictionaryAt(item, "Next", resolve);
    }
    return entries;
  }

  function titleOf(item: PdfDict): string {
    const title = direct(item.get("Title"), resolve);
    const text = title instanceof PdfString ? title.asString() : "";
    return text.replace(/[\u0000-\u001f\u007f]+/g, " ").trim() || "–";
  }

  function targetOf(item: PdfDict): Destination | null {
    const dest = item.get("Dest");
    if (dest) return destinations.find(dest);
    const action = dictionaryAt(item, "A", resolve);
    return action && nameAt(action, "S", resolve) === "GoTo" ? destinations.find(action.get("D")) : null;
  }
}
