import type { Store } from "../../core/store.ts";
import { preparationVersion } from "../../core/domain/preparation.ts";
import { freeInk } from "./assembled.ts";
import { chanceFrom, type RandomMeeting } from "./random-meeting.ts";
import { rawPdf } from "./raw-pdf.ts";

/**
 * Gives most attachments of a stored meeting a file whose pages say the attachment's words, as if it had been attached:
 * the same seed gives the same files.
 */
export async function storeFiles(store: Store, { papers, texts }: RandomMeeting, seed: number): Promise<void> {
  const chance = chanceFrom(seed ^ 0x5f3759df);
  for (const attachment of papers.items.flatMap(({ attachments }) => attachments)) {
    if (chance() < 0.1) continue;
    const pages = pagesOf(texts.get(attachment.id) ?? "");
    const bytes = textPdf(pages);
    const { sha256, size } = await store.files.put([bytes], "application/pdf");
    const free = chance() < 0.5;
    store.preparations.put({
      sha256, version: preparationVersion, outcome: "as-is", reasons: [], pagesIn: pages.length, pdf: sha256,
      pages: pages.map((_, index) => ({ width: 595, height: 842, ink: free ? freeInk : null, unbalanced: [0, ""], print: `${sha256} ${index}` })),
    });
    store.attachments.update({ ...attachment, sha256, size, pages: pages.length });
  }
}

/** A page for each paragraph, in lines of some 80 letters. */
function pagesOf(text: string): string[][] {
  return text.split("\n").map((paragraph) => paragraph.match(/.{1,80}(?: |$)/g) ?? [paragraph]);
}

/** Pages of lines in Helvetica; letters beyond Latin-1 are not there. */
export function textPdf(pages: readonly (readonly string[])[]): Uint8Array {
  const escaped = (line: string) => line.replace(/[\\()]/g, "\\$&");
  return rawPdf([
    "<</Type/Catalog/Pages 2 0 R>>",
    `<</Type/Pages/Count ${pages.length}/Kids[${pages.map((_, index) => `${4 + 2 * index} 0 R`).join(" ")}]/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>>>`,
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ...pages.flatMap((lines, index) => [
      `<</Type/Page/Parent 2 0 R/Contents ${5 + 2 * index} 0 R>>`,
      { entries: "", stream: `BT /F 11 Tf 14 TL 72 760 Td ${lines.map((line) => `(${escaped(line)}) Tj T*`).join(" ")} ET` },
    ]),
  ]);
}
