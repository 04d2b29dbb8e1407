-- The schema after all migrations, for reading. Written by test/db/schema.test.ts: UPDATE_SCHEMA=1.
-- PRAGMA application_id = 0x466f7265; PRAGMA user_version = 5;

CREATE TABLE bodies (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  name          TEXT NOT NULL CHECK (name <> ''),
  stamp_name    TEXT NOT NULL,
  genitive      TEXT NOT NULL,
  running_name  TEXT NOT NULL,
  own_genitive  TEXT,
  abbreviation  TEXT,
  prints_kind   INTEGER NOT NULL CHECK (prints_kind IN (0, 1)),
  pack          TEXT NOT NULL                                          -- an id; packs are data outside the workspace
) STRICT;

CREATE TABLE members (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  body_id     INTEGER NOT NULL REFERENCES bodies (id) ON DELETE CASCADE,
  name        TEXT NOT NULL CHECK (name <> ''),
  party       TEXT,                                                    -- null outside politics
  role        TEXT,
  substitute  INTEGER NOT NULL CHECK (substitute IN (0, 1)),
  from_date   TEXT CHECK (from_date IS date(from_date)),               -- null: since always. date() turns 02-30 into 03-02
  to_date     TEXT CHECK (to_date IS date(to_date)),                   -- null: until further notice; the day itself is included
  position    INTEGER NOT NULL
) STRICT;

CREATE INDEX members_of_body ON members (body_id, position);

CREATE TABLE meetings (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  body_id     INTEGER NOT NULL REFERENCES bodies (id),                 -- a body with meetings cannot be removed
  date        TEXT NOT NULL CHECK (date IS date(date)),                -- not unique: a body may meet twice in a day
  time        TEXT CHECK (time GLOB '[0-2][0-9]:[0-5][0-9]'),
  place       TEXT,
  state       TEXT NOT NULL
              CHECK (state IN ('planned', 'draft', 'released', 'held', 'minutes-approved', 'archived')),
  attendance  TEXT NOT NULL CHECK (json_valid(attendance))             -- names as recorded; members may change, this must not
) STRICT;

CREATE INDEX meetings_of_body ON meetings (body_id, date);

CREATE INDEX meetings_by_date ON meetings (date);

CREATE TABLE case_files (                                              -- CASE is a word of SQL
  id              INTEGER PRIMARY KEY AUTOINCREMENT,
  title           TEXT NOT NULL,                                       -- mixed case; capitals are made when printed
  title_proposed  INTEGER NOT NULL CHECK (title_proposed IN (0, 1)),
  journal_number  TEXT,                                                -- not unique: several cases share one
  owner_unit      TEXT,
  sign_off        TEXT NOT NULL CHECK (json_valid(sign_off))           -- names, first signer first
) STRICT;

CREATE INDEX case_files_by_journal_number ON case_files (journal_number);

CREATE TABLE agenda_items (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  meeting_id  INTEGER NOT NULL REFERENCES meetings (id) ON DELETE CASCADE,
  case_id     INTEGER NOT NULL REFERENCES case_files (id),             -- the case outlives its items
  series      TEXT NOT NULL CHECK (series IN ('item', 'notice')),
  number      INTEGER NOT NULL CHECK (number > 0),
  kind        TEXT NOT NULL,                                           -- a key of the template pack
  openness    TEXT NOT NULL CHECK (openness IN ('open', 'closed', 'unknown')),
  ground      TEXT,
  UNIQUE (meeting_id, series, number)
) STRICT;

CREATE INDEX agenda_items_of_case ON agenda_items (case_id);

CREATE TABLE sections (
  item_id   INTEGER NOT NULL REFERENCES agenda_items (id) ON DELETE CASCADE,
  key       TEXT NOT NULL,                                             -- a key of the template pack
  html      TEXT NOT NULL,                                             -- canonical HTML of the small vocabulary
  position  INTEGER NOT NULL,                                          -- as written; the pack decides the printed order
  PRIMARY KEY (item_id, key)
) STRICT;

