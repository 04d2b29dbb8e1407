import { z } from "zod";
import { variants } from "../domain/openness.ts";
import type { ExportedPacket, PacketTools } from "./build-packet.ts";
import { choosePapers } from "./documents.ts";
import { operation } from "./operation.ts";
import { collectPapers, findMeeting } from "./papers.ts";

const packetInput = z.strictObject({
  meeting: z.string(),
  variant: z.enum(variants).default("internal"),
  pack: z.string().optional(),
  date: z.string().optional(),
  /** The packet's file; its receipt is written beside it. */
  out: z.string(),
});

export const packetsApi = (tools: PacketTools) => ({
  /** Builds a meeting's packet, proves it, and writes it with its receipt. */
  "packets.export": operation(packetInput, async (input, watch): Promise<ExportedPacket> => {
    // Loaded when first needed: it brings the PDF reader with it.
    const { writePacket } = await import("./build-packet.ts");
    const papers = collectPapers(tools.store, findMeeting(tools.store, input.meeting));
    return writePacket(tools, choosePapers(tools, papers, input), { ...input, kind: "agenda" }, watch);
  }),
});
