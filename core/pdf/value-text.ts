/** PDF values as text in ASCII, so that a character is a byte wherever it is written (ISO 32000-1, 7.3). */

/** A name with its slash. Characters over 255 come from names that were written in UTF-8 and go back to it. */
export function nameText(name: string): string {
  if (plainName.test(name)) return `/${name}`;
  let text = "/";
  for (const character of name) {
    const code = character.codePointAt(0) ?? 0;
    if (code > 0xff) for (const byte of new TextEncoder().encode(character)) text += hexEscape(byte);
    else text += code > 0x20 && code < 0x7f && !"()<>[]{}/%#".includes(character) ? character : hexEscape(code);
  }
  return text;
}

const plainName = /^[A-Za-z0-9_.+*:,;@&!$'"=~^`|?\\-]+$/;

function hexEscape(byte: number): string {
  return `#${byte.toString(16).padStart(2, "0")}`;
}

/** A number without exponent; what is none is 0. */
export function numberText(value: number): string {
  if (Number.isInteger(value)) return Math.abs(value) < 1e15 ? String(value) : "0";
  if (!Number.isFinite(value)) return "0";
  const text = value.toFixed(6).replace(/\.?0+$/, "");
  return text === "-0" ? "0" : text;
}

/** A string of bytes. */
export function stringText(bytes: Uint8Array): string {
  let text = "(";
  for (const byte of bytes) {
    if (byte === 0x28 || byte === 0x29 || byte === 0x5c) text += `\\${String.fromCharCode(byte)}`;
    else if (byte >= 0x20 && byte < 0x7f) text += String.fromCharCode(byte);
    else return hexString(bytes);
  }
  return `${text})`;
}

const hexDigits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

function hexString(bytes: Uint8Array): string {
  let text = "<";
  for (const byte of bytes) text += hexDigits[byte];
  return `${text}>`;
}

/** Text for readers (titles, names): plain where it is ASCII, else UTF-16 with its mark (ISO 32000-1, 7.9.2.2). */
export function textString(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return stringText(new TextEncoder().encode(text));
  let hex = "<feff";
  for (let index = 0; index < text.length; index += 1) hex += text.charCodeAt(index).toString(16).padStart(4, "0");
  return `${hex}>`;
}
