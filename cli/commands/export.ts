import { stat } from "node:fs/promises";
import { basename, dirname, extname } from "node:path";
import type { ExportedPacket } from "../../core/api/build-packet.ts";
import type { SetDocument } from "../../core/api/documents.ts";
import { verifyFile } from "../../core/api/verify-file.ts";
import { packetKinds } from "../../core/api/packets.ts";
import { type App, call } from "../../core/app.ts";
import { variants } from "../../core/domain/openness.ts";
import { AppError } from "../../core/errors.ts";
import type { FilePort } from "../../core/files.ts";
import { counted } from "../../core/messages/counted.ts";
import { documentKinds } from "../../core/packet/document-kinds.ts";
import { type Command, type Given, tell, type Terminal, watchAt } from "../command.ts";
import { fewOfEach } from "../few-of-each.ts";
import { withApp } from "../open-app.ts";

const formats = ["pdf", "docx", "html", "txt"] as const;

/** In the order that the help has. */
const knownDocuments = [
  ["agenda", documentKinds.agenda.label],
  ["packet", "dagsordenspakke"],
  ["supplement", documentKinds.supplement.label],
  ["changes", "ændringer"],
  ...(["minutes", "extract", "decisions", "workplan"] as const).map((kind) => [kind, documentKinds[kind].label] as const),
] as const;

export const exportCommand: Command = {
  name: "export",
  summary: "Sætter et dokument: agenda (dagsorden), packet (dagsordenspakke), supplement (tillæg), changes (ændringer), minutes (referat), extract (udskrift af én sag), decisions (beslutningsliste), workplan (arbejdsplan).",
  words: ["dokument"],
  options: {
    workspace: { type: "string", value: "FIL", help: "arbejdsfilen", required: true, example: "møder.forelaeg" },
    out: { type: "string", value: "STI", help: "filen, der skal skrives", required: true, example: "dagsorden.pdf" },
    meeting: { type: "string", value: "DATO|NR", help: "mødets dato eller nummer", example: "2027-03-16" },
    item: { type: "string", value: "NR", help: "punktets nummer (udskrift)", example: "3" },
    notice: { type: "boolean", help: "nummeret hører til en meddelelse" },
    body: { type: "string", value: "NAVN", help: "udvalget (arbejdsplan)", example: '"Udvalget for nære sundhedstilbud"' },
    year: { type: "string", value: "ÅÅÅÅ", help: "året (arbejdsplan)", example: "2027" },
    "as-loaded": { type: "boolean", help: "arbejdsplanens rækker, som de er indlæst; ellers efter dato" },
    pack: { type: "string", value: "PAKKE|MAPPE", help: "en anden skabelonpakke end udvalgets", example: "kommune" },
    format: { type: "string", value: formats.join("|"), help: "ellers som filens endelse, eller pdf", example: "docx" },
    variant: { type: "string", value: variants.join("|"), help: "intern (standard) eller offentlig udgave", example: "public" },
    "no-proof": { type: "boolean", help: "læs ikke den færdige pakke efter (det kan gøres siden med »forelaeg verify«)" },
    date: { type: "string", value: "DATO", help: "datoen i filens egenskaber; ellers nu", example: "2027-03-16" },
  },
  run: (given, terminal) =>
    withApp(given.need("workspace"), {}, async ({ app, files, notices }) => {
      const out = given.need("out");
      await refuseWorkspace(files, out);
      await refuseMissingFolder(out);
      const kind = packetKinds.find((known) => known === given.words[0]);
      if (kind) {
        const { receipt, notices: told } = await exportPacket(app, kind, given, out, terminal);
        terminal.out(`${basename(out)} (${counted(receipt.pages, "side", "sider")}, ${counted(receipt.files.length, "bilag", "bilag")})`);
        const { findings } = given.flag("no-proof") ? { findings: [] } : await verifyFile(files, out, watchAt(terminal));
        return tell([...notices, ...told, ...fewOfEach(findings)], terminal);
      }
      const format = given.text("format") === undefined ? formatOf(out) : given.choice("format", formats, "pdf");
      terminal.progress("Sætter dokumentet …");
      const written = await setDocument(app, given, format);
      await files.writeAside(out, written.bytes);
      terminal.out(`${basename(out)}${written.pages === null ? "" : ` (${counted(written.pages, "side", "sider")})`}`);
      return tell([...notices, ...written.notices], terminal);
    }),
};

/** A slip of the keys after `--out` must not cost somebody all their meetings: no workspace is written over. */
async function refuseWorkspace(files: FilePort, path: string): Promise<void> {
  if (!(await stat(path).catch(() => null))?.isFile()) return;
  for await (const piece of files.stream(path)) {
    if (new TextDecoder("latin1").decode(piece.subarray(0, 16)) === "SQLite format 3\0") throw new AppError("file.is-workspace", { path });
    return;
  }
}

/** Said at once and in the words that were asked with; not after a minute's work about a file beside it. */
async function refuseMissingFolder(path: string): Promise<void> {
  const folder = dirname(path);
  if (!(await stat(folder).catch(() => null))?.isDirectory()) throw new AppError("folder.missing", { folder });
}

/** The format that a file's ending asks for; an ending that asks for another is refused, none at all is PDF. */
function formatOf(path: string): (typeof formats)[number] {
  const ending = extname(path).slice(1).toLowerCase();
  const format = formats.find((known) => known === ending);
  if (format === undefined && ending !== "") throw new AppError("option.invalid", { option: "--out", value: path, expected: `et filnavn, der ender på ${formats.map((known) => `.${known}`).join(", ")} (eller angiv --format)` });
  return format ?? "pdf";
}

function exportPacket(app: App, document: (typeof packetKinds)[number], given: Given, out: string, terminal: Terminal): Promise<ExportedPacket> {
  if (formatOf(out) !== "pdf" || given.choice("format", formats, "pdf") !== "pdf") throw new AppError("option.invalid", { option: "--out", value: out, expected: "et filnavn, der ender på .pdf, for en pakke er altid PDF" });
  const pack = given.text("pack");
  const date = given.text("date");
  const question = { document, meeting: given.need("meeting"), variant: given.choice("variant", variants, "internal"), out, ...(pack === undefined ? {} : { pack }), ...(date === undefined ? {} : { date }) };
  return call(app, "packets.export", question, watchAt(terminal));
}

function setDocument(app: App, given: Given, format: string): Promise<SetDocument> {
  const pack = given.text("pack");
  const date = given.text("date");
  const common = {
    format,
    variant: given.choice("variant", variants, "internal"),
    ...(pack === undefined ? {} : { pack }),
    ...(date === undefined ? {} : { date }),
  };
  const document = given.words[0] ?? "";
  switch (document) {
    case "agenda":
      return call(app, "documents.agenda", { ...common, meeting: given.need("meeting") });
    case "minutes":
      return call(app, "documents.minutes", { ...common, meeting: given.need("meeting") });
    case "decisions":
      return call(app, "documents.decisions", { ...common, meeting: given.need("meeting") });
    case "extract":
      return call(app, "documents.extract", { ...common, meeting: given.need("meeting"), series: given.flag("notice") ? "notice" : "item", number: given.number("item") });
    case "workplan":
      return call(app, "documents.workplan", { ...common, body: given.need("body"), year: given.year("year"), order: given.flag("as-loaded") ? "loaded" : "date" });
    default:
      throw new AppError("document.unknown", { document, known: knownDocuments.map(([kind, label]) => `${kind} (${label})`).join(", ") });
  }
}
