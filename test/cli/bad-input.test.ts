import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runCli } from "../support/run-cli.ts";

const folder = mkdtempSync(join(tmpdir(), "forelaeg-"));
const workspace = join(folder, "prøve.forelaeg");
const agendaText = "1. BESLUTNINGSSAG: NY CYKELSTI I LØVBY\n\nBAGGRUND FOR SAGENS FREMLÆGGELSE\nStien er ønsket af beboerne.\n\nINDSTILLING\nAdministrationen indstiller til udvalget:\n\n• at stien anlægges.\n\nJOURNALNUMMER\n27001234.\n";
const agenda = join(folder, "dagsorden.txt");
const options = ["--body", "Udvalget for stier", "--date", "2027-03-16"];

beforeAll(async () => {
  writeFileSync(agenda, agendaText);
  expect(await runCli("import", agenda, "--workspace", workspace, "--open", ...options)).toMatchObject({ status: expect.toSatisfy((status: number) => status < 2) });
});

afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

test.each([
  ["an empty file", "", /er tom/],
  ["a binary file", Uint8Array.from({ length: 4000 }, (_, index) => (index * 7919) % 256), /hverken tekst, DOCX eller PDF/],
  ["a text with no item", "Kære alle\n\nTak for sidst.\n", /ikke fundet noget punkt/],
  ["a broken PDF", "%PDF-1.7\nnothing more", /kan ikke læses/],
])("%s is refused in words, and no workspace is left behind", async (_, content, message) => {
  const fresh = join(folder, "ny.forelaeg");
  const run = await runCli("import", file("dårlig", content), "--workspace", fresh, ...options);
  expect(run.status).toBe(2);
  expect(run.err).toMatch(message);
  expect(run.out).toBe("");
  expect(readdirSync(folder).filter((name) => name.startsWith("ny."))).toEqual([]);
});

test("a file and a workspace that are not there are refused by name", async () => {
  expect(await runCli("import", join(folder, "mangler.txt"), "--workspace", workspace, ...options)).toMatchObject({ status: 2, err: expect.stringContaining("mangler.txt") });
  expect(await runCli("meetings", "--workspace", join(folder, "mangler.forelaeg"))).toMatchObject({ status: 2, err: expect.stringContaining("mangler.forelaeg") });
  expect(existsSync(join(folder, "mangler.forelaeg"))).toBe(false);
});

test("a workspace from a newer version is refused and left as it is", async () => {
  const newer = join(folder, "nyere.forelaeg");
  writeFileSync(newer, readFileSync(workspace));
  const database = new Database(newer);
  database.pragma("user_version = 9999");
  database.close();
  const before = readFileSync(newer);
  expect(await runCli("meetings", "--workspace", newer)).toMatchObject({ status: 2, err: expect.stringMatching(/nyere udgave.+Opdatér programmet/) });
  expect(readFileSync(newer).equals(before)).toBe(true);
});

test("a file that is no workspace is refused and left as it is", async () => {
  const other = file("noter.txt", "ikke en arbejdsfil, men en ganske almindelig tekst, der er længere end et hoved");
  expect(await runCli("meetings", "--workspace", other)).toMatchObject({ status: 2, err: expect.stringMatching(/ikke en arbejdsfil/) });
  expect(readFileSync(other, "utf8")).toContain("ganske almindelig");
});

test("the same meeting twice is refused, and the first is as it was", async () => {
  const before = (await runCli("show", "--workspace", workspace, "--meeting", "2027-03-16", "--json")).out;
  expect(await runCli("import", agenda, "--workspace", workspace, ...options)).toMatchObject({ status: 2, err: expect.stringMatching(/allerede et møde/) });
  expect((await runCli("show", "--workspace", workspace, "--meeting", "2027-03-16", "--json")).out).toBe(before);
});

test.skipIf(!existsSync("/dev/full"))("a full disk is told, and names the file", async () => {
  expect(await runCli("export", "agenda", "--workspace", workspace, "--meeting", "2027-03-16", "--out", "/dev/full")).toMatchObject({ status: 2, err: expect.stringMatching(/Disken er fuld/) });
});

test("a folder that cannot be written in is told, and nothing is half-written", async () => {
  const blocked = join(file("spærret", "en fil, hvor der skulle være en mappe"), "dagsorden.pdf");
  expect(await runCli("export", "agenda", "--workspace", workspace, "--meeting", "2027-03-16", "--out", blocked)).toMatchObject({ status: 2, err: expect.stringMatching(/kan ikke skrives|findes ikke/) });
  expect(await runCli("import", agenda, "--workspace", join(folder, "spærret", "x.forelaeg"), ...options)).toMatchObject({ status: 2 });
});

test("a broken template is refused with file and line, and the earlier paper stands", async () => {
  const pack = join(folder, "pakke");
  mkdirSync(pack);
  writeFileSync(join(pack, "pack.json"), '{ "id": "min", "name": "Min", "extends": "region" }');
  writeFileSync(join(pack, "agenda.hbs"), "<p>{{dokument}}</p>\n<p>{{udvlag.navn}}</p>\n");
  const out = file("agenda.pdf", "den forrige");
  const run = await runCli("export", "agenda", "--workspace", workspace, "--meeting", "2027-03-16", "--pack", pack, "--out", out);
  expect(run).toMatchObject({ status: 2, out: "" });
  expect(run.err).toMatch(/agenda\.hbs bruger »udvlag« i linje 2/);
  expect(readFileSync(out, "utf8")).toBe("den forrige");
  writeFileSync(join(pack, "agenda.hbs"), "<h1>{{dokument}} fra egen pakke</h1>\n");
  const text = join(folder, "egen.txt");
  expect(await runCli("export", "agenda", "--workspace", workspace, "--meeting", "2027-03-16", "--pack", pack, "--out", text)).toMatchObject({ status: 0 });
  expect(readFileSync(text, "utf8")).toContain("fra egen pakke");
});

