-- Attachments, and the bytes of files: in chunks, once per SHA-256.

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
