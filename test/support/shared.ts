import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** The design material that lies beside a developer's checkout; not part of the project. */
export const shared = join(import.meta.dirname, "../../../shared");

/** Path of the seed packet, or null where it is not there. */
export const seedPacket = existsSync(join(shared, "seeds")) ? join(shared, "seeds", readdirSync(join(shared, "seeds")).find((name) => name.startsWith("001")) ?? "") : null;

/** Says why tests are skipped, once a reason. */
export function skipReason(reason: string | null): boolean {
  if (reason !== null) console.warn(`skipped: ${reason}`);
  return reason !== null;
}

/** True where a program can be started. */
export function hasTool(tool: string): boolean {
  return spawnSync(tool, ["--version"], { stdio: "ignore" }).error === undefined;
}

/** Spreadsheets are a part of LibreOffice that may be left out; where it is installed elsewhere it is taken to be whole. */
export function hasSpreadsheets(): boolean {
  const program = "/usr/lib/libreoffice/program";
  return hasTool("soffice") && (!existsSync(program) || existsSync(join(program, "libsclo.so")));
}

/** The text of a PDF as poppler reads it. */
export function pdfText(path: string): string {
  return execFileSync("pdftotext", ["-enc", "UTF-8", path, "-"], { encoding: "utf8", maxBuffer: 1 << 28 });
}

/** Converts an office file to PDF with a LibreOffice profile of its own, in the same folder. */
export function officeToPdf(path: string, folder: string): string {
  execFileSync("soffice", [`-env:UserInstallation=file://${folder}/profile`, "--headless", "--convert-to", "pdf", "--outdir", folder, path], { stdio: "ignore", timeout: 170_000 });
  return path.replace(/\.docx$/, ".pdf");
}
