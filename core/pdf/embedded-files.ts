import { PdfDict, PdfStream, PdfString } from "@libpdf/core";
import { arrayAt, dictionaryAt, direct, type Source } from "./open-source.ts";

/** A file inside a PDF. */
export interface EmbeddedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** More files, or more bytes of them, than anybody puts together by hand. */
const mostFiles = 200;
const mostBytes = 500 * 1024 * 1024;

/** The files that a PDF holds by name (ISO 32000-1, 7.11.4), in the order of its name tree, and whether some were left out. */
export function embeddedFiles({ catalog, resolve }: Source): { readonly files: readonly EmbeddedFile[]; readonly complete: boolean } {
  const files: EmbeddedFile[] = [];
  let complete = true;
  let total = 0;
  const names = dictionaryAt(catalog, "Names", resolve);
  const root = names && dictionaryAt(names, "EmbeddedFiles", resolve);
  const seen = new Set<PdfDict>();
  const waiting = root ? [root] : [];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    const pairs = arrayAt(node, "Names", resolve);
    for (let index = 0; pairs && index + 1 < pairs.length; index += 2) {
      const specification = direct(pairs.at(index + 1), resolve);
      const file = specification instanceof PdfDict ? fileOf(specification, resolve) : null;
      total += file?.bytes.length ?? 0;
      if (file && files.length < mostFiles && total <= mostBytes) files.push(file);
      else complete = false;
    }
    const kids = arrayAt(node, "Kids", resolve);
    for (let index = (kids?.length ?? 0) - 1; index >= 0; index -= 1) {
      const kid = direct(kids?.at(index), resolve);
      if (kid instanceof PdfDict) waiting.push(kid);
    }
  }
  return { files, complete };
}

function fileOf(specification: PdfDict, resolve: Source["resolve"]): EmbeddedFile | null {
  const embedded = dictionaryAt(specification, "EF", resolve);
  const stream = embedded && ["UF", "F", "DOS", "Mac", "Unix"].map((key) => direct(embedded.get(key), resolve)).find((value) => value instanceof PdfStream);
  if (!(stream instanceof PdfStream)) return null;
  const name = ["UF", "F"].map((key) => direct(specification.get(key), resolve)).find((value) => value instanceof PdfString);
  try {
    // A path in the name is nothing to us.
    return { name: name instanceof PdfString ? (name.asString().split(/[\\/]/).at(-1) ?? "") : "", bytes: stream.getDecodedData() };
  } catch {
    return null;
  }
}
