import type { Notice } from "../errors.ts";
import { notice } from "../errors.ts";
import { squeeze } from "./packet-plan.ts";
import type { PdfFile, PdfPage } from "./raw/pdf-file.ts";
import { contentStreams, type FontShelf, multiply, readContent, type TextRun, type Transform } from "./raw/read-content.ts";

/** A page's stamp as it was found, or what is wrong with it. */
export interface StampReading {
  readonly finding: Notice | null;
  /** Resource names of the fonts that it is set in. */
  readonly fonts: readonly string[];
}

/**
 * Reads the stamp of a page out of the finished file: it is what the page's last content stream says, and must be
 * what `expected` (the receipt's lines) says, upright for the reader, inside the visible page, on top of everything.
 * A line with the page's number in the packet may stand beside it.
 */
export function checkStamp(file: PdfFile, page: PdfPage, number: number, expected: readonly string[], shelf: FontShelf): StampReading {
  const streams = contentStreams(file, page.dictionary);
  const { runs, paintedOver } = readContent(file, streams, page.resources, streams.length - 1, shelf);
  const wanted = letters(expected.join(""));
  const toReader = readersView(page);
  const seen = runs.map((run): SeenRun => ({ run, transform: multiply(run.transform, toReader) }));
  const lines = linesOf(seen);
  const stamp = matchingLines(lines, wanted, number);
  if (stamp === null) return { finding: whatInstead(file, page, number, expected, lines, shelf), fonts: [] };
  const found = stamp.flatMap((line) => line.runs);
  const fonts = [...new Set(found.map(({ run }) => run.font))];
  const tell = (why: "turned" | "outside" | "hidden" | "content") => ({ finding: notice("proof.stamp-unreadable", { page: number, why }), fonts });
  if (!found.every(isUpright)) return tell("turned");
  if (!found.every((one) => isInside(one, page))) return tell("outside");
  if (paintedOver || !found.every(({ run }) => run.visible)) return tell("hidden");
  if (!found.every(({ run }) => run.artifact)) return tell("content");
  return { finding: null, fonts };
}

interface SeenRun {
  readonly run: TextRun;
  /** To the page as the reader sees it: right, up, from its lower left corner. */
  readonly transform: Transform;
}

interface Line {
  readonly text: string;
  readonly runs: readonly SeenRun[];
}

function whatInstead(file: PdfFile, page: PdfPage, number: number, expected: readonly string[], lines: readonly Line[], shelf: FontShelf): Notice {
  const streams = contentStreams(file, page.dictionary);
  const { runs } = readContent(file, streams, page.resources, 0, shelf);
  const spoken = expected.filter((line) => line !== "").join(" / ");
  const found = lines.filter((line) => line.runs.some(({ run }) => run.artifact)).map((line) => line.text.trim()).join(" / ");
  if (found !== "") return notice("proof.stamp-wrong", { page: number, expected: spoken, found: found.slice(0, 300) });
  // It stands on the page, but other content comes after it and may lie on top.
  if (squeeze(runs.map(({ text }) => text).join("")).includes(squeeze(expected.join("")))) return notice("proof.stamp-unreadable", { page: number, why: "hidden" });
  return notice("proof.stamp-missing", { page: number, expected: spoken });
}

/** From user space to what the reader sees, /Rotate turning the page clockwise. */
function readersView({ visible: [left, bottom, right, top], rotate }: PdfPage): Transform {
  switch (rotate) {
    case 0:
      return [1, 0, 0, 1, -left, -bottom];
    case 90:
      return [0, -1, 1, 0, -bottom, right];
    case 180:
      return [-1, 0, 0, -1, right, top];
    case 270:
      return [0, 1, -1, 0, top, -left];
  }
}

/** Runs of one baseline, from the top; what stands far apart on it are two lines. */
function linesOf(runs: readonly SeenRun[]): Line[] {
  const rows: SeenRun[][] = [];
  for (const one of runs) {
    const [, , , height, , y] = one.transform;
    const row = rows.find(([first]) => first !== undefined && Math.abs(first.transform[5] - y) < 0.4 * Math.abs(height));
    if (row) row.push(one);
    else rows.push([one]);
  }
  rows.sort(([a], [b]) => (b?.transform[5] ?? 0) - (a?.transform[5] ?? 0));
  return rows.flatMap((row) => {
    const parts: SeenRun[][] = [];
    let end = Number.NaN;
    for (const one of row.sort((a, b) => a.transform[4] - b.transform[4])) {
      const [width, , , , x] = one.transform;
      if (x - end < 3 * Math.abs(width)) parts.at(-1)?.push(one);
      else parts.push([one]);
      end = x + width * one.run.length;
    }
    return parts.map((part): Line => ({ text: part.map(({ run }) => run.text).join(""), runs: part }));
  });
}

/**
 * The lines that together say what is wanted, from the top; null where something of it is missing, or where another
 * line stands there that does not tell the page's own number.
 */
function matchingLines(lines: readonly Line[], wanted: string, number: number): readonly Line[] | null {
  const stamp: Line[] = [];
  let said = 0;
  for (const line of lines) {
    const text = letters(line.text);
    if (text !== "" && said < wanted.length && saysSame(text, wanted.slice(said, said + text.length))) {
      stamp.push(line);
      said += text.length;
    } else if (text !== "" && !new RegExp(`(?<!\\d)${number}(?!\\d)`).test(text)) return null;
  }
  return said === wanted.length && stamp.length > 0 ? stamp : null;
}

/** A letter that its font lacks is printed as ▯. */
function saysSame(found: string, wanted: string): boolean {
  if (found.length !== wanted.length) return false;
  for (let at = 0; at < found.length; at += 1) if (found[at] !== "▯" && found[at] !== wanted[at]) return false;
  return true;
}

/** Squeezed, letters beyond two bytes (emoji) as what stands for them where a font lacks them. */
function letters(text: string): string {
  return squeeze(text).replace(/[\u{10000}-\u{10ffff}]/gu, "▯");
}

function isUpright({ transform: [a, b, c, d] }: SeenRun): boolean {
  return a > 0 && d > 0 && Math.abs(b) < 0.01 * a && Math.abs(c) < 0.01 * d;
}

/** Half a point may be lost to rounding; a quarter of the type's size hangs below the baseline. */
function isInside({ run, transform: [width, , , height, x, y] }: SeenRun, { visible: [left, bottom, right, top], rotate }: PdfPage): boolean {
  const turned = rotate === 90 || rotate === 270;
  const [pageWidth, pageHeight] = turned ? [top - bottom, right - left] : [right - left, top - bottom];
  const slack = 0.5;
  return x >= -slack && x + width * run.length <= pageWidth + slack && y - 0.25 * height >= -slack && y + 0.75 * height <= pageHeight + slack;
}
