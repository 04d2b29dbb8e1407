import { Paragraph, type ParagraphChild, Tab, TabStopType, TextRun } from "docx";
import type { Inline, RunningLine } from "../../document.ts";
import { setWithoutNotes } from "./set-inlines.ts";
import { type Setting, textWidth } from "./setting.ts";
import { twips } from "./twips.ts";

/** The lines of a header or footer: left, middle and right on one line by tab stops. */
export function setRunningLines(lines: readonly RunningLine[], role: "header" | "footer", setting: Setting): Paragraph[] {
  const width = textWidth(setting.document);
  // A header that is there but empty still needs its paragraph.
  if (lines.length === 0) return [new Paragraph({ style: setting.styles.role(role).id })];
  return lines.map((line) => {
    const style = setting.styles.role(role, setting.document.styles.paragraphs.has(line.style) ? line.style : null);
    const children = setInlinesOf(line, setting);
    const tabStops = [
      ...(line.centre.length > 0 ? [{ type: TabStopType.CENTER, position: twips(width / 2) }] : []),
      ...(line.right.length > 0 ? [{ type: TabStopType.RIGHT, position: twips(width) }] : []),
    ];
    return new Paragraph({ style: style.id, ...(tabStops.length > 0 && { tabStops }), children });
  });
}

function setInlinesOf({ left, centre, right }: RunningLine, setting: Setting): ParagraphChild[] {
  const afterTab = (inlines: readonly Inline[]) => (inlines.length === 0 ? [] : [new TextRun({ children: [new Tab()] }), ...setWithoutNotes(inlines, setting)]);
  return [...setWithoutNotes(left, setting), ...afterTab(centre), ...afterTab(right)];
}
