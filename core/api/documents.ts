import { z } from "zod";
import type { Block, Document, FollowingPages, ImageBytes } from "../document/document.ts";
import { readImageBytes } from "../document/image-bytes.ts";
import { runPasses } from "../document/passes/passes.ts";
import { type ReadTemplate, readTemplateHtml } from "../document/read-html.ts";
import type { Written } from "../document/writer.ts";
import type { Format, Writers } from "../document/writers/writers.ts";
import { serieses } from "../domain/agenda-item.ts";
import type { Body } from "../domain/body.ts";
import { isIsoDate } from "../domain/danish-date.ts";
import type { Meeting } from "../domain/meeting.ts";
import { mayShow, type Variant, variants } from "../domain/openness.ts";
import { completedBy, type TemplatePack } from "../domain/template-pack.ts";
import { AppError, type Notice, notice } from "../errors.ts";
import { joinBytes } from "../join-bytes.ts";
import { composeAgenda } from "../packet/compose-agenda.ts";
import { label, packetTitle } from "../packet/compose-headings.ts";
import { composeDecisions } from "../packet/compose-decisions.ts";
import { composeWorkplan } from "../packet/compose-workplan.ts";
import { type DocumentKind, documentKinds } from "../packet/document-kinds.ts";
import { linkAttachments } from "../packet/link-attachments.ts";
import { composePacketFront } from "../packet/compose-packet-front.ts";
import { type MeetingPapers, type Selection, selectPapers } from "../packet/meeting-papers.ts";
import type { LoadedPack, PackLibrary } from "../packs.ts";
import type { Store } from "../store.ts";
import { operation } from "./operation.ts";
import { collectPapers, findBody, findItem, findMeeting } from "./papers.ts";

/** What the setting of documents needs from outside. */
export interface DocumentTools {
  readonly store: Store;
  readonly packs: PackLibrary;
  readonly writers: Writers;
  readonly now: () => string;
}

const common = {
  variant: z.enum(variants).default("internal"),
  format: z.string().default("pdf"),
  /** A pack other than the body's own: its id, or a folder. */
  pack: z.string().optional(),
  /** ISO instant or day that stands in the file; the moment of setting where it is not given. */
  date: z.string().optional(),
};

const meetingDocument = z.strictObject({ ...common, meeting: z.string() });
const itemDocument = z.strictObject({ ...common, meeting: z.string(), series: z.enum(serieses).default("item"), number: z.number().int() });
const planDocument = z.strictObject({ ...common, body: z.string(), year: z.number().int(), order: z.enum(["date", "loaded"]).default("date") });

export interface SetDocument extends Written {
  readonly format: Format;
}

/** Setting a paper: the model → typed view → strict template → HTML → document → writer. */
export const documentsApi = (tools: DocumentTools) => ({
  "documents.agenda": operation(meetingDocument, (input) => setMeeting(tools, "agenda", input)),
  "documents.minutes": operation(meetingDocument, (input) => setMeeting(tools, "minutes", input)),
  "documents.decisions": operation(meetingDocument, (input) => setMeeting(tools, "decisions", input)),
  "documents.extract": operation(itemDocument, (input) => setExtract(tools, input)),
  "documents.workplan": operation(planDocument, (input) => setWorkplan(tools, input)),
});

interface Common {
  readonly variant: Variant;
  readonly format: string;
  readonly pack?: string | undefined;
  readonly date?: string | undefined;
}

async function setMeeting(tools: DocumentTools, kind: "agenda" | "minutes" | "decisions", input: Common & { meeting: string }): Promise<SetDocument> {
  const meeting = findMeeting(tools.store, input.meeting);
  const papers = collectPapers(tools.store, meeting);
  return setPapers(tools, kind, papers, input);
}

async function setExtract(tools: DocumentTools, input: Common & { meeting: string; series: "item" | "notice"; number: number }): Promise<SetDocument> {
  const meeting: Meeting = findMeeting(tools.store, input.meeting);
  const item = findItem(tools.store, meeting, input.series, input.number);
  // An empty paper, or one that only says that the item is closed, is what nobody asks for.
  if (!mayShow(input.variant, item.openness)) throw new AppError("document.withheld", { series: item.series, number: item.number, openness: item.openness === "unknown" ? "unknown" : "closed" });
  const papers = collectPapers(tools.store, meeting);
  return setPapers(tools, "extract", { ...papers, items: papers.items.filter((one) => one.item.id === item.id) }, input);
}

