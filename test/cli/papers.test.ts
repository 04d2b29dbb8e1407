/** Every paper of the example, as it is issued, against the promises about its format. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accessibilityFaults, readPdf } from "../support/pdf-checks.ts";
import { runCli } from "../support/run-cli.ts";
import { hasTool, officeToPdf, shared, skipReason } from "../support/shared.ts";

const folder = mkdtempSync(join(tmpdir(), "papers-"));
const workspace = join(folder, "eksempel.forelaeg");
const files = (ending: string) => readdirSync(folder).filter((name) => name.endsWith(ending));

beforeAll(async () => {
  expect(await runCli("demo", "--out", folder)).toMatchObject({ status: 0 });
  for (const pack of ["region", "kommune"]) {
    for (const variant of ["internal", "public"]) {
      for (const format of ["pdf", "docx"]) {
        const out = join(folder, `${pack}-${variant}.${format}`);
        expect(await runCli("export", "minutes", "--workspace", workspace, "--meeting", "2027-04-06", "--pack", pack, "--variant", variant, "--out", out)).toMatchObject({ status: 0 });
      }
    }
  }
}, 180_000);

afterAll(() => rmSync(folder, { recursive: true }));

test("every PDF is tagged through and through, archivable and readable aloud by our own checks", () => {
  // A packet is what its attachments are.
  const papers = files(".pdf").filter((name) => !name.startsWith("dagsordenspakke"));
  expect(papers.length).toBeGreaterThan(8);
  for (const name of papers) expect(accessibilityFaults(new Uint8Array(readFileSync(join(folder, name)))), name).toEqual([]);
});

test("the packets keep what packets promise", async () => {
  const packets = files(".pdf").filter((name) => name.startsWith("dagsordenspakke"));
  expect(packets).toHaveLength(2);
  for (const name of packets) expect(await runCli("verify", join(folder, name))).toMatchObject({ status: 0, err: "" });
});

test("page numbers of the contents are where their links lead", async () => {
  const pdf = await readPdf(new Uint8Array(readFileSync(join(folder, "dagsorden-2027-05-11.pdf"))));
  const entries = pdf.outline.filter((entry) => /^\d+\. /.test(entry.title));
  expect(entries.length).toBe(17);
  const front = pdf.pages[0]?.items.map((item) => item.text).join(" ") ?? "";
  for (const entry of entries) expect(front.replace(/\s+/g, " ")).toMatch(new RegExp(`\\b${entry.page + 1}\\b`));
});

describe.skipIf(skipReason(hasTool("qpdf") ? null : "qpdf is not installed"))("qpdf", () => {
  test("finds nothing wrong in any PDF", () => {
    for (const name of files(".pdf")) {
      const run = spawnSync("qpdf", ["--check", join(folder, name)], { encoding: "utf8" });
      expect(run.status, `${name}: ${run.stdout}${run.stderr}`).toBe(0);
    }
  });
});

const validator = join(shared, "tools/validate-docx");

describe.skipIf(skipReason(existsSync(validator) && hasTool("xmllint") && hasTool("unzip") ? null : "the OOXML schemas (../shared) or xmllint are not here"))("the schemas of OOXML", () => {
  test("find every DOCX valid", () => {
    const run = spawnSync(validator, files(".docx").map((name) => join(folder, name)), { encoding: "utf8" });
    expect(run.stdout).toBe("valid\n");
  });
});

describe.skipIf(skipReason(hasTool("soffice") ? null : "LibreOffice is not installed"))("LibreOffice", () => {
  test("opens the agenda's DOCX and has as many pages as the PDF", async () => {
    const pages = async (path: string) => (await readPdf(new Uint8Array(readFileSync(path)))).pages.length;
    const own = await pages(join(folder, "dagsorden-2027-05-11.pdf"));
    const copy = mkdtempSync(join(tmpdir(), "office-"));
    try {
      const converted = officeToPdf(join(folder, "dagsorden-2027-05-11.docx"), copy);
      const theirs = await pages(join(copy, converted.split("/").at(-1) ?? ""));
      // Word and LibreOffice break their own lines: a page more or less is no fault.
      expect(Math.abs(theirs - own)).toBeLessThanOrEqual(2);
    } finally {
      rmSync(copy, { recursive: true });
    }
  }, 180_000);
});
