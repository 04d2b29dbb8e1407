import { type AgendaItem, compareItems, type Series } from "../../core/domain/agenda-item.ts";
import type { Openness } from "../../core/domain/openness.ts";
import type { Section } from "../../core/domain/section.ts";
import type { AgendaItemRepository, New } from "../../core/store.ts";
import type { Connection } from "../connection.ts";

export function agendaItemRepository(connection: Connection): AgendaItemRepository {
  const ofMeeting = connection.prepare<ItemRow>("SELECT * FROM agenda_items WHERE meeting_id = ?");
  const sectionsOfMeeting = connection.prepare<SectionRow>(
    `SELECT sections.* FROM sections JOIN agenda_items ON agenda_items.id = item_id WHERE meeting_id = ?
     ORDER BY item_id, position`,
  );
  const ofCase = connection.prepare<ItemRow>("SELECT * FROM agenda_items WHERE case_id = ? ORDER BY id");
  const get = connection.prepare<ItemRow>("SELECT * FROM agenda_items WHERE id = ?");
  const byNumber = connection.prepare<ItemRow>(
    "SELECT * FROM agenda_items WHERE meeting_id = ? AND series = ? AND number = ?",
  );
  const add = connection.prepare<ItemRow>(
    `INSERT INTO agenda_items (meeting_id, case_id, series, number, kind, openness, ground)
     VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING *`,
  );
  const update = connection.prepare<ItemRow>(
    `UPDATE agenda_items SET meeting_id = ?, case_id = ?, series = ?, number = ?, kind = ?, openness = ?, ground = ?
     WHERE id = ? RETURNING *`,
  );
  const remove = connection.prepare("DELETE FROM agenda_items WHERE id = ?");

  const sections = connection.prepare<SectionRow>("SELECT * FROM sections WHERE item_id = ? ORDER BY position");
  const putSection = connection.prepare(
    `INSERT INTO sections (item_id, key, html, position) VALUES (?, ?, ?, ?)
     ON CONFLICT (item_id, key) DO UPDATE SET html = excluded.html, position = excluded.position`,
  );
  const putLastSection = connection.prepare(
    `INSERT INTO sections (item_id, key, html, position)
     VALUES (?, ?, ?, (SELECT coalesce(max(position) + 1, 0) FROM sections WHERE item_id = ?))
     ON CONFLICT (item_id, key) DO UPDATE SET html = excluded.html`,
  );
  const removeOtherSections = connection.prepare(
    "DELETE FROM sections WHERE item_id = ? AND key NOT IN (SELECT value FROM json_each(?))",
  );

  const withSections = (row: ItemRow): AgendaItem => toAgendaItem(row, sections.all(row.id));
  const storeSections = (itemId: number, item: New<AgendaItem>) => {
    removeOtherSections.run(itemId, JSON.stringify(item.sections.map(({ key }) => key)));
    item.sections.forEach(({ key, html }, position) => putSection.run(itemId, key, html, position));
  };

  return {
    ofMeeting: (meetingId) => {
      const rows = Map.groupBy(sectionsOfMeeting.all(meetingId), (section) => section.item_id);
      return ofMeeting.all(meetingId).map((row) => toAgendaItem(row, rows.get(row.id) ?? [])).sort(compareItems);
    },
    ofCase: (caseId) => ofCase.all(caseId).map(withSections),
    get: (id) => {
      const row = get.get(id);
      return row ? withSections(row) : null;
    },
    byNumber: (meetingId, series, number) => {
      const row = byNumber.get(meetingId, series, number);
      return row ? withSections(row) : null;
    },
    add: (item) =>
      connection.transaction(() => {
        const row = add.one(...values(item));
        storeSections(row.id, item);
        return withSections(row);
      }),
    update: (item) =>
      connection.transaction(() => {
        const row = update.one(...values(item), item.id);
        storeSections(item.id, item);
        return withSections(row);
      }),
    setSection: (itemId, { key, html }) => void putLastSection.run(itemId, key, html, itemId),
    remove: (id) => void remove.run(id),
  };
}

interface ItemRow {
  readonly id: number;
  readonly meeting_id: number;
  readonly case_id: number;
  readonly series: Series;
  readonly number: number;
  readonly kind: string;
  readonly openness: Openness;
  readonly ground: string | null;
}

interface SectionRow extends Section {
  readonly item_id: number;
  readonly position: number;
}

function toAgendaItem(row: ItemRow, sections: readonly SectionRow[]): AgendaItem {
  return {
    id: row.id,
    meetingId: row.meeting_id,
    caseId: row.case_id,
    series: row.series,
    number: row.number,
    kind: row.kind,
    openness: row.openness,
    ground: row.ground,
    sections: sections.map(({ key, html }) => ({ key, html })),
  };
}

function values(item: Omit<AgendaItem, "id">) {
  return [item.meetingId, item.caseId, item.series, item.number, item.kind, item.openness, item.ground] as const;
}