CREATE TABLE decisions (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  item_id        INTEGER NOT NULL REFERENCES agenda_items (id) ON DELETE CASCADE,
  body_id        INTEGER REFERENCES bodies (id) ON DELETE SET NULL,    -- null: a body that is not in this workspace
  body_name      TEXT NOT NULL,                                        -- as it was called then
  body_genitive  TEXT NOT NULL,
  date           TEXT CHECK (date IS date(date)),                      -- null: the source does not tell
  dated          INTEGER NOT NULL CHECK (dated IN (0, 1)),
  outcome        TEXT NOT NULL,
  wording        TEXT NOT NULL,
  remarks        TEXT NOT NULL CHECK (json_valid(remarks)),
  discussion     TEXT NOT NULL,
  absent         TEXT NOT NULL CHECK (json_valid(absent)),
  substitutes    TEXT NOT NULL CHECK (json_valid(substitutes)),
  votes          TEXT CHECK (json_valid(votes)),                       -- null: no vote was taken
  dissents       TEXT NOT NULL CHECK (json_valid(dissents)),
  carried        INTEGER NOT NULL CHECK (carried IN (0, 1)),
  position       INTEGER NOT NULL
) STRICT;

CREATE INDEX decisions_of_item ON decisions (item_id, position);

CREATE INDEX decisions_of_body ON decisions (body_id);

CREATE TABLE referrals (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  case_id       INTEGER NOT NULL REFERENCES case_files (id) ON DELETE CASCADE,
  from_item_id  INTEGER NOT NULL REFERENCES agenda_items (id) ON DELETE CASCADE,
  to_item_id    INTEGER REFERENCES agenda_items (id) ON DELETE SET NULL,   -- null: the receiving item is not there (yet)
  to_body_id    INTEGER NOT NULL REFERENCES bodies (id),
  planned_date  TEXT CHECK (planned_date IS date(planned_date))
) STRICT;

CREATE INDEX referrals_of_case ON referrals (case_id);

CREATE INDEX referrals_from_item ON referrals (from_item_id);

CREATE INDEX referrals_to_item ON referrals (to_item_id);

CREATE TABLE plan_entries (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  body_id    INTEGER NOT NULL REFERENCES bodies (id) ON DELETE CASCADE,
  year       INTEGER NOT NULL,
  position   INTEGER NOT NULL,                                         -- as loaded
  lead_body  TEXT NOT NULL,                                            -- as printed: may be a body of somebody else's
  title      TEXT NOT NULL,
  treatment  TEXT,
  date       TEXT CHECK (date IS date(date)),
  period     TEXT,                                                     -- in words, where there is no day
  openness   TEXT NOT NULL CHECK (openness IN ('open', 'closed', 'unknown'))
) STRICT;

CREATE INDEX plan_entries_of_body ON plan_entries (body_id, year, position);

CREATE TABLE log (                                                     -- filled by the triggers of db/log-triggers.ts
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  at          TEXT NOT NULL,                                           -- ISO 8601 instant
  table_name  TEXT NOT NULL,
  row_id      INTEGER NOT NULL,                                        -- the row's id; for sections that of their item
  action      TEXT NOT NULL CHECK (action IN ('added', 'changed', 'removed')),
  before      TEXT,                                                    -- the row as JSON; null for an added one
  after       TEXT                                                     -- the row as JSON; null for a removed one
) STRICT;

CREATE INDEX log_of_row ON log (table_name, row_id);

CREATE TABLE files (
  id          INTEGER PRIMARY KEY,
  sha256      TEXT UNIQUE CHECK (sha256 GLOB '[0-9a-f]*' AND length(sha256) = 64),
                                                                       -- null while the bytes are still coming in
  size        INTEGER NOT NULL CHECK (size >= 0),                      -- bytes
  media_type  TEXT NOT NULL
) STRICT;

CREATE TABLE file_chunks (
  file_id   INTEGER NOT NULL REFERENCES files (id) ON DELETE CASCADE,
  position  INTEGER NOT NULL,                                          -- from 0
  bytes     BLOB NOT NULL,
  PRIMARY KEY (file_id, position)
) STRICT;

