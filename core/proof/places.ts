import type { PDFDocumentProxy } from "pdfjs-dist";
import type { PdfFile, PdfPage } from "./raw/pdf-file.ts";
import { PdfName, PdfReference, PdfString, type PdfValue } from "./raw/pdf-values.ts";

/** Where destinations lead: named ones as pdf.js reads them, pages as our own reader counts them. */
export class Places {
  /** Page numbers from 1 by destination name; null where it leads nowhere. */
  readonly named: ReadonlyMap<string, number | null>;
  readonly #file: PdfFile;
  readonly #pages: ReadonlyMap<number, number>;

  private constructor(file: PdfFile, pages: ReadonlyMap<number, number>, named: ReadonlyMap<string, unknown>) {
    this.#file = file;
    this.#pages = pages;
    this.named = new Map([...named].map(([name, target]) => [name, this.ofOutline(target)]));
  }

  static async of(file: PdfFile, pages: readonly PdfPage[], pdf: PDFDocumentProxy): Promise<Places> {
    const named = (await pdf.getDestinations()) as unknown;
    const entries = named instanceof Map ? (named as Map<string, unknown>) : new Map(Object.entries(named ?? {}));
    return new Places(file, new Map(pages.map(({ object }, index) => [object, index + 1])), entries);
  }

  /** The page that pdf.js's form of a destination leads to: a name, or `[{ num, gen }, { name: "XYZ" } …]`. */
  ofOutline(target: unknown): number | null {
    if (typeof target === "string") return this.named.get(target) ?? null;
    const first: unknown = Array.isArray(target) ? target[0] : null;
    if (typeof first === "number") return this.#byIndex(first);
    return typeof first === "object" && first !== null && "num" in first ? (this.#pages.get(Number(first.num)) ?? null) : null;
  }

  /** The page that a destination in the file leads to: a name, an array, or a dictionary with one. */
  ofValue(value: PdfValue): number | null {
    const target = this.#file.resolve(value);
    if (target instanceof PdfString) return this.named.get(target.text) ?? this.named.get(target.bytes) ?? null;
    if (target instanceof PdfName) return this.named.get(target.name) ?? null;
    const [first] = Array.isArray(target) ? (target as readonly PdfValue[]) : this.#file.array(this.#file.get(target, "D"));
    if (typeof first === "number") return this.#byIndex(first);
    return first instanceof PdfReference ? (this.#pages.get(first.number) ?? null) : null;
  }

  #byIndex(index: number): number | null {
    return index >= 0 && index < this.#pages.size ? index + 1 : null;
  }
}
