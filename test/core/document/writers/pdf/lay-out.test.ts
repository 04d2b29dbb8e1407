import { expect, test } from "vitest";
import type { Block, Document } from "../../../../../core/document/document.ts";
import { type LaidPage, layOut, type Layout } from "../../../../../core/document/writers/pdf/lay-out.ts";
import type { Placed } from "../../../../../core/document/writers/pdf/paginate.ts";
import type { CellLayout, RowSlug, Segment, Slug, TextLine } from "../../../../../core/document/writers/pdf/slug.ts";
import { createWordSplitter } from "../../../../../core/document/writers/pdf/split-word.ts";
import { openTypefaces, type Shaped } from "../../../../../core/document/writers/pdf/typefaces.ts";
import { loadFonts } from "../../../../../platform/fonts.ts";
import { drawnPicture } from "../../../../support/full-sample.ts";
import { bulletList, cell, footnote, heading1, heading2, paragraph, sampleDocument, sampleSetup, sampleStyles, styled, table, text } from "../../../../support/sample-document.ts";

const typefaces = openTypefaces(loadFonts());
const splitWord = createWordSplitter(typefaces);
const prose = "Udvalget drøftede forslaget om fælles indkøb og bad om et overblik over de kommuner, der allerede deltager i ordningen. ";
const lineHeight = 14.5;
const bodyHeight = sampleSetup.height - sampleSetup.marginTop - sampleSetup.marginBottom;

function lay(blocks: readonly Block[], changes: Partial<Document> = {}): Layout {
  return layOut(sampleDocument(blocks, { header: [], footer: [], ...changes }), typefaces, splitWord);
}

/** Paragraphs of one line, to push what follows down by so many lines. */
function filler(lines: number): Block[] {
  return Array.from({ length: lines }, (_, index) => styled("cell", `Linje ${index + 1}.`));
}

// ---------------------------------------------------------------- page breaks

test("wherever a page ends, headings stand with at least two lines of what follows, and no line stands alone", () => {
  for (let lines = 20; lines < 62; lines++) {
    const long = prose.repeat(4);
    const layout = lay([...filler(lines), heading1("a", "1. SAG"), heading2("Indstilling"), paragraph(long), heading2("Punkter"), bulletList("at et", "at to", "at tre", "at fire"), paragraph(long)]);
    layout.pages.forEach((page, index) => {
      const set = lineTexts(page);
      const last = set.at(-1) ?? "";
      expect(["1. SAG", "Indstilling", "Punkter", "• at et"], `${lines} lines, page ${index + 1}`).not.toContain(last);
    });
    // A paragraph over two pages has two lines or more on each.
    const [first, second] = layout.pages.map((page) => page.body.placed.map(({ slug }) => paragraphOf(slug)));
    if (first && second) {
      const node = first.at(-1);
      if (node && node === second[0]) {
        expect(first.filter((own) => own === node).length, `${lines} lines`).toBeGreaterThanOrEqual(2);
        expect(second.filter((own) => own === node).length, `${lines} lines`).toBeGreaterThanOrEqual(2);
      }
    }
  }
});

test("paragraphs of three lines stay whole", () => {
  const three = prose.repeat(2);
  for (let lines = 40; lines < 50; lines++) {
    const layout = lay([...filler(lines), paragraph(three)]);
    const pages = layout.pages.filter((page) => lineTexts(page).some((line) => line.includes("Udvalget drøftede")));
    expect(pages).toHaveLength(1);
  }
});

test("what belongs together stays on one page where it can, and is divided where it cannot", () => {
  const signatures = (count: number): Block => ({ type: "group", role: "keep", children: filler(count) });
  const kept = lay([...filler(40), signatures(12)]);
  expect(kept.pages.map((page) => lineTexts(page).length)).toEqual([40, 12]);
  const tooTall = lay([...filler(20), signatures(80)]);
  expect(lineTexts(tooTall.pages[0] as LaidPage).length).toBeGreaterThan(40);
});

test("breaks and parts begin a page without leaving an empty one", () => {
  const part = (words: string): Block => ({ type: "group", role: "part", children: [paragraph(words)] });
  const layout = lay([{ type: "page-break" }, part("Et"), { type: "page-break" }, { type: "page-break" }, part("To"), paragraph("Efter"), part("Tre"), { type: "page-break" }]);
  expect(layout.pages.map(lineTexts)).toEqual([["Et"], ["To", "Efter"], ["Tre"]]);
});

