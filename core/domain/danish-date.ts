/** A day, `YYYY-MM-DD`. The core never asks what time it is; days come in as data. */
export type IsoDate = string;

const months = [
  "januar", "februar", "marts", "april", "maj", "juni",
  "juli", "august", "september", "oktober", "november", "december",
] as const;

const weekdays = ["søndag", "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag"] as const;

/** True for a real day in the form YYYY-MM-DD (2026-02-30 is none). */
export function isIsoDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && toIsoDate(...(text.split("-").map(Number) as [number, number, number])) === text;
}

/** `29. august 2017`: the form used in running text. */
export function longDate(date: IsoDate): string {
  const { year, month, day } = parts(date);
  return `${day}. ${months[month - 1]} ${year}`;
}

/** `tirsdag den 29. august 2017`: the form used on a front page. */
export function weekdayDate(date: IsoDate): string {
  const { year, month, day } = parts(date);
  const weekday = weekdays[new Date(Date.UTC(year, month - 1, day)).getUTCDay()];
  return `${weekday} den ${longDate(date)}`;
}

/** `29-08-2017`: the form used in page stamps. */
export function stampDate(date: IsoDate): string {
  const { year, month, day } = parts(date);
  return `${two(day)}-${two(month)}-${year}`;
}

/** `2017.08.29`: the form used in work plans, where it also sorts. */
export function planDate(date: IsoDate): string {
  return date.replaceAll("-", ".");
}

/**
 * Reads one day in any of the forms that Danish papers use: `14. juni 2017`, `d. 26. juni 2017`,
 * `29-08-2017`, `05.12.2016`, `11.04.17`, `2017.08.29`, `2017-08-29`, `1/9 2018`.
 * Two-digit years are read as 2000–2099. Returns null for anything else, also for days that do not exist.
 */
export function readDate(text: string): IsoDate | null {
  const trimmed = text.trim().replace(/^(den|d\.)\s+/i, "");
  const worded = /^(\d{1,2})\.?\s+([a-zæøå]+)\s+(\d{4})$/i.exec(trimmed);
  if (worded) {
    const month = months.findIndex((name) => name === worded[2]?.toLowerCase()) + 1;
    return month > 0 ? toIsoDate(Number(worded[3]), month, Number(worded[1])) : null;
  }
  const yearFirst = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})$/.exec(trimmed);
  if (yearFirst) return toIsoDate(Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3]));
  const dayFirst = /^(\d{1,2})[-./](\d{1,2})[-./ ]\s?(\d{4}|\d{2})$/.exec(trimmed);
  if (!dayFirst) return null;
  const year = Number(dayFirst[3]);
  return toIsoDate(year < 100 ? 2000 + year : year, Number(dayFirst[2]), Number(dayFirst[1]));
}

/** The day as YYYY-MM-DD, or null where the calendar has no such day. */
function toIsoDate(year: number, month: number, day: number): IsoDate | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}` : null;
}

function parts(date: IsoDate): { year: number; month: number; day: number } {
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  return { year, month, day };
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
