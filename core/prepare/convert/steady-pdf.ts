/** What differs from one run of an office program to the next: dates, and identities made of them. */
const dates = /(\/(?:CreationDate|ModDate)\s*\(D:|<xmp:(?:CreateDate|ModifyDate|MetadataDate)>)([^)<]{4,40})/g;
const identities = /(\/ID\s*\[\s*<|\/DocChecksum\s*\/|<xmpMM:(?:DocumentID|InstanceID)>uuid:)([0-9A-Fa-f>\s<-]{32,80})/g;

/** The first of January 2000, midnight; digits beyond it (a time zone's) are noughts. */
const standing = "20000101000000";

/** An office program's PDF with a date and identity that are always the same: the same file gives the same bytes. */
export function steadyPdf(pdf: Uint8Array): Uint8Array {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString("latin1");
  const steady = pdf.slice();
  const put = (mark: RegExp, replaced: (value: string) => string) => {
    for (const match of text.matchAll(mark)) steady.set(Buffer.from(replaced(match[2] ?? ""), "latin1"), match.index + (match[1]?.length ?? 0));
  };
  put(dates, (value) => {
    let digit = 0;
    return value.replace(/\d/g, () => standing.charAt(digit++) || "0");
  });
  put(identities, (value) => value.replace(/[0-9A-Fa-f]/g, "0"));
  return steady;
}
