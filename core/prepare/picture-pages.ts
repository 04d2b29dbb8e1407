import type { Reader } from "./open-reader.ts";

/** Sharp enough to read on paper. */
const dotsPerInch = 150;
const mostPixels = 24_000_000;
const patience = 60_000;

/** A PDF whose pages are pictures of the reader's, and how many of them could not be drawn and are empty. */
export interface PicturedPages {
  readonly pdf: Uint8Array;
  readonly pages: number;
  readonly empty: number;
}

/** Draws every page that can be reached; null where none can be drawn. `alive` is called with each page. */
export async function picturePages(reader: Reader, alive: () => void): Promise<PicturedPages | null> {
  const file = new PictureFile();
  let pages = 0;
  let empty = 0;
  let missing = 0;
  for (let number = 1; number <= reader.pageCount && missing < 20; number += 1) {
    alive();
    const page = await reader.page(number);
    missing = page ? 0 : missing + 1;
    if (!page) continue;
    const scale = Math.min(dotsPerInch / 72, Math.sqrt(mostPixels / Math.max(1, page.width * page.height)));
    const picture = await page.picture(scale, patience);
    page.done();
    if (!picture) empty += 1;
    file.page(page.width, page.height, picture);
    pages += 1;
  }
  return empty < pages ? { pdf: file.end(), pages, empty } : null;
}

/** Writes the few objects that pages of one picture each need. */
class PictureFile {
  readonly #parts: Uint8Array[] = [];
  readonly #offsets: number[] = [];
  readonly #pages: number[] = [];
  #length = 0;

  constructor() {
    this.#write("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");
    // The catalog and the page tree are written last.
    this.#offsets.push(0, 0);
  }

  page(width: number, height: number, picture: { readonly width: number; readonly height: number; readonly jpeg: Uint8Array } | null): void {
    const size = `${round(width)} ${round(height)}`;
    const image = picture && this.#stream(`/Type/XObject/Subtype/Image/Width ${picture.width}/Height ${picture.height}/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode`, picture.jpeg);
    const content = this.#stream("", latin(picture ? `q ${round(width)} 0 0 ${round(height)} 0 0 cm /P Do Q\n` : "\n"));
    this.#pages.push(this.#object(`<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${size}]/Contents ${content} 0 R/Resources<<${image ? `/XObject<</P ${image} 0 R>>` : ""}>>>>`));
  }

  end(): Uint8Array {
    this.#put(1, "<</Type/Catalog/Pages 2 0 R>>");
    this.#put(2, `<</Type/Pages/Count ${this.#pages.length}/Kids[${this.#pages.map((page) => `${page} 0 R`).join(" ")}]>>`);
    const start = this.#length;
    const rows = this.#offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
    this.#write(`xref\n0 ${this.#offsets.length + 1}\n0000000000 65535 f \n${rows}trailer\n<</Size ${this.#offsets.length + 1}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`);
    const file = new Uint8Array(this.#length);
    let at = 0;
    for (const part of this.#parts) {
      file.set(part, at);
      at += part.length;
    }
    return file;
  }

  #stream(entries: string, bytes: Uint8Array): number {
    const number = this.#offsets.push(this.#length);
    this.#write(`${number} 0 obj\n<<${entries}/Length ${bytes.length}>>\nstream\n`);
    this.#write(bytes);
    this.#write("\nendstream\nendobj\n");
    return number;
  }

  #object(body: string): number {
    const number = this.#offsets.push(0);
    this.#put(number, body);
    return number;
  }

  #put(number: number, body: string): void {
    this.#offsets[number - 1] = this.#length;
    this.#write(`${number} 0 obj\n${body}\nendobj\n`);
  }

  #write(part: string | Uint8Array): void {
    const bytes = typeof part === "string" ? latin(part) : part;
    this.#parts.push(bytes);
    this.#length += bytes.length;
  }
}

function latin(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
