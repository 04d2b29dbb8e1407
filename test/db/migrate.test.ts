import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { connect } from "../../db/connection.ts";
import { type Migration, migrate, readMigrations, schemaVersion } from "../../db/migrate.ts";
import { refusal, testFolder, withStore } from "./samples.ts";

describe("migrations", () => {
  test("are numbered from 1 without gaps", () => {
    expect(readMigrations().map(({ number }) => number)).toEqual(readMigrations().map((_, index) => index + 1));
  });

  test("with a gap or a double number are refused", () => {
    const folder = testFolder();
    writeFileSync(join(folder, "0001_first.sql"), "");
    writeFileSync(join(folder, "0003_third.sql"), "");
    expect(() => readMigrations(folder)).toThrow("0003_third.sql stands where number 2 is expected");
    writeFileSync(join(folder, "0001_other.sql"), "");
    expect(() => readMigrations(folder)).toThrow("0001_other.sql stands where number 2 is expected");
  });

  test("bring a file from any earlier version to the present one", () => {
    const newest = schemaOf(readMigrations());
    for (const { number } of readMigrations()) {
      const connection = emptyConnection();
      migrate(connection, readMigrations().slice(0, number));
      expect(schemaVersion(connection)).toBe(number);
      migrate(connection, readMigrations());
      expect(connection.prepare("SELECT sql FROM sqlite_schema ORDER BY rowid").all()).toEqual(newest);
    }
  });

  test("that fail half-way leave the file as it was", () => {
    const connection = emptyConnection();
    migrate(connection, [step(1, "CREATE TABLE boats (id INTEGER PRIMARY KEY); INSERT INTO boats VALUES (1);")]);
    const half = step(2, "INSERT INTO boats VALUES (2); CREATE TABLE oars (id INTEGER); CREATE TABLE boats (id INTEGER);");
    expect(() => migrate(connection, [step(1, ""), half])).toThrow("already exists");
    expect(schemaVersion(connection)).toBe(1);
    expect(connection.prepare("SELECT name FROM sqlite_schema").all()).toEqual([{ name: "boats" }]);
    expect(connection.prepare("SELECT id FROM boats").all()).toEqual([{ id: 1 }]);
    expect(connection.pragma("foreign_keys")).toBe(1);
  });

  test("that would leave a reference pointing at nothing are undone", () => {
    const connection = emptyConnection();
    const boats = step(1, `
      CREATE TABLE boats (id INTEGER PRIMARY KEY);
      CREATE TABLE oars (boat INTEGER REFERENCES boats (id));
      INSERT INTO boats VALUES (1); INSERT INTO oars VALUES (1);`);
    migrate(connection, [boats]);
    expect(refusal(() => migrate(connection, [boats, step(2, "DELETE FROM boats")]))).toBe("workspace.damaged");
    expect(schemaVersion(connection)).toBe(1);
    expect(connection.prepare("SELECT id FROM boats").all()).toEqual([{ id: 1 }]);
  });

  test("may make a table anew that others point at", () => {
    const connection = emptyConnection();
    const boats = step(1, `
      CREATE TABLE boats (id INTEGER PRIMARY KEY);
      CREATE TABLE oars (boat INTEGER REFERENCES boats (id) ON DELETE CASCADE);
      INSERT INTO boats VALUES (1); INSERT INTO oars VALUES (1);`);
    const anew = step(2, `
      CREATE TABLE new_boats (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
      INSERT INTO new_boats SELECT id, 'Måge' FROM boats; DROP TABLE boats; ALTER TABLE new_boats RENAME TO boats;`);
    migrate(connection, [boats, anew]);
    expect(connection.prepare("SELECT name FROM boats JOIN oars ON boat = id").all()).toEqual([{ name: "Måge" }]);
  });
});

describe("a workspace of an older version", () => {
  test("is copied aside before it is changed, and the user is told where", () => {
    const path = oldWorkspace("Havnerådet");
    const copy = join(dirname(path), "Møder før opdatering 1.forelaeg");
    withStore(path, (store, { notices }) => {
      expect(notices).toEqual([{ code: "workspace.copied-aside", facts: { path: copy } }]);
      expect(store.bodies.list().map(({ name }) => name)).toEqual(["Havnerådet"]);
    });
    const old = new Database(copy, { readonly: true });
    expect(old.pragma("user_version", { simple: true })).toBe(1);
    expect(old.prepare("SELECT name FROM bodies").pluck().all()).toEqual(["Havnerådet"]);
    old.close();
    expect(readdirSync(dirname(path)).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  test("never takes the place of an earlier copy", () => {
    const path = oldWorkspace("Havnerådet");
    const copy = join(dirname(path), "Møder før opdatering 1.forelaeg");
    writeFileSync(copy, "den forrige kopi");
    withStore(path, (_, { notices }) =>
      expect(notices.map(({ facts }) => "path" in facts && basename(facts.path))).toEqual(["Møder før opdatering 1 (2).forelaeg"]));
    expect(readFileSync(copy, "utf8")).toBe("den forrige kopi");
  });

  test("is left as it was where it cannot be copied", () => {
    const path = oldWorkspace("Havnerådet");
    const before = readFileSync(path);
    mkdirSync(join(dirname(path), "Møder før opdatering 1.forelaeg.tmp", "i vejen"), { recursive: true });
    expect(refusal(() => withStore(path, () => undefined))).toBe("file.unwritable");
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test("is not copied a second time once it is up to date", () => {
    const path = oldWorkspace("Havnerådet");
    withStore(path, () => undefined);
    withStore(path, (_, { notices }) => expect(notices).toEqual([]));
    expect(existsSync(join(dirname(path), "Møder før opdatering 1 (2).forelaeg"))).toBe(false);
  });
});

function emptyConnection() {
  return connect(":memory:", { mustExist: false, busyTimeout: 0 });
}

function step(number: number, sql: string): Migration {
  return { number, name: `000${number}_test.sql`, sql };
}

function schemaOf(migrations: readonly Migration[]): unknown[] {
  const connection = emptyConnection();
  migrate(connection, migrations);
  return connection.prepare("SELECT sql FROM sqlite_schema ORDER BY rowid").all();
}

/** As the first version of the app left it. */
function oldWorkspace(bodyName: string): string {
  const path = join(testFolder(), "Møder.forelaeg");
  const connection = connect(path, { mustExist: false, busyTimeout: 0 });
  migrate(connection, readMigrations().slice(0, 1));
  connection
    .prepare("INSERT INTO bodies (name, stamp_name, genitive, running_name, prints_kind, pack) VALUES (?, '', '', '', 0, '')")
    .run(bodyName);
  connection.close();
  return path;
}
