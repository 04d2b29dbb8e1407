/** Values of a PDF as this reader sees them. A string is its bytes, one character each (U+0000–U+00FF). */
export type PdfValue = number | boolean | null | PdfName | PdfString | PdfReference | PdfDictionary | PdfStream | readonly PdfValue[];

export class PdfName {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

export class PdfString {
  readonly bytes: string;
  constructor(bytes: string) {
    this.bytes = bytes;
  }

  /** As a text string (ISO 32000-1, 7.9.2.2): UTF-16 or UTF-8 with its mark, else one letter a byte. */
  get text(): string {
    const { bytes } = this;
    if (bytes.startsWith("\xfe\xff") || bytes.startsWith("\xff\xfe")) {
      const high = bytes.startsWith("\xfe\xff") ? 0 : 1;
      let text = "";
      for (let at = 2; at + 1 < bytes.length; at += 2) text += String.fromCharCode((bytes.charCodeAt(at + high) << 8) | bytes.charCodeAt(at + 1 - high));
      return text;
    }
    if (bytes.startsWith("\xef\xbb\xbf")) return new TextDecoder().decode(Uint8Array.from(bytes, (letter) => letter.charCodeAt(0)));
    return bytes;
  }
}

export class PdfReference {
  readonly number: number;
  constructor(number: number) {
    this.number = number;
  }
}

export class PdfDictionary {
  readonly entries: ReadonlyMap<string, PdfValue>;
  constructor(entries: ReadonlyMap<string, PdfValue>) {
    this.entries = entries;
  }
}

export class PdfStream {
  readonly dictionary: PdfDictionary;
  /** Encoded. */
  readonly raw: Uint8Array;
  constructor(dictionary: PdfDictionary, raw: Uint8Array) {
    this.dictionary = dictionary;
    this.raw = raw;
  }
}
