import { expect, test } from "vitest";
import { runPasses } from "../../../../core/document/passes/passes.ts";
import { createPageFinder } from "../../../../core/document/writers/pdf/write-pdf.ts";
import { createWriters } from "../../../../core/document/writers/writers.ts";
import { preparationReasons } from "../../../../core/domain/preparation.ts";
import { reasonWords } from "../../../../core/messages/reasons.ts";
import { composeSlip, type SlipFacts } from "../../../../core/packet/slip/slip-page.ts";
import { hasTool, skipReason } from "../../../support/shared.ts";
import { drawPages, fonts, textPages } from "../../prepare/convert/samples.ts";

const withoutPoppler = skipReason(hasTool("pdftotext") ? null : "poppler is not installed");
const slips = preparationReasons.slice(preparationReasons.indexOf("no-file"));
const usual: SlipFacts = { itemHeading: "7. Beslutningssag: Støjskærm ved Nordre Ringvej", attachmentNumber: 3, title: "Støjrapport 2027", fileName: "støjrapport.pdf", reason: "password", variant: "internal" };

async function write(facts: SlipFacts) {
  return createWriters(fonts).pdf(runPasses(composeSlip(facts)), { createdAt: "2027-01-01T00:00:00Z", id: "0" });
}

test.skipIf(withoutPoppler)("a slip names the item, the attachment, the file, the reason, what to do and where the original is", async () => {
  const text = (await textPages((await write(usual)).bytes)).join("\n").replace(/\s+/g, " ");
  for (const words of ["7. Beslutningssag: Støjskærm ved Nordre Ringvej", "Bilag 3: Støjrapport 2027", "støjrapport.pdf", "Filen er beskyttet med adgangskode.", "Læg den ved igen med adgangskoden", "Originalen Ligger uændret i arbejdsfilen."]) expect(text).toContain(words);
});

test.skipIf(withoutPoppler)("the public is sent to the secretariat, not told what the secretary can do", async () => {
  const text = (await textPages((await write({ ...usual, variant: "public" })).bytes)).join("\n").replace(/\s+/g, " ");
  expect(text).toContain("Kontakt sekretariatet");
  expect(text).not.toMatch(/adgangskoden,|arbejdsfilen/);
});

test.skipIf(withoutPoppler)("a slip is one page with a free foot, for every reason and however long the names are", async () => {
  const wide = { itemHeading: "W".repeat(5000), title: "W".repeat(5000), fileName: `${"W".repeat(5000)}.pdf`, attachmentNumber: 1234 };
  const findPages = createPageFinder(fonts);
  const words = { itemHeading: "Ændring af ".repeat(800), title: "meget lang titel ".repeat(800), fileName: "fil navn ".repeat(800), attachmentNumber: 1 };
  for (const reason of slips) for (const names of [wide, words]) expect([reason, findPages(runPasses(composeSlip({ ...names, reason, variant: "internal" }))).count]).toEqual([reason, 1]);
  const [page] = await drawPages((await write({ ...wide, reason: "wrong-password", variant: "internal" })).bytes);
  expect(page?.ink(0, 1 - 80 / 842, 1, 1)).toBe(0);
  expect((await write({ ...usual, fileName: null, reason: "no-file" })).pages).toBe(1);
});

test("every slip has a next step", () => {
  for (const reason of slips) expect([reason, reasonWords(reason).remedy]).toEqual([reason, expect.stringMatching(/^[A-ZÆØÅ].{10,}\.$/)]);
});
