/** A text string of PDF in hexadecimal: UTF-16 with its byte order mark. */
export function pdfText(text: string): string {
  let hex = "FEFF";
  for (let index = 0; index < text.length; index++) hex += text.charCodeAt(index).toString(16).toUpperCase().padStart(4, "0");
  return `<${hex}>`;
}
