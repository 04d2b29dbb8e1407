import { z } from "zod";
import { serieses } from "../domain/agenda-item.ts";
import type { Attachment } from "../domain/attachment.ts";
import type { FilePort } from "../files.ts";
import { AppError } from "../errors.ts";
import { readPdfText } from "../intake/read-pdf-text.ts";
import type { Store } from "../store.ts";
import { operation } from "./operation.ts";
import { findItem, findMeeting } from "./papers.ts";

/** Larger files are kept, but their text is not read: it would need memory several times their size. */
const mostBytesRead = 150 * 1024 * 1024;

const attachInput = z.strictObject({
  path: z.string(),
  meeting: z.string(),
  series: z.enum(serieses).default("item"),
  number: z.number().int(),
  title: z.string().trim().min(1).optional(),
  openness: z.enum(["open", "closed"]).optional(),
  password: z.string().optional(),
});

export const attachmentsApi = (store: Store, files: FilePort) => ({
  /**
   * Keeps a PDF's bytes in the workspace and lists it under the item. A listed attachment of the same title that has
   * no file yet gets it; else it is added last.
   */
  "attachments.attach": operation(attachInput, async (input): Promise<Attachment> => {
    const item = findItem(store, findMeeting(store, input.meeting), input.series, input.number);
    const fileName = input.path.split(/[\\/]/).at(-1)?.normalize("NFC") ?? input.path;
    const size = await files.size(input.path);
    if (size === 0) throw new AppError("file.empty", { path: input.path });
    if (!(await isPdf(files, input.path))) throw new AppError("attachment.pdf-only", { path: input.path });
    const read = size <= mostBytesRead ? await readPdfText(await files.read(input.path), { name: fileName, ...(input.password === undefined ? {} : { password: input.password }) }) : { pages: null, text: "" };
    const stored = await store.files.put(files.stream(input.path), "application/pdf");
    return store.transaction(() => {
      const title = input.title ?? fileName.replace(/\.pdf$/i, "");
      const listed = store.attachments.ofItem(item.id);
      const waiting = listed.find((other) => other.sha256 === null && other.title.toLocaleLowerCase("da") === title.toLocaleLowerCase("da"));
      const file = { fileName, mediaType: stored.mediaType, sha256: stored.sha256, size: stored.size, pages: read.pages };
      const kept = waiting
        ? store.attachments.update({ ...waiting, ...file, openness: input.openness ?? waiting.openness })
        : store.attachments.add({ itemId: item.id, number: Math.max(0, ...listed.map((other) => other.number)) + 1, title, ...file, openness: input.openness ?? "unknown" });
      store.attachments.setText(kept.id, read.text);
      return kept;
    });
  }),
});

async function isPdf(files: FilePort, path: string): Promise<boolean> {
  for await (const chunk of files.stream(path)) {
    // Readers accept the mark anywhere in the first kilobyte (ISO 32000-1, annex H, note 13).
    return new TextDecoder("latin1").decode(chunk.subarray(0, 1024)).includes("%PDF-");
  }
  return false;
}
