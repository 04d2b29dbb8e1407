import type { PDFDocumentProxy } from "pdfjs-dist";
import { escapeText } from "../document/to-html.ts";
import { type Notice, notice } from "../errors.ts";
import type { TextItem } from "./open-pdf.ts";
import { type Paper, type PaperLine, shorten, tidy } from "./paper.ts";

/**
 * A PDF's pages as a paper: lines by their place on the page, white paper where the lines stand further apart.
 * Lines that `isKept` knows (stamps, headings) are no running lines, however often they come back.
 */
export async function pdfToPaper(document: PDFDocumentProxy, isKept: (text: string) => boolean): Promise<{ paper: Paper; notices: Notice[] }> {
  const pages: SetLine[][] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const content = await page.getTextContent();
    // Fonts have their names only when the page's drawing has been read.
    await page.getOperatorList();
    const bold = new Map(Object.keys(content.styles).map((id) => [id, isBold(fontName(page.commonObjs, id))]));
    const items = content.items.filter((item): item is TextItem => "str" in item && item.str.trim() !== "");
    pages.push(linesOf(items, bold, number));
    page.cleanup();
  }
  const { running, notices } = findRunningLines(pages, isKept);
  const kept = pages.map((lines) => lines.filter((line) => !running.has(line)));
  const bodySize = usualSize(kept.flat());
  const leading = usualLeading(kept);
  const lines: PaperLine[] = [];
  kept.forEach((page) => page.forEach((line, index) => {
    const above = page[index - 1];
    if (above !== undefined && above.y - line.y > leading * Math.max(line.size, above.size) * 1.18) lines.push(blankLine(line.page));
    const heading = line.text.length < 200 && (line.size > bodySize * 1.12 || line.bold);
    lines.push({
      kind: "text", text: line.text, html: line.html, raw: line.raw, number: line.page, opensPage: index === 0,
      block: null, headingLevel: heading ? (line.size > bodySize * 1.12 ? 1 : 2) : null, indent: line.x,
    });
  }));
  return { paper: { unit: "page", lines }, notices };
}

interface SetLine {
  readonly page: number;
  /** Baseline and left edge, in points from the page's lower left corner. */
  readonly y: number;
  readonly x: number;
  readonly size: number;
  readonly bold: boolean;
  readonly text: string;
  readonly html: string;
  readonly raw: string;
}

function blankLine(page: number): PaperLine {
  return { kind: "blank", text: "", html: "", raw: "", number: page, opensPage: false, block: null, headingLevel: null, indent: null };
}

function fontName(fonts: { has(id: string): boolean; get(id: string): unknown }, id: string): string {
  if (!fonts.has(id)) return "";
  const font = fonts.get(id);
  return typeof font === "object" && font !== null && "name" in font && typeof font.name === "string" ? font.name : "";
}

function isBold(name: string): boolean {
  return /bold|black|heavy|demi|-bd|,b/i.test(name);
}

function linesOf(items: readonly TextItem[], bold: ReadonlyMap<string, boolean>, page: number): SetLine[] {
  const rows: { y: number; size: number; items: TextItem[] }[] = [];
  for (const item of items) {
    const y = item.transform[5] as number;
    const size = Math.hypot(item.transform[2] as number, item.transform[3] as number) || item.height || 10;
    const row = rows.findLast((one) => Math.abs(one.y - y) < Math.max(one.size, size) * 0.4);
    if (row === undefined) rows.push({ y, size, items: [item] });
    else {
      row.items.push(item);
      row.size = Math.max(row.size, size);
    }
  }
  rows.sort((a, b) => b.y - a.y);
  return rows.map((row) => setLine(row.items, row.y, row.size, bold, page)).filter((line) => line.text !== "");
}

