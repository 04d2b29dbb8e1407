import { zlibSync } from "fflate";
import type { Block, Document, Heading, Inline, List, Paragraph, ParagraphStyle, Table, TableCell, TableStyle } from "../../../../../core/document/document.ts";

/** Small builders and one rich document about an invented board, for the tests of the DOCX writer. */

const base: ParagraphStyle = {
  name: "body",
  label: "Brødtekst",
  size: 10.5,
  leading: 15,
  bold: false,
  italic: false,
  colour: "#000000",
  align: "left",
  spaceBefore: 0,
  spaceAfter: 7.5,
  indentLeft: 0,
  indentRight: 0,
  tracking: 0,
  hyphenate: true,
  keepWithNext: false,
  keepTogether: false,
  ruleAbove: null,
  ruleBelow: null,
};

const head = { bold: true, hyphenate: false, keepWithNext: true, keepTogether: true };

const paragraphStyles: readonly ParagraphStyle[] = [
  base,
  { ...base, ...head, name: "title", label: "Titel", size: 24, leading: 30, colour: "#1f4e4a", spaceAfter: 12 },
  { ...base, ...head, name: "item", label: "Punkt", size: 15, leading: 20, colour: "#1f4e4a", spaceBefore: 6, spaceAfter: 9, ruleBelow: { width: 0.75, colour: "#1f4e4a", gap: 3 } },
  { ...base, ...head, name: "section", label: "Afsnit", size: 11.5, leading: 15, spaceBefore: 9, spaceAfter: 3 },
  { ...base, ...head, name: "subheading", label: "Underafsnit", size: 10.5, leading: 15, italic: true, spaceBefore: 6, spaceAfter: 2 },
  { ...base, name: "kicker", label: "Forlinje", size: 9, leading: 12, tracking: 0.6, colour: "#5a6b69", hyphenate: false, keepWithNext: true, spaceAfter: 2 },
  { ...base, name: "quote", label: "Citat", italic: true, indentLeft: 18, indentRight: 18, ruleAbove: null },
  { ...base, name: "cell", label: "Tabeltekst", size: 9.5, leading: 13, spaceAfter: 0, hyphenate: false },
  { ...base, name: "cell-head", label: "Tabelhoved", size: 9.5, leading: 13, bold: true, spaceAfter: 0, hyphenate: false },
  { ...base, name: "caption", label: "Billedtekst", size: 9.5, leading: 13, bold: true, keepWithNext: true, spaceBefore: 6, spaceAfter: 4, hyphenate: false },
  { ...base, name: "running", label: "Løbende linje", size: 8.5, leading: 11, spaceAfter: 0, colour: "#5a6b69", hyphenate: false },
  { ...base, name: "footnote", label: "Fodnotetekst", size: 8.5, leading: 11, spaceAfter: 2 },
  { ...base, name: "contents", label: "Indhold", spaceAfter: 3, indentRight: 0, hyphenate: false },
];

const tableStyle: TableStyle = {
  name: "table",
  cellStyle: "cell",
  headerStyle: "cell-head",
  captionStyle: "caption",
  rules: "rows",
  ruleWidth: 0.5,
  ruleColour: "#9aa8a6",
  headerFill: "#e4edeb",
  paddingX: 5,
  paddingY: 3,
  spaceBefore: 6,
  spaceAfter: 9,
  breakRows: false,
};

export const empty: Document = {
  title: "Tomt papir",
  author: "Sekretariatet",
  subject: "",
  language: "da-DK",
  mark: "",
  setup: { width: 595.28, height: 841.89, marginTop: 79, marginBottom: 71, marginLeft: 71, marginRight: 71, headerDistance: 36, footerDistance: 34 },
  styles: {
    paragraphs: new Map(paragraphStyles.map((style) => [style.name, style])),
    tables: new Map([
      ["table", tableStyle],
      ["grid", { ...tableStyle, name: "grid", rules: "grid", headerFill: null, breakRows: true }],
    ]),
    lists: { indent: 16, spaceBetween: 2, spaceAfter: 7.5 },
    linkColour: "#0b5e58",
  },
  header: [],
  footer: [],
  firstHeader: null,
  firstFooter: null,
  blocks: [],
  images: new Map(),
};

export function withBlocks(...blocks: readonly Block[]): Document {
  return { ...empty, title: "Prøve", blocks };
}

export function t(text: string): Inline {
  return { type: "text", text };
}

export function p(...children: readonly (Inline | string)[]): Paragraph {
  return styled("body", ...children);
}

export function styled(style: string, ...children: readonly (Inline | string)[]): Paragraph {
  return { type: "paragraph", style, id: null, children: children.map((child) => (typeof child === "string" ? t(child) : child)) };
}

