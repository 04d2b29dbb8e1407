import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import type { Connection } from "./connection.ts";
import { schemaVersion } from "./migrate.ts";

/**
 * Copies the workspace beside itself before it is changed: it is the user's only copy. Returns the copy's path:
 * `NAME før opdatering VERSION.forelaeg`, with a number where that is taken; a copy is never written over.
 */
export function copyAside(connection: Connection): string {
  const copy = freePath(connection.path, schemaVersion(connection));
  const unfinished = `${copy}.tmp`;
  rmSync(unfinished, { force: true });
  try {
    connection.prepare("VACUUM INTO ?").run(unfinished);
    // SQLite leaves it to the system when the copy reaches the disk. https://sqlite.org/lang_vacuum.html
    const file = openSync(unfinished, "r+");
    fsyncSync(file);
    closeSync(file);
    renameSync(unfinished, copy);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
  return copy;
}

function freePath(path: string, version: number): string {
  const extension = extname(path);
  const name = join(dirname(path), `${basename(path, extension)} før opdatering ${version}`);
  for (let copy = 1; ; copy += 1) {
    const candidate = copy === 1 ? `${name}${extension}` : `${name} (${copy})${extension}`;
    if (!existsSync(candidate)) return candidate;
  }
}
