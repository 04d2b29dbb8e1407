import { type ParseArgsConfig, parseArgs } from "node:util";
import { AppError, type Notice } from "../core/errors.ts";
import { isIsoDate } from "../core/domain/danish-date.ts";
import { needsAttention } from "../core/messages/severity.ts";
import { sayProgress } from "../core/messages/steps.ts";
import { say } from "../core/messages.ts";
import type { Watch } from "../core/watch.ts";

/** Exit status: done; done, but something needs attention; refused; stopped with Ctrl-C (128 + SIGINT, as shells have it). */
export type ExitStatus = 0 | 1 | 2 | 130;

export interface CommandOption {
  readonly type: "string" | "boolean";
  /** What stands after the option in the help. */
  readonly value?: string;
  readonly help: string;
  readonly required?: boolean;
  /** An example for the message when it is missing. */
  readonly example?: string;
}

/** One command of the command line. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** Names of the words after the command; the last may be `…` for several. */
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, CommandOption>>;
  run(given: Given, terminal: Terminal): Promise<ExitStatus>;
}

/** Where a command prints: results on stdout, all else on stderr. Tests give their own. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** Shown only to a person at a terminal. */
  progress(text: string): void;
  /** From now on Ctrl-C asks the work to stop in order, by this signal; a second one kills. */
  interruptible(): AbortSignal;
}

/** Long work that is told at the terminal and stopped with Ctrl-C. */
export function watchAt(terminal: Terminal): Watch {
  return { progress: (told) => terminal.progress(sayProgress(told)), signal: terminal.interruptible() };
}

/** What was written on the command line, checked against the command's own list. */
export class Given {
  readonly words: readonly string[];
  readonly #values: Readonly<Record<string, string | boolean | undefined>>;
  readonly #options: Readonly<Record<string, CommandOption>>;

  constructor(words: readonly string[], values: Readonly<Record<string, string | boolean | undefined>>, options: Readonly<Record<string, CommandOption>>) {
    this.words = words;
    this.#values = values;
    this.#options = options;
  }

  /** An option's value, or undefined where it was not given. */
  text(option: string): string | undefined {
    const value = this.#values[option];
    return typeof value === "string" ? value : undefined;
  }

  /** An option's value; refuses where it was not given. */
  need(option: string): string {
    const value = this.text(option);
    if (value === undefined || value.trim() === "") throw new AppError("option.missing", { option: `--${option}`, example: `--${option} ${this.#options[option]?.example ?? "…"}` });
    return value;
  }

  /** A day; refuses what is none. */
  day(option: string): string {
    const value = this.need(option);
    if (!isIsoDate(value)) throw new AppError("option.invalid", { option: `--${option}`, value, expected: "en dag som 2027-03-16" });
    return value;
  }

  /** A year of four figures; refuses anything else. */
  year(option: string): number {
    const value = this.need(option);
    if (!/^(19|20|21)\d\d$/.test(value)) throw new AppError("option.invalid", { option: `--${option}`, value, expected: "et årstal som 2027" });
    return Number(value);
  }

  flag(option: string): boolean {
    return this.#values[option] === true;
  }

  /** A whole number; refuses anything else. */
  number(option: string): number {
    const value = this.need(option);
    if (!/^\d{1,6}$/.test(value)) throw new AppError("option.invalid", { option: `--${option}`, value, expected: "et helt tal" });
    return Number(value);
  }

  /** One of a few words; refuses anything else. */
  choice<Choice extends string>(option: string, choices: readonly Choice[], otherwise: Choice): Choice {
    const value = this.text(option);
    if (value === undefined) return otherwise;
    const choice = choices.find((known) => known === value);
    if (choice === undefined) throw new AppError("option.invalid", { option: `--${option}`, value, expected: `${choices.slice(0, -1).join(", ")} eller ${choices.at(-1)}` });
    return choice;
  }
}

/** Reads a command's words and options; refuses what it does not know and what it misses. */
export function readGiven(command: Command, argv: readonly string[]): Given {
  const options: ParseArgsConfig["options"] = Object.fromEntries(Object.entries(command.options).map(([name, { type }]) => [name, { type }]));
  const parsed = parse(command, argv, options);
  const fixed = command.words.filter((word) => !word.endsWith("…"));
  const fewest = command.words.length;
  if (parsed.positionals.length < fewest) throw new AppError("argument.missing", { argument: (command.words[parsed.positionals.length] ?? "").replace("…", "").toUpperCase(), command: command.name });
  if (fixed.length === command.words.length && parsed.positionals.length > fixed.length) {
    throw new AppError("option.unknown", { option: `»${parsed.positionals[fixed.length]}«`, command: command.name });
  }
  const given = new Given(parsed.positionals, parsed.values as Record<string, string | boolean | undefined>, command.options);
  for (const [name, option] of Object.entries(command.options)) if (option.required) given.need(name);
  return given;
}

function parse(command: Command, argv: readonly string[], options: NonNullable<ParseArgsConfig["options"]>) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    const option = /'(-[^' ]+)/.exec(text)?.[1] ?? "";
    const name = option.replace(/^-+/, "").split("=")[0] ?? "";
    const known = command.options[name];
    if (known?.type === "string") throw new AppError("option.missing", { option, example: `${option} ${known.example ?? "…"}` });
    throw new AppError("option.unknown", { option: option === "" ? text : option, command: command.name });
  }
}

/** The command's help, in Danish. */
export function helpOf(command: Command): string {
  const words = command.words.map((word) => word.toUpperCase()).join(" ");
  const rows = Object.entries(command.options).map(([name, option]) => [`--${name}${option.value === undefined ? "" : ` ${option.value}`}`, `${option.help}${option.required ? " (skal med)" : ""}`] as const);
  const width = Math.max(0, ...rows.map(([left]) => left.length));
  return [`forelaeg ${command.name} ${words}`.trim(), "", `  ${command.summary}`, "", ...rows.map(([left, help]) => `  ${left.padEnd(width)}  ${help}`)].join("\n");
}

/** Says notices on stderr, each once with its count, and gives the exit status that they lead to. */
export function tell(notices: readonly Notice[], terminal: Terminal): ExitStatus {
  const sentences = new Map<string, number>();
  for (const notice of notices) sentences.set(say(notice), (sentences.get(say(notice)) ?? 0) + 1);
  for (const [sentence, count] of sentences) terminal.err(count === 1 ? sentence : `${sentence} (${count} gange)`);
  return notices.some((notice) => needsAttention(notice.code)) ? 1 : 0;
}
