import type { Variant } from "../../core/domain/openness.ts";
import type { Release } from "../../core/domain/release.ts";
import type { ReleaseRepository } from "../../core/store.ts";
import type { Connection } from "../connection.ts";

export function releaseRepository(connection: Connection): ReleaseRepository {
  const ofMeeting = connection.prepare<ReleaseRow>("SELECT * FROM releases WHERE meeting_id = ? ORDER BY id");
  const add = connection.prepare<ReleaseRow>(
    `INSERT INTO releases (meeting_id, document, variant, issued_at, file_name, sha256, agenda_sha256, receipt, manifest)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING *`,
  );

  return {
    ofMeeting: (meetingId) => ofMeeting.all(meetingId).map(toRelease),
    add: (release) =>
      toRelease(
        add.one(
          release.meetingId, release.document, release.variant, release.issuedAt, release.fileName, release.sha256,
          release.agendaSha256, release.receipt, release.manifest,
        ),
      ),
  };
}

interface ReleaseRow {
  readonly id: number;
  readonly meeting_id: number;
  readonly document: Release["document"];
  readonly variant: Variant;
  readonly issued_at: string;
  readonly file_name: string;
  readonly sha256: string;
  readonly agenda_sha256: string | null;
  readonly receipt: string | null;
  readonly manifest: string;
}

function toRelease(row: ReleaseRow): Release {
  return {
    id: row.id,
    meetingId: row.meeting_id,
    document: row.document,
    variant: row.variant,
    issuedAt: row.issued_at,
    fileName: row.file_name,
    sha256: row.sha256,
    agendaSha256: row.agenda_sha256,
    receipt: row.receipt,
    manifest: row.manifest,
  };
}
