import { expect, test } from "vitest";
import { hasTool, runOverPdf } from "../../../support/pdf-checks.ts";
import { placeStamp } from "../../../../core/packet/stamp/place-stamp.ts";
import { facesFor, geometryOf, pattern, pdfOf } from "./sample-pages.ts";

const geometry = geometryOf({ rotate: 0, crop: "zero", userUnit: 1, size: "a4" });
const ink = { foot: Array.from({ length: 32 }, () => 200), head: Array.from({ length: 32 }, () => 200) };

function stampedWith(lines: readonly string[]): { readonly pdf: Uint8Array; readonly faces: ReturnType<typeof facesFor> } {
  const faces = facesFor(lines);
  const stamp = placeStamp({ geometry, ink, lines, pattern, faces });
  return { pdf: pdfOf([{ geometry, content: "", stamp }], faces), faces };
}

const poppler = hasTool("pdftotext", "-v");

test.skipIf(!poppler)("letters, ligatures and signs are read as they were written", () => {
  const lines = ["Afficeret af flytning: Ærø, Åbenrå, Østerbro, fjord, kaffe", "Łódź – Αθήνα – Москва", "Fra ≥5% → «7½ €»"];
  const { pdf, faces } = stampedWith(lines);
  expect(runOverPdf(pdf, "pdftotext", ["{}", "-"]).output.trim().split("\n").filter((line) => line !== "")).toEqual(lines);
  expect(faces.notices).toEqual([]);
});

test.skipIf(!poppler)("a letter that the first face lacks comes from a fallback; one that none has is ▯, and is told", () => {
  const { pdf, faces } = stampedWith(["Kælder ☎ 漢 ∮"]);
  expect(runOverPdf(pdf, "pdftotext", ["{}", "-"]).output.trim()).toBe("Kælder ☎ ▯ ∮");
  expect(faces.notices).toMatchObject([{ code: "glyph.missing", facts: { character: "漢", codePoint: "U+6F22" } }]);
  expect(faces.objectCount).toBeGreaterThan(5);
  const fonts = runOverPdf(pdf, "pdffonts", ["{}"]).output.split("\n").slice(2).filter((line) => line !== "");
  expect(fonts.length).toBe(faces.objectCount / 5);
  for (const font of fonts) expect(font).toMatch(/CID TrueType +Identity-H +yes yes yes/);
});

test.skipIf(!hasTool("qpdf"))("the file is sound", () => {
  expect(runOverPdf(stampedWith(["Bilag 1 – ☎"]).pdf, "qpdf", ["--check", "{}"]).status).toBe(0);
});

test("the same stamps give the same bytes, and a font holds no more than they show", () => {
  const [one, other] = [stampedWith(["Bilag 1 - Side -1 af 2"]).pdf, stampedWith(["Bilag 1 - Side -1 af 2"]).pdf];
  expect(Buffer.compare(one, other)).toBe(0);
  expect(one.length).toBeLessThan(8000);
});
