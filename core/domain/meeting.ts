import type { IsoDate } from "./danish-date.ts";

/** How far a meeting (møde) has come: planlagt, kladde, udsendt, afholdt, referat godkendt, arkiveret. */
export type MeetingState = "planned" | "draft" | "released" | "held" | "minutes-approved" | "archived";

/** One meeting of one body (møde). */
export interface Meeting {
  readonly id: number;
  readonly bodyId: number;
  readonly date: IsoDate;
  /** `16:00`, or null where it is not known. */
  readonly time: string | null;
  readonly place: string | null;
  readonly state: MeetingState;
  /** Those who were there and those who sent their apologies (fremmøde), as recorded at the meeting. */
  readonly attendance: Attendance;
}

/** Attendance at a meeting as a whole (fremmøde, afbud, stedfortrædere). */
export interface Attendance {
  readonly present: readonly Person[];
  readonly absent: readonly Person[];
  readonly substitutes: readonly Person[];
}

/** Someone named with a party letter: `Anna Aagaard (A)`. */
export interface Person {
  readonly name: string;
  readonly party: string | null;
}

export const noAttendance: Attendance = { present: [], absent: [], substitutes: [] };
