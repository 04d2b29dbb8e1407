import type { LogEntry } from "../../core/domain/log-entry.ts";
import type { LogRepository } from "../../core/store.ts";
import type { Connection } from "../connection.ts";

/** Only reads: the entries are written by the triggers of `db/log-triggers.ts`. */
export function logRepository(connection: Connection): LogRepository {
  const list = connection.prepare<LogRow>("SELECT * FROM log ORDER BY id DESC LIMIT ?");
  const ofRow = connection.prepare<LogRow>("SELECT * FROM log WHERE table_name = ? AND row_id = ? ORDER BY id DESC");

  return {
    list: (limit) => list.all(limit).map(toLogEntry),
    ofRow: (table, rowId) => ofRow.all(table, rowId).map(toLogEntry),
  };
}

interface LogRow {
  readonly id: number;
  readonly at: string;
  readonly table_name: string;
  readonly row_id: number;
  readonly action: LogEntry["action"];
  readonly before: string | null;
  readonly after: string | null;
}

function toLogEntry(row: LogRow): LogEntry {
  return {
    id: row.id,
    at: row.at,
    table: row.table_name,
    rowId: row.row_id,
    action: row.action,
    before: row.before,
    after: row.after,
  };
}
