import { mkdtempSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { hasTool } from "../support/shared.ts";
import { measure, measureCli, type Measured, measureOther, median } from "./measure.ts";
import { packetWorkspace } from "./packet-workspace.ts";

/** The goals of the issue, by pages: the build's time as a part of qpdf's, MB, ms a page, parts of the first build and of the inputs. */
const goals = { build: new Map([[1000, 0.6], [5000, 0.25]]), memory: 350, growth: 4 / 3, proof: 10, again: 0.2, output: 1.02 };

/** Kept between runs, since the files and the workspaces take minutes to make. */
const kept = join(import.meta.dirname, "../../node_modules/.cache/bench");

/**
 * A packet with stamps, outline, contents, links and receipt, beside qpdf and pdf-lib and the bare copying of the bytes.
 * qpdf only puts the pages together; Forelæg also sees every byte onto the disk before it is done (fsync).
 */
export async function packets(sizes: readonly number[], rounds: number): Promise<void> {
  const memory: number[] = [];
  for (const pages of sizes) memory.push(await packet(pages, rounds));
  const [first, last] = [memory[0] ?? Number.NaN, memory.at(-1) ?? Number.NaN];
  if (sizes.length > 1) console.log(`\n  memory from ${sizes[0]} to ${sizes.at(-1)} pages: x ${(last / first).toFixed(2)}${goal(goals.growth)}`);
  preparing();
}

/** Gives the peak memory of the build, in MB. */
async function packet(pages: number, rounds: number): Promise<number> {
  const count = pages === 5000 ? 850 : Math.max(12, Math.round(pages * 0.3));
  const { path: workspace, files, size } = await packetWorkspace(kept, pages, count);
  const folder = mkdtempSync(join(kept, "run-"));
  const out = (name: string) => join(folder, `${name}.pdf`);
  const warm = join(folder, "warm");
  const build = (name: string, cache: string) => measureCli(["export", "packet", "--workspace", workspace, "--meeting", "2027-03-16", "--date", "2027-03-10", "--no-proof", "--out", out(name)], { FORELAEG_CACHE: cache });
  try {
    build("warm", warm); // fills the cache, and the system's own
    const engines: Readonly<Record<string, () => Measured>> = {
      ...(hasTool("qpdf") && { "qpdf, pages only": () => measureOther(["qpdf", "--empty", "--pages", ...files, "--", out("qpdf")]) }),
      "pdf-lib, with stamps": () => measure("packet-pdflib", [out("pdf-lib"), join(files[0] ?? "", "..")]),
      "cat of the bytes": () => measureOther(["sh", "-c", 'target=$1; shift; cat "$@" > "$target"', "sh", out("cat"), ...files]),
      "Forelæg, first packet": () => {
        const cache = join(folder, "cold");
        rmSync(cache, { recursive: true, force: true });
        return build("first", cache);
      },
      "Forelæg, again": () => build("again", warm),
      "Forelæg, one file changed": () => {
        measure("packet-change", [workspace]);
        return build("changed", warm);
      },
      "Forelæg, the same in a running app": () => withSeconds(measure("packet-running", [workspace, out("running")], { FORELAEG_CACHE: warm })),
    };
    const results = new Map<string, Measured[]>(Object.keys(engines).map((name) => [name, []]));
    for (let round = 0; round < rounds; round += 1) for (const [name, run] of Object.entries(engines)) results.get(name)?.push(run());

    console.log(`\nA packet of ${pages} pages in ${files.length} files, ${megabytes(size)} MB (medians of ${rounds})`);
    const medians = new Map([...results].map(([name, all]) => [name, median(all)]));
    const reference = medians.get("qpdf, pages only")?.seconds ?? Number.NaN;
    for (const [name, { seconds, memory }] of medians) {
      const asked = name === "Forelæg, first packet" ? goal(goals.build.get(pages)) : "";
      console.log(`  ${name.padEnd(35)} ${seconds.toFixed(2).padStart(6)} s ${memory.toFixed(0).padStart(5)} MB   ${(seconds / reference).toFixed(2)} x qpdf${asked}`);
    }
    const first = medians.get("Forelæg, first packet");
    const part = (name: string) => ((medians.get(name)?.seconds ?? Number.NaN) / (first?.seconds ?? Number.NaN)).toFixed(2);
    console.log(`  one file changed: ${part("Forelæg, one file changed")} of the first, in a running app ${part("Forelæg, the same in a running app")}${goal(goals.again)}`);
    console.log(`  peak memory ${first?.memory.toFixed(0)} MB${goal(goals.memory)}; output ${(statSync(out("first")).size / size).toFixed(3)} of the inputs${goal(goals.output)}`);
    const proof = measureCli(["verify", out("first")]);
    console.log(`  proof ${((1000 * proof.seconds) / pages).toFixed(1)} ms a page${goal(goals.proof)}, ${proof.seconds.toFixed(1)} s, ${proof.memory.toFixed(0)} MB`);
    return first?.memory ?? Number.NaN;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Attaching, which draws every page once. */
function preparing(): void {
  const { seconds, memory, pages = Number.NaN } = measure("packet-prepare", [kept]);
  console.log(`\n  attaching and making ready: ${((1000 * seconds) / pages).toFixed(0)} ms a page (${pages} pages in files of both kinds), ${memory.toFixed(0)} MB beside its two guarded processes`);
}

/** What the process says of the part that counts, Node's start and the first packet left out. */
function withSeconds(measured: Measured): Measured {
  return { ...measured, seconds: measured["inside"] ?? Number.NaN };
}

function goal(most: number | undefined): string {
  return most === undefined ? "" : ` (goal: at most ${most.toFixed(2).replace(/\.?0+$/, "")})`;
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(0);
}
