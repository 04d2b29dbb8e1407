import { type App, createApp } from "../core/app.ts";
import { createWriters, type Writers } from "../core/document/writers/writers.ts";
import type { Notice } from "../core/errors.ts";
import type { FilePort } from "../core/files.ts";
import type { PackLibrary } from "../core/packs.ts";
import type { Store } from "../core/store.ts";
import { openStore } from "../db/open-store.ts";
import { nodeFiles } from "../platform/files.ts";
import { loadFonts } from "../platform/fonts.ts";
import { createPackLibrary } from "../templates/load-pack.ts";

/** The application on one workspace file, wired for the command line. */
export interface OpenApp {
  readonly app: App;
  readonly store: Store;
  readonly files: FilePort;
  readonly packs: PackLibrary;
  readonly writers: Writers;
  /** What there was to say on opening the file. */
  readonly notices: readonly Notice[];
}

/** Opens the workspace, works with it, and closes it again whatever happens. */
export async function withApp<Result>(workspace: string, options: { create?: boolean }, work: (open: OpenApp) => Promise<Result>): Promise<Result> {
  const now = () => new Date().toISOString();
  const { store, notices } = openStore(workspace, { now, create: options.create ?? false });
  try {
    const files = nodeFiles();
    const packs = createPackLibrary();
    const writers = createWriters(loadFonts());
    const app = createApp({ store, packs, writers, files, now });
    return await work({ app, store, files, packs, writers, notices });
  } finally {
    store.close();
  }
}
