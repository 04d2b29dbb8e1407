import type { PDFDocumentProxy } from "pdfjs-dist";
import { AppError, type Notice, notice } from "../errors.ts";
import type { Receipt } from "../packet/receipt.ts";
import { stopIfCancelled, unwatched, type Watch } from "../watch.ts";
import { checkContents } from "./check-contents.ts";
import { checkFonts, isEmbedded } from "./check-fonts.ts";
import { checkLinks } from "./check-links.ts";
import { checkOutline } from "./check-outline.ts";
import { checkStamp } from "./check-stamps.ts";
import { breathe, withPdfjs } from "./open-with-pdfjs.ts";
import { planPacket, squeeze, stampLines } from "./packet-plan.ts";
import { Places } from "./places.ts";
import type { Proof } from "./proof.ts";
import { PdfFile } from "./raw/pdf-file.ts";

/** Findings of one kind that are told one by one; the rest are counted. */
const mostOfOneKind = 20;

/**
 * Tests the promises of a finished packet on the file itself, with readers that had no part in writing it: every
 * page's label, every attachment page's stamp, outline, contents, links, destinations, fonts, page counts, language and
 * title. Without a receipt what only it can tell (which stamp a page must bear) is not tested, and that is said.
 * Returns what was found; an empty list is a sound packet. Throws `cancelled` where it is stopped.
 */
export async function verifyPacket(bytes: Uint8Array, receipt: Receipt | null, watch: Watch = unwatched): Promise<Notice[]> {
  try {
    return await verify(bytes, receipt, watch);
  } catch (error) {
    if (!(error instanceof AppError)) return [notice("proof.unreadable", { why: "no-pdf" })]; // pdf.js gave up
    if (error.code !== "proof.unreadable") throw error;
    return [notice("proof.unreadable", { why: "endless" })];
  }
}

async function verify(bytes: Uint8Array, receipt: Receipt | null, watch: Watch): Promise<Notice[]> {
  const file = new PdfFile(bytes);
  if (file.encrypted) return [notice("proof.unreadable", { why: "encrypted" })];
  const pages = file.pages();
  if (pages.length === 0) return [notice("proof.unreadable", { why: file.objectNumbers.length === 0 ? "no-pdf" : "no-pages" })];
  const findings = await withPdfjs(bytes, async (pdf) => {
    const proof: Proof = { file, pages, pdf, receipt, plan: receipt === null ? null : planPacket(receipt, pages.length), places: await Places.of(file, pages, pdf), shelf: new Map() };
    return [
      ...checkFile(proof), ...checkCounts(proof), ...(await checkLabels(proof)), ...(await checkStamps(proof, watch)), ...(await checkOutline(proof)),
      ...(await checkContents(proof, watch)), ...checkLinks(proof), ...checkFonts(proof), ...(await checkMetadata(proof)),
    ];
  });
  return findings === null ? [notice("proof.unreadable", { why: "no-pdf" })] : shortened(findings);
}

function checkFile({ file, receipt }: Proof): Notice[] {
  return [
    ...(file.sound ? [] : [notice("proof.index-damaged")]),
    ...(receipt === null ? [notice("proof.no-receipt")] : receipt.id === undefined || receipt.id === file.id ? [] : [notice("proof.receipt-of-another")]),
  ];
}

/** The file, the other reader and the receipt count the same pages, and every page is somebody's. */
function checkCounts({ pages, pdf, receipt, plan }: Proof): Notice[] {
  if (pdf.numPages !== pages.length) return [notice("proof.pages-differ", { said: pdf.numPages, found: pages.length })];
  if (receipt === null || plan === null) return [];
  const findings: Notice[] = [];
  if (receipt.pages !== pages.length) findings.push(notice("proof.pages-differ", { said: receipt.pages, found: pages.length }));
  for (const { title, firstPage, pagesOut } of plan.misplaced) findings.push(notice("proof.file-misplaced", { title, first: firstPage, pages: pagesOut }));
  plan.roles.forEach((role, index) => {
    if (role.kind === "unsaid") findings.push(notice("proof.page-unsaid", { page: index + 1 }));
  });
  return findings;
}

