import type { Series } from "../../core/domain/agenda-item.ts";
import { longDate } from "../../core/domain/danish-date.ts";
import type { SearchHit, SearchIndex } from "../../core/store.ts";
import type { Connection } from "../connection.ts";
import { plainText, searchable } from "../plain-text.ts";
import { countFound, type SoughtWord, snippet, soughtWords } from "../snippet.ts";

export interface RefreshedSearchIndex extends SearchIndex {
  /** Indexes what has changed. `find` does so itself; the end of a transaction does, so that `find` need not wait. */
  refresh(): void;
}

/** Search on FTS5. What has changed is indexed before it is asked, never by a trigger that would have to parse HTML. */
export function searchIndex(connection: Connection): RefreshedSearchIndex {
  const refresh = refresher(connection);
  const describe = describer(connection);
  const inTitles = connection.prepare<Found>(
    `SELECT ${documentParts("rowid")} FROM search_index WHERE search_index MATCH ?
     ORDER BY bm25(search_index, ${weights}) LIMIT ?`,
  );
  const anywhere = connection.prepare<Found>(
    `SELECT ${documentParts("document")} FROM (
       SELECT rowid AS document, bm25(search_index, ${weights}) AS rank FROM search_index WHERE search_index MATCH ?
       ORDER BY rowid DESC LIMIT ${candidates}
     ) WHERE rank < 0 ORDER BY rank, document DESC LIMIT ?`,
  );

  return {
    refresh,
    find: (query, limit) => {
      refresh();
      const words = soughtWords(query);
      if (words.length === 0) return [];
      const match = words.map((tokens) => `"${tokens.join(" ")}"*`).join(" AND "); // letters and figures only: no syntax
      const first = inTitles.all(`{title journal_number} : (${match})`, limit);
      const titled = new Set(first.map(({ itemId }) => itemId));
      const rest = first.length === limit
        ? []
        : anywhere.all(match, limit + first.length).filter(({ itemId, kind }) => kind !== 0 || !titled.has(itemId));
      return [...first, ...rest].slice(0, limit).map((found) => describe(found, words));
    },
  };
}

/**
 * Of title, journal number, name, text, context. Context helps a second word to be found ("støjrapport ringvej") but
 * is no find in itself: what has rank 0 was found there only, and its item stands in the list already.
 */
const weights = "10, 10, 5, 1, 0";

/**
 * Ranking costs a look at every match, and "s" matches everything. So titles are ranked in full and come first; of
 * the rest the newest thousand are ranked. In 10,000 cases that keeps the answer well under 50 ms.
 */
const candidates = 1000;

/** Taken apart in SQL: the number itself is wider than JavaScript's. See search_documents in 0003_search.sql. */
function documentParts(document: string): string {
  return `${document} >> 32 AS itemId, ${document} >> 30 & 3 AS kind, ${document} & ${(1 << 30) - 1} AS thingId`;
}

interface Found {
  readonly itemId: number;
  /** 0 the item itself, 1 an attachment, 2 a decision. */
  readonly kind: number;
  readonly thingId: number;
}

/** Statements for what is indexed of an item, an attachment and a decision, and for what is shown of a hit. */
function documents(connection: Connection) {
  // An attachment or decision may have moved to another item: then it is a document there, and here no more.
  return {
    item: connection.prepare<ItemRow>(
      `SELECT meeting_id, series, number, title, journal_number, meetings.date, bodies.name AS body_name
       FROM agenda_items JOIN case_files ON case_files.id = case_id JOIN meetings ON meetings.id = meeting_id
       JOIN bodies ON bodies.id = meetings.body_id WHERE agenda_items.id = ?`,
    ),
    sections: connection.prepare<{ key: string; html: string }>(
      "SELECT key, html FROM sections WHERE item_id = ? ORDER BY position",
    ),
    attachment: connection.prepare<AttachmentRow>(
      `SELECT title, file_name, coalesce(text, '') AS text
       FROM attachments LEFT JOIN attachment_texts ON attachment_id = id WHERE id = ? AND item_id = ?`,
    ),
    decision: connection.prepare<DecisionRow>(
      `SELECT body_name, body_genitive, date, dated, outcome, wording, remarks, discussion, dissents
       FROM decisions WHERE id = ? AND item_id = ?`,
    ),
  };
}

interface ItemRow {
  readonly meeting_id: number;
  readonly series: Series;
  readonly number: number;
  readonly title: string;
  readonly journal_number: string | null;
  readonly date: string;
  readonly body_name: string;
}