export function strong(text: string): Inline {
  return { type: "strong", children: [t(text)] };
}

export function emphasis(text: string): Inline {
  return { type: "emphasis", children: [t(text)] };
}

export function link(href: string, text: string): Inline {
  return { type: "link", href, children: [t(text)] };
}

export function note(text: string, number = 1): Inline {
  return { type: "footnote", number, children: [t(text)] };
}

export function h(level: Heading["level"], text: string, more: Partial<Heading> = {}): Heading {
  const style = level === 1 ? "item" : level === 2 ? "section" : "subheading";
  return { type: "heading", level, style, id: null, entry: null, listed: false, children: [t(text)], ...more };
}

export function ul(...items: readonly (string | readonly Block[])[]): List {
  return { type: "list", ordered: false, marker: null, start: 1, items: items.map(item) };
}

export function ol(marker: "1" | "a" | "i", start: number, ...items: readonly (string | readonly Block[])[]): List {
  return { type: "list", ordered: true, marker, start, items: items.map(item) };
}

function item(content: string | readonly Block[]): List["items"][number] {
  return { children: typeof content === "string" ? [p(content)] : content };
}

export function cell(text: string, more: Partial<TableCell> = {}): TableCell {
  return { header: null, colSpan: 1, rowSpan: 1, align: null, children: [styled(more.header === "column" ? "cell-head" : "cell", text)], ...more };
}

export function th(text: string, more: Partial<TableCell> = {}): TableCell {
  return cell(text, { header: "column", ...more });
}

export function table(rows: readonly (readonly TableCell[])[], more: Partial<Table> = {}): Table {
  return { type: "table", style: "table", widths: null, headerRows: 1, caption: [], rows: rows.map((cells) => ({ cells })), ...more };
}

const prose = [
  "Bestyrelsen bad i foråret om et samlet overblik over de stier, der løber langs åen, og om et bud på, hvad det koster at holde dem farbare hele året. Sekretariatet har siden gået ruterne igennem sammen med de frivillige stivogtere.",
  "Gennemgangen viser, at tre broer bør udskiftes inden for to år, mens resten kan klares med almindelig vedligeholdelse. Vedligeholdelsesudgifterne fordeler sig skævt mellem kommunerne, fordi de lange strækninger ligger i øst, hvor jordbunden er blødest.",
  "Der er ikke indgået aftaler med lodsejerne om den nye forbindelse ved Æblegården, og sekretariatet foreslår derfor, at den behandles for sig, når forhandlingerne er afsluttet. Spørgsmålet om færgelejet ved Ørnehøj indgår heller ikke.",
];

