/**
 * `npm run bench`: what Forelæg takes, beside others that do the same in the same run. Each measurement is a process of
 * its own, Node's start included; medians of rounds in turn. Use the ratios, not the seconds.
 * `npm run bench -- [rounds] [pages …]`, `npm run bench -- packet [rounds] [pages …]`
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hasTool, seedPacket } from "../support/shared.ts";
import { measure, type Measured, measureOther, median } from "./measure.ts";
import { packets } from "./packet.ts";

const given = process.argv.slice(2);
const onlyPackets = given[0] === "packet";
const [rounds = 3, ...sizes] = given.slice(onlyPackets ? 1 : 0).map(Number);
const folder = mkdtempSync(join(tmpdir(), "bench-"));

try {
  if (!onlyPackets) {
    for (const pages of sizes.length > 0 ? sizes : [50, 500]) setting(pages);
    importing();
    searching(10_000);
  }
  await packets(onlyPackets && sizes.length > 0 ? sizes : [1000, 5000], rounds);
} finally {
  rmSync(folder, { recursive: true });
}

function setting(pages: number): void {
  const docx = join(folder, `${pages}.docx`);
  const office = hasTool("soffice");
  const engines: Readonly<Record<string, () => Measured>> = {
    "Forelæg, tagged PDF": () => measure("pdf", [pages]),
    "pdfmake, tagged PDF/A": () => measure("pdfmake-tagged", [pages]),
    "pdfmake, untagged": () => measure("pdfmake", [pages]),
    "Forelæg, DOCX": () => measure("docx", [pages, docx]),
    ...(office ? { "LibreOffice, that DOCX to PDF": () => convert(docx) } : {}),
  };
  const all = inTurn(engines);
  console.log(`\n${pages} pages (heading, three paragraphs, five bullets, a table of seven rows each)`);
  const reference = all.get("pdfmake, tagged PDF/A")?.seconds ?? Number.NaN;
  for (const [name, { seconds, memory }] of all) {
    console.log(`  ${name.padEnd(31)} ${seconds.toFixed(2).padStart(7)} s ${(pages / seconds).toFixed(0).padStart(5)} pages/s ${memory.toFixed(0).padStart(5)} MB   ${(reference / seconds).toFixed(2)} x pdfmake tagged`);
  }
  if (!office) console.log("  LibreOffice is not here; left out");
}

function importing(): void {
  console.log("\nImport of the seed packet (21,389 lines) with its extracts");
  if (seedPacket === null) {
    console.log("  ../shared is not here; left out");
    return;
  }
  const all = inTurn({ import: () => measure("import", []), nothing: () => measure("nothing", []) });
  const [one, start] = [all.get("import"), all.get("nothing")];
  console.log(`  ${one?.["milliseconds"]?.toFixed(0)} ms; whole process ${one?.seconds.toFixed(2)} s, ${one?.memory.toFixed(0)} MB   ${((one?.seconds ?? 0) / (start?.seconds ?? 1)).toFixed(1)} x a process that does nothing`);
}

function searching(cases: number): void {
  const { median: middle = 0, slowest = 0, first = 0, scan = 0, memory } = measure("search", [cases]);
  console.log(`\nSearch in ${cases} cases (50 queries)`);
  console.log(`  median ${middle.toFixed(1)} ms, slowest ${slowest.toFixed(1)} ms, the very first ${first.toFixed(1)} ms, ${memory.toFixed(0)} MB with the building of it   ${(scan / middle).toFixed(0)} x a scan of the sections (${scan.toFixed(0)} ms)`);
}

function inTurn(engines: Readonly<Record<string, () => Measured>>): Map<string, Measured> {
  const results = new Map<string, Measured[]>();
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, run] of Object.entries(engines)) results.set(name, [...(results.get(name) ?? []), run()]);
  }
  return new Map([...results].map(([name, all]) => [name, median(all)]));
}

/** LibreOffice with a profile of its own. */
function convert(docx: string): Measured {
  return measureOther(["soffice", `-env:UserInstallation=file://${folder}/profile`, "--headless", "--convert-to", "pdf", "--outdir", folder, docx]);
}
