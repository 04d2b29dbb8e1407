import { expect, test } from "vitest";
import { createWriters } from "../../../core/document/writers/writers.ts";
import { loadFonts } from "../../../platform/fonts.ts";
import { assembled, pageNumber, pagesPdf, plainDeflate, qpdfFaults, type TestPart, words } from "../../support/assembled.ts";
import { readPdf, structure, tagFaults } from "../../support/pdf-checks.ts";
import { nameOf, PdfObjects, PdfString } from "../../support/pdf-objects.ts";
import { fullSample } from "../../support/full-sample.ts";

const { bytes: agenda } = await createWriters(loadFonts()).pdf(fullSample(), { createdAt: "2027-03-16T10:00:00Z", id: "1" });
const own: TestPart = { bytes: agenda, lift: { own: true }, title: null };

/** Two tagged pages, the second with a link; roles and classes of the file's own. `change` breaks an object. */
function tagged(change: Readonly<Record<number, string>> = {}): Uint8Array {
  const [one, two] = [`${pageNumber(0)} 0 R`, `${pageNumber(1)} 0 R`];
  return pagesPdf(
    [
      { content: `/Overskrift <</MCID 0>> BDC ${words("Kapitel")} EMC /P <</MCID 1>> BDC ${words("Brød", 72, 650)} EMC`, entries: "/StructParents 7" },
      { content: `/P <</MCID 0>> BDC ${words("Side to")} EMC`, entries: "/StructParents 3/Tabs/S/Annots[107 0 R]" },
    ],
    "/MarkInfo<</Marked true>>/Lang(en-GB)/StructTreeRoot 100 0 R",
    {
      100: "<</Type/StructTreeRoot/K 101 0 R/ParentTree 106 0 R/RoleMap<</Overskrift/Kapitel/Kapitel/H1/Ring/Ring>>/ClassMap<</Tabel<</O/Layout/SpaceBefore 12>>>>/IDTree<</Names[(x)102 0 R]>>>>",
      101: `<</Type/StructElem/S/Document/P 100 0 R/K[102 0 R 103 0 R 104 0 R]>>`,
      102: `<</Type/StructElem/S/Overskrift/P 101 0 R/Pg ${one}/K 0/ID(x)/Alt(K\\346lder)/C/Tabel/R 3>>`,
      103: `<</Type/StructElem/S/P/P 101 0 R/Pg ${one}/K[1 <</Type/MCR/Pg ${two}/MCID 0>>]/A<</O/Layout/TextAlign/Justify>>>>`,
      104: `<</Type/StructElem/S/Link/P 101 0 R/K<</Type/OBJR/Pg ${two}/Obj 107 0 R>>>>`,
      106: "<</Nums[3[103 0 R]5 104 0 R 7[102 0 R 103 0 R]]>>",
      107: `<</Type/Annot/Subtype/Link/Rect[72 690 200 720]/StructParent 5/Contents(Til forsiden)/Dest[${one}/Fit]>>`,
      ...change,
    },
  );
}

const untagged = pagesPdf([{ content: words("Uden") }]);

test("the tags of the agenda and two attachments stand in one tree, and every page's content leads to its own element", async () => {
  const bytes = await assembled([own, { bytes: tagged(), stamp: "Bilag 1", title: "Bilag 1: Ådalen" }, { bytes: untagged, stamp: "Bilag 2" }, { bytes: tagged(), stamp: "Bilag 3", title: "Bilag 3" }]);
  expect(qpdfFaults(bytes)).toBe("");
  expect(tagFaults(bytes)).toEqual([]);
  const before = structure(agenda);
  const after = structure(bytes);
  expect(after.slice(0, before.length).map(({ role, depth }) => [role, depth])).toEqual(before.map(({ role, depth }) => [role, depth]));
  const attached = [["Part", 0], ["Document", 1], ["H1", 2], ["P", 2], ["Link", 2]];
  expect(after.slice(before.length).map(({ role, depth }) => [role, depth])).toEqual([...attached, ...attached]);
  const pdf = new PdfObjects(bytes);
  const parts = after.filter(({ role, depth }) => role === "Part" && depth === 0);
  expect(parts.map(({ dictionary }) => (pdf.get(dictionary, "T") as PdfString).text)).toEqual(["Bilag 1: Ådalen", "Bilag 3"]);
  expect(pdf.get(pdf.get(pdf.catalog, "MarkInfo"), "Marked")).toBe(true);
});

test("roles and classes that only a file itself knows are resolved, for the packet has no map of them", async () => {
  const bytes = await assembled([{ bytes: tagged(), title: "Bilag 1" }]);
  const pdf = new PdfObjects(bytes);
  const root = pdf.get(pdf.catalog, "StructTreeRoot");
  expect([pdf.get(root, "RoleMap"), pdf.get(root, "ClassMap")]).toEqual([null, null]);
  const heading = structure(bytes).find(({ role }) => role === "H1")?.dictionary;
  expect(pdf.get((pdf.get(heading, "A") as never[])[0], "SpaceBefore")).toBe(12);
  expect((pdf.get(heading, "Alt") as PdfString).bytes).toBe("K\xe6lder");
  expect([pdf.get(heading, "C"), pdf.get(heading, "R")]).toEqual([null, null]);
});

