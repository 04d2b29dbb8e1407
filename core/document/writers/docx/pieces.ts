import { FileChild, type IParagraphOptions, Paragraph, type ParagraphChild, Table, TableCell, TableRow, type ITableRowOptions, type ITableCellOptions, type ITableOptions } from "docx";
import { Element } from "./element.ts";
import type { ListNumbering } from "./numbering.ts";
import type { UsedStyle } from "./style-sheet.ts";
import { twips } from "./twips.ts";

/**
 * What blocks become before they are Word's: pieces that can still be told to begin a page, to stay with what
 * follows, or to keep a distance that Word has no property for (as around tables).
 */
export type Piece = ParagraphPiece | TablePiece | ContentsPiece;

export interface ParagraphPiece {
  readonly type: "paragraph";
  readonly style: UsedStyle;
  readonly children: readonly ParagraphChild[];
  /** Points. */
  spaceBefore: number;
  spaceAfter: number;
  indentLeft: number;
  align: "left" | "right" | "centre" | null;
  keepNext: boolean;
  breakBefore: boolean;
  numbering: (ListNumbering & { readonly level: number; readonly hanging: number }) | null;
  /** Anything else, as the library takes it. */
  readonly more: IParagraphOptions;
}

export interface TablePiece {
  readonly type: "table";
  readonly options: Omit<ITableOptions, "rows">;
  readonly rows: readonly RowPiece[];
  /** Points. */
  readonly spaceBefore: number;
  readonly spaceAfter: number;
}

export interface RowPiece {
  readonly options: Omit<ITableRowOptions, "children">;
  readonly cells: readonly { readonly options: Omit<ITableCellOptions, "children">; readonly pieces: readonly Piece[] }[];
}

export interface ContentsPiece {
  readonly type: "contents";
  readonly lines: readonly ParagraphPiece[];
}

/** A paragraph that looks as its style says. */
export function paragraphPiece(style: UsedStyle, children: readonly ParagraphChild[], more: IParagraphOptions = {}): ParagraphPiece {
  const { spaceBefore, spaceAfter, indentLeft } = style.look;
  return { type: "paragraph", style, children, spaceBefore, spaceAfter, indentLeft, align: null, keepNext: false, breakBefore: false, numbering: null, more };
}

/** The paragraphs of a piece, in reading order. */
export function* paragraphsOf(piece: Piece): Generator<ParagraphPiece> {
  switch (piece.type) {
    case "paragraph":
      yield piece;
      break;
    case "contents":
      yield* piece.lines;
      break;
    case "table":
      for (const row of piece.rows) for (const cell of row.cells) for (const inner of cell.pieces) yield* paragraphsOf(inner);
  }
}

/** Lets the first of some pieces begin a page. */
export function breakBefore(pieces: readonly Piece[]): void {
  const first = pieces[0];
  if (!first) return;
  const paragraph = paragraphsOf(first).next().value;
  if (!paragraph) return;
  paragraph.breakBefore = true;
  // Word keeps the distance at the top of a page where the break was asked for.
  paragraph.spaceBefore = 0;
}

/** Keeps some pieces on one page where they fit. */
export function keepTogether(pieces: readonly Piece[]): void {
  const paragraphs = pieces.map((piece) => [...paragraphsOf(piece)]);
  for (const inPiece of paragraphs.slice(0, -1)) for (const paragraph of inPiece) paragraph.keepNext = true;
  const last = pieces.at(-1);
  if (last?.type !== "table") return;
  for (const row of last.rows.slice(0, -1)) for (const cell of row.cells) for (const piece of cell.pieces) for (const paragraph of paragraphsOf(piece)) paragraph.keepNext = true;
}

/**
 * Pieces as Word's paragraphs and tables. Distances around a table go to its neighbours, since Word has none of its
 * own; a paragraph stands between two tables, which would else grow together, and after a last one.
 */
export function build(pieces: readonly Piece[], gap: UsedStyle): FileChild[] {
  const out: FileChild[] = [];
  pieces.forEach((piece, index) => {
    switch (piece.type) {
      case "paragraph": {
        const before = pieces[index - 1];
        const after = pieces[index + 1];
        if (before?.type === "table") piece.spaceBefore = Math.max(piece.spaceBefore, before.spaceAfter);
        if (after?.type === "table") piece.spaceAfter = Math.max(piece.spaceAfter, after.spaceBefore);
        out.push(buildParagraph(piece));
        break;
      }
      case "table": {
        out.push(buildTable(piece, gap));
        const next = pieces[index + 1];
        if (next?.type !== "paragraph") out.push(gapParagraph(gap, next ? piece.spaceAfter : 0));
        break;
      }
      case "contents":
        out.push(new ContentsControl(piece.lines.map(buildParagraph)));
    }
  });
  if (out.length === 0) out.push(new Paragraph({ style: gap.id }));
  return out;
}

function buildParagraph(piece: ParagraphPiece): Paragraph {
  const { style, numbering, align } = piece;
  const moved = piece.spaceBefore !== style.look.spaceBefore || piece.spaceAfter !== style.look.spaceAfter;
  const indented = piece.indentLeft !== style.look.indentLeft;
  return new Paragraph({
    ...piece.more,
    // Normal is what a paragraph is when nothing is said.
    ...(style.id !== "Normal" && { style: style.id }),
    ...(piece.keepNext && !style.look.keepWithNext && { keepNext: true }),
    ...(piece.breakBefore && { pageBreakBefore: true }),
    ...(numbering && { numbering: { reference: numbering.reference, instance: numbering.instance, level: numbering.level, custom: true } }),
    ...(moved && { spacing: { before: twips(piece.spaceBefore), after: twips(piece.spaceAfter), ...piece.more.spacing } }),
    ...(indented && { indent: { ...piece.more.indent, left: twips(piece.indentLeft), ...(numbering && { hanging: twips(numbering.hanging) }) } }),
    ...(align !== null && { alignment: align === "centre" ? "center" : align }),
    children: piece.children,
  });
}

function buildTable(piece: TablePiece, gap: UsedStyle): Table {
  const rows = piece.rows.map(
    (row) =>
      new TableRow({
        ...row.options,
        children: row.cells.map((cell) => new TableCell({ ...cell.options, children: build(cell.pieces, gap).filter(fitsInCell) })),
      }),
  );
  return new Table({ ...piece.options, rows });
}

function fitsInCell(child: FileChild): child is Paragraph | Table {
  return child instanceof Paragraph || child instanceof Table;
}

/** A paragraph of that height, in points, and as low as Word allows for none. */
function gapParagraph(style: UsedStyle, height: number): Paragraph {
  return new Paragraph({
    style: style.id,
    spacing: { before: 0, after: 0, line: Math.max(20, twips(height)), lineRule: "exact" },
    run: { size: 2 },
  });
}

/** The content control that Word shows as a table of contents, with its button for bringing it up to date. */
class ContentsControl extends FileChild {
  constructor(lines: readonly Paragraph[]) {
    super("w:sdt");
    const gallery = new Element("w:docPartObj", {}, [new Element("w:docPartGallery", { "w:val": "Table of Contents" }), new Element("w:docPartUnique")]);
    this.root.push(new Element("w:sdtPr", {}, [gallery]), new Element("w:sdtContent", {}, lines));
  }
}
