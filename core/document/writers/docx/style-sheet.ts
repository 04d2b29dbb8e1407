import type { Document, ParagraphStyle, Rule, TableStyle } from "../../document.ts";
import { plainParagraph, plainTable } from "../../plain-styles.ts";
import { escapeAttribute } from "../../to-html.ts";
import { allowedText } from "./allowed-text.ts";
import { twips } from "./twips.ts";

/** A paragraph style as blocks use it: its id in Word and what it looks like. */
export interface UsedStyle {
  readonly id: string;
  readonly look: ParagraphStyle;
}

/** What a style is used for beside plain paragraphs; Word has built-in styles for these. */
export type Role = "list" | "quote" | "caption" | "footnote" | "header" | "footer" | "heading" | "contents";

interface Entry extends UsedStyle {
  readonly name: string;
  readonly basedOn: string | null;
  readonly next: string | null;
  /** Outline level from 0, or null. */
  readonly outline: number | null;
  readonly priority: number;
  /** How far the first line stands out to the left, in points. */
  readonly hanging: number;
}

/** Word's built-in paragraph styles: ids by the names that a Danish Word shows for them. */
const danishBuiltIns: Readonly<Record<string, readonly [id: string, name: string]>> = {
  titel: ["Title", "Title"],
  undertitel: ["Subtitle", "Subtitle"],
  citat: ["Quote", "Quote"],
  billedtekst: ["Caption", "caption"],
  sidehoved: ["Header", "header"],
  sidefod: ["Footer", "footer"],
  fodnotetekst: ["FootnoteText", "footnote text"],
  listeafsnit: ["ListParagraph", "List Paragraph"],
};

const roleBuiltIns: Readonly<Record<Exclude<Role, "heading" | "contents">, readonly [id: string, name: string]>> = {
  list: ["ListParagraph", "List Paragraph"],
  quote: ["Quote", "Quote"],
  caption: ["Caption", "caption"],
  footnote: ["FootnoteText", "footnote text"],
  header: ["Header", "header"],
  footer: ["Footer", "footer"],
};

const alignments = { left: "left", right: "right", centre: "center", justify: "both" };

/**
 * The styles that a document uses, gathered while it is set: Word's built-in ones where there is one for the purpose
 * (so that its navigation, contents and menus know them), and one with the pack's Danish label for every other.
 */
export class StyleSheet {
  readonly #document: Document;
  readonly #font: string;
  readonly #body: ParagraphStyle;
  readonly #entries = new Map<string, Entry>();
  readonly #tables = new Map<string, { readonly id: string; readonly name: string; readonly style: TableStyle }>();
  readonly #ids = new Set<string>();
  readonly #names = new Set<string>();

  constructor(document: Document, font: string) {
    this.#document = document;
    this.#font = font;
    this.#body = document.styles.paragraphs.get("body") ?? plainParagraph;
    this.#add("paragraph body", ["Normal", "Normal"], this.#body, { basedOn: null, priority: 0 });
  }

