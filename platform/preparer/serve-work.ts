import { createHash } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { MessagePort } from "node:worker_threads";
import type { Stage } from "../../core/prepare/examine-pdf.ts";
import { prepareFile, type PrepareTools } from "../../core/prepare/prepare-file.ts";
import type { PreparedFile } from "../../core/prepare/prepared-file.ts";
import type { PreparationJob, Prepared } from "../../core/preparer.ts";
import type { WorkMessage, WorkOrder } from "./work-order.ts";

/** Prepares files in this thread, one at a time, as they are ordered over the port. */
export function serveWork(port: MessagePort): void {
  let stage: Stage | null = null;
  let told = 0;
  const alive = (now: Stage): void => {
    // Pages are many, and two signs of life a second are enough.
    if (now === stage && performance.now() - told < 500) return;
    stage = now;
    told = performance.now();
    tell({ stage });
  };
  const tools: PrepareTools = { alive, now: () => performance.now(), readerFile, convert: () => Promise.resolve({ slip: "unknown-kind" }) };
  port.on("message", ({ job, mode }: Pick<WorkOrder, "job" | "mode">) => {
    stage = null;
    void work(job, mode);
  });

  async function work(job: PreparationJob, mode: WorkOrder["mode"]): Promise<void> {
    try {
      const bytes = await onDisk(readFile(job.path));
      const found = await prepareFile({ ...job, bytes: new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length) }, tools, mode);
      tell({ prepared: await onDisk(keep(found, job)) });
    } catch (error) {
      if (!(error instanceof DiskTrouble)) throw error;
      tell({ trouble: { code: error.code, message: error.message } });
    }
  }

  function tell(message: WorkMessage): void {
    port.postMessage(message);
  }
}

class DiskTrouble extends Error {
  readonly code: string | undefined;

  constructor(cause: NodeJS.ErrnoException) {
    super(cause.message, { cause });
    this.code = cause.code;
  }
}

function onDisk<Value>(work: Promise<Value>): Promise<Value> {
  return work.catch((error: NodeJS.ErrnoException) => Promise.reject(new DiskTrouble(error)));
}

/** The PDF that was made is written under its hash, so that an order given twice leaves one file. */
async function keep({ made, ...found }: PreparedFile, { folder }: PreparationJob): Promise<Prepared> {
  if (!made) return { ...found, madePath: null };
  const madePath = join(folder, `${createHash("sha256").update(made).digest("hex")}.pdf`);
  const aside = `${madePath}.${process.pid}.tmp`;
  await writeFile(aside, made);
  await rename(aside, madePath);
  return { ...found, madePath };
}

const readerFolders: Readonly<Record<string, string>> = { cMapUrl: "cmaps", standardFontDataUrl: "standard_fonts", wasmUrl: "wasm" };
const readerHome = new URL("../../", import.meta.resolve("pdfjs-dist/legacy/build/pdf.mjs"));

async function readerFile(kind: string, name: string): Promise<Uint8Array> {
  const folder = readerFolders[kind];
  // The name may come from the PDF.
  if (folder === undefined || !/^[\w.-]+$/.test(name)) throw new Error(`no such file of the reader: ${kind} ${name}`);
  return new Uint8Array(await readFile(fileURLToPath(new URL(`${folder}/${name}`, readerHome))));
}
