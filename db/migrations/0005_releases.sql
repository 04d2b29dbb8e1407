-- A release keeps what was issued. No version before this one could issue anything, so the table is made anew.

DROP TABLE releases;

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
