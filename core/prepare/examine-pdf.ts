import type { PreparationReason, PreparedPage } from "../domain/preparation.ts";
import { type Lifted, liftPages } from "../pdf/lift-pages.ts";
import { openSource, type Source, SourceError, type SourceTrouble } from "../pdf/open-source.ts";
import { decodedContent } from "../pdf/page-content.ts";
import { displayedSize } from "../pdf/page-geometry.ts";
import type { Segment } from "../pdf/segment.ts";
import { joinSegments } from "../pdf/join-segments.ts";
import { pagesWithHugeImages } from "./huge-images.ts";
import { withOpenPages } from "./open-pages.ts";
import { type Area, openReader, type Reader, type ReaderTools } from "./open-reader.ts";
import { lookAtPages, looksAlike, lookScale, type PageLook, sha256 } from "./page-look.ts";
import { picturePages } from "./picture-pages.ts";
import type { PreparedFile } from "./prepared-file.ts";

/** Which of the two readers may be used: after one of them hung or filled the memory over a file, the other one alone. */
export type ExamineMode = "both" | "first" | "second" | "pictures";

/** What the work is at: the first reader reads and lifts, the second draws, others convert. */
export type Stage = "read" | "draw" | "convert";

export interface ExamineTools extends ReaderTools {
  /** Called often: a sign of life, with what is being done. */
  readonly alive: (stage: Stage) => void;
}

/** Bytes; of larger files the result is not compared with the original where nothing speaks against it. */
const mostCompared = 40 * 1024 * 1024;

/** Pages that are compared: of a file with something suspicious, and of any other. */
const manyCompared = 100;
const fewCompared = 2;

/**
 * Finds out how a PDF's pages can come into a packet unchanged to the eye: as they are (read by @libpdf/core), with
 * torn content mended, written anew by pdf.js, or as pictures; a slip where nothing can be had. What differs from the
 * original is drawn and compared with it. Never throws over the file.
 */
export async function examinePdf({ bytes, password }: { readonly bytes: Uint8Array; readonly password: string | null }, tools: ExamineTools, mode: ExamineMode): Promise<PreparedFile> {
  tools.alive("read");
  const first = mode === "both" || mode === "first" ? await openFirst(bytes, password) : null;
  tools.alive("draw");
  const second = mode === "first" ? null : await openSecond(bytes, password, tools);
  try {
    const asksPassword = first === "password" || second === "password";
    const open = asksPassword && (first === null || typeof first === "string") ? withOpenPages(bytes) : null;
    return open ? withoutItsFiles(await examinePdf({ bytes: open, password: null }, tools, mode), open) : await examine({ bytes, password, first, second, tools, mode });
  } finally {
    if (second && typeof second !== "string") await second.reader.close();
  }
}

/** Only the files inside were encrypted; they are not taken along. */
function withoutItsFiles(found: PreparedFile, open: Uint8Array): PreparedFile {
  if (found.outcome === "slip") return found;
  return { ...found, outcome: found.outcome === "as-is" ? "repaired" : found.outcome, reasons: ["parts-missing", ...found.reasons.filter((reason) => reason !== "parts-missing")], made: found.made ?? open };
}

interface FirstReading {
  readonly source: Source;
  /** Null where something of the pages would be lost. */
  readonly lifted: Lifted | null;
  /** Nothing of the file had to be passed over or mended. */
  readonly sure: boolean;
  readonly unlocked: boolean;
}

interface Examination {
  readonly bytes: Uint8Array;
  readonly password: string | null;
  readonly first: FirstReading | SourceTrouble | null;
  readonly second: { readonly reader: Reader; readonly unlocked: boolean } | "password" | "broken" | null;
  readonly tools: ExamineTools;
  readonly mode: ExamineMode;
}

async function examine({ bytes, password, first, second, tools, mode }: Examination): Promise<PreparedFile> {
  const opened = first && typeof first !== "string" ? first : null;
  const seen = second && typeof second !== "string" ? second : null;
  if (!opened && !seen) return slip(slipReason(first, second, password), null);

  const suspicious = !opened || opened.source.rebuilt || opened.source.appearanceMissing || opened.source.dynamicForm || !opened.sure;
  const looks = seen ? await lookAtPages(seen.reader, tools, suspicious ? manyCompared : fewCompared, () => tools.alive("draw")) : [];
  if (opened?.source.dynamicForm && isPlaceholder(looks)) return slip("dynamic-form", opened.source.pages.length);

  const view: View = {
    looks,
    tools,
    password,
    unlocked: opened?.unlocked || seen?.unlocked ? ["unlocked"] : [],
    notes: opened ? notesOf(opened.source) : [],
  };
  const reader = seen && looks.length > 0 ? seen.reader : null;
  const formFirst = opened?.source.appearanceMissing === true;
  return (
    (reader && formFirst ? await filled(reader, view) : null) ??
    (opened && (await asItIs(opened, view, { comparing: suspicious || bytes.length <= mostCompared, looking: mode !== "first" }))) ??
    (reader && !formFirst && mode !== "pictures" ? await filled(reader, view) : null) ??
    (reader && mode !== "pictures" ? await rewritten(reader, view) : null) ??
    (reader && (await pictured(reader, view))) ??
    slip(first === "no-pages" || seen?.reader.pageCount === 0 ? "no-pages" : "damaged", opened?.source.pages.length ?? null)
  );
}

