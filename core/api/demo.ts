import { z } from "zod";
import type { BodyKey, ExampleAttachment, ExampleMeeting, ExamplePlace, ExampleWorkspace } from "../demo/example-types.ts";
import type { Block } from "../document/document.ts";
import { readRichText } from "../document/read-html.ts";
import { textOf } from "../document/writers/text/write-text.ts";
import type { Body } from "../domain/body.ts";
import type { CaseFile } from "../domain/case-file.ts";
import type { Meeting } from "../domain/meeting.ts";
import type { Store } from "../store.ts";
import { type DocumentTools, setBlocks } from "./documents.ts";
import { operation } from "./operation.ts";

export const demoApi = (tools: DocumentTools, example: ExampleWorkspace) => ({
  /**
   * Fills an empty workspace with the example: an invented committee, its meetings, cases, attachments and work plan.
   * A workspace that already has meetings is left as it is.
   */
  "demo.fill": operation(z.strictObject({}), async (): Promise<{ filled: boolean }> => {
    const { store } = tools;
    if (store.meetings.list().length > 0) return { filled: false };
    for (const image of example.images) await store.files.put([image.bytes()], image.mediaType);
    const files = await setAttachments(tools, example);
    store.transaction(() => fill(store, example, files));
    return { filled: true };
  }),
});

/** What is known of an attachment's stored file. */
interface AttachmentFile {
  readonly sha256: string;
  readonly size: number;
  readonly pages: number | null;
  readonly text: string;
}

/** The attachments' PDFs by where they stand. The same paper at two meetings is one file. */
async function setAttachments(tools: DocumentTools, example: ExampleWorkspace): Promise<Map<string, AttachmentFile>> {
  const files = new Map<string, AttachmentFile>();
  const set = new Map<string, AttachmentFile>();
  for (const meeting of example.meetings) {
    for (const item of meeting.items) {
      for (const attachment of item.attachments) {
        const body = bodyOf(example, meeting.body);
        const paper = JSON.stringify([body.name, attachment.title, attachment.html]);
        const file = set.get(paper) ?? (await setAttachment(tools, body, attachment));
        set.set(paper, file);
        files.set(fileKey(meeting, item.series, item.number, attachment.number), file);
      }
    }
  }
  return files;
}

async function setAttachment(tools: DocumentTools, body: Omit<Body, "id">, { title, html }: ExampleAttachment): Promise<AttachmentFile> {
  const pack = tools.packs.load(body.pack);
  const heading: Block = { type: "heading", level: 1, style: "heading-1", id: null, entry: null, listed: false, children: [{ type: "text", text: title }] };
  const blocks = [heading, ...readRichText(html, title)];
  const words = (text: string) => ({ type: "text", text }) as const;
  const footer = [{ style: "running", left: [], centre: [], right: [words("Side "), { type: "page-number" }, words(" af "), { type: "page-count" }] }] as const;
  const frame = { blocks, header: [], footer, firstHeader: null, firstFooter: null };
  const written = await setBlocks(tools, pack, frame, { title, author: body.name, subject: "Bilag", mark: "", kind: "extract", format: "pdf", createdAt: madeAt });
  const stored = await tools.store.files.put([written.bytes], "application/pdf");
  return { ...stored, pages: written.pages, text: textOf(blocks) };
}

/** When the example's attachments say that they were made; fixed, so that they have the same bytes everywhere. */
const madeAt = "2027-03-01T08:00:00Z";

function fileKey(place: { body: BodyKey; date: string }, series: string, item: number, attachment: number): string {
  return [place.body, place.date, series, item, attachment].join("/");
}

function bodyOf(example: ExampleWorkspace, key: BodyKey): Omit<Body, "id"> {
  const body = example.bodies.find((known) => known.key === key);
  if (!body) throw new TypeError(`the example has no body ${key}`);
  return body;
}

function fill(store: Store, example: ExampleWorkspace, files: ReadonlyMap<string, AttachmentFile>): void {
  const bodies = new Map<BodyKey, Body>();
  for (const { key, members, ...body } of example.bodies) {
    const added = store.bodies.add(body);
    bodies.set(key, added);
    for (const member of members) store.bodies.addMember({ ...member, bodyId: added.id });
  }
  const cases = new Map<string, CaseFile>(example.cases.map(({ key, ...caseFile }) => [key, store.cases.add(caseFile)]));
  const places = new Map<string, number>();
  for (const { body, items, ...meeting } of example.meetings) {
    const added = store.meetings.add({ ...meeting, bodyId: known(bodies, body).id });
    fillItems(store, { body, items, ...meeting }, added, { bodies, cases, files, places });
  }
  for (const referral of example.referrals) {
    const at = (place: ExamplePlace) => known(places, placeKey(place));
    store.referrals.add({
      caseId: known(cases, referral.case).id,
      fromItemId: at(referral.from),
      toItemId: referral.to === null ? null : at(referral.to),
      toBodyId: known(bodies, referral.toBody).id,
      plannedDate: referral.plannedDate,
    });
  }
  for (const plan of example.plans) {
    const bodyId = known(bodies, plan.body).id;
    store.plan.replace(bodyId, plan.year, plan.entries.map((entry) => ({ ...entry, bodyId, year: plan.year })));
  }
}

interface Filled {
  readonly bodies: ReadonlyMap<BodyKey, Body>;
  readonly cases: ReadonlyMap<string, CaseFile>;
  readonly files: ReadonlyMap<string, AttachmentFile>;
  /** Ids of the items by where they stand. */
  readonly places: Map<string, number>;
}

function fillItems(store: Store, example: ExampleMeeting, meeting: Meeting, filled: Filled): void {
  for (const { case: caseKey, attachments, decisions, ...item } of example.items) {
    const added = store.items.add({ ...item, meetingId: meeting.id, caseId: known(filled.cases, caseKey).id });
    filled.places.set(placeKey({ body: example.body, date: example.date, series: item.series, number: item.number }), added.id);
    for (const { number, title, openness } of attachments) {
      const { sha256, size, pages, text } = known(filled.files, fileKey(example, item.series, item.number, number));
      const attachment = store.attachments.add({ itemId: added.id, number, title, fileName: `${title}.pdf`, mediaType: "application/pdf", sha256, size, pages, openness });
      store.attachments.setText(attachment.id, text);
    }
    for (const { body, ...decision } of decisions) store.decisions.add({ ...decision, itemId: added.id, bodyId: known(filled.bodies, body).id });
  }
}

function placeKey(place: ExamplePlace): string {
  return [place.body, place.date, place.series, place.number].join("/");
}

/** The example refers to itself by keys; a key that leads nowhere is a mistake in the example, not the user's. */
function known<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key): Value {
  const value = map.get(key);
  if (value === undefined) throw new TypeError(`the example has no ${String(key)}`);
  return value;
}
