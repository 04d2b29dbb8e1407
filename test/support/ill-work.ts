import { writeFileSync } from "node:fs";
import { parentPort } from "node:worker_threads";
import type { WorkMessage, WorkOrder } from "../../platform/preparer/work-order.ts";

const tell = (message: WorkMessage): void => parentPort?.postMessage(message, []);

/** `hang-read` hangs in the first reader, `hang-draw` in the second, and so on; with another mode the work is done. */
parentPort?.on("message", ({ job, mode }: WorkOrder) => {
  const [act, stage, also] = job.fileName.split("-");
  tell({ stage: stage === "draw" ? "draw" : "read" });
  writeFileSync(`${job.folder}/${process.pid}`, "");
  if (mode === "both" || also === "always") misbehave(act ?? "");
  tell({ prepared: { outcome: "as-is", reasons: [], pagesIn: 1, pages: [], text: mode, madePath: null } });
});

function misbehave(act: string): void {
  if (act === "hang") for (;;);
  if (act === "crash") throw new Error("crashed");
  if (act === "abort") process.abort();
  if (act === "bomb") {
    // Outside V8's heap, whose own limit would not see it.
    const held: Uint8Array[] = [];
    for (;;) held.push(new Uint8Array(8 * 1024 * 1024).fill(1));
  }
  if (act === "heap") {
    const held: number[][] = [];
    for (;;) held.push(Array.from({ length: 100_000 }, (_, index) => index + held.length));
  }
}
