import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Starts the process that prepares files under watch. The one place that knows how: Electron has its own way. */
export function startGuard(entry: string | URL = new URL("./guard-entry.ts", import.meta.url)): ChildProcess {
  return fork(typeof entry === "string" ? entry : fileURLToPath(entry), [], {
    // What libraries print must not come between the lines of a host that prints JSON.
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    serialization: "advanced",
    execArgv: [],
  });
}
