import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Scratch } from "../core/files.ts";
import { isAlive } from "./is-alive.ts";

/** Milliseconds after which what a dead process left is cleared away. */
const grace = 24 * 60 * 60 * 1000;

/** A folder for files that are needed for a moment; only this user may look into it. */
export async function makeScratch(): Promise<Scratch> {
  await removeLeftovers();
  const folder = await mkdtemp(scratchStart());
  return {
    folder,
    path: (name) => join(folder, name),
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 }),
  };
}

/**
 * With what the path of a temporary folder begins (`mkdtemp`): it is named for its process, so that what one that was
 * killed has left, which may be confidential, can be told and cleared away.
 */
export function scratchStart(): string {
  return join(tmpdir(), `forelaeg-${process.pid}-`);
}

async function removeLeftovers(): Promise<void> {
  const names = await readdir(tmpdir()).catch(() => []);
  for (const name of names) {
    const maker = /^forelaeg-(\d+)-\w{6}$/.exec(name)?.[1];
    if (maker === undefined || isAlive(Number(maker))) continue;
    const path = join(tmpdir(), name);
    // Young ones stay: a process of another machine or container, seen through a shared folder, only looks dead.
    const age = await stat(path).then(({ mtimeMs }) => Date.now() - mtimeMs, () => 0);
    if (age > grace) await rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
}
