import type { Document } from "../document/document.ts";
import { runPasses } from "../document/passes/passes.ts";
import type { FontFiles } from "../document/fonts.ts";
import { openTypefaces, type Typefaces } from "../document/writers/pdf/typefaces.ts";
import type { Variant } from "../domain/openness.ts";
import { type Preparation, preparationReasons } from "../domain/preparation.ts";
import { AppError, type Notice, notice } from "../errors.ts";
import { sayReasons } from "../messages/reasons.ts";
import { assemblePacket, type PacketAttachment, packetStamp } from "../packet/assemble-packet.ts";
import { attachmentAnchor } from "../packet/attachment-anchor.ts";
import { itemHeading } from "../packet/compose-headings.ts";
import type { Receipt, ReceiptFile } from "../packet/receipt.ts";
import { composeReceiptPage } from "../packet/receipt-page.ts";
import { composeSeparatorSheets } from "../packet/separator-sheet.ts";
import { composeSlip } from "../packet/slip/slip-page.ts";
import { closedInOpen } from "../proof/closed-in-open.ts";
import { closedTerms } from "../proof/closed-terms.ts";
import { findCpr } from "../proof/find-cpr.ts";
import { findLeaks, findLeaksInText } from "../proof/find-leaks.ts";
import { readPacketText } from "../proof/packet-text.ts";
import { liftPages } from "../pdf/lift-pages.ts";
import { openSource } from "../pdf/open-source.ts";
import type { Segment } from "../pdf/segment.ts";
import { stopIfCancelled, type Watch } from "../watch.ts";
import { type ChosenPapers, type DocumentTools, hash, instant, setPacketAgenda } from "./documents.ts";
import { preparedPages } from "./prepared-pages.ts";
import { ensureAllPrepared, type PreparationTools } from "./preparations.ts";

/** What the building of packets needs from outside. */
export interface PacketTools extends DocumentTools, PreparationTools {
  readonly fonts: FontFiles;
}

export interface ExportedPacket {
  readonly receipt: Receipt;
  readonly notices: readonly Notice[];
}

export interface PacketOrder {
  readonly kind: "agenda" | "supplement";
  readonly variant: Variant;
  readonly date?: string | undefined;
  readonly out: string;
}

/** Papers that were chosen → the packet's file and its receipt. */
export async function writePacket(tools: PacketTools, chosen: ChosenPapers, order: PacketOrder, watch: Watch): Promise<ExportedPacket> {
  const createdAt = instant(order.date ?? tools.now());
  const unreadable = new Set<string>();
  while (true) {
    const written = await tryPacket(tools, chosen, { ...order, createdAt, unreadable }, watch);
    if (!(written instanceof PartFailed)) return written;
    unreadable.add(written.pdf);
  }
}

/** A prepared file that nevertheless could not be read: the packet is begun again with a slip in its place. */
class PartFailed extends Error {
  /** Its hash; every attachment of that file gets a slip. */
  readonly pdf: string;

  constructor(pdf: string) {
    super("a part failed");
    this.pdf = pdf;
  }
}

interface Attempt extends PacketOrder {
  readonly createdAt: string;
  /** Hashes of prepared PDFs that failed in an earlier attempt. */
  readonly unreadable: ReadonlySet<string>;
}

async function tryPacket(tools: PacketTools, chosen: ChosenPapers, order: Attempt, watch: Watch): Promise<ExportedPacket | PartFailed> {
  const { createdAt } = order;
  const plan = await planPacket(tools, chosen, order, watch);
  const told = receiptOf(plan, chosen, order);
  const id = (await hash(JSON.stringify([{ ...told, packet: "" }, plan.agendaHash, chosen.mark]))).slice(0, 32);
  const receipt: Receipt = { ...told, id };
  const keeping: Promise<void>[] = [];

  watch.progress({ step: "packet.assemble", done: 0, of: plan.attachments.length, what: "" });
  const assembled = assemblePacket({
    papers: chosen.papers,
    pack: chosen.meaning,
    mark: chosen.mark,
    agenda: plan.agenda,
    attachments: plan.attachments,
    segmentOf: (one) => segmentOf(tools, plan, one, keeping),
    separatorOf: chosen.meaning.packet.separators ? (one) => separatorOf(tools, chosen, one, createdAt) : null,
    typefaces: plan.typefaces,
    title: plan.title,
    subject: order.kind === "agenda" ? "Dagsordenspakke" : "Tillægsdagsorden",
    createdAt,
    id,
    progress: (one, index) => {
      stopIfCancelled(watch.signal);
      watch.progress({ step: "packet.assemble", done: index, of: plan.attachments.length, what: one.attachment.title });
    },
  });
  try {
    const sightings = await savePacket(tools, chosen, order, receipt, assembled.chunks, watch);
    return { receipt, notices: [...chosen.notices, ...plan.notices, ...assembled.notices, ...sightings] };
  } catch (error) {
    if (error instanceof PartFailed) return error;
    throw error;
  }
}

