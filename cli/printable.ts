/**
 * Text as a terminal may be given it: names of files come from anybody, and with the characters that steer a terminal
 * they could hide a line, colour it, or turn its letters about. Each becomes one visible sign.
 */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, "\ufffd");
}
