import { expect, test } from "vitest";
import { collectPapers } from "../../../core/api/papers.ts";
import { type AgendaItem } from "../../../core/domain/agenda-item.ts";
import type { Variant } from "../../../core/domain/openness.ts";
import type { Preparation } from "../../../core/domain/preparation.ts";
import { compareReleases } from "../../../core/packet/compare-releases.ts";
import { buildManifest, type Manifest } from "../../../core/packet/manifest.ts";
import { selectPapers } from "../../../core/packet/meeting-papers.ts";
import { selectSupplement } from "../../../core/packet/select-supplement.ts";
import type { Store } from "../../../core/store.ts";
import { createPackLibrary } from "../../../templates/load-pack.ts";
import { addItem, memoryStore, newAttachment, newDecision } from "../../db/samples.ts";

const packs = createPackLibrary();

/** A meeting of three items, the second closed; the first has an open attachment, a closed one, and one to come. */
function meeting(): { store: Store; items: AgendaItem[] } {
  const store = memoryStore();
  const section = { key: "presentation", html: "<p>Broen er slidt.</p>" };
  const items = [addItem(store, "Badebro", { sections: [section] }), addItem(store, "Lejemål på havnen", { openness: "closed", ground: "§ 10" }), addItem(store, "Ny sti")];
  const [first] = items as [AgendaItem];
  store.attachments.add(newAttachment(first.id, { number: 1, title: "Støjrapport" }));
  store.attachments.add(newAttachment(first.id, { number: 2, title: "Tilbud fra Ørnesø Entreprise", openness: "closed" }));
  store.attachments.add(newAttachment(first.id, { number: 3, title: "Tidsplan" }));
  return { store, items };
}

/** What would be issued now. */
function papersOf(store: Store, variant: Variant, pack = "region") {
  const [meeting_] = store.meetings.list();
  if (!meeting_) throw new Error("no meeting");
  const { meaning } = packs.load(pack);
  return { papers: selectPapers(collectPapers(store, meeting_), variant, meaning).papers, meaning };
}

function issue(store: Store, variant: Variant, pack?: string): Promise<Manifest> {
  const { papers, meaning } = papersOf(store, variant, pack);
  return buildManifest(papers, variant, meaning, new Map<string, Preparation>());
}

test("the pages of an attachment are those that were prepared", async () => {
  const { store, items } = meeting();
  const { sha256 } = await store.files.put([Buffer.from("rapport")], "application/pdf");
  const first = store.attachments.ofItem(items[0]?.id ?? 0)[0];
  if (first) store.attachments.update({ ...first, sha256 });
  const page = { width: 595, height: 842, ink: null, unbalanced: [0, ""] as const };
  const preparation: Preparation = { sha256, version: 1, outcome: "as-is", reasons: [], pagesIn: 2, pdf: sha256, pages: [{ ...page, print: "a" }, { ...page, print: "b" }] };
  const { papers, meaning } = papersOf(store, "internal");
  const manifest = await buildManifest(papers, "internal", meaning, new Map([[sha256, preparation]]));
  expect(manifest.items[0]?.attachments.map(({ number, sha256: file, pages }) => [number, file, pages])).toEqual([[1, sha256, ["a", "b"]], [2, null, []], [3, null, []]]);
});

test("what is told of changes is what was changed in the workspace", async () => {
  const { store, items } = meeting();
  const before = await issue(store, "internal");
  expect(compareReleases(before, await issue(store, "internal"))).toEqual([]);
  store.items.setSection(items[0]?.id ?? 0, { key: "presentation", html: "<p>Broen er faldet ned.</p>" });
  store.decisions.add(newDecision(items[2]?.id ?? 0));
  store.attachments.add(newAttachment(items[2]?.id ?? 0, { title: "Kort" }));
  const changes = compareReleases(before, await issue(store, "internal"));
  expect(changes).toMatchObject([
    { number: 1, title: "Badebro", change: "changed", sections: [expect.stringMatching(/fremstilling/i)] },
    { number: 3, title: "Ny sti", change: "changed" },
    { number: 3, attachment: 1, title: "Kort", change: "new" },
  ]);
});

test.each(["region", "kommune"])("a public manifest of the %s pack knows nothing closed", async (pack) => {
  const { store } = meeting();
  const told = JSON.stringify(await issue(store, "public", pack));
  expect(told).toContain("Badebro");
  for (const word of ["Lejemål", "Tilbud", "Ørnesø", "§ 10"]) expect(told).not.toContain(word);
});

test.each(["region", "kommune"])("what has been closed since it was issued is not named again in public (%s)", async (pack) => {
  const { store, items } = meeting();
  const before = await issue(store, "public", pack);
  store.items.update({ ...(items[0] as AgendaItem), openness: "closed" });
  const changes = compareReleases(before, await issue(store, "public", pack));
  expect(changes).toEqual([{ series: "item", number: 1, title: "", change: "gone" }]);
});

test("a supplement holds the new items, and of the others only the new attachments, with their numbers", async () => {
  const { store, items } = meeting();
  const first = await issue(store, "internal");
  expect(selectSupplement(papersOf(store, "internal").papers, first).papers.items).toEqual([]);
  addItem(store, "Hastesag");
  const { sha256 } = await store.files.put([Buffer.from("tidsplan")], "application/pdf");
  const late = store.attachments.ofItem(items[0]?.id ?? 0).find(({ number }) => number === 3);
  if (late) store.attachments.update({ ...late, sha256 });
  store.attachments.add(newAttachment(items[0]?.id ?? 0, { number: 4, title: "Ekstra notat" }));
  const { papers, issuedBefore } = selectSupplement(papersOf(store, "internal").papers, first);
  expect(papers.items.map(({ item, caseFile, attachments }) => [item.number, caseFile.title, attachments.map(({ number }) => number)])).toEqual([[1, "Badebro", [3, 4]], [4, "Hastesag", []]]);
  expect([...issuedBefore]).toEqual([items[0]?.id]);
});

test("a public supplement holds what has been opened, and nothing closed", async () => {
  const { store, items } = meeting();
  const first = await issue(store, "public", "kommune");
  store.items.update({ ...(items[1] as AgendaItem), openness: "open" });
  addItem(store, "Lukket hastesag", { openness: "closed" });
  store.attachments.add(newAttachment(items[0]?.id ?? 0, { number: 4, openness: "closed" }));
  const { papers } = selectSupplement(papersOf(store, "public", "kommune").papers, first);
  expect(papers.items.map(({ item, caseFile }) => [item.number, caseFile.title])).toEqual([[2, "Lejemål på havnen"]]);
});
