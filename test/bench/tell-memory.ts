/** Loaded before a program that is measured (`--import`): its last line on stderr is its peak memory in MB. */
import { writeSync } from "node:fs";

process.on("exit", () => writeSync(2, `\n${process.resourceUsage().maxRSS / 1024}\n`));
