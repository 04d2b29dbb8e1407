import { InternalHyperlink, type ParagraphChild, Tab, TabStopType, TextRun, type XmlComponent } from "docx";
import { type Contents, type Heading, plainText } from "../../document.ts";
import { notice } from "../../../errors.ts";
import { allowedText } from "./allowed-text.ts";
import { Element } from "./element.ts";
import { paragraphPiece, type ParagraphPiece, type Piece } from "./pieces.ts";
import { type Setting, type Spot, textWidth } from "./setting.ts";
import { ems } from "./text-width.ts";
import { twips } from "./twips.ts";

/**
 * The table of contents as the field that Word brings up to date, filled in beforehand with its entries, so that it
 * shows (and its lines are links) without that.
 */
export function setContents(contents: Contents, { setting }: Spot): Piece[] {
  const numberWidth = Math.max(0, ...contents.entries.map(({ text }) => ems(/^\d+\. /.exec(text)?.[0] ?? "")));
  const lines = contents.entries.map((entry) => {
    const style = setting.styles.contents(Math.min(9, Math.max(1, entry.level)), contents.style, numberWidth);
    const right = { type: TabStopType.RIGHT, position: twips(textWidth(setting.document) - style.look.indentRight), leader: "dot" } as const;
    return { style, entry, right };
  });
  const pieces = lines.map(({ style, entry, right }, index): ParagraphPiece => {
    const bookmark = setting.bookmarks.get(entry.target);
    if (bookmark === undefined) setting.notices.push(notice("not-set", { what: `Sidetallet for »${entry.text}« i indholdsfortegnelsen`, format: "DOCX" }));
    const text = new TextRun(allowedText(entry.text));
    const line: ParagraphChild[] = bookmark === undefined ? [text] : [new InternalHyperlink({ anchor: bookmark, children: [text, new TextRun({ children: [new Tab()] }), ...pageNumberOf(bookmark)] })];
    const first = index === 0 ? fieldStart(instruction(setting)) : [];
    const last = index === lines.length - 1 ? [fieldMark("end")] : [];
    return paragraphPiece(style, [...first, ...line, ...last], { tabStops: [right] });
  });
  return pieces.length === 0 ? [] : [{ type: "contents", lines: pieces }];
}

/** The hidden field that says what stands in the contents for a heading, where that is not the heading's own text. */
export function headingEntry(heading: Heading, setting: Setting): ParagraphChild[] {
  if (!setting.ownEntries || !heading.listed) return [];
  const text = allowedText(heading.entry ?? plainText(heading.children)).replaceAll("\\", "\\\\").replaceAll('"', '\\"');
  return [hiddenRun(fieldChar("begin")), hiddenRun(fieldCode(` TC "${text}" \\f C \\l ${heading.level} `)), hiddenRun(fieldChar("end"))];
}

/** Levels, hyperlinks; in the web view without page numbers. Word's own: gathered by heading styles and outline levels. */
function instruction(setting: Setting): string {
  const levels = setting.contents.map((entry) => entry.level);
  const range = `"${Math.min(...levels)}-${Math.max(...levels)}"`;
  return setting.ownEntries ? ` TOC \\f C \\l ${range} \\h \\z ` : ` TOC \\o ${range} \\h \\z \\u `;
}

function pageNumberOf(bookmark: string): TextRun[] {
  return [...fieldStart(` PAGEREF ${bookmark} \\h `), fieldMark("end")];
}

function fieldStart(code: string): TextRun[] {
  return [fieldMark("begin"), run(fieldCode(code)), fieldMark("separate")];
}

function fieldMark(type: "begin" | "separate" | "end"): TextRun {
  return run(fieldChar(type));
}

function run(child: XmlComponent): TextRun {
  return new TextRun({ children: [child] });
}

function hiddenRun(child: XmlComponent): TextRun {
  return new TextRun({ vanish: true, children: [child] });
}

function fieldChar(type: "begin" | "separate" | "end"): Element {
  return new Element("w:fldChar", { "w:fldCharType": type });
}

function fieldCode(code: string): Element {
  return new Element("w:instrText", { "xml:space": "preserve" }, [code]);
}
