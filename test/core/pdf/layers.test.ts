import { expect, test } from "vitest";
import { PdfObjects } from "../../support/pdf-objects.ts";
import { assembled, drawn, linesOf, pagesPdf, qpdfFaults, words } from "../../support/assembled.ts";
import { hasTool, skipReason } from "../../support/shared.ts";

const poppler = hasTool("pdftoppm");

interface Layers {
  /** Entries of the default configuration; the groups are objects 100 and 101. */
  readonly setting: string;
  readonly groups?: readonly [string, string];
  readonly content?: string;
}

/** Two black bars, each in a layer of its own: the first high, the second low. */
function layered({ setting, groups = ["", ""], content = "" }: Layers): Uint8Array {
  const bar = (layer: string, y: number) => `/OC /${layer} BDC 72 ${y} 200 50 re f EMC`;
  return pagesPdf(
    [{ content: `${bar("A", 700)}\n${bar("B", 500)}\n${content}`, entries: "/Resources<</Font<</F 3 0 R>>/Properties<</A 100 0 R/B 101 0 R>>>>" }],
    `/OCProperties<</OCGs[100 0 R 101 0 R]/D<<${setting}>>>>`,
    { 100: `<</Type/OCG/Name(Plan)${groups[0]}>>`, 101: `<</Type/OCG/Name(Udkast)${groups[1]}>>` },
  );
}

function seen(bytes: Uint8Array, page: number): string {
  const picture = drawn(bytes, page);
  return `${picture.ink([80, 842 - 745, 260, 842 - 705]) > 1000 ? "high" : ""}${picture.ink([80, 842 - 545, 260, 842 - 505]) > 1000 ? "low" : ""}`;
}

const settings: readonly (readonly [string, string, string])[] = [
  ["/OFF[101 0 R]", "high", "hidden by name"],
  ["/BaseState/OFF/ON[101 0 R]", "low", "all hidden but one"],
  ["/BaseState/OFF", "", "all hidden"],
  ["/BaseState/ON", "highlow", "all shown"],
  ["/BaseState/Unchanged/OFF[100 0 R]", "low", "as before, but for one"],
  ["/BaseState/OFF/ON[100 0 R]/OFF[100 0 R]", "", "hidden is stronger than shown"],
];

for (const [setting, shown, name] of settings) {
  test.skipIf(skipReason(poppler ? null : "pdftoppm is not here"))(`a layer that is hidden in its file is hidden in the packet: ${name}`, async () => {
    const source = layered({ setting });
    expect(seen(source, 1)).toBe(shown);
    const bytes = await assembled([{ bytes: pagesPdf([{}]) }, { bytes: source, stamp: "Bilag 1" }]);
    expect(seen(bytes, 2)).toBe(shown);
  });
}

test.skipIf(!poppler)("two attachments with layers each keep what they hide, and a file that comes twice hides it twice", async () => {
  const first = layered({ setting: "/OFF[101 0 R]" });
  const second = layered({ setting: "/BaseState/OFF/ON[101 0 R]" });
  const bytes = await assembled([{ bytes: first, file: "a", stamp: "Bilag 1" }, { bytes: second, file: "b", stamp: "Bilag 2" }, { bytes: first, file: "a", stamp: "Bilag 3" }]);
  expect(qpdfFaults(bytes)).toBe("");
  expect([1, 2, 3].map((page) => seen(bytes, page))).toEqual(["high", "low", "high"]);
});

test.skipIf(!poppler)("a layer that leads to its page is hidden in every copy of the file", async () => {
  const source = layered({ setting: "/OFF[101 0 R]", groups: ["", "/Usage<</User<</Name 10 0 R>>>>"] });
  const bytes = await assembled([{ bytes: source, file: "a" }, { bytes: source, file: "a" }]);
  expect([1, 2].map((page) => seen(bytes, page))).toEqual(["high", "high"]);
});

test("the order, the locks, the rules of use and what excludes each other come along with the layers", async () => {
  const setting = "/Order[(Kort)[100 0 R 101 0 R]]/Locked[100 0 R]/RBGroups[[100 0 R 101 0 R]]/AS[<</Event/Print/Category[/Print]/OCGs[101 0 R]>>]";
  const source = layered({ setting, groups: ["", "/Usage<</Print<</PrintState/OFF>>>>"] });
  const bytes = await assembled([{ bytes: source }, { bytes: source }]);
  const pdf = new PdfObjects(bytes);
  const properties = pdf.get(pdf.catalog, "OCProperties");
  const groups = pdf.get(properties, "OCGs") as { number: number }[];
  expect(new Set(groups.map(({ number }) => number)).size).toBe(4);
  const ref = (index: number) => ({ number: groups[index]?.number });
  const set = pdf.get(properties, "D");
  expect(pdf.get(set, "Locked")).toMatchObject([ref(0), ref(2)]);
  expect(pdf.get(set, "RBGroups")).toMatchObject([[ref(0), ref(1)], [ref(2), ref(3)]]);
  expect(pdf.get(set, "Order")).toMatchObject([{ bytes: "Kort" }, [ref(0), ref(1)], { bytes: "Kort" }, [ref(2), ref(3)]]);
  const uses = pdf.get(set, "AS") as unknown[];
  expect(uses.map((use) => pdf.get(use as never, "OCGs"))).toMatchObject([[ref(1)], [ref(3)]]);
});

test.skipIf(!poppler)("content that leaves a hidden layer open does not hide the stamp with it", async () => {
  const source = layered({ setting: "/OFF[101 0 R]", content: `${words("Skjult", 72, 300)} /OC /B BDC q 0.1 0 0 0.1 300 300 cm BT` });
  const bytes = await assembled([{ bytes: source, stamp: "Bilag 1 - Side -1 af 1" }]);
  expect(linesOf(bytes, 1)).toContain("Bilag 1 - Side -1 af 1");
  expect(drawn(bytes, 1).ink([0, 770, 595, 842])).toBeGreaterThan(100);
});

test.skipIf(!poppler)("layers that a file does not list are shown, as they are in it, also beside a file that hides some", async () => {
  const unlisted = pagesPdf(
    [{ content: "/OC /A BDC 72 700 200 50 re f EMC /OC /B BDC 72 500 200 50 re f EMC", entries: "/Resources<</Font<</F 3 0 R>>/Properties<</A 100 0 R/B 101 0 R>>>>" }],
    "",
    { 100: "<</Type/OCG/Name(Plan)>>", 101: "<</Type/OCMD/OCGs[102 0 R]>>", 102: "<</Type/OCG/Name(Udkast)>>" },
  );
  expect(seen(unlisted, 1)).toBe("highlow");
  const bytes = await assembled([{ bytes: layered({ setting: "/OFF[101 0 R]" }), stamp: "Bilag 1" }, { bytes: unlisted, stamp: "Bilag 2" }]);
  expect([1, 2].map((page) => seen(bytes, page))).toEqual(["high", "highlow"]);
});

test("of more layers than can be kept none is left out, for it would show: such a file goes another way", async () => {
  const many = Array.from({ length: 5001 }, (_, index) => `${1000 + index} 0 R`).join(" ");
  const file = pagesPdf([{}], `/OCProperties<</OCGs[${many}]/D<</OFF[${many}]>>>>`, {});
  await expect(assembled([{ bytes: file }])).rejects.toMatchObject({ trouble: "damaged" });
});
