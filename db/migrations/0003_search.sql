-- Search in items, attachments and decisions. What is indexed is plain text made by the app (db/plain-text.ts), so the
-- schema only notes which documents have changed; db/repositories/search.ts brings the index up to date.

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

CREATE TABLE search_stale (document INTEGER PRIMARY KEY) STRICT;       -- changed, added or removed since it was last indexed

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
