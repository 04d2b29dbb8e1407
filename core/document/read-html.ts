/**
 * HTML → blocks. Only what the vocabulary names goes on; all else is refused with its place or, in healing mode,
 * mended and reported. No author's HTML ever reaches a page: writers see the AST alone.
 */
import { type DefaultTreeAdapterTypes, parseFragment } from "parse5";
import { AppError, type Notice, notice } from "../errors.ts";
import type { Block, Heading, Inline, ListItem, RunningLine, Table, TableCell, TableRow } from "./document.ts";
import { joinTexts, tidyInlines } from "./inlines.ts";
import { richText, templateHtml, type Vocabulary } from "./vocabulary.ts";

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

/** How foreign HTML is met: refused with an AppError, or mended with a notice for each thing. */
export interface Healing {
  readonly notices: Notice[];
}

interface Context {
  readonly vocabulary: Vocabulary;
  /** Name of the text for messages: a section's heading or a template's file. */
  readonly where: string;
  readonly healing: Healing | null;
  /** Added to heading levels: 0 in a template, 2 in rich text, whose h1 stands below item and section. */
  readonly deeper: number;
  readonly paragraphStyle: string;
  /** Where pictures go that stand inside a line; null where there is no room for them. */
  readonly lifted: Element[] | null;
}

/** What a template made: the blocks and the running lines. */
export interface ReadTemplate {
  readonly blocks: readonly Block[];
  readonly header: readonly RunningLine[];
  readonly footer: readonly RunningLine[];
  readonly firstHeader: readonly RunningLine[] | null;
  readonly firstFooter: readonly RunningLine[] | null;
}

/**
 * Reads a section's rich text. `where` names it in messages. Without `healing` anything foreign is refused
 * (`html.foreign`, `html.foreign-attribute`, `html.malformed`).
 */
export function readRichText(html: string, where: string, healing: Healing | null = null): Block[] {
  const context: Context = { vocabulary: richText, where, healing, deeper: 2, paragraphStyle: "body", lifted: null };
  return readBlocks(parse(html, context), context);
}

/** Reads inline rich text (a decision's wording, a remark). Block elements are refused, or in healing joined by a space. */
export function readInlineText(html: string, where: string, healing: Healing | null = null): Inline[] {
  const context: Context = { vocabulary: richText, where, healing, deeper: 2, paragraphStyle: "body", lifted: null };
  return tidyInlines(readInlines(parse(html, context), context));
}

/** Reads what a template rendered. `file` names it in messages. */
export function readTemplateHtml(html: string, file: string): ReadTemplate {
  const context: Context = { vocabulary: templateHtml, where: file, healing: null, deeper: 0, paragraphStyle: "body", lifted: null };
  const nodes = parse(html, context);
  const running = (tag: string, first: boolean) =>
    nodes.filter((node): node is Element => isElement(node) && node.tagName === tag && (attribute(node, "class") === "forside") === first);
  const lines = (elements: Element[]) => elements.flatMap((element) => readRunningLines(element, context));
  const firstHeader = running("header", true);
  const firstFooter = running("footer", true);
  return {
    blocks: readBlocks(nodes.filter((node) => !isElement(node) || (node.tagName !== "header" && node.tagName !== "footer")), context),
    header: lines(running("header", false)),
    footer: lines(running("footer", false)),
    firstHeader: firstHeader.length > 0 ? lines(firstHeader) : null,
    firstFooter: firstFooter.length > 0 ? lines(firstFooter) : null,
  };
}

// ---------------------------------------------------------------- parsing

/** Errors of the parser that change what was meant; the rest (a missing doctype and its kin) do not concern a fragment. */
const grave: ReadonlyMap<string, string> = new Map([
  ["eof-in-tag", "teksten slutter inde i et mærke"],
  ["eof-before-tag-name", "teksten slutter efter »<«"],
  ["missing-attribute-value", "en egenskab mangler sin værdi"],
  ["unexpected-character-in-attribute-name", "en egenskab har et ugyldigt navn"],
  ["invalid-first-character-of-tag-name", "»<« uden et mærkes navn; skriv &lt;"],
  ["duplicate-attribute", "en egenskab står to gange"],
  ["eof-in-comment", "en kommentar er ikke afsluttet"],
]);

