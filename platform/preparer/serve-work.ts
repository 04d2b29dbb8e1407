import { createHash } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { MessagePort } from "node:worker_threads";
import type { FontFiles } from "../../core/document/fonts.ts";
import type { OfficePort, OfficeResult } from "../../core/office.ts";
import type { Converted, FileToConvert } from "../../core/prepare/convert/convert-tools.ts";
import type { ExamineTools, Stage } from "../../core/prepare/examine-pdf.ts";
import { prepareFile } from "../../core/prepare/prepare-file.ts";
import type { PrepareTools } from "../../core/prepare/prepare-tools.ts";
import type { PreparedFile } from "../../core/prepare/prepared-file.ts";
import type { PreparationJob, Prepared } from "../../core/preparer.ts";
import { loadFonts } from "../fonts.ts";
import type { GuardMessage, WorkMessage, WorkOrder } from "./work-order.ts";

/** Prepares files in this thread, one at a time, as they are ordered over the port; its guard has the office program. */
export function serveWork(port: MessagePort, hasOffice: boolean): void {
  let stage: Stage | null = null;
  let told = 0;
  const alive = (now: Stage): void => {
    // Pages are many, and two signs of life a second are enough.
    if (now === stage && performance.now() - told < 500) return;
    stage = now;
    told = performance.now();
    tell({ stage });
  };
  let converted: ((result: OfficeResult) => void) | null = null;
  let last: Promise<unknown> = Promise.resolve();
  const office: OfficePort = {
    // One at a time, as the port has it.
    convert: (file) => {
      const next = last.then(() => new Promise<OfficeResult>((resolve) => {
        converted = resolve;
        tell({ office: file });
      }));
      last = next;
      return next;
    },
    close: () => Promise.resolve(),
  };
  let fonts: FontFiles | null = null;
  const examineTools: ExamineTools = { alive, now: () => performance.now(), readerFile };
  port.on("message", (message: GuardMessage) => {
    if ("officeResult" in message) return converted?.(message.officeResult);
    stage = null;
    void work(message.job, message.mode);
  });

  async function work(job: PreparationJob, mode: WorkOrder["mode"]): Promise<void> {
    try {
      const bytes = await onDisk(readFile(job.path));
      const tools: PrepareTools = { ...examineTools, convert: (file) => convert(file, mode) };
      const found = await prepareFile({ ...job, bytes: new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length) }, tools, mode);
      tell({ prepared: await onDisk(keep(found, job)) });
    } catch (error) {
      if (!(error instanceof DiskTrouble)) throw error;
      tell({ trouble: { code: error.code, message: error.message } });
    }
  }

  async function convert(file: FileToConvert, mode: WorkOrder["mode"]): Promise<Converted> {
    // Loaded when first needed: most attachments are PDFs.
    const [{ convertFile }, { pdfTools }, { createWriters }] = await Promise.all([
      import("../../core/prepare/convert/convert-file.ts"),
      import("../../core/prepare/pdf-tools.ts"),
      import("../../core/document/writers/writers.ts"),
    ]);
    fonts ??= loadFonts();
    return convertFile(file, { fonts, writePdf: createWriters(fonts).pdf, office: hasOffice ? office : null, pdfs: pdfTools(examineTools, mode) });
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
