/**
 * A journal number (journalnummer): what the case is filed under. It is not a key: several cases share one.
 * Papers print it with or without a trailing full stop; it is kept without.
 */
export function normalizeJournalNumber(printed: string): string | null {
  const trimmed = printed.replace(/\u00a0/g, " ").trim().replace(/\.+$/, "").trim();
  return trimmed === "" ? null : trimmed;
}
