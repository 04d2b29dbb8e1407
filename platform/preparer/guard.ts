import { Worker } from "node:worker_threads";
import type { OfficePort } from "../../core/office.ts";
import type { Stage } from "../../core/prepare/examine-pdf.ts";
import { type Failure, type GuardMessage, goodbye, type WorkAnswer, type WorkMessage, type WorkOrder } from "./work-order.ts";

/**
 * The main thread of a guarded process: it gives its worker one order at a time and watches it. Nothing that a file
 * does in the worker can stop this thread from ending the process: neither an endless loop nor memory outside V8's heap.
 * The office program is started here for the same reason: it is ended with the process.
 */
export function guard(workFile: URL, office: OfficePort | null): void {
  let worker: Worker | null = null;
  process.on("message", (order: WorkOrder | typeof goodbye) => {
    if (order === goodbye) leave();
    else void watch(order).then(answer);
  });
  // The host is gone: nobody waits for an answer.
  process.on("disconnect", leave);

  function watch({ job, mode, limits }: WorkOrder): Promise<WorkAnswer> {
    return new Promise((resolve) => {
      const working = (worker ??= new Worker(workFile, { resourceLimits: { maxOldGenerationSizeMb: Math.ceil(limits.memory / 1024 / 1024) }, workerData: { office: office !== null } }));
      const begun = performance.now();
      let heard = begun;
      let stage: Stage = "read";
      const timer = setInterval(() => {
        const now = performance.now();
        if (process.memoryUsage.rss() > limits.memory) finish({ failure: "too-large", stage });
        else if ((stage !== "convert" && now - heard > limits.silence) || now - begun > limits.total) finish({ failure: "too-slow", stage });
      }, 50);
      const fail = (failure: Failure): void => finish({ failure, stage });
      const onMessage = (message: WorkMessage): void => {
        heard = performance.now();
        if ("stage" in message) stage = message.stage;
        else if ("office" in message) void office?.convert(message.office).then((officeResult) => tell({ officeResult }));
        else if ("trouble" in message) finish(message);
        else finish({ prepared: message.prepared, weary: process.memoryUsage.rss() > limits.memory / 3 });
      };
      const onError = (error: Error & { readonly code?: string }): void => fail(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? "too-large" : "crashed");
      const onExit = (): void => fail("crashed");
      working.on("message", onMessage).on("error", onError).on("exit", onExit);
      const tell = (message: GuardMessage): void => working.postMessage(message, []);
      tell({ job, mode });

      function finish(found: WorkAnswer): void {
        clearInterval(timer);
        working.off("message", onMessage).off("error", onError).off("exit", onExit);
        resolve(found);
      }
    });
  }

  function answer(found: WorkAnswer): void {
    process.send?.(found, () => {
      if ("failure" in found) leave();
    });
  }

  /** The worker may be in an endless loop of native code, which no orderly exit would wait out. */
  function leave(): void {
    const end = (): void => void process.kill(process.pid, "SIGKILL");
    setTimeout(end, 1500);
    void Promise.resolve(office?.close()).then(end, end);
  }
}
