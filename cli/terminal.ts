import type { Terminal } from "./command.ts";
import { printable } from "./printable.ts";

/** The terminal that this process was started from. Progress is one line that is written over. */
export function processTerminal(): Terminal {
  const shown = process.stderr.isTTY;
  let underWay = false;
  const clear = () => {
    if (underWay) process.stderr.write("\r\u001b[K");
    underWay = false;
  };
  return {
    out: (text) => {
      clear();
      process.stdout.write(`${process.stdout.isTTY ? printable(text) : text}\n`);
    },
    err: (text) => {
      clear();
      process.stderr.write(`${printable(text)}\n`);
    },
    progress: (text) => {
      if (!shown) return;
      clear();
      // A line that the terminal breaks could not be taken back.
      process.stderr.write(printable(text).replaceAll("\n", " ").slice(0, (process.stderr.columns || 80) - 1));
      underWay = true;
    },
    interruptible: () => {
      const controller = new AbortController();
      process.once("SIGINT", () => controller.abort());
      return controller.signal;
    },
  };
}