test("a link's element refers to the link in the packet, and the link back to it", async () => {
  const bytes = await assembled([own, { bytes: tagged(), file: "a" }, { bytes: tagged(), file: "a" }]);
  expect(qpdfFaults(bytes)).toBe("");
  expect(tagFaults(bytes)).toEqual([]);
  const pdf = new PdfObjects(bytes);
  const parents = numbers(pdf, pdf.get(pdf.get(pdf.catalog, "StructTreeRoot"), "ParentTree"));
  const links = structure(bytes).filter(({ role, dictionary }) => role === "Link" && pdf.get(pdf.get(pdf.get(dictionary, "P"), "P"), "T") instanceof PdfString);
  expect(links).toHaveLength(2);
  const targets = links.map(({ dictionary }) => (pdf.get(dictionary, "K") as never[])[0]).map((reference) => pdf.get(reference, "Obj"));
  expect(targets.map((annotation) => nameOf(pdf.get(annotation, "Subtype")))).toEqual(["Link", "Link"]);
  expect(targets[0]).not.toBe(targets[1]);
  for (const annotation of targets) {
    const element = parents.get(pdf.get(annotation, "StructParent") as number) as never;
    expect(nameOf(pdf.get(element, "S"))).toBe("Link");
    expect(pdf.get((pdf.get(element, "K") as never[])[0], "Obj")).toBe(annotation);
  }
});

/** Every way of being unsound that would be read aloud in the wrong place. */
const unsound: readonly (readonly [string, Readonly<Record<number, string>>])[] = [
  ["content that leads to another element", { 106: "<</Nums[3[103 0 R]5 104 0 R 7[103 0 R 102 0 R]]>>" }],
  ["no parent tree", { 106: "null" }],
  ["content beyond the parent tree", { 106: "<</Nums[3[103 0 R]5 104 0 R 7[102 0 R]]>>" }],
  ["an element in two places", { 101: "<</Type/StructElem/S/Document/P 100 0 R/K[102 0 R 103 0 R 103 0 R]>>" }],
  ["a ring of elements", { 104: "<</Type/StructElem/S/Link/P 101 0 R/K 101 0 R>>" }],
  ["a ring in the parent tree", { 106: "<</Kids[106 0 R]>>" }],
  ["content on a page that is not there", { 102: "<</Type/StructElem/S/P/P 101 0 R/Pg 999 0 R/K 0>>" }],
];

for (const [name, change] of unsound) {
  test(`tags that do not hold together are dropped and leave nothing behind: ${name}`, async () => {
    const bytes = await assembled([own, { bytes: tagged(change), stamp: "Bilag 1", title: "Bilag 1" }]);
    expect(qpdfFaults(bytes)).toBe("");
    expect(structure(bytes)).toHaveLength(structure(agenda).length);
    const pdf = new PdfObjects(bytes);
    for (const page of pdf.pages().slice(-2)) {
      expect(pdf.get(page, "StructParents")).toBeNull();
      for (const annotation of (pdf.get(page, "Annots") ?? []) as never[]) expect(pdf.get(annotation, "StructParent")).toBeNull();
    }
    expect(tagFaults(bytes).filter((fault) => !/has no StructParents/.test(fault))).toEqual([]);
  });
}

test("without any tags the packet does not claim to have them", async () => {
  const pdf = new PdfObjects(await assembled([{ bytes: untagged }, { bytes: tagged({ 106: "null" }) }]));
  expect([pdf.get(pdf.catalog, "StructTreeRoot"), pdf.get(pdf.catalog, "MarkInfo")]).toEqual([null, null]);
});

test("the names of elements are the agenda's own, once each and in order", async () => {
  const bytes = await assembled([own, { ...own, bytes: agenda }, { bytes: tagged() }]);
  const pdf = new PdfObjects(bytes);
  const names = (pdf.get(pdf.get(pdf.get(pdf.catalog, "StructTreeRoot"), "IDTree"), "Names") ?? []) as PdfString[];
  const keys = names.filter((_, index) => index % 2 === 0).map((key) => key.bytes);
  expect(keys).toEqual([...new Set(keys)].toSorted());
  expect(keys).not.toContain("x");
  expect(qpdfFaults(bytes)).toBe("");
});

test("a page that stands twice in a file has its tags once", async () => {
  const source = tagged({ 2: `<</Type/Pages/Count 3/Kids[${pageNumber(0)} 0 R ${pageNumber(1)} 0 R ${pageNumber(0)} 0 R]>>` });
  const bytes = await assembled([{ bytes: source, stamp: "Bilag 1", title: "Bilag 1" }]);
  expect(qpdfFaults(bytes)).toBe("");
  const pdf = new PdfObjects(bytes);
  expect(pdf.pages().map((page) => typeof pdf.get(page, "StructParents"))).toEqual(["number", "number", "object"]);
});

test("another reader finds the tags on every page that has them", async () => {
  const bytes = await assembled([own, { bytes: tagged(), stamp: "Bilag 1" }, { bytes: tagged(), stamp: "Bilag 2" }], { deflate: plainDeflate });
  expect((await readPdf(bytes)).tagged).toBe(true);
});

function numbers(pdf: PdfObjects, node: unknown, found = new Map<number, unknown>()): Map<number, unknown> {
  const nums = (pdf.get(node as never, "Nums") ?? []) as unknown[];
  for (let index = 0; index + 1 < nums.length; index += 2) found.set(nums[index] as number, nums[index + 1]);
  for (const kid of (pdf.get(node as never, "Kids") ?? []) as unknown[]) numbers(pdf, kid, found);
  return found;
}
