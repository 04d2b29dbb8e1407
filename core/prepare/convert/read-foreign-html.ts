import { type DefaultTreeAdapterTypes, parse, serialize } from "parse5";
import type { Block, ImageBytes } from "../../document/document.ts";
import { readImageBytes } from "../../document/image-bytes.ts";
import { mapBlocks } from "../../document/passes/map-document.ts";
import { readRichText } from "../../document/read-html.ts";
import { endless, keptSpaces } from "./convert-text.ts";
import { drawAsPng } from "./draw-picture.ts";

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

/** Somebody else's HTML as blocks of the document. */
export interface ForeignHtml {
  readonly title: string;
  readonly blocks: readonly Block[];
  readonly images: ReadonlyMap<string, ImageBytes>;
  /** Names (`cid:…`) of the pictures that the text shows. */
  readonly shown: ReadonlySet<string>;
  /** Pictures that lie elsewhere and were not fetched. */
  readonly incomplete: boolean;
}

/** Bytes by the address that the text uses for them (`cid:…`). */
export type Enclosed = ReadonlyMap<string, Uint8Array>;

const mostPictures = 300;
/** Nesting as deep as the vocabulary's reader takes it; deeper elements give their words alone. */
const deepest = 50;

/**
 * Reads HTML from anywhere: words, headings, lists, tables, links and the pictures that it carries with it. Nothing is
 * fetched, nothing runs, and of its layout nothing is kept.
 */
export async function readForeignHtml(html: string, enclosed: Enclosed = new Map()): Promise<ForeignHtml> {
  const document = parse(html.replaceAll("\0", ""));
  const root = document.childNodes.find((node): node is Element => isElement(node) && node.tagName === "html");
  const head = root?.childNodes.find((node): node is Element => isElement(node) && node.tagName === "head");
  const body = root?.childNodes.find((node): node is Element => isElement(node) && node.tagName === "body");
  const title = head?.childNodes.find((node): node is Element => isElement(node) && node.tagName === "title");
  const collected: Collected = { wanted: new Map(), shown: new Set(), images: new Map(), enclosed, incomplete: false };
  const nodes = body === undefined ? [] : healed(body.childNodes, { depth: 0, inLine: false, preformatted: false }, collected);
  const unread = await readPictures(collected);
  const canonical = serialize(fragment(unread.size === 0 ? nodes : withoutPictures(nodes, unread)));
  const blocks = mapBlocks(readRichText(canonical, "filen", { notices: [] }), {
    // Rich text begins at the third level; a paper of its own begins at the first.
    block: (block) => (block.type === "heading" ? { ...block, level: Math.max(1, block.level - 2) as 1 | 2 | 3, style: `heading-${Math.max(1, block.level - 2)}`, listed: false } : block),
  });
  return { title: title === undefined ? "" : wordsOf(title).replace(/\s+/g, " ").trim(), blocks, images: collected.images, shown: collected.shown, incomplete: collected.incomplete };
}

// ---------------------------------------------------------------- healing

interface Place {
  readonly depth: number;
  /** Inside a paragraph, heading or the like, where no block may stand. */
  readonly inLine: boolean;
  readonly preformatted: boolean;
}

interface Collected {
  /** Key in the text → bytes of a picture to be read. */
  readonly wanted: Map<string, Uint8Array>;
  readonly shown: Set<string>;
  readonly images: Map<string, ImageBytes>;
  readonly enclosed: Enclosed;
  incomplete: boolean;
}

const dropped = new Set(["script", "style", "template", "iframe", "object", "embed", "noscript", "svg", "math", "head", "title", "meta", "link", "base", "audio", "video", "canvas", "input", "button", "select", "datalist", "textarea", "map", "frameset", "frame"]);
const kept = new Set(["p", "h1", "h2", "h3", "ul", "ol", "li", "table", "caption", "thead", "tbody", "tr", "th", "td", "blockquote", "strong", "em", "a", "br"]);
const renamed: ReadonlyMap<string, string> = new Map([["h4", "h3"], ["h5", "h3"], ["h6", "h3"], ["b", "strong"], ["i", "em"], ["tfoot", "tbody"], ["dt", "p"], ["figcaption", "p"], ["legend", "p"], ["summary", "p"], ["address", "p"], ["menu", "ul"], ["dir", "ul"]]);
const lines = new Set(["p", "h1", "h2", "h3", "caption"]);
/** Containers of blocks; whatever else is not known stands inside a line. */
const containers = new Set(["div", "section", "article", "main", "header", "footer", "nav", "aside", "center", "figure", "fieldset", "form", "details", "dl", "dd", "body", "html", "colgroup", "col"]);
const blockLike = new Set([...containers, ...kept, ...renamed.keys(), "hr", "pre"].filter((tag) => !["strong", "em", "a", "br", "b", "i"].includes(tag)));

