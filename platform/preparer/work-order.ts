import type { ExamineMode, Stage } from "../../core/prepare/examine-pdf.ts";
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

/** What the worker tells its guard. */
export type WorkMessage = { readonly stage: Stage } | { readonly prepared: Prepared } | Trouble;

export type Failure = "too-slow" | "too-large" | "crashed";
