import { type ChildProcess, fork, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { joinSegments } from "../../core/pdf/join-segments.ts";
import { liftPages } from "../../core/pdf/lift-pages.ts";
import { openSource, SourceError } from "../../core/pdf/open-source.ts";
import { differingPixels, readPpm } from "../support/ppm.ts";
import { waysInside, type Ways } from "../support/ways-inside.ts";

/*
 * node test/bench/corpus.ts FOLDER [PART-OF-NAME]
 *
 * Lifts every PDF of a folder through core/pdf alone (no second reader) and compares what comes out with the source by
 * tools that neither was written with: page count, drawn pages, words, tags and soundness by poppler and qpdf; links,
 * bookmarks and hidden layers by pdf.js. Prints what differs, file by file, and the sums.
 */

interface Finding {
  readonly file: string;
  readonly taken: boolean;
  readonly faults: readonly string[];
}

interface Answer {
  readonly pages?: number;
  readonly refused?: string;
  readonly tags?: "kept" | "dropped";
  /** Its form fields are left to a reader to draw, as the second one does in time. */
  readonly undrawnFields?: boolean;
  readonly before?: Ways | null;
  readonly after?: Ways | null;
}

const timeLimit = 40_000;
const comparedPages = 3;
/** Part of a page's pixels that may differ: a changed order of equal things smooths an edge otherwise. */
const tolerance = 0.01;

const [, , folder = "", word = ""] = process.argv;
if (process.send) serve();
else await main();

async function main(): Promise<void> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.toLowerCase().endsWith(".pdf") && name.includes(word)).map((name) => join(folder, name)).toSorted();
  const place = mkdtempSync(join(tmpdir(), "forelaeg-corpus-"));
  const findings: Finding[] = [];
  let next = 0;
  await Promise.all([0, 1].map(async (lane) => {
    const mine = join(place, String(lane));
    mkdirSync(mine);
    const worker = createWorker();
    for (let file = files[next++]; file !== undefined; file = files[next++]) {
      const finding = await examine(file, mine, worker);
      findings.push(finding);
      if (finding.faults.length > 0) console.log(`${relative(folder, file)}: ${finding.faults.join("; ")}`);
    }
    worker.end();
  }));
  rmSync(place, { recursive: true });
  const count = (test: (finding: Finding) => boolean): number => findings.filter(test).length;
  const taken = count((finding) => finding.taken);
  console.log(`\n${findings.length} files: ${taken} taken, ${count((finding) => finding.taken && finding.faults.length === 0)} of them without fault; ${findings.length - taken} left to the second reader, ${count((finding) => !finding.taken && finding.faults.length > 0)} of them though poppler shows pages`);
}

async function examine(file: string, place: string, worker: Worker): Promise<Finding> {
  const out = join(place, "out.pdf");
  const [answer, info] = await Promise.all([worker.ask(file, out), run("pdfinfo", [file])]);
  const shown = Number(/^Pages:\s+(\d+)/m.exec(info.text)?.[1] ?? 0);
  if (answer.refused !== undefined) return { file, taken: false, faults: shown > 0 ? [`refused (${answer.refused}), ${shown} pages by poppler`] : [] };
  const faults: string[] = [];
  if (shown > 0 && answer.pages !== shown) faults.push(`${answer.pages} pages, ${shown} by poppler`);
  const check = await run("qpdf", ["--check", out]);
  if (check.status !== 0) {
    const source = await run("qpdf", ["--check", file]);
    faults.push(`qpdf ${check.status} (source ${source.status}): ${check.text.split("\n").find((line) => /WARNING|ERROR|rror/.test(line))?.replace(out, "") ?? ""}`);
  }
  if (shown > 0 && !answer.undrawnFields) {
    faults.push(...(await compareDrawn(file, out, place)));
    const words = await Promise.all([file, out].map((pdf) => run("pdftotext", ["-q", pdf, "-"])));
    if (words[0]?.text !== words[1]?.text) faults.push("other words");
  }
  if (answer.tags === "dropped") faults.push("tags dropped");
  if (answer.tags === "kept") {
    const [before, after] = (await Promise.all([file, out].map((pdf) => run("pdfinfo", ["-struct-text", pdf])))).map(({ text }) => [...text.matchAll(/^\s*"(.+)"$/gm)].map(([, words]) => words).join(" "));
    if (before !== after) faults.push("tags give other words");
  }
  const { before, after } = answer;
  if (before && after) {
    if (before.links > after.links) faults.push(`links ${before.links} → ${after.links}`);
    if (before.bookmarks > after.bookmarks) faults.push(`bookmarks ${before.bookmarks} → ${after.bookmarks}`);
    if (before.hidden.join() !== after.hidden.join()) faults.push(`hidden layers [${before.hidden.join()}] → [${after.hidden.join()}]`);
    if (!answer.undrawnFields && before.annotations !== after.annotations) faults.push(`annotations ${before.annotations} → ${after.annotations}`);
  } else if (before && !after) faults.push("pdf.js cannot open the result");
  return { file, taken: true, faults };
}

