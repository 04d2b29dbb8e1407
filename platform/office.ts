import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { OfficeFile, OfficePort, OfficeResult } from "../core/office.ts";
import { scratchStart } from "./scratch.ts";

export interface OfficeOptions {
  /** LibreOffice's program; searched for where it is not given. */
  readonly program?: string | null;
  /** Milliseconds that one file may take. */
  readonly timeLimit?: number;
}

const usualTimeLimit = 90_000;

/** LibreOffice, with a profile of its own that is deleted on closing. */
export function createOffice({ program = findOffice(), timeLimit = usualTimeLimit }: OfficeOptions = {}): OfficePort {
  let folder: string | null = null;
  let running: ChildProcess | null = null;
  let last: Promise<unknown> = Promise.resolve();
  const endRunning = () => {
    if (running !== null) endTree(running);
  };
  const clear = () => {
    if (folder !== null) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    folder = null;
  };
  const leave = () => {
    endRunning();
    clear();
  };

  const convert = async (file: OfficeFile, signal?: AbortSignal): Promise<OfficeResult> => {
    signal?.throwIfAborted();
    if (program === null) return { failed: "missing" };
    if (folder === null) {
      folder = mkdtempSync(scratchStart());
      process.once("exit", leave);
    }
    const work = layOutFolder(folder, file);
    const child = spawn(program, conversion(folder, work, file.ending), { cwd: work, detached: process.platform !== "win32", stdio: "ignore", windowsHide: true, env: { ...process.env, SAL_USE_VCLPLUGIN: "svp" } });
    running = child;
    const ended = await waitFor(child, timeLimit, signal);
    running = null;
    const result = ended === "done" ? readResult(work) : ({ failed: ended } as const);
    // What was ended in the middle may leave its profile locked or half-written.
    if (ended === "done") rmSync(work, { recursive: true, force: true, maxRetries: 3 });
    else clear();
    signal?.throwIfAborted();
    return result;
  };

  return {
    // One at a time: a second one in the same profile would hand its file to the first and end.
    convert: (file, signal) => {
      const next = last.then(() => convert(file, signal));
      last = next.catch(() => undefined);
      return next;
    },
    close: async () => {
      endRunning();
      await last;
      process.off("exit", leave);
      clear();
    },
  };
}

/** Where LibreOffice is usually installed; null where it is not. */
export function findOffice(platform: NodeJS.Platform = process.platform, environment: NodeJS.ProcessEnv = process.env, exists: (path: string) => boolean = existsSync): string | null {
  return candidates(platform, environment).find(exists) ?? null;
}

function candidates(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): string[] {
  if (platform === "win32") {
    const roots = [environment["ProgramW6432"], environment["ProgramFiles"], environment["ProgramFiles(x86)"], environment["LOCALAPPDATA"] === undefined ? undefined : `${environment["LOCALAPPDATA"]}\\Programs`];
    // The .com waits until the work is done; the .exe may return before.
    return [...new Set(roots)].filter((root) => root !== undefined).flatMap((root) => ["soffice.com", "soffice.exe"].map((name) => `${root}\\LibreOffice\\program\\${name}`));
  }
  if (platform === "darwin") return ["/Applications", `${environment["HOME"] ?? homedir()}/Applications`].map((root) => `${root}/LibreOffice.app/Contents/MacOS/soffice`);
  const path = (environment["PATH"] ?? "").split(delimiter).filter((folder) => folder.startsWith("/"));
  const own = [...path, "/usr/bin", "/usr/local/bin"].flatMap((folder) => [`${folder}/soffice`, `${folder}/libreoffice`]);
  return [...own, ...["/usr/lib/libreoffice", "/usr/lib64/libreoffice", ...optional()].map((root) => `${root}/program/soffice`)];
}

/** The makers' own packages: /opt/libreoffice25.8, the newest first. */
function optional(): string[] {
  try {
    return readdirSync("/opt").filter((name) => name.startsWith("libreoffice")).toSorted().toReversed().map((name) => `/opt/${name}`);
  } catch {
    return [];
  }
}

// ---------------------------------------------------------------- one run

/** The profile, and a folder with the file under a name without any odd characters. */
function layOutFolder(folder: string, file: OfficeFile): string {
  const settings = join(folder, "profile", "user");
  mkdirSync(settings, { recursive: true });
  writeFileSync(join(settings, "registrymodifications.xcu"), registry);
  const work = mkdtempSync(join(folder, "work-"));
  writeFileSync(join(work, `file.${file.ending}`), file.bytes);
  return work;
}

