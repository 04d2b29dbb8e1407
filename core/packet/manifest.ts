import type { Series } from "../domain/agenda-item.ts";
import type { Variant } from "../domain/openness.ts";
import type { Preparation } from "../domain/preparation.ts";
import type { TemplatePack } from "../domain/template-pack.ts";
import { composeSections } from "./compose-agenda.ts";
import { itemHeading } from "./compose-headings.ts";
import type { ItemPapers, MeetingPapers } from "./meeting-papers.ts";

/**
 * What a release held (release.manifest), so that a later one can be compared with it: hashes of what is printed, and
 * the names of things. Made from the papers as they were selected for its readers, so a public one knows nothing closed.
 */
export interface Manifest {
  readonly variant: Variant;
  /** In printed order. */
  readonly items: readonly ManifestItem[];
}

export interface ManifestItem {
  readonly id: number;
  readonly caseId: number;
  readonly series: Series;
  readonly number: number;
  /** Empty where only its number was printed. */
  readonly title: string;
  readonly withheld: boolean;
  /** Hash of its heading. */
  readonly print: string;
  /** Those that were printed; the list of attachments is told by the attachments. */
  readonly sections: readonly ManifestSection[];
  readonly attachments: readonly ManifestAttachment[];
}

export interface ManifestSection {
  readonly key: string;
  readonly heading: string;
  /** Hash of what is printed under the heading. */
  readonly print: string;
}

export interface ManifestAttachment {
  readonly id: number;
  readonly number: number;
  readonly title: string;
  /** Of its file; null where it had none. */
  readonly sha256: string | null;
  /** What each page shows, as hashes; empty for a slip. */
  readonly pages: readonly string[];
}

/** The manifest of selected papers; `preparations` are those of their attachments' files, by hash. */
export async function buildManifest(papers: MeetingPapers, variant: Variant, pack: TemplatePack, preparations: ReadonlyMap<string, Preparation>): Promise<Manifest> {
  return { variant, items: await Promise.all(papers.items.map((one) => itemOf(one, papers, pack, preparations))) };
}

async function itemOf(one: ItemPapers, { body }: MeetingPapers, pack: TemplatePack, preparations: ReadonlyMap<string, Preparation>): Promise<ManifestItem> {
  const { item, caseFile, attachments, withheld } = one;
  const views = withheld ? [] : composeSections(one, pack).filter((section) => section.bilagslister.length === 0);
  const heading = withheld ? "" : itemHeading(item, caseFile.title, body, pack);
  return {
    id: item.id,
    caseId: caseFile.id,
    series: item.series,
    number: item.number,
    title: caseFile.title,
    withheld,
    print: await hashOf([heading, item.ground, !withheld && item.openness === "closed"]),
    sections: await Promise.all(views.map(async (view) => ({ key: view.nøgle, heading: view.overskrift, print: await hashOf(view) }))),
    attachments: attachments.map(({ id, number, title, sha256 }) => ({ id, number, title, sha256, pages: preparations.get(sha256 ?? "")?.pages.map(({ print }) => print) ?? [] })),
  };
}

async function hashOf(content: unknown): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(JSON.stringify(content)));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
