import type { Connection } from "../connection.ts";

/** Milliseconds that a file lies unused before its bytes are cleared away. */
const grace = 24 * 60 * 60 * 1000;

/**
 * Notes since when files are unused, and clears away those that have been so for a day. What is stored a moment before
 * it is referred to, by this program or another, is thus never taken: storing bytes that are there already starts
 * their day anew. A preparation is no user of its files; an attachment that has it is.
 */
export function removeUnused(connection: Connection, now: () => string): number {
  const marked = connection.prepare<UnusedRow>(
    "SELECT id, sha256, since FROM unused_files JOIN files ON id = file_id",
  );
  const unused = connection.prepare<UnusedRow>(
    `SELECT id, sha256, since FROM files LEFT JOIN unused_files ON file_id = id
     WHERE sha256 IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM attachments WHERE attachments.sha256 = files.sha256)
       AND NOT EXISTS (SELECT 1 FROM preparations JOIN attachments USING (sha256) WHERE preparations.pdf = files.sha256)
       AND NOT EXISTS (SELECT 1 FROM releases WHERE releases.sha256 = files.sha256)
       AND NOT EXISTS (SELECT 1 FROM releases WHERE releases.agenda_sha256 = files.sha256)`,
  );
  const mark = connection.prepare("INSERT INTO unused_files (file_id, since) VALUES (?, ?)");
  const unmark = connection.prepare("DELETE FROM unused_files WHERE file_id = ?");
  const drop = connection.prepare("DELETE FROM files WHERE id = ?");

  const look = () => {
    const candidates = unused.all();
    const pictures = candidates.length > 0 ? picturesInTexts(connection) : new Set<string>();
    const free = candidates.filter(({ sha256 }) => !pictures.has(sha256));
    const ids = new Set(free.map(({ id }) => id));
    return { free, usedAgain: marked.all().filter(({ id }) => !ids.has(id)) };
  };
  const plan = () => {
    const { free, usedAgain } = look();
    if (free.length + usedAgain.length === 0) return null;
    const moment = now();
    const before = new Date(Date.parse(moment) - grace).toISOString();
    const newlyUnused = free.filter(({ since }) => since === null);
    const dropped = free.filter(({ since }) => since !== null && since <= before);
    return usedAgain.length + newlyUnused.length + dropped.length === 0 ? null : { moment, usedAgain, newlyUnused, dropped };
  };
  // The common case writes nothing, and so waits for nobody.
  if (plan() === null) return 0;
  return connection.transaction(() => {
    const { moment = "", usedAgain = [], newlyUnused = [], dropped = [] } = plan() ?? {};
    for (const { id } of usedAgain) unmark.run(id);
    for (const { id } of newlyUnused) mark.run(id, moment);
    for (const { id } of dropped) drop.run(id);
    return dropped.length;
  });
}

/** Rich text names its pictures by their hash. */
function picturesInTexts(connection: Connection): Set<string> {
  const texts = connection
    .prepare<{ text: string }>(
      `SELECT html AS text FROM sections WHERE html LIKE '%<img%'
       UNION ALL SELECT wording || remarks || discussion || dissents FROM decisions
         WHERE wording || remarks || discussion || dissents LIKE '%<img%'`,
    )
    .all();
  return new Set(texts.flatMap(({ text }) => text.match(/[0-9a-f]{64}/g) ?? []));
}

interface UnusedRow {
  readonly id: number;
  readonly sha256: string;
  readonly since: string | null;
}