function conversion(folder: string, work: string, ending: string): string[] {
  const flag = (value: boolean) => ({ type: "boolean", value: String(value) });
  const options = JSON.stringify({ UseTaggedPDF: flag(true), ExportBookmarks: flag(true), ExportNotes: flag(false), ExportFormFields: flag(false) });
  return [
    `-env:UserInstallation=${pathToFileURL(join(folder, "profile")).href}`,
    "--headless", "--norestore", "--nodefault", "--nolockcheck", "--nologo", "--nofirststartwizard",
    "--convert-to", `pdf:${filterOf(ending)}:${options}`,
    "--outdir", work,
    join(work, `file.${ending}`),
  ];
}

function filterOf(ending: string): string {
  if (/^(?:xls|xlsx|ods|csv)$/.test(ending)) return "calc_pdf_Export";
  if (/^(?:ppt|pptx|odp)$/.test(ending)) return "impress_pdf_Export";
  return ending === "odg" ? "draw_pdf_Export" : "writer_pdf_Export";
}

function waitFor(child: ChildProcess, timeLimit: number, signal: AbortSignal | undefined): Promise<"done" | "too-slow" | "failed"> {
  return new Promise((resolve) => {
    const settle = (result: "done" | "too-slow" | "failed") => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
      if (result !== "done") endTree(child);
      resolve(result);
    };
    const abort = () => settle("failed");
    const timer = setTimeout(() => settle("too-slow"), timeLimit);
    signal?.addEventListener("abort", abort, { once: true });
    child.once("error", () => settle("failed"));
    child.once("exit", () => {
      // It may leave a part of itself behind.
      endTree(child);
      settle("done");
    });
  });
}

/** Ends a process and all that it has started. */
function endTree(child: ChildProcess): void {
  if (child.pid === undefined) return;
  if (process.platform === "win32") {
    if (child.exitCode === null) spawnSync("taskkill", ["/PID", String(child.pid), "/T", "/F"], { stdio: "ignore", windowsHide: true });
    return;
  }
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}

/** Its exit status says nothing; what it has written does. */
function readResult(work: string): OfficeResult {
  const path = join(work, "file.pdf");
  if (!existsSync(path)) return { failed: "failed" };
  const pdf = new Uint8Array(readFileSync(path));
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1");
  return text(pdf.subarray(0, 8)).startsWith("%PDF-") && text(pdf.subarray(-1024)).includes("%%EOF") ? { pdf } : { failed: "failed" };
}

// ---------------------------------------------------------------- the profile

/** Values of the profile: no macros, nothing fetched, no link brought up to date, no question asked. */
const values: readonly (readonly [path: string, name: string, type: "int" | "boolean" | "string", value: string])[] = [
  ["Office.Common/Security/Scripting", "MacroSecurityLevel", "int", "3"],
  ["Office.Common/Security/Scripting", "DisableMacrosExecution", "boolean", "true"],
  ["Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "boolean", "true"],
  ["Office.Common/Security/Scripting", "DisableActiveContent", "boolean", "true"],
  ["Office.Common/Security/Scripting", "DisableOLEAutomation", "boolean", "true"],
  ["Office.Writer/Content/Update", "Link", "int", "0"],
  ["Office.Calc/Content/Update", "Link", "int", "1"],
  ["Office.Common/Misc", "FirstRun", "boolean", "false"],
  ["Office.Common/Misc", "CrashReport", "boolean", "false"],
  ["Office.Common/Save/Document", "AutoSave", "boolean", "false"],
  ["Setup/Office", "ooSetupInstCompleted", "boolean", "true"],
  // A proxy that is not there: what would be fetched fails at once.
  ["Inet/Settings", "ooInetProxyType", "int", "2"],
  ["Inet/Settings", "ooInetNoProxy", "string", ""],
  ["Inet/Settings", "ooInetHTTPProxyName", "string", "127.0.0.1"],
  ["Inet/Settings", "ooInetHTTPProxyPort", "int", "9"],
  ["Inet/Settings", "ooInetHTTPSProxyName", "string", "127.0.0.1"],
  ["Inet/Settings", "ooInetHTTPSProxyPort", "int", "9"],
];

const registry = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
${values.map(([path, name, type, value]) => `<item oor:path="/org.openoffice.${path}"><prop oor:name="${name}" oor:op="fuse" oor:type="xs:${type}"><value>${value}</value></prop></item>`).join("\n")}
</oor:items>
`;
