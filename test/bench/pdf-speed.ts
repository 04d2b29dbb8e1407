/**
 * How fast the PDF writer is beside pdfmake, on the same document: one item a page with a heading, three paragraphs,
 * five bullets and a table of seven rows. Each measurement is a process of its own, Node's start included; the figure
 * is the median of three rounds in turn. `npx node test/bench/pdf-speed.ts [pages] [rounds]`
 */
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { createPdfWriter } from "../../core/document/writers/pdf/write-pdf.ts";
import { loadFonts } from "../../platform/fonts.ts";
import { bulletList, heading1, paragraph, sampleDocument, sampleOptions, sampleSetup, table } from "../support/sample-document.ts";

const stems = "omsorg kultur trafik klima sundhed forsyning uddannelse beskæftigelse bolig natur havn skole erhverv turisme byggeri kyst energi vej digital borger".split(" ");
const tails = "udvalget planen ordningen indsatsen området budgettet projektet strategien aftalen opgaverne vurdering puljen kontoret gruppen målene rapport tilbud".split(" ");
const small = "at og i det der for til en af på som med er den de et har ikke kan skal ved om fra blev efter også mellem under samt vil".split(" ");

const [, script, ...args] = process.argv;

if (args[0] === "run") await run(args[1] ?? "", Number(args[2]));
else compare(Number(args[0] ?? 500), Number(args[1] ?? 3));

function compare(pages: number, rounds: number): void {
  const engines = ["forelaeg", "pdfmake", "pdfmake-tagged"];
  const measured = new Map<string, Measurement[]>(engines.map((engine) => [engine, []]));
  for (let round = 0; round < rounds; round++) {
    for (const engine of engines) measured.get(engine)?.push(measure(script ?? "", engine, pages));
  }
  const own = median((measured.get("forelaeg") ?? []).map(({ seconds }) => seconds));
  const ownCpu = median((measured.get("forelaeg") ?? []).map(({ cpu }) => cpu));
  for (const engine of engines) {
    const all = measured.get(engine) ?? [];
    const seconds = median(all.map((one) => one.seconds));
    const cpu = median(all.map((one) => one.cpu));
    const [first] = all;
    if (!first) continue;
    console.log(
      `${engine.padEnd(15)} ${first.pages} pages  ${seconds.toFixed(2)} s  ${(first.pages / seconds).toFixed(0)} pages/s  ` +
        `${(first.bytes / 1e6).toFixed(2)} MB  ${Math.round(median(all.map((one) => one.memory)))} MB RSS  ${(seconds / own).toFixed(2)} x (processor ${cpu.toFixed(2)} s, ${(cpu / ownCpu).toFixed(2)} x)`,
    );
  }
}

interface Measurement {
  readonly seconds: number;
  readonly pages: number;
  readonly bytes: number;
  readonly memory: number;
  /** Processor seconds, which a busy machine changes less. */
  readonly cpu: number;
}

function measure(file: string, engine: string, pages: number): Measurement {
  const start = performance.now();
  const child = spawnSync(process.execPath, [file, "run", engine, String(pages)], { encoding: "utf8" });
  const seconds = (performance.now() - start) / 1000;
  if (child.status !== 0) throw new Error(`${engine} failed: ${child.stderr}`);
  const result = JSON.parse(child.stdout) as Omit<Measurement, "seconds">;
  return { seconds, ...result };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function run(engine: string, pages: number): Promise<void> {
  const items = Array.from({ length: pages }, (_, index) => makeItem(index + 1));
  const result = engine === "forelaeg" ? await runOwn(items) : await runPdfmake(items, engine === "pdfmake-tagged");
  const { user, system } = process.cpuUsage();
  console.log(JSON.stringify({ ...result, memory: process.resourceUsage().maxRSS / 1024, cpu: (user + system) / 1e6 }));
}

async function runOwn(items: readonly Item[]): Promise<{ pages: number; bytes: number }> {
  const write = createPdfWriter(loadFonts());
  const document = sampleDocument(
    items.map((item) => ({
      type: "group" as const,
      role: "part" as const,
      children: [heading1(item.id, item.title), ...item.paragraphs.map((words) => paragraph(words)), bulletList(...item.bullets), table(item.head, item.rows)],
    })),
  );
  const written = await write(document, sampleOptions);
  return { pages: written.pages ?? 0, bytes: written.bytes.length };
}

async function runPdfmake(items: readonly Item[], tagged: boolean): Promise<{ pages: number; bytes: number }> {
  const require = createRequire(import.meta.url);
  const pdfmake = require("pdfmake") as Pdfmake;
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

interface Item {
  readonly id: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly bullets: readonly string[];
  readonly head: readonly string[];
  readonly rows: readonly string[][];
}

/** An invented item. The words come from a fixed sequence, so that both engines set the same text each time. */
function makeItem(number: number): Item {
  let seed = number * 2_654_435_761;
  const next = (limit: number) => {
    seed = (Math.imul(seed ^ (seed >>> 15), 2_246_822_519) + 3_266_489_917) | 0;
    return (seed >>> 0) % limit;
  };
  const word = () => (next(5) < 3 ? (small[next(small.length)] ?? "") : `${stems[next(stems.length)] ?? ""}s${tails[next(tails.length)] ?? ""}`);
  const words = (count: number) => Array.from({ length: count }, word).join(" ");
  const sentence = (count: number) => {
    const said = words(count);
    return `${said.charAt(0).toUpperCase()}${said.slice(1)}.`;
  };
  return {
    id: `punkt-${number}`,
    title: `${number}. BESLUTNINGSSAG: ${words(4).toUpperCase()}`,
    paragraphs: [0, 1, 2].map(() => [0, 1, 2, 3].map(() => sentence(9 + next(9))).join(" ")),
    bullets: [0, 1, 2, 3, 4].map(() => `at ${words(9)}`),
    head: ["Område", "Formål", "2026", "2027"],
    rows: Array.from({ length: 6 }, () => [words(1), words(7), `${next(9)}.${100 + next(900)}`, `${next(9)}.${100 + next(900)}`]),
  };
}
