import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, isAbsolute, join, relative, resolve } from "node:path";
import { findNodeAtLocation, getNodeValue, type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import { z } from "zod";
import type { PageSetup, ParagraphStyle, Styles, TableStyle } from "../core/document/document.ts";
import { plainParagraph, plainTable } from "../core/document/plain-styles.ts";
import type { TemplatePack } from "../core/domain/template-pack.ts";
import { AppError } from "../core/errors.ts";
import { type DocumentKind, documentKindNames, documentKinds } from "../core/packet/document-kinds.ts";
import type { LoadedPack, PackLibrary } from "../core/packs.ts";
import { type PackFile, packSchema } from "./pack-schema.ts";
import { createRenderer, type TemplateSource } from "./render-template.ts";

z.config(z.locales.da());

const shipped = import.meta.dirname;

/** The packs that ship with Forelæg, and any folder with a pack.json. Loaded once each. */
export function createPackLibrary(): PackLibrary {
  const loaded = new Map<string, LoadedPack>();
  return {
    names: shippedPacks,
    load(pack) {
      const folder = folderOf(pack);
      const known = loaded.get(folder);
      if (known) return known;
      const fresh = loadPack(folder);
      loaded.set(folder, fresh);
      return fresh;
    },
  };
}

/** Reads a pack from its folder; refuses what is broken with file, line and remedy. */
export function loadPack(folder: string): LoadedPack {
  const file = readPackFile(folder, []);
  const sources = readTemplates(file.folders);
  const renderer = createRenderer(sources, file.pack.labels);
  checkReferences(file.pack, join(folder, "pack.json"));
  const { page, pages: own } = file.pack;
  const pages = Object.fromEntries(documentKindNames.map((kind) => [kind, { ...page, ...(kind === "supplement" ? own.agenda : {}), ...own[kind] }])) as Record<DocumentKind, PageSetup>;
  return {
    reference: shippedPacks().includes(relative(shipped, folder)) ? file.pack.id : resolve(folder),
    meaning: meaningOf(file.pack),
    styles: stylesOf(file.pack, join(folder, "pack.json")),
    pageSetup: (kind) => pages[kind],
    render: (kind, view) => renderer.render(documentKinds[kind].template, view),
    templateFile: (kind) => renderer.fileOf(documentKinds[kind].template),
  };
}

function shippedPacks(): string[] {
  return readdirSync(shipped)
    .filter((name) => existsSync(join(shipped, name, "pack.json")))
    .sort();
}

/** Of a shipped pack by its id, or of a folder, whose path is seen from `from`. */
function folderOf(pack: string, from = ""): string {
  if (shippedPacks().includes(pack)) return join(shipped, pack);
  const folder = isAbsolute(pack) ? pack : join(from, pack);
  if (existsSync(join(folder, "pack.json"))) return folder;
  throw new AppError("pack.missing", { pack, known: shippedPacks().join(", ") });
}

// ---------------------------------------------------------------- pack.json

const jsonFaults: Readonly<Record<string, string>> = {
  CommaExpected: "der mangler et komma",
  ColonExpected: "der mangler et kolon",
  ValueExpected: "der mangler en værdi",
  PropertyNameExpected: "der mangler et navn i anførselstegn",
  CloseBraceExpected: "der mangler en }",
  CloseBracketExpected: "der mangler en ]",
  EndOfFileExpected: "der står mere efter slutningen",
  UnexpectedEndOfString: "der mangler et anførselstegn",
  InvalidEscapeCharacter: "omvendt skråstreg skrives \\\\",
};

interface ReadPack {
  readonly pack: PackFile;
  /** The pack's own folder first, then the one that it builds on. */
  readonly folders: readonly string[];
}

function readPackFile(folder: string, seen: readonly string[]): ReadPack {
  const path = join(folder, "pack.json");
  const text = readFileSync(path, "utf8").replace(/^\ufeff/, "").normalize("NFC");
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const error = errors[0];
  if (error || !tree) {
    throw new AppError("pack.broken", { file: path, where: `linje ${lineAt(text, error?.offset ?? 0)}`, reason: `ikke gyldig JSON (${error ? jsonFaults[printParseErrorCode(error.error)] ?? "uventet tegn" : "tom fil"}). Ret tegnene omkring linjen.` });
  }
  const own = getNodeValue(tree) as Record<string, unknown>;
  const base = typeof own["extends"] === "string" ? readBase(own["extends"], folder, [...seen, folder]) : null;
  const result = packSchema.safeParse(base ? merge(base.pack, own) : own);
  if (result.success) return { pack: result.data, folders: [folder, ...(base?.folders ?? [])] };
  const issue = result.error.issues[0];
  const at = issue?.path ?? [];
  throw new AppError("pack.broken", {
    file: path,
    where: `linje ${lineOf(text, tree, at as (string | number)[])}`,
    reason: `${at.length > 0 ? `»${at.join(".")}«: ` : ""}${issue?.message ?? "ugyldigt indhold"}. Ret det, eller sammenlign med pakken »region«.`,
  });
}

function readBase(name: string, from: string, seen: readonly string[]): ReadPack {
  const folder = folderOf(name, from);
  if (seen.includes(folder)) throw new AppError("pack.broken", { file: join(from, "pack.json"), where: "»extends«", reason: "pakken bygger på sig selv. Peg på en anden pakke." });
  return readPackFile(folder, seen);
}

/** Own values win; objects are merged, lists are replaced whole. */
function merge(base: Record<string, unknown>, own: Record<string, unknown>): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(own)) {
    const before = merged[key];
    merged[key] = isObject(before) && isObject(value) ? merge(before, value) : value;
  }
  return merged;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The line of the value at a path, or of the nearest thing around it that the file has. */
