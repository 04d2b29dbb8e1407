import type { PreparationReason } from "../domain/preparation.ts";
import type { ExamineTools } from "./examine-pdf.ts";

export interface FileToPrepare {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly mediaType: string;
  readonly password: string | null;
}

export interface PrepareTools extends ExamineTools {
  /** Makes a PDF of what is none; says why where it cannot. */
  readonly convert: (file: Omit<FileToPrepare, "password">) => Promise<{ readonly pdf: Uint8Array; readonly reasons: readonly PreparationReason[] } | { readonly slip: PreparationReason }>;
}