function healed(nodes: readonly Node[], place: Place, collected: Collected): Node[] {
  return nodes.flatMap((node) => healedNode(node, place, collected));
}

function healedNode(node: Node, place: Place, collected: Collected): Node[] {
  if (!isElement(node)) return "value" in node && node.nodeName === "#text" ? healedText(node.value, place) : [];
  if (dropped.has(node.tagName) || hidden(node)) return [];
  if (place.depth >= deepest) return [text(wordsOf(node).replace(endless, "$& "))];
  const tag = renamed.get(node.tagName) ?? node.tagName;
  const deeper = { ...place, depth: place.depth + 1 };
  if (tag === "img") return picture(node, collected);
  if (tag === "pre" || tag === "xmp" || tag === "listing" || tag === "plaintext") return [element("p", healed(node.childNodes, { depth: deeper.depth, inLine: true, preformatted: true }, collected))];
  if (tag === "table") return healedTable(node, deeper, collected);
  if (!kept.has(tag)) return healedOther(node, deeper, collected);
  if (place.inLine && lines.has(tag)) return [...healed(node.childNodes, deeper, collected), element("br", [])];
  // A paragraph that holds blocks (as Word's and Outlook's HTML has it) is only a container.
  const line = lines.has(tag) && !node.childNodes.some(holdsBlocks);
  const children = healed(node.childNodes, { ...deeper, inLine: place.inLine || line }, collected);
  return lines.has(tag) && !line ? children : [element(tag, children, attributesOf(node, tag))];
}

function healedOther(node: Element, place: Place, collected: Collected): Node[] {
  const children = healed(node.childNodes, place, collected);
  if (containers.has(node.tagName)) return place.inLine ? [...children, text(" ")] : [element("div", children)];
  if (node.tagName === "hr") return [];
  return node.childNodes.some(holdsBlocks) ? children : [element("span", children)];
}

function holdsBlocks(node: Node): boolean {
  return isElement(node) && blockLike.has(node.tagName);
}

function healedText(value: string, { preformatted }: Place): Node[] {
  if (!preformatted) return [text(value.replace(endless, "$& "))];
  return value.replace(/\r\n?/g, "\n").split("\n").flatMap((line, index): Node[] => [...(index === 0 ? [] : [element("br", [])]), text(keptSpaces(line))]);
}

/** What its own writer hides (the preview line of a newsletter) is not shown. */
function hidden(node: Element): boolean {
  const style = attribute(node, "style") ?? "";
  return attribute(node, "hidden") !== null || /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)/i.test(style);
}

function attributesOf(node: Element, tag: string): Record<string, string> {
  const names = { a: ["href"], td: ["colspan", "rowspan", "align"], th: ["colspan", "rowspan", "scope", "align"], ol: ["type", "start"] }[tag] ?? [];
  return Object.fromEntries(names.flatMap((name) => {
    const value = attribute(node, name);
    // An address inside a page that is no more leads nowhere.
    return value === null || (name === "href" && !/^\s*(?:https?:\/\/|mailto:)/i.test(value)) ? [] : [[name, value.trim()]];
  }));
}

// ---------------------------------------------------------------- tables

/** Most tables of e-mails are scaffolding: one column, or tables inside tables. Their cells stand below one another. */
function healedTable(table: Element, place: Place, collected: Collected): Node[] {
  const rows = rowsOf(table);
  const cellsOf = (row: Element) => row.childNodes.filter((cell): cell is Element => isElement(cell) && (cell.tagName === "td" || cell.tagName === "th"));
  const columns = Math.max(0, ...rows.map((row) => cellsOf(row).length));
  const scaffold = columns <= 1 || attribute(table, "role") === "presentation" || rows.some((row) => cellsOf(row).some(holdsTable));
  if (scaffold || place.inLine) return rows.flatMap((row) => cellsOf(row).map((cell) => element("div", healed(cell.childNodes, place, collected))));
  const [first] = rows;
  const headed = !table.childNodes.some((part) => isElement(part) && part.tagName === "thead") && first !== undefined && rows.length > 1 && cellsOf(first).every((cell) => cell.tagName === "th");
  const written = (list: readonly Element[], inHead: boolean) => list.map((row) => element("tr", cellsOf(row).map((cell) => element(inHead ? "th" : cell.tagName, healed(cell.childNodes, place, collected), attributesOf(cell, cell.tagName)))));
  const inHead = (row: Element) => (row.parentNode !== null && "tagName" in row.parentNode && row.parentNode.tagName === "thead") || (headed && row === first);
  const head = rows.filter(inHead);
  const rest = rows.filter((row) => !inHead(row));
  const caption = table.childNodes.find((part): part is Element => isElement(part) && part.tagName === "caption");
  return [element("table", [
    ...(caption === undefined ? [] : [element("caption", healed(caption.childNodes, { ...place, inLine: true }, collected))]),
    ...(head.length === 0 ? [] : [element("thead", written(head, true))]),
    element("tbody", written(rest, false)),
  ])];
}