/** What was seen of the original, and what is said of whatever is made of it. */
interface View {
  readonly looks: readonly PageLook[];
  readonly tools: ExamineTools;
  readonly password: string | null;
  readonly unlocked: readonly PreparationReason[];
  readonly notes: readonly PreparationReason[];
}

// ---------------------------------------------------------------- the two readers

/** An empty password is tried before the given one: a file that needs none is not changed. */
async function openFirst(bytes: Uint8Array, password: string | null): Promise<FirstReading | SourceTrouble> {
  const free = await liftFirst(bytes);
  if (typeof free !== "string") return { ...free, unlocked: false };
  if (free !== "password" || password === null) return free;
  const opened = await liftFirst(bytes, password);
  return typeof opened === "string" ? opened : { ...opened, unlocked: true };
}

/** Tried without indulgence first: the parser passes over what it cannot read of an object, and does not tell. */
async function liftFirst(bytes: Uint8Array, password?: string): Promise<Omit<FirstReading, "unlocked"> | SourceTrouble> {
  const strictly = await lift(bytes, password, true);
  const enough = strictly === "password" || (typeof strictly !== "string" && strictly.lifted);
  return enough ? strictly : lift(bytes, password, false);
}

async function lift(bytes: Uint8Array, password: string | undefined, strict: boolean): Promise<Omit<FirstReading, "unlocked"> | SourceTrouble> {
  try {
    const source = await openSource(bytes, password, { strict });
    try {
      const lifted = liftPages(source, { mend: true });
      return { source, lifted, sure: strict && !lifted.mended };
    } catch {
      return { source, lifted: null, sure: false };
    }
  } catch (error) {
    return error instanceof SourceError ? error.trouble : "damaged";
  }
}

async function openSecond(bytes: Uint8Array, password: string | null, tools: ExamineTools): Promise<Exclude<Examination["second"], null>> {
  const free = await openReader(bytes, null, tools);
  if (typeof free !== "string") return { reader: free, unlocked: false };
  if (free !== "password" || password === null) return free;
  const reader = await openReader(bytes, password, tools);
  return typeof reader === "string" ? reader : { reader, unlocked: true };
}

function slipReason(first: Examination["first"], second: Examination["second"], password: string | null): PreparationReason {
  if (first === "password" || second === "password") return password === null ? "password" : "wrong-password";
  return first === "no-pages" ? "no-pages" : "damaged";
}

// ---------------------------------------------------------------- the ways, best first

/** The pages as the first reader has them. */
async function asItIs({ source, lifted, unlocked }: FirstReading, view: View, { comparing, looking }: { readonly comparing: boolean; readonly looking: boolean }): Promise<PreparedFile | null> {
  const { looks, tools } = view;
  tools.alive("read");
  if (!lifted || source.pages.length < looks.length) return null;
  const { mended } = lifted;
  const same = lifted.pages.length === looks.length;
  const single = mended || unlocked || (looking && (comparing || !same)) ? joinSegments([lifted]) : null;
  if (single && same && !(await showsTheSame(single, looks, tools))) return null;
  // What the second reader cannot open, or has fewer pages of, is looked at as it will come into the packet.
  const seen = single && !same && looking ? await lookAtMade(single, tools) : looks;
  const reasons: PreparationReason[] = [...view.unlocked, ...(source.rebuilt ? ["index-rebuilt" as const] : []), ...(mended ? ["content-mended" as const] : [])];
  return {
    outcome: reasons.length > 0 ? "repaired" : "as-is",
    reasons: [...reasons, ...tagNotes(lifted), ...view.notes],
    pagesIn: lifted.pages.length,
    pages: await preparedPages(lifted, seen, source),
    text: textOf(seen),
    made: mended || unlocked ? single : null,
  };
}

async function rewritten(reader: Reader, view: View): Promise<PreparedFile | null> {
  view.tools.alive("draw");
  const pdf = reader.hidesLayers ? null : await reader.rewrite();
  return pdf && fromRewritten(pdf, [], view);
}

/** With what fields hold drawn in them, as most readers would; null where there is nothing to draw. */
async function filled(reader: Reader, view: View): Promise<PreparedFile | null> {
  view.tools.alive("draw");
  const form = reader.hidesLayers ? null : await reader.rewriteFilled();
  return form && fromRewritten(form.pdf, form.fields, view);
}

