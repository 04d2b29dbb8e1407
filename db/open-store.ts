import { closeSync, existsSync, openSync, readSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { AppError, type Notice, notice } from "../core/errors.ts";
import type { Store } from "../core/store.ts";
import { type Connection, connect } from "./connection.ts";
import { copyAside } from "./copy-aside.ts";
import { createLogTriggers, modelTables, sqlName } from "./log-triggers.ts";
import { type Migration, migrate, readMigrations, schemaVersion } from "./migrate.ts";
import { agendaItemRepository } from "./repositories/agenda.ts";
import { attachmentRepository } from "./repositories/attachments.ts";
import { bodyRepository } from "./repositories/bodies.ts";
import { caseRepository } from "./repositories/cases.ts";
import { decisionRepository } from "./repositories/decisions.ts";
import { fileRepository, removeUnfinishedFiles } from "./repositories/files.ts";
import { logRepository } from "./repositories/log.ts";
import { meetingRepository } from "./repositories/meetings.ts";
import { planRepository } from "./repositories/plan.ts";
import { preparationRepository } from "./repositories/preparations.ts";
import { referralRepository } from "./repositories/referrals.ts";
import { releaseRepository } from "./repositories/releases.ts";
import { searchIndex } from "./repositories/search.ts";
import { isInSyncedFolder } from "./synced-folder.ts";

/** `PRAGMA application_id` of a workspace, set by the first migration: the bytes `Fore`. */
const applicationId = 0x466f7265;

export interface OpenOptions {
  /** The present moment as an ISO 8601 instant; the log asks it for every change. */
  readonly now: () => string;
  /** Make the file where there is none. Without it a missing file is refused. */
  readonly create?: boolean;
  /** How long to wait for another program that is writing, in milliseconds; 5000 unless told. */
  readonly busyTimeout?: number;
}

export interface OpenedStore {
  readonly store: Store;
  /** What the user should know: the file was updated and its former self kept, or stands in a synced folder. */
  readonly notices: readonly Notice[];
}

/**
 * Opens a workspace file, `:memory:` for one that lives as long as it is open. A file of an older version is copied
 * aside and brought up to date. Refused in words, with nothing written: `workspace.missing`, `.not-ours`, `.newer`,
 * `.damaged`, `.busy`, `.node-too-old`, `file.unwritable`, `file.disk-full`.
 */
export function openStore(path: string, options: OpenOptions): OpenedStore {
  refuseOldNode();
  const inMemory = path === ":memory:";
  const migrations = readMigrations();
  const isNew = inMemory || refuseForeignFile(path, options.create ?? false, migrations.length);

  const connection = connect(path, { mustExist: !isNew, busyTimeout: options.busyTimeout ?? 5000 });
  try {
    return prepare(connection, { ...options, inMemory, isNew, migrations });
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** better-sqlite3 13 ends the process without a word on an older Node, so it must not even be tried. */
function refuseOldNode(version: string = process.versions.node): void {
  if (Number.parseInt(version, 10) < 24) throw new AppError("workspace.node-too-old", { version });
}

/**
 * Tells a file that is not ours, or is newer than we are, from its first bytes, before SQLite may touch it
 * (https://sqlite.org/fileformat.html#the_database_header). True where the file is still to be made.
 */
function refuseForeignFile(path: string, create: boolean, known: number): boolean {
  const size = sizeOf(path);
  if (size === null && !create) throw new AppError("workspace.missing", { path });
  if (size === null && !existsSync(dirname(path))) {
    throw new AppError("file.unwritable", { path, reason: "mappen findes ikke" });
  }
  if (size === null || (size === 0 && create)) return true; // empty: killed while it was being made
  const header = readHeader(path);
  if (header?.toString("latin1", 0, 16) !== "SQLite format 3\0" || header.readUInt32BE(68) !== applicationId) {
    throw new AppError("workspace.not-ours", { path });
  }
  refuseNewer(path, header.readUInt32BE(60), known);
  return false;
}

/** Bytes, or null where nothing is. Only a plain file can be a workspace. */
function sizeOf(path: string): number | null {
  const found = readable(path, () => statSync(path, { throwIfNoEntry: false }));
  if (found && !found.isFile()) throw new AppError("workspace.not-ours", { path });
  return found ? found.size : null;
}

function readHeader(path: string): Buffer | null {
  const header = Buffer.alloc(100);
  const file = readable(path, () => openSync(path, "r"));
  try {
    return readSync(file, header) === header.length ? header : null;
  } finally {
    closeSync(file);
  }
}

function readable<Result>(path: string, look: () => Result): Result {
  try {
    return look();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new AppError("file.unreadable", { path, reason: code === "EACCES" || code === "EPERM" ? "adgang nægtet" : code });
  }
}

function refuseNewer(path: string, version: number, known: number): void {
  if (version > known) throw new AppError("workspace.newer", { path, version, known });
}

interface Preparation extends OpenOptions {
  readonly inMemory: boolean;
  readonly isNew: boolean;
  readonly migrations: readonly Migration[];
}

function prepare(connection: Connection, { now, inMemory, isNew, migrations }: Preparation): OpenedStore {
  const notices: Notice[] = [];
  const { path } = connection;
  // The schema is data like the rest: it may not call what only the app can do.
  connection.pragma("trusted_schema = OFF");
  connection.pragma("synchronous = FULL");
  connection.pragma("temp_store = MEMORY");

  if (!isNew) {
    refuseDamaged(connection);
    refuseNewer(path, schemaVersion(connection), migrations.length); // what a left-behind write-ahead log says
  }
  const pending = migrations.some(({ number }) => number > schemaVersion(connection));
  if (pending && !isNew) notices.push(notice("workspace.copied-aside", { path: copyAside(connection) }));
  migrate(connection, migrations);

  const synced = !inMemory && isInSyncedFolder(path);
  if (synced) notices.push(notice("workspace.network-folder", { path }));
  connection.pragma(`journal_mode = ${synced ? "DELETE" : "WAL"}`);
  connection.pragma("foreign_keys = ON");

  removeUnfinishedFiles(connection);
  createLogTriggers(connection, now);
  const store = createStore(connection, now);
  removeUnusedQuietly(store);
  return { store, notices };
}

/**
 * A look at every page takes seconds where there are gigabytes of attachments, so a large file has only the model's
 * own tables looked at. Stored bytes are held against their hash whenever they are read.
 */
function refuseDamaged(connection: Connection): void {
  const size = Number(connection.pragma("page_count")) * Number(connection.pragma("page_size"));
  const checks = size <= wholeCheckLimit
    ? ["quick_check(1)"]
    : modelTables(connection).map((table) => `quick_check(${sqlName(table)})`);
  for (const check of checks) {
    const answer = connection.pragma(check);
    if (answer !== "ok") throw new AppError("workspace.damaged", { path: connection.path, reason: String(answer) });
  }
}

/** Bytes: about a tenth of a second. */
const wholeCheckLimit = 32 * 1024 * 1024;

/** Tidying up is no reason to refuse a file: another program may be writing, or the disk be full. */
function removeUnusedQuietly(store: Store): void {
  try {
    store.files.removeUnused();
  } catch {
    // The next opening tries again.
  }
}

function createStore(connection: Connection, now: () => string): Store {
  const search = searchIndex(connection);
  return {
    transaction: (work) => {
      if (connection.inTransaction()) return connection.transaction(work);
      return connection.transaction(() => {
        const result = work();
        search.refresh();
        return result;
      });
    },
    bodies: bodyRepository(connection),
    meetings: meetingRepository(connection),
    cases: caseRepository(connection),
    items: agendaItemRepository(connection),
    attachments: attachmentRepository(connection),
    decisions: decisionRepository(connection),
    referrals: referralRepository(connection),
    plan: planRepository(connection),
    releases: releaseRepository(connection),
    files: fileRepository(connection, now),
    preparations: preparationRepository(connection),
    log: logRepository(connection),
    search,
    close: () => connection.close(),
  };
}