function parse(html: string, context: Context): Node[] {
  const fragment = parseFragment(html, {
    sourceCodeLocationInfo: true,
    onParseError: (error) => {
      const reason = grave.get(error.code);
      if (reason !== undefined) mend(reason, `${context.where}, linje ${error.startLine}`, context);
    },
  });
  flattenDeep(fragment.childNodes, context);
  return fragment.childNodes;
}

/** Refuses what is malformed or, in healing, reports that it was mended. */
function mend(reason: string, where: string, context: Context): void {
  if (context.healing === null) throw new AppError("html.malformed", { where, reason });
  context.healing.notices.push(notice("html.healed", { what: reason, where }));
}

/** Elements inside one another: thirty lists in each other, and no more than a call stack and a page can hold. */
const deepest = 60;

/** What stands deeper than anyone writes is refused; in healing its words stay. Works without calling itself. */
function flattenDeep(nodes: readonly Node[], context: Context): void {
  const waiting = nodes.map((node) => ({ node, depth: 1 }));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, depth } = next;
    if (!isElement(node)) continue;
    const inside = node.childNodes;
    if (depth === deepest && inside.some(isElement)) {
      mend(`mere end ${deepest} elementer inde i hinanden`, placeOf(node, context), context);
      node.childNodes = [{ nodeName: "#text", parentNode: node, value: wordsIn(inside) }];
      continue;
    }
    for (const child of inside) waiting.push({ node: child, depth: depth + 1 });
  }
}

/** The words inside some nodes, in their order. */
function wordsIn(nodes: readonly Node[]): string {
  const words: string[] = [];
  const waiting = nodes.toReversed();
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (isElement(node)) for (const child of node.childNodes.toReversed()) waiting.push(child);
    else if ("value" in node) words.push(node.value);
  }
  return words.join(" ");
}

function isElement(node: Node): node is Element {
  return "tagName" in node;
}

function attribute(element: Element, name: string): string | null {
  return element.attrs.find((attr) => attr.name === name)?.value ?? null;
}

function placeOf(element: Element, context: Context): string {
  const line = element.sourceCodeLocation?.startLine;
  return line === undefined ? context.where : `${context.where}, linje ${line}`;
}

/** True where the element may be used; refuses or reports otherwise. */
function allowed(element: Element, context: Context): boolean {
  const attributes = context.vocabulary.get(element.tagName);
  if (attributes === undefined) {
    if (context.healing === null) throw new AppError("html.foreign", { tag: element.tagName, where: placeOf(element, context) });
    context.healing.notices.push(notice("html.healed", { what: `<${element.tagName}>`, where: placeOf(element, context) }));
    return false;
  }
  const foreign = element.attrs.find((attr) => !attributes.includes(attr.name));
  if (foreign && context.healing === null) {
    throw new AppError("html.foreign-attribute", { tag: element.tagName, attribute: foreign.name, where: placeOf(element, context) });
  }
  return true;
}

// ---------------------------------------------------------------- blocks

const inlineTags = new Set(["strong", "em", "a", "footnote", "br", "span", "sidetal", "sideantal", "b", "i"]);
/** Foreign containers whose content is kept in healing, and foreign elements that go with their content. */
const dropped = new Set(["script", "style", "template", "iframe", "object", "embed", "noscript", "svg", "math", "head", "title", "meta", "link"]);

function readBlocks(nodes: readonly Node[], context: Context): Block[] {
  const blocks: Block[] = [];
  let loose: Node[] = [];
  const flush = () => {
    const { children, images } = readLine(loose, context);
    if (children.length > 0) blocks.push({ type: "paragraph", style: context.paragraphStyle, id: null, children });
    blocks.push(...images);
    loose = [];
  };
  for (const node of nodes) {
    if (!isElement(node) || inlineTags.has(node.tagName)) {
      loose.push(node);
      continue;
    }
    flush();
    blocks.push(...readBlock(node, context));
  }
  flush();
  return blocks;
}

