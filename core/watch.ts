import { AppError } from "./errors.ts";
import type { Progress } from "./messages/steps.ts";

/** Somebody who waits for long work: is told how far it has come, and may want it to stop. */
export interface Watch {
  progress(told: Progress): void;
  readonly signal: AbortSignal;
}

/** Nobody waits. */
export const unwatched: Watch = { progress: () => undefined, signal: new AbortController().signal };

/** To be asked between two steps of long work: throws `cancelled` where it is to stop. */
export function stopIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new AppError("cancelled");
}
