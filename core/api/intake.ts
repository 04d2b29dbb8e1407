import { z } from "zod";
import type { FilePort } from "../files.ts";
import type { Body } from "../domain/body.ts";
import type { CaseFile } from "../domain/case-file.ts";
import { isIsoDate, longDate } from "../domain/danish-date.ts";
import { type Meeting, noAttendance } from "../domain/meeting.ts";
import type { Openness } from "../domain/openness.ts";
import { AppError, type Notice, notice } from "../errors.ts";
import type { ImportedAgenda, ImportedExtract, ImportedItem } from "../intake/imported-agenda.ts";
import { describePlace } from "../intake/paper.ts";
import { readAgenda } from "../intake/read-agenda.ts";
import type { PackLibrary } from "../packs.ts";
import type { New, Store } from "../store.ts";
import { findOrAddBody } from "./bodies.ts";
import { operation } from "./operation.ts";

const importInput = z.strictObject({
  path: z.string(),
  body: z.string().trim().min(1),
  date: z.string().refine(isIsoDate, "en dag skrives som 2027-03-16"),
  /** The pack whose words the source uses; the body's own where it is known already, else region. */
  pack: z.string().optional(),
  /** The source was published: what it does not mark as closed is open, unless it is doubtful. */
  open: z.boolean().default(false),
  /** Keep extracts of other bodies' minutes as cases with their decisions. */
  extracts: z.boolean().default(false),
});

export interface ImportResult {
  readonly meeting: Meeting;
  readonly body: Body;
  readonly imported: ImportedAgenda;
  readonly notices: readonly Notice[];
}

export const intakeApi = (store: Store, packs: PackLibrary, files: FilePort) => ({
  /** Reads somebody's agenda into a new meeting. All or nothing; what could not be placed is told. */
  "intake.import": operation(importInput, async (asked): Promise<ImportResult> => {
    const known = store.bodies.find(asked.body);
    const input = { ...asked, pack: asked.pack ?? known?.pack ?? "region" };
    const pack = packs.load(input.pack).meaning;
    const bytes = await files.read(input.path);
    const context = { pack, body: known?.name ?? input.body, date: input.date, fileName: input.path };
    const imported = await readAgenda(bytes, context);
    // Once here, before pictures are stored for a meeting that is refused, and once where it is kept.
    if (known) refuseTakenDay(store, known, input.date);
    for (const [source, image] of imported.images) {
      const stored = await store.files.put([image.bytes], image.mediaType);
      if (stored.sha256 !== source) throw new AppError("internal", { reason: `billedet ${source} har fået et andet fingeraftryk` });
    }
    return store.transaction(() => keep(store, packs, imported, input));
  }),
});

type ImportInput = z.infer<typeof importInput> & { readonly pack: string };

function keep(store: Store, packs: PackLibrary, imported: ImportedAgenda, input: ImportInput): ImportResult {
  const body = findOrAddBody(store, packs, input.body, input.pack);
  refuseTakenDay(store, body, input.date);
  const notices: Notice[] = [...imported.notices];
  const meeting = store.meetings.add({ bodyId: body.id, date: input.date, time: null, place: null, state: "draft", attendance: noAttendance });
  const openness = (item: ImportedItem): Openness => (item.openness === "unknown" && input.open && !item.doubtful ? "open" : item.openness);
  for (const item of imported.items) keepItem(store, meeting, item, openness(item));
  for (const extract of imported.extracts) notices.push(...keepExtract(store, packs, extract, openness(extract), input));
  // Of the doubtful ones each has been told by itself.
  const unknown = imported.items.filter((item) => openness(item) === "unknown" && !item.doubtful).length;
  if (unknown > 0) notices.push(notice("intake.openness-unknown", { count: unknown }));
  return { meeting, body, imported, notices };
}

function refuseTakenDay(store: Store, body: Body, date: string): void {
  if (store.meetings.list(body.id).every((meeting) => meeting.date !== date)) return;
  throw new AppError("intake.meeting-exists", { body: body.name, date: longDate(date) });
}

function keepExtract(store: Store, packs: PackLibrary, extract: ImportedExtract, openness: Openness, input: ImportInput): Notice[] {
  const { body: name, date } = extract;
  const where = describePlace(extract.place);
  const told = { body: name ?? "ukendt udvalg", date: date === null ? "uden dato" : longDate(date), title: extract.title };
  if (!input.extracts) return [notice("intake.extract-found", { where, ...told })];
  if (name === null || date === null) return [notice("intake.unplaced", { where, text: extract.titlePrinted })];
  const isNew = store.bodies.find(name) === null;
  const found = findOrAddBody(store, packs, name, input.pack);
  const body = isNew ? store.bodies.update({ ...found, printsKind: extract.kindPrinted !== null }) : found;
  const meeting =
    store.meetings.list(body.id).find((other) => other.date === date) ??
    store.meetings.add({ bodyId: body.id, date, time: null, place: null, state: "held", attendance: noAttendance });
  if (store.items.byNumber(meeting.id, extract.series, extract.number) !== null) return [notice("intake.unplaced", { where, text: extract.titlePrinted })];
  keepItem(store, meeting, extract, openness);
  return [notice("intake.extract-kept", told)];
}

function keepItem(store: Store, meeting: Meeting, imported: ImportedItem, openness: Openness): void {
  const caseFile = findOrAddCase(store, meeting, {
    title: imported.title,
    titleProposed: imported.titleProposed,
    journalNumber: imported.journalNumber,
    ownerUnit: null,
    signOff: imported.signOff,
  });
  const item = store.items.add({
    meetingId: meeting.id,
    caseId: caseFile.id,
    series: imported.series,
    number: imported.number,
    kind: imported.kind,
    openness,
    ground: imported.ground,
    sections: imported.sections,
  });
  for (const attachment of imported.attachments) {
    const { number, title } = attachment;
    store.attachments.add({ itemId: item.id, number, title, fileName: null, mediaType: null, sha256: null, size: null, pages: null, openness: attachment.openness });
  }
  for (const { place: _place, dateInferredFrom: _date, bodyInferredFrom: _body, ...decision } of imported.decisions) {
    store.decisions.add({ ...decision, itemId: item.id, bodyId: store.bodies.find(decision.bodyName)?.id ?? null });
  }
}

/**
 * A case that comes back, at another meeting or before another body, is the same case: same journal number, title and
 * sign-off. The journal number alone is not enough, for several cases share one.
 */
function findOrAddCase(store: Store, meeting: Meeting, wanted: New<CaseFile>): CaseFile {
  const same = (other: CaseFile) =>
    other.title.toLocaleLowerCase("da") === wanted.title.toLocaleLowerCase("da") &&
    other.signOff.join("/") === wanted.signOff.join("/") &&
    store.items.ofCase(other.id).every((item) => item.meetingId !== meeting.id);
  const known = wanted.journalNumber === null ? undefined : store.cases.withJournalNumber(wanted.journalNumber).find(same);
  return known ?? store.cases.add(wanted);
}
