import type { Openness } from "../../core/domain/openness.ts";
import type { PlanEntry } from "../../core/domain/plan-entry.ts";
import type { PlanRepository } from "../../core/store.ts";
import type { Connection } from "../connection.ts";

export function planRepository(connection: Connection): PlanRepository {
  const list = connection.prepare<PlanRow>(
    "SELECT * FROM plan_entries WHERE body_id = ? AND year = ? ORDER BY position, id",
  );
  const clear = connection.prepare("DELETE FROM plan_entries WHERE body_id = ? AND year = ?");
  const add = connection.prepare<PlanRow>(
    `INSERT INTO plan_entries (body_id, year, position, lead_body, title, treatment, date, period, openness)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING *`,
  );

  return {
    list: (bodyId, year) => list.all(bodyId, year).map(toPlanEntry),
    replace: (bodyId, year, entries) =>
      connection.transaction(() => {
        clear.run(bodyId, year);
        return entries.map((entry) => toPlanEntry(add.one(...values({ ...entry, bodyId, year }))));
      }),
    add: (entry) => toPlanEntry(add.one(...values(entry))),
  };
}

interface PlanRow {
  readonly id: number;
  readonly body_id: number;
  readonly year: number;
  readonly position: number;
  readonly lead_body: string;
  readonly title: string;
  readonly treatment: string | null;
  readonly date: string | null;
  readonly period: string | null;
  readonly openness: Openness;
}

function toPlanEntry(row: PlanRow): PlanEntry {
  return {
    id: row.id,
    bodyId: row.body_id,
    year: row.year,
    position: row.position,
    leadBody: row.lead_body,
    title: row.title,
    treatment: row.treatment,
    date: row.date,
    period: row.period,
    openness: row.openness,
  };
}

function values(entry: Omit<PlanEntry, "id">) {
  return [
    entry.bodyId, entry.year, entry.position, entry.leadBody, entry.title, entry.treatment, entry.date, entry.period,
    entry.openness,
  ] as const;
}
