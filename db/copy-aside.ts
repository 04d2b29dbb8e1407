import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { AppError } from "../core/errors.ts";
import type { Connection } from "./connection.ts";
import { schemaVersion } from "./migrate.ts";

/**
 * Copies the workspace beside itself before it is changed: it is the user's only copy. Returns the copy's path:
 * `NAME før opdatering VERSION.forelaeg`, with a number where that is taken; a copy is never written over.
 */
export function copyAside(connection: Connection): string {
  const copy = freePath(connection.path, schemaVersion(connection));
  const unfinished = `${copy}.tmp`;
  try {
    rmSync(unfinished, { force: true });
    connection.prepare("VACUUM INTO ?").run(unfinished);
    // SQLite leaves it to the system when the copy reaches the disk. https://sqlite.org/lang_vacuum.html
    const file = openSync(unfinished, "r+");
    fsyncSync(file);
    closeSync(file);
    renameSync(unfinished, copy);
  } catch (error) {
    removeQuietly(unfinished);
    throw told(error, copy);
  }
  return copy;
}

/** The error that stopped the copy is the one to tell. */
function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // The next attempt tries again.
  }
}

/** SQLite's own refusals are AppErrors already; these are the system's. */
function told(error: unknown, path: string): unknown {
  if (error instanceof AppError || !(error instanceof Error) || !("code" in error)) return error;
  if (error.code === "ENOSPC") return new AppError("file.disk-full", { path });
  return new AppError("file.unwritable", { path, reason: String(error.code) });
}

function freePath(path: string, version: number): string {
  const extension = extname(path);
  const name = join(dirname(path), `${basename(path, extension)} før opdatering ${version}`);
  for (let copy = 1; ; copy += 1) {
    const candidate = copy === 1 ? `${name}${extension}` : `${name} (${copy})${extension}`;
    if (!existsSync(candidate)) return candidate;
  }
}
