import type { Block, Document, Inline, PageSetup, ParagraphStyle, Styles, TableStyle } from "../../document/document.ts";
import { plainParagraph, plainTable } from "../../document/plain-styles.ts";
import { inkColumns, type PageInk, type PreparationReason } from "../../domain/preparation.ts";
import type { Variant } from "../../domain/openness.ts";
import { reasonWords } from "../../messages/reasons.ts";

export interface SlipFacts {
  /** The item's heading as the agenda has it: `7. Beslutningssag: …`. */
  readonly itemHeading: string;
  readonly attachmentNumber: number;
  readonly title: string;
  /** As its owner called it; null where there is no file. */
  readonly fileName: string | null;
  readonly reason: PreparationReason;
  /** Who reads it: the public is sent to the secretariat, which can do something about it. */
  readonly variant: Variant;
}

/**
 * The page that stands in a packet for an attachment that cannot be shown (erstatningsside): which file, why, what to do,
 * and where the original is. One A4 page however long the names are, with the foot left free for the stamp.
 */
export function composeSlip({ itemHeading, attachmentNumber, title, fileName, reason, variant }: SlipFacts): Document {
  const name = `Bilag ${attachmentNumber}`;
  const { why, remedy } = reasonWords(reason);
  const rows: readonly (readonly [string, string])[] = [
    ...(fileName === null ? [] : [["Fil", shortened(fileName, 140)] as const]),
    ["Årsag", `${why.charAt(0).toLocaleUpperCase("da")}${why.slice(1)}.`],
    ...(variant === "public" ? [["Hvad kan gøres", "Kontakt sekretariatet, hvis du vil se bilaget."] as const] : []),
    ...(variant === "public" || remedy === "" ? [] : [["Hvad kan gøres", remedy] as const]),
    ...(variant === "public" || fileName === null ? [] : [["Originalen", "Ligger uændret i arbejdsfilen."] as const]),
  ];
  const blocks: Block[] = [
    paragraph("slip-item", shortened(itemHeading, 220)),
    { type: "heading", level: 1, style: "slip-title", id: null, entry: name, listed: false, children: [text(shortened(`${name}: ${title}`, 260))] },
    paragraph("slip-lead", "Bilagets sider kan ikke vises her."),
    {
      type: "table", style: "slip", widths: [0.22, 0.78], headerRows: 0, caption: [],
      rows: rows.map(([label, value]) => ({
        cells: [
          { header: "row", colSpan: 1, rowSpan: 1, align: null, children: [paragraph("slip-label", label)] },
          { header: null, colSpan: 1, rowSpan: 1, align: null, children: [paragraph("slip-value", value)] },
        ],
      })),
    },
  ];
  return {
    title: `${name}: ${title}`, author: "", subject: "", language: "da-DK", mark: "",
    setup, styles,
    header: [], footer: [], firstHeader: null, firstFooter: null,
    blocks, images: new Map(),
  };
}

/** At a word's end where there is one near; the whole name is in the receipt. */
function shortened(value: string, most: number): string {
  const tidy = value.replace(/\s+/g, " ").trim();
  const letters = Array.from(tidy);
  if (letters.length <= most) return tidy;
  return `${letters.slice(0, most - 1).join("").replace(/\s+\S{0,20}$/, "")} …`;
}

function paragraph(style: string, value: string): Block {
  return { type: "paragraph", style, id: null, children: [text(value)] };
}

function text(value: string): Inline {
  return { type: "text", text: value };
}

// ---------------------------------------------------------------- the look

const setup: PageSetup = { width: 595.28, height: 841.89, marginTop: 150, marginBottom: 90, marginLeft: 85, marginRight: 85, headerDistance: 40, footerDistance: 40 };

/** The margins, which are left free for the stamp: no strip is made for it. */
export const slipInk: PageInk = { foot: Array.from({ length: inkColumns }, () => setup.marginBottom), head: Array.from({ length: inkColumns }, () => setup.marginTop) };

const body: ParagraphStyle = { ...plainParagraph, hyphenate: false };
const rule = { width: 0.5, colour: "#c3cad0" };

const paragraphs: readonly ParagraphStyle[] = [
  body,
  { ...body, name: "slip-item", label: "Punkt", size: 10, leading: 13.5, colour: "#4a545c", spaceAfter: 10 },
  { ...body, name: "slip-title", label: "Bilag", size: 18, leading: 23, bold: true, spaceAfter: 12, keepTogether: true },
  { ...body, name: "slip-lead", label: "Besked", size: 12, leading: 16, spaceAfter: 18, ruleBelow: { ...rule, gap: 14 } },
  { ...body, name: "slip-label", label: "Ledetekst", colour: "#4a545c", spaceAfter: 0 },
  { ...body, name: "slip-value", label: "Oplysning", spaceAfter: 0 },
];

const table: TableStyle = { ...plainTable, name: "slip", rules: "none", headerFill: null, paddingX: 0, paddingY: 5, spaceBefore: 0, spaceAfter: 0, breakRows: false };

const styles: Styles = {
  paragraphs: new Map(paragraphs.map((style) => [style.name, style])),
  tables: new Map([["table", plainTable], ["slip", table]]),
  lists: { indent: 16, spaceBetween: 2, spaceAfter: 7 },
  linkColour: "#1a4f8b",
};
