import { joinBytes } from "../join-bytes.ts";
import type { Box } from "./page-geometry.ts";
import { createPdfOut, type Deflate, type PdfOut } from "./pdf-out.ts";
import { type Placing, placeSegment } from "./place-segment.ts";
import type { Destination, OutlineEntry, Segment, SegmentPage } from "./segment.ts";
import { nameText, numberText, stringText, textString } from "./value-text.ts";
import { type PacketMetadata, xmpText } from "./xmp-text.ts";

/** The pages of one file on their way into a packet. */
export interface Part {
  readonly segment: Segment;
  /** The same for parts that are made of the same file, whose objects are then written once; null for one of its own. */
  readonly file: string | null;
  /** What the part is called in the structure tree; null where its own tags stand uppermost (our own papers). */
  readonly title: string | null;
  /** Name under which links find its first page; null for none. */
  readonly anchor: string | null;
  /** How each page is shown and what is printed on it; null for pages that stay as they are. */
  readonly dress: ((page: SegmentPage, index: number) => Dress) | null;
}

/** Boxes and surroundings of a page's content. */
export interface Dress {
  readonly mediaBox: Box;
  readonly cropBox: Box;
  readonly userUnit: number;
  /** The page was given room that it did not have: annotations outside its old crop box would show there. */
  readonly strip: boolean;
  /** Content before the page's own; it begins with a `q` that `after` closes first of all. */
  readonly before: string;
  readonly after: string;
}

/** Fonts that dressed pages print with; written last, when it is known which letters were used. */
export interface DressFonts {
  /** Object numbers to set aside. */
  readonly objectCount: number;
  /** Entries of a /Font dictionary; `first` is the first of those numbers. */
  readonly entries: (first: number) => string;
  readonly write: (out: Pick<PdfOut, "object" | "stream">, first: number) => void;
}

/** A part after it was written. */
export interface PlacedPart {
  /** Its first page in the packet, from 1. */
  readonly firstPage: number;
  readonly pageCount: number;
  /** The file's own bookmarks and named places, at their new pages. */
  readonly outline: readonly Bookmark[];
  readonly names: ReadonlyMap<string, Place>;
}

/** A place in the packet: page from 1, and how it is shown. */
export interface Place {
  readonly page: number;
  readonly view: string;
}

export interface Bookmark {
  readonly title: string;
  readonly place: Place | null;
  readonly open: boolean;
  readonly children: readonly Bookmark[];
}

export interface AssemblyOptions extends PacketMetadata {
  /** 32 hexadecimal digits. */
  readonly id: string;
  readonly fonts: DressFonts | null;
  /** The packet's bookmarks, from the parts in their order. */
  readonly outline: (parts: readonly PlacedPart[]) => readonly Bookmark[];
  readonly deflate?: Deflate;
}

/** Bytes after which what is written is handed on. */
const handOn = 4 * 1024 * 1024;

/**
 * Writes one PDF of the parts as they come. Nothing of a part is kept after it is written but its bookmarks and named
 * places. The same parts and options give the same bytes.
 */
export async function* assemblePdf(parts: AsyncIterable<Part> | Iterable<Part>, options: AssemblyOptions): AsyncGenerator<Uint8Array> {
  const assembly = new Assembly(options);
  for await (const part of parts) {
    for (const _ of assembly.add(part)) yield* assembly.take();
    if (assembly.waiting > handOn) yield* assembly.take();
  }
  assembly.finish();
  yield* assembly.take();
}

/** The same for a few small parts that are all there. */
export function assembleSmall(parts: readonly Part[], options: AssemblyOptions): Uint8Array {
  const assembly = new Assembly(options);
  for (const part of parts) for (const _ of assembly.add(part)) continue;
  assembly.finish();
  return joinBytes(assembly.take());
}

/** Pages below one node of the page tree. */
const pagesPerNode = 64;

class Assembly {
  readonly #options: AssemblyOptions;
  readonly #out: PdfOut;
  readonly #firstFont: number;
  readonly #stampFonts: string;
  readonly #pages: number[] = [];
  readonly #nodes: { readonly number: number; readonly kids: number[] }[] = [];
  readonly #placed: PlacedPart[] = [];
  readonly #anchors = new Map<string, Place>();
  readonly #byFile = new Map<string, Placing>();
  readonly #prefixes = new Map<string, number>();
  readonly #structureRoot: number;
  readonly #structureKids: string[] = [];
  readonly #parentEntries: string[] = [];
  readonly #ids = new Map<string, number>();
  readonly #layers = { groups: "", hidden: "", order: "", usage: "", locked: "", either: "" };

