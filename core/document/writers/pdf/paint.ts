import type { Document } from "../../document.ts";
import { createPictures, type Pictures } from "./embedded-pictures.ts";
import { embedFonts } from "./embedded-fonts.ts";
import type { LaidPage, Layout, PlacedMark } from "./lay-out.ts";
import { destinationName, linkAddress, linkDescription } from "./link-address.ts";
import { type ArtifactKind, PageContent } from "./page-content.ts";
import type { Placed } from "./paginate.ts";
import type { PdfFile, PdfkitOutline } from "./pdf-file.ts";
import { framePadding } from "./set-picture.ts";
import type { CellLayout, LinkTarget, PictureSlug, PlacedRule, RowSlug, RunStyle, Segment, Slug, TextLine } from "./slug.ts";
import type { StructureNode } from "./structure.ts";
import type { Typefaces } from "./typefaces.ts";
import type { TaggedPages } from "./write-structure.ts";

const encoder = new TextEncoder();

/** Space above a destination, so that what one jumps to is not at the window's very edge. */
const destinationMargin = 6;

const noteRuleWidth = 0.5;
const noteRuleLength = 96;
const frameColour = "#808080";

/** Paints the pages into the file and returns what its structure tree must point at. */
export function paintPages(file: PdfFile, layout: Layout, document: Document, typefaces: Typefaces): TaggedPages {
  const fonts = embedFonts(file, typefaces);
  const pictures = createPictures(file, document);
  const tagged = { pages: [] as number[], marked: [] as (readonly StructureNode[])[], annotated: [] as StructureNode[] };
  layout.pages.forEach((page, index) => {
    file.pdfkit.addPage({ size: [document.setup.width, document.setup.height], margin: 0 });
    const under = new PageContent(index, fonts);
    const content = new PageContent(index, fonts);
    const painter = new PagePainter(file, layout, document, typefaces, pictures, under, content, tagged.annotated);
    painter.paint(page);
    const { page: target } = file.pdfkit;
    // pdfkit has turned the page upside down; this turns it back.
    const stream = `1 0 0 -1 0 ${document.setup.height} cm\n${under.finish()}${content.finish()}`;
    target.content.write(encoder.encode(stream));
    for (const face of content.usedFaces) target.fonts[fonts.name(face)] = fonts.resource(face);
    target.dictionary.data["StructParents"] = index;
    tagged.pages.push(target.dictionary.id);
    tagged.marked.push(content.marked);
  });
  paintOutline(file, layout.outline, document);
  return tagged;
}

class PagePainter {
  readonly #file: PdfFile;
  readonly #layout: Layout;
  readonly #document: Document;
  readonly #typefaces: Typefaces;
  readonly #pictures: Pictures;
  readonly #under: PageContent;
  readonly #content: PageContent;
  readonly #annotated: StructureNode[];

  constructor(file: PdfFile, layout: Layout, document: Document, typefaces: Typefaces, pictures: Pictures, under: PageContent, content: PageContent, annotated: StructureNode[]) {
    this.#file = file;
    this.#layout = layout;
    this.#document = document;
    this.#typefaces = typefaces;
    this.#pictures = pictures;
    this.#under = under;
    this.#content = content;
    this.#annotated = annotated;
  }

  paint(page: LaidPage): void {
    for (const { line, y } of page.header) this.#line(line, y, "head");
    for (const placed of page.body.placed) this.#placed(placed, page.bodyTop);
    if (page.body.noteRule !== null) {
      const left = this.#document.setup.marginLeft;
      const y = this.#up(page.bodyTop + page.body.noteRule);
      this.#under.rule(left, y, left + noteRuleLength, y, noteRuleWidth, frameColour);
    }
    for (const placed of page.body.notes) this.#placed(placed, page.bodyTop);
    for (const { line, y } of page.footer) this.#line(line, y, "foot");
  }

