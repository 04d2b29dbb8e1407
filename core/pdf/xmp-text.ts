/** What stands in a packet's metadata. */
export interface PacketMetadata {
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  readonly producer: string;
  readonly language: string;
  /** ISO instant. */
  readonly createdAt: string;
}

/** Metadata in XMP (ISO 16684-1). A packet claims no standard: its attachments are what they are. */
export function xmpText({ title, author, subject, producer, language, createdAt }: PacketMetadata): string {
  const alternative = (tag: string, text: string): string => (text === "" ? "" : `<dc:${tag}><rdf:Alt><rdf:li xml:lang="x-default">${escaped(text)}</rdf:li></rdf:Alt></dc:${tag}>`);
  return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><dc:format>application/pdf</dc:format>${alternative("title", title)}${author === "" ? "" : `<dc:creator><rdf:Seq><rdf:li>${escaped(author)}</rdf:li></rdf:Seq></dc:creator>`}${alternative("description", subject)}<dc:language><rdf:Bag><rdf:li>${escaped(language)}</rdf:li></rdf:Bag></dc:language><xmp:CreatorTool>${escaped(producer)}</xmp:CreatorTool><xmp:CreateDate>${escaped(createdAt)}</xmp:CreateDate><xmp:ModifyDate>${escaped(createdAt)}</xmp:ModifyDate><pdf:Producer>${escaped(producer)}</pdf:Producer></rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`;
}

function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