async function compareDrawn(file: string, out: string, place: string): Promise<string[]> {
  const drawn = await Promise.all([file, out].map(async (pdf, index) => {
    const to = join(place, `draw${index}`);
    rmSync(to, { recursive: true, force: true });
    mkdirSync(to);
    await run("pdftoppm", ["-q", "-r", "40", "-scale-to", "600", "-cropbox", "-l", String(comparedPages), pdf, join(to, "p")]);
    return readdirSync(to).toSorted().map((name) => readPpm(readFileSync(join(to, name))));
  }));
  const [before = [], after = []] = drawn;
  return before.flatMap((picture, index) => {
    const other = after[index];
    if (!other) return [`page ${index + 1} cannot be drawn`];
    const part = differingPixels(picture, other);
    return part > tolerance ? [`page ${index + 1} looks different (${(part * 100).toFixed(1)} %)`] : [];
  });
}

function run(command: string, args: readonly string[]): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], timeout: timeLimit });
    const parts: Buffer[] = [];
    child.stdout.on("data", (part: Buffer) => parts.push(part));
    child.stderr.on("data", (part: Buffer) => parts.push(part));
    child.on("close", (status) => resolve({ status: status ?? -1, text: Buffer.concat(parts).toString("latin1") }));
    child.on("error", () => resolve({ status: -1, text: "" }));
  });
}

interface Worker {
  readonly ask: (file: string, out: string) => Promise<Answer>;
  readonly end: () => void;
}

/** A process for one file after another, with limits on time and memory; a new one after it fails. */
function createWorker(): Worker {
  let child: ChildProcess | null = null;
  return {
    ask: (file, out) => new Promise((resolve) => {
      child ??= fork(fileURLToPath(import.meta.url), [], { execArgv: ["--max-old-space-size=1500"] });
      const mine = child;
      const finish = (answer: Answer): void => {
        clearTimeout(timer);
        mine.removeAllListeners();
        resolve(answer);
      };
      const fail = (refused: string): void => {
        child = null;
        mine.kill("SIGKILL");
        finish({ refused });
      };
      const timer = setTimeout(() => fail("TOO SLOW"), timeLimit);
      mine.on("message", (answer: Answer) => finish(answer)).on("exit", () => fail("CRASHED"));
      mine.send({ file, out });
    }),
    end: () => void child?.kill(),
  };
}

function serve(): void {
  process.on("message", ({ file, out }: { readonly file: string; readonly out: string }) => {
    void answer(file, out).then((found) => process.send?.(found));
  });
}

async function answer(file: string, out: string): Promise<Answer> {
  const bytes = new Uint8Array(readFileSync(file));
  try {
    const source = await openSource(bytes);
    const lifted = liftPages(source, { mend: true });
    const pdf = joinSegments([lifted]);
    writeFileSync(out, pdf);
    const ways = lifted.outline.length > 0 || lifted.layers || lifted.pages.some(({ annotations }) => annotations.length > 0) || source.catalog.has("Outlines") || source.catalog.has("OCProperties");
    return {
      pages: lifted.pages.length,
      undrawnFields: source.appearanceMissing,
      ...(lifted.structure ? { tags: "kept" } : lifted.tagsDropped ? { tags: "dropped" } : {}),
      ...(ways ? { before: await waysInside(bytes), after: await waysInside(pdf) } : {}),
    };
  } catch (error) {
    return { refused: error instanceof SourceError ? `${error.trouble}: ${error.message}` : `THREW ${error instanceof Error ? error.stack : String(error)}` };
  }
}
