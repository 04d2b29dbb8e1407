/**
 * The text of rich text (docs/rich-text.md) as it is searched: tags away, entities as characters. What stood in
 * separate blocks or cells stays separate words; `<strong>` and its kin may stand inside a word.
 */
export function plainText(html: string): string {
  return searchable(
    html
      .replace(/<\/?(?:strong|em|a)(?:\s[^>]*)?>/g, "")
      .replace(/<[^>]*>/g, " ")
      .replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, decode),
  );
}

/** Composed characters, single spaces, and nothing that is not seen: a soft hyphen would split a word in two. */
export function searchable(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[\u00ad\u200b-\u200d\ufeff\ue000-\uf8ff]/g, "") // E000 and E001 mark what was found
    .replace(/\s+/g, " ")
    .trim();
}

const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

function decode(entity: string, hexadecimal?: string, decimal?: string, name?: string): string {
  if (name !== undefined) return named[name.toLowerCase()] ?? entity;
  const codePoint = hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16);
  return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : " ";
}
