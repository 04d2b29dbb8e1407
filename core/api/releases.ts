import { z } from "zod";
import type { Meeting } from "../domain/meeting.ts";
import { type Variant, variants } from "../domain/openness.ts";
import type { Release } from "../domain/release.ts";
import { AppError, type Notice } from "../errors.ts";
import { compareReleases, type ReleaseChange } from "../packet/compare-releases.ts";
import { buildManifest, type Manifest } from "../packet/manifest.ts";
import type { Receipt } from "../packet/receipt.ts";
import { slipNotices } from "../packet/slip-notices.ts";
import type { Store } from "../store.ts";
import { stopIfCancelled, type Watch } from "../watch.ts";
import type { PacketTools } from "./build-packet.ts";
import { type ChosenPapers, choosePapers, setChosen } from "./documents.ts";
import { operation } from "./operation.ts";
import { collectPapers, findMeeting } from "./papers.ts";
import { ensureAllPrepared } from "./preparations.ts";

const issueInput = z.strictObject({
  meeting: z.string(),
  variant: z.enum(variants).default("internal"),
  pack: z.string().optional(),
  /** Stands in the files; the moment of issuing where it is not given. */
  date: z.string().optional(),
});

export interface Issued {
  readonly release: Release;
  readonly receipt: Receipt;
  readonly notices: readonly Notice[];
}

/** Two releases to the same readers, and what has changed between them. */
export interface ComparedReleases {
  readonly before: Release;
  readonly after: Release;
  readonly changes: readonly ReleaseChange[];
}

/** A packet that was issued, with what it held. */
export interface IssuedPacket {
  readonly release: Release;
  readonly manifest: Manifest;
}

export const releasesApi = (tools: PacketTools) => ({
  /**
   * Builds a meeting's packet as it is now and keeps it as issued: its bytes, the agenda's, the receipt, and what was in
   * it page by page. Nothing is kept where the packet is refused or the work is stopped. A planned meeting is released.
   */
  "releases.issue": operation(issueInput, async (input, watch): Promise<Issued> => {
    const meeting = findMeeting(tools.store, input.meeting);
    const chosen = choosePapers(tools, collectPapers(tools.store, meeting), input);
    const date = input.date ?? tools.now();
    const manifest = await manifestOf(tools, chosen, input.variant, watch);
    const fileName = `dagsordenspakke-${meeting.date}${input.variant === "public" ? "-offentlig" : ""}.pdf`;
    const scratch = await tools.files.scratch();
    try {
      // Loaded when first needed: it brings the PDF reader with it.
      const { writePacket } = await import("./build-packet.ts");
      const { receipt, notices } = await writePacket(tools, chosen, { kind: "agenda", variant: input.variant, date, out: scratch.path(fileName) }, watch);
      const agenda = await setChosen(tools, "agenda", chosen, { variant: input.variant, format: "pdf", date });
      const packetFile = await tools.store.files.put(tools.files.stream(scratch.path(fileName)), "application/pdf");
      const agendaFile = await tools.store.files.put([agenda.bytes], "application/pdf");
      stopIfCancelled(watch.signal);
      const release = tools.store.transaction(() => {
        markReleased(tools.store, meeting);
        return tools.store.releases.add({
          meetingId: meeting.id,
          document: "packet",
          variant: input.variant,
          issuedAt: tools.now(),
          fileName,
          sha256: packetFile.sha256,
          agendaSha256: agendaFile.sha256,
          receipt: JSON.stringify(receipt),
          manifest: JSON.stringify(manifest),
        });
      });
      return { release, receipt, notices: [...notices, ...slipNotices(receipt)] };
    } finally {
      await scratch.remove();
    }
  }),

  /** What has changed between the last two packets that were issued to the same readers. */
  "releases.compare": operation(z.strictObject({ meeting: z.string(), variant: z.enum(variants).default("internal") }), ({ meeting, variant }): ComparedReleases => {
    const issued = issuedPackets(tools.store, findMeeting(tools.store, meeting), variant);
    const [before, after] = issued.slice(-2);
    if (!before || !after) throw new AppError("release.too-few", { variant, issued: issued.length });
    return { before: before.release, after: after.release, changes: compareReleases(before.manifest, after.manifest) };
  }),
});

/** What would be issued now. */
async function manifestOf(tools: PacketTools, { papers, meaning }: ChosenPapers, variant: Variant, watch: Watch): Promise<Manifest> {
  const preparations = await ensureAllPrepared(tools, papers.items.flatMap(({ attachments }) => attachments), watch);
  return buildManifest(papers, variant, meaning, preparations);
}

/** The packets of a meeting that were issued to some readers, oldest first. */
export function issuedPackets(store: Store, meeting: Meeting, variant: Variant): IssuedPacket[] {
  return store.releases
    .ofMeeting(meeting.id)
    .filter((release) => release.document === "packet" && release.variant === variant)
    .map((release) => ({ release, manifest: JSON.parse(release.manifest) as Manifest }));
}

function markReleased(store: Store, { id }: Meeting): void {
  const meeting = store.meetings.get(id);
  if (meeting?.state === "planned" || meeting?.state === "draft") store.meetings.update({ ...meeting, state: "released" });
}