test("a break at the end of a group begins the page of what follows", () => {
  const layout = lay([{ type: "group", role: "section", children: [paragraph("Et"), { type: "page-break" }] }, heading1("a", "2. SAG"), paragraph("To")]);
  expect(layout.pages.map(lineTexts)).toEqual([["Et"], ["2. SAG", "To"]]);
  expect(layout.pages[1]?.body.placed[0]?.y).toBe(0);
});

test("space before a block falls away at the head of a page", () => {
  const layout = lay([paragraph("Et"), { type: "page-break" }, heading1("a", "1. SAG"), paragraph("Tekst")]);
  expect(layout.pages[1]?.body.placed[0]?.y).toBe(0);
});

// ---------------------------------------------------------------- text

test("words are set with the font's own kerning and ligatures", () => {
  const words = "AVATAR Tøvejr Vest. 11.150 skaft Kraft, LYTTE »Ja«, høje æblet; f.eks. 1.1.2026 affald Ærø-Tåsing (kl. 7)";
  for (const word of words.split(" ")) {
    const shaped = typefaces.shape(0, word);
    const whole = typefaces.fonts[0]?.layout(word);
    expect(shaped.width, word).toBeCloseTo(whole?.positions.reduce((sum, position) => sum + position.xAdvance, 0) ?? 0, 5);
    expect(shaped.runs.flatMap((run) => run.glyphs.map((glyph) => glyph.id)), word).toEqual(whole?.glyphs.map((glyph) => glyph.id));
  }
});

test("no line is longer than the measure, whatever stands in it", () => {
  const long = "Speciallægepraksisplanlægningsudvalgsformandskandidatopstillingsmødereferatskriver";
  const address = `https://eksempel.invalid/${"afdeling/".repeat(30)}side.html`;
  const layout = lay([paragraph(prose, long.repeat(3), " ", address), styled("heading-1", long.toUpperCase().repeat(2)), paragraph(Array(60).fill("fast").join("\u00a0")), styled("justified", prose.repeat(3), address), paragraph("漢".repeat(200))]);
  for (const line of allLines(layout)) {
    const end = Math.max(...line.segments.map((segment) => segment.x + segment.width));
    expect(end).toBeLessThanOrEqual(sampleSetup.width - sampleSetup.marginRight + 0.1);
  }
});

test("justified lines end at the margin, but the last", () => {
  const lines = allLines(lay([styled("justified", prose.repeat(6))]));
  const right = sampleSetup.width - sampleSetup.marginRight;
  for (const line of lines.slice(0, -1)) expect(Math.max(...line.segments.map((segment) => segment.x + segment.width))).toBeCloseTo(right, 3);
  expect(Math.max(...(lines.at(-1)?.segments ?? []).map((segment) => segment.x + segment.width))).toBeLessThan(right);
});

test("lines do not end after § or a suspended hyphen, nor before a dash", () => {
  for (let width = 300; width < 452; width += 3) {
    const setup = { ...sampleSetup, marginRight: sampleSetup.width - sampleSetup.marginLeft - width };
    const layout = lay([paragraph("Reglerne om høre- og talevanskeligheder følger af § 12 i loven, og om social- eller sundhedsfaglig støtte – med få undtagelser – af § 14, som gælder drift- samt anlægsudgifter.")], { setup });
    for (const line of allLines(layout)) {
      const words = lineText(line);
      expect(words).not.toMatch(/§$/);
      expect(words).not.toMatch(/(?:høre|social|drift)-$/);
      expect(words).not.toMatch(/^–/);
    }
  }
});

test("long words are divided in narrow columns only, never in headings and capitals", () => {
  const wide = allLines(lay([paragraph(prose.repeat(8))])).map(lineText);
  expect(wide.filter((line) => line.endsWith("-"))).toEqual([]);
  const setup = { ...sampleSetup, marginRight: 440 };
  const narrow = allLines(lay([paragraph("Kommunikationsafdelingen orienterer sundhedsudvalget om udviklingsplanerne for bygningsvedligeholdelse.")], { setup })).map(lineText);
  expect(narrow.some((line) => line.endsWith("-"))).toBe(true);
  for (let right = 300; right < 440; right += 5) {
    const last = allLines(lay([paragraph("Udvalget orienteres om kommunernes indstillinger.")], { setup: { ...sampleSetup, marginRight: right } })).map(lineText);
    expect(last.at(-1), `margin ${right}`).toMatch(/(?:^| )indstillinger\.$/);
  }
  const headings = allLines(lay([heading2("Kommunikationsafdelingen orienterer sundhedsudvalget"), paragraph("BYGNINGSVEDLIGEHOLDELSE OG UDVIKLINGSPLANER")], { setup })).map(lineText);
  expect(headings.filter((line) => line.endsWith("-"))).toEqual([]);
});

