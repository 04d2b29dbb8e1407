import { type App, createApp } from "../../core/app.ts";
import { createWriters } from "../../core/document/writers/writers.ts";
import type { FilePort } from "../../core/files.ts";
import type { PageCache } from "../../core/page-cache.ts";
import type { Preparer } from "../../core/preparer.ts";
import type { Store } from "../../core/store.ts";
import { openStore } from "../../db/open-store.ts";
import { nodeFiles } from "../../platform/files.ts";
import { loadFonts } from "../../platform/fonts.ts";
import { plainPreparer } from "./plain-preparer.ts";
import { createPackLibrary } from "../../templates/load-pack.ts";

export const noCache: PageCache = { keeps: false, get: async () => null, put: async () => undefined };

/** The whole application on a workspace in memory, with files that are given as texts by their paths, before those on the disk; `changed` stands for parts of the file port. */
export function memoryApp(texts: Readonly<Record<string, string>> = {}, preparer: Preparer = plainPreparer(), changed: Partial<FilePort> = {}): { app: App; store: Store } {
  const now = () => "2027-03-16T10:00:00Z";
  const { store } = openStore(":memory:", { now, create: true });
  const disk = nodeFiles();
  const given = (path: string) => (texts[path] === undefined ? null : new TextEncoder().encode(texts[path]));
  const files: FilePort = { ...disk, read: async (path) => given(path) ?? disk.read(path), ...changed };
  const fonts = loadFonts();
  return { app: createApp({ store, packs: createPackLibrary(), writers: createWriters(fonts), fonts, cache: noCache, files, preparer, now }), store };
}