/** Written anew by the second reader. It forgets layers, so a file that hides some must not come here. */
async function fromRewritten(pdf: Uint8Array, fields: readonly (readonly Area[])[], { looks, tools, password, unlocked, notes }: View): Promise<PreparedFile | null> {
  try {
    tools.alive("read");
    const opened = await openFirst(pdf, password);
    if (typeof opened === "string") return null;
    const { source } = opened;
    if (source.pages.length !== looks.length) return null;
    const lifted = liftPages(source);
    const single = joinSegments([lifted]);
    if (!(await showsTheSame(single, looks, tools, fields))) return null;
    return {
      outcome: "repaired",
      reasons: [...unlocked, "rewritten", ...tagNotes(lifted), ...notes],
      pagesIn: looks.length,
      pages: await preparedPages(lifted, fields.length > 0 ? await lookAtMade(single, tools) : looks, source),
      text: textOf(looks),
      // Written anew, a file is still encrypted.
      made: source.encrypted ? single : pdf,
    };
  } catch {
    return null;
  }
}

async function pictured(reader: Reader, { looks, tools, unlocked, notes }: View): Promise<PreparedFile | null> {
  const pictures = await picturePages(reader, () => tools.alive("draw"));
  if (pictures?.pages !== looks.length) return null;
  return {
    outcome: "pictures",
    reasons: [...unlocked, "pictured", ...(pictures.empty > 0 ? ["parts-missing" as const] : []), ...notes],
    pagesIn: looks.length,
    pages: looks.map(({ width, height, ink, print }) => ({ width, height, ink, print, unbalanced: [0, ""] })),
    text: textOf(looks),
    made: pictures.pdf,
  };
}

export function slip(reason: PreparationReason, pagesIn: number | null): PreparedFile {
  return { outcome: "slip", reasons: [reason], pagesIn, pages: [], text: "", made: null };
}

// ---------------------------------------------------------------- looking and comparing

/** Whether the pages as a packet would show them look like those of which a picture was kept, outside of some areas. */
async function showsTheSame(pdf: Uint8Array, looks: readonly PageLook[], tools: ExamineTools, except: readonly (readonly Area[])[] = []): Promise<boolean> {
  if (!looks.some(({ pixels }) => pixels !== null)) return true;
  tools.alive("draw");
  const reader = await openReader(pdf, null, tools);
  if (typeof reader === "string") return false;
  try {
    for (const [index, { pixels }] of looks.entries()) {
      if (!pixels) continue;
      tools.alive("draw");
      const page = await reader.page(index + 1);
      const drawn = await page?.draw(lookScale(page), 20_000);
      page?.done();
      if (!drawn || !looksAlike(pixels, drawn, except[index])) return false;
    }
    return true;
  } finally {
    await reader.close();
  }
}

async function lookAtMade(pdf: Uint8Array, tools: ExamineTools): Promise<readonly PageLook[]> {
  const reader = await openReader(pdf, null, tools);
  if (typeof reader === "string") return [];
  try {
    return await lookAtPages(reader, tools, 0, () => tools.alive("draw"));
  } finally {
    await reader.close();
  }
}

async function preparedPages(segment: Segment, looks: readonly PageLook[], source: Source): Promise<PreparedPage[]> {
  const huge = pagesWithHugeImages(segment);
  const pages: PreparedPage[] = [];
  for (const [index, page] of segment.pages.entries()) {
    const { width, height } = displayedSize(page);
    const look = looks.length === segment.pages.length ? looks[index] : undefined;
    const drawn = look?.ink && !huge.has(index) ? look : null;
    pages.push({
      width: width * page.userUnit,
      height: height * page.userUnit,
      ink: drawn?.ink ?? null,
      unbalanced: page.unbalanced,
      // What was not drawn is told by what would draw it.
      print: drawn?.print ?? (await sha256(contentOf(source, index))),
    });
  }
  return pages;
}

function contentOf(source: Source, index: number): Uint8Array {
  const page = source.pages[index];
  return page ? decodedContent(page, source.resolve).bytes : new Uint8Array(0);
}

function tagNotes({ tagsDropped }: Lifted): PreparationReason[] {
  return tagsDropped ? ["tags-dropped"] : [];
}

function notesOf({ signed, scripted, filesInside, portfolio }: Source): PreparationReason[] {
  return [...(signed ? ["signature-void" as const] : []), ...(scripted ? ["scripts-dropped" as const] : []), ...(portfolio ? ["parts-missing" as const] : filesInside ? ["files-inside" as const] : [])];
}

/** The page that stands in for a dynamic form in readers that cannot show it: it tells to get one that can. */
function isPlaceholder(looks: readonly PageLook[]): boolean {
  const [only] = looks;
  if (looks.length !== 1 || !only) return false;
  const words = only.text.trim();
  return words.length < 2000 && (words === "" || /adobe|please wait/i.test(words));
}

function textOf(looks: readonly PageLook[]): string {
  return looks.map(({ text }) => text).join("\n").normalize("NFC");
}
