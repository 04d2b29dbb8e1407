import { type Notice, notice } from "../errors.ts";
import type { Proof } from "./proof.ts";
import { nameOf, type PdfFile } from "./raw/pdf-file.ts";
import { PdfReference, type PdfValue } from "./raw/pdf-values.ts";

/** Forms inside each other whose fonts are looked at. */
const mostDepth = 8;

/**
 * Every font that a page names is there; on our own pages (agenda, separator sheets) it is embedded too. What an
 * attachment's author did not embed cannot be embedded here.
 */
export function checkFonts({ file, pages, plan }: Proof): Notice[] {
  const findings: Notice[] = [];
  const seen = new Set<number>();
  pages.forEach(({ resources }, index) => {
    const kind = plan?.roles[index]?.kind;
    const own = kind === "agenda" || kind === "sheet";
    const visit = (holder: PdfValue, depth: number): void => {
      for (const [name, font] of file.dictionary(file.get(holder, "Font"))?.entries ?? []) {
        if (!isNew(font, seen)) continue;
        if (nameOf(file.get(font, "Subtype")) === "") findings.push(notice("proof.font-missing", { page: index + 1, font: name }));
        else if (own && !isEmbedded(file, font)) findings.push(notice("proof.font-not-embedded", { page: index + 1, font: nameOf(file.get(font, "BaseFont")) || name }));
      }
      if (depth >= mostDepth) return;
      for (const form of file.dictionary(file.get(holder, "XObject"))?.entries.values() ?? []) {
        if (isNew(form, seen) && nameOf(file.get(form, "Subtype")) === "Form") visit(file.get(form, "Resources"), depth + 1);
      }
    };
    if (isNew(resources, seen)) visit(resources, 0);
  });
  return findings;
}

/** Whether the font's program is in the file; Type 3 fonts are drawn by the file itself. */
export function isEmbedded(file: PdfFile, font: PdfValue): boolean {
  const subtype = nameOf(file.get(font, "Subtype"));
  if (subtype === "Type3") return true;
  const holder = subtype === "Type0" ? file.resolve(file.array(file.get(font, "DescendantFonts"))[0]) : font;
  const descriptor = file.get(holder, "FontDescriptor");
  return ["FontFile", "FontFile2", "FontFile3"].some((key) => file.get(descriptor, key) !== null);
}

/** An object that is shared is looked at once. */
function isNew(value: PdfValue, seen: Set<number>): boolean {
  if (!(value instanceof PdfReference)) return true;
  if (seen.has(value.number)) return false;
  seen.add(value.number);
  return true;
}
