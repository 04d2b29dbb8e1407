import mammoth from "mammoth";
import { type DefaultTreeAdapterTypes, parseFragment, serialize, serializeOuter } from "parse5";
import { type Block, type ImageBytes, plainText } from "../document/document.ts";
import { readImageBytes } from "../document/image-bytes.ts";
import { readRichText } from "../document/read-html.ts";
import { inlinesToHtml, toHtml } from "../document/to-html.ts";
import type { TemplatePack } from "../domain/template-pack.ts";
import { type Notice, notice } from "../errors.ts";
import { boldLine, fold, type Paper, type PaperLine, tidy } from "./paper.ts";
import { printsKind, readHeadingText, readLooseHeading, readTitle } from "./read-item-heading.ts";
import { blocksText, type RichBlock } from "./rich-blocks.ts";

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

export interface DocxPaper {
  readonly paper: Paper;
  readonly images: ReadonlyMap<string, ImageBytes>;
  readonly notices: readonly Notice[];
}

/**
 * A Word file as a paper: one line a block, with its own bold, lists, tables, notes and pictures. Its places are
 * numbers of paragraphs, for a Word file has no lines or pages of its own. Throws what the ZIP or XML reader throws.
 */
export async function docxToPaper(bytes: Uint8Array, pack: TemplatePack): Promise<DocxPaper> {
  const images = new Map<string, ImageBytes>();
  const notices: Notice[] = [];
  const result = await mammoth.convertToHtml({ buffer: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) }, {
    styleMap: deepLists,
    convertImage: mammoth.images.imgElement(async (image) => {
      const data = new Uint8Array(await image.readAsArrayBuffer());
      const picture = readImageBytes(data);
      const hash = await sha256(data);
      if (picture === null) notices.push(notice("image.unreadable", { source: hash.slice(0, 12), reason: image.contentType }));
      else images.set(hash, picture);
      return { src: `image:${hash}` };
    }),
  });
  const fragment = parseFragment(result.value);
  const children = withFootnotes(withoutBookmarks(fragment.childNodes)).flatMap(liftImages);
  const lines: PaperLine[] = [];
  for (const child of children) {
    if (!isElement(child)) continue;
    for (const part of splitAtHeading(child, pack)) lines.push(...linesOf(part, lines.length + 1, notices));
  }
  return { paper: { unit: "paragraph", lines: withNumbers(lines, pack, notices) }, images, notices };
}

/** Word's lists have nine levels; mammoth knows the first five by itself. */
const deepLists = [6, 7, 8, 9].flatMap((level) => {
  const above = "ul|ol > li > ".repeat(level - 1);
  return [`p:unordered-list(${level}) => ${above}ul > li:fresh`, `p:ordered-list(${level}) => ${above}ol > li:fresh`];
});

async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes.slice()));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function linesOf(element: Element, number: number, notices: Notice[]): PaperLine[] {
  const level = /^h([1-6])$/.exec(element.tagName)?.[1];
  const html = level === undefined ? serializeOuter(element) : `<p>${serialize(element)}</p>`;
  return readRichText(html, `afsnit ${number}`, { notices }).map((block): PaperLine => {
    const rich = richBlock(block);
    const boldHeading = rich.type === "paragraph" && /^<strong>[^<]*<\/strong>$/.test(rich.html) && rich.text.length <= 90 && !/[.,;!?]$/.test(rich.text);
    const headingLevel = level === undefined ? (boldHeading ? boldLine : null) : Number(level);
    const kept: RichBlock = headingLevel !== null && rich.type === "paragraph"
      ? { type: "heading", level: 1, html: rich.html.replace(/<\/?strong>/g, ""), text: rich.text }
      : rich;
    const text = tidy(blocksText([kept]));
    return { kind: text === "" && kept.type !== "other" ? "blank" : "text", text, html: "", raw: text, number, opensPage: false, block: kept, headingLevel, indent: null };
  });
}

function richBlock(block: Block): RichBlock {
  switch (block.type) {
    case "paragraph":
      return { type: "paragraph", html: inlinesToHtml(block.children), text: tidy(plainText(block.children)) };
    case "list":
      return { type: "list", marker: block.ordered ? (block.marker ?? "1") : null, start: block.start, items: block.items.map((item) => item.children.map(richBlock)) };
    default:
      return { type: "other", html: toHtml([block]), text: wordsOf(block) };
  }
}

function wordsOf(block: Block): string {
  switch (block.type) {
    case "paragraph":
    case "heading":
      return plainText(block.children);
    case "list":
      return block.items.flatMap((item) => item.children.map(wordsOf)).join(" ");
    case "table":
      return block.rows.flatMap((row) => row.cells.flatMap((cell) => cell.children.map(wordsOf))).join(" ");
    case "quote":
    case "group":
      return block.children.map(wordsOf).join(" ");
    default:
      return "";
  }
}

// ---------------------------------------------------------------- the tree

/** A bookmark is an `a` without address and without text. */
function withoutBookmarks(nodes: readonly Node[]): Node[] {
  return nodes.filter((node) => !(isElement(node) && node.tagName === "a" && attribute(node, "href") === null && textOf(node) === "")).map((node) => {
    if (isElement(node)) node.childNodes = withoutBookmarks(node.childNodes);
    return node;
  });
}

