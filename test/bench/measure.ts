import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const home = join(import.meta.dirname, "../..");
const manifest = JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as { readonly scripts: { readonly forelaeg: string } };

export interface Measured {
  readonly seconds: number;
  /** MB. */
  readonly memory: number;
  readonly [more: string]: number;
}

/** Runs an engine of `measure-one.ts` in a process of its own, Node's start included. */
export function measure(engine: string, given: readonly (string | number)[], environment: Readonly<Record<string, string>> = {}): Measured {
  const began = performance.now();
  const child = spawnSync(process.execPath, [join(import.meta.dirname, "measure-one.ts"), engine, ...given.map(String)], { encoding: "utf8", maxBuffer: 1 << 26, env: { ...process.env, ...environment } });
  const seconds = (performance.now() - began) / 1000;
  if (child.status !== 0) throw new Error(`${engine} failed: ${child.stderr}`);
  return { seconds, ...(JSON.parse(child.stdout.trim().split("\n").at(-1) ?? "{}") as { memory: number }) };
}

/** Runs a command line of ours as it is installed, in a process of its own; status 1 (something needs attention) is well. */
export function measureCli(argv: readonly string[], environment: Readonly<Record<string, string>> = {}): Measured {
  // With the options that the package's own script gives to Node.
  const [, ...script] = manifest.scripts.forelaeg.split(" ");
  return measureProgram([process.execPath, "--import", join(import.meta.dirname, "tell-memory.ts"), ...script.slice(0, -1), join(home, script.at(-1) ?? ""), ...argv], environment, 1);
}

/** A program of others; its memory is read where GNU time is installed. */
export function measureOther(command: readonly string[]): Measured {
  const timed = existsSync("/usr/bin/time") ? ["/usr/bin/time", "-f", "%M", ...command] : command;
  const { seconds, memory } = measureProgram(timed, {}, 0);
  return { seconds, memory: memory / 1024 };
}

/** The last line on stderr is its memory. */
function measureProgram([program = "", ...argv]: readonly string[], environment: Readonly<Record<string, string>>, worstStatus: number): Measured {
  const began = performance.now();
  const child = spawnSync(program, argv, { encoding: "utf8", maxBuffer: 1 << 26, env: { ...process.env, ...environment } });
  const seconds = (performance.now() - began) / 1000;
  if (child.status === null || child.status > worstStatus) throw new Error(`${program} failed: ${child.stderr}`);
  return { seconds, memory: Number(child.stderr.trim().split("\n").at(-1) || Number.NaN) };
}

export function median(all: readonly Measured[]): Measured {
  return all.toSorted((a, b) => a.seconds - b.seconds)[Math.floor(all.length / 2)] as Measured;
}