CREATE TABLE attachments (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  item_id     INTEGER NOT NULL REFERENCES agenda_items (id) ON DELETE CASCADE,
  number      INTEGER NOT NULL CHECK (number > 0),                     -- not unique: renumbering passes through doubles
  title       TEXT NOT NULL,
  file_name   TEXT,
  media_type  TEXT,
  sha256      TEXT REFERENCES files (sha256),                          -- null while only the title is known
  size        INTEGER CHECK (size >= 0),
  pages       INTEGER CHECK (pages >= 0),
  openness    TEXT NOT NULL CHECK (openness IN ('open', 'closed', 'unknown'))
) STRICT;

CREATE INDEX attachments_of_item ON attachments (item_id, number);

CREATE INDEX attachments_with_file ON attachments (sha256);

CREATE TABLE attachment_texts (                                        -- apart from its attachment: long, and seldom read
  attachment_id  INTEGER PRIMARY KEY REFERENCES attachments (id) ON DELETE CASCADE,
  text           TEXT NOT NULL                                         -- read from the file, for search
) STRICT;

CREATE VIRTUAL TABLE search_index USING fts5 (                         -- rowid: see search_documents
  title,                                                               -- of an item's case
  journal_number,                                                      -- of an item's case
  name,                                                                -- an attachment's title and file name; who decided, and what
  text,                                                                -- sections; an attachment's text; a decision
  context,                                                             -- the case's title and number, for attachments and decisions
  content = '', contentless_delete = 1,                                -- the texts are in the model already
  prefix = '1 2',                                                      -- the first letters typed match the most words
  tokenize = 'unicode61 remove_diacritics 0'                           -- å is no a with a ring; case is ignored
);

CREATE VIEW search_documents AS                                        -- newest item last; in one item: itself, attachments, decisions
  SELECT id << 32 AS document, id AS item_id, 'item' AS kind, id AS thing_id FROM agenda_items UNION ALL
  SELECT (item_id << 32) + (1 << 30) + id, item_id, 'attachment', id FROM attachments UNION ALL
  SELECT (item_id << 32) + (2 << 30) + id, item_id, 'decision', id FROM decisions;

CREATE TABLE search_stale (document INTEGER PRIMARY KEY) STRICT;

CREATE TRIGGER stale_item_added AFTER INSERT ON agenda_items
BEGIN INSERT INTO search_stale VALUES (new.id << 32) ON CONFLICT DO NOTHING; END;

CREATE TRIGGER stale_item_removed AFTER DELETE ON agenda_items
BEGIN INSERT INTO search_stale VALUES (old.id << 32) ON CONFLICT DO NOTHING; END;

CREATE TRIGGER stale_item_changed AFTER UPDATE OF case_id ON agenda_items WHEN old.case_id <> new.case_id
BEGIN
  INSERT INTO search_stale SELECT document FROM search_documents WHERE item_id = new.id ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER stale_case_changed AFTER UPDATE OF title, journal_number ON case_files
WHEN old.title <> new.title OR old.journal_number IS NOT new.journal_number
BEGIN
  INSERT INTO search_stale
    SELECT document FROM search_documents WHERE item_id IN (SELECT id FROM agenda_items WHERE case_id = new.id)
    ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER stale_section_added AFTER INSERT ON sections
BEGIN INSERT INTO search_stale VALUES (new.item_id << 32) ON CONFLICT DO NOTHING; END;

CREATE TRIGGER stale_section_changed AFTER UPDATE OF html ON sections WHEN old.html <> new.html
BEGIN INSERT INTO search_stale VALUES (new.item_id << 32) ON CONFLICT DO NOTHING; END;

CREATE TRIGGER stale_section_removed AFTER DELETE ON sections
BEGIN INSERT INTO search_stale VALUES (old.item_id << 32) ON CONFLICT DO NOTHING; END;

CREATE TRIGGER stale_attachment_added AFTER INSERT ON attachments
BEGIN INSERT INTO search_stale VALUES ((new.item_id << 32) + (1 << 30) + new.id) ON CONFLICT DO NOTHING; END;

