/** A packet like the real one of a regional committee: its agenda, and files of as many pages as its attachments had. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ShownMeeting } from "../../core/api/agenda.ts";
import type { Receipt } from "../../core/packet/receipt.ts";
import { pagesPdf, qpdfFaults, words } from "../support/assembled.ts";
import { hasTool, readPdf } from "../support/pdf-checks.ts";
import { runCli } from "../support/run-cli.ts";
import { pdfText, seedPacket, shared, skipReason } from "../support/shared.ts";

interface SpecStamp {
  readonly line: number;
  readonly punkt: string;
  readonly titleLines: number;
  readonly bilag: string | null;
  readonly moede: string | null;
}

/** Pages of the attachments in their order (packet-anatomy, 4.3); one had no text and is three pictures here. */
const pagesOf: readonly (readonly [place: string, pages: readonly number[]])[] = [
  ["item 1", [8, 25, 19, 10, 3, 2]],
  ["item 7", [4, 5, 8, 28, 1]],
  ["item 8", [51, 6]],
  ["item 10", [76]],
  ["notice 1", [11]],
  ["notice 2", [1]],
];
const pictures = "item 1.5";

const missing = seedPacket === null ? "the seed packet (../shared) is not here" : hasTool("pdftotext", "-v") ? null : "pdftotext is not here";