function rowsOf(table: Element): Element[] {
  return table.childNodes.filter(isElement).flatMap((part) => (part.tagName === "tr" ? [part] : /^t(?:head|body|foot)$/.test(part.tagName) ? part.childNodes.filter((row): row is Element => isElement(row) && row.tagName === "tr") : []));
}

function holdsTable(cell: Element): boolean {
  const waiting: Node[] = [...cell.childNodes];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (!isElement(node)) continue;
    if (node.tagName === "table") return true;
    waiting.push(...node.childNodes);
  }
  return false;
}

// ---------------------------------------------------------------- pictures

/** A picture that came with the text, or a word in its place. */
function picture(node: Element, collected: Collected): Node[] {
  const source = (attribute(node, "src") ?? "").trim();
  const alt = (attribute(node, "alt") ?? "").replace(/\s+/g, " ").trim();
  const bytes = enclosedBytes(source, collected);
  // Newsletters count their readers with pictures of one point.
  const pixel = ["width", "height"].some((name) => /^[0-3](?:px)?$/.test((attribute(node, name) ?? "").trim()));
  if (bytes !== null && collected.wanted.size < mostPictures) {
    const key = (collected.wanted.size + 1).toString(16).padStart(64, "0");
    collected.wanted.set(key, bytes);
    return [element("img", [], { src: `image:${key}`, alt })];
  }
  if (pixel) return [];
  collected.incomplete = true;
  return alt === "" ? [] : [element("em", [text(`[Billede: ${alt}]`)])];
}

function enclosedBytes(source: string, collected: Collected): Uint8Array | null {
  if (/^cid:/i.test(source)) {
    const name = `cid:${decoded(source.slice(4))}`;
    collected.shown.add(name);
    return collected.enclosed.get(name) ?? null;
  }
  const data = /^data:image\/[\w.+-]+;base64,/i.exec(source);
  return data === null ? null : Uint8Array.from(Buffer.from(source.slice(data[0].length), "base64"));
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** PNG and JPEG as they are, others drawn. Answers the keys of those that cannot be read. */
async function readPictures(collected: Collected): Promise<ReadonlySet<string>> {
  const unread = new Set<string>();
  for (const [key, bytes] of collected.wanted) {
    const image = readImageBytes(bytes) ?? (await drawnImage(bytes));
    if (image !== null && image.width * image.height < 60_000_000) collected.images.set(key, image);
    else unread.add(key);
  }
  if (unread.size > 0) collected.incomplete = true;
  return unread;
}

async function drawnImage(bytes: Uint8Array): Promise<ImageBytes | null> {
  const png = await drawAsPng(bytes);
  return png === null ? null : readImageBytes(png);
}

function withoutPictures(nodes: readonly Node[], unread: ReadonlySet<string>): Node[] {
  return nodes.flatMap((node): Node[] => {
    if (!isElement(node)) return [node];
    if (node.tagName === "img" && unread.has((attribute(node, "src") ?? "").slice("image:".length))) {
      const alt = attribute(node, "alt") ?? "";
      return alt === "" ? [] : [element("em", [text(`[Billede: ${alt}]`)])];
    }
    return [element(node.tagName, withoutPictures(node.childNodes, unread), Object.fromEntries(node.attrs.map(({ name, value }) => [name, value])))];
  });
}

// ---------------------------------------------------------------- the tree

function isElement(node: Node): node is Element {
  return "tagName" in node;
}

function attribute(node: Element, name: string): string | null {
  return node.attrs.find((one) => one.name === name)?.value ?? null;
}

function element(tagName: string, childNodes: Node[], attributes: Record<string, string> = {}): Element {
  return { nodeName: tagName, tagName, attrs: Object.entries(attributes).map(([name, value]) => ({ name, value })), childNodes, namespaceURI: "http://www.w3.org/1999/xhtml" as Element["namespaceURI"], parentNode: null };
}

function text(value: string): Node {
  return { nodeName: "#text", value, parentNode: null };
}

function fragment(childNodes: Node[]): DefaultTreeAdapterTypes.DocumentFragment {
  return { nodeName: "#document-fragment", childNodes };
}

function wordsOf(node: Element): string {
  const words: string[] = [];
  const waiting: Node[] = node.childNodes.toReversed();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (!isElement(next)) {
      if ("value" in next) words.push(next.value);
    } else if (!dropped.has(next.tagName)) for (const child of next.childNodes.toReversed()) waiting.push(child);
  }
  return words.join(" ");
}
