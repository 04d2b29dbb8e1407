import { expect, test } from "vitest";
import { inkColumns, type Preparation, type PreparedPage } from "../../../core/domain/preparation.ts";
import type { Store } from "../../../core/store.ts";
import { memoryStore } from "../samples.ts";

const keep = async (store: Store, text: string) => (await store.files.put([Buffer.from(text)], "application/pdf")).sha256;

test("what is known of a file comes back as it was put, to the whole point", async () => {
  const store = memoryStore();
  const sha256 = await keep(store, "brev.docx");
  const pages: PreparedPage[] = [
    { width: 595.28, height: 841.89, ink: { foot: columns((column) => column * 6), head: columns(() => 200) }, unbalanced: [0, "Q\nQ\n"], print: "side-1" },
    { width: 841.89, height: 595.28, ink: null, unbalanced: [1, ""], print: "side-2" },
    { width: 10, height: 10, ink: { foot: columns(() => 0), head: columns(() => 0) }, unbalanced: [0, ""], print: "side-3" },
  ];
  const preparation: Preparation = { sha256, version: 3, outcome: "converted", reasons: ["from-office", "parts-missing"], pagesIn: 3, pdf: await keep(store, "brev.pdf"), pages };
  store.preparations.put(preparation);
  expect(store.preparations.get(sha256)).toEqual(preparation);
  expect(store.preparations.get("0".repeat(64))).toBeNull();
});

test("free space is never more than there is", async () => {
  const store = memoryStore();
  const sha256 = await keep(store, "a");
  const page = { width: 595, height: 842, ink: { foot: columns(() => 56.99), head: columns(() => 1e9) }, unbalanced: [0, ""] as const, print: "a" };
  store.preparations.put({ sha256, version: 1, outcome: "as-is", reasons: [], pagesIn: 1, pdf: sha256, pages: [page] });
  const ink = store.preparations.get(sha256)?.pages[0]?.ink;
  expect(ink?.foot).toEqual(columns(() => 56));
  expect(ink?.head).toEqual(columns(() => 254));
});

test("another version takes the place of the first, and leaves no mark in the log", async () => {
  const store = memoryStore();
  const sha256 = await keep(store, "a");
  const slip: Preparation = { sha256, version: 1, outcome: "slip", reasons: ["damaged"], pagesIn: null, pdf: null, pages: [] };
  store.preparations.put(slip);
  store.preparations.put({ ...slip, version: 2, outcome: "pictures", reasons: [], pdf: sha256 });
  expect(store.preparations.get(sha256)).toMatchObject({ version: 2, outcome: "pictures", pdf: sha256 });
  expect(store.log.list(10)).toEqual([]);
});

function columns(points: (column: number) => number): number[] {
  return Array.from({ length: inkColumns }, (_, column) => points(column));
}
