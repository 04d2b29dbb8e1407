import type { Series } from "../domain/agenda-item.ts";

/** Name of the destination of an attachment's first page in a packet: `bilag-item-3-2`. */
export function attachmentAnchor(series: Series, item: number, attachment: number): string {
  return `bilag-${series}-${item}-${attachment}`;
}

/** Anchor of an item's heading in every paper: `punkt-3`, `meddelelse-1`. */
export function itemAnchor(series: Series, item: number): string {
  return `${series === "item" ? "punkt" : "meddelelse"}-${item}`;
}
