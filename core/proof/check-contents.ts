import { type Notice, notice } from "../errors.ts";
import { stopIfCancelled, type Watch } from "../watch.ts";
import { type OutlineEntry, readOutline } from "./check-outline.ts";
import { squeeze } from "./packet-plan.ts";
import type { Proof } from "./proof.ts";
import { PdfReference } from "./raw/pdf-values.ts";

/** Pages looked at for contents where no receipt tells how many are the agenda's. */
const likelyAgenda = 40;

/**
 * The agenda's own pages: what the contents prints = where its link leads = where the outline leads; the items' headings
 * stand on the pages that the outline gives them; no page bears an attachment's stamp; and the tags are there.
 */
export async function checkContents(proof: Proof, watch: Watch): Promise<Notice[]> {
  const { pdf, pages, receipt, plan } = proof;
  const count = Math.min(receipt?.agendaPages ?? likelyAgenda, pages.length);
  const { entries: outline } = await readOutline(proof);
  const findings: Notice[] = [];
  const stamps = [...new Set((receipt?.files ?? []).flatMap(stampBeginnings))];
  let tagged = false;
  for (let number = 1; number <= count; number += 1) {
    stopIfCancelled(watch.signal);
    const page = await readAgendaPage(pdf, number);
    if (page === null) continue;
    tagged ||= page.tagged;
    const text = squeeze(page.text);
    if (stamps.some((stamp) => text.includes(stamp))) findings.push(notice("proof.stamp-astray", { page: number }));
    for (const row of page.rows) findings.push(...checkRow(proof, row, outline));
    const withoutRows = page.rows.reduce((rest, row) => rest.replace(bare(row.text), " "), bare(page.text));
    for (const { title } of outline.filter((entry) => receipt !== null && entry.page === number)) {
      if (!withoutRows.includes(bare(title))) findings.push(notice("proof.heading-astray", { title, page: number }));
    }
  }
  // An item's own entry leads to the agenda, its attachments' to theirs.
  for (const { title, page } of outline) if (page !== null && plan?.roles[page - 1]?.kind === "attachment") findings.push(notice("proof.heading-astray", { title, page }));
  if (!tagged && receipt !== null && count > 0) findings.push(notice("proof.tags-missing"));
  return findings;
}

/** A line of the contents. */
interface ContentsRow {
  readonly text: string;
  /** Number of the object that is its link, or null. */
  readonly link: number | null;
}

function checkRow({ file, places }: Proof, row: ContentsRow, outline: readonly OutlineEntry[]): Notice[] {
  const printed = /(\d+)\s*$/.exec(row.text);
  if (printed === null) return [];
  const title = row.text.slice(0, printed.index).replace(/[\s.…]+$/u, "").trim();
  const shown = Number(printed[1]);
  if (row.link === null) return [notice("proof.contents-unlinked", { title })];
  const link = new PdfReference(row.link);
  const target = places.ofValue(file.get(link, "Dest") ?? file.get(file.get(link, "A"), "D"));
  // A dead link is told with the links.
  if (target === null) return [];
  if (target !== shown) return [notice("proof.contents-wrong", { title, printed: shown, target })];
  const entry = outline.find((one) => bare(one.title) === bare(title));
  return entry === undefined || entry.page === null || entry.page === shown ? [] : [notice("proof.contents-wrong", { title, printed: shown, target: entry.page })];
}

interface AgendaPage {
  readonly text: string;
  readonly rows: readonly ContentsRow[];
  readonly tagged: boolean;
}

interface StructNode {
  readonly role?: string;
  readonly children?: readonly StructNode[];
  readonly type?: string;
  readonly id?: string;
}

/** What pdf.js makes of a page: its text, and the rows of contents by its tags (TOCI). */
async function readAgendaPage(pdf: Proof["pdf"], number: number): Promise<AgendaPage | null> {
  try {
    const page = await pdf.getPage(number);
    const tree = (await page.getStructTree()) as StructNode | null;
    const { items } = await page.getTextContent({ includeMarkedContent: true });
    page.cleanup();
    const marked = new Map<string, string>();
    const open: string[] = [];
    let text = "";
    for (const item of items) {
      if ("str" in item) {
        const piece = item.str + (item.hasEOL ? "\n" : "");
        text += piece;
        for (const id of open) marked.set(id, (marked.get(id) ?? "") + piece);
      } else if (item.type === "endMarkedContent") open.pop();
      else open.push(item.id ?? "");
    }
    return { text, rows: tree === null ? [] : rowsOf(tree, marked), tagged: tree !== null };
  } catch {
    return null;
  }
}

function rowsOf(node: StructNode, marked: ReadonlyMap<string, string>): ContentsRow[] {
  if (node.role !== "TOCI") return (node.children ?? []).flatMap((child) => rowsOf(child, marked));
  const leaves: StructNode[] = [];
  const gather = (one: StructNode): void => (one.children === undefined ? void leaves.push(one) : one.children.forEach(gather));
  gather(node);
  const link = leaves.find(({ type }) => type === "annotation")?.id;
  const number = /(\d+)R$/.exec(link ?? "")?.[1];
  return [{ text: leaves.map(({ id }) => marked.get(id ?? "") ?? "").join(" "), link: number === undefined ? null : Number(number) }];
}

/** What a file's stamps begin with before the number of the side; too short a beginning could be anything. */
function stampBeginnings({ stamp }: { readonly stamp: readonly string[] }): string[] {
  const beginning = squeeze(stamp.join("").split("{side}")[0] ?? "");
  return beginning.length >= 12 && stamp.some((line) => line.includes("{side}")) ? [beginning] : [];
}

/** Letters and digits alone, for titles that may be broken, hyphenated, and set in capitals. */
function bare(text: string): string {
  return text.normalize("NFKC").toLocaleLowerCase("da").replace(/[^\p{L}\p{N}]+/gu, "");
}
