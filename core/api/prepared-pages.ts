import type { Preparation } from "../domain/preparation.ts";
import { AppError } from "../errors.ts";
import { joinBytes } from "../join-bytes.ts";
import type { PageCache } from "../page-cache.ts";
import { liftPages } from "../pdf/lift-pages.ts";
import { openSource, SourceError } from "../pdf/open-source.ts";
import type { Segment } from "../pdf/segment.ts";
import { readSegment, segmentBytes, segmentVersion } from "../pdf/segment-bytes.ts";
import type { Store } from "../store.ts";

/** Where prepared pages come from: kept from before, or out of the workspace. */
export interface PageSources {
  readonly store: Pick<Store, "files">;
  readonly cache: PageCache;
}

/**
 * The pages of a prepared file, ready for packets; null where there are none, or where its bytes cannot be read any more.
 * `keep` is given what takes time: that the pages are kept for the next packet.
 */
export async function preparedPages({ store, cache }: PageSources, { version, pdf, pages }: Preparation, keep: (kept: Promise<void>) => Promise<void> | void): Promise<Segment | null> {
  if (pdf === null) return null;
  const key = `segment ${segmentVersion} ${version} ${pdf}`;
  const kept = await cache.get(key);
  const known = kept && readSegment(kept);
  if (known && known.pages.length === pages.length) return known;
  try {
    const source = await openSource(joinBytes([...store.files.read(pdf)]));
    const lifted = liftPages(source, { unbalanced: pages.map((page) => page.unbalanced) });
    if (lifted.pages.length !== pages.length) return null;
    await keep(cache.put(key, segmentBytes(lifted)));
    return lifted;
  } catch (error) {
    if (error instanceof SourceError || (error instanceof AppError && (error.code === "workspace.damaged" || error.code === "file.missing"))) return null;
    throw error;
  }
}