// ---------------------------------------------------------------- tables

test("the header is repeated on each page and never stands alone", () => {
  for (let lines = 38; lines < 50; lines++) {
    const rows = Array.from({ length: 60 }, (_, index) => [`Bro ${index + 1}`, `${index + 1}`]);
    const layout = lay([...filler(lines), table(["Navn", "Nummer"], rows, "Tabel 1")]);
    const pages = layout.pages.filter((page) => page.body.placed.some(({ slug }) => slug.kind === "row"));
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages) {
      const set = page.body.placed.filter(({ slug }) => slug.kind === "row");
      expect(set.slice(0, 2).map(({ slug }) => (slug as RowSlug).header)).toEqual([true, false]);
      expect(set[0]?.repeated).toBe(page !== pages[0]);
    }
    expect(lineTexts(layout.pages.find((page) => lineTexts(page).includes("Tabel 1")) as LaidPage)).toContain("Bro 1");
  }
});

test("a table of thousands of rows is set in order", () => {
  const rows = Array.from({ length: 5000 }, (_, index) => [`Bro ${index + 1}`, `${index + 1}`]);
  const layout = lay([table(["Navn", "Nummer"], rows)]);
  expect(layout.pages.flatMap(lineTexts).filter((line) => line.startsWith("Bro"))).toEqual(rows.map(([name]) => name));
});

test("a row stays whole where the style says so, and is divided where it is taller than a page", () => {
  const tall = Array.from({ length: 70 }, () => paragraph("Kort linje."));
  const layout = lay([...filler(10), table(["Navn", "Tekst"], [["Et", cell(tall)], ["To", "Slut"]])]);
  expect(layout.pages.length).toBeGreaterThan(1);
  expect(layout.pages.flatMap(lineTexts).filter((line) => line === "Kort linje.")).toHaveLength(70);
  withinCells(layout);

  const block = Array.from({ length: 10 }, () => paragraph("Kort linje."));
  const whole = lay([...filler(40), table(["Navn", "Tekst"], [["Et", "Kort"], ["To", cell(block)]])]);
  const counts = whole.pages.map((page) => lineTexts(page).filter((line) => line === "Kort linje.").length);
  expect(counts).toEqual([0, 10]);

  const styles = { ...sampleStyles, tables: new Map([...sampleStyles.tables].map(([name, style]) => [name, { ...style, breakRows: true }])) };
  const broken = lay([...filler(36), table(["Navn", "Tekst"], [["Et", "Kort"], ["To", cell(block)]])], { styles });
  expect(broken.pages.map((page) => lineTexts(page).filter((line) => line === "Kort linje.").length).every((count) => count >= 2)).toBe(true);
  withinCells(broken);
});

test("a label over several rows is said again on the next page, as no content", () => {
  const rows = Array.from({ length: 70 }, (_, index) => (index === 0 ? [cell("Nordkredsen", { header: "row", rowSpan: 70 }), `Bro ${index + 1}`] : [`Bro ${index + 1}`]));
  const layout = lay([table(["Område", "Navn"], rows)]);
  expect(layout.pages.length).toBe(3);
  for (const page of layout.pages) expect(lineTexts(page).filter((line) => line === "Nordkredsen")).toHaveLength(1);
  const labels = layout.pages.map((page) => partsOf(page).filter(({ texts }) => texts.includes("Nordkredsen")).map(({ repeated }) => repeated));
  expect(labels).toEqual([[false], [true], [true]]);
});

test("text over several rows goes on where the page ends, and none of it is lost", () => {
  const long = Array.from({ length: 60 }, (_, index) => paragraph(`Sætning ${index + 1}.`));
  for (const count of [3, 20, 40]) {
    const rows = Array.from({ length: count }, (_, index) => (index === 0 ? [cell(long, { rowSpan: count }), "Et"] : [`Bro ${index + 1}`]));
    const layout = lay([...filler(12), table(["Tekst", "Navn"], rows)]);
    const sentences = layout.pages.flatMap(lineTexts).filter((line) => line.startsWith("Sætning"));
    expect(sentences).toEqual(Array.from({ length: 60 }, (_, index) => `Sætning ${index + 1}.`));
    withinCells(layout);
  }
});

