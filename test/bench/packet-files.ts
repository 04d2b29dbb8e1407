import { createCanvas } from "@napi-rs/canvas";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import PDFDocument from "pdfkit";
import { createWriters } from "../../core/document/writers/writers.ts";
import { loadFonts } from "../../platform/fonts.ts";
import { sampleOptions } from "../support/sample-document.ts";
import { hasTool } from "../support/shared.ts";
import { benchDocument, benchItems } from "./paper.ts";

/**
 * Attachments as a committee has them: seven pages of ten are text out of an office program (one to ten pages a file),
 * the others scans at 150 dpi. Made once and kept in `folder`; every file differs from every other. Gives their paths.
 */
export async function packetFiles(folder: string, pages: number, files: number): Promise<string[]> {
  const place = join(folder, `packet-${pages}`);
  const done = join(place, "done");
  if (!existsSync(done)) {
    mkdirSync(place, { recursive: true });
    const texts = await textFiles(join(folder, "texts"));
    const scans = scanFiles();
    let left = pages;
    for (let index = 0; index < files; index += 1) {
      const wanted = Math.max(1, Math.min(10, Math.round((left / (files - index)) * (index % 2 === 0 ? 1.4 : 0.6))));
      const last = index === files - 1;
      const count = last ? Math.min(left, 10) : Math.min(wanted, left - (files - index - 1));
      const bytes = index % 10 < 7 ? texts[count - 1] : await scan(scans, index, count);
      // What makes two copies two files: readers do not mind a remark after the end.
      writeFileSync(join(place, `bilag-${String(index + 1).padStart(4, "0")}.pdf`), Buffer.concat([bytes as Buffer, Buffer.from(`\n%${index}\n`)]));
      left -= count;
    }
    if (left > 0) throw new Error(`${left} pages left over`);
    writeFileSync(done, "");
  }
  return readdirSync(place).filter((name) => name.endsWith(".pdf")).toSorted().map((name) => join(place, name));
}

/** Ten files of one to ten pages; by LibreOffice where it is, else by pdfkit through our own writer. */
async function textFiles(folder: string): Promise<Buffer[]> {
  mkdirSync(folder, { recursive: true });
  const writers = createWriters(loadFonts());
  const office = hasTool("soffice");
  for (let pages = 1; pages <= 10; pages += 1) {
    const written = await writers[office ? "docx" : "pdf"](benchDocument(benchItems(40).slice(pages * 3, pages * 4)), sampleOptions);
    writeFileSync(join(folder, `${pages}.${office ? "docx" : "pdf"}`), written.bytes);
  }
  if (office) spawnSync("soffice", [`-env:UserInstallation=file://${folder}/profile`, "--headless", "--convert-to", "pdf", "--outdir", folder, ...Array.from({ length: 10 }, (_, index) => join(folder, `${index + 1}.docx`))], { stdio: "ignore" });
  return Array.from({ length: 10 }, (_, index) => readFileSync(join(folder, `${index + 1}.pdf`)));
}

/** Pictures as a scanner makes them: grey paper with noise, and lines of dark marks. */
function scanFiles(): Buffer[] {
  let state = 7;
  const chance = (): number => (state = (state * 48271) % 2147483647) / 2147483647;
  return Array.from({ length: 6 }, () => {
    const canvas = createCanvas(1240, 1754);
    const context = canvas.getContext("2d");
    const picture = context.createImageData(1240, 1754);
    for (let at = 0; at < picture.data.length; at += 4) {
      const shade = 232 + Math.floor(chance() * 22);
      picture.data[at] = shade;
      picture.data[at + 1] = shade;
      picture.data[at + 2] = shade - 4;
      picture.data[at + 3] = 255;
    }
    context.putImageData(picture, 0, 0);
    context.fillStyle = "#222";
    for (let line = 0; line < 40; line += 1) for (let mark = 0; mark < 60; mark += 1) if (chance() > 0.2) context.fillRect(140 + mark * 16, 160 + line * 34, 4 + chance() * 9, 14);
    return canvas.toBuffer("image/jpeg", 38);
  });
}

async function scan(pictures: readonly Buffer[], seed: number, pages: number): Promise<Buffer> {
  const document = new PDFDocument({ size: "A4", margin: 0, autoFirstPage: false });
  const chunks: Buffer[] = [];
  document.on("data", (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise((resolve) => document.on("end", resolve));
  for (let page = 0; page < pages; page += 1) {
    document.addPage();
    // A remark within the JPEG makes each page's picture one of its own.
    const picture = pictures[(seed + page) % pictures.length] as Buffer;
    const remark = Buffer.from(`${seed}-${page}`);
    document.image(Buffer.concat([picture.subarray(0, 2), Buffer.from([0xff, 0xfe, 0, remark.length + 2]), remark, picture.subarray(2)]), 0, 0, { width: 595.28, height: 841.89 });
  }
  document.end();
  await ended;
  return Buffer.concat(chunks);
}
