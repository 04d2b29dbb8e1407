import { PDFDocument, PDFName, PDFDict } from "pdf-lib";
import { expect, test } from "vitest";
import { prepareFile } from "../../../core/prepare/prepare-file.ts";
import type { PrepareTools } from "../../../core/prepare/prepare-tools.ts";
import { examineTools } from "../../support/reader-tools.ts";

const tools: PrepareTools = { ...examineTools, convert: () => Promise.resolve({ slip: "unknown-kind" }) };

async function paper(...lines: readonly string[]): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  for (const line of lines) document.addPage([400, 300]).drawText(line, { x: 40, y: 200 });
  return document.save();
}

async function portfolio(files: Readonly<Record<string, Uint8Array>>, collection = true): Promise<Uint8Array> {
  const document = await PDFDocument.load(await paper("Cover"));
  for (const [name, bytes] of Object.entries(files)) await document.attach(bytes, name);
  if (collection) document.catalog.set(PDFName.of("Collection"), PDFDict.withContext(document.context));
  return document.save();
}

const prepare = async (bytes: Uint8Array) => prepareFile({ bytes, fileName: "samling.pdf", mediaType: "application/pdf", password: null }, tools, "both");

test("a portfolio's files follow its own page", async () => {
  const prepared = await prepare(await portfolio({ "a.pdf": await paper("First", "Second"), "b.pdf": await paper("Third") }));
  expect(prepared).toMatchObject({ outcome: "converted", reasons: ["from-portfolio"] });
  expect(prepared.pages).toHaveLength(4);
  const found = ["Cover", "First", "Second", "Third"].map((word) => prepared.text.indexOf(word));
  expect(found.every((at) => at >= 0)).toBe(true);
  expect(found).toEqual(found.toSorted((a, b) => a - b));
});

test("a file in a portfolio that cannot be shown is told", async () => {
  const prepared = await prepare(await portfolio({ "a.pdf": await paper("First"), "b.bin": new Uint8Array([1, 2, 3]) }));
  expect(prepared).toMatchObject({ outcome: "converted", reasons: ["from-portfolio", "parts-missing"] });
  expect(prepared.pages).toHaveLength(2);
});

test("a PDF that only carries files is no portfolio", async () => {
  const prepared = await prepare(await portfolio({ "a.pdf": await paper("First") }, false));
  expect(prepared).toMatchObject({ outcome: "as-is", reasons: ["files-inside"] });
  expect(prepared.pages).toHaveLength(1);
});
