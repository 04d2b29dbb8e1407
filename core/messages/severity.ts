import type { MessageCode } from "./facts.ts";

/** Notices that only tell what was done; all others ask somebody to look. */
const informational: ReadonlySet<MessageCode> = new Set<MessageCode>([
  "workspace.copied-aside",
  "attachment.prepared",
  "attachment.skipped",
  "attachment.title-untidy",
  "attachment.titles-untidy",
  "proof.no-receipt",
  "intake.stamp-removed",
  "intake.extract-kept",
  "intake.other-body",
]);

/** Whether somebody should look at what a notice tells; then a command ends with status 1. */
export function needsAttention(code: MessageCode): boolean {
  return !informational.has(code);
}
