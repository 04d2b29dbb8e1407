import { type Notice, notice } from "../errors.ts";
import type { Proof } from "./proof.ts";
import { nameOf, textOf } from "./raw/pdf-file.ts";
import { PdfName, PdfString, type PdfValue } from "./raw/pdf-values.ts";

/** No link and no named destination is dead; names of attachments lead to their first page; each attachment is linked. */
export function checkLinks(proof: Proof): Notice[] {
  const { pages, receipt, places } = proof;
  const findings: Notice[] = [];
  const fromAgenda = new Set<number>();
  pages.forEach((page, index) => {
    for (const { target } of linksOf(proof, page.dictionary.entries.get("Annots"))) {
      const to = places.ofValue(target);
      if (to === null) findings.push(notice("proof.link-dead", { page: index + 1, target: spoken(proof, target) }));
      else if (receipt !== null && index < receipt.agendaPages) fromAgenda.add(to);
    }
  });
  return [...findings, ...checkNames(proof), ...checkReached(proof, fromAgenda)];
}

/** Links inside the file: annotations with a destination or an action that goes to one. */
function linksOf({ file }: Proof, annotations: PdfValue | undefined): { readonly target: PdfValue }[] {
  return file.array(annotations).flatMap((annotation) => {
    if (nameOf(file.get(annotation, "Subtype")) !== "Link") return [];
    const destination = file.get(annotation, "Dest");
    if (destination !== null) return [{ target: destination }];
    const action = file.get(annotation, "A");
    return nameOf(file.get(action, "S")) === "GoTo" ? [{ target: file.get(action, "D") }] : [];
  });
}

function spoken({ file }: Proof, target: PdfValue): string {
  const found = file.resolve(target);
  return found instanceof PdfString ? textOf(found) : found instanceof PdfName ? found.name : "en side, der ikke findes";
}

/** Named destinations, among them those that the packet gives its attachments: `bilag-item-3-1`. */
function checkNames({ places, receipt, plan }: Proof): Notice[] {
  const findings: Notice[] = [];
  for (const [name, page] of places.named) if (page === null) findings.push(notice("proof.destination-dead", { name }));
  for (const { series, item, attachment, firstPage } of receipt?.files ?? []) {
    const name = `bilag-${series}-${item}-${attachment}`;
    const page = places.named.get(name);
    if (page === undefined || page === null || page === firstPage) continue;
    if (plan?.roles[page - 1]?.kind === "sheet" && page === firstPage - 1) continue;
    findings.push(notice("proof.destination-wrong", { name, page, expected: firstPage }));
  }
  return findings;
}

/** Where the agenda links to its attachments at all (the pack decides that), it links to every one. */
function checkReached({ receipt, plan }: Proof, fromAgenda: ReadonlySet<number>): Notice[] {
  if (receipt === null || plan === null) return [];
  const missing = receipt.files.filter(({ firstPage }) => !fromAgenda.has(firstPage) && !(plan.roles[firstPage - 2]?.kind === "sheet" && fromAgenda.has(firstPage - 1)));
  if (missing.length === receipt.files.length) return [];
  return missing.map(({ title, firstPage }) => notice("proof.link-missing", { title, page: firstPage }));
}
