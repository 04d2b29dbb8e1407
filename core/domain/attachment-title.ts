const endings =
  "pdf|png|jpe?g|jpe|jfif|tiff?|gif|webp|svg|bmp|hei[cf]|avif|txt|md|csv|log|html?|xhtml|mht|mhtml|eml|msg|" +
  "do[ct][xm]?|xl[st][xmb]?|pp[ts][xm]?|pot[xm]?|od[tspgf]|ott|ots|otp|rtf|pages|numbers|key|zip|xml|json";

/** A title from a file's name: without its ending, or its endings where it was made into a PDF. */
export function titleFromFileName(fileName: string): string {
  const title = fileName.normalize("NFC").replace(new RegExp(`(?:\\.(?:${endings}))+$`, "i"), "").trim();
  return title === "" ? fileName : title;
}

/**
 * A title without what file systems and offices leave in names: underscores, `_FINAL (2)`, `- kopi`, `v3`, and a number
 * that the list of attachments prints itself (`1. Bilag 1. …`). The title as it is where nothing would be left.
 */
export function tidyTitle(title: string): string {
  // What a camera or a scanner counts its files by is no title with spaces either.
  if (/^[A-Z]{2,5}_?\d+(?:_\d+)*$/.test(title)) return title;
  const spaced = title.replace(/%20|[_+]/g, " ").replace(/\s+/g, " ").trim();
  const tidy = withoutNumbers(withoutVersions(spaced));
  return /\p{L}/u.test(tidy) ? tidy : title;
}

function withoutNumbers(title: string): string {
  const numbered = /^(?:\d{1,3}\s*[.)]\s*|\d{1,3}\s*[-–]\s+|0\d{1,2}\s+)?(?:bilag\s*(?:nr\.?\s*)?\d{1,3}(?:\s*[.:)]\s*|\s*[-–]\s*|\s+|$))?/i;
  return title.replace(numbered, "");
}

/** At the end, one after another: `Notat FINAL (2) - kopi`. */
function withoutVersions(title: string): string {
  const debris = /[\s\-–,]*(?:\(\d{1,2}\)|[-–\s]\s*(?:kopi|copy)|\b(?:final|endelig(?:\s+(?:version|udgave))?|færdig)|\bv(?:ersion|er)?[.\s]?\d{1,2}(?:[.,]\d{1,2})?)$/i;
  const shorter = title.replace(debris, "");
  return shorter === title || shorter === "" ? title : withoutVersions(shorter);
}