/** mammoth sets notes as a list at the end, with links to and fro; here each note goes where it is called. */
function withFootnotes(nodes: readonly Node[]): Node[] {
  const notes = new Map<string, Element>();
  const kept = nodes.filter((node) => {
    const items = isElement(node) && node.tagName === "ol" ? node.childNodes.filter(isElement) : [];
    const all = items.length > 0 && items.every((item) => /^(?:foot|end)note-/.test(attribute(item, "id") ?? ""));
    if (all) for (const item of items) notes.set(attribute(item, "id") ?? "", item);
    return !all;
  });
  if (notes.size > 0) for (const node of kept) if (isElement(node)) putNotes(node, notes);
  return kept;
}

function putNotes(element: Element, notes: ReadonlyMap<string, Element>): void {
  element.childNodes = element.childNodes.map((child): Node => {
    if (!isElement(child)) return child;
    const link = child.tagName === "sup" ? child.childNodes.find(isElement) : undefined;
    const note = link === undefined ? undefined : notes.get((attribute(link, "href") ?? "").slice(1));
    if (note === undefined) {
      putNotes(child, notes);
      return child;
    }
    const text = note.childNodes.filter(isElement).map((block) => serialize(block).replace(/\s*<a href="#(?:foot|end)note-ref-[^"]*">↑<\/a>/g, "")).join(" ");
    return parseFragment(`<footnote>${text.trim()}</footnote>`).childNodes[0] ?? child;
  });
}

/** A picture is a block: it leaves its paragraph, which goes on before and after it. */
function liftImages(node: Node): Node[] {
  if (!isElement(node) || node.tagName !== "p" || !node.childNodes.some((child) => isElement(child) && child.tagName === "img")) return [node];
  const parts: Node[] = [];
  let open: Node[] = [];
  const close = () => {
    if (open.length > 0) parts.push({ ...node, childNodes: open });
    open = [];
  };
  for (const child of node.childNodes) {
    if (isElement(child) && child.tagName === "img") {
      close();
      parts.push(child);
    } else open.push(child);
  }
  close();
  return parts;
}

/** `Indstilling⏎Forvaltningen indstiller …` in one paragraph is a heading and its text. */
function splitAtHeading(element: Element, pack: TemplatePack): Element[] {
  if (element.tagName !== "p") return [element];
  const at = element.childNodes.findIndex((child) => isElement(child) && child.tagName === "br");
  if (at <= 0) return [element];
  const first: Element = { ...element, childNodes: element.childNodes.slice(0, at) };
  return isSectionHeading(textOf(first), pack) ? [first, { ...element, childNodes: element.childNodes.slice(at + 1) }] : [element];
}

function isSectionHeading(text: string, pack: TemplatePack): boolean {
  const wanted = fold(text.replace(/:\s*$/, ""));
  return pack.sections.some((section) => [section.heading, ...section.aliases].some((heading) => fold(heading) === wanted));
}

/** Word numbers headings itself, and that number is nowhere in the text: it is counted here, and reported. */
function withNumbers(lines: readonly PaperLine[], pack: TemplatePack, notices: Notice[]): PaperLine[] {
  const numbered = lines.some((line) => {
    const heading = readLooseHeading(line.text);
    return heading !== null && (line.headingLevel !== null || (readHeadingText(line.text) !== null && printsKind(pack, heading.rest)));
  });
  if (numbered) return [...lines];
  const sure = lines.map((line, index) => headsItem(line, lines, index, pack));
  const first = sure.indexOf(true);
  const level = levelOfItems(lines, sure, pack);
  const counts = { item: 0, notice: 0 };
  return lines.map((line, index) => {
    // What is set as the items are is one, also without a section under it; before the first of them stands the paper's own title.
    const looksSo = level !== null && line.headingLevel === level && (index > first || usualBeginning.test(line.text));
    if (sure[index] !== true && !looksSo) return line;
    const { series } = readTitle(pack, line.text);
    counts[series] += 1;
    notices.push(notice("intake.number-assumed", { item: `${series === "notice" ? "meddelelse" : "punkt"} ${counts[series]}`, title: line.text }));
    return { ...line, text: `${counts[series]}. ${line.text}` };
  });
}

/** What agendas begin with before their first case. */
const usualBeginning = /^(?:godkendelse af|valg af|udpegning af|konstituering|åbning af|velkomst|meddelelser|siden sidst|lukket|fortrolig)/iu;

function headsItem(line: PaperLine, lines: readonly PaperLine[], index: number, pack: TemplatePack): boolean {
  if (line.headingLevel === null && !(line.block?.type === "list" && line.block.items.length === 1)) return false;
  const next = lines.slice(index + 1).find((other) => other.kind === "text");
  const aboveSection = next !== undefined && isSectionHeading(next.text, pack);
  return isSectionHeading(line.text, pack) ? printsKind(pack, line.text) && aboveSection : printsKind(pack, line.text) || aboveSection;
}

/** The level that all sure items are set in, where no section is set so; else null. */
function levelOfItems(lines: readonly PaperLine[], sure: readonly boolean[], pack: TemplatePack): number | null {
  const levels = new Set(lines.filter((_, index) => sure[index] === true).map((line) => line.headingLevel));
  const [level] = levels;
  if (levels.size !== 1 || level === undefined || level === null || level >= boldLine) return null;
  return lines.some((line, index) => sure[index] !== true && line.headingLevel === level && isSectionHeading(line.text, pack) && !printsKind(pack, line.text)) ? null : level;
}

function textOf(node: Node): string {
  if ("value" in node) return node.value;
  return "childNodes" in node ? node.childNodes.map(textOf).join("") : "";
}

function attribute(element: Element, name: string): string | null {
  return element.attrs.find((one) => one.name === name)?.value ?? null;
}

function isElement(node: Node): node is Element {
  return "tagName" in node;
}
