import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import Database from "better-sqlite3";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { AppError } from "../../core/errors.ts";
import { connect } from "../../db/connection.ts";
import { migrate, readMigrations } from "../../db/migrate.ts";
import { openStore } from "../../db/open-store.ts";
import { fileRepository } from "../../db/repositories/files.ts";
import { addBody, memoryStore, now, refusal, testFolder, withStore, workspaceFile } from "./samples.ts";

describe("a workspace", () => {
  test("keeps what was added, and is one file when it is closed", () => {
    const path = workspaceFile((store) => void addBody(store, "Havnerådet"));
    expect(withStore(path, (store) => store.bodies.list().map(({ name }) => name))).toEqual(["Havnerådet"]);
    expect(readdirSync(dirname(path))).toEqual(["Møder.forelaeg"]);
  });

  test("uses the write-ahead log while it is open", () => {
    const path = workspaceFile();
    withStore(path, (store) => {
      addBody(store);
      expect(existsSync(`${path}-wal`)).toBe(true);
    });
  });

  test("is only made when asked for", () => {
    const path = join(testFolder(), "ny.forelaeg");
    expect(refusal(() => openStore(path, { now }))).toBe("workspace.missing");
    expect(existsSync(path)).toBe(false);
  });

  test("whose making was interrupted before anything was in it is made again", () => {
    const path = join(testFolder(), "tom.forelaeg");
    writeFileSync(path, "");
    expect(refusal(() => openStore(path, { now }))).toBe("workspace.not-ours");
    withStore(path, (store) => void addBody(store), { create: true });
  });

  test("can be read and changed by other programs that know SQLite", () => {
    const path = workspaceFile((store) => void addBody(store));
    const plain = new Database(path);
    plain.exec("UPDATE bodies SET name = 'Havnerådet'; INSERT INTO case_files VALUES (7, 'Badebro', 0, NULL, NULL, '[]')");
    plain.close();
    withStore(path, (store) => expect(store.cases.get(7)?.title).toBe("Badebro"));
  });

  test("in a synced folder says so and does without the write-ahead log", () => {
    const folder = join(testFolder(), "OneDrive - Region Eksempel");
    mkdirSync(folder);
    const path = join(folder, "møder.forelaeg");
    withStore(path, (store, { notices }) => {
      expect(notices).toEqual([{ code: "workspace.network-folder", facts: { path } }]);
      addBody(store);
      expect(readdirSync(folder)).toEqual(["møder.forelaeg"]);
    }, { create: true });
  });

  test("that was moved to a synced folder while closed leaves the write-ahead log behind", () => {
    const path = workspaceFile((store) => void addBody(store));
    const folder = join(dirname(path), "Dropbox");
    mkdirSync(folder);
    const moved = join(folder, "møder.forelaeg");
    writeFileSync(moved, readFileSync(path));
    withStore(moved, (store) => {
      addBody(store);
      expect(readdirSync(folder)).toEqual(["møder.forelaeg"]);
    });
  });
});

describe("refused and left untouched:", () => {
  test("a workspace from a newer version", () => {
    const path = workspaceFile();
    plainly(path, "PRAGMA user_version = 99");
    expect(untouched(path, () => openStore(path, { now }))).toBe("workspace.newer");
  });

  test("a workspace from a newer version, before anything in it is looked at that only the newer one can judge", () => {
    const path = workspaceFile((store) => void addBody(store, "Havnerådet"));
    plainly(path, "PRAGMA user_version = 99");
    breakPage(path, "Havnerådet");
    expect(untouched(path, () => openStore(path, { now }))).toBe("workspace.newer");
  });

  test("a newer workspace whose writer was killed, so that its version is in the write-ahead log only", () => {
    const path = workspaceFile();
    const writer = new Database(path);
    writer.exec("PRAGMA user_version = 99");
    writeFileSync(`${path}.copy`, readFileSync(path));
    writeFileSync(`${path}.copy-wal`, readFileSync(`${path}-wal`));
    writer.close();
    expect(refusal(() => openStore(`${path}.copy`, { now }))).toBe("workspace.newer");
  });

  test("another program's SQLite file", () => {
    const path = join(testFolder(), "andet.db");
    plainly(path, "CREATE TABLE bodies (id INTEGER PRIMARY KEY)");
    expect(untouched(path, () => openStore(path, { now, create: true }))).toBe("workspace.not-ours");
  });

  test.each([["a text", "Dagsorden\n".repeat(50)], ["a few bytes", "SQLite"], ["nothing", ""]])(
    "a file that holds %s",
    (_, content) => {
      const path = join(testFolder(), "fil.forelaeg");
      writeFileSync(path, content);
      expect(untouched(path, () => openStore(path, { now }))).toBe("workspace.not-ours");
    },
  );

  test("a folder", () => {
    expect(refusal(() => openStore(testFolder(), { now, create: true }))).toBe("workspace.not-ours");
  });

  test("a workspace with a broken page", () => {
    const path = workspaceFile((store) => store.transaction(() => {
      for (let i = 0; i < 500; i += 1) addBody(store, `Udvalg nummer ${i}`);
    }));
    breakPage(path, "Udvalg nummer 250");
    expect(untouched(path, () => openStore(path, { now }))).toBe("workspace.damaged");
  });

  test("a workspace with a broken page, where it is too large to be looked through as a whole", async () => {
    const path = workspaceFile((store) => void addBody(store, "Havnerådet"));
    const { store } = openStore(path, { now });
    await store.files.put([Buffer.alloc(40_000_000, 1)], "application/pdf");
    store.close();
    breakPage(path, "Havnerådet");
    expect(untouched(path, () => openStore(path, { now }))).toBe("workspace.damaged");
  });

  test("a workspace that was cut short", () => {
    const path = workspaceFile((store) => void addBody(store));
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.subarray(0, bytes.length - 40_000));
    expect(untouched(path, () => openStore(path, { now }))).toBe("workspace.damaged");
  });

  test("any workspace, where Node is too old to open it", () => {
    const path = workspaceFile();
    onTestFinished(() => void vi.unstubAllGlobals());
    vi.stubGlobal("process", { versions: { ...process.versions, node: "22.18.0" } });
    expect(refusal(() => openStore(path, { now }))).toBe("workspace.node-too-old");
  });

  test("a place where no file can be", () => {
    const folder = testFolder();
    writeFileSync(join(folder, "fil"), "");
    expect(refusal(() => openStore(join(folder, "fil", "møder.forelaeg"), { now, create: true }))).toBe("file.unwritable");
    expect(refusal(() => openStore(join(folder, "mappe", "møder.forelaeg"), { now, create: true }))).toBe("file.unwritable");
  });
});

