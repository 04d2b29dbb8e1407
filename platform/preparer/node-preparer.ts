import type { ChildProcess } from "node:child_process";
import { stat } from "node:fs/promises";
import type { PreparationReason } from "../../core/domain/preparation.ts";
import type { ExamineMode, Stage } from "../../core/prepare/examine-pdf.ts";
import type { PreparationJob, Prepared, Preparer } from "../../core/preparer.ts";
import { startGuard } from "./start-guard.ts";
import { goodbye, type Limits, type WorkAnswer, type WorkOrder } from "./work-order.ts";

export interface PreparerOptions {
  /** Files at a time. */
  readonly atOnce?: number;
  /** Instead of the usual limits, which grow with the file. */
  readonly limits?: Partial<Limits>;
  /** Starts a guarded process; tests start others. */
  readonly start?: () => ChildProcess;
}

const megabyte = 1024 * 1024;

/**
 * Prepares files in guarded processes, which are kept for the next file. A PDF over which one of the two readers hangs,
 * fills the memory or crashes gets another try by the other reader alone, in a fresh process; what fails then as well
 * is a slip. Rejects only for what is no fault of the file (it is not there, the disk is full, it was cancelled).
 */
export function nodePreparer({ atOnce = 2, limits = {}, start = startGuard }: PreparerOptions = {}): Preparer {
  const idle: ChildProcess[] = [];
  const living = new Set<ChildProcess>();
  const waiting: (() => void)[] = [];
  let working = 0;
  let closed = false;

  return {
    async prepare(job, signal) {
      await turn(signal);
      try {
        return await prepare(job, await limitsFor(job), signal);
      } finally {
        working -= 1;
        waiting.shift()?.();
      }
    },
    async close() {
      closed = true;
      await Promise.all([...living].map(end));
    },
  };

  /** Waits until fewer than `atOnce` files are being worked on. */
  async function turn(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    if (working >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    working += 1;
    if (!signal?.aborted && !closed) return;
    working -= 1;
    waiting.shift()?.();
    signal?.throwIfAborted();
    throw new Error("the preparer is closed");
  }

  async function limitsFor({ path }: PreparationJob): Promise<Limits> {
    const size = await stat(path).then((found) => found.size, () => 0);
    return { silence: 45_000 + (300 * size) / megabyte, total: 600_000, memory: 1500 * megabyte, ...limits };
  }

  async function prepare(job: PreparationJob, allowed: Limits, signal: AbortSignal | undefined): Promise<Prepared> {
    let mode: ExamineMode | null = "both";
    let lastWords: PreparationReason = "damaged";
    while (mode) {
      if (closed) throw new Error("the preparer is closed");
      const answer = await order({ job, mode, limits: allowed }, signal);
      if ("trouble" in answer) throw Object.assign(new Error(answer.trouble.message), answer.trouble.code === undefined ? {} : { code: answer.trouble.code });
      if ("prepared" in answer) return answer.prepared;
      lastWords = answer.failure === "crashed" ? "damaged" : answer.failure;
      mode = nextMode(mode, answer.stage);
    }
    return slip(lastWords, null);
  }

  /** Gives an order to a process and waits for its answer, whatever becomes of it. */
  function order(work: WorkOrder, signal: AbortSignal | undefined): Promise<WorkAnswer> {
    const child = idle.pop() ?? startOne();
    setWaited(child, true);
    return new Promise((resolve, reject) => {
      // The process watches itself; this is for one that cannot any more.
      const last = setTimeout(() => void end(child), work.limits.total + 10_000);
      const finish = (answer: WorkAnswer): void => {
        tidy();
        if ("failure" in answer || ("prepared" in answer && answer.weary) || closed) void end(child);
        else {
          setWaited(child, false);
          idle.push(child);
        }
        resolve(answer);
      };
      const onGone = (): void => finish({ failure: "crashed", stage: "read" });
      const onAbort = (): void => {
        tidy();
        void end(child).then(() => reject(signal?.reason));
      };
      const tidy = (): void => {
        clearTimeout(last);
        child.off("message", finish).off("exit", onGone).off("error", onGone);
        signal?.removeEventListener("abort", onAbort);
      };
      child.on("message", finish as (message: unknown) => void).on("exit", onGone).on("error", onGone);
      signal?.addEventListener("abort", onAbort);
      child.send(work, (error) => {
        if (error) onGone();
      });
    });
  }

  function startOne(): ChildProcess {
    const child = start();
    living.add(child);
    child.on("error", () => undefined);
    child.on("exit", () => {
      living.delete(child);
      const at = idle.indexOf(child);
      if (at >= 0) idle.splice(at, 1);
    });
    return child;
  }

  /** Asks a process to end, with the programs that it has started; ends it where it does not. Waits until it is gone. */
  function end(child: ChildProcess): Promise<void> {
    if (!living.has(child)) return Promise.resolve();
    return new Promise((resolve) => {
      child.ref();
      const last = setTimeout(() => child.kill("SIGKILL"), 3000);
      child.once("exit", () => {
        clearTimeout(last);
        resolve();
      });
      if (child.connected) child.send(goodbye, (error) => error && child.kill("SIGKILL"));
    });
  }
}

/** An idle process does not keep its host alive; it ends with it. */
function setWaited(child: ChildProcess, waited: boolean): void {
  if (waited) {
    child.ref();
    child.channel?.ref();
  } else {
    child.unref();
    child.channel?.unref();
  }
}

/** Which way is left after a failure: the reader that was at work is not asked again. */
function nextMode(mode: ExamineMode, stage: Stage): ExamineMode | null {
  if (stage === "convert") return null;
  if (mode === "both") return stage === "read" ? "second" : "first";
  return mode === "second" && stage === "read" ? "pictures" : null;
}

function slip(reason: PreparationReason, pagesIn: number | null): Prepared {
  return { outcome: "slip", reasons: [reason], pagesIn, pages: [], text: "", madePath: null };
}
