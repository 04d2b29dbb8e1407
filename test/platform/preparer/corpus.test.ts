import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { outcomes } from "../../../core/domain/preparation.ts";
import type { Prepared } from "../../../core/preparer.ts";
import { nodePreparer } from "../../../platform/preparer/node-preparer.ts";
import { hasTool, shared, skipReason } from "../../support/shared.ts";

const corpus = join(shared, "corpus/pdf");
const skipped = skipReason(existsSync(corpus) ? (hasTool("pdfinfo") ? null : "pdfinfo is not installed") : "../shared/corpus is not there");

/** Poppler draws the first page a second time, for the page that it could not find in a page tree that is a loop. */
const miscounted = new Set(["Pages-tree-refs.pdf"]);

test.skipIf(skipped)("every file of a corpus of odd PDFs ends in an outcome, with all of its pages", { timeout: 300_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "forelaeg-corpus-"));
  const preparer = nodePreparer();
  onTestFinished(async () => {
    await preparer.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const names = readdirSync(corpus).filter((name) => name.endsWith(".pdf"));
  const found = await Promise.all(names.map(async (fileName) => ({ fileName, ...(await preparer.prepare({ path: join(corpus, fileName), fileName, mediaType: "application/pdf", password: null, folder })) })));
  console.log(summary(found));

  expect(found).toHaveLength(names.length);
  for (const { fileName, outcome, reasons, pages, pagesIn, madePath } of found) {
    const said = `${fileName}: ${outcome} ${reasons.join(", ")}`;
    expect(outcomes, said).toContain(outcome);
    if (outcome === "slip") {
      expect([reasons.length, pages.length, madePath], said).toEqual([1, 0, null]);
      continue;
    }
    expect(pages.length, said).toBe(pagesIn);
    expect(pages.every(({ width, height, print, ink }) => width > 0 && height > 0 && print.length === 64 && ink?.foot.length === 32), said).toBe(true);
    const counted = popplerPages(join(corpus, fileName));
    if (counted !== null && !miscounted.has(fileName)) expect(pages.length, said).toBe(counted);
    if (madePath) expect(popplerPages(madePath), said).toBe(pages.length);
  }
  // What needs a password, is a form for one reader only, or is broken beyond reading; anything else would be a loss.
  expect(found.filter(({ outcome }) => outcome === "slip").flatMap(({ reasons }) => reasons).filter((reason) => !["password", "dynamic-form", "damaged"].includes(reason))).toEqual([]);
  expect(found.filter(({ outcome, reasons }) => outcome === "slip" && reasons[0] === "damaged").length).toBeLessThan(3);
  expect(found.filter(({ outcome }) => outcome === "as-is").length).toBeGreaterThan(0.75 * names.length);
});

function popplerPages(path: string): number | null {
  const { status, stdout } = spawnSync("pdfinfo", [path], { encoding: "utf8", timeout: 20_000 });
  const count = Number(/^Pages:\s+(\d+)/m.exec(stdout)?.[1]);
  return status === 0 && count > 0 ? count : null;
}

function summary(found: readonly Pick<Prepared, "outcome" | "reasons" | "pages">[]): string {
  const rows = new Map<string, number>();
  for (const { outcome, reasons } of found) {
    const row = [outcome, ...reasons].join(" ");
    rows.set(row, (rows.get(row) ?? 0) + 1);
  }
  const pages = found.reduce((sum, file) => sum + file.pages.length, 0);
  return [`${found.length} files, ${pages} pages`, ...[...rows].toSorted(([a], [b]) => a.localeCompare(b)).map(([row, count]) => `${String(count).padStart(4)}  ${row}`)].join("\n");
}
