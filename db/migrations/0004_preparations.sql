-- What became of attachments' files when they were made ready for packets: derived from their bytes, so it is not
-- logged and can be thrown away at any time. And the files that nothing refers to.

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