/** A document with everything that the AST can hold. */
export const sample: Document = {
  ...empty,
  title: 'Budget <2027> & "anlæg"',
  subject: "Dagsorden til møde den 3. marts 2027",
  author: "Sekretariatet for Åstiernes Bestyrelse",
  header: [{ style: "running", left: [t("Åstiernes Bestyrelse")], centre: [], right: [t("Dagsorden")] }],
  footer: [{ style: "running", left: [t("3. marts 2027")], centre: [t("Internt")], right: [t("Side "), { type: "page-number" }, t(" af "), { type: "page-count" }] }],
  firstHeader: [],
  blocks: [
    styled("kicker", "DAGSORDEN · ÅSTIERNES BESTYRELSE"),
    styled("title", 'Budget <2027> & "anlæg"'),
    p("Mødet holdes ", strong("onsdag den 3. marts 2027 kl. 16"), " i mødelokale Mågen. Afbud meldes til ", link("mailto:stier@example.org", "stier@example.org"), "."),
    {
      type: "contents",
      style: "contents",
      entries: [
        { level: 1, text: "1. Stier langs åen", target: "punkt-1" },
        { level: 1, text: "2. Budget for broer", target: "punkt-2" },
        { level: 1, text: "3. Eventuelt", target: "punkt-3" },
      ],
    },
    {
      type: "group",
      role: "part",
      children: [
        h(1, "1. STIER LANGS ÅEN", { id: "punkt-1", entry: "1. Stier langs åen", listed: true }),
        h(2, "Baggrund for sagens fremlæggelse"),
        p(prose[0] ?? "", note("Se stivogternes egen rapport, som ligger på sekretariatet.", 1)),
        h(2, "Indstilling"),
        p("Sekretariatet indstiller til bestyrelsen,"),
        ul("at planen for stierne godkendes,", "at de tre broer udskiftes i den rækkefølge, der fremgår af tabellen, så den ældste bro tages først, og så de to øvrige kan bruges, mens arbejdet står på,", [p("at der arbejdes videre med:"), ul("skilte på dansk og tysk,", [p("bænke, herunder"), ul("to ved Ørnehøj.")])]),
        h(2, "Sagsfremstilling"),
        p(prose[1] ?? "", note("Fordelingen er opgjort efter længde.", 2), " Se også ", link("#punkt-2", "punkt 2"), " og ", link("https://example.org/stier?år=2027&del=2", "kortet på nettet"), "."),
        h(3, "Hvad de frivillige siger"),
        { type: "quote", children: [p("Vi går turen hver uge, og vi ser, når en planke er løs, længe før den knækker."), p("Det er ", emphasis("broerne"), ", det haster med.")] },
        p(prose[2] ?? ""),
        { type: "image", source: "image:kort", alt: "Kort over de tre broer", width: 0.5 },
        { type: "image", source: "image:borte", alt: "Foto af bro 2", width: null },
        ol("1", 1, "Bro ved Mosevang", [p("Bro ved Kærgård"), ol("a", 1, "nordlig side", "sydlig side")], "Bro ved Ørnehøj"),
        p("Rækkefølgen kan ændres, hvis vandstanden kræver det."),
        ol("1", 4, "Fortsat fra listen før", "og videre"),
        ol("i", 1, "romertal begynder forfra", "to"),
      ],
    },
    {
      type: "group",
      role: "part",
      children: [
        h(1, "2. BUDGET FOR BROER", { id: "punkt-2", entry: "2. Budget for broer", listed: true }),
        p("Beløbene er i 1.000 kr. ", strong("Merudgifter"), " er angivet med plus."),
        table(
          [
            [th("Bro"), th("Begrundelse"), th("2027", { align: "right" }), th("2028", { align: "right" })],
            ...Array.from({ length: 34 }, (_, index) => [
              cell(`Bro ${index + 1}`, { header: "row" }),
              cell(index % 3 === 0 ? "Planker og gelænder er mørnet; broen kan ikke bære de maskiner, der slår brinken." : "Almindeligt eftersyn."),
              cell(`${(index + 1) * 12}`, { align: "right" }),
              cell(`${(index + 1) * 7}.${String(index).padStart(3, "0")}`, { align: "right" }),
            ]),
          ],
          { caption: [t("Tabel 1. Broer og beløb")] },
        ),
        table(
          [
            [th("Område", { rowSpan: 2 }), th("Økonomi", { colSpan: 2, align: "centre" })],
            [th("Anlæg", { align: "right" }), th("Drift", { align: "right" })],
            [cell("Øst", { rowSpan: 2 }), cell("100", { align: "right" }), cell("20", { align: "right" })],
            [cell("I alt for øst: 120", { colSpan: 2, children: [styled("cell", "I alt for øst: 120"), ul("heraf broer 80", "heraf skilte 40")] })],
            [cell("Vest"), cell("90", { align: "right" }), cell("15", { align: "right" })],
          ],
          { style: "grid", headerRows: 2, widths: [0.5, 0.25, 0.25] },
        ),
        p("Udgifterne afholdes inden for rammen."),
      ],
    },
    { type: "page-break" },
    h(1, "3. EVENTUELT", { id: "punkt-3", entry: "3. Eventuelt", listed: true }),
    { type: "group", role: "keep", children: [p("Intet at bemærke."), p("Første linje", { type: "line-break" }, "anden linje"), p("Sidste ord: blåbærgrød, Århus\u2011banen og sam\u00adarbejds\u00adaftale.")] },
  ],
  images: new Map([["image:kort", { mediaType: "image/png", bytes: striped(300, 160), width: 300, height: 160 }]]),
};

/** A PNG of stripes. */
export function striped(width: number, height: number): Uint8Array {
  const rows = new Uint8Array(height * (width * 3 + 1));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = y * (width * 3 + 1) + 1 + x * 3;
      const on = (x + y) % 40 < 20;
      rows.set(on ? [31, 78, 74] : [228, 237, 235], at);
    }
  }
  const header = new Uint8Array(13);
  new DataView(header.buffer).setUint32(0, width);
  new DataView(header.buffer).setUint32(4, height);
  header.set([8, 2, 0, 0, 0], 8);
  return Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...chunk("IHDR", header), ...chunk("IDAT", zlibSync(rows)), ...chunk("IEND", new Uint8Array())]);
}

function chunk(type: string, data: Uint8Array): number[] {
  const body = [...new TextEncoder().encode(type), ...data];
  return [...bigEndian(data.length), ...body, ...bigEndian(crc(body))];
}

function bigEndian(value: number): number[] {
  return [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}

function crc(bytes: readonly number[]): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return (value ^ 0xffffffff) >>> 0;
}
