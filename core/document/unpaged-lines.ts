import type { Document, Inline } from "./document.ts";

/**
 * What the running lines say in a format that has no pages, once for the whole document: the first page's own where
 * it has any. Parts with a page number say nothing there and are left out, and so are empty ones.
 */
export function unpagedLines(document: Document): { readonly style: string; readonly children: readonly Inline[] }[] {
  const lines = [...(document.firstHeader ?? document.header), ...(document.firstFooter ?? document.footer)];
  return lines.flatMap(({ style, left, centre, right }) =>
    [left, centre, right].filter((part) => part.length > 0 && !part.some(tellsPage)).map((children) => ({ style, children })),
  );
}

function tellsPage(inline: Inline): boolean {
  return inline.type === "page-number" || inline.type === "page-count" || ("children" in inline && inline.children.some(tellsPage));
}
