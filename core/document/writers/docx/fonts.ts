/** The four faces of a family, as TrueType files. */
export interface FontFaces {
  /** The family's name, as documents give it. */
  readonly family: string;
  readonly regular: Uint8Array;
  readonly bold: Uint8Array;
  readonly italic: Uint8Array;
  readonly boldItalic: Uint8Array;
}

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
export function fontParts(fonts: FontFaces | null): Part[] {
  if (fonts === null) return [{ path: "word/fontTable.xml", data: fontTable("") }];
  const embedded = faces.map(([face, element], index) => ({ element, number: index + 1, key: fontKey(index + 1), data: fonts[face] }));
  const references = embedded.map(({ element, number, key }) => `<w:${element} r:id="rId${number}" w:fontKey="{${key}}"/>`).join("");
  const family = `<w:font w:name="${fonts.family}"><w:altName w:val="${systemFont}"/><w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/>${references}</w:font>`;
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
  const out = font.slice();
  for (let at = 0; at < 32 && at < out.length; at += 1) out[at] = (out[at] ?? 0) ^ (bytes[at % bytes.length] ?? 0);
  return out;
}
