import { z } from "zod";
import { serieses } from "../domain/agenda-item.ts";
import { variants } from "../domain/openness.ts";
import { outcomes } from "../domain/preparation.ts";
import { AppError, type Notice, notice } from "../errors.ts";
import type { FilePort } from "../files.ts";
import type { Receipt } from "../packet/receipt.ts";
import { verifyPacket } from "../proof/verify-packet.ts";
import type { Watch } from "../watch.ts";

/** What was found in a finished packet; a sound one has no findings that need attention. */
export interface VerifiedFile {
  /** Path of the receipt beside it; null where there is none. */
  readonly receipt: string | null;
  /** As its receipt counts them. */
  readonly pages: number | null;
  readonly findings: readonly Notice[];
}

/**
 * Tests a packet's own promises, with the receipt that stands beside it (`NAME.receipt.json`). Needs no workspace.
 * Throws where the file cannot be read or is no PDF at all.
 */
export async function verifyFile(files: FilePort, path: string, watch: Watch): Promise<VerifiedFile> {
  if ((await files.kind(path)) !== "file") throw new AppError("file.unreadable", { path, reason: "det er ikke en almindelig fil" });
  const bytes = await files.read(path);
  // Readers accept the mark anywhere in the first kilobyte (ISO 32000-1, annex H, note 13).
  if (!new TextDecoder("latin1").decode(bytes.subarray(0, 1024)).includes("%PDF-")) throw new AppError("file.unreadable", { path, reason: "det er ikke en PDF" });
  const beside = `${path.replace(/\.pdf$/i, "")}.receipt.json`;
  const found = (await files.exists(beside)) ? readReceipt(beside, await files.read(beside)) : null;
  const findings = await verifyPacket(bytes, found?.receipt ?? null, watch);
  // Where a receipt is there but cannot be read, that is what is said.
  const others = found === null ? findings : findings.filter(({ code }) => code !== "proof.no-receipt");
  return { receipt: found ? beside : null, pages: found?.receipt?.pages ?? null, findings: [...(found?.notices ?? []), ...others] };
}

const page = z.number().int().nonnegative();
const receiptShape: z.ZodType<Receipt> = z.object({
  id: z.string().exactOptional(),
  packet: z.string(),
  body: z.string(),
  date: z.string(),
  variant: z.enum(variants),
  createdAt: z.string(),
  pages: page,
  agendaPages: page,
  files: z.array(
    z.object({
      item: z.number().int(),
      series: z.enum(serieses),
      attachment: z.number().int(),
      title: z.string(),
      name: z.string().nullable(),
      sha256: z.string().nullable(),
      pagesIn: page.nullable(),
      pagesOut: page,
      shown: z.array(page).exactOptional(),
      firstPage: page,
      outcome: z.enum(outcomes),
      reason: z.string(),
      stamp: z.array(z.string()),
    }),
  ),
});

/** Somebody may have changed it, or it belongs to something else: then the packet is tested without it. */
function readReceipt(path: string, bytes: Uint8Array): { receipt: Receipt | null; notices: Notice[] } {
  const refused = (reason: string) => ({ receipt: null, notices: [notice("receipt.unreadable", { path, reason })] });
  try {
    const checked = receiptShape.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
    if (checked.success) return { receipt: checked.data, notices: [] };
    const issue = checked.error.issues[0];
    return refused(`${issue?.path.join(".") ?? ""}: ${issue?.message ?? "ugyldig"}`);
  } catch {
    return refused("det er ikke JSON");
  }
}