  constructor(options: AssemblyOptions) {
    this.#options = options;
    this.#out = createPdfOut(options.deflate);
    this.#structureRoot = this.#out.reserve();
    this.#firstFont = this.#out.reserve(options.fonts?.objectCount ?? 0);
    this.#stampFonts = options.fonts?.entries(this.#firstFont) ?? "";
  }

  get waiting(): number {
    return this.#out.waiting();
  }

  take(): Uint8Array[] {
    return this.#out.take();
  }

  /** Stops now and then, so that a large part can be handed on in pieces. */
  *add(part: Part): Generator<void> {
    const { segment } = part;
    const { structure } = segment;
    const parentKeys = this.#parentEntries.length;
    const top = structure && part.title !== null ? this.#out.reserve() : null;
    const earlier = part.file === null ? null : (this.#byFile.get(part.file) ?? null);
    const placing = placeSegment(this.#out, segment, {
      parentKeys,
      structureTop: structure && `${top ?? this.#structureRoot} 0 R`,
      stampFonts: part.dress ? this.#stampFonts : "",
      earlier,
    });
    if (part.file !== null && !earlier) this.#byFile.set(part.file, placing);
    if (this.waiting > handOn) yield;

    const first = this.#pages.length + 1;
    for (const [index, page] of segment.pages.entries()) {
      this.#page(page, index, part, placing, parentKeys);
      if (this.waiting > handOn) yield;
    }
    this.#addStructure(segment, part.title, top, placing);
    this.#addLayers(segment, placing, earlier);
    this.#remember(part, first);
  }

  finish(): void {
    const { title, author, subject, producer, language, createdAt, id } = this.#options;
    const out = this.#out;
    this.#options.fonts?.write(out, this.#firstFont);
    const pages = this.#writePageTree();
    let catalog = `<</Type/Catalog/Version/1.7/Pages ${pages} 0 R/Lang${textString(language)}/ViewerPreferences<</DisplayDocTitle true>>/PageLabels<</Nums[0<</S/D>>]>>`;
    const outline = this.#writeOutline(this.#options.outline(this.#placed));
    if (outline !== null) catalog += `/PageMode/UseOutlines/Outlines ${outline} 0 R`;
    const names = this.#writeNames();
    if (names !== null) catalog += `/Names<</Dests ${names} 0 R>>`;
    if (this.#layers.groups !== "") {
      const { groups, hidden, order, usage, locked, either } = this.#layers;
      catalog += `/OCProperties<</OCGs[${groups}]/D<</BaseState/ON${list("OFF", hidden)}${list("Order", order)}${list("AS", usage)}${list("Locked", locked)}${list("RBGroups", either)}>>>>`;
    }
    if (this.#structureKids.length > 0) {
      this.#writeStructure();
      catalog += `/MarkInfo<</Marked true>>/StructTreeRoot ${this.#structureRoot} 0 R`;
    } else out.object(this.#structureRoot, "null");
    const metadata = out.reserve();
    out.stream(metadata, "<</Type/Metadata/Subtype/XML>>", new TextEncoder().encode(xmpText({ title, author, subject, producer, language, createdAt })));
    const root = out.reserve();
    out.object(root, `${catalog}/Metadata ${metadata} 0 R>>`);
    const info = out.reserve();
    const date = pdfDate(createdAt);
    out.object(info, `<</Title${textString(title)}${author === "" ? "" : `/Author${textString(author)}`}${subject === "" ? "" : `/Subject${textString(subject)}`}/Creator${textString(producer)}/Producer${textString(producer)}/CreationDate${date}/ModDate${date}>>`);
    out.finish(`/Root ${root} 0 R/Info ${info} 0 R/ID[<${id}><${id}>]`);
  }

  // -------------------------------------------------------------- pages

  #page(page: SegmentPage, index: number, part: Part, placing: Placing, parentKeys: number): void {
    const number = placing.number(index);
    const node = this.#nodeFor(number);
    const dress = part.dress?.(page, index) ?? null;
    const { mediaBox, cropBox, userUnit } = dress ?? page;
    let body = `<</Type/Page/Parent ${node} 0 R${placing.fill(page.entries)}/MediaBox${boxText(mediaBox)}`;
    if (cropBox.some((side, at) => side !== mediaBox[at])) body += `/CropBox${boxText(cropBox)}`;
    if (page.rotate !== 0) body += `/Rotate ${page.rotate}`;
    if (userUnit !== 1) body += `/UserUnit ${numberText(userUnit)}`;
    body += `/Resources ${placing.number(page.resources)} 0 R/Contents[${this.#contents(page, dress, placing)}]`;
    const annotations = dress?.strip ? page.annotations.filter(({ box }) => box === null || meet(box, page.cropBox)) : page.annotations;
    if (annotations.length > 0) body += `/Annots[${annotations.map(({ object }) => `${placing.number(object)} 0 R`).join(" ")}]`;
    if (page.structParents !== null) body += `/StructParents ${parentKeys + page.structParents}`;
    if (page.annotations.length > 0 && page.structParents !== null) body += "/Tabs/S";
    this.#out.object(number, `${body}>>`);
    this.#pages.push(number);
  }