describe("what goes wrong later is told in words:", () => {
  test("another program is writing", () => {
    const path = workspaceFile();
    const other = new Database(path);
    other.exec("BEGIN IMMEDIATE");
    try {
      withStore(path, (store) => expect(refusal(() => addBody(store))).toBe("workspace.busy"), { busyTimeout: 20 });
    } finally {
      other.close();
    }
  });

  test("the disk is full, and what was there before still is", async () => {
    const connection = connect(join(testFolder(), "fuld.forelaeg"), { mustExist: false, busyTimeout: 0 });
    migrate(connection, readMigrations());
    const files = fileRepository(connection, now);
    const small = await files.put([Buffer.from("plads nok")], "text/plain");
    connection.pragma(`max_page_count = ${Number(connection.pragma("page_count")) + 20}`);
    const failure = await files.put([Buffer.alloc(1_000_000, 1)], "text/plain").catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AppError);
    expect(failure).toMatchObject({ code: "file.disk-full" });
    expect(Buffer.concat([...files.read(small.sha256)]).toString()).toBe("plads nok");
    expect(connection.prepare("SELECT id FROM files").all()).toHaveLength(1);
    connection.close();
  });

  test("the file may only be read", () => {
    const connection = connect(":memory:", { mustExist: false, busyTimeout: 0 });
    migrate(connection, readMigrations());
    connection.pragma("query_only = ON");
    expect(refusal(() => connection.exec("DELETE FROM bodies"))).toBe("file.unwritable");
  });
});

describe("nothing is lost:", () => {
  test("what the app said is saved is there after a forced kill", async () => {
    const path = workspaceFile();
    const child = spawn(process.execPath, [join(import.meta.dirname, "children/add-bodies.ts"), path], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let saved = 0;
    for await (const line of createInterface({ input: child.stdout })) {
      saved = Number(line);
      if (saved === 40) child.kill("SIGKILL");
    }
    expect(saved).toBeGreaterThanOrEqual(40);
    withStore(path, (store) => expect(store.bodies.list().length).toBeGreaterThanOrEqual(saved));
    expect(readdirSync(dirname(path))).toEqual(["Møder.forelaeg"]);
  });

  test("a transaction that fails leaves nothing, also where it is inside another", () => {
    const store = memoryStore();
    store.transaction(() => {
      addBody(store, "Havnerådet");
      expect(() => store.transaction(() => {
        addBody(store, "Broudvalget");
        throw new Error("fortrudt");
      })).toThrow("fortrudt");
    });
    expect(store.bodies.list().map(({ name }) => name)).toEqual(["Havnerådet"]);
  });

  test("a transaction that does not wait for its work is refused", () => {
    const store = memoryStore();
    expect(() => store.transaction(async () => addBody(store))).toThrow(/promise/);
    expect(store.bodies.list()).toEqual([]);
  });
});

function plainly(path: string, sql: string): void {
  const database = new Database(path);
  database.exec(sql);
  database.pragma("wal_checkpoint(TRUNCATE)");
  database.close();
}

/** Spoils the page of the file that holds a text. */
function breakPage(path: string, text: string): void {
  const bytes = readFileSync(path);
  const found = bytes.indexOf(text);
  const page = found - (found % 4096);
  writeFileSync(path, bytes.fill(0xff, page, page + 4096));
}

/** The refusal's code; the file and its folder must be as they were. */
function untouched(path: string, work: () => unknown): string {
  const before = readFileSync(path);
  const beside = readdirSync(dirname(path));
  const code = refusal(work);
  expect(readFileSync(path).equals(before)).toBe(true);
  expect(readdirSync(dirname(path))).toEqual(beside);
  return code;
}
