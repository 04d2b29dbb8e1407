import type { EmbeddedFonts } from "./embedded-fonts.ts";
import { attach, type StructureNode } from "./structure.ts";
import type { Segment } from "./slug.ts";
import type { FaceIndex } from "./typefaces.ts";

/** Kinds of artifacts: running lines, and rules and fills (ISO 32000-1, 14.8.2.2). */
export type ArtifactKind = "head" | "foot" | "layout";

const artifactTags: { readonly [Kind in ArtifactKind]: string } = {
  head: "/Artifact<</Type/Pagination/Subtype/Header/Attached[/Top]>>BDC\n",
  foot: "/Artifact<</Type/Pagination/Subtype/Footer/Attached[/Bottom]>>BDC\n",
  layout: "/Artifact<</Type/Layout>>BDC\n",
};

/**
 * The content stream of one page. Coordinates are PDF's: y upwards. Everything is inside a marked-content sequence, of
 * an element or an artifact; neighbours of the same element share one.
 */
export class PageContent {
  readonly page: number;
  /** Element of each marked-content sequence, by MCID. */
  readonly marked: StructureNode[] = [];
  readonly usedFaces = new Set<FaceIndex>();
  readonly #fonts: EmbeddedFonts;
  #out = "";
  #open: StructureNode | ArtifactKind | null = null;
  #inText = false;
  #face = -1;
  #size = 0;
  #colour = "";
  #stroke = "";
  #tracking = 0;
  #lineWidth = -1;
  #x = 0;
  #y = 0;

  constructor(page: number, fonts: EmbeddedFonts) {
    this.page = page;
    this.#fonts = fonts;
  }

  /** Text of a segment with its baseline at y; as artifact where `artifact` is given. */
  segment(segment: Segment, x: number, y: number, artifact: ArtifactKind | null): void {
    const { run } = segment;
    this.#mark(artifact ?? run.node ?? "layout");
    this.#beginText();
    this.#fill(run.colour);
    this.#track(run.tracking);
    const fonts = this.#fonts;
    const adjust = segment.spaceExtra === 0 ? "" : `>${Math.round((-segment.spaceExtra * 1000) / run.size)}<`;
    let hex = "";
    let face = run.face;
    let at = x;
    let advanced = 0;
    const flush = () => {
      if (hex === "") return;
      this.#font(face, run.size);
      this.#moveTo(at, y + run.rise);
      this.#out += `[<${hex}>]TJ\n`;
      hex = "";
    };
    const last = segment.words.length - 1;
    for (let index = 0; index <= last; index++) {
      const word = segment.words[index];
      if (!word) continue;
      const runs = fonts.encode(word);
      for (let part = 0; part < runs.length; part++) {
        const encoded = runs[part];
        if (!encoded) continue;
        if (encoded.face !== face) {
          flush();
          face = encoded.face;
          at = x + advanced;
        }
        hex += encoded.hex;
        advanced += (encoded.width * run.size) / 1000;
      }
      advanced += run.tracking * word.glyphCount;
      const spaced = segment.spaceAfter[index] === true;
      if (spaced || (index === last && segment.trailingSpace)) {
        if (face !== run.face) {
          flush();
          face = run.face;
          at = x + advanced;
        }
        hex += fonts.space(face);
        if (spaced) hex += adjust;
        advanced += segment.spaceWidth + segment.spaceExtra;
      }
    }
    flush();
  }

  /** A filled rectangle, an artifact. */
  fillRectangle(x: number, y: number, width: number, height: number, colour: string): void {
    this.#mark("layout");
    this.#endText();
    this.#fill(colour);
    this.#out += `${number(x)} ${number(y)} ${number(width)} ${number(height)} re f\n`;
  }

  /** A straight rule, an artifact. */
  rule(x1: number, y1: number, x2: number, y2: number, width: number, colour: string): void {
    this.#mark("layout");
    this.#endText();
    if (colour !== this.#stroke) {
      this.#out += `${rgb(colour)} RG\n`;
      this.#stroke = colour;
    }
    if (width !== this.#lineWidth) {
      this.#out += `${number(width)} w\n`;
      this.#lineWidth = width;
    }
    this.#out += `${number(x1)} ${number(y1)} m ${number(x2)} ${number(y2)} l S\n`;
  }

  /** A row of dots on the grid of their spacing, an artifact: leaders of lines under each other stand in columns. */
  dots(x1: number, x2: number, y: number, size: number, spacing: number, colour: string): void {
    const first = Math.ceil(x1 / spacing) * spacing;
    if (first > x2) return;
    this.#mark("layout");
    this.#endText();
    this.#out += `q ${rgb(colour)} RG ${number(size)} w 1 J [0 ${number(spacing)}] 0 d ${number(first)} ${number(y)} m ${number(x2)} ${number(y)} l S Q\n`;
  }

  /** An image XObject by its resource name, placed by a matrix. */
  image(name: string, matrix: readonly number[], node: StructureNode | null): void {
    this.#mark(node ?? "layout");
    this.#endText();
    this.#out += `q ${matrix.map(number).join(" ")} cm /${name} Do Q\n`;
  }

  /** The finished stream. */
  finish(): string {
    this.#close();
    return this.#out;
  }

  #mark(owner: StructureNode | ArtifactKind): void {
    if (this.#open === owner) return;
    this.#close();
    this.#open = owner;
    if (typeof owner === "string") {
      this.#out += artifactTags[owner];
      return;
    }
    attach(owner);
    const mcid = this.marked.length;
    this.marked.push(owner);
    owner.children.push({ page: this.page, mcid });
    this.#out += `/${owner.role}<</MCID ${mcid}>>BDC\n`;
  }

  #close(): void {
    this.#endText();
    if (this.#open !== null) this.#out += "EMC\n";
    this.#open = null;
  }

  #beginText(): void {
    if (this.#inText) return;
    this.#out += "BT\n";
    this.#inText = true;
    this.#x = 0;
    this.#y = 0;
  }

  #endText(): void {
    if (this.#inText) this.#out += "ET\n";
    this.#inText = false;
  }

  #moveTo(x: number, y: number): void {
    const dx = round(x - this.#x);
    const dy = round(y - this.#y);
    this.#out += `${dx} ${dy} Td\n`;
    this.#x += dx;
    this.#y += dy;
  }

  #font(face: FaceIndex, size: number): void {
    if (face === this.#face && size === this.#size) return;
    this.usedFaces.add(face);
    this.#out += `/${this.#fonts.name(face)} ${number(size)} Tf\n`;
    this.#face = face;
    this.#size = size;
  }

  #fill(colour: string): void {
    if (colour === this.#colour) return;
    this.#out += `${rgb(colour)} rg\n`;
    this.#colour = colour;
  }

  #track(tracking: number): void {
    if (tracking === this.#tracking) return;
    this.#out += `${number(tracking)} Tc\n`;
    this.#tracking = tracking;
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function number(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

const colours = new Map<string, string>();

/** Operands for `#rrggbb`; black for what is no colour. */
function rgb(colour: string): string {
  const known = colours.get(colour);
  if (known !== undefined) return known;
  const value = /^#[\da-f]{6}$/i.test(colour) ? Number.parseInt(colour.slice(1), 16) : 0;
  const text = [value >> 16, (value >> 8) & 255, value & 255].map((channel) => number(channel / 255)).join(" ");
  colours.set(colour, text);
  return text;
}
