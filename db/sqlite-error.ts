import { AppError } from "../core/errors.ts";

/**
 * What SQLite refused, as an AppError. The extended result code decides (https://sqlite.org/rescode.html), never the
 * message. Anything that is no such refusal comes back as it was.
 */
export function toAppError(error: unknown, path: string): unknown {
  const code = sqliteCode(error);
  if (code === null) return error;
  if (code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED") || code === "SQLITE_IOERR_LOCK") {
    return new AppError("workspace.busy", { path });
  }
  if (code === "SQLITE_FULL") return new AppError("file.disk-full", { path });
  if (code.startsWith("SQLITE_READONLY")) return new AppError("file.unwritable", { path, reason: "filen eller dens mappe er skrivebeskyttet" });
  if (code === "SQLITE_CANTOPEN_ISDIR") return new AppError("workspace.not-ours", { path });
  if (code.startsWith("SQLITE_CANTOPEN") || code === "SQLITE_PERM") {
    return new AppError("file.unwritable", { path, reason: "filen eller dens mappe kan ikke åbnes" });
  }
  if (code.startsWith("SQLITE_CORRUPT") || code === "SQLITE_NOTADB") {
    return new AppError("workspace.damaged", { path, reason: code });
  }
  if (code.startsWith("SQLITE_IOERR")) {
    return readCodes.test(code)
      ? new AppError("file.unreadable", { path, reason: code })
      : new AppError("file.unwritable", { path, reason: code });
  }
  return error;
}

const readCodes = /_(READ|SHORT_READ|FSTAT|CORRUPTFS|DATA)$/;

function sqliteCode(error: unknown): string | null {
  if (!(error instanceof Error) || error.name !== "SqliteError" || !("code" in error)) return null;
  return typeof error.code === "string" ? error.code : null;
}