  #placed(placed: Placed, top: number): void {
    const y = top + placed.y;
    if (placed.slug.kind === "row") this.#row(placed.slug, y, placed.opens, placed.closes, placed.repeated ? "layout" : null);
    else this.#slug(placed.slug, y, placed.repeated ? "layout" : null);
  }

  #slug(slug: Slug, y: number, artifact: ArtifactKind | null): void {
    if (artifact === null) this.#anchors(slug, y);
    if (slug.kind === "line") this.#line(slug, y, artifact);
    else if (slug.kind === "picture") this.#picture(slug, y, artifact);
    else if (slug.kind === "row") this.#row(slug, y, slug.table.rows.indexOf(slug) === 0, slug.last, artifact);
  }

  #anchors(slug: Slug, y: number): void {
    for (const anchor of slug.anchors) this.#destination(anchor, y);
  }

  #destination(anchor: string, y: number): void {
    this.#file.pdfkit.addNamedDestination(destinationName(anchor), "XYZ", null, Math.max(0, y - destinationMargin), null);
  }

  // -------------------------------------------------------------- lines

  #line(line: TextLine, y: number, artifact: ArtifactKind | null): void {
    this.#rule(line.ruleAbove, y);
    this.#rule(line.ruleBelow, y);
    const baseline = this.#up(y + line.baseline);
    for (const segment of line.segments) {
      this.#content.segment(segment, segment.x, baseline, artifact);
      const { link } = segment.run;
      if (!link || artifact !== null) continue;
      if (link.underline) this.#underline(segment, baseline);
      if (!line.leader) this.#link(link, segment.run, segment.x, visibleEnd(segment), baseline);
      if (link.anchor !== null) this.#destination(link.anchor, y);
    }
    if (line.leader) this.#leader(line, baseline, artifact);
  }

  #rule(placed: PlacedRule | null, y: number): void {
    if (!placed) return;
    const at = this.#up(y + placed.y);
    this.#under.rule(placed.x, at, placed.x + placed.width, at, placed.rule.width, placed.rule.colour);
  }

  #underline(segment: Segment, baseline: number): void {
    const y = baseline + segment.run.rise - segment.run.size * 0.12;
    this.#under.rule(segment.x, y, visibleEnd(segment), y, segment.run.size * 0.045, segment.run.colour);
  }

  #leader(line: TextLine, baseline: number, artifact: ArtifactKind | null): void {
    const { leader } = line;
    if (!leader) return;
    const { run } = leader;
    const page = this.#layout.anchors.get(leader.target);
    const shaped = this.#typefaces.shape(run.face, page === undefined ? "–" : String(page + 1));
    const width = (shaped.width * run.size) / 1000;
    const x = leader.to - width;
    this.#content.segment({ run, x, width, words: [shaped], spaceAfter: [false], spaceWidth: 0, spaceExtra: 0, endSpace: 0, trailingSpace: false }, x, baseline, artifact);
    this.#under.dots(leader.from + run.size * 0.5, x - run.size * 0.5, baseline + run.size * 0.045, run.size * 0.085, run.size * 0.45, run.colour);
    const from = line.segments[0]?.x ?? x;
    if (run.link && artifact === null) this.#link(run.link, run, from, leader.to, baseline);
  }

  #link(link: LinkTarget, run: RunStyle, from: number, to: number, baseline: number): void {
    const { pdfkit } = this.#file;
    const size = run.size / 1000;
    const bottom = baseline + run.rise - this.#typefaces.metrics.descent * size * 0.7;
    const top = baseline + run.rise + this.#typefaces.metrics.ascent * size * 0.9;
    const address = linkAddress(link.href);
    if (!address) return;
    const target = "uri" in address ? { A: { S: "URI", URI: new String(address.uri) } } : { Dest: new String(address.destination) };
    const annotation = pdfkit.ref({
      Type: "Annot",
      Subtype: "Link",
      Rect: [from, bottom, Math.max(to, from + 1), top],
      Border: [0, 0, 0],
      F: 4,
      ...target,
      Contents: new String(linkDescription(link.contents, link.href)),
      StructParent: this.#layout.pages.length + this.#annotated.length,
    });
    annotation.end();
    pdfkit.page.annotations.push(annotation);
    this.#annotated.push(link.node);
    link.node.children.push({ page: this.#content.page, annotation: annotation.id });
  }

  // -------------------------------------------------------------- pictures

  #picture(slug: PictureSlug, y: number, artifact: ArtifactKind | null): void {
    const bottom = this.#up(y + slug.height);
    if (slug.node && artifact === null && !slug.node.entries.includes("/BBox")) {
      const box = [slug.x, bottom, slug.x + slug.width, bottom + slug.height].map((value) => Math.round(value * 100) / 100);
      slug.node.entries += `/A<</O/Layout/Placement/Block/BBox[${box.join(" ")}]>>`;
    }
    if (slug.source !== null) {
      const placed = this.#pictures.place(slug.source, slug.x, bottom, slug.width, slug.height);
      if (placed) this.#content.image(placed.name, placed.matrix, artifact === null ? slug.node : null);
      return;
    }
    const top = bottom + slug.height;
    const right = slug.x + slug.width;
    this.#under.rule(slug.x, bottom, right, bottom, 0.5, frameColour);
    this.#under.rule(slug.x, top, right, top, 0.5, frameColour);
    this.#under.rule(slug.x, bottom, slug.x, top, 0.5, frameColour);
    this.#under.rule(right, bottom, right, top, 0.5, frameColour);
    let lineY = y + framePadding;
    for (const line of slug.lines) {
      this.#line(line, lineY, artifact);
      lineY += line.height;
    }
  }

  // -------------------------------------------------------------- rows

  #row(row: RowSlug, y: number, opens: boolean, closes: boolean, artifact: ArtifactKind | null): void {
    if (artifact === null) this.#anchors(row, y);
    this.#fills(row, y);
    this.#rules(row, y, opens, closes);
    for (const cell of [...row.cells, ...row.continued].sort((a, b) => a.column - b.column)) {
      const part = cell.parts.get(row);
      if (!part) continue;
      let lineY = y + row.table.paddingY;
      part.slugs.forEach((slug, index) => {
        if (index > 0) lineY += slug.gap;
        this.#slug(slug, lineY, part.repeated ? "layout" : artifact);
        lineY += slug.height;
      });
    }
  }

  #fills(row: RowSlug, y: number): void {
    const { headerFill, edges } = row.table;
    if (headerFill === null) return;
    const bottom = this.#up(y + row.height);
    for (const { from, to, cell } of stretches(row)) {
      if (!cell.fill) continue;
      const x = edges[from] as number;
      this.#under.fillRectangle(x, bottom, (edges[to] as number) - x, row.height, headerFill);
    }
  }

  #rules(row: RowSlug, y: number, opens: boolean, closes: boolean): void {
    const { rules, ruleWidth, ruleColour, edges } = row.table;
    if (rules === "none") return;
    const top = this.#up(y);
    const bottom = this.#up(y + row.height);
    const end = edges.length - 1;
    const overhang = rules === "grid" ? ruleWidth / 2 : 0;
    const horizontal = (from: number, to: number, at: number) =>
      this.#under.rule((edges[from] as number) - overhang, at, (edges[to] as number) + overhang, at, ruleWidth, ruleColour);
    if (opens) horizontal(0, end, top);
    else for (const { from, to, cell } of stretches(row)) if (!row.continued.includes(cell)) horizontal(from, to, top);
    if (closes) horizontal(0, end, bottom);
    if (rules !== "grid") return;
    const vertical = (column: number) => this.#under.rule(edges[column] as number, top, edges[column] as number, bottom, ruleWidth, ruleColour);
    for (const { from } of stretches(row)) vertical(from);
    vertical(end);
  }

  #up(y: number): number {
    return this.#document.setup.height - y;
  }
}

/** Where a segment's last letter ends; a space may follow it. */
function visibleEnd(segment: Segment): number {
  return segment.x + segment.width - segment.endSpace;
}

/** The row's columns taken together where one cell covers them. */
function stretches(row: RowSlug): { readonly from: number; readonly to: number; readonly cell: CellLayout }[] {
  const found: { from: number; to: number; cell: CellLayout }[] = [];
  row.occupants.forEach((cell, column) => {
    const last = found.at(-1);
    if (last && last.cell === cell) last.to = column + 1;
    else found.push({ from: column, to: column + 1, cell });
  });
  return found;
}

function paintOutline(file: PdfFile, marks: readonly PlacedMark[], document: Document): void {
  let parent: PdfkitOutline | null = null;
  for (const mark of marks) {
    const at = { pageNumber: mark.page, fit: false, left: document.setup.width, top: Math.max(0, mark.y - destinationMargin), zoom: 0 };
    const item: PdfkitOutline = (mark.level > 1 && parent ? parent : file.pdfkit.outline).addItem(mark.title, at);
    if (mark.level === 1) parent = item;
  }
}