/**
 * Writes a packet and its receipt; a public one only when nothing closed is found in it. Gives what looks like CPR
 * numbers in what becomes public. The receipt is on the disk before the packet takes its place, and follows at once:
 * whatever fails, the earlier packet keeps the receipt that is its own. A kill between the two leaves both whole, and
 * their ids tell that they are not of one packet.
 */
export async function savePacket(tools: PacketTools, chosen: ChosenPapers, { variant, out, createdAt }: { readonly variant: Variant; readonly out: string; readonly createdAt: string }, receipt: Receipt, chunks: AsyncIterable<Uint8Array>, watch: Watch): Promise<Notice[]> {
  const sightings: Notice[] = [];
  const base = out.replace(/\.pdf$/i, "");
  const { bytes: page } = await tools.writers.html(receiptPage(receipt, chosen), { createdAt, id: "0" });
  const json = new TextEncoder().encode(`${JSON.stringify(receipt, null, 2)}\n`);
  const { files } = tools;
  await files.writeAside(`${base}.receipt.html`, page, () =>
    files.writeAside(`${base}.receipt.json`, json, () =>
      files.writeAside(out, chunks, async (finished) => {
        stopIfCancelled(watch.signal);
        if (variant === "public") sightings.push(...(await refuseLeaks(tools, chosen, { receipt, page, packet: await files.read(finished) }, watch)));
      }),
    ),
  );
  return sightings;
}

// ---------------------------------------------------------------- planning

interface PacketPlan {
  readonly agenda: Segment;
  readonly agendaHash: string;
  readonly agendaPages: number;
  readonly attachments: readonly PacketAttachment[];
  /** The slips' pages, by attachment. */
  readonly slips: ReadonlyMap<number, Segment>;
  readonly title: string;
  readonly typefaces: Typefaces;
  readonly notices: readonly Notice[];
}

/** Everything whose number of pages the contents must tell: preparations, slips, and then the agenda itself. */
async function planPacket(tools: PacketTools, chosen: ChosenPapers, attempt: Attempt, watch: Watch): Promise<PacketPlan> {
  const { kind, createdAt, unreadable } = attempt;
  const listed = chosen.papers.items.flatMap((item) => item.attachments.map((attachment) => ({ item, attachment })));
  // What is closed is searched for by its words, so they must have been read.
  const read = attempt.variant === "public" ? chosen.all.items.flatMap(({ attachments }) => attachments) : listed.map(({ attachment }) => attachment);
  const preparations = await ensureAllPrepared(tools, read, watch);
  const slips = new Map<number, Segment>();
  const counted: Omit<PacketAttachment, "firstPage">[] = [];
  for (const { item, attachment } of listed) {
    const found = attachment.sha256 === null ? null : (preparations.get(attachment.sha256) ?? null);
    const preparation: Preparation | null = found?.pdf && unreadable.has(found.pdf) ? { ...found, outcome: "slip", reasons: ["damaged"], pdf: null, pages: [] } : found;
    if (preparation?.pdf) counted.push({ item, attachment, preparation, pages: preparation.pages.length });
    else {
      const slip = await setSlip(tools, chosen, { item, attachment, preparation }, attempt);
      slips.set(attachment.id, slip);
      counted.push({ item, attachment, preparation, pages: slip.pages.length });
    }
  }

  watch.progress({ step: "packet.agenda", done: 0, of: 0, what: "" });
  const sheet = chosen.meaning.packet.separators ? 1 : 0;
  const attachmentPages = new Map(counted.map(({ item: { item }, attachment, pages }) => [attachmentAnchor(item.series, item.number, attachment.number), pages + sheet]));
  const agenda = await setPacketAgenda(tools, chosen, { kind, attachmentPages, date: createdAt });
  let next = agenda.pages + 1;
  const attachments = counted.map((one): PacketAttachment => {
    const firstPage = next + sheet;
    next = firstPage + one.pages;
    return { ...one, firstPage };
  });
  return {
    agenda: await ownSegment(agenda.bytes),
    agendaHash: await hash(agenda.bytes),
    agendaPages: agenda.pages,
    attachments,
    slips,
    title: agenda.title,
    typefaces: openTypefaces(tools.fonts),
    notices: agenda.notices,
  };
}

/** The pages of one of our own papers. */
export async function ownSegment(bytes: Uint8Array): Promise<Segment> {
  return liftPages(await openSource(bytes), { own: true });
}

async function setOwn(tools: PacketTools, document: Document, createdAt: string): Promise<Segment> {
  const { bytes } = await tools.writers.pdf(document, { createdAt, id: await hash(JSON.stringify([createdAt, document.title, document.blocks])) });
  return ownSegment(bytes);
}

function setSlip(tools: PacketTools, { papers, meaning }: ChosenPapers, { item, attachment, preparation }: Pick<PacketAttachment, "item" | "attachment" | "preparation">, { variant, createdAt }: Attempt): Promise<Segment> {
  const heading = `${item.item.number}. ${itemHeading(item.item, item.caseFile.title, papers.body, meaning)}`;
  const slip = composeSlip({ itemHeading: heading, attachmentNumber: attachment.number, title: attachment.title, fileName: attachment.fileName, reason: slipReason(preparation), variant });
  return setOwn(tools, runPasses(slip), createdAt);
}

