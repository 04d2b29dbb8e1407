import { z } from "zod";
import { type AgendaItem, serieses } from "../domain/agenda-item.ts";
import { tidyTitle, titleFromFileName } from "../domain/attachment-title.ts";
import type { Attachment } from "../domain/attachment.ts";
import { compareDanish } from "../domain/danish-order.ts";
import { opennesses } from "../domain/openness.ts";
import { type Preparation, type PreparationReason, preparationVersion } from "../domain/preparation.ts";
import { AppError, type Notice, notice } from "../errors.ts";
import type { FilePort } from "../files.ts";
import type { Manifest } from "../packet/manifest.ts";
import { recognise } from "../prepare/recognise.ts";
import type { Store } from "../store.ts";
import { stopIfCancelled, type Watch } from "../watch.ts";
import { inParallel } from "./in-parallel.ts";
import { operation } from "./operation.ts";
import { findAttachment, findItem, findMeeting } from "./papers.ts";
import { filesAtOnce, prepareFile, type PreparationTools } from "./preparations.ts";

const place = {
  meeting: z.string(),
  series: z.enum(serieses).default("item"),
  number: z.number().int(),
};

const attachInput = z.strictObject({
  ...place,
  /** Files and folders. */
  paths: z.array(z.string()).min(1),
  /** The printed number of an attachment whose file is replaced; for one file only. */
  attachment: z.number().int().optional(),
  /** For one file only. */
  title: z.string().trim().min(1).optional(),
  openness: z.enum(["open", "closed"]).optional(),
  /** Opens encrypted files, and is not kept. */
  password: z.string().optional(),
});

const setInput = z.strictObject({
  ...place,
  /** The attachment's printed number. */
  attachment: z.number().int(),
  title: z.string().trim().min(1).optional(),
  openness: z.enum(opennesses).optional(),
});

/** What was attached, in order, and what somebody should know: what was left out, and what became of the files. */
export interface Attached {
  readonly attachments: readonly Attachment[];
  readonly notices: readonly Notice[];
}

export const attachmentsApi = (tools: PreparationTools) => ({
  /**
   * Keeps files' bytes in the workspace, makes them ready for packets, and lists them under the item: all of them or,
   * where one cannot be read or the work is stopped, none. A folder stands for its files in Danish order. A listed
   * attachment of the same title that has no file yet, or the very same file, gets it; else it is added last. A file
   * of any kind and in any state is taken: one that cannot be shown has a slip in its place.
   */
  "attachments.attach": operation(attachInput, async (input, watch): Promise<Attached> => {
    const item = findItem(tools.store, findMeeting(tools.store, input.meeting), input.series, input.number);
    const { paths, notices } = await filesOf(tools.files, input.paths);
    if (input.attachment !== undefined) findAttachment(tools.store, item, input.attachment);
    if (input.attachment !== undefined && paths.length > 1) throw new AppError("attachment.one-file", { attachment: input.attachment, files: paths.length });
    if (input.title !== undefined && paths.length > 1) throw new AppError("attachment.one-title", { title: input.title, files: paths.length });
    const incoming = await inParallel(paths, filesAtOnce, (path) => look(tools.files, path));
    const ready = await prepareAll(tools, incoming, input.password ?? null, watch);
    return tools.store.transaction(() => {
      const kept = ready.map((file) => keep(tools.store, item, file, input));
      return { attachments: kept.map(({ attachment }) => attachment), notices: [...notices, ...fewer(kept.flatMap((one) => one.notices))] };
    });
  }),

  /** Takes an attachment off its item. The others keep their numbers; its own is not used again once it was issued. */
  "attachments.remove": operation(z.strictObject({ ...place, attachment: z.number().int() }), ({ meeting, series, number, attachment }): Attachment =>
    tools.store.transaction(() => {
      const found = findAttachment(tools.store, findItem(tools.store, findMeeting(tools.store, meeting), series, number), attachment);
      tools.store.attachments.remove(found.id);
      return found;
    }),
  ),

  /** Opens or closes an attachment, or gives it another title. */
  "attachments.set": operation(setInput, ({ meeting, series, number, attachment, title, openness }): Attachment =>
    tools.store.transaction(() => {
      const found = findAttachment(tools.store, findItem(tools.store, findMeeting(tools.store, meeting), series, number), attachment);
      return tools.store.attachments.update({ ...found, title: title ?? found.title, openness: openness ?? found.openness });
    }),
  ),
});

