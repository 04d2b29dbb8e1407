/** Files of other people's making, each lifted and joined again, and looked at by a program that Forelæg was not written with. */
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { joinSegments } from "../../../core/pdf/join-segments.ts";
import { liftPages } from "../../../core/pdf/lift-pages.ts";
import { openSource, SourceError } from "../../../core/pdf/open-source.ts";
import { differingPixels, readPpm } from "../../support/ppm.ts";
import { hasTool, shared, skipReason } from "../../support/shared.ts";

const corpus = join(shared, "corpus/pdf");
const folder = mkdtempSync(join(tmpdir(), "forelaeg-corpus-"));
afterAll(() => rmSync(folder, { recursive: true }));

const reason = !existsSync(corpus) ? "../shared/corpus is not there" : hasTool("pdftoppm") ? null : "poppler is not installed";

test.skipIf(skipReason(reason))("every file of a public corpus is read without a loss or refused, and its first page looks as before", { timeout: 120_000 }, async () => {
  const files = readdirSync(corpus).filter((name) => name.endsWith(".pdf")).toSorted();
  const refused: string[] = [];
  const different: string[] = [];
  await Promise.all([0, 1].map(async (lane) => {
    for (let name = files.pop(); name !== undefined; name = files.pop()) {
      const joined = await rejoined(join(corpus, name));
      if (joined === "refused") refused.push(name);
      if (typeof joined === "string") continue;
      const out = join(folder, `${lane}.pdf`);
      writeFileSync(out, joined);
      const [before, after] = [await firstPage(join(corpus, name)), await firstPage(out)];
      if (before && (!after || differingPixels(before, after) > 0.005)) different.push(name);
    }
  }));
  expect(different).toEqual([]);
  // Passwords, encryption of parts, and what is no PDF any more.
  expect(refused.length).toBeLessThanOrEqual(12);
});

/** Anything but a refusal that names its reason is a fault, and thrown. */
async function rejoined(path: string): Promise<Uint8Array | "refused" | "undrawn"> {
  try {
    const source = await openSource(new Uint8Array(readFileSync(path)));
    const lifted = liftPages(source, { mend: true });
    // Fields that a reader would draw are drawn by the second reader before the pages are joined.
    return source.appearanceMissing ? "undrawn" : joinSegments([lifted]);
  } catch (error) {
    if (error instanceof SourceError) return "refused";
    throw error;
  }
}

/** Null where poppler shows nothing. */
async function firstPage(path: string): Promise<ReturnType<typeof readPpm> | null> {
  const drawn = await promisify(execFile)("pdftoppm", ["-q", "-scale-to", "300", "-cropbox", "-l", "1", path], { encoding: "buffer", maxBuffer: 1 << 24, timeout: 30_000 }).catch(() => null);
  return drawn && drawn.stdout.length > 0 ? readPpm(drawn.stdout) : null;
}
