import type { FontFiles } from "../../fonts.ts";
import { escapeAttribute } from "../../to-html.ts";

/** A file of the package. */
export interface Part {
  readonly path: string;
  readonly data: string | Uint8Array;
}

/** The font that is named where none is embedded: every Windows with Word has it, and it is closest to Source Sans. */
export const systemFont = "Calibri";

const faces = [
  ["regular", "embedRegular"],
  ["bold", "embedBold"],
  ["italic", "embedItalic"],
  ["boldItalic", "embedBoldItalic"],
] as const;

/**
 * The font table, with the faces embedded as ECMA-376 (part 4, 17.8.1) says: the first 32 bytes of each are XORed
 * with a key. The standard wants any GUID; these are fixed, so that the same document gives the same bytes.
 */
export function fontParts(fonts: FontFiles | null): Part[] {
  if (fonts === null) return [{ path: "word/fontTable.xml", data: fontTable("") }];
  const embedded = faces.map(([face, element], index) => ({ element, number: index + 1, key: fontKey(index + 1), data: fonts[face] }));
  const references = embedded.map(({ element, number, key }) => `<w:${element} r:id="rId${number}" w:fontKey="{${key}}"/>`).join("");
  const family = `<w:font w:name="${escapeAttribute(familyName(fonts.regular))}"><w:altName w:val="${systemFont}"/><w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/>${references}</w:font>`;
  const relationships = embedded.map(
    ({ number }) => `<Relationship Id="rId${number}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/font" Target="fonts/font${number}.odttf"/>`,
  );
  return [
    { path: "word/fontTable.xml", data: fontTable(family) },
    {
      path: "word/_rels/fontTable.xml.rels",
      data: `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relationships.join("")}</Relationships>`,
    },
    ...embedded.map(({ number, key, data }) => ({ path: `word/fonts/font${number}.odttf`, data: obfuscated(data, key) })),
  ];
}

function fontTable(family: string): string {
  const plain = `<w:font w:name="${systemFont}"><w:altName w:val="Carlito"/><w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>`;
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${family}${plain}</w:fonts>`;
}

function fontKey(number: number): string {
  return `466F7265-6CC3-4467-8000-00000000000${number}`;
}

/** The key's bytes are taken from its last to its first, twice over. */
function obfuscated(font: Uint8Array, key: string): Uint8Array {
  const bytes = Uint8Array.from(key.replaceAll("-", "").match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)).toReversed();
  // Not slice: a Buffer's would write into the font itself.
  const out = new Uint8Array(font);
  for (let at = 0; at < 32 && at < out.length; at += 1) out[at] = (out[at] ?? 0) ^ (bytes[at % bytes.length] ?? 0);
  return out;
}

/** The family that a TrueType file says it is of (`name` table, id 16, else 1, in UTF-16 for Windows). */
export function familyName(font: Uint8Array): string {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const tables = Array.from({ length: view.getUint16(4) }, (_, index) => 12 + 16 * index);
  const record = tables.find((at) => view.getUint32(at) === 0x6e616d65);
  if (record === undefined) return systemFont;
  const table = view.getUint32(record + 8);
  const strings = table + view.getUint16(table + 4);
  const names = new Map<number, string>();
  for (let at = table + 6; at < table + 6 + 12 * view.getUint16(table + 2); at += 12) {
    if (view.getUint16(at) !== 3) continue;
    const start = strings + view.getUint16(at + 10);
    names.set(view.getUint16(at + 6), new TextDecoder("utf-16be").decode(font.subarray(start, start + view.getUint16(at + 8))));
  }
  return names.get(16) ?? names.get(1) ?? systemFont;
}
