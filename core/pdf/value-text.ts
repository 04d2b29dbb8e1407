/** PDF values as text in ASCII, so that a character is a byte wherever it is written (ISO 32000-1, 7.3). */

/**
 * A name with its slash. The parser gives a name that was written in UTF-8 as its letters, and any other as its bytes;
 * a letter over 255 can only come from the former.
 */
export function nameText(name: string): string {
  if (plainName.test(name)) return `/${name}`;
  return /[^\u0000-\u00ff]/.test(name) ? escapedName(new TextEncoder().encode(name)) : escapedName(Uint8Array.from(name, (letter) => letter.charCodeAt(0)));
}

/**
 * The spellings that a key may have had: `ø` is one byte or two. What asks for it in a content stream is not rewritten,
 * so both must be found.
 */
export function keyTexts(key: string): readonly string[] {
  const spelling = nameText(key);
  return /[\u0080-\u00ff]/.test(key) && !/[^\u0000-\u00ff]/.test(key) ? [spelling, escapedName(new TextEncoder().encode(key))] : [spelling];
}

function escapedName(bytes: Uint8Array): string {
  let text = "/";
  for (const byte of bytes) text += byte > 0x20 && byte < 0x7f && !"()<>[]{}/%#".includes(String.fromCharCode(byte)) ? String.fromCharCode(byte) : `#${hexDigits[byte]}`;
  return text;
}

const plainName = /^[A-Za-z0-9_.+*:,;@&!$'"=~^`|?\\-]+$/;

/** A number without exponent; what is none is 0. Small ones keep eight digits: matrices of fonts and patterns are made of them. */
export function numberText(value: number): string {
  if (Number.isInteger(value)) return Math.abs(value) < 1e15 ? String(value) : "0";
  if (!Number.isFinite(value)) return "0";
  const small = Math.abs(value) < 1;
  const text = String(small ? Number(value.toPrecision(8)) : Math.round(value * 1e6) / 1e6);
  if (!text.includes("e")) return text === "-0" ? "0" : text;
  return small ? value.toFixed(20).replace(/\.?0+$/, "").replace(/^-0$/, "0") : "0";
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
