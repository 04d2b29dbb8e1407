import { escapeText } from "../document/to-html.ts";
import type { Paper, PaperLine } from "./paper.ts";
import { tidy } from "./paper.ts";

/**
 * Plain text as a paper. A page begins after a form feed, or at a line that has exactly one leading space and
 * follows a line of text directly: text taken out of PDF files marks pages so (spec/packet-anatomy.md, 3). Where
 * most lines are indented the space means nothing.
 */
export function textToPaper(text: string): Paper {
  const rawLines = text.normalize("NFC").replace(/^\ufeff/, "").split(/\r\n|\r|\n/);
  const spaceOpensPage = !mostlyIndented(rawLines);
  const lines: PaperLine[] = [];
  let pageEnded = false;
  rawLines.forEach((rawLine, index) => {
    const raw = withoutControls(rawLine);
    const plain = tidy(raw);
    const feed = rawLine.includes("\f");
    const fedBefore = feed && tidy(withoutControls(rawLine.slice(0, rawLine.indexOf("\f")))) === "";
    const kind = drawnLine.test(plain) ? "blank" : plain !== "" ? "text" : raw.includes("\u00a0") ? "empty" : "blank";
    const previous = lines.at(-1);
    const indented = spaceOpensPage && /^ [^\s\u00a0]/.test(raw) && (previous === undefined || previous.kind !== "blank");
    lines.push({
      kind, text: plain, html: escapeText(plain), raw, number: index + 1,
      opensPage: kind === "text" && (pageEnded || fedBefore || indented),
      block: null, headingLevel: null, indent: null,
    });
    pageEnded = kind === "text" ? feed && !fedBefore : pageEnded || feed;
  });
  return { unit: "line", lines };
}

/** A rule drawn with signs, as under headings. */
const drawnLine = /^[=_*~─-]{4,}$/;

function mostlyIndented(rawLines: readonly string[]): boolean {
  const filled = rawLines.filter((line) => line.trim() !== "");
  return filled.filter((line) => line.startsWith(" ")).length * 2 > filled.length;
}

/** Form feeds and other controls have no place in a text; a tab is a space between columns. */
function withoutControls(line: string): string {
  // oxlint-disable-next-line no-control-regex -- taking them out is the point
  return line.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u0085\u2028\u2029]/g, " ");
}