function slipReason(preparation: Preparation | null): Preparation["reasons"][number] {
  return preparation === null ? "no-file" : (preparation.reasons[0] ?? "damaged");
}

function separatorOf(tools: PacketTools, { papers, pack, meaning, mark }: ChosenPapers, { item, attachment, pages }: PacketAttachment, createdAt: string): Promise<Segment> {
  return setOwn(tools, composeSeparatorSheets(papers, meaning, { setup: pack.pageSetup("agenda"), styles: pack.styles }, [{ item, attachment, pages }], mark), createdAt);
}

/** Files on their way into the cache. */
const mostKeeping = 4;

/** The prepared pages of an attachment, or the slip in their place. */
async function segmentOf(tools: PacketTools, { slips }: PacketPlan, { attachment, preparation }: PacketAttachment, keeping: Promise<void>[]): Promise<Segment> {
  const slip = slips.get(attachment.id);
  if (slip) return slip;
  // The packet does not wait for what it will not need again, unless it piles up.
  const keep = (kept: Promise<void>): Promise<void> | void => (keeping.push(kept) > mostKeeping ? keeping.shift() : undefined);
  const segment = preparation && (await preparedPages(tools, preparation, keep));
  if (!segment) throw new PartFailed(preparation?.pdf ?? "");
  return segment;
}

// ---------------------------------------------------------------- what becomes public

/**
 * Reads a finished public packet back with another library, and its receipt, and refuses it where it says anything that
 * is closed. Gives what looks like CPR numbers in it.
 */
async function refuseLeaks(tools: PacketTools, chosen: ChosenPapers, { receipt, page, packet }: { readonly receipt: Receipt; readonly page: Uint8Array; readonly packet: Uint8Array }, watch: Watch): Promise<Notice[]> {
  const terms = closedTerms(chosen.all, { pack: chosen.meaning, textOf: ({ id }) => tools.store.attachments.text(id) });
  for (const said of await ownWords(tools, chosen, receipt)) terms.addOpen(said);
  const text = await readPacketText(packet, watch);
  const leaks = [...(await findLeaks(packet, terms, watch, text)), ...[stringsOf(receipt).join("\n"), new TextDecoder().decode(page)].flatMap((said) => findLeaksInText(said, terms, "receipt"))];
  if (leaks.length > 0) throw new AppError("packet.leaks", { leaks });
  return [
    ...closedInOpen(chosen.all, ({ id }) => tools.store.attachments.text(id)).map((mention) => notice("attachment.names-closed", mention)),
    ...findCpr(text, receipt, chosen.papers).map((sighting) => notice("cpr.found", sighting)),
  ];
}

/** As they are read, without the marks that JSON puts before letters. */
function stringsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsOf) : [];
}

/** What receipts and slips say in our own words, whatever they are about: a closed title may be words of theirs. */
async function ownWords({ writers }: PacketTools, chosen: ChosenPapers, receipt: Receipt): Promise<string[]> {
  const page = receiptPage({ ...receipt, packet: "", files: receipt.files.map((file) => ({ ...file, title: "", name: null, stamp: [] })) }, chosen);
  const slips = preparationReasons.map((reason) => composeSlip({ itemHeading: "", attachmentNumber: 1, title: "", fileName: null, reason, variant: receipt.variant }));
  const written = await Promise.all([page, ...slips].map((document) => writers.html(document, { createdAt: receipt.createdAt, id: "0" })));
  return written.map(({ bytes }) => new TextDecoder().decode(bytes));
}

// ---------------------------------------------------------------- receipt

function receiptOf({ agendaPages, attachments }: PacketPlan, { papers, meaning, mark }: ChosenPapers, { variant, out, createdAt }: Attempt): Receipt {
  const last = attachments.at(-1);
  const pages = last ? last.firstPage + last.pages - 1 : agendaPages;
  return {
    packet: out.split(/[\\/]/).at(-1) ?? out,
    body: papers.body.name,
    date: papers.meeting.date,
    variant,
    createdAt,
    pages,
    agendaPages,
    files: attachments.map((one): ReceiptFile => {
      const { item, attachment, preparation } = one;
      return {
        item: item.item.number,
        series: item.item.series,
        attachment: attachment.number,
        title: attachment.title,
        name: attachment.fileName,
        sha256: attachment.sha256,
        pagesIn: preparation?.pagesIn ?? null,
        pagesOut: one.pages,
        firstPage: one.firstPage,
        outcome: preparation?.outcome ?? "slip",
        reason: sayReasons(preparation?.reasons ?? ["no-file"]),
        stamp: packetStamp(one, papers, meaning, { pages, mark }),
      };
    }),
  };
}

function receiptPage(receipt: Receipt, { pack, mark }: ChosenPapers): Document {
  return composeReceiptPage(receipt, { setup: pack.pageSetup("agenda"), styles: pack.styles }, mark);
}
