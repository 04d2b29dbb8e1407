import { rm } from "node:fs/promises";
import { type App, createApp } from "../core/app.ts";
import { createWriters } from "../core/document/writers/writers.ts";
import type { Notice } from "../core/errors.ts";
import type { FilePort } from "../core/files.ts";
import { openStore } from "../db/open-store.ts";
import { nodeFiles } from "../platform/files.ts";
import { loadFonts } from "../platform/fonts.ts";
import { openPageCache } from "../platform/page-cache.ts";
import { nodePreparer } from "../platform/preparer/node-preparer.ts";
import { createPackLibrary } from "../templates/load-pack.ts";

/** The application on one workspace file, wired for the command line. */
export interface OpenApp {
  readonly app: App;
  readonly files: FilePort;
  /** What there was to say on opening the file. */
  readonly notices: readonly Notice[];
}

/**
 * Opens the workspace, works with it, and closes it again whatever happens. A workspace that was made for work which
 * was then refused is taken away again, unless somebody has put something in it: nothing half-made is left, and
 * nothing that another program saved there meanwhile is lost.
 */
export async function withApp<Result>(workspace: string, options: { create?: boolean }, work: (open: OpenApp) => Promise<Result>): Promise<Result> {
  const now = () => new Date().toISOString();
  const files = nodeFiles();
  const isNew = !(await files.exists(workspace));
  const { store, notices } = openStore(workspace, { now, create: options.create ?? false });
  const preparer = nodePreparer();
  const fonts = loadFonts();
  let done = false;
  try {
    const app = createApp({ store, packs: createPackLibrary(), writers: createWriters(fonts), fonts, cache: openPageCache(), files, preparer, now });
    const result = await work({ app, files, notices });
    done = true;
    return result;
  } finally {
    await preparer.close();
    const leftOver = isNew && !done && store.bodies.list().length === 0;
    store.close();
    if (leftOver) await rm(workspace, { force: true });
  }
}
