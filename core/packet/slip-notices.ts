import { type Notice, notice } from "../errors.ts";
import type { Receipt } from "./receipt.ts";

/** The attachments of a packet that only have a slip: whoever sends it must know, also when the files came long ago. */
export function slipNotices({ files }: Receipt): Notice[] {
  return files.filter(({ outcome }) => outcome === "slip").map(({ series, item, attachment, title, reason }) => notice("packet.slip", { series, item, attachment, title, reason }));
}
