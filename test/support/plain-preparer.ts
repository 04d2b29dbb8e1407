import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PreparedPage } from "../../core/domain/preparation.ts";
import { readPdfText } from "../../core/intake/read-pdf-text.ts";
import type { PreparationJob, Prepared, Preparer } from "../../core/preparer.ts";

/** Prepares in this process: PDFs as they are, pictures as a PDF that stands for them, all else as slips. */
export function plainPreparer(jobs: PreparationJob[] = []): Preparer {
  return {
    async prepare(job, signal) {
      jobs.push(job);
      signal?.throwIfAborted();
      if (job.mediaType.startsWith("image/")) return fromPicture(job);
      return job.mediaType === "application/pdf" ? fromPdf(job) : slip("unknown-kind");
    },
    close: () => Promise.resolve(),
  };
}

async function fromPdf({ path, fileName, password }: PreparationJob): Promise<Prepared> {
  const { pages, text, trouble } = await readPdfText(new Uint8Array(readFileSync(path)), { name: fileName, ...(password === null ? {} : { password }) });
  if (pages === null) return slip(trouble === "encrypted" ? "password" : "damaged");
  return { outcome: "as-is", reasons: [], pagesIn: pages, pages: Array.from({ length: pages }, (_, index) => page(`${fileName} ${index + 1}`)), text, madePath: null };
}

function fromPicture({ fileName, folder }: PreparationJob): Prepared {
  const madePath = join(folder, "made.pdf");
  writeFileSync(madePath, `%PDF-1.7 ${fileName}`);
  return { outcome: "converted", reasons: ["from-picture"], pagesIn: 1, pages: [page(fileName)], text: "", madePath };
}

function slip(reason: Prepared["reasons"][number]): Prepared {
  return { outcome: "slip", reasons: [reason], pagesIn: null, pages: [], text: "", madePath: null };
}

function page(print: string): PreparedPage {
  return { width: 595, height: 842, ink: null, unbalanced: [0, ""], print };
}
