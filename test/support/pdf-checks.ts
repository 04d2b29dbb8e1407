import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { nameOf, PdfDictionary, PdfObjects, PdfParser, PdfReference, PdfStream, PdfString, type PdfValue } from "./pdf-objects.ts";

/**
 * What PDF/A-2a and PDF/UA-1 ask for and a test can see without a validator. Each check returns the faults that it
 * found, in words; an empty list is a pass.
 */
export function accessibilityFaults(bytes: Uint8Array): string[] {
  const pdf = new PdfObjects(bytes);
  return [
    ...catalogFaults(pdf), ...colourFaults(pdf), ...metadataFaults(pdf), ...valueFaults(pdf), ...imageFaults(pdf), ...fontFaults(pdf), ...letterFaults(pdf),
    ...contentFaults(pdf), ...parentTreeFaults(pdf), ...linkFaults(pdf), ...structureFaults(pdf), ...nameFaults(pdf), ...outlineFaults(pdf),
  ];
}

/** What is wrong with the tags alone: for packets, whose attachments are what they are. */
export function tagFaults(bytes: Uint8Array): string[] {
  const pdf = new PdfObjects(bytes);
  return [...parentTreeFaults(pdf), ...nameFaults(pdf)];
}

// ---------------------------------------------------------------- catalog and metadata

function catalogFaults(pdf: PdfObjects): string[] {
  const faults: string[] = [];
  const { catalog } = pdf;
  const lang = pdf.get(catalog, "Lang");
  if (!(lang instanceof PdfString) || lang.text === "") faults.push("catalog has no Lang");
  else if (!/^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*$/.test(lang.text)) faults.push(`"${lang.text}" is no language`);
  if (pdf.get(pdf.get(catalog, "MarkInfo"), "Marked") !== true) faults.push("catalog is not marked as tagged");
  if (pdf.get(pdf.get(catalog, "ViewerPreferences"), "DisplayDocTitle") !== true) faults.push("title is not displayed");
  if (!(pdf.get(catalog, "StructTreeRoot") instanceof PdfDictionary)) faults.push("no structure tree");
  if (!Array.isArray(pdf.get(catalog, "OutputIntents"))) faults.push("no output intent");
  if (pdf.get(catalog, "AcroForm") !== null || pdf.get(catalog, "AA") !== null) faults.push("catalog has forms or actions");
  const id = pdf.resolve(pdf.trailer.entries.get("ID"));
  if (!Array.isArray(id) || id.length !== 2) faults.push("no file identifier");
  for (const page of pdf.pages()) {
    if (nameOf(pdf.get(page, "Tabs")) !== "S") faults.push("a page's tab order is not that of the structure");
    const [left, bottom, right, top] = (pdf.get(page, "MediaBox") ?? []) as number[];
    for (const side of [(right ?? 0) - (left ?? 0), (top ?? 0) - (bottom ?? 0)]) if (side < 3 || side > 14_400) faults.push(`a page's side is ${side} points`);
  }
  return faults;
}

/** The colours of the pages are those of the output intent: RGB and grey need one for RGB. */
function colourFaults(pdf: PdfObjects): string[] {
  const intents = pdf.get(pdf.catalog, "OutputIntents");
  const intent = Array.isArray(intents) ? pdf.resolve((intents as PdfValue[])[0]) : null;
  const profile = pdf.get(intent, "DestOutputProfile");
  if (nameOf(pdf.get(intent, "S")) !== "GTS_PDFA1" || !(profile instanceof PdfStream)) return ["no output intent of PDF/A"];
  const head = Buffer.from(pdf.data(profile)).toString("latin1", 0, 20);
  return head.slice(12, 20) === "mntrRGB " && head.charCodeAt(8) < 5 && pdf.get(profile, "N") === 3 ? [] : ["the output intent's profile is not one of a monitor for RGB"];
}

