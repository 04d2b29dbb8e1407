import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { type Preparation, preparationVersion, type PreparedPage } from "../../core/domain/preparation.ts";
import type { Store } from "../../core/store.ts";
import { openStore } from "../../db/open-store.ts";
import { nodePreparer } from "../../platform/preparer/node-preparer.ts";
import { packetFiles } from "./packet-files.ts";

/** A workspace with one meeting whose attachments are made ready, and what it was made of. */
export interface PacketWorkspace {
  readonly path: string;
  readonly files: readonly string[];
  /** Bytes of the files. */
  readonly size: number;
}

const now = () => "2027-03-01T10:00:00Z";

/**
 * Made once and kept in `folder` for this version of the preparation. Preparing is work done once, when a file is
 * attached, and is measured by itself: here only the first file of each kind is prepared, and the free margins of its
 * first page are taken for all pages of its kind.
 */
export async function packetWorkspace(folder: string, pages: number, files: number): Promise<PacketWorkspace> {
  mkdirSync(folder, { recursive: true });
  const paths = await packetFiles(folder, pages, files);
  const size = paths.reduce((sum, path) => sum + statSync(path).size, 0);
  const path = join(folder, `packet-${pages}-v${preparationVersion}.forelaeg`);
  if (!existsSync(path)) {
    const half = `${path}.half`;
    rmSync(half, { force: true });
    await fill(half, paths);
    renameSync(half, path);
  }
  return { path, files: paths, size };
}

async function fill(path: string, paths: readonly string[]): Promise<void> {
  const samples = await examined([paths[0] ?? "", paths[7] ?? ""]);
  const { store } = openStore(path, { now, create: true });
  const { id: bodyId } = store.bodies.add({ name: "Udvalget for stier og broer", stampName: "Udvalget for stier og broer", genitive: "Udvalget for stier og broers", runningName: "udvalget for stier og broer", ownGenitive: "Udvalgets", abbreviation: null, printsKind: true, pack: "region" });
  const { id: meetingId } = store.meetings.add({ bodyId, date: "2027-03-16", time: "16:00", place: null, state: "draft", attendance: { present: [], absent: [], substitutes: [] } });
  // Some twenty items at a thousand pages, thirty at five thousand.
  const attachmentsOfItem = paths.length > 600 ? 28 : 15;
  let itemId = 0;
  for (const [index, file] of paths.entries()) {
    if (index % attachmentsOfItem === 0) itemId = addItem(store, meetingId, index / attachmentsOfItem + 1);
    const bytes = readFileSync(file);
    const { sha256, size } = await store.files.put([bytes], "application/pdf");
    const page = samples[index % 10 < 7 ? 0 : 1] as PreparedPage;
    const count = pagesIn(bytes);
    store.preparations.put(preparationOf(sha256, page, count));
    const number = (index % attachmentsOfItem) + 1;
    const { id } = store.attachments.add({ itemId, number, title: `Bilag om sti nummer ${index + 1}`, fileName: basename(file), mediaType: "application/pdf", sha256, size, pages: count, openness: "open" });
    store.attachments.setText(id, "");
  }
  store.close();
}

function addItem(store: Store, meetingId: number, number: number): number {
  const { id: caseId } = store.cases.add({ title: `Anlæg af sti nummer ${number}`, titleProposed: false, journalNumber: null, ownerUnit: null, signOff: [] });
  const html = "<p>Forvaltningen indstiller, at stien anlægges som vist i bilag 1, jf. bilag 2.</p>".repeat(3);
  return store.items.add({ meetingId, caseId, series: "item", number, kind: "decision", openness: "open", ground: null, sections: ["background", "recommendation", "presentation"].map((key) => ({ key, html })) }).id;
}

function preparationOf(sha256: string, page: PreparedPage, count: number): Preparation {
  return { sha256, version: preparationVersion, outcome: "as-is", reasons: [], pagesIn: count, pdf: sha256, pages: Array.from({ length: count }, (_, index) => ({ ...page, print: `${sha256} ${index}` })) };
}

async function examined(paths: readonly string[]): Promise<PreparedPage[]> {
  const preparer = nodePreparer();
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  try {
    return await Promise.all(paths.map(async (path) => {
      const { pages } = await preparer.prepare({ path, fileName: basename(path), mediaType: "application/pdf", password: null, folder });
      if (!pages[0]) throw new Error(`${path} has no pages`);
      return pages[0];
    }));
  } finally {
    await preparer.close();
    rmSync(folder, { recursive: true });
  }
}

/** The files of the bench are written plainly enough for this. */
function pagesIn(bytes: Buffer): number {
  const counts = [...bytes.toString("latin1").matchAll(/\/Count (\d+)/g)].map(([, count]) => Number(count));
  return Math.max(...counts);
}

/** Gives the first attachment another file: the same with a remark after its end, as a version that nobody has seen. */
export async function changeFirst(store: Store, remark: string): Promise<void> {
  const [item] = store.items.ofMeeting(1);
  const [first] = item ? store.attachments.ofItem(item.id) : [];
  const known = first?.sha256 ? store.preparations.get(first.sha256) : null;
  if (!first?.sha256 || !known) throw new Error("the workspace has no attachments");
  const bytes = Buffer.concat([...store.files.read(first.sha256), Buffer.from(`%${createHash("sha1").update(remark).digest("hex")}\n`)]);
  const { sha256, size } = await store.files.put([bytes], "application/pdf");
  store.preparations.put({ ...known, sha256, pdf: sha256 });
  store.attachments.update({ ...first, sha256, size });
}
