import { createHash, randomBytes } from "node:crypto";
import { createReadStream, type Stats } from "node:fs";
import { type FileHandle, mkdir, open, readdir, readFile, realpath, rename, rm, stat } from "node:fs/promises";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { AppError } from "../core/errors.ts";
import type { FilePort, FolderEntry, PathKind } from "../core/files.ts";
import { isAlive } from "./is-alive.ts";
import { makeScratch } from "./scratch.ts";

/** The core's file port on Node. `moveIntoPlace` is there for tests, which have no Windows to hold a file open. */
export function nodeFiles(moveIntoPlace: (from: string, to: string) => Promise<void> = rename): FilePort {
  return {
    read: (path) => reading(path, async () => new Uint8Array(await readFile(path))),
    async *stream(path) {
      try {
        for await (const piece of createReadStream(path, { highWaterMark: 256 * 1024 })) yield piece as Buffer;
      } catch (error) {
        throw unreadable(error, path);
      }
    },
    writeAside: (path, bytes, inspect) => writing(path, () => writeAside(path, bytes, moveIntoPlace, inspect)),
    makeFolder: (path) => writing(path, async () => void (await mkdir(path, { recursive: true }))),
    exists: (path) => stat(path).then(() => true, (error) => notThere(error) ? false : Promise.reject(unreadable(error, path))),
    size: (path) => reading(path, async () => (await stat(path)).size),
    kind: (path) => reading(path, async () => kindOf(await stat(path))),
    list: (folder) => reading(folder, async () => Promise.all((await readdir(folder)).map((name) => entryOf(folder, name)))),
    scratch: makeScratch,
  };
}

async function entryOf(folder: string, name: string): Promise<FolderEntry> {
  const path = join(folder, name);
  return { name, path, kind: kindOf(await stat(path).catch(() => null)) };
}

function kindOf(found: Stats | null): PathKind {
  return found?.isFile() ? "file" : found?.isDirectory() ? "folder" : "other";
}

