import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { AgendaItem } from "../../core/domain/agenda-item.ts";
import type { Attachment } from "../../core/domain/attachment.ts";
import type { Body } from "../../core/domain/body.ts";
import type { CaseFile } from "../../core/domain/case-file.ts";
import type { Decision } from "../../core/domain/decision.ts";
import { type Meeting, noAttendance } from "../../core/domain/meeting.ts";
import { AppError } from "../../core/errors.ts";
import type { New, Store } from "../../core/store.ts";
import { type OpenedStore, openStore } from "../../db/open-store.ts";

export const now = () => "2026-03-01T10:00:00.000Z";

/** A workspace that lives as long as the test. */
export function memoryStore(): Store {
  return openStore(":memory:", { now }).store;
}

/** A folder that is gone when the test is done. */
export function testFolder(name = "forelaeg-"): string {
  const folder = mkdtempSync(join(tmpdir(), name));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A new workspace in a file, already closed again. */
export function workspaceFile(fill: (store: Store) => void = () => undefined): string {
  const path = join(testFolder(), "Møder.forelaeg");
  withStore(path, fill, { create: true });
  return path;
}

/** Opens, works and closes. */
export function withStore<Result>(
  path: string,
  work: (store: Store, opened: OpenedStore) => Result,
  options: { readonly create?: boolean; readonly busyTimeout?: number } = {},
): Result {
  const opened = openStore(path, { now, ...options });
  try {
    return work(opened.store, opened);
  } finally {
    opened.store.close();
  }
}

/** The code with which something was refused; throws where it was not. */
export function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  throw new Error("was not refused");
}

export function addBody(store: Store, name = "Udvalget for søbade", body: Partial<New<Body>> = {}): Body {
  return store.bodies.add({
    name, stampName: name, genitive: `${name}s`, runningName: name, ownGenitive: null, abbreviation: null,
    printsKind: true, pack: "region", ...body,
  });
}

export function addMeeting(store: Store, bodyId: number, meeting: Partial<New<Meeting>> = {}): Meeting {
  return store.meetings.add({
    bodyId, date: "2026-03-10", time: "16:00", place: "Mødelokale 3", state: "draft", attendance: noAttendance,
    ...meeting,
  });
}

export function addCase(store: Store, title: string, caseFile: Partial<New<CaseFile>> = {}): CaseFile {
  return store.cases.add({ title, titleProposed: false, journalNumber: null, ownerUnit: null, signOff: [], ...caseFile });
}

export function newItem(meetingId: number, caseId: number, item: Partial<New<AgendaItem>> = {}): New<AgendaItem> {
  return {
    meetingId, caseId, series: "item", number: 1, kind: "decision", openness: "open", ground: null, sections: [], ...item,
  };
}

/** A body, a meeting and a case with an item, in one go. */
export function addItem(store: Store, title = "Badebro ved Ørnesø", item: Partial<New<AgendaItem>> = {}): AgendaItem {
  return store.transaction(() => {
    const body = store.bodies.list()[0] ?? addBody(store);
    const meeting = store.meetings.list()[0] ?? addMeeting(store, body.id);
    const number = store.items.ofMeeting(meeting.id).length + 1;
    return store.items.add(newItem(meeting.id, addCase(store, title).id, { number, ...item }));
  });
}

export function newAttachment(itemId: number, attachment: Partial<New<Attachment>> = {}): New<Attachment> {
  return {
    itemId, number: 1, title: "Støjrapport", fileName: "stoej.pdf", mediaType: "application/pdf", sha256: null,
    size: null, pages: 4, openness: "open", ...attachment,
  };
}

export function newDecision(itemId: number, decision: Partial<New<Decision>> = {}): New<Decision> {
  return {
    itemId, bodyId: null, bodyName: "Havnerådet", bodyGenitive: "Havnerådets", date: "2026-02-03", dated: true,
    outcome: "Anbefalet", wording: "Anbefalet, idet rådet bemærker:", remarks: ["At broen males <em>grøn</em>"],
    discussion: "<p>Der blev spurgt til rækværket.</p>", absent: [], substitutes: [], votes: null, dissents: [],
    carried: false, position: 0, ...decision,
  };
}