  /** Indent of quotations at either side, in points. */
  get quoteIndent(): number {
    return Math.max(12, this.#document.styles.lists.indent);
  }

  /** Style of a plain paragraph. */
  paragraph(name: string): UsedStyle {
    if (name === "quote" || name === "caption" || name === "footnote") return this.role(name);
    const style = this.#named(name);
    if (style === this.#body) return this.#entry("paragraph body");
    return this.#use(`paragraph ${name}`, () => this.#add(`paragraph ${name}`, builtInFor(style.label), style));
  }

  /** Style of a heading: Word's own `heading N` for the pack's `heading-N` (or the first of that level), or one beside it. */
  heading(level: number, name: string): UsedStyle {
    return this.#use(`heading ${level} ${name}`, () => {
      const options = { outline: level - 1, next: "Normal", priority: 9 };
      const look = { ...this.#named(name), hyphenate: false, keepTogether: true, keepWithNext: true };
      const own = name === `heading-${level}` || !this.#document.styles.paragraphs.has(`heading-${level}`);
      return this.#add(`heading ${level} ${name}`, own ? [`Heading${level}`, `heading ${level}`] : builtInFor(look.label), look, options);
    });
  }

  /**
   * Style of a line of the contents at that level. Lines that wrap hang under the title, whose number takes that many
   * ems. (They have no indent at the right: LibreOffice loses a page number at a tab stop beyond one.)
   */
  contents(level: number, name: string, numberWidth: number): UsedStyle {
    return this.#use(`contents ${level} ${name}`, () => {
      const style = this.#named(name);
      const indented = { ...style, indentLeft: style.indentLeft + (level - 1) * this.#document.styles.lists.indent };
      const look = { ...(this.#document.styles.paragraphs.get(`${name}-${level}`) ?? indented), hyphenate: false };
      const hanging = numberWidth * look.size;
      const hung = { ...look, indentLeft: look.indentLeft + hanging };
      return this.#add(`contents ${level} ${name}`, [`TOC${level}`, `toc ${level}`], hung, { next: "Normal", priority: 39, hanging });
    });
  }

  /** Style for a purpose, with the pack's style of that name where it has one, or made from the body's. */
  role(role: Exclude<Role, "heading" | "contents">, name: string | null = null): UsedStyle {
    const key = `${role} ${name ?? role}`;
    return this.#use(key, () => this.#add(key, roleBuiltIns[role], this.#roleLook(role, name)));
  }

  /** Style of a table. */
  table(name: string): { readonly id: string; readonly style: TableStyle } {
    const tables = this.#document.styles.tables;
    const style = tables.get(name) ?? tables.get("table") ?? plainTable;
    const known = this.#tables.get(style.name);
    if (known) return known;
    const made = { id: this.#freeId(`Table${identifier(style.name)}`), name: this.#freeName(style.name === "table" ? "Tabel" : `Tabel ${style.name}`), style };
    this.#tables.set(style.name, made);
    return made;
  }

  /** The whole `word/styles.xml`. */
  xml(): string {
    const entries = [...this.#entries.values()];
    return [
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
      '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">',
      this.#defaults(),
      ...entries.map((entry) => this.#paragraphXml(entry)),
      ...characterStyles(this.#document.styles.linkColour),
      plainTableXml,
      ...[...this.#tables.values()].map(tableXml),
      '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>',
      "</w:styles>",
    ].join("");
  }

  #named(name: string): ParagraphStyle {
    return this.#document.styles.paragraphs.get(name) ?? this.#body;
  }

  #roleLook(role: Exclude<Role, "heading" | "contents">, name: string | null): ParagraphStyle {
    const body = this.#body;
    const given = this.#document.styles.paragraphs.get(name ?? role);
    if (given) return given;
    switch (role) {
      case "list":
        return { ...body, name: "list", label: "Listeafsnit", spaceBefore: 0, spaceAfter: this.#document.styles.lists.spaceBetween };
      case "quote":
        return { ...body, name: "quote", label: "Citat", indentLeft: body.indentLeft + this.quoteIndent, indentRight: body.indentRight + this.quoteIndent };
      case "footnote":
        return { ...body, name: "footnote", label: "Fodnotetekst", size: body.size * 0.85, leading: body.leading * 0.85, align: "left", spaceBefore: 0, spaceAfter: 1 };
      default:
        return body;
    }
  }

  #use(key: string, make: () => Entry): Entry {
    return this.#entries.get(key) ?? make();
  }

  #entry(key: string): Entry {
    const entry = this.#entries.get(key);
    if (!entry) throw new Error(`no style for ${key}`);
    return entry;
  }

  #add(key: string, builtIn: readonly [string, string] | null, look: ParagraphStyle, options: Partial<Entry> = {}): Entry {
    const free = builtIn !== null && !this.#ids.has(builtIn[0]);
    const entry: Entry = {
      id: free ? builtIn[0] : this.#freeId(`Pack${identifier(look.name)}`),
      name: free ? builtIn[1] : this.#freeName(look.label || look.name),
      look,
      basedOn: "Normal",
      next: null,
      outline: null,
      priority: 20,
      hanging: 0,
      ...options,
    };
    this.#ids.add(entry.id);
    this.#names.add(entry.name.toLowerCase());
    this.#entries.set(key, entry);
    return entry;
  }

  #freeId(wanted: string): string {
    let id = wanted;
    for (let count = 2; this.#ids.has(id); count += 1) id = `${wanted}${count}`;
    this.#ids.add(id);
    return id;
  }

  /** Word takes a comma as the end of a name, and does not tell names apart by case. */
  #freeName(wanted: string): string {
    const clean = wanted.replaceAll(",", " ").trim() || "Typografi";
    let name = clean;
    for (let count = 2; this.#names.has(name.toLowerCase()) || Object.hasOwn(danishBuiltIns, name.toLowerCase()); count += 1) name = `${clean} ${count}`;
    this.#names.add(name.toLowerCase());
    return name;
  }

  #defaults(): string {
    const language = escapeAttribute(this.#document.language);
    const font = escapeAttribute(this.#font);
    return [
      "<w:docDefaults><w:rPrDefault><w:rPr>",
      `<w:rFonts w:ascii="${font}" w:eastAsia="${font}" w:hAnsi="${font}" w:cs="${font}"/>`,
      `<w:sz w:val="${halfPoints(this.#body.size)}"/><w:szCs w:val="${halfPoints(this.#body.size)}"/>`,
      `<w:lang w:val="${language}" w:eastAsia="${language}" w:bidi="ar-SA"/>`,
      '</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:before="0" w:after="0"/></w:pPr></w:pPrDefault></w:docDefaults>',
    ].join("");
  }

  #paragraphXml(entry: Entry): string {
    const { look, outline } = entry;
    const normal = entry.basedOn === null;
    const hyphenating = this.#body.hyphenate;
    const custom = entry.id.startsWith("Pack") ? ' w:customStyle="1"' : "";
    return [
      `<w:style w:type="paragraph"${normal ? ' w:default="1"' : ""}${custom} w:styleId="${entry.id}"><w:name w:val="${escapeAttribute(allowedText(entry.name))}"/>`,
      entry.basedOn === null ? "" : `<w:basedOn w:val="${entry.basedOn}"/>`,
      entry.next === null ? "" : `<w:next w:val="${entry.next}"/>`,
      `<w:uiPriority w:val="${entry.priority}"/><w:qFormat/>`,
      "<w:pPr>",
      look.keepWithNext ? "<w:keepNext/>" : normalOff(this.#body.keepWithNext && !normal, "keepNext"),
      look.keepTogether ? "<w:keepLines/>" : normalOff(this.#body.keepTogether && !normal, "keepLines"),
      "<w:widowControl/>",
      rules(look),
      hyphenating && !look.hyphenate ? "<w:suppressAutoHyphens/>" : "",
      `<w:spacing w:before="${twips(look.spaceBefore)}" w:after="${twips(look.spaceAfter)}" w:line="${twips(look.leading)}" w:lineRule="exact"/>`,
      `<w:ind w:left="${twips(look.indentLeft)}" w:right="${twips(look.indentRight)}"${entry.hanging === 0 ? "" : ` w:hanging="${twips(entry.hanging)}"`}/>`,
      `<w:jc w:val="${alignments[look.align]}"/>`,
      outline === null ? "" : `<w:outlineLvl w:val="${outline}"/>`,
      "</w:pPr><w:rPr>",
      look.bold ? "<w:b/><w:bCs/>" : normalOff(this.#body.bold && !normal, "b"),
      look.italic ? "<w:i/><w:iCs/>" : normalOff(this.#body.italic && !normal, "i"),
      `<w:color w:val="${colour(look.colour)}"/>`,
      look.tracking === 0 && this.#body.tracking === 0 ? "" : `<w:spacing w:val="${twips(look.tracking)}"/>`,
      `<w:sz w:val="${halfPoints(look.size)}"/><w:szCs w:val="${halfPoints(look.size)}"/>`,
      "</w:rPr></w:style>",
    ].join("");
  }
}

/** `#rrggbb` as WordprocessingML writes it. Black is `auto`, so that high contrast and dark modes can turn it. */
export function colour(value: string): string {
  const hex = value.replace("#", "").toUpperCase();
  if (!/^[0-9A-F]{6}$/.test(hex) || hex === "000000") return "auto";
  return hex;
}

function builtInFor(label: string): readonly [string, string] | null {
  const name = label.toLowerCase();
  return Object.hasOwn(danishBuiltIns, name) ? (danishBuiltIns[name] ?? null) : null;
}

function halfPoints(size: number): number {
  return Math.round(size * 2);
}

/** Takes away what a style would else have from the body's. */
function normalOff(inherited: boolean, property: string): string {
  return inherited ? `<w:${property} w:val="0"/>` : "";
}

function rules(look: ParagraphStyle): string {
  if (!look.ruleAbove && !look.ruleBelow) return "";
  return `<w:pBdr>${look.ruleAbove ? rule("top", look.ruleAbove) : ""}${look.ruleBelow ? rule("bottom", look.ruleBelow) : ""}</w:pBdr>`;
}

function rule(side: string, { width, colour: ink, gap }: Rule): string {
  return `<w:${side} w:val="single" w:sz="${eighths(width)}" w:space="${Math.min(31, Math.round(gap))}" w:color="${colour(ink)}"/>`;
}

/** Widths of rules are counted in eighths of a point, from a quarter of a point to twelve. */
function eighths(width: number): number {
  return Math.min(96, Math.max(2, Math.round(width * 8)));
}

function characterStyles(linkColour: string): string[] {
  const style = (id: string, name: string, priority: number, look: string) =>
    `<w:style w:type="character" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="${priority}"/><w:unhideWhenUsed/><w:rPr>${look}</w:rPr></w:style>`;
  return [
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>',
    style("Hyperlink", "Hyperlink", 99, `<w:color w:val="${colour(linkColour)}"/><w:u w:val="single"/>`),
    style("FootnoteReference", "footnote reference", 99, '<w:vertAlign w:val="superscript"/>'),
    style("EndnoteReference", "endnote reference", 99, '<w:vertAlign w:val="superscript"/>'),
  ];
}

const plainTableXml =
  '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>';

function tableXml({ id, name, style }: { readonly id: string; readonly name: string; readonly style: TableStyle }): string {
  const line = (side: string) => `<w:${side} w:val="single" w:sz="${eighths(style.ruleWidth)}" w:space="0" w:color="${colour(style.ruleColour)}"/>`;
  const sides = { grid: ["top", "left", "bottom", "right", "insideH", "insideV"], rows: ["top", "bottom", "insideH"], none: [] }[style.rules];
  const margin = (side: string, points: number) => `<w:${side} w:w="${twips(points)}" w:type="dxa"/>`;
  return [
    `<w:style w:type="table" w:customStyle="1" w:styleId="${id}"><w:name w:val="${escapeAttribute(allowedText(name))}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="40"/><w:qFormat/>`,
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>',
    sides.length === 0 ? "" : `<w:tblBorders>${sides.map(line).join("")}</w:tblBorders>`,
    `<w:tblCellMar>${margin("top", style.paddingY)}${margin("left", style.paddingX)}${margin("bottom", style.paddingY)}${margin("right", style.paddingX)}</w:tblCellMar>`,
    "</w:tblPr></w:style>",
  ].join("");
}

function identifier(name: string): string {
  return name.replace(/[^A-Za-z0-9]/g, "") || "Style";
}
