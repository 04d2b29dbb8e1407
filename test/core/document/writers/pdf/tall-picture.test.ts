import { expect, test } from "vitest";
import { createPdfWriter } from "../../../../../core/document/writers/pdf/write-pdf.ts";
import { loadFonts } from "../../../../../platform/fonts.ts";
import { drawnPicture } from "../../../../support/full-sample.ts";
import { accessibilityFaults, readPdf } from "../../../../support/pdf-checks.ts";
import { cell, paragraph, sampleDocument, sampleOptions, table } from "../../../../support/sample-document.ts";

test("a picture as tall as the page leaves room in its cell for the words around it", async () => {
  const picture = drawnPicture(600, 2400);
  const image = { type: "image", source: "tall", alt: "Søjle", width: null } as const;
  const words = Array.from({ length: 12 }, (_, number) => paragraph(`Linje ${number} efter billedet.`));
  const document = sampleDocument([paragraph("Før"), table(["Kort", "Tekst"], [[cell([paragraph("Over billedet."), image, ...words]), cell("Ved siden af")]]), paragraph("Efter")], { images: new Map([["tall", picture]]) });
  const { bytes } = await createPdfWriter(loadFonts())(document, sampleOptions);
  const pdf = await readPdf(bytes);
  const shown = pdf.pages.flatMap((page) => page.items.filter((item) => item.y > 0 && item.y < page.height).map((item) => item.text)).join(" ");
  for (const words of ["Over billedet.", "Linje 0 efter", "Linje 11 efter", "Ved siden af", "Efter"]) expect(shown).toContain(words);
  const body = pdf.pages.flatMap((page) => page.items.filter((item) => item.text.startsWith("Linje")).map((item) => Math.min(item.y, page.height - item.y)));
  expect(Math.min(...body)).toBeGreaterThan(60);
  expect(accessibilityFaults(bytes)).toEqual([]);
});
