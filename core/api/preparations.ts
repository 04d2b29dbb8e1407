import type { Attachment } from "../domain/attachment.ts";
import { type Preparation, preparationVersion } from "../domain/preparation.ts";
import { AppError } from "../errors.ts";
import type { FilePort } from "../files.ts";
import type { PageCache } from "../page-cache.ts";
import type { Preparer } from "../preparer.ts";
import type { Store } from "../store.ts";
import { stopIfCancelled, type Watch } from "../watch.ts";
import { inParallel } from "./in-parallel.ts";

/** What the preparation of files needs from outside. */
export interface PreparationTools {
  readonly store: Store;
  readonly files: FilePort;
  readonly preparer: Preparer;
  /** Prepared pages of files, so that packets need not read the files again. */
  readonly cache: PageCache;
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
  const prepared = await ensureAllPrepared(tools, [attachment], { progress: () => undefined, signal });
  return prepared.get(attachment.sha256 ?? "") ?? null;
}

/** The same of many attachments, by their files' hashes; each file is prepared once. */
export async function ensureAllPrepared(tools: PreparationTools, attachments: readonly Attachment[], watch: Watch): Promise<Map<string, Preparation>> {
  const found = new Map<string, Preparation>();
  const missing = new Map<string, Attachment[]>();
  for (const attachment of attachments) {
    const { sha256 } = attachment;
    if (sha256 === null || found.has(sha256)) continue;
    const known = missing.has(sha256) ? null : tools.store.preparations.get(sha256);
    if (known?.version === preparationVersion) found.set(sha256, known);
    else missing.set(sha256, [...(missing.get(sha256) ?? []), attachment]);
  }
  let done = 0;
  await inParallel([...missing], filesAtOnce, async ([sha256, [first, ...others]]) => {
    if (!first) return;
    watch.progress({ step: "attachments.prepare", done, of: missing.size, what: first.fileName ?? first.title });
    found.set(sha256, await prepareListed(tools, sha256, [first, ...others], watch.signal));
    done += 1;
  });
  return found;
}

async function prepareListed(tools: PreparationTools, sha256: string, attachments: readonly [Attachment, ...Attachment[]], signal: AbortSignal): Promise<Preparation> {
  const [{ fileName, title, mediaType }] = attachments;
  try {
    const { preparation, text } = await prepareFile(tools, { sha256, fileName: fileName ?? title, mediaType: mediaType ?? "application/octet-stream", path: null, password: null }, signal);
    tools.store.transaction(() => {
      for (const { id } of attachments) note(tools.store, id, preparation, text);
    });
    return preparation;
  } catch (error) {
    if (!(error instanceof AppError && (error.code === "workspace.damaged" || error.code === "file.missing"))) throw error;
    return { sha256, version: preparationVersion, outcome: "slip", reasons: ["damaged"], pagesIn: null, pdf: null, pages: [] };
  }
}

/** What the preparation found out, where it was not known. */
function note(store: Store, id: number, preparation: Preparation, text: string): void {
  const listed = store.attachments.get(id);
  if (!listed) return; // taken away meanwhile
  if (text !== "") store.attachments.setText(id, text);
  if (listed.pages === null && preparation.pages.length > 0) store.attachments.update({ ...listed, pages: preparation.pages.length });
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
    if (tools.cache.keeps) await keepPages(tools, preparation);
    return { preparation, text };
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOSPC") throw new AppError("file.disk-full", { path: scratch.folder });
    throw error;
  } finally {
    await scratch.remove();
  }
}

/** So that the first packet is as quick as the next. It is a convenience: whatever goes wrong, the packet reads the file itself. */
async function keepPages(tools: PreparationTools, preparation: Preparation): Promise<void> {
  // Loaded when first needed: it brings the PDF reader with it.
  const { preparedPages } = await import("./prepared-pages.ts");
  await preparedPages(tools, preparation, (kept) => kept).catch(() => null);
}

async function* piecesOf(chunks: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* chunks;
}