  #contents({ contents, unbalanced: [closes, ending] }: SegmentPage, dress: Dress | null, placing: Placing): string {
    const own = contents.map((local) => `${placing.number(local)} 0 R`).join(" ");
    if (!dress) return own;
    // A page that closes graphics states which it did not open must find some to close.
    const prefix = this.#prefix(`${dress.before}${"q\n".repeat(closes)}`);
    const suffix = this.#out.reserve();
    // A comment that the page ends with goes on to the end of its line, into the next stream.
    this.#out.stream(suffix, "<<>>", new TextEncoder().encode(`\n${ending}${dress.after}`));
    return `${prefix} 0 R ${own} ${suffix} 0 R`;
  }

  #prefix(content: string): number {
    const known = this.#prefixes.get(content);
    if (known !== undefined) return known;
    const number = this.#out.reserve();
    this.#out.stream(number, "<<>>", new TextEncoder().encode(content));
    this.#prefixes.set(content, number);
    return number;
  }

  #nodeFor(page: number): number {
    let node = this.#nodes.at(-1);
    if (!node || node.kids.length === pagesPerNode) {
      node = { number: this.#out.reserve(), kids: [] };
      this.#nodes.push(node);
    }
    node.kids.push(page);
    return node.number;
  }

  /** A balanced tree over the nodes that hold the pages; gives its root. */
  #writePageTree(): number {
    let level = this.#nodes.map(({ number, kids }) => ({ number, kids, count: kids.length, leaf: true }));
    if (level.length === 0) level.push({ number: this.#out.reserve(), kids: [], count: 0, leaf: true });
    while (true) {
      const single = level.length === 1;
      const above: typeof level = [];
      for (let at = 0; at < level.length; at += pagesPerNode) {
        const children = level.slice(at, at + pagesPerNode);
        const parent = single ? null : this.#out.reserve();
        for (const { number, kids, count } of children) {
          this.#out.object(number, `<</Type/Pages${parent === null ? "" : `/Parent ${parent} 0 R`}/Count ${count}/Kids[${kids.map((kid) => `${kid} 0 R`).join(" ")}]>>`);
        }
        if (parent === null) return (children[0] as (typeof children)[number]).number;
        above.push({ number: parent, kids: children.map(({ number }) => number), count: children.reduce((sum, { count }) => sum + count, 0), leaf: false });
      }
      level = above;
    }
  }

  // -------------------------------------------------------------- finding one's way

  #remember({ segment, anchor }: Part, first: number): void {
    const moved = ({ page, view }: Destination): Place => ({ page: first + page, view });
    const bookmark = ({ title, target, open, children }: OutlineEntry): Bookmark => ({ title, place: target && moved(target), open, children: children.map(bookmark) });
    const names = new Map([...segment.names].map(([name, destination]) => [name, moved(destination)]));
    this.#placed.push({ firstPage: first, pageCount: segment.pages.length, outline: segment.outline.map(bookmark), names });
    for (const [name, place] of names) this.#anchors.set(name, place);
    if (anchor !== null && segment.pages.length > 0) this.#anchors.set(anchor, { page: first, view: "/Fit" });
  }

  #placeText({ page, view }: Place): string {
    return `[${this.#pages[page - 1]} 0 R${view}]`;
  }

  #writeOutline(bookmarks: readonly Bookmark[]): number | null {
    if (bookmarks.length === 0) return null;
    const root = this.#out.reserve();
    const { first, last, visible } = this.#writeBookmarks(bookmarks, root);
    this.#out.object(root, `<</Type/Outlines/First ${first} 0 R/Last ${last} 0 R/Count ${visible}>>`);
    return root;
  }

  #writeBookmarks(bookmarks: readonly Bookmark[], parent: number): { first: number; last: number; visible: number } {
    const first = this.#out.reserve(bookmarks.length);
    let visible = 0;
    bookmarks.forEach(({ title, place, open, children }, index) => {
      const number = first + index;
      let body = `<</Title${textString(title)}/Parent ${parent} 0 R`;
      if (index > 0) body += `/Prev ${number - 1} 0 R`;
      if (index < bookmarks.length - 1) body += `/Next ${number + 1} 0 R`;
      if (place) body += `/Dest${this.#placeText(place)}`;
      visible += 1;
      if (children.length > 0) {
        const below = this.#writeBookmarks(children, number);
        body += `/First ${below.first} 0 R/Last ${below.last} 0 R/Count ${open ? below.visible : -below.visible}`;
        if (open) visible += below.visible;
      }
      this.#out.object(number, `${body}>>`);
    });
    return { first, last: first + bookmarks.length - 1, visible };
  }

  /** The name tree of all anchors, in the order of their bytes as readers search it. */
  #writeNames(): number | null {
    const sorted = [...this.#anchors].toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    if (sorted.length === 0) return null;
    const text = (name: string): string => stringText(Uint8Array.from(name, (character) => character.charCodeAt(0)));
    const leaves: { readonly number: number; readonly limits: string }[] = [];
    for (let at = 0; at < sorted.length; at += pagesPerNode) {
      const some = sorted.slice(at, at + pagesPerNode);
      const limits = `[${text(some[0]?.[0] ?? "")}${text(some.at(-1)?.[0] ?? "")}]`;
      const number = this.#out.reserve();
      this.#out.object(number, `<</Limits${limits}/Names[${some.map(([name, place]) => text(name) + this.#placeText(place)).join("")}]>>`);
      leaves.push({ number, limits });
    }
    const root = this.#out.reserve();
    this.#out.object(root, `<</Kids[${leaves.map(({ number }) => `${number} 0 R`).join(" ")}]>>`);
    return root;
  }

  // -------------------------------------------------------------- layers and tags

  #addLayers({ layers }: Segment, placing: Placing, earlier: Placing | null): void {
    // A file that comes twice shares its layers with itself, but for those that belong to a page.
    if (!layers || (earlier && layers.groups.every((local) => placing.number(local) === earlier.number(local)))) return;
    const refs = (locals: readonly number[]): string => locals.map((local) => `${placing.number(local)} 0 R `).join("");
    this.#layers.groups += refs(layers.groups);
    this.#layers.hidden += refs(layers.hidden);
    this.#layers.locked += refs(layers.locked);
    this.#layers.order += placing.fill(layers.order);
    this.#layers.usage += placing.fill(layers.usage);
    this.#layers.either += placing.fill(layers.either);
  }

  #addStructure({ structure }: Segment, title: string | null, top: number | null, placing: Placing): void {
    if (!structure) return;
    const roots = structure.roots.map((local) => `${placing.number(local)} 0 R`);
    if (top !== null) {
      this.#out.object(top, `<</Type/StructElem/S/Part/P ${this.#structureRoot} 0 R/T${textString(title ?? "")}/K[${roots.join(" ")}]>>`);
      this.#structureKids.push(`${top} 0 R`);
    } else this.#structureKids.push(...roots);
    for (const entry of structure.parents) {
      const ref = (local: number | null): string => (local === null ? "null" : `${placing.number(local)} 0 R`);
      this.#parentEntries.push(typeof entry === "number" ? ref(entry) : `[${entry.map(ref).join(" ")}]`);
    }
    for (const { id, element } of structure.ids) if (!this.#ids.has(id)) this.#ids.set(id, placing.number(element));
  }

  #writeStructure(): void {
    const leaves: number[] = [];
    for (let from = 0; from < this.#parentEntries.length; from += pagesPerNode) {
      const some = this.#parentEntries.slice(from, from + pagesPerNode);
      const leaf = this.#out.reserve();
      this.#out.object(leaf, `<</Limits[${from} ${from + some.length - 1}]/Nums[${some.map((entry, index) => `${from + index} ${entry}`).join(" ")}]>>`);
      leaves.push(leaf);
    }
    const ids = [...this.#ids].toSorted(([a], [b]) => (a < b ? -1 : 1));
    const idTree = ids.length === 0 ? "" : `/IDTree<</Names[${ids.map(([id, element]) => `${id} ${element} 0 R`).join(" ")}]>>`;
    this.#out.object(this.#structureRoot, `<</Type/StructTreeRoot/K[${this.#structureKids.join(" ")}]/ParentTree<</Kids[${leaves.map((leaf) => `${leaf} 0 R`).join(" ")}]>>/ParentTreeNextKey ${this.#parentEntries.length}${idTree}>>`);
  }
}

function list(key: string, items: string): string {
  return items === "" ? "" : `${nameText(key)}[${items}]`;
}

function meet(a: Box, b: Box): boolean {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}

function boxText(box: Box): string {
  return `[${box.map(numberText).join(" ")}]`;
}

/** D:20270316120000Z */
function pdfDate(instant: string): string {
  return `(D:${instant.replace(/\.\d+/, "").replace(/[-:T]/g, "").replace("Z", "")}Z)`;
}
