import { expect, test } from "vitest";
import { joinBytes } from "../../../core/join-bytes.ts";
import { createPdfOut } from "../../../core/pdf/pdf-out.ts";
import { plainDeflate, qpdfFaults } from "../../support/assembled.ts";
import { hasTool, runOverPdf } from "../../support/pdf-checks.ts";
import { nameOf, PdfDictionary, PdfObjects, PdfReference, PdfStream } from "../../support/pdf-objects.ts";

/** Rows of the table of places, by object number: kind, first and second field. */
function rowsOf(bytes: Uint8Array): { readonly width: number; readonly rows: readonly (readonly number[])[] } {
  const pdf = new PdfObjects(bytes);
  const table = pdf.numbers.map((number) => pdf.resolve(new PdfReference(number))).find((value) => nameOf(pdf.get(value, "Type")) === "XRef");
  if (!(table instanceof PdfStream)) throw new Error("no table");
  const [, width = 0] = pdf.get(table, "W") as number[];
  const data = pdf.data(table);
  const rows = Array.from({ length: data.length / (3 + width) }, (_, index) => {
    const row = data.subarray(index * (3 + width), (index + 1) * (3 + width));
    return [row[0] ?? 0, row.slice(1, 1 + width).reduce((sum, byte) => sum * 256 + byte, 0), (row[1 + width] ?? 0) * 256 + (row[2 + width] ?? 0)];
  });
  return { width, rows };
}

/** The least that is a PDF: one empty page. */
function onePage(out: ReturnType<typeof createPdfOut>): string {
  const [catalog, pages, page] = [out.reserve(), out.reserve(), out.reserve()];
  out.object(catalog, `<</Type/Catalog/Pages ${pages} 0 R>>`);
  out.object(pages, `<</Type/Pages/Count 1/Kids[${page} 0 R]>>`);
  out.object(page, `<</Type/Page/Parent ${pages} 0 R/MediaBox[0 0 9 9]>>`);
  return `/Root ${catalog} 0 R`;
}

test("objects stand in object streams of 200, and every one is found in its place", () => {
  const out = createPdfOut();
  const root = onePage(out);
  const first = out.reserve(1003);
  for (let index = 0; index < 1003; index++) if (index !== 500) out.object(first + index, `<</Nr ${index}>>`);
  out.finish(root);
  const bytes = joinBytes(out.take());
  expect(qpdfFaults(bytes)).toBe("");
  const pdf = new PdfObjects(bytes);
  for (const index of [0, 199, 200, 499, 501, 1002]) expect(pdf.get(new PdfReference(first + index), "Nr")).toBe(index);
  const { rows } = rowsOf(bytes);
  expect(rows[0]).toEqual([0, 0, 65_535]);
  expect(rows[first + 500]).toEqual([0, 0, 0]);
  const holders = new Set(rows.filter(([kind]) => kind === 2).map(([, holder]) => holder));
  expect(holders.size).toBe(6);
  expect(Math.max(...rows.filter(([kind]) => kind === 2).map(([, , place = 0]) => place))).toBe(199);
});

test("more objects than two bytes can count are found", () => {
  const out = createPdfOut();
  const root = onePage(out);
  const first = out.reserve(70_000);
  for (let index = 0; index < 70_000; index++) out.object(first + index, `[${index}]`);
  out.stream(out.reserve(), "<<>>", new TextEncoder().encode("slut"));
  out.finish(root);
  const bytes = joinBytes(out.take());
  expect(qpdfFaults(bytes)).toBe("");
  if (hasTool("qpdf")) expect(runOverPdf(bytes, "qpdf", [`--show-object=${first + 69_999}`, "{}"]).output.trim()).toBe("[ 69999 ]");
});

test("beyond four gigabytes the table's places are wider, and right", () => {
  const out = createPdfOut(plainDeflate);
  const root = onePage(out);
  const size = 3_000_000_000;
  // As long as that, without being that: only its length is looked at.
  const huge = Object.create(Uint8Array.prototype, { length: { value: size } }) as Uint8Array;
  const numbers = [out.reserve(), out.reserve(), out.reserve()];
  for (const number of numbers) out.stream(number, "<<>>", huge);
  out.finish(root);
  const chunks = out.take();
  const offsets = new Map<number, number>();
  let at = 0;
  for (const chunk of chunks) {
    if (chunk !== huge) for (const match of Buffer.from(chunk).toString("latin1").matchAll(/(?<=^|\n)(\d+) 0 obj\n/g)) offsets.set(Number(match[1]), at + match.index);
    at += chunk.length;
  }
  const tail = joinBytes(chunks.filter((chunk) => chunk !== huge));
  // The reader of tests looks for streams by their length; these have none.
  const whole = Buffer.from(tail).toString("latin1").replaceAll(`/Length ${size}`, "/Length 0");
  const { width, rows } = rowsOf(Uint8Array.from(whole, (letter) => letter.charCodeAt(0)));
  expect(width).toBe(6);
  expect(numbers.map((number) => rows[number])).toEqual(numbers.map((number) => [1, offsets.get(number), 0]));
  expect(rows[numbers[2] ?? 0]?.[1]).toBeGreaterThan(6_000_000_000);
  expect(Number(/startxref\n(\d+)/.exec(whole)?.[1])).toBe(offsets.get(rows.length - 1));
  expect(out.waiting()).toBe(0);
});

test("what was taken is not kept, and what is large is not copied", () => {
  const out = createPdfOut();
  const large = new Uint8Array(200_000);
  const before = out.waiting();
  out.stream(out.reserve(), "<</A 1>>", large);
  expect(out.waiting() - before).toBeGreaterThan(200_000);
  expect(out.take()).toContain(large);
  expect(out.waiting()).toBe(0);
  expect(out.take()).toEqual([]);
});

test("streams small and large, one after the other, come out byte by byte", () => {
  const out = createPdfOut();
  const root = onePage(out);
  const sizes = [0, 1, 65_535, 65_536, 65_537, 262_144, 300_000, 12, 262_100, 99];
  const made = sizes.map((size, index) => ({ number: out.reserve(), bytes: Uint8Array.from({ length: size }, (_, at) => 33 + ((at * 7 + index) % 90)) }));
  for (const { number, bytes } of made) out.stream(number, `<</Lang ${"9".repeat(number % 2 === 0 ? 9000 : 3)}>>`, bytes);
  out.finish(root);
  const pdf = new PdfObjects(joinBytes(out.take()));
  for (const { number, bytes } of made) {
    const found = pdf.resolve(new PdfReference(number));
    expect(found instanceof PdfDictionary && found instanceof PdfStream && Buffer.compare(found.raw, bytes)).toBe(0);
  }
});