function lineOf(text: string, tree: Node, path: readonly (string | number)[]): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = findNodeAtLocation(tree, path.slice(0, length));
    if (node) return lineAt(text, node.offset);
  }
  return 1;
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

function checkReferences(pack: PackFile, file: string): void {
  const sections = new Set(pack.sections.map((section) => section.key));
  for (const kind of pack.kinds) {
    const missing = kind.sections.find((key) => !sections.has(key));
    if (missing !== undefined) throw new AppError("pack.broken", { file, where: `sagstypen »${kind.key}«`, reason: `afsnittet »${missing}« findes ikke under »sections«. Tilføj det, eller fjern det fra sagstypen.` });
  }
}

function meaningOf(pack: PackFile): TemplatePack {
  return {
    id: pack.id,
    name: pack.name,
    kinds: pack.kinds,
    sections: pack.sections,
    bodyForms: pack.bodyForms,
    decisions: pack.decisions,
    closedItem: pack.closedItem,
    closedPlanTitle: pack.closedPlanTitle,
    stamp: pack.stamp,
    packet: pack.packet,
    labels: new Map(Object.entries(pack.labels)),
  };
}

// ---------------------------------------------------------------- looks

function stylesOf(pack: PackFile, file: string): Styles {
  const paragraphs = new Map<string, ParagraphStyle>();
  const paragraph = (name: string, seen: readonly string[]): ParagraphStyle => {
    const known = paragraphs.get(name);
    if (known) return known;
    const { basedOn, label, ...own } = pack.paragraphs[name] ?? {};
    const base = name === "body" ? plainParagraph : paragraph(baseName(basedOn ?? "body", name, seen, file, pack.paragraphs), [...seen, name]);
    const style = { ...base, ...stripUndefined(own), name, label: label ?? name };
    paragraphs.set(name, style);
    return style;
  };
  const tables = new Map<string, TableStyle>();
  const table = (name: string, seen: readonly string[]): TableStyle => {
    const known = tables.get(name);
    if (known) return known;
    const { basedOn, ...own } = pack.tables[name] ?? {};
    const base = name === "table" ? plainTable : table(baseName(basedOn ?? "table", name, seen, file, pack.tables), [...seen, name]);
    const style = { ...base, ...stripUndefined(own), name };
    tables.set(name, style);
    return style;
  };
  for (const name of ["body", ...Object.keys(pack.paragraphs)]) paragraph(name, []);
  for (const name of ["table", ...Object.keys(pack.tables)]) table(name, []);
  return { paragraphs, tables, lists: pack.lists, linkColour: pack.linkColour };
}

function baseName(base: string, name: string, seen: readonly string[], file: string, all: Record<string, unknown>): string {
  if (base === name || seen.includes(base)) throw new AppError("pack.broken", { file, where: `stilen »${name}«`, reason: "stilen bygger på sig selv. Ret »basedOn«." });
  if (!Object.hasOwn(all, base) && base !== "body" && base !== "table") throw new AppError("pack.broken", { file, where: `stilen »${name}«`, reason: `stilen »${base}«, som den bygger på, findes ikke. Ret »basedOn«.` });
  return base;
}

function stripUndefined<Value extends object>(value: Value): { [Key in keyof Value]?: Exclude<Value[Key], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as { [Key in keyof Value]?: Exclude<Value[Key], undefined> };
}

// ---------------------------------------------------------------- templates

function readTemplates(folders: readonly string[]): TemplateSource[] {
  const sources = new Map<string, TemplateSource>();
  for (const folder of folders) {
    for (const inside of ["", "partials"]) {
      const path = join(folder, inside);
      if (!existsSync(path) || !statSync(path).isDirectory()) continue;
      for (const file of readdirSync(path).filter((name) => name.endsWith(".hbs")).sort()) {
        const name = inside === "" ? file : basename(file, ".hbs").normalize("NFC");
        if (sources.has(name)) continue;
        sources.set(name, { name, partial: inside !== "", file: join(basename(folder), inside, file), text: readFileSync(join(path, file), "utf8") });
      }
    }
  }
  return [...sources.values()];
}
