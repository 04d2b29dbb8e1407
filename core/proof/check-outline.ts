import { type Notice, notice } from "../errors.ts";
import type { ReceiptFile } from "../packet/receipt.ts";
import type { Proof } from "./proof.ts";

/** An entry of the outline with the page that it leads to. */
export interface OutlineEntry {
  readonly title: string;
  /** From 1; null where it leads nowhere, or out of the file. */
  readonly page: number | null;
  readonly children: readonly OutlineEntry[];
}

interface PdfjsEntry {
  readonly title: string;
  readonly dest: unknown;
  readonly items: readonly PdfjsEntry[];
}

/** Entries inside each other; an outline made to break a reader goes deeper. */
const mostDepth = 60;

/** The outline as pdf.js reads it, and the entries that are dead. */
export async function readOutline({ pdf, places }: Pick<Proof, "pdf" | "places">): Promise<{ readonly entries: OutlineEntry[]; readonly dead: readonly string[] }> {
  const dead: string[] = [];
  const read = (entries: readonly PdfjsEntry[], depth: number): OutlineEntry[] =>
    entries.map(({ title, dest, items }) => {
      const page = places.ofOutline(dest);
      if (dest !== null && page === null) dead.push(title);
      return { title, page, children: depth < mostDepth ? read(items, depth + 1) : [] };
    });
  const entries = read((await pdf.getOutline()) ?? [], 0);
  return { entries, dead };
}

/** The outline has item → attachment → the attachment's own outline, each on its page, and no entry is dead. */
export async function checkOutline(proof: Proof): Promise<Notice[]> {
  const { entries, dead } = await readOutline(proof);
  if (entries.length === 0) return [notice("proof.outline-none")];
  return [...dead.map((title) => notice("proof.outline-dead", { title })), ...checkAttachments(proof, entries)];
}

function checkAttachments({ receipt, plan }: Proof, items: readonly OutlineEntry[]): Notice[] {
  if (receipt === null || plan === null) return [];
  const findings: Notice[] = [];
  const itemOf = new Map<OutlineEntry, string>();
  for (const file of receipt.files) {
    const sheet = plan.roles[file.firstPage - 2]?.kind === "sheet";
    const pages = sheet ? [file.firstPage - 1, file.firstPage] : [file.firstPage];
    const key = `${file.series} ${file.item}`;
    const parent = items.find(({ children }) => children.some(({ page }) => page !== null && pages.includes(page)));
    if (parent === undefined) {
      findings.push(notice("proof.outline-missing", { title: file.title, page: file.firstPage }));
      continue;
    }
    // Attachments of two items under one entry: one of them stands under the wrong one.
    if ((itemOf.get(parent) ?? key) !== key) findings.push(notice("proof.outline-missing", { title: file.title, page: file.firstPage }));
    itemOf.set(parent, key);
    const own = parent.children.find(({ page }) => page !== null && pages.includes(page));
    findings.push(...checkOwn(own?.children ?? [], file));
  }
  return findings;
}

/** An attachment's own entries lead to its own pages. */
function checkOwn(entries: readonly OutlineEntry[], file: ReceiptFile): Notice[] {
  const last = file.firstPage + file.pagesOut - 1;
  return entries.flatMap(({ title, page, children }) => [
    ...(page !== null && (page < file.firstPage || page > last) ? [notice("proof.outline-astray", { title, page, first: file.firstPage, last })] : []),
    ...checkOwn(children, file),
  ]);
}
