import { spawnSync } from "node:child_process";
import { join } from "node:path";

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

export function median(all: readonly Measured[]): Measured {
  return all.toSorted((a, b) => a.seconds - b.seconds)[Math.floor(all.length / 2)] as Measured;
}