/** A meeting's papers for one kind of reader, and the pack that they are set with. */
export interface ChosenPapers extends Selection {
  /** Before the selection: what must not be told. */
  readonly all: MeetingPapers;
  readonly pack: LoadedPack;
  /** The pack's meaning, completed by the body's own pack where it is another. */
  readonly meaning: TemplatePack;
  /** Said on every page; empty for papers that are for everybody. */
  readonly mark: string;
}

/** Selects what the readers may see. */
export function choosePapers(tools: Pick<DocumentTools, "packs">, papers: MeetingPapers, input: { readonly variant: Variant; readonly pack?: string | undefined }): ChosenPapers {
  const pack = tools.packs.load(input.pack ?? papers.body.pack);
  const meaning = input.pack === undefined ? pack.meaning : completedBy(pack.meaning, ownMeaning(tools.packs, papers.body) ?? pack.meaning);
  const selection = selectPapers(papers, input.variant, meaning);
  return { ...selection, all: papers, pack, meaning, mark: selection.sensitive ? label(meaning, "intern") : "" };
}

function setPapers(tools: DocumentTools, kind: Exclude<DocumentKind, "workplan">, papers: MeetingPapers, input: Common): Promise<SetDocument> {
  return setChosen(tools, kind, choosePapers(tools, papers, input), input);
}

/** A document of papers that were chosen. */
export async function setChosen(tools: DocumentTools, kind: Exclude<DocumentKind, "workplan">, chosen: ChosenPapers, input: Common): Promise<SetDocument> {
  const { meaning, mark } = chosen;
  const view =
    kind === "decisions"
      ? composeDecisions(chosen.papers, meaning, mark)
      : composeAgenda(chosen.papers, meaning, { label: documentKinds[kind].label, mark, withAttendance: kind === "minutes" });
  const written = await write(tools, chosen.pack, kind, view, chosen.papers.body, input);
  return { ...written, notices: [...chosen.notices, ...written.notices] };
}

/** What stands before the attachments in a packet. */
export interface PacketAgenda {
  readonly bytes: Uint8Array;
  readonly pages: number;
  /** Page in the packet, from 1, of every item (`itemAnchor`) and every attachment (`attachmentAnchor`). */
  readonly anchors: ReadonlyMap<string, number>;
  /** Title for the packet's properties. */
  readonly title: string;
  /** Of setting alone; what the selection left out is told by `choosePapers`. */
  readonly notices: readonly Notice[];
}

/**
 * The agenda of a packet as PDF: its contents list the attachments, and its lists of attachments and its texts link to
 * them by named destinations that the packet defines. `attachmentPages` has the pages of each attachment with its
 * separator sheet, by anchor in packet order.
 */
export async function setPacketAgenda(
  tools: DocumentTools,
  { papers, pack, meaning, mark }: ChosenPapers,
  { kind, attachmentPages, date }: { readonly kind: "agenda" | "supplement"; readonly attachmentPages: ReadonlyMap<string, number>; readonly date?: string | undefined },
): Promise<PacketAgenda> {
  const { following, mentions } = composePacketFront(papers, meaning, attachmentPages);
  const view = composeAgenda(papers, meaning, { label: documentKinds[kind].label, mark, withAttendance: false, anchors: new Set(following.anchors.keys()) });
  const read = readTemplateHtml(pack.render(kind, view), pack.templateFile(kind));
  const { bytes, pages, anchors, notices } = await setBlocks(tools, pack, { ...read, blocks: linkAttachments(read.blocks, mentions) }, { ...settingOf(tools, kind, view, papers.body, { format: "pdf", date }), following });
  return { bytes, pages: pages ?? 0, anchors: anchors ?? new Map(), title: packetTitle(papers, meaning), notices };
}

/** The body's own pack, or null where it was a folder that is no longer there. */
function ownMeaning(packs: PackLibrary, body: Body): TemplatePack | null {
  try {
    return packs.load(body.pack).meaning;
  } catch (error) {
    if (error instanceof AppError && error.code === "pack.missing") return null;
    throw error;
  }
}

