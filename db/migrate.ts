import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "../core/errors.ts";
import type { Connection } from "./connection.ts";

/** A step from one version of the schema to the next; its number is the file's version once it is done. */
export interface Migration {
  readonly number: number;
  /** `0001_meetings.sql` */
  readonly name: string;
  readonly sql: string;
}

/** The migrations of a folder in order. Throws where the numbers do not run 1, 2, 3 … */
export function readMigrations(folder: string = join(import.meta.dirname, "migrations")): Migration[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(".sql")).sort();
  return names.map((name, index) => {
    const number = index + 1;
    if (!name.startsWith(`${String(number).padStart(4, "0")}_`)) {
      throw new Error(`db/migrations: ${name} stands where number ${number} is expected`);
    }
    return { number, name, sql: readFileSync(join(folder, name), "utf8") };
  });
}

/** The version of the schema in the file; 0 for an empty one. */
export function schemaVersion(connection: Connection): number {
  return Number(connection.pragma("user_version"));
}

/**
 * Brings the file up to the last migration. Each is one transaction with its version set inside, so a file is at one
 * version or the next, never between. Throws `workspace.damaged` where a migration would leave a reference that
 * points at nothing.
 */
export function migrate(connection: Connection, migrations: readonly Migration[]): void {
  const pending = migrations.filter(({ number }) => number > schemaVersion(connection));
  if (pending.length === 0) return;
  // A table is changed by making it anew, which its references must survive.
  // SQLite only lets us look away outside a transaction.
  connection.pragma("foreign_keys = OFF");
  try {
    for (const migration of pending) connection.transaction(() => step(connection, migration));
  } finally {
    connection.pragma("foreign_keys = ON");
  }
}

function step(connection: Connection, migration: Migration): void {
  if (schemaVersion(connection) >= migration.number) return; // another program was quicker, while we waited for the lock
  connection.exec(migration.sql);
  const orphan = connection.prepare<{ table: string; parent: string }>("PRAGMA foreign_key_check").get();
  if (orphan) {
    const reason = `${migration.name}: ${orphan.table} → ${orphan.parent}`;
    throw new AppError("workspace.damaged", { path: connection.path, reason });
  }
  connection.exec(`PRAGMA user_version = ${migration.number}`);
}
