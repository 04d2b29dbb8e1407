import type { Decision, Dissent, Votes } from "../../core/domain/decision.ts";
import type { Person } from "../../core/domain/meeting.ts";
import type { DecisionRepository } from "../../core/store.ts";
import type { Connection } from "../connection.ts";

export function decisionRepository(connection: Connection): DecisionRepository {
  const ofItem = connection.prepare<DecisionRow>("SELECT * FROM decisions WHERE item_id = ? ORDER BY position, id");
  const get = connection.prepare<DecisionRow>("SELECT * FROM decisions WHERE id = ?");
  const add = connection.prepare<DecisionRow>(
    `INSERT INTO decisions (item_id, body_id, body_name, body_genitive, date, dated, outcome, wording, remarks,
       discussion, absent, substitutes, votes, dissents, carried, position)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING *`,
  );
  const update = connection.prepare<DecisionRow>(
    `UPDATE decisions SET item_id = ?, body_id = ?, body_name = ?, body_genitive = ?, date = ?, dated = ?, outcome = ?,
       wording = ?, remarks = ?, discussion = ?, absent = ?, substitutes = ?, votes = ?, dissents = ?, carried = ?,
       position = ? WHERE id = ? RETURNING *`,
  );
  const remove = connection.prepare("DELETE FROM decisions WHERE id = ?");

  return {
    ofItem: (itemId) => ofItem.all(itemId).map(toDecision),
    get: (id) => {
      const row = get.get(id);
      return row ? toDecision(row) : null;
    },
    add: (decision) => toDecision(add.one(...values(decision))),
    update: (decision) => toDecision(update.one(...values(decision), decision.id)),
    remove: (id) => void remove.run(id),
  };
}

interface DecisionRow {
  readonly id: number;
  readonly item_id: number;
  readonly body_id: number | null;
  readonly body_name: string;
  readonly body_genitive: string;
  readonly date: string | null;
  readonly dated: number;
  readonly outcome: string;
  readonly wording: string;
  readonly remarks: string;
  readonly discussion: string;
  readonly absent: string;
  readonly substitutes: string;
  readonly votes: string | null;
  readonly dissents: string;
  readonly carried: number;
  readonly position: number;
}

function toDecision(row: DecisionRow): Decision {
  return {
    id: row.id,
    itemId: row.item_id,
    bodyId: row.body_id,
    bodyName: row.body_name,
    bodyGenitive: row.body_genitive,
    date: row.date,
    dated: row.dated === 1,
    outcome: row.outcome,
    wording: row.wording,
    remarks: JSON.parse(row.remarks) as string[],
    discussion: row.discussion,
    absent: JSON.parse(row.absent) as Person[],
    substitutes: JSON.parse(row.substitutes) as Person[],
    votes: row.votes === null ? null : (JSON.parse(row.votes) as Votes),
    dissents: JSON.parse(row.dissents) as Dissent[],
    carried: row.carried === 1,
    position: row.position,
  };
}

function values(decision: Omit<Decision, "id">) {
  return [
    decision.itemId, decision.bodyId, decision.bodyName, decision.bodyGenitive, decision.date, Number(decision.dated),
    decision.outcome, decision.wording, JSON.stringify(decision.remarks), decision.discussion,
    JSON.stringify(decision.absent), JSON.stringify(decision.substitutes),
    decision.votes === null ? null : JSON.stringify(decision.votes), JSON.stringify(decision.dissents),
    Number(decision.carried), decision.position,
  ] as const;
}