/** Page labels are the physical numbers; a file without labels has them by itself. */
async function checkLabels({ pdf }: Proof): Promise<Notice[]> {
  const labels = (await pdf.getPageLabels()) ?? [];
  return labels.flatMap((label, index) => (label === String(index + 1) ? [] : [notice("proof.label-wrong", { page: index + 1, label })]));
}

/**
 * The stamp of every attachment page, and none on the agenda's. pdf.js reads a sample of them too: it needs some
 * twenty milliseconds for a page full of text, our own reader one.
 */
async function checkStamps(proof: Proof, watch: Watch): Promise<Notice[]> {
  const { file, pages, plan, shelf } = proof;
  if (plan === null) return [];
  const findings: Notice[] = [];
  const firsts: number[] = [];
  for (const [index, page] of pages.entries()) {
    const role = plan.roles[index];
    if (index % 25 === 0) {
      stopIfCancelled(watch.signal);
      watch.progress({ step: "packet.verify", done: index, of: pages.length, what: "" });
      await breathe();
    }
    if (role?.kind !== "attachment") continue;
    const reading = checkStamp(file, page, index + 1, stampLines(role.file, role.side), shelf);
    if (reading.finding !== null) findings.push(reading.finding);
    else if (role.side === 1) firsts.push(index);
    for (const font of reading.fonts) {
      if (!isEmbedded(file, file.get(file.get(page.resources, "Font"), font))) findings.push(notice("proof.font-not-embedded", { page: index + 1, font }));
    }
  }
  return [...findings, ...(await secondWitness(proof, firsts, watch))];
}

async function secondWitness({ pdf, plan, pages }: Proof, candidates: readonly number[], watch: Watch): Promise<Notice[]> {
  const findings: Notice[] = [];
  const step = Math.max(1, Math.ceil(candidates.length / Math.max(8, pages.length / 16)));
  for (let at = 0; at < candidates.length; at += step) {
    stopIfCancelled(watch.signal);
    const index = candidates[at] as number;
    const role = plan?.roles[index];
    if (role?.kind !== "attachment") continue;
    const text = squeeze(await textOfPage(pdf, index));
    const missing = stampLines(role.file, role.side).find((line) => !text.includes(squeeze(line)));
    if (missing !== undefined && !text.includes("▯")) findings.push(notice("proof.stamp-missing", { page: index + 1, expected: missing }));
  }
  return findings;
}

async function textOfPage(pdf: PDFDocumentProxy, index: number): Promise<string> {
  try {
    const page = await pdf.getPage(index + 1);
    const { items } = await page.getTextContent();
    page.cleanup();
    return items.map((item) => ("str" in item ? item.str : "")).join("");
  } catch {
    return "";
  }
}

async function checkMetadata({ pdf }: Proof): Promise<Notice[]> {
  const { info, metadata } = await pdf.getMetadata();
  const told = info as Readonly<Record<string, unknown>>;
  const title = told["Title"] ?? (metadata as { get(name: string): unknown } | null)?.get("dc:title");
  const findings: Notice[] = [];
  if (typeof told["Language"] !== "string" || told["Language"].trim() === "") findings.push(notice("proof.language-missing"));
  if (typeof title !== "string" || title.trim() === "") findings.push(notice("proof.title-missing"));
  return findings;
}

/** The first findings of each kind, and how many more there are. */
function shortened(findings: readonly Notice[]): Notice[] {
  const told = new Map<string, number>();
  const kept = findings.filter(({ code }) => {
    told.set(code, (told.get(code) ?? 0) + 1);
    return (told.get(code) ?? 0) <= mostOfOneKind;
  });
  const more = findings.length - kept.length;
  return more === 0 ? kept : [...kept, notice("proof.more", { count: more })];
}
