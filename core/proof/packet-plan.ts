import type { Receipt, ReceiptFile } from "../packet/receipt.ts";

/** What a page of the packet is, by the receipt. */
export type PageRole =
  | { readonly kind: "agenda" }
  /** `side` counts the attachment's own pages from 1. */
  | { readonly kind: "attachment"; readonly file: ReceiptFile; readonly side: number }
  /** A separator sheet before `file`. */
  | { readonly kind: "sheet"; readonly file: ReceiptFile }
  /** The receipt does not tell. */
  | { readonly kind: "unsaid" };

export interface PacketPlan {
  /** By page, the first is page 1. */
  readonly roles: readonly PageRole[];
  /** Files whose pages the packet does not have, or that another file claims too. */
  readonly misplaced: readonly ReceiptFile[];
}

/** Gives every page of a packet its role. A single page between two files is the second one's separator sheet. */
export function planPacket(receipt: Receipt, pageCount: number): PacketPlan {
  const roles: PageRole[] = Array.from({ length: pageCount }, (_, index): PageRole => (index < receipt.agendaPages ? { kind: "agenda" } : { kind: "unsaid" }));
  const misplaced: ReceiptFile[] = [];
  let end = receipt.agendaPages;
  for (const file of receipt.files) {
    const first = file.firstPage;
    const fits = Number.isInteger(first) && Number.isInteger(file.pagesOut) && file.pagesOut >= 0 && first > end && first + file.pagesOut - 1 <= pageCount;
    if (!fits) {
      misplaced.push(file);
      continue;
    }
    if (first === end + 2) roles[end] = { kind: "sheet", file };
    for (let side = 1; side <= file.pagesOut; side += 1) roles[first + side - 2] = { kind: "attachment", file, side };
    end = first + file.pagesOut - 1;
  }
  return { roles, misplaced };
}

/** The stamp of one page, line by line. */
export function stampLines(file: ReceiptFile, side: number): string[] {
  return file.stamp.map((line) => line.replaceAll("{side}", String(file.shown?.[side - 1] ?? side)).replaceAll("{pakkeside}", String(file.firstPage + side - 1)));
}

/** Text as it is compared where lines may be broken anywhere: without white space and hyphens, one form of each letter. */
export function squeeze(text: string): string {
  return text.normalize("NFKC").replace(/[\s\u00ad\u200b-\u200d\u2060\ufeff]+/gu, "");
}
