import type { ExamineMode, Stage } from "../../core/prepare/examine-pdf.ts";
import type { OfficeFile, OfficeResult } from "../../core/office.ts";
import type { PreparationJob, Prepared } from "../../core/preparer.ts";

/** What a guarded process is told to do. */
export interface WorkOrder {
  readonly job: PreparationJob;
  readonly mode: ExamineMode;
  readonly limits: Limits;
}

export interface Limits {
  /** Milliseconds without a sign of life, but for conversion, whose programs have limits of their own. */
  readonly silence: number;
  /** Milliseconds in all. */
  readonly total: number;
  /** Bytes of memory of the process. */
  readonly memory: number;
}

/** What a guarded process answers; `weary` asks to be replaced, since it holds much memory. */
export type WorkAnswer =
  | { readonly prepared: Prepared; readonly weary: boolean }
  | { readonly failure: Failure; readonly stage: Stage }
  | Trouble;

/** What is no fault of the file: it is not there, or the disk is full. */
export interface Trouble {
  readonly trouble: { readonly code: string | undefined; readonly message: string };
}

/** What the worker tells its guard; a file for the office program is converted by the guard, which can end the program. */
export type WorkMessage = { readonly stage: Stage } | { readonly prepared: Prepared } | { readonly office: OfficeFile } | Trouble;

/** What the guard tells its worker. */
export type GuardMessage = Pick<WorkOrder, "job" | "mode"> | { readonly officeResult: OfficeResult };

/** Asks a guarded process to end and leave nothing behind. */
export const goodbye = "goodbye";

export type Failure = "too-slow" | "too-large" | "crashed";
