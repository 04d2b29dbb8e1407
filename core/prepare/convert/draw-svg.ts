import { createCanvas, GlobalFonts, loadImage } from "@napi-rs/canvas";
import { type DefaultTreeAdapterTypes, parseFragment, serializeOuter } from "parse5";
import type { FontFiles } from "../../document/fonts.ts";
import { packPixels } from "./pack-pixels.ts";
import type { PdfPicture } from "./pdf-picture.ts";
import { declarationsFor, readStyleSheet, type StyleRule } from "./svg-styles.ts";

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

export interface DrawnSvg {
  readonly picture: PdfPicture;
  /** It holds pictures or foreign content that could not be drawn. */
  readonly incomplete: boolean;
}

/** Pixels to the inch at which drawings are set. */
const density = 220;
const mostPoints = 16_000_000;
const mostText = 20_000_000;

/**
 * Draws an SVG on white, at a resolution for print. Scripts, links and everything that would be fetched are taken out
 * before it is drawn. Null for what is no SVG.
 */
export async function drawSvg(text: string, fonts: FontFiles): Promise<DrawnSvg | "too-large" | null> {
  if (text.length > mostText) return "too-large";
  const root = parseFragment(withoutDoctype(text)).childNodes.find((node): node is Element => isElement(node) && node.tagName === "svg");
  if (root === undefined) return null;
  ownFonts(fonts);
  const cleaned = clean(root);
  const size = sizeOf(root);
  const scale = Math.min(density / 96, Math.sqrt(mostPoints / (size.width * size.height)));
  const width = Math.max(1, Math.round(size.width * scale));
  const height = Math.max(1, Math.round(size.height * scale));
  setAttribute(root, "viewBox", attribute(root, "viewBox") ?? `0 0 ${size.width} ${size.height}`);
  setAttribute(root, "width", String(width));
  setAttribute(root, "height", String(height));
  setAttribute(root, "xmlns", "http://www.w3.org/2000/svg");
  setAttribute(root, "xmlns:xlink", "http://www.w3.org/1999/xlink");
  const source = wellFormed(serializeOuter(root));
  const image = await loadImage(Buffer.from(source)).catch(() => null);
  if (image === null) return null;
  const canvas = createCanvas(width, height);
  const context = canvas.getContext("2d");
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, width, height);
  context.drawImage(image, 0, 0, width, height);
  // Its own size on paper: 96 of its units are an inch.
  const picture = packPixels({ width, height, rgba: context.getImageData(0, 0, width, height).data }, null);
  return { picture: { ...picture, density: { x: 96 * scale, y: 96 * scale } }, incomplete: cleaned.incomplete };
}

/** Name of the app's own typeface for drawings. */
const ownFamily = "Forelaeg";

/** Words in typefaces that this machine lacks would be drawn as empty boxes: they get the app's own. */
function ownFonts(fonts: FontFiles): void {
  if (GlobalFonts.has(ownFamily)) return;
  for (const face of [fonts.regular, fonts.bold, fonts.italic, fonts.boldItalic]) GlobalFonts.register(Buffer.from(face), ownFamily);
}

