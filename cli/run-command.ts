import { AppError } from "../core/errors.ts";
import { type Command, type ExitStatus, helpOf, readGiven, type Terminal } from "./command.ts";
import { attachCommand } from "./commands/attach.ts";
import { demoCommand } from "./commands/demo.ts";
import { exportCommand } from "./commands/export.ts";
import { importCommand } from "./commands/import.ts";
import { meetingsCommand } from "./commands/meetings.ts";
import { planCommand } from "./commands/plan.ts";
import { releaseCommand } from "./commands/release.ts";
import { searchCommand } from "./commands/search.ts";
import { setCommand } from "./commands/set.ts";
import { showCommand } from "./commands/show.ts";
import { verifyCommand } from "./commands/verify.ts";

const commands: readonly Command[] = [demoCommand, importCommand, planCommand, meetingsCommand, showCommand, attachCommand, setCommand, exportCommand, releaseCommand, verifyCommand, searchCommand];

/** Commands of the contract that later versions bring. */
const later = ["check", "archive", "serve"];

/** Runs one command line; never throws. */
export async function runCommand(argv: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  try {
    return await run(argv, terminal);
  } catch (error) {
    const known = error instanceof AppError ? error : new AppError("internal", { reason: error instanceof Error ? error.message : String(error) });
    terminal.err(known.message);
    if (known.code === "internal" && process.env["FORELAEG_DEBUG"] && error instanceof Error) terminal.err(error.stack ?? "");
    return known.code === "cancelled" ? 130 : 2;
  }
}

function run(argv: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  const [name, ...rest] = argv;
  if (name === undefined || name === "help" || name === "--help" || name === "-h") {
    terminal.out(overview());
    return Promise.resolve(0);
  }
  const command = commands.find((known) => known.name === name);
  if (!command) {
    if (later.includes(name)) throw new AppError("command.later", { command: name });
    throw new AppError("command.unknown", { command: name, known: commands.map((known) => known.name).join(", ") });
  }
  if (rest.includes("--help") || rest.includes("-h")) {
    terminal.out(helpOf(command));
    return Promise.resolve(0);
  }
  return command.run(readGiven(command, rest), terminal);
}

function overview(): string {
  const width = Math.max(...commands.map((command) => command.name.length));
  return ["Forelæg: dagsordener, referater og arbejdsplaner af én arbejdsfil.", "", ...commands.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`), "", "Se en kommandos muligheder med »forelaeg KOMMANDO --help«."].join("\n");
}
