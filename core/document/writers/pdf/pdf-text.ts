/** A text string of PDF in hexadecimal: UTF-16 with its byte order mark. */
export function pdfText(text: string): string {
  let hex = "FEFF";
  for (let index = 0; index < text.length; index++) hex += text.charCodeAt(index).toString(16).toUpperCase().padStart(4, "0");
  return `<${hex}>`;
}

/** No string of a PDF/A file is longer than 32,767 bytes (ISO 19005-2, 6.1.13); in UTF-16 that is so many characters. */
export const longestText = 16_000;

/** Text that describes (a title, a link's target): one line, without what XML and strings of PDF cannot both hold. */
export function plainLine(text: string, longest = longestText): string {
  const line = text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000e-\u001f\u007f-\u009f\ufdd0-\ufdef\ufeff\ufffe\uffff]/g, "")
    .replace(/\s+/g, " ")
    .trim();
  if (line.length <= longest) return line;
  return `${line.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}
