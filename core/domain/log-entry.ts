/** One change to the workspace (logpost): what, when, before and after. */
export interface LogEntry {
  readonly id: number;
  /** ISO 8601 instant. */
  readonly at: string;
  readonly table: string;
  readonly rowId: number;
  readonly action: "added" | "changed" | "removed";
  /** The row as JSON, or null for an added one. */
  readonly before: string | null;
  /** The row as JSON, or null for a removed one. */
  readonly after: string | null;
}