CREATE TRIGGER stale_attachment_changed AFTER UPDATE OF item_id, title, file_name ON attachments
WHEN old.item_id <> new.item_id OR old.title <> new.title OR old.file_name IS NOT new.file_name
BEGIN
  INSERT INTO search_stale VALUES ((old.item_id << 32) + (1 << 30) + old.id) ON CONFLICT DO NOTHING;
  INSERT INTO search_stale VALUES ((new.item_id << 32) + (1 << 30) + new.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER stale_attachment_removed AFTER DELETE ON attachments
BEGIN INSERT INTO search_stale VALUES ((old.item_id << 32) + (1 << 30) + old.id) ON CONFLICT DO NOTHING; END;

CREATE TRIGGER stale_attachment_text_added AFTER INSERT ON attachment_texts
BEGIN
  INSERT INTO search_stale SELECT (item_id << 32) + (1 << 30) + id FROM attachments WHERE id = new.attachment_id
    ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER stale_attachment_text_changed AFTER UPDATE OF text ON attachment_texts
BEGIN
  INSERT INTO search_stale SELECT (item_id << 32) + (1 << 30) + id FROM attachments WHERE id = new.attachment_id
    ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER stale_decision_added AFTER INSERT ON decisions
BEGIN INSERT INTO search_stale VALUES ((new.item_id << 32) + (2 << 30) + new.id) ON CONFLICT DO NOTHING; END;

CREATE TRIGGER stale_decision_changed AFTER UPDATE ON decisions
BEGIN
  INSERT INTO search_stale VALUES ((old.item_id << 32) + (2 << 30) + old.id) ON CONFLICT DO NOTHING;
  INSERT INTO search_stale VALUES ((new.item_id << 32) + (2 << 30) + new.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER stale_decision_removed AFTER DELETE ON decisions
BEGIN INSERT INTO search_stale VALUES ((old.item_id << 32) + (2 << 30) + old.id) ON CONFLICT DO NOTHING; END;

CREATE TABLE preparations (
  sha256    TEXT PRIMARY KEY REFERENCES files (sha256) ON DELETE CASCADE,  -- of the original
  version   INTEGER NOT NULL,                                          -- of the code that prepared it
  outcome   TEXT NOT NULL CHECK (outcome IN ('as-is', 'converted', 'repaired', 'pictures', 'slip')),
  reasons   TEXT NOT NULL CHECK (json_valid(reasons)),
  pages_in  INTEGER CHECK (pages_in >= 0),                             -- null: cannot be known
  pdf       TEXT REFERENCES files (sha256) ON DELETE CASCADE,          -- whose pages go into packets; null for a slip
  pages     TEXT NOT NULL CHECK (json_valid(pages)),                   -- [width, height, closes, opens, print] of each
  ink       BLOB NOT NULL                                              -- 64 bytes a page: points free in 32 columns at the foot, 32 at the head; 255: not known
) STRICT;

CREATE INDEX preparations_with_pdf ON preparations (pdf);

CREATE TABLE unused_files (                                            -- cleared away when they have been here for a day
  file_id  INTEGER PRIMARY KEY REFERENCES files (id) ON DELETE CASCADE,
  since    TEXT NOT NULL                                               -- ISO 8601 instant
) STRICT;

CREATE TABLE releases (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  meeting_id     INTEGER NOT NULL REFERENCES meetings (id) ON DELETE CASCADE,
  document       TEXT NOT NULL CHECK (document IN ('agenda', 'packet', 'supplement', 'minutes')),
  variant        TEXT NOT NULL CHECK (variant IN ('internal', 'public')),
  issued_at      TEXT NOT NULL,                                        -- ISO 8601 instant
  file_name      TEXT NOT NULL,
  sha256         TEXT NOT NULL REFERENCES files (sha256),              -- the bytes that were issued
  agenda_sha256  TEXT REFERENCES files (sha256),                       -- the agenda alone, where a packet was issued
  receipt        TEXT CHECK (json_valid(receipt)),                     -- null for what has no attachments
  manifest       TEXT NOT NULL CHECK (json_valid(manifest))
) STRICT;

CREATE INDEX releases_of_meeting ON releases (meeting_id);

CREATE INDEX releases_with_file ON releases (sha256);

CREATE INDEX releases_with_agenda ON releases (agenda_sha256);