// ---------------------------------------------------------------- files and folders

/** The files that are meant: those named, and those in the folders named, less what no person put there. */
async function filesOf(files: FilePort, named: readonly string[]): Promise<{ paths: string[]; notices: Notice[] }> {
  const notices: Notice[] = [];
  const paths: string[] = [];
  for (const path of named) {
    const what = await files.kind(path);
    // A pipe or a device may never end.
    if (what === "other") throw new AppError("file.unreadable", { path, reason: "det er ikke en almindelig fil" });
    if (what === "file") {
      paths.push(path);
      continue;
    }
    const entries = (await files.list(path)).toSorted((a, b) => compareDanish(a.name.normalize("NFC"), b.name.normalize("NFC")));
    const wanted = entries.filter(({ name, kind }) => kind === "file" && !isLeftover(name));
    const names = (of: typeof entries) => of.map(({ name }) => name).join(", ");
    const leftovers = entries.filter(({ name, kind }) => kind !== "folder" && (kind === "other" || isLeftover(name)));
    const folders = entries.filter(({ name, kind }) => kind === "folder" && !isLeftover(name));
    if (leftovers.length > 0) notices.push(notice("attachment.skipped", { folder: path, names: names(leftovers) }));
    if (folders.length > 0) notices.push(notice("attachment.folders-skipped", { folder: path, names: names(folders) }));
    if (wanted.length === 0) throw new AppError("attachment.no-files", { folder: path });
    paths.push(...wanted.map((entry) => entry.path));
  }
  return { paths, notices };
}

/** Hidden files, and what systems and office programs leave behind. */
function isLeftover(name: string): boolean {
  return name.startsWith(".") || name.startsWith("~$") || /^(?:thumbs\.db|desktop\.ini|icon\r)$|\.tmp$/i.test(name);
}

interface IncomingFile {
  readonly path: string;
  readonly fileName: string;
  readonly mediaType: string;
}

/** Refuses what cannot be read, before anything is done. */
async function look(files: FilePort, path: string): Promise<IncomingFile> {
  const fileName = path.split(/[\\/]/).findLast((part) => part !== "")?.normalize("NFC") ?? path;
  return { path, fileName, mediaType: await mediaTypeOf(files, path, fileName) };
}

/** Bytes that are enough to tell what most files are. */
const headSize = 1 << 20;

/** What larger files are is told from their beginning. */
const mostBytesRead = 150 * 1024 * 1024;

async function mediaTypeOf(files: FilePort, path: string, fileName: string): Promise<string> {
  const size = await files.size(path);
  const head = await beginning(files, path);
  // A package, or an old office file, says only further in what it is.
  const isContainer = (head[0] === 0x50 && head[1] === 0x4b) || (head[0] === 0xd0 && head[1] === 0xcf);
  const bytes = isContainer && size > head.length && size <= mostBytesRead ? await files.read(path) : head;
  return recognise(bytes, fileName) ?? "application/octet-stream";
}

async function beginning(files: FilePort, path: string): Promise<Uint8Array> {
  const head = new Uint8Array(headSize);
  let filled = 0;
  for await (const piece of files.stream(path)) {
    const taken = piece.subarray(0, headSize - filled);
    head.set(taken, filled);
    filled += taken.length;
    if (filled === headSize) break;
  }
  return head.subarray(0, filled);
}

// ---------------------------------------------------------------- made ready

interface ReadyFile extends IncomingFile {
  readonly sha256: string;
  readonly size: number;
  readonly preparation: Preparation;
  readonly text: string;
}

/** Stores and prepares; the same bytes among the files, or known from before, are prepared once. */
async function prepareAll(tools: PreparationTools, incoming: readonly IncomingFile[], password: string | null, watch: Watch): Promise<ReadyFile[]> {
  const underWay = new Map<string, Promise<{ preparation: Preparation; text: string }>>();
  let done = 0;
  return inParallel(incoming, filesAtOnce, async (file) => {
    stopIfCancelled(watch.signal);
    watch.progress({ step: "attachments.prepare", done, of: incoming.length, what: file.fileName });
    const { sha256, size } = await tools.store.files.put(tools.files.stream(file.path), file.mediaType);
    const known = underWay.get(sha256) ?? knownBefore(tools.store, sha256) ?? prepareFile(tools, { ...file, sha256, password }, watch.signal);
    underWay.set(sha256, known);
    const ready = { ...file, sha256, size, ...(await known) };
    done += 1;
    return ready;
  });
}