function readBlock(element: Element, context: Context): Block[] {
  if (!allowed(element, context)) return dropped.has(element.tagName) ? [] : readBlocks(element.childNodes, context);
  switch (element.tagName) {
    case "p":
      return readParagraph(element, context);
    case "h1":
    case "h2":
    case "h3":
      return readHeading(element, context);
    case "ul":
    case "ol":
      return readList(element, context);
    case "table":
      return readTable(element, context);
    case "blockquote": {
      const children = readBlocks(element.childNodes, { ...context, paragraphStyle: "quote" });
      return children.length > 0 ? [{ type: "quote", children }] : [];
    }
    case "img":
      return readImage(element, context);
    case "hr":
      return [{ type: "page-break" }];
    case "section":
      return readSection(element, context);
    case "div":
      return readBlocks(element.childNodes, attribute(element, "class") === "rigtekst" ? { ...context, vocabulary: richText, deeper: 2 } : context);
    case "nav":
      return [{ type: "contents", style: attribute(element, "class") ?? "contents", entries: [] }];
    default:
      return misplaced(element, context);
  }
}

/** A table row outside a table, a list item outside a list: the content is kept in healing. */
function misplaced(element: Element, context: Context): Block[] {
  const where = placeOf(element, context);
  if (context.healing === null) throw new AppError("html.malformed", { where, reason: `<${element.tagName}> kan ikke stå her` });
  context.healing.notices.push(notice("html.healed", { what: `<${element.tagName}>`, where }));
  return readBlocks(element.childNodes, context);
}

/** A line's inlines, and the pictures inside it (as editors and Word make them), which stand on their own after it. */
function readLine(nodes: readonly Node[], context: Context): { children: Inline[]; images: Block[] } {
  const lifted: Element[] = [];
  const children = tidyInlines(readInlines(nodes, { ...context, lifted }));
  return { children, images: lifted.flatMap((image) => readImage(image, context)) };
}

function readParagraph(element: Element, context: Context): Block[] {
  const { children, images } = readLine(element.childNodes, context);
  if (children.length === 0) return images;
  return [{ type: "paragraph", style: attribute(element, "class") ?? context.paragraphStyle, id: attribute(element, "id"), children }, ...images];
}

function readHeading(element: Element, context: Context): Block[] {
  const { children, images } = readLine(element.childNodes, context);
  if (children.length === 0) return images;
  const level = (Number(element.tagName.slice(1)) + context.deeper) as Heading["level"];
  return [{
    type: "heading",
    level,
    style: attribute(element, "class") ?? `heading-${level}`,
    id: attribute(element, "id"),
    entry: attribute(element, "data-indgang"),
    listed: context.deeper === 0 && level === 1 && attribute(element, "data-skjult") === null,
    children,
  }, ...images];
}

function readList(element: Element, context: Context): Block[] {
  const items: ListItem[] = [];
  for (const node of element.childNodes) {
    if (!isElement(node)) {
      const children = readBlocks([node], context);
      if (children.length > 0) items.push({ children });
      continue;
    }
    if (node.tagName === "li") {
      allowed(node, context);
      const children = readBlocks(node.childNodes, context);
      if (children.length > 0) items.push({ children });
      continue;
    }
    // A list straight inside a list (Word on the web, old editors) belongs to the item before it.
    const children = [...(items.pop()?.children ?? []), ...readBlock(node, context)];
    if (children.length > 0) items.push({ children });
  }
  if (items.length === 0) return [];
  const ordered = element.tagName === "ol";
  const type = attribute(element, "type")?.toLowerCase();
  const marker = !ordered ? null : type === "a" ? "a" : type === "i" ? "i" : "1";
  return [{ type: "list", ordered, marker, start: positive(attribute(element, "start")), items }];
}

