import { z } from "zod";
import { serieses } from "../domain/agenda-item.ts";
import type { Attachment } from "../domain/attachment.ts";
import type { FilePort } from "../files.ts";
import { AppError, type Notice, notice } from "../errors.ts";
import type { PdfTrouble } from "../intake/open-pdf.ts";
import { readPdfText } from "../intake/read-pdf-text.ts";
import type { Store } from "../store.ts";
import { operation } from "./operation.ts";
import { findItem, findMeeting } from "./papers.ts";

/** Larger files are kept, but their text is not read: it would need memory several times their size. */
const mostBytesRead = 150 * 1024 * 1024;

const place = {
  path: z.string(),
  meeting: z.string(),
  series: z.enum(serieses).default("item"),
  number: z.number().int(),
};

const attachInput = z.strictObject({
  ...place,
  title: z.string().trim().min(1).optional(),
  openness: z.enum(["open", "closed"]).optional(),
  password: z.string().optional(),
});

/** What was attached, and what somebody should know of it: that it is encrypted, or broken. */
export interface Attached {
  readonly attachment: Attachment;
  readonly notices: readonly Notice[];
}

export const attachmentsApi = (store: Store, files: FilePort) => ({
  /** Refuses what `attachments.attach` would refuse, and changes nothing: several files are attached all or none. */
  "attachments.check": operation(z.strictObject(place), async (input): Promise<void> => {
    findItem(store, findMeeting(store, input.meeting), input.series, input.number);
    await refuseOther(files, input.path);
  }),

  /**
   * Keeps a PDF's bytes in the workspace and lists it under the item. A listed attachment of the same title that has
   * no file yet, or the very same file, gets it; else it is added last. One that is encrypted or broken is kept too.
   */
  "attachments.attach": operation(attachInput, async (input): Promise<Attached> => {
    const item = findItem(store, findMeeting(store, input.meeting), input.series, input.number);
    const fileName = input.path.split(/[\\/]/).at(-1)?.normalize("NFC") ?? input.path;
    const size = await refuseOther(files, input.path);
    const read = size <= mostBytesRead ? await readPdfText(await files.read(input.path), { name: fileName, ...(input.password === undefined ? {} : { password: input.password }) }) : { pages: null, text: "", trouble: null };
    const stored = await store.files.put(files.stream(input.path), "application/pdf");
    return store.transaction(() => {
      const title = input.title ?? fileName.replace(/\.pdf$/i, "");
      const listed = store.attachments.ofItem(item.id);
      const waiting = listed.find((other) => (other.sha256 === null || other.sha256 === stored.sha256) && other.title.toLocaleLowerCase("da") === title.toLocaleLowerCase("da"));
      const file = { fileName, mediaType: stored.mediaType, sha256: stored.sha256, size: stored.size, pages: read.pages };
      const kept = waiting
        ? store.attachments.update({ ...waiting, ...file, openness: input.openness ?? waiting.openness })
        : store.attachments.add({ itemId: item.id, number: Math.max(0, ...listed.map((other) => other.number)) + 1, title, ...file, openness: input.openness ?? "unknown" });
      store.attachments.setText(kept.id, read.text);
      return { attachment: kept, notices: troubles(kept, read.trouble, input.password) };
    });
  }),
});

function troubles({ number, title }: Attachment, trouble: PdfTrouble | null, password: string | undefined): Notice[] {
  if (trouble === null) return [];
  return [notice("attachment.unread", { attachment: number, title, why: trouble === "encrypted" && password !== undefined ? "wrong-password" : trouble })];
}

/** The file's bytes; refuses what is empty or no PDF. */
async function refuseOther(files: FilePort, path: string): Promise<number> {
  const size = await files.size(path);
  if (size === 0) throw new AppError("file.empty", { path });
  if (!(await isPdf(files, path))) throw new AppError("attachment.pdf-only", { path });
  return size;
}

async function isPdf(files: FilePort, path: string): Promise<boolean> {
  for await (const chunk of files.stream(path)) {
    // Readers accept the mark anywhere in the first kilobyte (ISO 32000-1, annex H, note 13).
    return new TextDecoder("latin1").decode(chunk.subarray(0, 1024)).includes("%PDF-");
  }
  return false;
}
