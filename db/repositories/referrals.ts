import type { Referral } from "../../core/domain/referral.ts";
import type { ReferralRepository } from "../../core/store.ts";
import type { Connection } from "../connection.ts";

export function referralRepository(connection: Connection): ReferralRepository {
  const ofCase = connection.prepare<ReferralRow>("SELECT * FROM referrals WHERE case_id = ? ORDER BY id");
  const add = connection.prepare<ReferralRow>(
    `INSERT INTO referrals (case_id, from_item_id, to_item_id, to_body_id, planned_date) VALUES (?, ?, ?, ?, ?)
     RETURNING *`,
  );
  const update = connection.prepare<ReferralRow>(
    `UPDATE referrals SET case_id = ?, from_item_id = ?, to_item_id = ?, to_body_id = ?, planned_date = ?
     WHERE id = ? RETURNING *`,
  );

  return {
    ofCase: (caseId) => ofCase.all(caseId).map(toReferral),
    add: (referral) => toReferral(add.one(...values(referral))),
    update: (referral) => toReferral(update.one(...values(referral), referral.id)),
  };
}

interface ReferralRow {
  readonly id: number;
  readonly case_id: number;
  readonly from_item_id: number;
  readonly to_item_id: number | null;
  readonly to_body_id: number;
  readonly planned_date: string | null;
}

function toReferral(row: ReferralRow): Referral {
  return {
    id: row.id,
    caseId: row.case_id,
    fromItemId: row.from_item_id,
    toItemId: row.to_item_id,
    toBodyId: row.to_body_id,
    plannedDate: row.planned_date,
  };
}

function values(referral: Omit<Referral, "id">) {
  return [referral.caseId, referral.fromItemId, referral.toItemId, referral.toBodyId, referral.plannedDate] as const;
}