function readTable(element: Element, context: Context): Block[] {
  const rows: TableRow[] = [];
  let headerRows = 0;
  let caption: Inline[] = [];
  let widths: number[] | null = null;
  for (const part of element.childNodes) {
    if (!isElement(part)) {
      if (!isBlank(part)) misplacedText(part, context);
      continue;
    }
    allowed(part, context);
    switch (part.tagName) {
      case "caption":
        caption = tidyInlines(readInlines(part.childNodes, context));
        break;
      case "colgroup":
        widths = readWidths(part);
        break;
      case "thead":
        rows.push(...readRows(part, true, context));
        headerRows = rows.length;
        break;
      default:
        rows.push(...readRows(part, false, context));
    }
  }
  if (rows.length === 0) return [];
  const table: Table = { type: "table", style: attribute(element, "class") ?? "table", widths, headerRows, caption, rows };
  if (columnsOf(rows) <= mostColumns) return [table];
  mend(`en tabel med mere end ${mostColumns} spalter`, placeOf(element, context), context);
  return rows.flatMap((row) => row.cells.flatMap((cell) => cell.children));
}

/** As many as Word can hold. A wider table is no table in healing: its cells stand below one another. */
const mostColumns = 63;

/** Columns of the widest row, with what reaches down into it. */
function columnsOf(rows: readonly TableRow[]): number {
  let widest = 0;
  let reaching: { columns: number; rows: number }[] = [];
  for (const { cells } of rows) {
    const all = [...reaching, ...cells.map((cell) => ({ columns: cell.colSpan, rows: cell.rowSpan }))];
    widest = Math.max(widest, all.reduce((sum, { columns }) => sum + columns, 0));
    reaching = all.flatMap((one) => (one.rows > 1 ? [{ ...one, rows: one.rows - 1 }] : []));
  }
  return widest;
}

function misplacedText(node: Node, context: Context): void {
  if (context.healing !== null || !("value" in node)) return;
  throw new AppError("html.malformed", { where: context.where, reason: "tekst uden for tabellens celler" });
}

function readRows(part: Element, header: boolean, context: Context): TableRow[] {
  return part.childNodes
    .filter((node): node is Element => isElement(node) && node.tagName === "tr")
    .map((row) => ({
      cells: row.childNodes
        .filter((node): node is Element => isElement(node) && allowed(node, context))
        .map((cell) => readCell(cell, header, context)),
    }))
    .filter((row) => row.cells.length > 0);
}

function readCell(cell: Element, inHeader: boolean, context: Context): TableCell {
  const align = attribute(cell, "align");
  const scope = attribute(cell, "scope");
  const header = cell.tagName !== "th" ? null : scope === "row" ? "row" : scope === "col" || inHeader ? "column" : "row";
  return {
    header: inHeader && header === null ? "column" : header,
    colSpan: positive(attribute(cell, "colspan")),
    rowSpan: positive(attribute(cell, "rowspan")),
    align: align === "right" ? "right" : align === "center" ? "centre" : align === "left" ? "left" : null,
    children: readBlocks(cell.childNodes, { ...context, paragraphStyle: "body" }),
  };
}

function readWidths(group: Element): number[] | null {
  const shares = group.childNodes
    .filter((node): node is Element => isElement(node) && node.tagName === "col")
    .map((col) => Number.parseFloat(attribute(col, "width") ?? ""));
  const sum = shares.reduce((total, share) => total + share, 0);
  return shares.length > 0 && Number.isFinite(sum) && sum > 0 ? shares.map((share) => share / sum) : null;
}

function readImage(element: Element, context: Context): Block[] {
  if (!allowed(element, context)) return [];
  const source = attribute(element, "src") ?? "";
  const where = placeOf(element, context);
  if (!/^image:[0-9a-f]{64}$/.test(source)) {
    if (context.healing === null) throw new AppError("html.malformed", { where, reason: "et billede skal ligge i arbejdsfilen (image:…)" });
    context.healing.notices.push(notice("html.healed", { what: "<img>", where }));
    return [];
  }
  const share = /^(\d+(?:\.\d+)?)%$/.exec(attribute(element, "width") ?? "");
  const width = share ? Math.min(1, Math.max(0.01, Number(share[1]) / 100)) : null;
  return [{ type: "image", source: source.slice("image:".length), alt: attribute(element, "alt") ?? "", width }];
}

