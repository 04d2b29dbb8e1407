/**
 * HTML → blocks. Only what the vocabulary names goes on; all else is refused with its place or, in healing mode,
 * mended and reported. No author's HTML ever reaches a page: writers see the AST alone.
 */
import { type DefaultTreeAdapterTypes, parseFragment } from "parse5";
import { AppError, type Notice, notice } from "../errors.ts";
import type { Block, Heading, Inline, ListItem, RunningLine, TableCell, TableRow } from "./document.ts";
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
  const context: Context = { vocabulary: richText, where, healing, deeper: 2, paragraphStyle: "body" };
  return readBlocks(parse(html, context), context);
}

/** Reads inline rich text (a decision's wording, a remark). Block elements are refused, or in healing joined by a space. */
export function readInlineText(html: string, where: string, healing: Healing | null = null): Inline[] {
  const context: Context = { vocabulary: richText, where, healing, deeper: 2, paragraphStyle: "body" };
  return tidyInlines(readInlines(parse(html, context), context));
}

/** Reads what a template rendered. `file` names it in messages. */
export function readTemplateHtml(html: string, file: string): ReadTemplate {
  const context: Context = { vocabulary: templateHtml, where: file, healing: null, deeper: 0, paragraphStyle: "body" };
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
const grave = new Set(["eof-in-tag", "eof-before-tag-name", "missing-attribute-value", "unexpected-character-in-attribute-name", "invalid-first-character-of-tag-name", "duplicate-attribute", "eof-in-comment"]);

function parse(html: string, context: Context): Node[] {
  const fragment = parseFragment(html, {
    sourceCodeLocationInfo: true,
    onParseError: (error) => {
      if (!grave.has(error.code)) return;
      const where = `${context.where}, linje ${error.startLine}`;
      if (context.healing === null) throw new AppError("html.malformed", { where, reason: error.code });
      context.healing.notices.push(notice("html.healed", { what: error.code, where }));
    },
  });
  return fragment.childNodes;
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
  let loose: Inline[] = [];
  const flush = () => {
    const children = tidyInlines(loose);
    if (children.length > 0) blocks.push({ type: "paragraph", style: context.paragraphStyle, id: null, children });
    loose = [];
  };
  for (const node of nodes) {
    if (!isElement(node) || inlineTags.has(node.tagName)) {
      loose.push(...readInlines([node], context));
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

function readParagraph(element: Element, context: Context): Block[] {
  // A picture inside a paragraph (as editors make them) stands on its own.
  const images = element.childNodes.filter((node) => isElement(node) && node.tagName === "img");
  if (images.length > 0) {
    const others = element.childNodes.filter((node) => !images.includes(node));
    return [...readBlocks(others, context), ...images.flatMap((image) => readImage(image as Element, context))];
  }
  const children = tidyInlines(readInlines(element.childNodes, context));
  if (children.length === 0) return [];
  return [{ type: "paragraph", style: attribute(element, "class") ?? context.paragraphStyle, id: attribute(element, "id"), children }];
}

function readHeading(element: Element, context: Context): Block[] {
  const children = tidyInlines(readInlines(element.childNodes, context));
  if (children.length === 0) return [];
  const level = (Number(element.tagName.slice(1)) + context.deeper) as Heading["level"];
  return [{
    type: "heading",
    level,
    style: attribute(element, "class") ?? `heading-${level}`,
    id: attribute(element, "id"),
    entry: attribute(element, "data-indgang"),
    listed: context.deeper === 0 && level === 1 && attribute(element, "data-skjult") === null,
    children,
  }];
}

function readList(element: Element, context: Context): Block[] {
  const items: ListItem[] = [];
  for (const node of element.childNodes) {
    if (!isElement(node)) {
      if (isBlank(node)) continue;
      items.push({ children: readBlocks([node], context) });
      continue;
    }
    if (node.tagName === "li") {
      allowed(node, context);
      const children = readBlocks(node.childNodes, context);
      if (children.length > 0) items.push({ children });
      continue;
    }
    // A list straight inside a list (Word on the web, old editors) belongs to the item before it.
    const last = items.pop();
    items.push({ children: [...(last?.children ?? []), ...readBlock(node, context)] });
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
  return [{ type: "table", style: attribute(element, "class") ?? "table", widths, headerRows, caption, rows }];
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
  const role = { del: "part", samlet: "keep" }[attribute(element, "class") ?? ""] ?? "section";
  return [{ type: "group", role: role as "part" | "keep" | "section", children }];
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

function readInline(node: Node, context: Context): Inline[] {
  if (!isElement(node)) return "value" in node ? [{ type: "text", text: node.value }] : [];
  // The old names are healed without a word: every editor writes them.
  const tag = context.healing === null ? node.tagName : ({ b: "strong", i: "em" }[node.tagName] ?? node.tagName);
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
      return [{ type: "footnote", number: 0, children: tidyInlines(children()) }];
    case "br":
      return [{ type: "line-break" }];
    case "span":
      return children();
    case "sidetal":
      return [{ type: "page-number" }];
    case "sideantal":
      return [{ type: "page-count" }];
    default: {
      const where = placeOf(node, context);
      if (context.healing === null) throw new AppError("html.malformed", { where, reason: `<${node.tagName}> kan ikke stå inde i en linje` });
      return [{ type: "text", text: " " }, ...children(), { type: "text", text: " " }];
    }
  }
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
