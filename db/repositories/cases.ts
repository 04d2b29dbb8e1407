import type { CaseFile } from "../../core/domain/case-file.ts";
import type { CaseRepository } from "../../core/store.ts";
import type { Connection } from "../connection.ts";

export function caseRepository(connection: Connection): CaseRepository {
  const get = connection.prepare<CaseRow>("SELECT * FROM case_files WHERE id = ?");
  const withJournalNumber = connection.prepare<CaseRow>(
    "SELECT * FROM case_files WHERE journal_number = ? ORDER BY id",
  );
  const add = connection.prepare<CaseRow>(
    `INSERT INTO case_files (title, title_proposed, journal_number, owner_unit, sign_off) VALUES (?, ?, ?, ?, ?)
     RETURNING *`,
  );
  const update = connection.prepare<CaseRow>(
    `UPDATE case_files SET title = ?, title_proposed = ?, journal_number = ?, owner_unit = ?, sign_off = ?
     WHERE id = ? RETURNING *`,
  );

  return {
    get: (id) => {
      const row = get.get(id);
      return row ? toCaseFile(row) : null;
    },
    withJournalNumber: (journalNumber) => withJournalNumber.all(journalNumber).map(toCaseFile),
    add: (caseFile) => toCaseFile(add.one(...values(caseFile))),
    update: (caseFile) => toCaseFile(update.one(...values(caseFile), caseFile.id)),
  };
}

interface CaseRow {
  readonly id: number;
  readonly title: string;
  readonly title_proposed: number;
  readonly journal_number: string | null;
  readonly owner_unit: string | null;
  readonly sign_off: string;
}

function toCaseFile(row: CaseRow): CaseFile {
  return {
    id: row.id,
    title: row.title,
    titleProposed: row.title_proposed === 1,
    journalNumber: row.journal_number,
    ownerUnit: row.owner_unit,
    signOff: JSON.parse(row.sign_off) as string[],
  };
}

function values(caseFile: Omit<CaseFile, "id">) {
  return [
    caseFile.title, Number(caseFile.titleProposed), caseFile.journalNumber, caseFile.ownerUnit,
    JSON.stringify(caseFile.signOff),
  ] as const;
}
