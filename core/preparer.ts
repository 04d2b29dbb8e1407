import type { Preparation } from "./domain/preparation.ts";

/** A file to be made ready for packets. */
export interface PreparationJob {
  /** Where its bytes are, on this machine. */
  readonly path: string;
  /** As its owner called it. */
  readonly fileName: string;
  /** What it was recognised as when it was attached. */
  readonly mediaType: string;
  readonly password: string | null;
  /** Folder that the PDF made from it may be written to. */
  readonly folder: string;
}

/** What the preparation says, the file's words, and where the PDF made from it lies. */
export interface Prepared extends Omit<Preparation, "sha256" | "version" | "pdf"> {
  /** For search. */
  readonly text: string;
  /** The PDF that was made; null where the original's own pages are taken, and for a slip. */
  readonly madePath: string | null;
}

/**
 * Prepares files in processes of their own with limits on time and memory, so that no file can hang, crash or fill the
 * app: what goes over the limits comes back as a slip (`too-slow`, `too-large`, `damaged`). It never throws over a file.
 */
export interface Preparer {
  prepare(job: PreparationJob, signal?: AbortSignal): Promise<Prepared>;
  /** Ends its processes. */
  close(): Promise<void>;
}
