import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { toAppError } from "../../db/sqlite-error.ts";

test.each([
  ["SQLITE_FULL", "file.disk-full"],
  ["SQLITE_READONLY", "file.unwritable"],
  ["SQLITE_READONLY_DIRECTORY", "file.unwritable"],
  ["SQLITE_CANTOPEN", "file.unwritable"],
  ["SQLITE_IOERR_WRITE", "file.unwritable"],
  ["SQLITE_IOERR_FSYNC", "file.unwritable"],
  ["SQLITE_IOERR_READ", "file.unreadable"],
  ["SQLITE_IOERR_SHORT_READ", "file.unreadable"],
  ["SQLITE_IOERR_LOCK", "workspace.busy"],
  ["SQLITE_BUSY", "workspace.busy"],
  ["SQLITE_BUSY_SNAPSHOT", "workspace.busy"],
  ["SQLITE_LOCKED", "workspace.busy"],
  ["SQLITE_CORRUPT", "workspace.damaged"],
  ["SQLITE_CORRUPT_VTAB", "workspace.damaged"],
  ["SQLITE_NOTADB", "workspace.damaged"],
])("%s is told as %s", (code, told) => {
  expect(toAppError(new Database.SqliteError("", code), "møder.forelaeg")).toMatchObject({
    code: told, facts: { path: "møder.forelaeg" },
  });
});

test("a mistake of ours stays one", () => {
  const mistake = new Database.SqliteError("no such table: boats", "SQLITE_ERROR");
  expect(toAppError(mistake, "")).toBe(mistake);
  const other = new TypeError("x");
  expect(toAppError(other, "")).toBe(other);
});