async function setWorkplan(tools: DocumentTools, input: Common & { body: string; year: number; order: "date" | "loaded" }): Promise<SetDocument> {
  const body = findBody(tools.store, input.body);
  const entries = tools.store.plan.list(body.id, input.year);
  if (entries.length === 0) throw new AppError("plan.missing", { body: body.name, year: input.year });
  const pack = tools.packs.load(input.pack ?? body.pack);
  const sensitive = input.variant === "internal" && entries.some((entry) => entry.openness !== "open");
  const mark = sensitive ? label(pack.meaning, "intern") : "";
  return write(tools, pack, "workplan", composeWorkplan(body, entries, pack.meaning, { year: input.year, variant: input.variant, order: input.order, mark }), body, input);
}

/** View → template → document → bytes. */
async function write(tools: DocumentTools, pack: LoadedPack, kind: DocumentKind, view: { dokument: string; titel: string; mærke: string }, body: Body, input: Common): Promise<SetDocument> {
  const read = readTemplateHtml(pack.render(kind, view), pack.templateFile(kind));
  return setBlocks(tools, pack, read, settingOf(tools, kind, view, body, input));
}

function settingOf(tools: DocumentTools, kind: DocumentKind, view: { dokument: string; titel: string; mærke: string }, body: Body, input: Pick<Common, "format" | "date">): SettingOptions {
  return {
    title: view.titel,
    author: body.name,
    subject: view.dokument,
    mark: view.mærke,
    kind,
    format: formatOf(input.format, tools.writers),
    createdAt: instant(input.date ?? tools.now()),
  };
}

/** How a frame of blocks is set: its properties, whose page it takes, in which format, and as of when. */
export interface SettingOptions {
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  /** Said on every page; empty for papers that are for everybody. */
  readonly mark: string;
  readonly kind: DocumentKind;
  readonly format: Format;
  /** ISO instant. */
  readonly createdAt: string;
  /** Pages that come after it, in a packet. */
  readonly following?: FollowingPages;
}

/** Blocks and running lines → document → bytes, with the pictures out of the workspace. */
export async function setBlocks(tools: DocumentTools, pack: LoadedPack, frame: ReadTemplate, options: SettingOptions): Promise<SetDocument> {
  const { images, notices } = readImages(frame.blocks, tools.store);
  const { title, author, subject, mark, kind, format, createdAt, following } = options;
  const document: Document = runPasses({ title, author, subject, language: "da-DK", mark, setup: pack.pageSetup(kind), styles: pack.styles, ...frame, images, ...(following && { following }) });
  const written = await tools.writers[format](document, { createdAt, id: await hash(JSON.stringify([createdAt, title, mark, frame, ...(following ? [[...following.anchors], following.counted] : [])])) });
  return { ...written, format, notices: [...notices, ...written.notices] };
}

function formatOf(format: string, writers: Writers): Format {
  if (Object.hasOwn(writers, format)) return format as Format;
  throw new AppError("format.unknown", { format, known: Object.keys(writers).join(", ") });
}

/** A day or an instant as an ISO instant. */
export function instant(date: string): string {
  // Without its zone an instant would depend on the machine; and JavaScript takes 30 February for 2 March.
  const isInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(date);
  const parsed = new Date(isInstant ? date : `${date}T00:00:00Z`);
  if (!isIsoDate(isInstant ? date.slice(0, 10) : date) || Number.isNaN(parsed.getTime())) throw new AppError("option.invalid", { option: "--date", value: date, expected: "en dato som 2027-03-16" });
  return `${parsed.toISOString().slice(0, 19)}Z`;
}

export async function hash(content: string | Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", typeof content === "string" ? new TextEncoder().encode(content) : new Uint8Array(content));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// ---------------------------------------------------------------- images

/** The bytes of every picture that the blocks show. */
function readImages(blocks: readonly Block[], store: Store): { images: Map<string, ImageBytes>; notices: Notice[] } {
  const images = new Map<string, ImageBytes>();
  const notices: Notice[] = [];
  for (const source of new Set(imageSources(blocks))) {
    if (store.files.info(source) === null) continue; // The writer sets a frame and says so.
    const image = readImageBytes(joinBytes([...store.files.read(source)]));
    if (image) images.set(source, image);
    else notices.push(notice("image.unreadable", { source, reason: "hverken PNG eller JPEG" }));
  }
  return { images, notices };
}

function imageSources(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => {
    switch (block.type) {
      case "image":
        return [block.source];
      case "list":
        return block.items.flatMap((item) => imageSources(item.children));
      case "table":
        return block.rows.flatMap((row) => row.cells.flatMap((cell) => imageSources(cell.children)));
      case "quote":
      case "group":
        return imageSources(block.children);
      default:
        return [];
    }
  });
}
