import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, readdir, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import type { PageCache } from "../core/page-cache.ts";

export interface PageCacheOptions {
  /** Where the entries lie; else the system's folder for such things, or what FORELAEG_CACHE names (`off` for none). */
  readonly folder?: string;
  /** Bytes; what was not used for longest is thrown away above it. 1 GB unless told. */
  readonly limit?: number;
}

/** Eight letters, then the check sum and the length of what follows. */
const mark = Buffer.from("FORELCA1", "latin1");
const headSize = mark.length + 4 + 8;

/** Milliseconds: an entry's time is set anew only when it is older, so that reading seldom writes. */
const touchAfter = 60_000;

/** Milliseconds after which a file that somebody was writing is taken for a leftover. */
const leftoverAfter = 60 * 60_000;

/**
 * The page cache on this machine's disk. Several programs may use it at once: an entry is written aside and takes its
 * place whole. Each carries a check sum, so one that a crash cut short, or a disk spoiled, is not there. Only this user
 * may look into it, since pages of closed attachments are in it as well.
 */
export function openPageCache({ folder, limit = 1024 ** 3 }: PageCacheOptions = {}): PageCache {
  const place = folder ?? cacheFolder();
  return place === null ? { keeps: false, get: () => Promise.resolve(null), put: () => Promise.resolve() } : cacheIn(place, limit);
}

function cacheIn(folder: string, limit: number): PageCache {
  /** Bytes in the folder, as far as is known here; null until it has been looked through. */
  let total: number | null = null;
  let sweeping: Promise<void> | null = null;

  const fileOf = (key: string) => join(folder, createHash("sha256").update(key).digest("hex"));
  const makeRoom = async () => {
    total = await sweep(folder, limit).catch(() => total ?? 0);
    sweeping = null;
  };

  return {
    keeps: true,
    async get(key) {
      const path = fileOf(key);
      const file = await readWhole(path).catch(() => null);
      if (file === null) return null;
      const bytes = contentOf(key, file);
      if (bytes === null) await rm(path, { force: true }).catch(() => undefined);
      return bytes;
    },
    async put(key, bytes) {
      if (bytes.length + headSize > limit) return;
      await keep(fileOf(key), headOf(key, bytes), bytes).catch(() => undefined);
      if (total !== null) total += headSize + bytes.length;
      if (total === null || total > limit) sweeping ??= makeRoom();
      await sweeping;
    },
  };
}

function cacheFolder(): string | null {
  const named = process.env["FORELAEG_CACHE"];
  if (named === "off") return null;
  if (named !== undefined && named !== "") return named;
  switch (process.platform) {
    case "win32":
      return join(process.env["LOCALAPPDATA"] ?? join(homedir(), "AppData", "Local"), "Forelaeg", "Cache");
    case "darwin":
      return join(homedir(), "Library", "Caches", "Forelaeg");
    default:
      return join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "forelaeg");
  }
}

function headOf(key: string, bytes: Uint8Array): Buffer {
  const head = Buffer.alloc(headSize);
  mark.copy(head);
  head.writeUInt32BE(checkSum(key, bytes), mark.length);
  head.writeBigUInt64BE(BigInt(bytes.length), mark.length + 4);
  return head;
}

/** The key is part of the sum: an entry under another's name is none. */
function checkSum(key: string, bytes: Uint8Array): number {
  return crc32(bytes, crc32(key));
}

function contentOf(key: string, file: Buffer): Uint8Array | null {
  if (file.length < headSize || !file.subarray(0, mark.length).equals(mark)) return null;
  const bytes = file.subarray(headSize);
  if (file.readBigUInt64BE(mark.length + 4) !== BigInt(bytes.length)) return null;
  return file.readUInt32BE(mark.length) === checkSum(key, bytes) ? bytes : null;
}

async function keep(path: string, head: Uint8Array, bytes: Uint8Array): Promise<void> {
  const aside = `${path}.${randomUUID()}.tmp`;
  const write = () => writeFile(aside, [head, bytes], { mode: 0o600, flag: "wx" });
  try {
    await write().catch(async () => {
      await mkdir(join(path, ".."), { recursive: true, mode: 0o700 });
      await write();
    });
    await rename(aside, path);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}

/** All at once (`readFile` asks for half a megabyte at a time), and notes that it was used. */
async function readWhole(path: string): Promise<Buffer> {
  const file = await open(path, "r");
  try {
    const { size, mtimeMs } = await file.stat();
    const now = Date.now();
    if (now - mtimeMs > touchAfter) await utimes(path, new Date(now), new Date(now)).catch(() => undefined);
    const bytes = Buffer.allocUnsafeSlow(size);
    const { bytesRead } = await file.read(bytes, 0, size, 0);
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Throws away what was not used for longest until a tenth of the limit is free; gives what is left, in bytes. */
async function sweep(folder: string, limit: number): Promise<number> {
  const names = await readdir(folder);
  const entries = (await Promise.all(names.map(async (name) => ({ path: join(folder, name), name, found: await stat(join(folder, name)).catch(() => null) })))).flatMap(({ path, name, found }) => (found?.isFile() ? [{ path, name, size: found.size, used: found.mtimeMs }] : []));
  const ours = entries.filter(({ name }) => /^[0-9a-f]{64}$/.test(name));
  const leftovers = entries.filter(({ name, used }) => /^[0-9a-f]{64}\..*\.tmp$/.test(name) && Date.now() - used > leftoverAfter);
  for (const { path } of leftovers) await rm(path, { force: true }).catch(() => undefined);
  let total = ours.reduce((sum, { size }) => sum + size, 0);
  if (total <= limit) return total;
  for (const { path, size } of ours.toSorted((a, b) => a.used - b.used)) {
    if (total <= limit * 0.9) break;
    await rm(path, { force: true }).catch(() => undefined);
    total -= size;
  }
  return total;
}
