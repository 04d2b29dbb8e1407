#!/usr/bin/env -S node --max-semi-space-size=8
import { enableCompileCache } from "node:module";
import { processTerminal } from "./terminal.ts";

// What was compiled is kept with the machine's temporary files: half of a short command's time.
enableCompileCache();
// Libraries warn of what they find in files, in English and of their own accord; what a user must know is a notice.
Object.assign(console, { warn: () => undefined });
const { runCommand } = await import("./run-command.ts");
// `forelaeg show … | head` reads no further than it wants: that is no fault to tell.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});
process.exitCode = await runCommand(process.argv.slice(2), processTerminal());
