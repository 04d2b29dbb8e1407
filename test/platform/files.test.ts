import { spawnSync } from "node:child_process";
import {
  chmodSync, constants, existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync,
} from "node:fs";
import { rename } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { nodeFiles } from "../../platform/files.ts";

const files = nodeFiles();
const hasFullDevice = process.platform === "linux" && existsSync("/dev/full");
if (!hasFullDevice) console.warn("SKIPPED a really full disk: this system has no /dev/full");
const hasReadOnlyFolder = process.platform === "linux" && existsSync("/proc/self");
if (!hasReadOnlyFolder) console.warn("SKIPPED a folder that takes no files even from root: this system has no /proc");

describe("reading", () => {
  test("gives the bytes, whole or piece by piece, and the size", async () => {
    const path = join(folder(), "bilag.pdf");
    const bytes = Buffer.alloc(1_000_000, "møder");
    writeFileSync(path, bytes);
    expect(bytes.equals(await files.read(path))).toBe(true);
    expect(bytes.equals(Buffer.concat(await all(files.stream(path))))).toBe(true);
    expect(await files.size(path)).toBe(1_000_000);
    expect(await files.exists(path)).toBe(true);
  });

  test("a file that is not there is named", async () => {
    const path = join(folder(), "mangler.pdf");
    const missing = { code: "file.missing", facts: { path } };
    await expect(files.read(path)).rejects.toMatchObject(missing);
    await expect(files.size(path)).rejects.toMatchObject(missing);
    await expect(all(files.stream(path))).rejects.toMatchObject(missing);
    expect(await files.exists(path)).toBe(false);
  });

  test("what is below a file is not there", async () => {
    const path = join(folder(), "fil");
    writeFileSync(path, "");
    expect(await files.exists(join(path, "bilag.pdf"))).toBe(false);
    await expect(files.read(join(path, "bilag.pdf"))).rejects.toMatchObject({ code: "file.missing" });
  });

  test("a folder cannot be read as a file", async () => {
    const path = folder();
    await expect(files.read(path)).rejects.toMatchObject({ code: "file.unreadable", facts: { path, reason: "det er en mappe" } });
    await expect(all(files.stream(path))).rejects.toMatchObject({ code: "file.unreadable" });
  });
});

