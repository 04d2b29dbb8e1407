import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Parts of the packet's measurements; each runs in a process of its own (`measure-one.ts`) and loads what it needs itself. */
export const packetEngines: Readonly<Record<string, (...given: string[]) => Promise<object>>> = {
  "packet-change": async (workspace = "") => {
    await change(workspace);
    return {};
  },
  "packet-running": running,
  "packet-pdflib": pdfLib,
  "packet-prepare": prepare,
};

async function change(workspace: string): Promise<void> {
  const [{ openStore }, { changeFirst }] = await Promise.all([import("../../db/open-store.ts"), import("./packet-workspace.ts")]);
  const { store } = openStore(workspace, { now: () => new Date().toISOString() });
  await changeFirst(store, String(Math.random()));
  store.close();
}

/** In one process, as in the app: a packet, then a file is changed, then the packet again, which is measured. */
async function running(workspace = "", out = ""): Promise<object> {
  const { withApp } = await import("../../cli/open-app.ts");
  const { call } = await import("../../core/app.ts");
  return withApp(workspace, {}, async ({ app }) => {
    const build = () => call(app, "packets.export", { meeting: "2027-03-16", date: "2027-03-10", out });
    await build();
    await change(workspace);
    const began = performance.now();
    await build();
    return { inside: (performance.now() - began) / 1000 };
  });
}

/** The same task with pdf-lib, set as quick as it can be: every page copied and stamped, a bookmark for each file. */
async function pdfLib(out = "", folder = ""): Promise<object> {
  const { PDFDict, PDFDocument, PDFHexString, PDFName, PDFNumber, StandardFonts } = await import("pdf-lib");
  const packet = await PDFDocument.create({ updateMetadata: false });
  const font = await packet.embedFont(StandardFonts.Helvetica);
  const { context } = packet;
  const outline = context.nextRef();
  const bookmarks: { readonly title: string; readonly page: ReturnType<typeof context.nextRef> }[] = [];
  for (const name of readdirSync(folder).filter((one) => one.endsWith(".pdf")).toSorted()) {
    const source = await PDFDocument.load(readFileSync(join(folder, name)), { updateMetadata: false, parseSpeed: Number.POSITIVE_INFINITY });
    const pages = await packet.copyPages(source, source.getPageIndices());
    for (const [index, page] of pages.entries()) {
      packet.addPage(page);
      ["Punkt nr. 1 - Beslutningssag: Anlæg af sti", `Bilag 1 - Side -${index + 1} af ${pages.length}`, "", "Møde i Udvalget for stier og broer d. 16-03-2027"].forEach((line, row) => page.drawText(line, { x: 40, y: 50 - row * 10, size: 8, font }));
    }
    if (pages[0]) bookmarks.push({ title: name, page: pages[0].ref });
  }
  const refs = bookmarks.map(() => context.nextRef());
  bookmarks.forEach(({ title, page }, index) => {
    const [at, before, after] = [refs[index], refs[index - 1], refs[index + 1]];
    if (!at) return;
    const entry = PDFDict.withContext(context);
    entry.set(PDFName.of("Title"), PDFHexString.fromText(title));
    entry.set(PDFName.of("Parent"), outline);
    entry.set(PDFName.of("Dest"), context.obj([page, PDFName.of("Fit")]));
    if (before) entry.set(PDFName.of("Prev"), before);
    if (after) entry.set(PDFName.of("Next"), after);
    context.assign(at, entry);
  });
  const [first, last] = [refs[0], refs.at(-1)];
  if (first && last) context.assign(outline, context.obj({ Type: "Outlines", First: first, Last: last, Count: PDFNumber.of(refs.length) }));
  packet.catalog.set(PDFName.of("Outlines"), outline);
  writeFileSync(out, await packet.save({ updateFieldAppearances: false, objectsPerTick: Number.POSITIVE_INFINITY }));
  return {};
}

/** Attaches ten files of texts and four of scans to a new workspace. */
async function prepare(kept = ""): Promise<object> {
  const source = readdirSync(kept).find((name) => /^packet-\d+$/.test(name)) ?? "";
  const files = readdirSync(join(kept, source)).filter((name) => name.endsWith(".pdf")).toSorted().slice(0, 14).map((name) => join(kept, source, name));
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  const workspace = join(folder, "bench.forelaeg");
  try {
    writeFileSync(join(folder, "sag.txt"), "1. BESLUTNINGSSAG: NY CYKELSTI\n\nINDSTILLING\nAdministrationen indstiller, at stien anlægges.\n");
    const { runCli } = await import("../support/run-cli.ts");
    await runCli("import", join(folder, "sag.txt"), "--workspace", workspace, "--body", "Udvalget", "--date", "2027-03-16", "--open");
    const { withApp } = await import("../../cli/open-app.ts");
    const { call } = await import("../../core/app.ts");
    const { attachments } = await withApp(workspace, {}, ({ app }) => call(app, "attachments.attach", { meeting: "2027-03-16", number: 1, paths: files }));
    return { pages: attachments.reduce((sum, { pages }) => sum + (pages ?? 0), 0) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