/** A slip, or what was made in a simpler way, may become better: with a password, or with LibreOffice there now. */
function knownBefore(store: Store, sha256: string): Promise<{ preparation: Preparation; text: string }> | null {
  const preparation = store.preparations.get(sha256);
  const text = store.attachments.textOfFile(sha256);
  if (preparation?.version !== preparationVersion || text === null) return null;
  if (preparation.outcome === "slip" || preparation.reasons.includes("simplified")) return null;
  return Promise.resolve({ preparation, text });
}

// ---------------------------------------------------------------- listed

function keep(store: Store, item: AgendaItem, file: ReadyFile, wanted: z.output<typeof attachInput>): { attachment: Attachment; notices: Notice[] } {
  const replaced = wanted.attachment === undefined ? undefined : findAttachment(store, item, wanted.attachment);
  const title = wanted.title ?? replaced?.title ?? titleFromFileName(file.fileName);
  const listed = store.attachments.ofItem(item.id);
  const waiting =
    replaced ??
    listed.find((other) => (other.sha256 === null || (other.sha256 === file.sha256 && other.fileName === file.fileName)) && isSameTitle(other.title, title)) ??
    listed.find((other) => other.sha256 === null && isSameTitle(tidyTitle(other.title), tidyTitle(title)));
  const { preparation } = file;
  const pages = preparation.outcome === "slip" ? preparation.pagesIn : preparation.pages.length;
  const bytes = { fileName: file.fileName, mediaType: file.mediaType, sha256: file.sha256, size: file.size, pages };
  const attachment = waiting
    ? store.attachments.update({ ...waiting, ...bytes, ...(replaced && { title }), openness: wanted.openness ?? waiting.openness })
    : store.attachments.add({ itemId: item.id, number: Math.max(0, ...listed.map((other) => other.number), ...issuedNumbers(store, item)) + 1, title, ...bytes, openness: wanted.openness ?? "unknown" });
  store.attachments.setText(attachment.id, file.text);
  return { attachment, notices: [...preparedNotices(attachment, preparation.reasons), ...titleNotices(attachment, wanted.title)] };
}

/** Numbers that readers know, of attachments that may be gone since. */
function issuedNumbers(store: Store, item: AgendaItem): number[] {
  return store.releases.ofMeeting(item.meetingId).flatMap(({ manifest }) => {
    const issued = (JSON.parse(manifest) as Partial<Manifest>).items?.find(({ id }) => id === item.id);
    return issued?.attachments.map(({ number }) => number) ?? [];
  });
}

function isSameTitle(a: string, b: string): boolean {
  return a.toLocaleLowerCase("da") === b.toLocaleLowerCase("da");
}

/** Reasons that only tell what was done; over the others somebody should look at the file. */
const harmless: ReadonlySet<PreparationReason> = new Set<PreparationReason>([
  "tags-dropped", "signature-void", "scripts-dropped", "files-inside", "index-rebuilt", "rewritten", "unlocked", "from-picture", "from-text", "from-html", "from-portfolio", "from-email", "from-office",
]);

function preparedNotices({ number, title }: Attachment, reasons: readonly PreparationReason[]): Notice[] {
  if (reasons.length === 0) return [];
  const facts = { attachment: number, title, reasons };
  return [reasons.every((reason) => harmless.has(reason)) ? notice("attachment.prepared", facts) : notice("attachment.wanting", facts)];
}

/** Three titles are proposed one by one; of more it is told that they are. */
function fewer(notices: readonly Notice[]): Notice[] {
  const untidy = notices.filter((one) => one.code === "attachment.title-untidy");
  const [first] = untidy;
  if (untidy.length <= 3 || !first) return [...notices];
  return [...notices.filter((one) => one.code !== "attachment.title-untidy"), notice("attachment.titles-untidy", { count: untidy.length, example: first.facts.proposed })];
}

/** A title that was asked for is as it should be. */
function titleNotices({ number, title }: Attachment, asked: string | undefined): Notice[] {
  const proposed = tidyTitle(title);
  return asked !== undefined || proposed === title ? [] : [notice("attachment.title-untidy", { attachment: number, title, proposed })];
}
