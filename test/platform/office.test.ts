import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createOffice, findOffice } from "../../platform/office.ts";
import { inFolder, textPages } from "../core/prepare/convert/samples.ts";
import { hasTool, skipReason } from "../support/shared.ts";

const withoutOffice = skipReason(findOffice() !== null && hasTool("pdftotext") ? null : "LibreOffice is not installed");
const withoutShell = skipReason(process.platform === "win32" ? "the scripts that stand in for LibreOffice need a shell" : null);

/** A program that stands in for LibreOffice. */
function script(folder: string, body: string): string {
  const path = join(folder, "soffice");
  writeFileSync(path, `#!/bin/sh\n${body}\n`);
  chmodSync(path, 0o755);
  return path;
}

const letter = (inside: string) => new TextEncoder().encode(`<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>${inside}</office:text></office:body></office:document>`);

test.skipIf(withoutOffice)("an office file is set, several one after the other, and nothing is left behind", async () => {
  const office = createOffice();
  const before = readdirSync(tmpdir()).filter((name) => name.startsWith(`forelaeg-${process.pid}-`));
  try {
    const results = await Promise.all(["Første æ", "Anden ø"].map((words) => office.convert({ bytes: letter(`<text:p>${words}</text:p>`), ending: "fodt" })));
    for (const [index, words] of ["Første æ", "Anden ø"].entries()) {
      const result = results[index];
      if (result === undefined || !("pdf" in result)) throw new Error(JSON.stringify(result));
      expect((await textPages(result.pdf)).join("")).toContain(words);
    }
  } finally {
    await office.close();
  }
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith(`forelaeg-${process.pid}-`))).toEqual(before);
}, 60_000);

test.skipIf(withoutOffice)("nothing outside the file is read: not the network, not this machine's files", async () => {
  await inFolder(async (folder) => {
    writeFileSync(join(folder, "hemmelig.txt"), "HEMMELIGT");
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? "");
      response.end();
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as AddressInfo;
    const picture = (href: string) => `<text:p><draw:frame svg:width="5cm" svg:height="5cm" text:anchor-type="as-char"><draw:image xlink:href="${href}" xlink:type="simple"/></draw:frame></text:p>`;
    const office = createOffice();
    try {
      const result = await office.convert({ bytes: letter(`<text:section text:name="s"><text:section-source xlink:href="file://${folder}/hemmelig.txt"/><text:p>Det gamle</text:p></text:section>${picture(`http://127.0.0.1:${port}/spor.png`)}`), ending: "fodt" });
      if (!("pdf" in result)) throw new Error(JSON.stringify(result));
      const text = (await textPages(result.pdf)).join("");
      expect(text).toContain("Det gamle");
      expect(text).not.toContain("HEMMELIGT");
      expect(asked).toEqual([]);
    } finally {
      await office.close();
      server.close();
    }
  });
}, 60_000);

test.skipIf(withoutShell)("a program that hangs is ended in time, with all that it has started", async () => {
  await inFolder(async (folder) => {
    const program = script(folder, `sleep 600 & echo $! > "${folder}/child"; sleep 600`);
    const office = createOffice({ program, timeLimit: 600 });
    const begun = performance.now();
    expect(await office.convert({ bytes: new Uint8Array(3), ending: "odt" })).toEqual({ failed: "too-slow" });
    expect(performance.now() - begun).toBeLessThan(5000);
    const child = Number(readFileSync(join(folder, "child"), "utf8"));
    await gone(child);
    await office.close();
  });
});

test.skipIf(withoutShell)("stopping, and closing, end what runs", async () => {
  await inFolder(async (folder) => {
    const office = createOffice({ program: script(folder, `echo $$ > "${folder}/child"; sleep 600`) });
    const stop = new AbortController();
    const stopped = office.convert({ bytes: new Uint8Array(3), ending: "odt" }, stop.signal);
    await appears(join(folder, "child"));
    stop.abort(new Error("afbrudt"));
    await expect(stopped).rejects.toThrow("afbrudt");
    await gone(Number(readFileSync(join(folder, "child"), "utf8")));
    writeFileSync(join(folder, "child"), "");
    const second = office.convert({ bytes: new Uint8Array(3), ending: "odt" });
    await appears(join(folder, "child"));
    await office.close();
    expect(await second).toEqual({ failed: "failed" });
  });
});

test.skipIf(withoutShell)("a program that writes nothing, or no PDF, or is not there, has failed", async () => {
  await inFolder(async (folder) => {
    const file = { bytes: new Uint8Array(3), ending: "odt" };
    const result = async (body: string) => {
      const office = createOffice({ program: script(folder, body) });
      const found = await office.convert(file);
      await office.close();
      return found;
    };
    expect(await result("exit 0")).toEqual({ failed: "failed" });
    expect(await result("echo hej > file.pdf")).toEqual({ failed: "failed" });
    expect(await result("printf '%%PDF-1.7 %%%%EOF' > file.pdf; exit 1")).toHaveProperty("pdf");
    expect(await createOffice({ program: join(folder, "nowhere") }).convert(file)).toEqual({ failed: "failed" });
    expect(await createOffice({ program: null }).convert(file)).toEqual({ failed: "missing" });
  });
});

test("LibreOffice is found where each system keeps it", () => {
  const at = (path: string) => (wanted: string) => wanted === path;
  expect(findOffice("win32", { ProgramFiles: "C:\\Program Files" }, at("C:\\Program Files\\LibreOffice\\program\\soffice.com"))).toMatch(/soffice\.com$/);
  expect(findOffice("win32", { "ProgramFiles(x86)": "C:\\Program Files (x86)" }, at("C:\\Program Files (x86)\\LibreOffice\\program\\soffice.exe"))).toMatch(/x86.*soffice\.exe$/);
  expect(findOffice("darwin", {}, at("/Applications/LibreOffice.app/Contents/MacOS/soffice"))).not.toBeNull();
  expect(findOffice("linux", { PATH: "/a:/b" }, at("/b/soffice"))).toBe("/b/soffice");
  expect(findOffice("linux", {}, at("/usr/bin/libreoffice"))).toBe("/usr/bin/libreoffice");
  expect(findOffice("linux", { PATH: "/a" }, () => false)).toBeNull();
});

async function appears(path: string): Promise<void> {
  for (let tries = 0; tries < 200 && !(existsSync(path) && readFileSync(path, "utf8").endsWith("\n")); tries += 1) await new Promise((resolve) => setTimeout(resolve, 25));
}

/** Fails where the process still runs after two seconds. */
async function gone(pid: number): Promise<void> {
  for (let tries = 0; tries < 80; tries += 1) {
    const state = execFileSync("sh", ["-c", `ps -o stat= -p ${pid} || true`], { encoding: "utf8" }).trim();
    if (state === "" || state.startsWith("Z")) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`process ${pid} still runs`);
}
