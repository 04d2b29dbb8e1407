import { z } from "zod";
import { variants } from "../domain/openness.ts";
import { AppError } from "../errors.ts";
import { selectSupplement } from "../packet/select-supplement.ts";
import { slipNotices } from "../packet/slip-notices.ts";
import type { ExportedPacket, PacketTools } from "./build-packet.ts";
import { choosePapers } from "./documents.ts";
import { operation } from "./operation.ts";
import { collectPapers, findMeeting } from "./papers.ts";
import { issuedPackets } from "./releases.ts";

/** What is written as a packet: all of it, what has come since the first release, what differs between the last two. */
export const packetKinds = ["packet", "supplement", "changes"] as const;

const packetInput = z.strictObject({
  document: z.enum(packetKinds).default("packet"),
  meeting: z.string(),
  variant: z.enum(variants).default("internal"),
  pack: z.string().optional(),
  /** Stands in the file; the moment of writing where it is not given. */
  date: z.string().optional(),
  /** The packet's file; its receipt is written beside it. */
  out: z.string(),
});

export const packetsApi = (tools: PacketTools) => ({
  /** Builds a packet and writes it with its receipt; a public one only when nothing closed is found in the finished file. */
  "packets.export": operation(packetInput, async (input, watch): Promise<ExportedPacket> => {
    const meeting = findMeeting(tools.store, input.meeting);
    const { variant, date, out } = input;
    const chosen = choosePapers(tools, collectPapers(tools.store, meeting), input);
    if (input.document === "changes") {
      const { writeChanges } = await import("./build-changes.ts");
      return withSlips(await writeChanges(tools, chosen, { meeting, variant, date, out }, watch));
    }
    // Loaded when first needed: it brings the PDF reader with it.
    const { writePacket } = await import("./build-packet.ts");
    if (input.document === "packet") return withSlips(await writePacket(tools, chosen, { kind: "agenda", variant, date, out }, watch));
    const [first] = issuedPackets(tools.store, meeting, variant);
    if (!first) throw new AppError("release.none", { variant });
    const { papers } = selectSupplement(chosen.papers, first.manifest);
    if (papers.items.length === 0) throw new AppError("supplement.empty", { variant });
    return withSlips(await writePacket(tools, { ...chosen, papers }, { kind: "supplement", variant, date, out }, watch));
  }),
});

function withSlips({ receipt, notices }: ExportedPacket): ExportedPacket {
  return { receipt, notices: [...notices, ...slipNotices(receipt)] };
}