test("no text stands outside its cell, whatever the cells hold", () => {
  const long = "Bygningsvedligeholdelsesplanlægningsudvalgsmødereferat";
  const images = new Map([["billede", drawnPicture(400, 900)]]);
  const inner = table(["Indre", "Tabel"], [[long, "1"], ["2", "3"]]);
  const wide = Array.from({ length: 14 }, (_, index) => (index % 3 === 0 ? long : `${index}.000.000`));
  const layout = lay(
    [
      table(wide, [wide, wide.map((_, index) => cell([bulletList("et", long)], index === 2 ? { colSpan: 1 } : {}))]),
      table(["A", "B", "C"], [[cell([inner]), cell([{ type: "image", source: "billede", alt: "Billede", width: null }]), cell(prose.repeat(3), { rowSpan: 2 })], [cell(long.repeat(2), { colSpan: 2 })]]),
      table(["Kun hoved"], []),
      table([], [["Uden", "hoved"], ["kort række"], ["tre", "i", "alt"]]),
    ],
    { images },
  );
  withinCells(layout);
  for (const page of layout.pages) {
    for (const placed of page.body.placed) expect(placed.y + placed.slug.height).toBeLessThanOrEqual(bodyHeight + 0.1);
  }
});

test("columns take their widths from the content, or from the shares that are given", () => {
  const edges = (block: Block): readonly number[] => {
    const slug = lay([block]).pages[0]?.body.placed[0]?.slug;
    return slug?.kind === "row" ? slug.table.edges : [];
  };
  const fitted = edges(table(["Nr.", "Beskrivelse"], [["1", prose], ["2", prose]]));
  expect((fitted[1] as number) - (fitted[0] as number)).toBeLessThan(60);
  const shared = edges(table(["A", "B"], [["1", "2"]], "", { widths: [0.25, 0.75] }));
  const width = (shared[2] as number) - (shared[0] as number);
  expect(((shared[1] as number) - (shared[0] as number)) / width).toBeCloseTo(0.25, 5);
  expect(width).toBeCloseTo(sampleSetup.width - sampleSetup.marginLeft - sampleSetup.marginRight, 5);
});

// ---------------------------------------------------------------- notes and pictures

test("notes stand at the foot of the page of their reference, and text and notes never meet", () => {
  for (let lines = 30; lines < 50; lines++) {
    const note = (number: number) => footnote(number, text(`Note ${number}. ${prose.repeat(2)}`));
    const layout = lay([...filler(lines), paragraph("Første", note(1), " og anden", note(2), "."), paragraph(prose.repeat(3), "tredje", note(3), ".")]);
    layout.pages.forEach((page) => {
      const bottom = Math.max(...page.body.placed.map(({ slug, y }) => y + slug.height));
      const top = Math.min(...page.body.notes.map(({ y }) => y), Infinity);
      expect(bottom).toBeLessThanOrEqual(top);
      for (const { slug, y } of page.body.notes) expect(y + slug.height).toBeLessThanOrEqual(bodyHeight + 0.1);
      const references = page.body.placed.flatMap(({ slug }) => slug.notes.length).reduce((sum, count) => sum + count, 0);
      const begun = page.body.notes.filter(({ slug }) => slug.anchors.length > 0).length;
      expect(begun, `${lines} lines`).toBe(references);
    });
  }
});

test("a long note goes on on the next page, and one longer than pages ends at last", () => {
  const long = lay([...filler(38), paragraph("Tekst", footnote(1, text(prose.repeat(14))), ".")]);
  expect(long.pages).toHaveLength(2);
  expect(long.pages.every((page) => page.body.notes.length >= 2)).toBe(true);
  const endless = lay([paragraph("Tekst", footnote(1, text(prose.repeat(300))), ".")]);
  expect(endless.pages.length).toBeGreaterThan(3);
  expect(endless.pages.flatMap((page) => page.body.notes).length).toBeGreaterThan(200);
});

