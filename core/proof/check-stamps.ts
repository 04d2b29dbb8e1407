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
 * Lines that the stamp does not have (a running page number) may stand before or after it.
 */
export function checkStamp(file: PdfFile, page: PdfPage, number: number, expected: readonly string[], shelf: FontShelf): StampReading {
  const streams = contentStreams(file, page.dictionary);
  const { runs, paintedOver } = readContent(file, streams, page.resources, streams.length - 1, shelf);
  const wanted = squeeze(expected.join(""));
  const toReader = readersView(page);
  const seen = runs.map((run): SeenRun => ({ run, transform: multiply(run.transform, toReader) }));
  const lines = linesOf(seen);
  const stamp = matchingLines(lines, wanted);
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
  // It stands on the page, but other content comes after it and may lie on top.
  if (squeeze(runs.map(({ text }) => text).join("")).includes(squeeze(expected.join("")))) return notice("proof.stamp-unreadable", { page: number, why: "hidden" });
  const found = lines.filter((line) => line.runs.some(({ run }) => run.artifact)).map((line) => line.text.trim()).join(" / ");
  return found === "" ? notice("proof.stamp-missing", { page: number, expected: spoken }) : notice("proof.stamp-wrong", { page: number, expected: spoken, found: found.slice(0, 300) });
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

/** The neighbouring lines that together say what is wanted. A letter that its font lacks is printed as ▯. */
function matchingLines(lines: readonly Line[], wanted: string): readonly Line[] | null {
  const texts = lines.map(({ text }) => squeeze(text));
  for (let first = 0; first < lines.length; first += 1) {
    let text = "";
    for (let last = first; last < lines.length && text.length <= wanted.length; last += 1) {
      text += texts[last] ?? "";
      if (saysSame(text, wanted)) return lines.slice(first, last + 1);
    }
  }
  return null;
}

function saysSame(found: string, wanted: string): boolean {
  if (found === wanted) return true;
  if (!found.includes("▯")) return false;
  const [a, b] = [[...found], [...wanted]];
  return a.length === b.length && a.every((letter, index) => letter === "▯" || letter === b[index]);
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
