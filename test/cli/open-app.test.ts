import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { withApp } from "../../cli/open-app.ts";
import { call } from "../../core/app.ts";

const folder = mkdtempSync(join(tmpdir(), "open-app-"));
const workspace = join(folder, "ny.forelaeg");
const refused = () => Promise.reject(new Error("afvist"));

afterAll(() => rmSync(folder, { recursive: true }));

test("a workspace that was made for refused work is taken away again", async () => {
  await expect(withApp(workspace, { create: true }, refused)).rejects.toThrow("afvist");
  expect(existsSync(workspace)).toBe(false);
});

test("what another program saved in a new workspace meanwhile stays, also when our own work is refused", async () => {
  const rows = [{ titel: "Ny sti" }];
  const other = () => withApp(workspace, { create: true }, ({ app }) => call(app, "plan.load", { body: "Udvalget for stier", year: 2027, rows }));
  await expect(withApp(workspace, { create: true }, async () => (await other(), refused()))).rejects.toThrow("afvist");
  expect(existsSync(workspace)).toBe(true);
  expect(await other()).toHaveLength(1);
});
