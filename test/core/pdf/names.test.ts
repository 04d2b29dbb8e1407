import { expect, test } from "vitest";
import { assembled, drawn, pagesPdf, plainDeflate } from "../../support/assembled.ts";
import { hasTool, skipReason } from "../../support/shared.ts";

const square = { entries: "/Type/XObject/Subtype/Form/BBox[0 0 100 100]", stream: "0 0 100 100 re f" };

for (const name of ["Thumb", "Metadata", "AF", "OPI", "PieceInfo", "LastModified", "StructParent", "A#20B", "P"]) {
  test.skipIf(skipReason(hasTool("pdftoppm") ? null : "pdftoppm is not here"))(`a picture is shown whatever its file calls it: ${name}`, async () => {
    for (const resources of [`<</XObject<</${name} 100 0 R>>>>`, "<</XObject 101 0 R>>"]) {
      const source = pagesPdf([{ content: `q 1 0 0 1 100 400 cm /${name} Do Q`, entries: `/Resources${resources}` }], "", { 100: square, 101: `<</${name} 100 0 R>>` });
      expect(drawn(await assembled([{ bytes: source, stamp: "Bilag 1" }]), 1).ink([100, 342, 200, 442])).toBe(10_000);
    }
  });
}

test("a font's letters are shown whatever their names, and what only tells of them stays behind", async () => {
  const glyph = (stream: string) => ({ entries: "", stream });
  const source = pagesPdf(
    [{ content: "BT /T 100 Tf 100 400 Td (AB) Tj ET", entries: "/Resources<</Font<</T 100 0 R>>/Properties<</M <</Metadata 104 0 R/AF[105 0 R]>>>>>>" }],
    "",
    {
      100: "<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[1 0 0 1 0 0]/FirstChar 65/LastChar 66/Widths[1 1]/Encoding<</Differences[65/AF/Metadata]>>/CharProcs 101 0 R/Resources<<>>>>",
      101: "<</AF 102 0 R/Metadata 103 0 R>>",
      102: glyph("1 0 0 0 1 1 d1 0 0 1 1 re f"),
      103: glyph("1 0 0 0 1 1 d1 0 0 1 1 re f"),
      104: { entries: "/Type/Metadata/Subtype/XML", stream: "HEMMELIG" },
      105: "<</Type/Filespec/F(HEMMELIG)/EF<</F 106 0 R>>>>",
      106: { entries: "", stream: "HEMMELIG" },
    },
  );
  const bytes = await assembled([{ bytes: source }], { deflate: plainDeflate });
  expect(new TextDecoder("latin1").decode(bytes)).not.toContain("HEMMELIG");
  if (hasTool("pdftoppm")) expect(drawn(bytes, 1).ink([100, 342, 300, 442])).toBeGreaterThan(19_000);
});