function readSection(element: Element, context: Context): Block[] {
  const children = readBlocks(element.childNodes, context);
  if (children.length === 0) return [];
  const name = attribute(element, "class");
  return [{ type: "group", role: name === "del" ? "part" : name === "samlet" ? "keep" : "section", children }];
}

// ---------------------------------------------------------------- running lines

function readRunningLines(element: Element, context: Context): RunningLine[] {
  return element.childNodes.filter(isElement).map((line) => {
    allowed(line, context);
    const part = (name: string) =>
      line.childNodes.filter((node) => isElement(node) && node.tagName === "span" && attribute(node, "class") === name);
    const centre = part("midt");
    const right = part("hoejre");
    const left = line.childNodes.filter((node) => !centre.includes(node) && !right.includes(node));
    const read = (nodes: readonly Node[]) => tidyInlines(readInlines(nodes, context));
    return { style: attribute(line, "class") ?? "running", left: read(left), centre: read(centre), right: read(right) };
  });
}

// ---------------------------------------------------------------- inlines

function readInlines(nodes: readonly Node[], context: Context): Inline[] {
  return joinTexts(nodes.flatMap((node) => readInline(node, context)));
}

/** Healed without a word, for every editor writes them. */
const oldNames: ReadonlyMap<string, string> = new Map([["b", "strong"], ["i", "em"]]);

function readInline(node: Node, context: Context): Inline[] {
  if (!isElement(node)) return "value" in node ? [{ type: "text", text: node.value }] : [];
  const tag = context.healing === null ? node.tagName : (oldNames.get(node.tagName) ?? node.tagName);
  if (tag === node.tagName && !allowed(node, context)) return dropped.has(node.tagName) ? [] : readInlines(node.childNodes, context);
  const children = () => readInlines(node.childNodes, context);
  switch (tag) {
    case "strong":
      return [{ type: "strong", children: children() }];
    case "em":
      return [{ type: "emphasis", children: children() }];
    case "a":
      return readLink(node, children(), context);
    case "footnote":
      return [{ type: "footnote", number: 0, children: tidyInlines(readInlines(node.childNodes, { ...context, lifted: null })) }];
    case "br":
      return [{ type: "line-break" }];
    case "span":
      return children();
    case "sidetal":
      return [{ type: "page-number" }];
    case "sideantal":
      return [{ type: "page-count" }];
    case "img":
      if (context.lifted === null) break;
      context.lifted.push(node);
      return [];
  }
  mend(`<${node.tagName}> kan ikke stå inde i en linje`, placeOf(node, context), context);
  return [{ type: "text", text: " " }, ...children(), { type: "text", text: " " }];
}

function readLink(element: Element, children: Inline[], context: Context): Inline[] {
  const href = (attribute(element, "href") ?? "").trim();
  if (isSafeAddress(href)) return [{ type: "link", href, children }];
  const where = placeOf(element, context);
  if (context.healing === null) throw new AppError("html.malformed", { where, reason: `linket »${href}« skal begynde med https:, http:, mailto: eller #` });
  context.healing.notices.push(notice("html.healed", { what: `linket »${href}«`, where }));
  return children;
}

/** Only addresses that can do no harm: web, mail, and anchors in the same document. */
export function isSafeAddress(href: string): boolean {
  return /^(https?:\/\/|mailto:|#)[^\s\u0000-\u001f]+$/i.test(href);
}

function isBlank(node: Node): boolean {
  return !("value" in node) || node.value.trim() === "";
}

function positive(value: string | null): number {
  const number = Number.parseInt(value ?? "1", 10);
  return Number.isFinite(number) && number > 0 ? Math.min(number, 10_000) : 1;
}
