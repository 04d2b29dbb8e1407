import type { Attachment } from "../../core/domain/attachment.ts";
import type { Openness } from "../../core/domain/openness.ts";
import type { AttachmentRepository } from "../../core/store.ts";
import type { Connection } from "../connection.ts";

export function attachmentRepository(connection: Connection): AttachmentRepository {
  const ofItem = connection.prepare<AttachmentRow>("SELECT * FROM attachments WHERE item_id = ? ORDER BY number, id");
  const get = connection.prepare<AttachmentRow>("SELECT * FROM attachments WHERE id = ?");
  const add = connection.prepare<AttachmentRow>(
    `INSERT INTO attachments (item_id, number, title, file_name, media_type, sha256, size, pages, openness)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING *`,
  );
  const update = connection.prepare<AttachmentRow>(
    `UPDATE attachments SET item_id = ?, number = ?, title = ?, file_name = ?, media_type = ?, sha256 = ?, size = ?,
       pages = ?, openness = ? WHERE id = ? RETURNING *`,
  );
  const remove = connection.prepare("DELETE FROM attachments WHERE id = ?");
  const text = connection.prepare<{ text: string }>("SELECT text FROM attachment_texts WHERE attachment_id = ?");
  const setText = connection.prepare(
    `INSERT INTO attachment_texts (attachment_id, text) VALUES (?, ?)
     ON CONFLICT (attachment_id) DO UPDATE SET text = excluded.text`,
  );
  const textOfFile = connection.prepare<{ text: string }>(
    "SELECT text FROM attachments JOIN attachment_texts ON attachment_id = id WHERE sha256 = ? LIMIT 1",
  );

  return {
    ofItem: (itemId) => ofItem.all(itemId).map(toAttachment),
    get: (id) => {
      const row = get.get(id);
      return row ? toAttachment(row) : null;
    },
    add: (attachment) => toAttachment(add.one(...values(attachment))),
    update: (attachment) => toAttachment(update.one(...values(attachment), attachment.id)),
    remove: (id) => void remove.run(id),
    setText: (id, words) => void setText.run(id, words),
    text: (id) => text.get(id)?.text ?? "",
    textOfFile: (sha256) => textOfFile.get(sha256)?.text ?? null,
  };
}

interface AttachmentRow {
  readonly id: number;
  readonly item_id: number;
  readonly number: number;
  readonly title: string;
  readonly file_name: string | null;
  readonly media_type: string | null;
  readonly sha256: string | null;
  readonly size: number | null;
  readonly pages: number | null;
  readonly openness: Openness;
}

function toAttachment(row: AttachmentRow): Attachment {
  return {
    id: row.id,
    itemId: row.item_id,
    number: row.number,
    title: row.title,
    fileName: row.file_name,
    mediaType: row.media_type,
    sha256: row.sha256,
    size: row.size,
    pages: row.pages,
    openness: row.openness,
  };
}

function values(attachment: Omit<Attachment, "id">) {
  return [
    attachment.itemId, attachment.number, attachment.title, attachment.fileName, attachment.mediaType,
    attachment.sha256, attachment.size, attachment.pages, attachment.openness,
  ] as const;
}
