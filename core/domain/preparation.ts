/**
 * What became of an attachment's file when it was made ready for packets (klargøring). Done once for each file, when
 * it is attached, and kept with its hash.
 */
export interface Preparation {
  /** Hex SHA-256 of the attachment's original file. */
  readonly sha256: string;
  /** Version of the code that prepared it (`preparationVersion`); another version prepares it again. */
  readonly version: number;
  readonly outcome: Outcome;
  /** Why it is no `as-is`, and what else somebody should know; empty for a file that is taken as it stands. */
  readonly reasons: readonly PreparationReason[];
  /** Pages of the original; null where that cannot be known. */
  readonly pagesIn: number | null;
  /**
   * Hex SHA-256 of the stored PDF whose pages go into packets: the original itself for `as-is`, what was made from it
   * for the others; null for a slip, which is set with the packet.
   */
  readonly pdf: string | null;
  /** The pages of `pdf`, in order; empty for a slip. */
  readonly pages: readonly PreparedPage[];
}

/** Goes up when files are to be prepared anew: when the code finds out more, or does it better. */
export const preparationVersion = 2;

export const outcomes = ["as-is", "converted", "repaired", "pictures", "slip"] as const;

/** How an attachment comes into the packet (receipt: `outcome`). */
export type Outcome = (typeof outcomes)[number];

/** What was found out about a page, so that the packet need not look again. */
export interface PreparedPage {
  /** As the reader sees it, in points (after /Rotate, CropBox and UserUnit). */
  readonly width: number;
  readonly height: number;
  /** Where the page is free of ink; null where it could not be drawn, which counts as full. */
  readonly ink: PageInk | null;
  /** Graphics states that its content closes without opening, and the operators that end what it leaves open. */
  readonly unbalanced: Unbalanced;
  /** Hash of what the page shows, to tell whether it has changed; two pages that look alike have the same. */
  readonly print: string;
}

/** `[0, ""]` for content that is in balance. */
export type Unbalanced = readonly [closes: number, ending: string];

/**
 * Free space along the foot and the head of a page as the reader sees it: the page's width is divided into
 * `inkColumns` equal columns from left to right; each number is the free height in points from that edge inwards to the
 * first ink, at most `inkDepth`.
 */
export interface PageInk {
  readonly foot: readonly number[];
  readonly head: readonly number[];
}

export const inkColumns = 32;
export const inkDepth = 200;

/** Each has its sentence in the catalogue (`attachment.prepared`). */
export const preparationReasons = [
  // taken as it is, or nearly
  "tags-dropped", // its structure tags did not hold together
  "signature-void", // it was signed; no packet can carry a signature
  "files-inside", // files within the PDF are not taken along
  "scripts-dropped", // scripts and actions of the file are not taken along
  // repaired
  "index-rebuilt", // the table of objects was damaged
  "rewritten", // read and written anew by the second reader
  "unlocked", // opened with the password given
  "content-mended", // a page's damaged content was taken as far as it could be read
  // converted
  "from-picture",
  "from-text",
  "from-html",
  "from-portfolio", // a collection of files: its own page, and theirs
  "from-email",
  "from-office", // by LibreOffice
  "simplified", // by our own reader: words and tables, not the layout
  "parts-missing", // something inside could not be taken along (an e-mail's attachment)
  // pictures
  "pictured", // pages that only could be drawn
  // slip
  "no-file",
  "password",
  "wrong-password",
  "damaged",
  "empty",
  "no-pages",
  "dynamic-form", // XFA without pages of its own
  "needs-office", // LibreOffice is not there
  "office-failed",
  "too-slow",
  "too-large",
  "phone-photo", // HEIC, for which there is no free reader
  "archive",
  "unknown-kind",
] as const;

export type PreparationReason = (typeof preparationReasons)[number];
