/** An office file to be set by the office program of this machine. */
export interface OfficeFile {
  readonly bytes: Uint8Array;
  /** Ending that tells its kind, without the dot: `docx`. */
  readonly ending: string;
}

/** Its PDF, or why there is none. */
export type OfficeResult = { readonly pdf: Uint8Array } | { readonly failed: "missing" | "too-slow" | "failed" };

/**
 * The office program (LibreOffice) of this machine, one file at a time: macros, links and the network are shut off, and
 * what takes too long is ended with all that it started. It never throws over a file.
 */
export interface OfficePort {
  convert(file: OfficeFile, signal?: AbortSignal): Promise<OfficeResult>;
  /** Ends what runs, and deletes its profile. */
  close(): Promise<void>;
}
