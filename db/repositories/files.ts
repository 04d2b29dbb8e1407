import { createHash } from "node:crypto";
import { AppError } from "../../core/errors.ts";
import type { FileRepository, StoredFile } from "../../core/store.ts";
import type { Connection } from "../connection.ts";
import { removeUnused } from "./unused-files.ts";

/** Bytes in a row of `file_chunks`. */
const chunkSize = 256 * 1024;

/** Bytes gathered before they are written: each write waits for the disk, so a few large ones are quicker. */
const writeSize = 16 * chunkSize;

/**
 * Bytes come in under a row without a hash, a few megabytes a transaction, since a transaction cannot wait for a
 * stream. The row gets its hash when all is there; until then nobody can see it, and what a kill leaves behind is
 * cleared away when the file is next opened (`removeUnfinishedFiles`).
 */
export function fileRepository(connection: Connection, now: () => string): FileRepository {
  const begin = connection.prepare<{ id: number }>(
    "INSERT INTO files (sha256, size, media_type) VALUES (NULL, 0, ?) RETURNING id",
  );
  const isThere = connection.prepare<{ id: number }>("SELECT id FROM files WHERE id = ?");
  const addChunk = connection.prepare("INSERT INTO file_chunks (file_id, position, bytes) VALUES (?, ?, ?)");
  const finish = connection.prepare<FileRow>("UPDATE files SET sha256 = ?, size = ? WHERE id = ? RETURNING *");
  const claim = connection.prepare("DELETE FROM unused_files WHERE file_id = ?");
  const drop = connection.prepare("DELETE FROM files WHERE id = ?");
  const find = connection.prepare<FileRow>("SELECT * FROM files WHERE sha256 = ?");
  const chunk = connection.prepare<{ bytes: Buffer }>(
    "SELECT bytes FROM file_chunks WHERE file_id = ? AND position = ?",
  );

  const stillThere = (id: number) => {
    // Gone only where another program opened the workspace meanwhile and took this for a leftover.
    if (!isThere.get(id)) throw new AppError("workspace.busy", { path: connection.path });
  };

  return {
    async put(bytes, mediaType) {
      const { id } = begin.one(mediaType);
      const hash = createHash("sha256");
      let size = 0;
      let position = 0;
      try {
        for await (const block of blocksOf(bytes, writeSize)) {
          hash.update(block);
          size += block.length;
          connection.transaction(() => {
            stillThere(id);
            for (let start = 0; start < block.length; start += chunkSize) {
              addChunk.run(id, position, block.subarray(start, start + chunkSize));
              position += 1;
            }
          });
        }
        const sha256 = hash.digest("hex");
        return connection.transaction(() => {
          stillThere(id);
          const known = find.get(sha256);
          if (!known) return toStoredFile(finish.one(sha256, size, id));
          drop.run(id);
          claim.run(known.id);
          return toStoredFile(known);
        });
      } catch (error) {
        dropQuietly(() => drop.run(id));
        throw error;
      }
    },
    info: (sha256) => {
      const row = find.get(sha256);
      return row ? toStoredFile(row) : null;
    },
    read: (sha256) => {
      const row = find.get(sha256);
      if (!row) throw new AppError("file.missing", { path: sha256 });
      return chunksOf(row, (position) => chunk.get(row.id, position)?.bytes, connection.path);
    },
    removeUnused: () => removeUnused(connection, now),
  };
}

/** Clears away what an interrupted `put` left. */
export function removeUnfinishedFiles(connection: Connection): void {
  const unfinished = connection.prepare<{ id: number }>("SELECT id FROM files WHERE sha256 IS NULL").all();
  if (unfinished.length > 0) connection.exec("DELETE FROM files WHERE sha256 IS NULL");
}

/** The error that stopped the work is the one to tell. */
function dropQuietly(remove: () => void): void {
  try {
    remove();
  } catch {
    // The next opening tries again.
  }
}

/** The same bytes in blocks of `size`, the last one shorter. One buffer for all: a block is good until the next. */
async function* blocksOf(
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  size: number,
): AsyncGenerator<Buffer> {
  const block = Buffer.alloc(size);
  let filled = 0;
  for await (const piece of bytes) {
    for (let start = 0; start < piece.length; ) {
      const taken = Math.min(size - filled, piece.length - start);
      block.set(piece.subarray(start, start + taken), filled);
      filled += taken;
      start += taken;
      if (filled < size) continue;
      yield block;
      filled = 0;
    }
  }
  if (filled > 0) yield block.subarray(0, filled);
}

function* chunksOf(
  file: FileRow,
  chunk: (position: number) => Buffer | undefined,
  path: string,
): Generator<Uint8Array> {
  const hash = createHash("sha256");
  let read = 0;
  for (let position = 0; read < file.size; position += 1) {
    // One row at a time: an open cursor would keep every other statement waiting until the reader is done.
    const bytes = chunk(position);
    if (!bytes) break;
    hash.update(bytes);
    read += bytes.length;
    yield bytes;
  }
  if (hash.digest("hex") !== file.sha256) {
    throw new AppError("workspace.damaged", { path, reason: file.sha256 });
  }
}

interface FileRow {
  readonly id: number;
  /** Null only while it is coming in, when nothing finds it. */
  readonly sha256: string;
  readonly size: number;
  readonly media_type: string;
}

function toStoredFile(row: FileRow): StoredFile {
  return { sha256: row.sha256, size: row.size, mediaType: row.media_type };
}
