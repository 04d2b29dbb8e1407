import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { connect } from "../../db/connection.ts";
import { migrate, readMigrations } from "../../db/migrate.ts";

const schemaFile = join(import.meta.dirname, "../../db/schema.sql");

test("db/schema.sql shows the schema that the migrations make", () => {
  const written = schema();
  if (process.env["UPDATE_SCHEMA"]) writeFileSync(schemaFile, written);
  expect(readFileSync(schemaFile, "utf8"), "write it anew: UPDATE_SCHEMA=1 npx vitest run test/db/schema.test.ts").toBe(written);
});

test("every table of the house is STRICT", () => {
  const loose = schemaConnection()
    .prepare<{ name: string }>(
      `SELECT name FROM pragma_table_list
       WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' AND strict = 0`,
    )
    .all();
  expect(loose).toEqual([]);
});

test("the schema calls no function that only the app has", () => {
  const connection = schemaConnection();
  connection.pragma("trusted_schema = OFF");
  connection.exec("INSERT INTO case_files (title, title_proposed, sign_off) VALUES ('Badebro', 0, '[]')");
  expect(schema()).not.toMatch(/log_now/);
});

function schema(): string {
  const statements = schemaConnection()
    .prepare<{ sql: string }>(
      `SELECT sql FROM sqlite_schema JOIN pragma_table_list AS tables ON tables.name = tbl_name AND tables.schema = 'main'
       WHERE sql IS NOT NULL AND tbl_name NOT LIKE 'sqlite_%' AND tables.type <> 'shadow' ORDER BY sqlite_schema.rowid`,
    )
    .all();
  return [
    "-- The schema after all migrations, for reading. Written by test/db/schema.test.ts: UPDATE_SCHEMA=1.",
    `-- PRAGMA application_id = 0x466f7265; PRAGMA user_version = ${readMigrations().length};`,
    ...statements.map(({ sql }) => `\n${sql};`),
    "",
  ].join("\n");
}

function schemaConnection() {
  const connection = connect(":memory:", { mustExist: false, busyTimeout: 0 });
  migrate(connection, readMigrations());
  return connection;
}
