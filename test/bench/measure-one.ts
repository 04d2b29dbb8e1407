/**
 * One measurement in a process of its own; `bench.ts` starts it. Prints one JSON object: what was done, and the peak
 * memory. Each engine loads what it needs itself, so that none pays for another.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sampleOptions, sampleSetup } from "../support/sample-document.ts";
import { seedPacket } from "../support/shared.ts";
import { packetEngines } from "./packet-engines.ts";
import { type BenchItem, benchDocument, benchItems, wordSource } from "./paper.ts";

const [engine = "", ...given] = process.argv.slice(2);
const [size = "0", out = ""] = given;

const engines: Readonly<Record<string, (size: number) => Promise<object>>> = {
  pdf: (pages) => setOwn("pdf", pages),
  docx: (pages) => setOwn("docx", pages),
  pdfmake: (pages) => setPdfmake(benchItems(pages), false),
  "pdfmake-tagged": (pages) => setPdfmake(benchItems(pages), true),
  import: importSeed,
  search: searchCases,
  nothing: () => Promise.resolve({}),
};

const [run, packetRun] = [engines[engine], packetEngines[engine]];
if (!run && !packetRun) throw new Error(`no engine ${engine}`);
const result = await (packetRun ? packetRun(...given) : run?.(Number(size)));
const { user, system } = process.cpuUsage();
console.log(JSON.stringify({ ...result, memory: process.resourceUsage().maxRSS / 1024, cpu: (user + system) / 1e6 }));

async function setOwn(format: "pdf" | "docx", pages: number): Promise<object> {
  const { createWriters } = await import("../../core/document/writers/writers.ts");
  const { loadFonts } = await import("../../platform/fonts.ts");
  const written = await createWriters(loadFonts())[format](benchDocument(benchItems(pages)), sampleOptions);
  if (out !== "") writeFileSync(out, written.bytes);
  return { pages: written.pages ?? pages, bytes: written.bytes.length };
}

async function setPdfmake(items: readonly BenchItem[], tagged: boolean): Promise<object> {
  const pdfmake = createRequire(import.meta.url)("pdfmake") as Pdfmake;
  const font = (specifier: string) => fileURLToPath(import.meta.resolve(`@expo-google-fonts/source-sans-3/${specifier}`));
  pdfmake.setFonts({
    Source: {
      normal: font("400Regular/SourceSans3_400Regular.ttf"),
      bold: font("700Bold/SourceSans3_700Bold.ttf"),
      italics: font("400Regular_Italic/SourceSans3_400Regular_Italic.ttf"),
      bolditalics: font("700Bold_Italic/SourceSans3_700Bold_Italic.ttf"),
    },
  });
  const pdf = pdfmake.createPdf({
    ...(tagged ? { version: "1.7", tagged: true, lang: "da-DK", displayTitle: true, subset: "PDF/A-2a" } : {}),
    info: { title: "Prøve" },
    pageSize: "A4",
    pageMargins: [sampleSetup.marginLeft, sampleSetup.marginTop, sampleSetup.marginRight, sampleSetup.marginBottom],
    defaultStyle: { font: "Source", fontSize: 10.5 },
    header: { text: "Prøveudvalget", margin: [71, 38, 71, 0], fontSize: 8.5 },
    footer: (page: number, count: number) => ({ text: `Side ${page} af ${count}`, alignment: "right", margin: [71, 20, 71, 0], fontSize: 8.5 }),
    content: items.flatMap((item, index) => [
      { text: item.title, fontSize: 14, bold: true, ...(index === 0 ? {} : { pageBreak: "before" }), margin: [0, 0, 0, 8] },
      ...item.paragraphs.map((words) => ({ text: words, margin: [0, 0, 0, 7] })),
      { ul: item.bullets, margin: [0, 0, 0, 7] },
      {
        layout: "lightHorizontalLines",
        table: { headerRows: 1, widths: ["auto", "*", "auto", "auto"], body: [item.head.map((words) => ({ text: words, bold: true })), ...item.rows] },
      },
    ]),
  });
  const bytes = await pdf.getBuffer();
  const pages = /\/Type \/Pages[^>]*?\/Count (\d+)/s.exec(Buffer.from(bytes).toString("latin1"))?.[1];
  return { pages: Number(pages), bytes: bytes.length };
}

interface Pdfmake {
  readonly setFonts: (fonts: object) => void;
  readonly createPdf: (definition: object) => { readonly getBuffer: () => Promise<Uint8Array> };
}

async function importSeed(): Promise<object> {
  const { runCli } = await import("../support/run-cli.ts");
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  try {
    const began = performance.now();
    const run = await runCli("import", seedPacket ?? "", "--workspace", join(folder, "seed.forelaeg"), "--body", "Udvalget vedr. tværsektorielt samarbejde", "--date", "2017-08-29", "--open", "--extracts");
    if (run.status === 2) throw new Error(run.err);
    return { milliseconds: performance.now() - began };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Search over that many cases of four sections, beside a plain scan of the same sections for the same word. */
async function searchCases(cases: number): Promise<object> {
  const { openStore } = await import("../../db/open-store.ts");
  const { default: Database } = await import("better-sqlite3");
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  const path = join(folder, "search.forelaeg");
  try {
    const { store } = openStore(path, { now: () => "2027-01-01T00:00:00Z", create: true });
    const words = wordSource(7);
    store.transaction(() => {
      const body = store.bodies.add({ name: "Udvalget", stampName: "Udvalget", genitive: "Udvalgets", runningName: "udvalget", ownGenitive: null, abbreviation: null, printsKind: true, pack: "region" });
      for (let number = 0; number < cases; number += 1) {
        const day = `${2000 + Math.floor(number / 1000)}-${String(1 + (Math.floor(number / 100) % 10)).padStart(2, "0")}-15`;
        const meeting = store.meetings.onDate(day)[0] ?? store.meetings.add({ bodyId: body.id, date: day, time: null, place: null, state: "held", attendance: { present: [], absent: [], substitutes: [] } });
        const caseFile = store.cases.add({ title: words(6), titleProposed: false, journalNumber: String(27_000_000 + number), ownerUnit: null, signOff: [] });
        const sections = ["background", "recommendation", "presentation", "consequences"].map((key) => ({ key, html: `<p>${words(key === "presentation" ? 400 : 60)}</p>` }));
        store.items.add({ meetingId: meeting.id, caseId: caseFile.id, series: "item", number: (number % 100) + 1, kind: "decision", openness: "open", ground: null, sections });
      }
    });
    const queries = ["sundhed", "s", "havnsplanen trafik", "klimas bolig og", "27004711", "uddannelsesaftalen", "ene", "kystspuljen", "vej", "digital"];
    const find = (words: string) => {
      const began = performance.now();
      store.search.find(words, 50);
      return performance.now() - began;
    };
    const first = find(queries[0] ?? "");
    const times = Array.from({ length: 50 }, (_, index) => find(queries[index % queries.length] ?? "")).toSorted((a, b) => a - b);
    store.close();
    const plain = new Database(path, { readonly: true });
    const scan = plain.prepare("SELECT item_id FROM sections WHERE html LIKE ? LIMIT 50");
    const scans = Array.from({ length: 10 }, () => {
      const began = performance.now();
      scan.all("%findesikke%");
      return performance.now() - began;
    }).toSorted((a, b) => a - b);
    plain.close();
    return { median: times[25], slowest: times.at(-1), first, scan: scans[5] };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