test("pictures have their natural size at 150 to the inch, up to the width and height of the page", () => {
  const size = (width: number, height: number, share: number | null) => {
    const slug = lay([{ type: "image", source: "p", alt: "P", width: share }], { images: new Map([["p", drawnPicture(width, height)]]) }).pages[0]?.body.placed[0]?.slug;
    return slug?.kind === "picture" ? [Math.round(slug.width), Math.round(slug.height)] : null;
  };
  expect(size(300, 150, null)).toEqual([144, 72]);
  expect(size(2000, 1000, null)).toEqual([453, 227]);
  expect(size(300, 150, 0.5)).toEqual([227, 113]);
  expect(size(100, 2000, 1)?.[1]).toBeLessThanOrEqual(bodyHeight);
});

test("a header taller than its margin moves the text down", () => {
  const header = Array.from({ length: 8 }, () => ({ style: "running", left: [text("Linje")], centre: [], right: [] }));
  const layout = lay([paragraph("Tekst")], { header });
  expect(layout.pages[0]?.bodyTop).toBeGreaterThan(sampleSetup.headerDistance + 8 * 11);
  expect(lay([paragraph("Tekst")]).pages[0]?.bodyTop).toBe(sampleSetup.marginTop);
});

// ---------------------------------------------------------------- looking

function allLines(layout: Layout): TextLine[] {
  return layout.pages.flatMap((page) => page.body.placed.flatMap(({ slug }) => linesIn(slug)));
}

function lineTexts(page: LaidPage): string[] {
  return page.body.placed.flatMap(({ slug }) => linesIn(slug)).map(lineText);
}

function linesIn(slug: Slug): TextLine[] {
  if (slug.kind === "line") return [slug];
  if (slug.kind !== "row") return [];
  return cellsOf(slug).flatMap((own) => own.parts.get(slug)?.slugs.flatMap(linesIn) ?? []);
}

function cellsOf(row: RowSlug): CellLayout[] {
  return [...row.cells, ...row.continued].sort((a, b) => a.column - b.column);
}

function lineText(line: TextLine): string {
  return line.segments.map(segmentText).join("").trim();
}

function segmentText(segment: Segment): string {
  return segment.words.map((word, index) => shapedText(word) + (segment.spaceAfter[index] || segment.trailingSpace ? " " : "")).join("");
}

function shapedText(word: Shaped): string {
  return word.runs.flatMap((run) => run.glyphs.flatMap((glyph) => glyph.codePoints)).map((point) => String.fromCodePoint(point)).join("");
}

function paragraphOf(slug: Slug): unknown {
  return slug.kind === "line" && Math.abs(slug.height - lineHeight) < 0.01 ? (slug.segments[0]?.run.node ?? null) : null;
}

function partsOf(page: LaidPage): { texts: string[]; repeated: boolean }[] {
  return page.body.placed.flatMap(({ slug }) => {
    if (slug.kind !== "row") return [];
    return cellsOf(slug).flatMap((own) => {
      const part = own.parts.get(slug);
      return part ? [{ texts: part.slugs.flatMap(linesIn).map(lineText), repeated: part.repeated }] : [];
    });
  });
}

/** Everything in a cell stands between its edges, and above the last row that it covers on the page. */
function withinCells(layout: Layout): void {
  for (const page of layout.pages) page.body.placed.forEach((placed, index) => inside(placed.slug, placed, page.body.placed.slice(index)));
}

function inside(slug: Slug, placed: Placed, following: readonly Placed[]): void {
  if (slug.kind !== "row") return;
  for (const own of cellsOf(slug)) {
    const part = own.parts.get(slug);
    if (!part) continue;
    const left = slug.table.edges[own.column] as number;
    const right = slug.table.edges[own.column + own.colSpan] as number;
    const covered = following.filter(({ slug: other }) => other.kind === "row" && other.occupants.includes(own)).reduce((sum, { slug: other }) => sum + other.height, 0);
    let height = 0;
    part.slugs.forEach((content, index) => {
      height += content.height + (index === 0 ? 0 : content.gap);
      if (content.kind === "line") {
        for (const segment of content.segments) {
          expect(segment.x).toBeGreaterThanOrEqual(left - 0.01);
          expect(segment.x + segment.width).toBeLessThanOrEqual(right + 0.01);
        }
      }
      if (content.kind === "picture") expect(content.x + content.width).toBeLessThanOrEqual(right + 0.01);
      inside(content, placed, [{ ...placed, slug: content }]);
    });
    if (covered > 0) expect(height).toBeLessThanOrEqual(covered + 0.1);
  }
}
