import type { AgendaItem, Series } from "./domain/agenda-item.ts";
import type { Attachment } from "./domain/attachment.ts";
import type { Body, Member } from "./domain/body.ts";
import type { CaseFile } from "./domain/case-file.ts";
import type { Decision } from "./domain/decision.ts";
import type { LogEntry } from "./domain/log-entry.ts";
import type { Meeting } from "./domain/meeting.ts";
import type { Preparation } from "./domain/preparation.ts";
import type { PlanEntry } from "./domain/plan-entry.ts";
import type { Referral } from "./domain/referral.ts";
import type { Release } from "./domain/release.ts";
import type { Section } from "./domain/section.ts";

/** What is given to `add`: the thing without the id that the store gives it. */
export type New<Thing extends { readonly id: number }> = Omit<Thing, "id">;

/**
 * The workspace file as the core needs it. Synchronous, because SQLite is; only file bytes are streamed.
 * `get` returns null for what is not there. `update` takes the whole thing. Removing a thing removes what it owns.
 * Every change is logged with before and after.
 */
export interface Store {
  /** All or nothing; may be nested. The function must not be async. */
  transaction<Result>(work: () => Result): Result;
  readonly bodies: BodyRepository;
  readonly meetings: MeetingRepository;
  readonly cases: CaseRepository;
  readonly items: AgendaItemRepository;
  readonly attachments: AttachmentRepository;
  readonly decisions: DecisionRepository;
  readonly referrals: ReferralRepository;
  readonly plan: PlanRepository;
  readonly releases: ReleaseRepository;
  readonly files: FileRepository;
  readonly preparations: PreparationRepository;
  readonly log: LogRepository;
  readonly search: SearchIndex;
  /** Leaves one file behind (the write-ahead log is folded in). */
  close(): void;
}

export interface BodyRepository {
  /** In Danish order of their names. */
  list(): Body[];
  get(id: number): Body | null;
  /** By full name, stamp name or abbreviation, whatever the case and however spaces fall. */
  find(name: string): Body | null;
  add(body: New<Body>): Body;
  update(body: Body): Body;
  /** By position. */
  members(bodyId: number): Member[];
  addMember(member: New<Member>): Member;
  updateMember(member: Member): Member;
  removeMember(id: number): void;
}

export interface MeetingRepository {
  /** By date, then id; of one body, or of all. */
  list(bodyId?: number): Meeting[];
  get(id: number): Meeting | null;
  onDate(date: string): Meeting[];
  add(meeting: New<Meeting>): Meeting;
  update(meeting: Meeting): Meeting;
  remove(id: number): void;
}

export interface CaseRepository {
  get(id: number): CaseFile | null;
  withJournalNumber(journalNumber: string): CaseFile[];
  add(caseFile: New<CaseFile>): CaseFile;
  update(caseFile: CaseFile): CaseFile;
}

export interface AgendaItemRepository {
  /** In printed order, with their sections. */
  ofMeeting(meetingId: number): AgendaItem[];
  ofCase(caseId: number): AgendaItem[];
  get(id: number): AgendaItem | null;
  byNumber(meetingId: number, series: Series, number: number): AgendaItem | null;
  add(item: New<AgendaItem>): AgendaItem;
  update(item: AgendaItem): AgendaItem;
  setSection(itemId: number, section: Section): void;
  remove(id: number): void;
}

export interface AttachmentRepository {
  /** By number. */
  ofItem(itemId: number): Attachment[];
  get(id: number): Attachment | null;
  add(attachment: New<Attachment>): Attachment;
  update(attachment: Attachment): Attachment;
  remove(id: number): void;
  /** The file's text, for search. */
  setText(id: number, text: string): void;
  /** Empty where none was read. */
  text(id: number): string;
  /** The text of a file, from any attachment that has it; null where none has. */
  textOfFile(sha256: string): string | null;
}

export interface DecisionRepository {
  /** Oldest first, as they are printed. */
  ofItem(itemId: number): Decision[];
  get(id: number): Decision | null;
  add(decision: New<Decision>): Decision;
  update(decision: Decision): Decision;
  remove(id: number): void;
}

export interface ReferralRepository {
  ofCase(caseId: number): Referral[];
  add(referral: New<Referral>): Referral;
  update(referral: Referral): Referral;
}

export interface PlanRepository {
  /** As loaded. */
  list(bodyId: number, year: number): PlanEntry[];
  /** Takes the place of what was there. */
  replace(bodyId: number, year: number, entries: readonly New<PlanEntry>[]): PlanEntry[];
  add(entry: New<PlanEntry>): PlanEntry;
}

export interface ReleaseRepository {
  ofMeeting(meetingId: number): Release[];
  add(release: New<Release>): Release;
}

/** What is derived from files' bytes; not logged. The files it names must be stored before. */
export interface PreparationRepository {
  /** Of whatever version. Null also where its PDF has been cleared away. */
  get(sha256: string): Preparation | null;
  /** Takes the place of an earlier one of the same file. Free space is kept in whole points, rounded down. */
  put(preparation: Preparation): void;
}

export interface StoredFile {
  readonly sha256: string;
  readonly size: number;
  readonly mediaType: string;
}

/** Bytes of attachments and images: in chunks inside the workspace file, once per SHA-256, streamed both ways. */
export interface FileRepository {
  put(bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, mediaType: string): Promise<StoredFile>;
  info(sha256: string): StoredFile | null;
  /** The chunks in order. Throws where the file is not there. */
  read(sha256: string): Iterable<Uint8Array>;
  /**
   * Clears away what nothing has referred to for a day (removed and replaced attachments, old preparations), and gives
   * the number of files. The day leaves alone what another program has stored and is about to refer to. Done at opening.
   */
  removeUnused(): number;
}

export interface LogRepository {
  /** Newest first. */
  list(limit: number): LogEntry[];
  ofRow(table: string, rowId: number): LogEntry[];
}

export interface SearchHit {
  readonly kind: "item" | "attachment" | "decision";
  readonly itemId: number;
  readonly meetingId: number;
  readonly bodyName: string;
  readonly date: string;
  readonly series: Series;
  readonly number: number;
  readonly title: string;
  readonly journalNumber: string | null;
  /** Words around the hit; what was found stands between U+E000 and U+E001. */
  readonly snippet: string;
  /** What it was found in, as a section key, an attachment's title or a decision's heading; empty for the title. */
  readonly where: string;
}

export interface SearchIndex {
  /**
   * Every word must be there; each is taken as the beginning of a word. Case is ignored, æ, ø and å are letters of
   * their own. Best first.
   */
  find(words: string, limit: number): SearchHit[];
}