describe("writing", () => {
  test.skipIf(process.platform === "win32")("who might read the old file may read the new one, and nobody else", async () => {
    const path = join(folder(), "intern.pdf");
    for (const mode of [0o600, 0o664]) {
      writeFileSync(path, "den forrige");
      chmodSync(path, mode);
      await files.writeAside(path, Buffer.from("den nye"));
      expect(readFileSync(path, "utf8")).toBe("den nye");
      expect(statSync(path).mode & 0o777).toBe(mode);
    }
  });

  test("puts the whole file in place of the old one and leaves nothing beside it", async () => {
    const place = folder();
    const path = join(place, "pakke.pdf");
    await files.writeAside(path, Buffer.from("første"));
    await files.writeAside(path, pieces("anden ", "udgave"));
    expect(readFileSync(path, "utf8")).toBe("anden udgave");
    await files.writeAside(path, new Uint8Array(0));
    expect(statSync(path).size).toBe(0);
    expect(readdirSync(place)).toEqual(["pakke.pdf"]);
  });

  test("nobody sees the new file before it is whole", async () => {
    const path = join(folder(), "pakke.pdf");
    writeFileSync(path, "den gamle");
    async function* watched() {
      yield Buffer.from("den ");
      expect(readFileSync(path, "utf8")).toBe("den gamle");
      yield Buffer.from("nye");
    }
    await files.writeAside(path, watched());
    expect(readFileSync(path, "utf8")).toBe("den nye");
  });

  test("that is cut off leaves the old file, and nothing beside it", async () => {
    const place = folder();
    const path = join(place, "pakke.pdf");
    writeFileSync(path, "den gamle");
    async function* broken() {
      yield Buffer.alloc(100_000);
      throw new Error("afbrudt");
    }
    await expect(files.writeAside(path, broken())).rejects.toThrow("afbrudt");
    expect(readFileSync(path, "utf8")).toBe("den gamle");
    expect(readdirSync(place)).toEqual(["pakke.pdf"]);
  });

  test("clears away what a killed process left beside the file, and nothing of those that are at work", async () => {
    const place = folder();
    const path = join(place, "pakke.pdf");
    const [asides, dead] = [[] as string[], spawnSync(process.execPath, ["--version"]).pid];
    const inspect = () => Promise.resolve(void asides.push(...readdirSync(place).filter((name) => name.endsWith(".tmp"))));
    await files.writeAside(path, Buffer.from("første"), inspect);
    const [mine = ""] = asides;
    const [left, elsewhere] = [mine.replace(`-${process.pid}-`, `-${dead}-`), mine.replace(/pdf\.[0-9a-f]{6}-/, "pdf.000000-")];
    const others = [mine, elsewhere, mine.replace("pakke", "pakken").replace(`-${process.pid}-`, `-${dead}-`), ".pakke.pdf.tmp", ".pakke.pdf.0000000.tmp"];
    for (const name of [left, elsewhere.replace(`-${process.pid}-`, "-1-"), ...others]) writeFileSync(join(place, name), "");
    const yesterday = new Date(Date.now() - 25 * 60 * 60 * 1000);
    utimesSync(join(place, elsewhere.replace(`-${process.pid}-`, "-1-")), yesterday, yesterday);
    await files.writeAside(path, Buffer.from("anden"));
    expect(readdirSync(place).toSorted()).toEqual([...others, "pakke.pdf"].toSorted());
  });

  test("that somebody must look at first cannot go to a pipe or a device", { skip: process.platform === "win32" }, async () => {
    await expect(files.writeAside("/dev/null", Buffer.from("x"), () => Promise.resolve())).rejects.toMatchObject({ code: "file.unwritable" });
  });

  test("to where no file can be is refused", async () => {
    const place = folder();
    writeFileSync(join(place, "fil"), "");
    await expect(files.writeAside(join(place, "fil", "pakke.pdf"), Buffer.from("x"))).rejects.toMatchObject({ code: "file.unwritable" });
    await expect(files.writeAside(join(place, "mappe", "pakke.pdf"), Buffer.from("x"))).rejects.toMatchObject({
      code: "file.unwritable", facts: { reason: "mappen findes ikke" },
    });
    await expect(files.writeAside(place, Buffer.from("x"))).rejects.toMatchObject({
      code: "file.unwritable", facts: { path: place, reason: "det er en mappe" },
    });
    expect(readdirSync(place)).toEqual(["fil"]);
  });

  test.skipIf(!hasFullDevice)("to a full disk says so", async () => {
    await expect(files.writeAside("/dev/full", Buffer.alloc(100_000))).rejects.toMatchObject({
      code: "file.disk-full", facts: { path: "/dev/full" },
    });
    expect(lstatSync("/dev/full").isCharacterDevice()).toBe(true);
  });

  test.skipIf(!hasReadOnlyFolder)("to a folder that takes no files says so", async () => {
    await expect(files.writeAside("/proc/pakke.pdf", Buffer.from("x"))).rejects.toMatchObject({ code: "file.unwritable" });
  });

  test("to a file that a link points at keeps the link", async () => {
    const place = folder();
    writeFileSync(join(place, "rigtig.pdf"), "den gamle");
    symlinkSync(join(place, "rigtig.pdf"), join(place, "genvej.pdf"));
    await files.writeAside(join(place, "genvej.pdf"), Buffer.from("den nye"));
    expect(readFileSync(join(place, "rigtig.pdf"), "utf8")).toBe("den nye");
    expect(lstatSync(join(place, "genvej.pdf")).mode & constants.S_IFMT).toBe(constants.S_IFLNK);
  });

  test("waits for a file that another program holds open for a moment", async () => {
    const path = join(folder(), "pakke.pdf");
    let tries = 0;
    const held = nodeFiles(async (from, to) => {
      tries += 1;
      if (tries < 3) throw Object.assign(new Error(), { code: "EBUSY" });
      await rename(from, to);
    });
    await held.writeAside(path, Buffer.from("den nye"));
    expect(readFileSync(path, "utf8")).toBe("den nye");
  });

  test("gives up on a file that stays open, with the old one as it was", async () => {
    const place = folder();
    const path = join(place, "pakke.pdf");
    writeFileSync(path, "den gamle");
    const held = nodeFiles(() => Promise.reject(Object.assign(new Error(), { code: "EBUSY" })));
    await expect(held.writeAside(path, Buffer.from("den nye"))).rejects.toMatchObject({
      code: "file.unwritable", facts: { path, reason: "filen er åben i et andet program" },
    });
    expect(readFileSync(path, "utf8")).toBe("den gamle");
    expect(readdirSync(place)).toEqual(["pakke.pdf"]);
  });
});

test("a folder is made with those above it, and may be there already", async () => {
  const path = join(folder(), "arkiv", "17-4321", "bilag");
  await files.makeFolder(path);
  await files.makeFolder(path);
  expect(statSync(path).isDirectory()).toBe(true);
  writeFileSync(join(path, "fil"), "");
  await expect(files.makeFolder(join(path, "fil"))).rejects.toMatchObject({ code: "file.unwritable" });
  await expect(files.makeFolder(join(path, "fil", "under"))).rejects.toMatchObject({ code: "file.unwritable" });
});

async function all(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array[]> {
  const pieces: Uint8Array[] = [];
  for await (const piece of stream) pieces.push(piece);
  return pieces;
}

async function* pieces(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "forelaeg-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}
