type RawObject = string | { readonly entries: string; readonly stream: string };

/** A PDF of objects written by hand, numbered from 1; the first is the catalog. Strings are bytes (latin1). */
export function rawPdf(objects: readonly RawObject[], trailer = ""): Uint8Array {
  let file = "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n";
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    const body = typeof object === "string" ? object : `<<${object.entries}/Length ${object.stream.length}>>\nstream\n${object.stream}\nendstream`;
    file += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return offset;
  });
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("")}`;
  file += `trailer\n<</Size ${objects.length + 1}/Root 1 0 R${trailer}>>\nstartxref\n${start}\n%%EOF\n`;
  return Uint8Array.from(file, (letter) => letter.charCodeAt(0));
}

export const helvetica = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";

/** A page of one content in Helvetica (F), with further entries of the page and the catalog. */
export function onePage(content: string, page = "/MediaBox[0 0 595 842]", catalog = "", more: readonly RawObject[] = []): Uint8Array {
  return rawPdf([
    `<</Type/Catalog/Pages 2 0 R${catalog}>>`,
    "<</Type/Pages/Count 1/Kids[3 0 R]>>",
    `<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>${page}>>`,
    { entries: "", stream: content },
    helvetica,
    ...more,
  ]);
}