describe.skipIf(skipReason(missing))("a packet like the real one", () => {
  const folder = mkdtempSync(join(tmpdir(), "real-"));
  const workspace = join(folder, "seed.forelaeg");
  const out = join(folder, "pakke.pdf");
  let meeting: ShownMeeting;
  let receipt: Receipt;
  let pages: string[];

  const run = async (...argv: string[]): Promise<string> => {
    const done = await runCli(...argv);
    expect(done.status, done.err).toBeLessThan(2);
    return done.out;
  };

  beforeAll(async () => {
    const place = ["--workspace", workspace, "--meeting", "2017-08-29"];
    await run("import", seedPacket ?? "", "--workspace", workspace, "--body", "Udvalget vedr. tværsektorielt samarbejde", "--date", "2017-08-29", "--open");
    meeting = JSON.parse(await run("show", ...place, "--json")) as ShownMeeting;
    for (const [where, counts] of pagesOf) {
      const [series, number = ""] = where.split(" ");
      const listed = meeting.items.find((item) => item.series === series && item.number === Number(number))?.attachments ?? [];
      expect(listed, where).toHaveLength(counts.length);
      const paths = counts.map((count, index) => {
        const name = `${where}.${index + 1}`;
        // A file that is called as its attachment is listed becomes that one's.
        const path = join(folder, `${listed[index]?.title ?? ""}.pdf`);
        writeFileSync(path, name === pictures ? pictured(count) : pagesPdf(Array.from({ length: count }, (_, page) => ({ content: `${words(`${name} side ${page + 1}`)} ${words("Dokumentets egen fod", 72, 100, 9)}` }))));
        return path;
      });
      await run("attach", ...paths, ...place, "--item", number, ...(series === "notice" ? ["--notice"] : []));
    }
    await run("export", "packet", ...place, "--pack", "region", "--variant", "public", "--date", "2017-08-22", "--out", out);
    receipt = JSON.parse(readFileSync(join(folder, "pakke.receipt.json"), "utf8")) as Receipt;
    pages = pdfText(out).split("\f");
  }, 300_000);

  afterAll(() => rmSync(folder, { recursive: true }));

  test("all sixteen attachments are there with every page, in the agenda's order", () => {
    expect(receipt.files.map(({ series, item, attachment, pagesIn, pagesOut }) => [`${series} ${item}.${attachment}`, pagesIn, pagesOut])).toEqual(
      pagesOf.flatMap(([where, counts]) => counts.map((count, index) => [`${where}.${index + 1}`, count, count])),
    );
    expect(receipt.files.map(({ outcome }) => outcome)).toEqual(receipt.files.map(() => "as-is"));
    const total = pagesOf.flatMap(([, counts]) => counts).reduce((sum, count) => sum + count, 0);
    expect(receipt.pages).toBe(receipt.agendaPages + total);
    // Each ends with a page break.
    expect(pages).toHaveLength(receipt.pages + 1);
    for (const { series, item, attachment, firstPage, pagesOut } of receipt.files) {
      if (`${series} ${item}.${attachment}` === pictures) continue;
      for (const page of [1, pagesOut]) expect(pages[firstPage + page - 2]).toContain(`${series} ${item}.${attachment} side ${page}`);
    }
  });

  test("the stamps are letter by letter, and line by line, those of the real packet, on the same pages", () => {
    const stamps = (JSON.parse(readFileSync(join(shared, "spec/packet-stamps.json"), "utf8")) as SpecStamp[]).filter(({ bilag, moede }) => bilag !== null && moede !== null);
    expect(stamps).toHaveLength(15);
    for (const { punkt, titleLines, bilag, moede, line } of stamps) {
      const [, attachment, page, of] = /^Bilag (\d+) - Side -(\d+) af (\d+)$/.exec(bilag ?? "")?.map(Number) ?? [];
      const [, number = ""] = /^Punkt nr\. (\d+)/.exec(punkt) ?? [];
      const series = / - Meddelelser - /.test(punkt) ? "notice" : "item";
      const file = receipt.files.find((one) => one.series === series && one.item === Number(number) && one.attachment === attachment);
      expect(file?.pagesOut, bilag ?? "").toBe(of);
      const found = stampOn((file?.firstPage ?? 0) + (page ?? 0) - 1);
      expect(found.slice(-2), `line ${line}`).toEqual([bilag, moede]);
      expect(found.slice(0, -2), `line ${line}`).toHaveLength(titleLines);
      expect(found.slice(0, -2).join(" "), `line ${line}`).toBe(punkt);
      expect(found.slice(0, -2), `line ${line}`).toEqual(realLines(line, titleLines));
    }
  });

  test("every page of every attachment has a stamp, and no page of the agenda", () => {
    for (const { firstPage, pagesOut, attachment } of receipt.files) {
      for (let page = 1; page <= pagesOut; page++) expect(stampOn(firstPage + page - 1).at(-2), `page ${firstPage + page - 1}`).toBe(`Bilag ${attachment} - Side -${page} af ${pagesOut}`);
    }
    for (const text of pages.slice(0, receipt.agendaPages)) expect(text).not.toMatch(/Side -\d/);
  });

  test("the packet is sound, proves itself, and its outline leads to every attachment", async () => {
    const bytes = new Uint8Array(readFileSync(out));
    expect(qpdfFaults(bytes)).toBe("");
    expect(await runCli("verify", out)).toMatchObject({ status: 0 });
    const { outline, labels } = await readPdf(bytes);
    expect(outline.flatMap(({ items }) => items).filter(({ title }) => title.startsWith("Bilag ")).map(({ page }) => page + 1)).toEqual(receipt.files.map(({ firstPage }) => firstPage));
    expect(labels?.at(-1)).toBe(String(receipt.pages));
  });

  /** The lines from `Punkt nr.` on, without the empty ones. */
  function stampOn(page: number): string[] {
    const lines = (pages[page - 1] ?? "").split("\n").map((text) => text.trim()).filter((text) => text !== "");
    return lines.slice(lines.findLastIndex((text) => text.startsWith("Punkt nr. ")));
  }

  /** The title's lines as they stand in the real packet's text. */
  function realLines(line: number, count: number): string[] {
    const lines = readFileSync(seedPacket ?? "", "utf8").split("\n");
    return lines.slice(line - 1, line - 1 + count).map((text) => text.trim());
  }
});

/** Pages that are pictures, without a word of text. */
function pictured(count: number): Uint8Array {
  const pixels = Array.from({ length: 400 }, (_, index) => String.fromCharCode((index * 53) % 256)).join("");
  const page = { content: "q 400 0 0 560 90 180 cm /I Do Q", entries: "/Resources<</XObject<</I 100 0 R>>>>" };
  return pagesPdf(Array.from({ length: count }, () => page), "", { 100: { entries: "/Type/XObject/Subtype/Image/Width 20/Height 20/BitsPerComponent 8/ColorSpace/DeviceGray", stream: pixels } });
}
