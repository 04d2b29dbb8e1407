import type { Attachment } from "../domain/attachment.ts";
import { type Preparation, preparationVersion } from "../domain/preparation.ts";
import { AppError } from "../errors.ts";
import type { FilePort } from "../files.ts";
import type { Preparer } from "../preparer.ts";
import type { Store } from "../store.ts";
import { stopIfCancelled, type Watch } from "../watch.ts";
import { inParallel } from "./in-parallel.ts";

/** What the preparation of files needs from outside. */
export interface PreparationTools {
  readonly store: Store;
  readonly files: FilePort;
  readonly preparer: Preparer;
}

/** A stored file that is to be prepared. */
interface KeptFile {
  readonly sha256: string;
  readonly fileName: string;
  readonly mediaType: string;
  /** Where its bytes can be read on this machine; null where they are only in the workspace. */
  readonly path: string | null;
  readonly password: string | null;
}

/** Files at a time: what the preparer does, and one whose bytes are stored meanwhile. */
export const filesAtOnce = 2;

/**
 * The preparation of an attachment's file, made now where there is none of this version: for attachments that came
 * another way than by being attached, or from an older version. Null where it has no file. A file whose stored bytes
 * are damaged is a slip, and is tried again another time.
 */
export async function ensurePrepared(tools: PreparationTools, attachment: Attachment, signal: AbortSignal): Promise<Preparation | null> {
  const { sha256 } = attachment;
  if (sha256 === null) return null;
  const known = tools.store.preparations.get(sha256);
  if (known?.version === preparationVersion) return known;
  const file = { sha256, fileName: attachment.fileName ?? attachment.title, mediaType: attachment.mediaType ?? "application/octet-stream", path: null, password: null };
  try {
    const { preparation, text } = await prepareFile(tools, file, signal);
    tools.store.transaction(() => {
      const listed = tools.store.attachments.get(attachment.id);
      if (!listed) return; // taken away meanwhile
      tools.store.attachments.setText(attachment.id, text);
      if (listed.pages === null && preparation.pages.length > 0) tools.store.attachments.update({ ...listed, pages: preparation.pages.length });
    });
    return preparation;
  } catch (error) {
    if (!(error instanceof AppError && (error.code === "workspace.damaged" || error.code === "file.missing"))) throw error;
    return { sha256, version: preparationVersion, outcome: "slip", reasons: ["damaged"], pagesIn: null, pdf: null, pages: [] };
  }
}

/** The preparations of many attachments by their files' hashes, each file once; what is missing is made now. */
export async function ensureAllPrepared(tools: PreparationTools, attachments: readonly Attachment[], watch: Watch): Promise<Map<string, Preparation>> {
  const found = new Map<string, Preparation>();
  const missing = new Map<string, Attachment>();
  for (const attachment of attachments) {
    if (attachment.sha256 === null || found.has(attachment.sha256)) continue;
    const known = tools.store.preparations.get(attachment.sha256);
    if (known?.version === preparationVersion) found.set(attachment.sha256, known);
    else missing.set(attachment.sha256, attachment);
  }
  let done = 0;
  await inParallel([...missing.values()], filesAtOnce, async (attachment) => {
    watch.progress({ step: "attachments.prepare", done, of: missing.size, what: attachment.fileName ?? attachment.title });
    const preparation = await ensurePrepared(tools, attachment, watch.signal);
    done += 1;
    if (preparation) found.set(preparation.sha256, preparation);
  });
  return found;
}

/** Prepares a stored file and keeps what came of it; gives its text too, which is kept with attachments. */
export async function prepareFile(tools: PreparationTools, file: KeptFile, signal: AbortSignal): Promise<{ preparation: Preparation; text: string }> {
  const { store, files, preparer } = tools;
  stopIfCancelled(signal);
  const scratch = await files.scratch();
  try {
    const path = file.path ?? scratch.path("bilag");
    if (file.path === null) await files.writeAside(path, piecesOf(store.files.read(file.sha256)));
    const { madePath, text, ...made } = await preparer.prepare({ path, fileName: file.fileName, mediaType: file.mediaType, password: file.password, folder: scratch.folder }, signal);
    // What was told of a file while its process was being ended is not to be kept.
    stopIfCancelled(signal);
    const stored = madePath === null ? null : await store.files.put(files.stream(madePath), "application/pdf");
    const pdf = stored?.sha256 ?? (made.outcome === "slip" ? null : file.sha256);
    const preparation: Preparation = { ...made, sha256: file.sha256, version: preparationVersion, pdf };
    store.preparations.put(preparation);
    return { preparation, text };
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOSPC") throw new AppError("file.disk-full", { path: scratch.folder });
    throw error;
  } finally {
    await scratch.remove();
  }
}

async function* piecesOf(chunks: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* chunks;
}
