import { runCommand } from "../../cli/run-command.ts";

export interface CliRun {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Runs one command line in this process, as `forelaeg` would. */
export async function runCli(...argv: string[]): Promise<CliRun> {
  const out: string[] = [];
  const err: string[] = [];
  const status = await runCommand(argv, { out: (text) => void out.push(text), err: (text) => void err.push(text), progress: () => {}, interruptible: () => new AbortController().signal });
  return { status, out: out.join("\n"), err: err.join("\n") };
}