interface AttachmentRow {
  readonly title: string;
  readonly file_name: string | null;
  readonly text: string;
}

interface DecisionRow {
  readonly body_name: string;
  readonly body_genitive: string;
  readonly date: string | null;
  readonly dated: number;
  readonly outcome: string;
  readonly wording: string;
  readonly remarks: string;
  readonly discussion: string;
  readonly dissents: string;
}

function refresher(connection: Connection): () => void {
  const { item, sections, attachment, decision } = documents(connection);
  const anyStale = connection.prepare<{ document: number }>("SELECT 1 AS document FROM search_stale LIMIT 1");
  const stale = connection.prepare<Found>(`SELECT ${documentParts("document")} FROM search_stale ORDER BY document`);
  const document = "(? << 32) + (? << 30) + ?";
  const remove = connection.prepare(`DELETE FROM search_index WHERE rowid = ${document}`);
  const add = connection.prepare(
    `INSERT INTO search_index (rowid, title, journal_number, name, text, context) VALUES (${document}, ?, ?, ?, ?, ?)`,
  );
  const done = connection.prepare("DELETE FROM search_stale");

  const index = ({ itemId, kind, thingId }: Found) => {
    remove.run(itemId, kind, thingId);
    const above = item.get(itemId);
    if (!above) return;
    const context = searchable(`${above.title} ${above.journal_number ?? ""}`);
    if (kind === 0) {
      const text = sections.all(itemId).map(({ html }) => plainText(html)).join(" ");
      add.run(itemId, kind, thingId, searchable(above.title), above.journal_number, "", text, "");
    }
    if (kind === 1) {
      const row = attachment.get(thingId, itemId);
      if (row) add.run(itemId, kind, thingId, "", "", attachmentName(row), searchable(row.text), context);
    }
    if (kind === 2) {
      const row = decision.get(thingId, itemId);
      if (row) add.run(itemId, kind, thingId, "", "", decisionName(row), decisionText(row), context);
    }
  };

  return () => {
    if (!anyStale.get()) return;
    connection.transaction(() => {
      for (const found of stale.all()) index(found);
      done.run();
    });
  };
}

function describer(connection: Connection): (found: Found, words: readonly SoughtWord[]) => SearchHit {
  const { item, sections, attachment, decision } = documents(connection);

  return ({ itemId, kind, thingId }, words) => {
    const above = item.one(itemId);
    const place = (kind: SearchHit["kind"], where: string, text: string): SearchHit => ({
      kind,
      itemId,
      meetingId: above.meeting_id,
      bodyName: above.body_name,
      date: above.date,
      series: above.series,
      number: above.number,
      title: above.title,
      journalNumber: above.journal_number,
      snippet: snippet(text, words),
      where,
    });
    if (kind === 1) {
      const row = attachment.one(thingId, itemId);
      return place("attachment", row.title, bestText([attachmentName(row), searchable(row.text)], words));
    }
    if (kind === 2) {
      const row = decision.one(thingId, itemId);
      return place("decision", decisionHeading(row), bestText([decisionText(row), decisionName(row)], words));
    }
    const heading = [searchable(above.title), above.journal_number ?? ""];
    if (heading.some((text) => countFound(text, words) === words.length)) return place("item", "", bestText(heading, words));
    const texts = new Map(sections.all(itemId).map(({ key, html }) => [plainText(html), key]));
    const text = bestText([...texts.keys(), ...heading], words);
    return place("item", texts.get(text) ?? "", text);
  };
}

/** The text that has most of the words; the first of equals. */
function bestText(texts: readonly string[], words: readonly SoughtWord[]): string {
  const counts = texts.map((text) => countFound(text, words));
  return texts[counts.indexOf(Math.max(...counts))] ?? "";
}

function attachmentName(row: AttachmentRow): string {
  return searchable(`${row.title} ${row.file_name ?? ""}`);
}

function decisionName(row: DecisionRow): string {
  return searchable(`${row.body_name} ${row.outcome}`);
}

function decisionHeading(row: DecisionRow): string {
  return `${row.body_genitive} beslutning${row.date && row.dated ? ` den ${longDate(row.date)}` : ""}`;
}

function decisionText(row: DecisionRow): string {
  const remarks = JSON.parse(row.remarks) as string[];
  const dissents = JSON.parse(row.dissents) as { who: string; text: string }[];
  const parts = [row.wording, ...remarks, row.discussion, ...dissents.flatMap(({ who, text }) => [who, text])];
  return plainText(parts.join(" "));
}