/** The first of the named families that is there. */
function usableFamily(families: string): string {
  return families.split(",").map((family) => family.trim().replace(/^["']|["']$/g, "")).find((family) => GlobalFonts.has(family)) ?? ownFamily;
}

// ---------------------------------------------------------------- the text

/** Entities that a drawing program declares for itself stand for what they say; a declared entity may hold no other. */
function withoutDoctype(text: string): string {
  const doctype = /<!DOCTYPE[^[>]*(?:\[([^]*?)\]\s*)?>/i.exec(text);
  if (doctype === null) return text.replace(/<(\/?)svg:/g, "<$1");
  const entities = new Map([...(doctype[1] ?? "").matchAll(/<!ENTITY\s+([\w.-]+)\s+(?:"([^"&%]{0,1000})"|'([^'&%]{0,1000})')\s*>/g)].map((match) => [match[1] ?? "", match[2] ?? match[3] ?? ""]));
  const body = text.slice(0, doctype.index) + text.slice(doctype.index + doctype[0].length);
  return body.replace(/<(\/?)svg:/g, "<$1").replace(/&([\w.-]+);/g, (whole, name: string) => entities.get(name) ?? whole);
}

/** parse5 writes HTML; XML has no name for a fixed space and wants no bare controls. */
function wellFormed(html: string): string {
  // oxlint-disable-next-line no-control-regex -- taking them out is the point
  return html.replaceAll("&nbsp;", "&#160;").replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");
}

// ---------------------------------------------------------------- what may be drawn

const forbidden = new Set(["script", "foreignObject", "iframe", "object", "embed", "audio", "video", "a:script", "feImage", "image", "style", "metadata", "handler", "listener"]);
/** Content that a reader of the original sees and that is missing here. */
const missed = new Set(["foreignObject", "image", "feImage"]);
const deepest = 200;

function clean(root: Element): { readonly incomplete: boolean } {
  let incomplete = false;
  const sheets: StyleRule[] = [];
  const all: Element[] = [];
  const waiting: { readonly element: Element; readonly depth: number }[] = [{ element: root, depth: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { element, depth } = next;
    all.push(element);
    const kept: Node[] = [];
    for (const child of element.childNodes) {
      if (!isElement(child)) {
        if ("value" in child) kept.push(child);
        continue;
      }
      if (child.tagName === "style") sheets.push(...readStyleSheet(textOf(child)));
      if (missed.has(child.tagName)) incomplete = true;
      // Names of other vocabularies (an editor's own notes) may not be well-formed without their declarations.
      if (forbidden.has(child.tagName) || child.tagName.includes(":") || depth >= deepest) continue;
      kept.push(child);
      waiting.push({ element: child, depth: depth + 1 });
    }
    element.childNodes = kept;
  }
  for (const element of all) dress(element, sheets);
  return { incomplete };
}

/** Its rules as its own style, without events, links out of the file, and names of other vocabularies. */
function dress(element: Element, sheets: readonly StyleRule[]): void {
  const classes = (attribute(element, "class") ?? "").split(/\s+/).filter((name) => name !== "");
  const style = [declarationsFor(sheets, element.tagName, attribute(element, "id"), classes), attribute(element, "style") ?? ""].filter((part) => part !== "").join(";");
  element.attrs = element.attrs.filter(({ name, prefix, value }) => {
    if (/^on/i.test(name) || name === "style" || name === "class" || !/^[\w:.-]+$/.test(name)) return false;
    if (name === "href") return value.startsWith("#");
    if (prefix !== undefined && prefix !== "" && prefix !== "xlink") return prefix === "xml" && name === "space";
    return !name.includes(":") && !reachesOut(value);
  });
  if (style !== "") for (const declaration of style.split(";")) setDeclaration(element, declaration);
  const family = attribute(element, "font-family") ?? (element.tagName === "svg" ? ownFamily : null);
  if (family !== null) setAttribute(element, "font-family", usableFamily(family));
}

/** A declaration as the attribute of the same name: both mean the same in SVG (SVG 1.1, 6.4), and the last one counts. */
function setDeclaration(element: Element, declaration: string): void {
  const [name = "", ...rest] = declaration.split(":");
  const value = rest.join(":").replace(/!\s*important/i, "").trim();
  if (/^\s*[a-z-]+\s*$/.test(name) && value !== "" && !reachesOut(value)) setAttribute(element, name.trim(), value);
}

function reachesOut(value: string): boolean {
  return /url\(\s*["']?\s*(?!#)/i.test(value) || /^\s*(?:javascript|data|file|https?):/i.test(value);
}

/** In units of 1/96 inch: what the drawing says of itself, else its view box, else what browsers take. */
function sizeOf(root: Element): { readonly width: number; readonly height: number } {
  const box = (attribute(root, "viewBox") ?? "").trim().split(/[\s,]+/).map(Number);
  const [, , boxWidth = 0, boxHeight = 0] = box.length === 4 && box.every(Number.isFinite) ? box : [];
  const ratio = boxWidth > 0 && boxHeight > 0 ? boxHeight / boxWidth : null;
  const width = lengthOf(attribute(root, "width"));
  const height = lengthOf(attribute(root, "height"));
  const usable = (value: number) => Math.min(20_000, Math.max(1, value));
  if (width !== null && height !== null) return { width: usable(width), height: usable(height) };
  if (ratio !== null && width !== null) return { width: usable(width), height: usable(width * ratio) };
  if (ratio !== null && height !== null) return { width: usable(height / ratio), height: usable(height) };
  // A drawing without a size of its own fills the space that it is given.
  if (ratio !== null) return ratio > 1 ? { width: usable(900 / ratio), height: 900 } : { width: 980, height: usable(980 * ratio) };
  return { width: 300, height: 150 };
}

const units: Readonly<Record<string, number>> = { "": 1, px: 1, pt: 96 / 72, pc: 16, mm: 96 / 25.4, cm: 96 / 2.54, in: 96 };

function lengthOf(value: string | null): number | null {
  const match = /^\s*([\d.]+(?:e[+-]?\d+)?)\s*(px|pt|pc|mm|cm|in)?\s*$/i.exec(value ?? "");
  const number = Number(match?.[1]) * (units[match?.[2]?.toLowerCase() ?? ""] ?? 1);
  return match !== null && Number.isFinite(number) && number > 0 ? number : null;
}

// ---------------------------------------------------------------- the tree

function isElement(node: Node): node is Element {
  return "tagName" in node;
}

function attribute(element: Element, name: string): string | null {
  return element.attrs.find((one) => one.name === name)?.value ?? null;
}

function setAttribute(element: Element, name: string, value: string): void {
  element.attrs = [...element.attrs.filter((one) => one.name !== name || (one.prefix !== undefined && one.prefix !== "")), { name, value }];
}

function textOf(element: Element): string {
  return element.childNodes.map((child) => ("value" in child ? child.value : "")).join("");
}
