import type { Reason } from "./reasons.ts";

/** Something closed that a finished file says. */
export interface LeakFacts {
  readonly where: "page" | "outline" | "label" | "destination" | "metadata" | "annotation" | "embedded" | "structure" | "raw" | "receipt";
  readonly page: number | null;
  readonly words: string;
  readonly series: "item" | "notice";
  readonly item: number;
  readonly attachment: number | null;
}

/** Every code that can reach a user, with the facts that its sentence needs. */
export interface Facts {
  // the workspace file
  "file.missing": { path: string };
  "file.unreadable": { path: string; reason: string };
  "file.unwritable": { path: string; reason: string };
  "file.disk-full": { path: string };
  "folder.missing": { folder: string };
  "file.empty": { path: string };
  "file.is-workspace": { path: string };
  "workspace.missing": { path: string };
  "workspace.not-ours": { path: string };
  "workspace.newer": { path: string; version: number; known: number };
  "workspace.damaged": { path: string; reason: string };
  "workspace.busy": { path: string };
  "workspace.network-folder": { path: string };
  "workspace.copied-aside": { path: string };
  "workspace.node-too-old": { version: string };
  // things that are asked for
  "body.missing": { body: string; known: string };
  "meeting.missing": { meeting: string };
  "meeting.ambiguous": { meeting: string; choices: string };
  "item.missing": { series: "item" | "notice"; item: number; known: string };
  "attachment.missing": { series: "item" | "notice"; item: number; attachment: number; known: string };
  "attachment.one-file": { attachment: number; files: number };
  "attachment.one-title": { title: string; files: number };
  "attachment.no-files": { folder: string };
  "attachment.skipped": { folder: string; names: string };
  "attachment.folders-skipped": { folder: string; names: string };
  "attachment.titles-untidy": { count: number; example: string };
  "attachment.title-untidy": { attachment: number; title: string; proposed: string };
  "attachment.prepared": { attachment: number; title: string; reasons: readonly Reason[] };
  "attachment.wanting": { attachment: number; title: string; reasons: readonly Reason[] };
  "release.none": { variant: "internal" | "public" };
  "release.no-changes": { variant: "internal" | "public" };
  "changes.closed-since": { series: "item" | "notice"; item: number; attachment: number | null };
  "supplement.empty": { variant: "internal" | "public" };
  "release.too-few": { variant: "internal" | "public"; issued: number };
  "receipt.unreadable": { path: string; reason: string };
  "plan.missing": { body: string; year: number };
  // documents
  "document.unknown": { document: string; known: string };
  "format.unknown": { format: string; known: string };
  "document.left-out": { series: "item" | "notice"; number: number };
  "document.withheld": { series: "item" | "notice"; number: number; openness: "closed" | "unknown" };
  "glyph.missing": { character: string; codePoint: string };
  "image.missing": { source: string };
  "image.unreadable": { source: string; reason: string };
  "not-set": { what: string; format: string };
  // rich text and templates
  "html.foreign": { tag: string; where: string };
  "html.foreign-attribute": { tag: string; attribute: string; where: string };
  "html.malformed": { where: string; reason: string };
  "html.healed": { what: string; where: string };
  "pack.missing": { pack: string; known: string };
  "pack.broken": { file: string; where: string; reason: string };
  "template.broken": { file: string; line: number; reason: string };
  "template.unknown-name": { file: string; line: number; name: string; near: string };
  "template.unknown-helper": { file: string; line: number; name: string; known: string };
  // intake
  "intake.unknown-format": { path: string };
  "intake.no-items": { path: string };
  "intake.unplaced": { where: string; text: string };
  "intake.placed-first": { where: string; section: string; item: string };
  "intake.attachment-text": { where: string };
  "intake.running-lines": { text: string; pages: number };
  "intake.number-assumed": { item: string; title: string };
  "intake.extract-unknown": { where: string; title: string };
  "intake.table-moved": { where: string; section: string; item: string };
  "intake.stamp-removed": { where: string; text: string };
  "intake.number-gap": { numbers: string };
  "intake.number-unplaced": { number: number; where: string; text: string };
  "intake.closed-unplaced": { where: string; text: string };
  "intake.perhaps-closed": { item: string; where: string | null; text: string };
  "intake.extract-found": { where: string; body: string; date: string; title: string };
  "intake.extract-kept": { body: string; date: string; title: string };
  "intake.title-proposed": { item: string; title: string };
  "intake.openness-unknown": { count: number };
  "intake.meeting-exists": { body: string; date: string };
  "intake.other-body": { where: string; printed: string; body: string };
  "plan.row-unreadable": { row: number; reason: string };
  "plan.no-rows": { path: string };
  // reading a finished packet back
  "proof.unreadable": { why: "no-pdf" | "encrypted" | "no-pages" | "endless" };
  "proof.index-damaged": object;
  "proof.no-receipt": object;
  "proof.receipt-of-another": object;
  "proof.pages-differ": { said: number; found: number };
  "proof.file-misplaced": { title: string; first: number; pages: number };
  "proof.page-unsaid": { page: number };
  "proof.label-wrong": { page: number; label: string };
  "proof.stamp-missing": { page: number; expected: string };
  "proof.stamp-wrong": { page: number; expected: string; found: string };
  "proof.stamp-unreadable": { page: number; why: "turned" | "outside" | "hidden" | "content" };
  "proof.stamp-astray": { page: number };
  "proof.outline-none": object;
  "proof.outline-dead": { title: string };
  "proof.outline-missing": { title: string; page: number };
  "proof.outline-astray": { title: string; page: number; first: number; last: number };
  "proof.heading-astray": { title: string; page: number };
  "proof.contents-wrong": { title: string; printed: number; target: number };
  "proof.contents-unlinked": { title: string };
  "proof.link-dead": { page: number; target: string };
  "proof.link-missing": { title: string; page: number };
  "proof.destination-dead": { name: string };
  "proof.destination-wrong": { name: string; page: number; expected: number };
  "proof.font-missing": { page: number; font: string };
  "proof.font-not-embedded": { page: number; font: string };
  "proof.language-missing": object;
  "proof.title-missing": object;
  "proof.tags-missing": object;
  "proof.more": { count: number };
  "packet.slip": { series: "item" | "notice"; item: number; attachment: number; title: string; reason: string };
  "packet.leaks": { leaks: readonly LeakFacts[] };
  "attachment.names-closed": { series: "item" | "notice"; item: number; attachment: number; title: string };
  "cpr.found": { series: "item" | "notice" | null; item: number | null; attachment: number | null; page: number; masked: string };
  // command line
  "command.unknown": { command: string; known: string };
  "command.later": { command: string };
  "option.missing": { option: string; example: string };
  "option.unknown": { option: string; command: string };
  "option.invalid": { option: string; value: string; expected: string };
  "option.conflict": { options: string };
  "argument.missing": { argument: string; command: string };
  "input.invalid": { what: string; reason: string };
  "cancelled": object;
  "internal": { reason: string };
}

export type MessageCode = keyof Facts;