function metadataFaults(pdf: PdfObjects): string[] {
  const faults: string[] = [];
  const stream = pdf.get(pdf.catalog, "Metadata");
  if (!(stream instanceof PdfStream)) return ["no XMP metadata"];
  if (stream.entries.has("Filter")) faults.push("XMP is compressed");
  const xmp = Buffer.from(pdf.data(stream)).toString("utf8");
  const info = pdf.resolve(pdf.trailer.entries.get("Info"));
  if (/&(?!(?:amp|lt|gt|quot|apos|#\d+);)/.test(xmp)) faults.push("XMP is not well-formed");
  const element = (name: string) => unescaped(new RegExp(`<${name}>(?:<rdf:\\w+>)?(?:<rdf:li[^>]*>)?([^<]*)`).exec(xmp)?.[1] ?? "");
  if (element("pdfaid:part") !== "2" || element("pdfaid:conformance") !== "A") faults.push("XMP does not claim PDF/A-2a");
  if (element("pdfuaid:part") !== "1") faults.push("XMP does not claim PDF/UA-1");
  if (!xmp.includes("<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/<")) faults.push("XMP does not describe the pdfuaid schema");
  const pairs: readonly (readonly [string, string])[] = [["Title", "dc:title"], ["Author", "dc:creator"], ["Subject", "dc:description"], ["Creator", "xmp:CreatorTool"], ["Producer", "pdf:Producer"]];
  for (const [key, name] of pairs) {
    const value = pdf.get(info, key);
    if (value instanceof PdfString && value.text !== element(name)) faults.push(`${key} is "${value.text}" in the information, "${element(name)}" in XMP`);
  }
  if (element("dc:title").trim() === "") faults.push("no title in XMP");
  for (const [, name] of xmp.replace(/<pdfaExtension:schemas>.*<\/pdfaExtension:schemas>/s, "").matchAll(/<((?!rdf:|x:)\w+:\w+)/g)) {
    if (!xmpProperties.has(name ?? "")) faults.push(`XMP has ${name}, which no schema knows`);
  }
  const dates: readonly (readonly [string, string])[] = [["CreationDate", "xmp:CreateDate"], ["ModDate", "xmp:ModifyDate"]];
  for (const [key, name] of dates) {
    const value = pdf.get(info, key);
    const digits = value instanceof PdfString ? value.text.replace(/\D/g, "") : "";
    if (digits !== element(name).replace(/\D/g, "")) faults.push(`${key} differs between information and XMP`);
    if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)$/.test(element(name))) faults.push(`${name} is no date with a time zone`);
  }
  return faults;
}

const xmpProperties = new Set("pdfaid:part pdfaid:conformance pdfuaid:part dc:format dc:title dc:creator dc:description dc:language xmp:CreateDate xmp:ModifyDate xmp:CreatorTool pdf:Producer".split(" "));

function unescaped(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

// ---------------------------------------------------------------- values and pictures

/** Keys that PDF/A bars wherever they stand, and filters that it takes. */
const barredKeys = new Set(["AA", "JS", "JavaScript", "Encrypt", "EF", "OPI", "Alternates", "TR", "TR2", "HTP", "Ref", "PS", "CIDSet", "PresSteps", "Requirements", "OCProperties", "AcroForm"]);
const filters = new Set(["FlateDecode", "DCTDecode"]);
const actions = new Set(["URI", "GoTo"]);

/** No value is larger than PDF/A lets it be (ISO 19005-2, 6.1.13), and nothing barred stands in the file. */
function valueFaults(pdf: PdfObjects): string[] {
  const faults = new Set<string>();
  const visit = (value: PdfValue, object: number): void => {
    if (value instanceof PdfString && value.bytes.length > 32_767) faults.add(`object ${object} has a string of ${value.bytes.length} bytes`);
    else if (typeof value === "number" && Math.abs(value) > 2_147_483_647) faults.add(`object ${object} has the number ${value}`);
    else if (Array.isArray(value)) for (const part of value as PdfValue[]) visit(part, object);
    else if (value instanceof PdfDictionary) {
      for (const [key, part] of value.entries) {
        if (barredKeys.has(key) || key.length > 127) faults.add(`object ${object} has ${key}`);
        if (key === "Filter" && !filters.has(nameOf(part) ?? "")) faults.add(`object ${object} has an unexpected filter`);
        if (key === "A" && value.entries.has("Rect") && !actions.has(nameOf(pdf.get(part, "S")) ?? "")) faults.add(`object ${object} has an action that is barred`);
        visit(part, object);
      }
    }
  };
  for (const number of pdf.numbers) visit(pdf.resolve(new PdfReference(number)), number);
  return [...faults];
}

function imageFaults(pdf: PdfObjects): string[] {
  const faults: string[] = [];
  for (const number of pdf.numbers) {
    const image = pdf.resolve(new PdfReference(number));
    if (!(image instanceof PdfStream) || nameOf(pdf.get(image, "Subtype")) !== "Image") continue;
    const bits = pdf.get(image, "BitsPerComponent");
    const isJpeg = nameOf(pdf.get(image, "Filter")) === "DCTDecode";
    if (typeof bits !== "number" || !(isJpeg ? [8] : [1, 2, 4, 8, 16]).includes(bits)) faults.push(`image ${number} has samples of a size that it may not have`);
    if (pdf.get(image, "Interpolate") === true) faults.push(`image ${number} is interpolated`);
    const space = pdf.get(image, "ColorSpace");
    if (!Array.isArray(space)) {
      if (!["DeviceRGB", "DeviceGray"].includes(nameOf(space) ?? "")) faults.push(`image ${number} has an unexpected colour space`);
      continue;
    }
    const [, , highest, colours] = (space as PdfValue[]).map((part) => pdf.resolve(part));
    if (!(colours instanceof PdfString) || typeof highest !== "number" || highest < 0 || highest >= 2 ** Number(bits) || colours.bytes.length !== 3 * (highest + 1)) faults.push(`image ${number} has a palette of the wrong length`);
  }
  return faults;
}

// ---------------------------------------------------------------- fonts

function fontFaults(pdf: PdfObjects): string[] {
  const faults: string[] = [];
  for (const number of pdf.numbers) {
    const object = pdf.resolve(new PdfReference(number));
    if (!(object instanceof PdfDictionary)) continue;
    const type = nameOf(pdf.get(object, "Type"));
    if (type === "FontDescriptor") {
      if (!["FontFile", "FontFile2", "FontFile3"].some((key) => pdf.get(object, key) instanceof PdfStream)) faults.push(`font ${number} is not embedded`);
    }
    if (type === "Font" && nameOf(pdf.get(object, "Subtype")) === "Type0" && !(pdf.get(object, "ToUnicode") instanceof PdfStream)) faults.push(`font ${number} has no ToUnicode`);
    if (nameOf(pdf.get(object, "Subtype")) === "CIDFontType2") {
      if (nameOf(pdf.get(object, "CIDToGIDMap")) !== "Identity") faults.push(`font ${number} has no map of its glyphs`);
      faults.push(...widthFaults(pdf, object).map((fault) => `font ${number}: ${fault}`));
    }
    if (type === "Font" && nameOf(pdf.get(object, "Subtype")) === "Type1") faults.push(`font ${number} is one of the standard 14`);
  }
  return faults;
}

/** The widths of the font dictionary are those of the font program (TrueType: head, hhea, hmtx); .notdef is never shown. */
function widthFaults(pdf: PdfObjects, font: PdfDictionary): string[] {
  const file = pdf.get(pdf.get(font, "FontDescriptor"), "FontFile2");
  if (!(file instanceof PdfStream)) return [];
  const program = Buffer.from(pdf.data(file));
  const table = (tag: string) => {
    for (let at = 12; at < 12 + program.readUInt16BE(4) * 16; at += 16) if (program.toString("latin1", at, at + 4) === tag) return program.readUInt32BE(at + 8);
    return 0;
  };
  const scale = 1000 / program.readUInt16BE(table("head") + 18);
  const measured = program.readUInt16BE(table("hhea") + 34);
  const advances = table("hmtx");
  const [, widths] = pdf.get(font, "W") as PdfValue[];
  const faults: string[] = [];
  (pdf.resolve(widths) as number[]).forEach((width, glyph) => {
    const own = program.readUInt16BE(advances + 4 * Math.min(glyph, measured - 1)) * scale;
    if (glyph > 0 && Math.abs(own - width) > 1) faults.push(`glyph ${glyph} is ${own} wide, not ${width}`);
  });
  return faults;
}

/** Every code that is shown has a character in its font's ToUnicode, and none of those that PDF/A bars. */
function letterFaults(pdf: PdfObjects): string[] {
  const faults = new Set<string>();
  const maps = new Map<PdfValue, Map<number, string>>();
  for (const page of pdf.pages()) {
    const fonts = pdf.get(pdf.get(page, "Resources"), "Font");
    const parser = new PdfParser(pdf.content(page));
    let current = new Map<number, string>();
    let name = "";
    for (let operation = parser.operation(); operation; operation = parser.operation()) {
      const { operator, operands } = operation;
      if (operator === "Tf") {
        name = nameOf(operands[0]) ?? "";
        const font = pdf.get(fonts, name);
        current = maps.get(font) ?? characterMap(pdf, font);
        maps.set(font, current);
      }
      if (operator !== "TJ" && operator !== "Tj") continue;
      for (const part of Array.isArray(operands[0]) ? (operands[0] as PdfValue[]) : [operands[0]]) {
        if (!(part instanceof PdfString)) continue;
        for (let at = 0; at + 1 < part.bytes.length; at += 2) {
          const code = (part.bytes.charCodeAt(at) << 8) | part.bytes.charCodeAt(at + 1);
          const characters = current.get(code) ?? "";
          if (characters === "") faults.add(`glyph ${code} of ${name} has no character`);
          if (/[\0\ufeff\ufffe]|\p{Co}/u.test(characters)) faults.add(`glyph ${code} of ${name} stands for a character that is barred`);
          if (code === 0) faults.add(`${name} shows .notdef`);
        }
      }
    }
  }
  return [...faults];
}

/** The characters of a font's codes, from the ranges that pdfkit writes. */
function characterMap(pdf: PdfObjects, font: PdfValue): Map<number, string> {
  const map = new Map<number, string>();
  const stream = pdf.get(font, "ToUnicode");
  if (!(stream instanceof PdfStream)) return map;
  const source = Buffer.from(pdf.data(stream)).toString("latin1");
  for (const [, from, , entries] of source.matchAll(/<([\da-f]{4})> <([\da-f]{4})> \[([^\]]*)\]/gi)) {
    [...(entries ?? "").matchAll(/<([^>]*)>/g)].forEach(([, hex], index) => {
      map.set(Number.parseInt(from ?? "0", 16) + index, (hex ?? "").split(/\s+/).filter(Boolean).map((unit) => String.fromCharCode(Number.parseInt(unit, 16))).join(""));
    });
  }
  return map;
}

// ---------------------------------------------------------------- content

/** Every operator that our pages use. */
const operators = new Set("BDC EMC BT ET Td Tf TJ Tc rg RG w J d m l re f S q Q cm Do".split(" "));

const painting = new Set(["Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh", "BI"]);

/** The MCIDs of a page in the order in which they are painted. */
function markedOn(pdf: PdfObjects, page: PdfReference): number[] {
  const found: number[] = [];
  for (const match of pdf.content(page).matchAll(/\/MCID (\d+)/g)) found.push(Number(match[1]));
  return found;
}

function contentFaults(pdf: PdfObjects): string[] {
  const faults: string[] = [];
  pdf.pages().forEach((page, index) => {
    const parser = new PdfParser(pdf.content(page));
    const stack: ("artifact" | "content" | "other")[] = [];
    let saved = 0;
    let inText = false;
    const say = (fault: string) => faults.push(`page ${index + 1}: ${fault}`);
    for (let operation = parser.operation(); operation; operation = parser.operation()) {
      const { operator, operands } = operation;
      if (!operators.has(operator)) say(`unexpected operator ${operator}`);
      if (operator === "q") saved++;
      if (operator === "Q" && --saved < 0) say("Q without q");
      if (operator === "BT" && inText) say("BT inside BT");
      if (operator === "BT") inText = true;
      if (operator === "ET") inText = false;
      if (operator === "BMC" || operator === "BDC") {
        const marked = operands[1] instanceof PdfDictionary && operands[1].entries.has("MCID");
        const kind = nameOf(operands[0]) === "Artifact" ? "artifact" : marked ? "content" : "other";
        if (kind !== "other" && stack.length > 0) say("marked content inside marked content");
        stack.push(kind);
      }
      if (operator === "EMC" && stack.pop() === undefined) say("EMC without BDC");
      if (painting.has(operator) && !stack.some((kind) => kind !== "other")) say(`${operator} outside marked content`);
    }
    if (stack.length > 0 || saved !== 0 || inText) say("marked content, state or text is left open");
  });
  return faults;
}

/** Every MCID of every page leads through the parent tree to an element that has that content on that page. */
function parentTreeFaults(pdf: PdfObjects): string[] {
  const faults: string[] = [];
  const tree = numberTree(pdf, pdf.get(pdf.get(pdf.catalog, "StructTreeRoot"), "ParentTree"));
  const reachable = new Set(elements(pdf).map(({ dictionary }) => dictionary));
  pdf.pages().forEach((page, index) => {
    const key = pdf.get(page, "StructParents");
    const marked = markedOn(pdf, page);
    if (new Set(marked).size !== marked.length) faults.push(`page ${index + 1}: an MCID is used twice`);
    if (typeof key !== "number") {
      if (marked.length > 0) faults.push(`page ${index + 1} has no StructParents`);
      return;
    }
    const owners = pdf.resolve(tree.get(key));
    if (!Array.isArray(owners) || owners.length !== marked.length) {
      faults.push(`page ${index + 1}: ${marked.length} marked contents, ${Array.isArray(owners) ? owners.length : "no"} entries in the parent tree`);
      return;
    }
    for (const mcid of marked) {
      const element = pdf.resolve((owners as PdfValue[])[mcid]);
      if (!(element instanceof PdfDictionary) || !reachable.has(element)) faults.push(`page ${index + 1}: MCID ${mcid} belongs to no element of the tree`);
      else if (!hasContent(pdf, element, page, mcid)) faults.push(`page ${index + 1}: MCID ${mcid} is not among its element's kids on that page`);
    }
  });
  return faults;
}

function hasContent(pdf: PdfObjects, element: PdfDictionary, page: PdfReference, mcid: number): boolean {
  const own = element.entries.get("Pg");
  return kidsOf(pdf, element).some((kid) => {
    if (typeof kid === "number") return kid === mcid && own instanceof PdfReference && own.number === page.number;
    const resolved = pdf.resolve(kid);
    if (!(resolved instanceof PdfDictionary) || nameOf(pdf.get(resolved, "Type")) !== "MCR") return false;
    const pg = resolved.entries.get("Pg") ?? own;
    return pdf.get(resolved, "MCID") === mcid && pg instanceof PdfReference && pg.number === page.number;
  });
}

function kidsOf(pdf: PdfObjects, element: PdfDictionary): PdfValue[] {
  const kids = element.entries.get("K");
  if (kids === undefined) return [];
  const resolved = pdf.resolve(kids);
  return Array.isArray(resolved) ? [...(resolved as PdfValue[])] : [kids];
}

function numberTree(pdf: PdfObjects, node: PdfValue): Map<number, PdfValue> {
  const found = new Map<number, PdfValue>();
  const visit = (part: PdfValue) => {
    const nums = pdf.get(part, "Nums");
    if (Array.isArray(nums)) for (let index = 0; index + 1 < nums.length; index += 2) found.set(nums[index] as number, nums[index + 1] as PdfValue);
    const kids = pdf.get(part, "Kids");
    if (Array.isArray(kids)) for (const kid of kids as PdfValue[]) visit(kid);
  };
  visit(node);
  return found;
}

// ---------------------------------------------------------------- links

function linkFaults(pdf: PdfObjects): string[] {
  const faults: string[] = [];
  const tree = numberTree(pdf, pdf.get(pdf.get(pdf.catalog, "StructTreeRoot"), "ParentTree"));
  pdf.pages().forEach((page, index) => {
    const annotations = pdf.get(page, "Annots");
    if (!Array.isArray(annotations)) return;
    for (const reference of annotations as PdfValue[]) {
      const annotation = pdf.resolve(reference);
      const say = (fault: string) => faults.push(`page ${index + 1}: a link ${fault}`);
      if (nameOf(pdf.get(annotation, "Subtype")) !== "Link") continue;
      const contents = pdf.get(annotation, "Contents");
      if (!(contents instanceof PdfString) || contents.text.trim() === "") say("has no Contents");
      if (pdf.get(annotation, "F") !== 4) say("is not marked to be printed");
      const key = pdf.get(annotation, "StructParent");
      const element = typeof key === "number" ? pdf.resolve(tree.get(key)) : null;
      if (!(element instanceof PdfDictionary)) {
        say("has no element");
        continue;
      }
      if (nameOf(pdf.get(element, "S")) !== "Link") say("belongs to an element that is no Link");
      const refers = kidsOf(pdf, element).some((kid) => {
        const object = pdf.resolve(kid);
        const target = object instanceof PdfDictionary ? object.entries.get("Obj") : undefined;
        return target instanceof PdfReference && reference instanceof PdfReference && target.number === reference.number;
      });
      if (!refers) say("is not referred to by its element");
    }
  });
  return faults;
}

/** Named destinations and the names of notes stand in the order of their bytes. */
function nameFaults(pdf: PdfObjects): string[] {
  const trees: readonly (readonly [string, PdfValue])[] = [
    ["named destinations", pdf.get(pdf.get(pdf.catalog, "Names"), "Dests")],
    ["names of elements", pdf.get(pdf.get(pdf.catalog, "StructTreeRoot"), "IDTree")],
  ];
  return trees.flatMap(([what, tree]) => {
    const names = pdf.get(tree, "Names");
    if (!Array.isArray(names)) return [];
    const keys = (names as PdfValue[]).filter((_, index) => index % 2 === 0).map((key) => (key instanceof PdfString ? key.bytes : ""));
    return keys.every((key, index) => index === 0 || (keys[index - 1] as string) < key) ? [] : [`${what} are not sorted`];
  });
}

/** Every entry of the outline has a title and leads somewhere. */
function outlineFaults(pdf: PdfObjects): string[] {
  const faults: string[] = [];
  const visit = (first: PdfValue) => {
    for (let entry = first; entry instanceof PdfDictionary; entry = pdf.get(entry, "Next")) {
      const title = pdf.get(entry, "Title");
      if (!(title instanceof PdfString) || title.text.trim() === "") faults.push("an entry of the outline has no title");
      if (!entry.entries.has("Dest")) faults.push("an entry of the outline leads nowhere");
      visit(pdf.get(entry, "First"));
    }
  };
  visit(pdf.get(pdf.get(pdf.catalog, "Outlines"), "First"));
  return faults;
}

// ---------------------------------------------------------------- structure

export interface StructureElement {
  readonly role: string;
  readonly parent: string;
  readonly depth: number;
  readonly dictionary: PdfDictionary;
  readonly children: readonly string[];
}

/** The elements of the structure tree in reading order. */
export function structure(bytes: Uint8Array): StructureElement[] {
  return elements(new PdfObjects(bytes));
}

function elements(pdf: PdfObjects): StructureElement[] {
  const found: StructureElement[] = [];
  const visit = (value: PdfValue, parent: string, depth: number) => {
    const dictionary = pdf.resolve(value);
    if (!(dictionary instanceof PdfDictionary)) return;
    const role = nameOf(pdf.get(dictionary, "S"));
    if (role === null) return;
    const kids = kidsOf(pdf, dictionary);
    const children = kids.flatMap((kid) => nameOf(pdf.get(kid, "S")) ?? []);
    found.push({ role, parent, depth, dictionary, children });
    for (const kid of kids) visit(kid, role, depth + 1);
  };
  const root = pdf.get(pdf.catalog, "StructTreeRoot");
  if (root instanceof PdfDictionary) for (const kid of kidsOf(pdf, root)) visit(kid, "StructTreeRoot", 0);
  return found;
}

/** For roles that may stand in some places only (ISO 32000-1, 14.8.4). */
const parentsOf: { readonly [role: string]: readonly string[] } = {
  Document: ["StructTreeRoot"],
  LI: ["L"],
  Lbl: ["LI", "Note", "TOCI"],
  LBody: ["LI"],
  TR: ["Table", "THead", "TBody"],
  TH: ["TR"],
  TD: ["TR"],
  THead: ["Table"],
  TBody: ["Table"],
  Caption: ["Table", "Figure", "L"],
  TOCI: ["TOC"],
  Table: ["Document", "Sect", "TD", "TH", "LBody", "BlockQuote"],
  L: ["Document", "Sect", "TD", "TH", "LBody", "BlockQuote"],
};

const childrenOf: { readonly [role: string]: readonly string[] } = {
  L: ["LI", "Caption"],
  LI: ["Lbl", "LBody"],
  Table: ["Caption", "THead", "TBody", "TR"],
  THead: ["TR"],
  TBody: ["TR"],
  TR: ["TH", "TD"],
  TOC: ["TOCI"],
};

/** Roles that say something only of what is in them; cells, labels and bodies of items may be empty. */
const neverEmpty = /^(?:H[1-6]|P|Sect|BlockQuote|L|LI|Table|TBody|THead|TOC|TOCI|Reference|Link|Note|Caption|Figure)$/;

const standardRoles = new Set(
  "Document Part Sect Div BlockQuote P H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table Caption THead TBody TR TH TD TOC TOCI Reference Link Note Figure Span".split(" "),
);

function structureFaults(pdf: PdfObjects): string[] {
  const faults: string[] = [];
  const all = elements(pdf);
  const ids = new Set<string>();
  let heading = 0;
  for (const { role, parent, children, dictionary } of all) {
    if (!standardRoles.has(role)) faults.push(`${role} is no standard role`);
    if (parentsOf[role] && !parentsOf[role].includes(parent)) faults.push(`${role} inside ${parent}`);
    for (const child of children) if (childrenOf[role] && !childrenOf[role].includes(child)) faults.push(`${child} as child of ${role}`);
    const level = /^H([1-6])$/.exec(role)?.[1];
    if (level) {
      if (Number(level) > heading + 1) faults.push(`H${level} after ${heading === 0 ? "no heading" : `H${heading}`}`);
      heading = Number(level);
    }
    const alt = pdf.get(dictionary, "Alt");
    if (role === "Figure" && !(alt instanceof PdfString && alt.text.trim() !== "")) faults.push("Figure without Alt");
    if (role === "Figure" && attribute(pdf, dictionary, "BBox") === null) faults.push("Figure without BBox");
    if (neverEmpty.test(role) && kidsOf(pdf, dictionary).length === 0) faults.push(`${role} without content`);
    if (role === "Link" && !kidsOf(pdf, dictionary).some((kid) => nameOf(pdf.get(kid, "Type")) === "OBJR")) faults.push("Link without its annotation");
    if (role === "Table" && children.includes("THead") && (!children.includes("TBody") || children.indexOf("THead") !== children.lastIndexOf("THead"))) faults.push("THead without TBody, or two of them");
    if (role === "TH" && attribute(pdf, dictionary, "Scope") === null) faults.push("TH without Scope");
    if (role === "Note") {
      const id = pdf.get(dictionary, "ID");
      if (!(id instanceof PdfString)) faults.push("Note without ID");
      else if (ids.has(id.bytes)) faults.push("two Notes of one ID");
      else ids.add(id.bytes);
    }
    if (role === "Table") faults.push(...tableFaults(pdf, dictionary));
  }
  return faults;
}

function attribute(pdf: PdfObjects, element: PdfDictionary, key: string): PdfValue {
  return pdf.get(pdf.get(element, "A"), key);
}

/** Every row covers the same columns, spans counted. */
function tableFaults(pdf: PdfObjects, table: PdfDictionary): string[] {
  const rows: PdfDictionary[] = [];
  const visit = (element: PdfDictionary) => {
    for (const kid of kidsOf(pdf, element)) {
      const child = pdf.resolve(kid);
      const role = nameOf(pdf.get(child, "S"));
      if (!(child instanceof PdfDictionary)) continue;
      if (role === "TR") rows.push(child);
      else if (role === "THead" || role === "TBody") visit(child);
    }
  };
  visit(table);
  const covered: number[] = rows.map(() => 0);
  rows.forEach((row, index) => {
    for (const kid of kidsOf(pdf, row)) {
      const cell = pdf.resolve(kid) as PdfDictionary;
      const colSpan = attribute(pdf, cell, "ColSpan");
      const rowSpan = attribute(pdf, cell, "RowSpan");
      for (let down = 0; down < (typeof rowSpan === "number" ? rowSpan : 1); down++) {
        covered[index + down] = (covered[index + down] ?? 0) + (typeof colSpan === "number" ? colSpan : 1);
      }
    }
  });
  return covered.length === rows.length && covered.every((columns) => columns === covered[0]) ? [] : [`a table's rows have ${covered.join(", ")} columns`];
}

// ---------------------------------------------------------------- reading as a reader does

export interface ReadPage {
  readonly width: number;
  readonly height: number;
  readonly items: readonly TextItem[];
  /** Text in lines from the top, runs of one line joined by a space where there is one between them. */
  readonly lines: readonly string[];
  readonly links: readonly { readonly url: string | null; readonly dest: unknown; readonly rect: readonly number[] }[];
}

/** A run of text with its baseline's start, from the page's lower left corner. */
export interface TextItem {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
}

export interface ReadPdf {
  readonly pages: readonly ReadPage[];
  readonly outline: readonly OutlineEntry[];
  readonly labels: readonly string[] | null;
  /** Page index of a named destination. */
  readonly destinations: ReadonlyMap<string, number>;
  readonly info: { readonly [key: string]: unknown };
  readonly language: string | null;
  /** Whether pdf.js finds a structure tree on every page. */
  readonly tagged: boolean;
}

export interface OutlineEntry {
  readonly title: string;
  readonly page: number;
  readonly items: readonly OutlineEntry[];
}

/** Reads a PDF with pdf.js. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const task = getDocument({ data: new Uint8Array(bytes), disableFontFace: true, useSystemFonts: false, verbosity: 0 });
  const pdf = await task.promise;
  const pages: ReadPage[] = [];
  let tagged = true;
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    const runs = items.flatMap((item): TextItem[] => {
      if (!("str" in item) || item.str === "") return [];
      const transform = item.transform as number[];
      return [{ text: item.str, x: transform[4] ?? 0, y: transform[5] ?? 0, width: item.width, size: Math.hypot(transform[2] ?? 0, transform[3] ?? 0) }];
    });
    const annotations = (await page.getAnnotations()) as { subtype: string; url?: string; dest?: unknown; rect: number[] }[];
    if ((await page.getStructTree()) === null) tagged = false;
    pages.push({
      width: page.view[2] ?? 0,
      height: page.view[3] ?? 0,
      items: runs,
      lines: joinLines(runs),
      links: annotations.filter((annotation) => annotation.subtype === "Link").map(({ url, dest, rect }) => ({ url: url ?? null, dest: dest ?? null, rect })),
    });
    page.cleanup();
  }
  const destinations = new Map<string, number>();
  for (const [name, target] of (await pdf.getDestinations()) as unknown as Map<string, unknown[]>) {
    destinations.set(name, await pdf.getPageIndex(target[0] as Parameters<typeof pdf.getPageIndex>[0]));
  }
  const metadata = await pdf.getMetadata();
  const info = metadata.info as { [key: string]: unknown };
  const read: ReadPdf = {
    pages,
    outline: await readOutline((await pdf.getOutline()) ?? []),
    labels: await pdf.getPageLabels(),
    destinations,
    info,
    language: typeof info["Language"] === "string" ? info["Language"] : null,
    tagged,
  };
  await task.destroy();
  return read;

  async function readOutline(nodes: Awaited<ReturnType<typeof pdf.getOutline>>): Promise<OutlineEntry[]> {
    const entries: OutlineEntry[] = [];
    for (const node of nodes) {
      const target = Array.isArray(node.dest) ? node.dest[0] : null;
      entries.push({ title: node.title, page: target ? await pdf.getPageIndex(target) : -1, items: await readOutline(node.items) });
    }
    return entries;
  }
}

function joinLines(items: readonly TextItem[]): string[] {
  const rows: { y: number; size: number; items: TextItem[] }[] = [];
  for (const item of items) {
    const row = rows.find((candidate) => Math.abs(candidate.y - item.y) < Math.max(item.size, candidate.size) * 0.45);
    if (row) row.items.push(item);
    else rows.push({ y: item.y, size: item.size, items: [item] });
  }
  rows.sort((a, b) => b.y - a.y);
  return rows.map((row) => {
    const sorted = [...row.items].sort((a, b) => a.x - b.x);
    let line = "";
    let end = Number.NaN;
    for (const item of sorted) {
      if (line !== "" && item.x - end > item.size * 0.12 && !line.endsWith(" ") && !item.text.startsWith(" ")) line += " ";
      line += item.text;
      end = item.x + item.width;
    }
    return line.trim();
  });
}

// ---------------------------------------------------------------- tools

/** Whether a program can be started here; says so once where it cannot. */
export function hasTool(name: string, argument = "--version"): boolean {
  const found = spawnSync(name, [argument], { stdio: "ignore" }).error === undefined;
  if (!found) console.warn(`skipped: ${name} is not installed`);
  return found;
}

/** Runs a program over a PDF ("{}" stands for its path) and returns what it says. */
export function runOverPdf(bytes: Uint8Array, name: string, args: readonly string[]): { readonly status: number; readonly output: string } {
  const folder = mkdtempSync(join(tmpdir(), "pdf-checks-"));
  try {
    const path = join(folder, "file.pdf");
    writeFileSync(path, bytes);
    const result = spawnSync(name, args.map((argument) => (argument === "{}" ? path : argument)), { encoding: "utf8", maxBuffer: 1e9 });
    return { status: result.status ?? -1, output: `${result.stdout}${result.stderr}` };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
