/** The real packet of a regional committee, in and out again. It lies outside the project; without it this skips. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ShownItem, ShownMeeting } from "../../core/api/agenda.ts";
import { runCli } from "../support/run-cli.ts";
import { hasTool, officeToPdf, pdfText, seedPacket, shared, skipReason } from "../support/shared.ts";
import { wordsInOrder, wordsOf } from "../support/words.ts";

interface SpecCase {
  readonly source: string;
  readonly number: number;
  readonly title: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly sections: readonly { heading: string; startLine: number; endLine: number; empty: boolean }[];
  readonly outOfPlaceBlocks?: readonly { startLine: number; endLine: number }[];
  readonly attachments: readonly string[];
  readonly journalNumber: string | null;
  readonly decisions: readonly { heading: string; text: string; absent?: readonly unknown[]; substitutes?: readonly unknown[] }[];
}

const body = "Udvalget vedr. tværsektorielt samarbejde";

describe.skipIf(skipReason(seedPacket === null ? "the seed packet (../shared) is not here" : null))("the seed packet", () => {
  const folder = mkdtempSync(join(tmpdir(), "seed-"));
  const workspace = join(folder, "seed.forelaeg");
  // What stands here is run even where the tests are skipped: a clone without ../shared has nothing to read.
  const lines = seedPacket === null ? [] : readFileSync(seedPacket, "utf8").split("\n");
  const cases = seedPacket === null ? [] : (JSON.parse(readFileSync(join(shared, "spec/packet-cases.json"), "utf8")) as SpecCase[]);
  const agenda = cases.filter((one) => one.source === "agenda");
  const texts = new Map<string, string>();

  beforeAll(async () => {
    const run = await runCli("import", seedPacket ?? "", "--workspace", workspace, "--body", body, "--date", "2017-08-29", "--open", "--extracts");
    expect(run.status, run.err).toBeLessThan(2);
    for (const format of ["pdf", "docx", "txt"]) {
      const out = join(folder, `agenda.${format}`);
      expect(await runCli("export", "agenda", "--workspace", workspace, "--meeting", "2017-08-29", "--pack", "region", "--out", out)).toMatchObject({ status: 0, err: "" });
      if (format === "txt") texts.set(format, readFileSync(out, "utf8"));
    }
    if (hasTool("pdftotext")) texts.set("pdf", pdfText(join(folder, "agenda.pdf")));
    else console.warn("skipped: words of the PDF (pdftotext is not here)");
    if (hasTool("soffice") && hasTool("pdftotext")) {
      rmSync(join(folder, "agenda.pdf"));
      texts.set("docx", pdfText(officeToPdf(join(folder, "agenda.docx"), folder)));
    } else console.warn("skipped: words of the DOCX (LibreOffice or pdftotext is not here)");
  }, 240_000);

  afterAll(() => rmSync(folder, { recursive: true }));

  /** The lines of a section without the tables that the extraction had moved. */
  function reference(one: SpecCase, from: number, to: number): string {
    const moved = (line: number) => one.outOfPlaceBlocks?.some((block) => block.startLine <= line && line <= block.endLine) ?? false;
    return lines.filter((_, index) => index + 1 >= from && index + 1 <= to && !moved(index + 1)).join("\n");
  }

  /** The part of a paper's words that belongs to an item: from its heading to the next one's. */
  function itemText(text: string, one: SpecCase): string {
    const words = wordsOf(text);
    const places = agenda.map((other) => ({ other, at: lastIndexOf(words, wordsOf(`${other.number}. ${other.title}`)) })).toSorted((a, b) => a.at - b.at);
    const index = places.findIndex(({ other }) => other === one);
    expect(places[index]?.at, one.title).toBeGreaterThanOrEqual(0);
    return words.slice(places[index]?.at, places[index + 1]?.at).join(" ");
  }

  test("what is kept is what the packet prints: numbers, titles, sections, journal numbers, attachments and decisions", async () => {
    const kept: ShownItem[] = [];
    for (const meeting of ["2017-08-29", "2016-10-04", "2017-05-23", "2017-06-13"]) {
      const run = await runCli("show", "--workspace", workspace, "--meeting", meeting, "--json");
      kept.push(...(JSON.parse(run.out) as ShownMeeting).items);
    }
    const squeezed = (text: string) => text.replace(/\s+/g, " ").trim();
    expect(
      kept.map((item) => ({
        number: item.number,
        title: item.heading.toLocaleUpperCase("da"),
        sections: item.sections.map((section) => [section.heading.toLocaleUpperCase("da"), section.empty]),
        journalNumber: item.journalNumber,
        attachments: item.attachments.map((attachment) => attachment.title),
        decisions: item.decisions.map(({ heading, text, absent, substitutes }) => ({ heading, text: squeezed(text), absent, substitutes })),
      })),
    ).toEqual(
      cases.map((one) => ({
        number: one.number,
        title: one.title,
        sections: one.sections.map((section) => [section.heading, section.empty]),
        journalNumber: one.journalNumber,
        attachments: one.attachments,
        decisions: one.decisions.map(({ heading, text, absent, substitutes }) => ({ heading, text: squeezed(text), absent: absent ?? [], substitutes: substitutes ?? [] })),
      })),
    );
  });

  test("every section of every item has its words in order, in PDF, DOCX and text", () => {
    const shares: string[] = [];
    for (const [format, text] of texts) {
      for (const one of agenda) {
        const candidate = itemText(text, one);
        for (const section of one.sections) {
          const { share, missing } = wordsInOrder(reference(one, section.startLine, section.endLine), candidate);
          expect(share, `${format}, ${one.number} ${section.heading}: ${missing.join(" ")}`).toBeGreaterThanOrEqual(0.995);
          if (share < 1) shares.push(`${format} ${one.number} ${section.heading}: ${share.toFixed(4)} (${missing.join(" ")})`);
        }
        for (const block of one.outOfPlaceBlocks ?? []) {
          const { share, missing } = wordsInOrder(lines.slice(block.startLine - 1, block.endLine).join("\n"), candidate);
          expect(share, `${format}, moved table at ${block.startLine}: ${missing.join(" ")}`).toBeGreaterThanOrEqual(0.995);
        }
      }
    }
    if (shares.length > 0) console.warn(`below 100 %:\n${shares.join("\n")}`);
  });

  test("the agenda as a whole has its words in order", () => {
    for (const [format, text] of texts) {
      const parts = agenda.map((one) => [reference(one, one.startLine, one.endLine), itemText(text, one)] as const);
      const results = parts.map(([wanted, got]) => ({ words: wordsOf(wanted).length, share: wordsInOrder(wanted, got).share }));
      const total = results.reduce((sum, { words }) => sum + words, 0);
      const share = results.reduce((sum, result) => sum + result.share * result.words, 0) / total;
      console.warn(`${format}: ${(share * 100).toFixed(2)} % of ${total} words`);
      expect(share).toBeGreaterThanOrEqual(0.995);
    }
  });

  test("the protocol extracts print their chain of decisions as the packet does", async () => {
    const extracts = [
      { meeting: "2016-10-04", one: cases.find((other) => other.source !== "agenda" && other.number === 7) },
      { meeting: "2017-05-23", one: cases.find((other) => other.source !== "agenda" && other.number === 1) },
      { meeting: "2017-06-13", one: cases.find((other) => other.source !== "agenda" && other.number === 21) },
    ];
    for (const { meeting, one } of extracts) {
      if (!one) throw new Error("the spec has lost an extract");
      const out = join(folder, `${meeting}.txt`);
      expect(await runCli("export", "extract", "--workspace", workspace, "--meeting", meeting, "--item", String(one.number), "--out", out)).toMatchObject({ status: 0, err: "" });
      const text = readFileSync(out, "utf8");
      const chain = one.sections.find((section) => section.heading === "POLITISK BEHANDLING");
      const next = one.sections[one.sections.findIndex((section) => section === chain) + 1];
      const printed = text.slice(text.indexOf("POLITISK BEHANDLING"), text.indexOf(`\n${next?.heading ?? ""}`));
      // The page's foot and stamp (lines 5172–5177) stand in the middle of a sentence of the packet.
      const wanted = lines.slice((chain?.startLine ?? 1) - 1, chain?.endLine).filter((line) => !/^(Side \d+ af|Punkt nr\.|Bilag \d+ - Side|Møde i)/.test(line)).join("\n");
      expect(wordsOf(printed)).toEqual(wordsOf(wanted));
      for (const section of one.sections) {
        const { share, missing } = wordsInOrder(reference(one, section.startLine, section.endLine).replace(/^(Side \d+ af|Punkt nr\.|Bilag \d+ - Side|Møde i).*$/gm, ""), text);
        expect(share, `${meeting} ${section.heading}: ${missing.join(" ")}`).toBeGreaterThanOrEqual(0.995);
      }
    }
  });

  test("the work plan comes out in the packet's columns, as loaded or by date", async () => {
    const rows = JSON.parse(readFileSync(join(shared, "spec/packet-workplan.json"), "utf8")) as { titel: string; problemstilling: string | null; datoForUdvalg: string | null; ledendeUdvalg: string }[];
    const load = await runCli("plan", join(shared, "spec/packet-workplan.json"), "--workspace", workspace, "--body", body, "--year", "2017");
    expect(load).toMatchObject({ status: 0, err: "" });
    const set = async (...more: string[]) => {
      const out = join(folder, "plan.txt");
      expect(await runCli("export", "workplan", "--workspace", workspace, "--body", body, "--year", "2017", "--out", out, ...more)).toMatchObject({ status: 0 });
      return wordsOf(readFileSync(out, "utf8")).join(" ");
    };
    const wordsOfRows = (list: typeof rows) => wordsOf(list.map((row) => [row.ledendeUdvalg, row.titel, row.problemstilling ?? "", row.datoForUdvalg ?? ""].join(" ")).join("\n")).join(" ");
    expect(await set("--as-loaded")).toContain(wordsOfRows(rows));
    const sorted = rows.toSorted((a, b) => (a.datoForUdvalg ?? "9999").localeCompare(b.datoForUdvalg ?? "9999"));
    expect(await set()).toContain(wordsOfRows(sorted));
    expect(await set("--variant", "public")).toContain(wordsOfRows(sorted));
  });
});

function lastIndexOf(words: readonly string[], wanted: readonly string[]): number {
  for (let at = words.length - wanted.length; at >= 0; at -= 1) if (wanted.every((word, index) => words[at + index] === word)) return at;
  return -1;
}