test("a body keeps the full path of its own pack, so that it is found from any folder", async () => {
  const own = join(folder, "egen");
  mkdirSync(own);
  writeFileSync(join(own, "pack.json"), '{ "id": "egen", "name": "Egen", "extends": "region" }');
  const fresh = join(folder, "egen.forelaeg");
  await runCli("import", agenda, "--workspace", fresh, "--pack", relative(process.cwd(), own), ...options);
  expect(JSON.parse((await runCli("show", "--workspace", fresh, "--meeting", "2027-03-16", "--json")).out)).toMatchObject({ body: { pack: own } });
});

test("misspelt commands, options and values are refused with what there is instead", async () => {
  const cases: readonly [string[], RegExp][] = [
    [["eksport"], /»eksport« kendes ikke. Vælg en af: demo, import/],
    [["check"], /senere udgave/],
    [["export", "dagsorden", "--workspace", workspace, "--meeting", "1", "--out", "x.pdf"], /»dagsorden« kendes ikke. Vælg et af: agenda \(dagsorden\)/],
    [["meetings"], /--workspace mangler/],
    [["meetings", "--workspace", workspace, "--fil", "x"], /--fil kan ikke bruges med »meetings«/],
    [["import", "--workspace", workspace, ...options], /FIL mangler efter »import«/],
    [["import", agenda, "--workspace", workspace, "--body", "U", "--date", "16/3"], /--date er »16\/3«; der skal stå en dag som 2027-03-16/],
    [["show", "--workspace", workspace, "--meeting", "2027-03-17"], /17\. marts 2027« findes ikke/],
    [["export", "extract", "--workspace", workspace, "--meeting", "2027-03-16", "--item", "9", "--out", join(folder, "x.pdf")], /Punkt 9 findes ikke på dagsordenen. Den har: 1/],
    [["export", "agenda", "--workspace", workspace, "--meeting", "2027-03-16", "--pack", "amt", "--out", join(folder, "x.pdf")], /»amt« findes ikke. Vælg en af: kommune, region/],
    [["export", "agenda", "--workspace", workspace, "--meeting", "2027-03-16", "--format", "odt", "--out", join(folder, "x.pdf")], /pdf, docx, html eller txt/],
    [["export", "agenda", "--workspace", workspace, "--meeting", "2027-03-16", "--out", join(folder, "x.doc")], /ender på \.pdf, \.docx, \.html, \.txt/],
    [["export", "workplan", "--workspace", workspace, "--body", "Rådet", "--year", "2027", "--out", join(folder, "x.pdf")], /»Rådet« findes ikke.+Udvalget for stier/],
    [["set", "--workspace", workspace, "--meeting", "2027-03-16", "--item", "1", "--open", "--closed"], /--open og --closed kan ikke bruges sammen/],
  ];
  for (const [argv, message] of cases) {
    const run = await runCli(...argv);
    expect(run.err, argv.join(" ")).toMatch(message);
    expect(run.status, argv.join(" ")).toBe(2);
  }
  expect(existsSync(join(folder, "x.pdf"))).toBe(false);
});

test("an agenda of a thousand items comes in and out", async () => {
  const many = Array.from({ length: 1000 }, (_, index) => agendaText.replace("1. BESLUTNINGSSAG: NY CYKELSTI I LØVBY", `${index + 1}. BESLUTNINGSSAG: NY CYKELSTI NUMMER ${index + 1}`)).join("\n");
  const large = join(folder, "stor.forelaeg");
  const run = await runCli("import", file("stor.txt", many), "--workspace", large, "--open", ...options);
  expect(run.status, run.err.slice(0, 500)).toBeLessThan(2);
  expect(run.out).toContain("1000 punkter");
  const out = await runCli("export", "agenda", "--workspace", large, "--meeting", "2027-03-16", "--out", join(folder, "stor.pdf"));
  expect(out).toMatchObject({ status: 0, out: expect.stringMatching(/\((10\d\d) sider\)/) });
  const docx = await runCli("export", "agenda", "--workspace", large, "--meeting", "2027-03-16", "--out", join(folder, "stor.docx"));
  expect(docx.status).toBe(0);
}, 240_000);

test("the command as it is installed answers with help", () => {
  const help = execFileSync(process.execPath, [join(import.meta.dirname, "../../cli/main.ts"), "export", "--help"], { encoding: "utf8" });
  expect(help).toContain("--as-loaded");
  expect(help).toContain("forelaeg export DOKUMENT");
});

test.skipIf(process.platform === "win32")("a reader that wants only the beginning is no fault", async () => {
  await runCli("import", file("lang.txt", Array.from({ length: 3000 }, (_, index) => `${index + 1}. BESLUTNINGSSAG: STI ${index + 1}\n`).join("\n")), "--workspace", join(folder, "lang.forelaeg"), "--open", ...options);
  const show = `"${process.execPath}" "${join(import.meta.dirname, "../../cli/main.ts")}" show --workspace "${join(folder, "lang.forelaeg")}" --meeting 2027-03-16`;
  expect(execFileSync("sh", ["-c", `${show} 2>&1 | head -n 1; exit 0`], { encoding: "utf8" })).toContain("Udvalget for stier");
  expect(execFileSync("sh", ["-c", `${show} 2>&1 >/dev/null | cat; (${show} | head -n 1 >/dev/null) 2>&1`], { encoding: "utf8" })).toBe("");
});