async function writeAside(
  path: string,
  bytes: Uint8Array | AsyncIterable<Uint8Array>,
  moveIntoPlace: (from: string, to: string) => Promise<void>,
  inspect: ((asidePath: string) => Promise<void>) | undefined,
): Promise<void> {
  const target = await resolveTarget(path);
  // A pipe or a device (/dev/stdout) is written to; a file put in its place would be the end of it.
  if (target.special) {
    if (inspect) throw new AppError("file.unwritable", { path, reason: "det er ikke en almindelig fil" });
    return writeAll(await open(target.path, "w"), bytes, { sync: false });
  }

  await removeLeftovers(target.path);
  const aside = asideOf(target.path);
  try {
    const file = await open(aside, "wx", target.mode);
    // Who may read the old file may read the new one, and nobody else. The process's mask may have taken some away; a
    // file system that knows no such thing refuses, which is no reason not to write.
    if (target.mode !== undefined) await file.chmod(target.mode).catch(() => undefined);
    await writeAll(file, bytes, { sync: true });
    await inspect?.(aside);
    await insist(() => moveIntoPlace(aside, target.path));
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
  await syncFolder(dirname(target.path));
}

/** Named for the machine and the process, so that what one that was killed has left can be told and cleared away. */
function asideOf(path: string): string {
  return join(dirname(path), `.${basename(path)}.${thisMachine}-${process.pid}-${randomBytes(4).toString("hex")}.tmp`);
}

const thisMachine = createHash("sha256").update(hostname()).digest("hex").slice(0, 6);

/** Milliseconds after which what another machine left in a shared folder is cleared away. */
const grace = 24 * 60 * 60 * 1000;

/** Clears away what a process that was killed while it wrote this file has left beside it; what others are writing stays. */
async function removeLeftovers(path: string): Promise<void> {
  const [folder, start] = [dirname(path), `.${basename(path)}.`];
  for (const name of await readdir(folder).catch(() => [])) {
    const owner = name.startsWith(start) ? /^([0-9a-f]{6})-(\d+)-[0-9a-f]{8}\.tmp$/.exec(name.slice(start.length)) : null;
    if (!owner) continue;
    const left = join(folder, name);
    const dead = owner[1] === thisMachine ? !isAlive(Number(owner[2])) : (await stat(left).then(({ mtimeMs }) => Date.now() - mtimeMs, () => 0)) > grace;
    if (dead) await rm(left, { force: true }).catch(() => undefined);
  }
}

interface Target {
  readonly path: string;
  /** A pipe or a device. */
  readonly special: boolean;
  /** Who may read and write the file that stands there; undefined for a new one. */
  readonly mode?: number;
}

/** Where the bytes go: what a link points at, so that the link stays. */
async function resolveTarget(path: string): Promise<Target> {
  const found = await stat(path).catch((error: unknown) => (notThere(error) ? null : Promise.reject(error)));
  if (!found) return { path, special: false };
  if (found.isDirectory()) throw Object.assign(new Error(path), { code: "EISDIR" });
  return found.isFile() ? { path: await realpath(path), special: false, mode: found.mode & 0o777 } : { path, special: true };
}

async function writeAll(
  file: FileHandle,
  bytes: Uint8Array | AsyncIterable<Uint8Array>,
  { sync }: { readonly sync: boolean },
): Promise<void> {
  try {
    for await (const piece of bytes instanceof Uint8Array ? [bytes] : bytes) await writePiece(file, piece);
    if (sync) await file.sync();
  } finally {
    await file.close();
  }
}

/** `FileHandle.write` may write less than it was given. */
async function writePiece(file: FileHandle, piece: Uint8Array): Promise<void> {
  for (let start = 0; start < piece.length; ) {
    const { bytesWritten } = await file.write(piece, start);
    start += bytesWritten;
  }
}

/**
 * Windows refuses to replace a file while another program has it open; a virus scanner or a sync service lets go after
 * a moment, a reader with the packet on the screen does not.
 */
async function insist(move: () => Promise<void>): Promise<void> {
  for (const pause of [20, 50, 100, 200, 400]) {
    try {
      return await move();
    } catch (error) {
      if (!heldOpen.has(codeOf(error))) throw error;
      await wait(pause);
    }
  }
  await move();
}

const heldOpen: ReadonlySet<string> = new Set(["EPERM", "EBUSY", "EACCES"]);

/** So that the new name survives a power cut. Windows opens no folders, and needs it not. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => null);
  if (!handle) return;
  await handle.sync().catch(() => undefined);
  await handle.close();
}

async function reading<Result>(path: string, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    throw unreadable(error, path);
  }
}

async function writing<Result>(path: string, write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    throw unwritable(error, path);
  }
}

function unreadable(error: unknown, path: string): unknown {
  if (notThere(error)) return new AppError("file.missing", { path });
  const reason = reasons[codeOf(error)];
  return reason === undefined ? error : new AppError("file.unreadable", { path, reason });
}

/** What is no failure of the file passes through: the source of the bytes may have its own. */
function unwritable(error: unknown, path: string): unknown {
  const code = codeOf(error);
  if (code === "ENOSPC" || code === "EDQUOT") return new AppError("file.disk-full", { path });
  const reason = code === "ENOENT" ? "mappen findes ikke" : reasons[code];
  return reason === undefined ? error : new AppError("file.unwritable", { path, reason });
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: "adgang nægtet",
  EPERM: "adgang nægtet, eller filen er åben i et andet program",
  EBUSY: "filen er åben i et andet program",
  EROFS: "drevet er skrivebeskyttet",
  EISDIR: "det er en mappe",
  ENOTDIR: "en del af stien er ikke en mappe",
  EEXIST: "der er en fil med samme navn",
  ENAMETOOLONG: "navnet er for langt",
  ELOOP: "stien går i ring",
  EIO: "drevet svarer med fejl",
  EFBIG: "filen er for stor til drevet",
  EMFILE: "for mange filer er åbne",
};

function notThere(error: unknown): boolean {
  return codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR"; // the latter: below something that is no folder
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
