/**
 * A text without what XML forbids: control characters and the two non-characters are dropped, half surrogate pairs
 * become U+FFFD. Line ends and tabs become spaces: a paragraph's lines are the AST's line breaks.
 */
export function allowedText(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\t\n\r\u000b\u000c\u0085\u2028\u2029]+/g, " ")
    .replace(/[\u0000-\u001f\u007f-\u009f\ufffe\uffff]/g, "");
}