function setLine(items: readonly TextItem[], y: number, size: number, bold: ReadonlyMap<string, boolean>, page: number): SetLine {
  const inOrder = [...items].sort((a, b) => (a.transform[4] as number) - (b.transform[4] as number));
  let raw = "";
  let html = "";
  let end = 0;
  let boldOpen = false;
  let allBold = true;
  for (const item of inOrder) {
    const x = item.transform[4] as number;
    const gap = raw === "" ? 0 : x - end;
    const space = gap > size * 1.6 ? "    " : gap > size * 0.15 && !/\s$/.test(raw) && !/^\s/.test(item.str) ? " " : "";
    const isItemBold = bold.get(item.fontName) === true;
    if (!isItemBold) allBold = false;
    if (isItemBold !== boldOpen) {
      html += isItemBold ? `${space}<strong>` : `</strong>${space}`;
      boldOpen = isItemBold;
    } else html += space;
    raw += `${space}${item.str}`;
    html += escapeText(item.str);
    end = x + item.width;
  }
  if (boldOpen) html += "</strong>";
  const clean = html.replace(/\s+/g, " ").replace(/<strong>(\s*)<\/strong>/g, "$1").replace(/<strong> /g, " <strong>").replace(/ <\/strong>/g, "</strong> ").replace(/ {2,}/g, " ").trim();
  return { page, y, x: inOrder[0]?.transform[4] as number, size, bold: allBold, text: tidy(raw.normalize("NFC")), html: clean.normalize("NFC"), raw: raw.normalize("NFC") };
}

/**
 * Lines at the head or foot that come back at the same height, whatever numbers they hold: on at least half of the
 * pages from the first to the last of them, and outside the text unless they are on nearly all.
 */
function findRunningLines(pages: readonly (readonly SetLine[])[], isKept: (text: string) => boolean): { running: Set<SetLine>; notices: Notice[] } {
  const groups = new Map<string, SetLine[]>();
  for (const page of pages) {
    for (const line of new Set([...page.slice(0, 2), ...page.slice(-2)])) {
      const above = page[page.indexOf(line) - 1];
      // What stands under a heading (names, a journal number) belongs to it, however often it comes back.
      if (above !== undefined && isKept(above.text) && above.y - line.y < line.size * 3) continue;
      // A number of more digits than a page has is a journal number, an amount, a year.
      if (isKept(line.text) || (!/\p{L}/u.test(line.text) && /\d{5}|\d.*\d{4}/.test(line.text))) continue;
      const key = `${Math.round(line.y / 4)}|${line.text.replace(/\d+/g, "#")}`;
      groups.set(key, [...(groups.get(key) ?? []), line]);
    }
  }
  const running = new Set<SetLine>();
  const notices: Notice[] = [];
  for (const lines of groups.values()) {
    const numbers = [...new Set(lines.map((line) => line.page))];
    const onPages = numbers.length;
    const first = Math.min(...numbers);
    const last = Math.max(...numbers);
    if (onPages < 2 || (onPages < 3 && onPages * 2 < pages.length) || onPages * 2 < last - first + 1) continue;
    if (!standsOutside(lines, pages.slice(first - 1, last), isKept) && onPages * 5 < (last - first + 1) * 4) continue;
    for (const line of lines) running.add(line);
    notices.push(notice("intake.running-lines", { text: shorten(lines[0]?.text ?? ""), pages: onPages }));
  }
  return { running, notices };
}

/** Whether the lines stand above, or below, all that is not at the very edge of those pages. */
function standsOutside(lines: readonly SetLine[], pages: readonly (readonly SetLine[])[], isKept: (text: string) => boolean): boolean {
  const height = lines[0]?.y ?? 0;
  const others = pages.flatMap((page) => page.filter((line) => Math.abs(line.y - height) > 2 && !isKept(line.text)).map((line) => line.y));
  const above = others.filter((y) => y > height).length;
  // One other running line a page may stand further out.
  return Math.min(above, others.length - above) <= pages.length;
}

function usualSize(lines: readonly SetLine[]): number {
  const letters = new Map<number, number>();
  for (const line of lines) {
    const size = Math.round(line.size * 2) / 2;
    letters.set(size, (letters.get(size) ?? 0) + line.text.length);
  }
  return [...letters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 10;
}

/** The usual distance of baselines, as a multiple of the size. */
function usualLeading(pages: readonly (readonly SetLine[])[]): number {
  const distances: number[] = [];
  for (const page of pages) {
    page.forEach((line, index) => {
      const above = page[index - 1];
      if (above !== undefined && Math.abs(above.size - line.size) < 0.5) distances.push((above.y - line.y) / line.size);
    });
  }
  distances.sort((a, b) => a - b);
  return distances[Math.floor(distances.length * 0.4)] ?? 1.3;
}
