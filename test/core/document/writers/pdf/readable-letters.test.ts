import { expect, test } from "vitest";
import { createPdfWriter } from "../../../../../core/document/writers/pdf/write-pdf.ts";
import { readPdfText } from "../../../../../core/intake/read-pdf-text.ts";
import { loadFonts } from "../../../../../platform/fonts.ts";
import { heading1, paragraph, sampleDocument, sampleOptions, strong, text } from "../../../../support/sample-document.ts";

test("a letter that came first as a part of another (A in Å) is still that letter to readers and search", async () => {
  const document = sampleDocument([heading1("a", "ÅRSMØDE, ÆNDRING OG ÖSTRA"), paragraph("Åbent møde"), paragraph(strong(text("Åse, ABE, OST og ærø: A B O a o é e ü u")))]);
  const { bytes } = await createPdfWriter(loadFonts())(document, sampleOptions);
  const read = await readPdfText(bytes);
  for (const words of ["ÅRSMØDE, ÆNDRING OG ÖSTRA", "Åbent møde", "Åse, ABE, OST og ærø: A B O a o é e ü u"]) expect(read.text).toContain(words);
});
