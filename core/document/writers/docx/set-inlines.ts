import {
  ExternalHyperlink,
  FootnoteReferenceRun,
  type IRunOptions,
  InternalHyperlink,
  NoBreakHyphen,
  PageNumber as PageField,
  Paragraph,
  type ParagraphChild,
  SoftHyphen,
  TextRun,
} from "docx";
import type { Footnote, Handlers, Inline, Link } from "../../document.ts";
import { plainText } from "../../document.ts";
import { notice } from "../../../errors.ts";
import { allowedText } from "./allowed-text.ts";
import type { Setting } from "./setting.ts";

/** How inlines are set where they stand. */
export interface Manner {
  readonly bold: boolean;
  readonly italic: boolean;
  readonly link: boolean;
  /** Notes and running lines cannot hold notes in Word. */
  readonly notes: boolean;
}

interface State {
  readonly setting: Setting;
  readonly manner: Manner;
}

const plainly: Manner = { bold: false, italic: false, link: false, notes: true };

/** Inlines as the children of a Word paragraph. */
export function setInlines(inlines: readonly Inline[], setting: Setting, manner: Manner = plainly): ParagraphChild[] {
  return inlines.flatMap((inline) => setInline(inline, { setting, manner }));
}

/** Inlines where Word has no room for notes: their text is set in parentheses, which is reported. */
export function setWithoutNotes(inlines: readonly Inline[], setting: Setting): ParagraphChild[] {
  return setInlines(inlines, setting, { ...plainly, notes: false });
}

function setInline(inline: Inline, state: State): ParagraphChild[] {
  const handler = handlers[inline.type] as (inline: Inline, state: State) => ParagraphChild[];
  return handler(inline, state);
}

const handlers: Handlers<Inline, State, ParagraphChild[]> = {
  text: ({ text }, { manner }) => {
    const children = runChildren(allowedText(text));
    return children.length === 0 ? [] : [new TextRun({ ...look(manner), children })];
  },
  strong: ({ children }, { setting, manner }) => setInlines(children, setting, { ...manner, bold: true }),
  emphasis: ({ children }, { setting, manner }) => setInlines(children, setting, { ...manner, italic: true }),
  link: setLink,
  footnote: setFootnote,
  "line-break": (_, { manner }) => [new TextRun({ ...look(manner), break: 1 })],
  "page-number": (_, { manner }) => [new TextRun({ ...look(manner), children: [PageField.CURRENT] })],
  "page-count": (_, { manner }) => [new TextRun({ ...look(manner), children: [PageField.TOTAL_PAGES] })],
};

function look({ bold, italic, link }: Manner): IRunOptions {
  return { ...(bold && { bold }), ...(italic && { italics: italic }), ...(link && { style: "Hyperlink" }) };
}

/** Word has elements of its own for hyphens that must not break and for those that show only at a break. */
function runChildren(text: string): (string | NoBreakHyphen | SoftHyphen)[] {
  return text
    .split(/([\u00ad\u2011])/)
    .filter((part) => part !== "")
    .map((part) => {
      if (part === "\u00ad") return new SoftHyphen();
      if (part === "\u2011") return new NoBreakHyphen();
      return part;
    });
}

function setLink({ href, children }: Link, { setting, manner }: State): ParagraphChild[] {
  const inside = () => setInlines(children, setting, { ...manner, link: true });
  if (href.startsWith("#")) {
    const anchor = setting.bookmarks.get(href.slice(1));
    if (anchor !== undefined) return [new InternalHyperlink({ anchor, children: inside() })];
  } else if (/^(https?|mailto):/i.test(href)) {
    const address = allowedText(href).replaceAll(" ", "%20");
    return [new ExternalHyperlink({ link: address, children: inside() })];
  }
  setting.notices.push(notice("not-set", { what: `Linket »${plainText(children)}« til ${allowedText(href)}`, format: "DOCX" }));
  return setInlines(children, setting, manner);
}

function setFootnote({ children }: Footnote, { setting, manner }: State): ParagraphChild[] {
  if (!manner.notes) {
    setting.notices.push(notice("not-set", { what: `Fodnoten »${plainText(children)}«`, format: "DOCX" }));
    return [new TextRun({ ...look(manner), text: " (" }), ...setInlines(children, setting, manner), new TextRun({ ...look(manner), text: ")" })];
  }
  const place = setting.footnotes.length;
  // Word numbers the notes itself, in the order of their references, so the place is taken before the note is set.
  setting.footnotes.push({ children: [] });
  const note = new Paragraph({
    style: setting.styles.role("footnote").id,
    children: [new TextRun(" "), ...setWithoutNotes(children, setting)],
  });
  setting.footnotes[place] = { children: [note] };
  return [new FootnoteReferenceRun(place + 1)];
}
