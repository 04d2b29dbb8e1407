import type { Attendance, Meeting, MeetingState } from "../../core/domain/meeting.ts";
import type { MeetingRepository } from "../../core/store.ts";
import type { Connection } from "../connection.ts";

export function meetingRepository(connection: Connection): MeetingRepository {
  const list = connection.prepare<MeetingRow>("SELECT * FROM meetings ORDER BY date, id");
  const listOfBody = connection.prepare<MeetingRow>("SELECT * FROM meetings WHERE body_id = ? ORDER BY date, id");
  const get = connection.prepare<MeetingRow>("SELECT * FROM meetings WHERE id = ?");
  const onDate = connection.prepare<MeetingRow>("SELECT * FROM meetings WHERE date = ? ORDER BY id");
  const add = connection.prepare<MeetingRow>(
    "INSERT INTO meetings (body_id, date, time, place, state, attendance) VALUES (?, ?, ?, ?, ?, ?) RETURNING *",
  );
  const update = connection.prepare<MeetingRow>(
    `UPDATE meetings SET body_id = ?, date = ?, time = ?, place = ?, state = ?, attendance = ? WHERE id = ?
     RETURNING *`,
  );
  const remove = connection.prepare("DELETE FROM meetings WHERE id = ?");

  return {
    list: (bodyId) => (bodyId === undefined ? list.all() : listOfBody.all(bodyId)).map(toMeeting),
    get: (id) => {
      const row = get.get(id);
      return row ? toMeeting(row) : null;
    },
    onDate: (date) => onDate.all(date).map(toMeeting),
    add: (meeting) => toMeeting(add.one(...values(meeting))),
    update: (meeting) => toMeeting(update.one(...values(meeting), meeting.id)),
    remove: (id) => void remove.run(id),
  };
}

interface MeetingRow {
  readonly id: number;
  readonly body_id: number;
  readonly date: string;
  readonly time: string | null;
  readonly place: string | null;
  readonly state: MeetingState;
  readonly attendance: string;
}

function toMeeting(row: MeetingRow): Meeting {
  return {
    id: row.id,
    bodyId: row.body_id,
    date: row.date,
    time: row.time,
    place: row.place,
    state: row.state,
    attendance: JSON.parse(row.attendance) as Attendance,
  };
}

function values(meeting: Omit<Meeting, "id">) {
  return [
    meeting.bodyId, meeting.date, meeting.time, meeting.place, meeting.state, JSON.stringify(meeting.attendance),
  ] as const;
}
