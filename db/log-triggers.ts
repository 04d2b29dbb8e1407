import type { Connection } from "./connection.ts";

/**
 * Makes every change to every table of the model leave an entry in the log. The triggers are TEMP: they are made from
 * the tables as they are found when the file is opened, so that no repository and no new column can forget the log,
 * and the file's own schema calls no function that only the app has (docs/decisions/0002-log-by-temp-triggers.md).
 * The entry's row is the row's id; a table without one (sections) is logged under the thing that owns it.
 */
export function createLogTriggers(connection: Connection, now: () => string): void {
  connection.defineFunction("log_now", now);
  for (const table of modelTables(connection)) connection.exec(triggersFor(connection, table));
}

/** The tables that hold the model: all but the log itself, stored bytes, and what is derived from elsewhere. */
export function modelTables(connection: Connection): string[] {
  return connection
    .prepare<{ name: string }>("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' ORDER BY name")
    .all()
    .map(({ name }) => name)
    .filter((name) => !name.startsWith("sqlite_") && !notModel.has(name));
}

const notModel: ReadonlySet<string> = new Set(["log", "files", "file_chunks", "attachment_texts", "preparations", "unused_files", "search_stale"]);

function triggersFor(connection: Connection, table: string): string {
  const columns = connection
    .prepare<{ name: string; pk: number }>("SELECT name, pk FROM pragma_table_info(?)")
    .all(table);
  const names = columns.map(({ name }) => name);
  const key = columns.find(({ pk }) => pk === 1)?.name ?? "rowid";
  const row = (version: "old" | "new") =>
    `json_object(${names.map((name) => `${sqlText(name)}, ${version}.${sqlName(name)}`).join(", ")})`;
  const entry = (version: "old" | "new", action: string, before: string, after: string) =>
    `INSERT INTO log (at, table_name, row_id, action, before, after)
     VALUES (log_now(), ${sqlText(table)}, ${version}.${sqlName(key)}, '${action}', ${before}, ${after});`;
  const changed = names.map((name) => `old.${sqlName(name)} IS NOT new.${sqlName(name)}`).join(" OR ");
  const trigger = (action: string) => `CREATE TEMP TRIGGER ${sqlName(`log_${table}_${action}`)} AFTER`;
  return `
    ${trigger("added")} INSERT ON main.${sqlName(table)}
    BEGIN ${entry("new", "added", "NULL", row("new"))} END;
    ${trigger("changed")} UPDATE ON main.${sqlName(table)} WHEN ${changed}
    BEGIN ${entry("new", "changed", row("old"), row("new"))} END;
    ${trigger("removed")} DELETE ON main.${sqlName(table)}
    BEGIN ${entry("old", "removed", row("old"), "NULL")} END;`;
}

/** The names come from the file, which may be somebody else's: what they hold must stay a name. */
export function sqlName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
