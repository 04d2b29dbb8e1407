import { PdfArray, PdfDict, PdfName, PdfNumber, type PdfRef, PdfStream, PdfString } from "@libpdf/core";
import { arrayAt, dictionaryAt, direct, isReference, nameAt, numberAt, type Source, type Value } from "./open-source.ts";
import { type SegmentStructure, slots } from "./segment.ts";
import { nameText, stringText } from "./value-text.ts";

/** A file's structure tags after they were found to hold together. */
export interface StructurePlan {
  readonly elements: readonly PlannedElement[];
  /** Old key in the parent tree → its number among the kept ones. */
  readonly keys: ReadonlyMap<number, number>;
  /** In that order: an element, or the elements of a page's or form's marked content. */
  readonly parents: readonly (PlannedElement | readonly (PlannedElement | null)[])[];
  readonly ids: boolean;
  readonly classes: PdfDict | null;
}

interface PlannedElement {
  readonly dictionary: PdfDict;
  readonly parent: PlannedElement | null;
  /** Standard role. */
  readonly role: string;
  readonly kids: PlannedKid[];
}

type PlannedKid =
  | PlannedElement
  | { readonly mcid: number; readonly page: number; readonly stream: PdfRef | null }
  | { readonly object: PdfRef; readonly page: number | null };

/** How the tree is written into the segment. */
export interface StructureTarget {
  readonly resolve: Source["resolve"];
  readonly page: (index: number) => string;
  /** Local number of an annotation, or null where it was left behind. */
  readonly annotation: (objectNumber: number) => number | null;
  readonly object: (ref: PdfRef) => number;
  readonly value: (value: Value) => string;
  readonly add: (body: string) => number;
  readonly reserve: () => number;
  readonly set: (local: number, body: string) => void;
}

const mostElements = 500_000;
const deepest = 400;

/**
 * Reads the structure tree and tests it: every marked content that an element names must lead back to that element
 * through the parent tree (ISO 32000-1, 14.7.4.4), every element must hang where it says. Tags that do not hold together
 * would be read aloud in the wrong place: they are dropped.
 */
export function planStructure(source: Source, ids: boolean): { readonly plan: StructurePlan | null; readonly dropped: boolean } {
  const root = dictionaryAt(source.catalog, "StructTreeRoot", source.resolve);
  if (!root) return { plan: null, dropped: false };
  try {
    const plan = readTree(root, source, ids);
    return plan.elements.length === 0 ? { plan: null, dropped: false } : { plan, dropped: false };
  } catch {
    return { plan: null, dropped: true };
  }
}

class Unsound extends Error {}

function readTree(root: PdfDict, { pages, resolve }: Source, ids: boolean): StructurePlan {
  const roles = dictionaryAt(root, "RoleMap", resolve);
  const pageIndex = new Map<number, number>();
  pages.forEach((page, index) => page.objectNumber !== null && !pageIndex.has(page.objectNumber) && pageIndex.set(page.objectNumber, index));
  const parentTree = readParentTree(root, resolve);
  const elements: PlannedElement[] = [];
  const known = new Map<PdfDict, PlannedElement>();

  const pageOf = (value: Value | undefined): number | null => (isReference(value) ? (pageIndex.get(value.objectNumber) ?? null) : null);
  const waiting: { readonly element: PlannedElement; readonly depth: number; readonly page: number | null }[] = [];
  const element = (dictionary: PdfDict, parent: PlannedElement | null, depth: number, page: number | null): PlannedElement => {
    if (known.has(dictionary)) throw new Unsound("an element hangs in two places");
    if (depth > deepest || elements.length >= mostElements) throw new Unsound("too large");
    const made: PlannedElement = { dictionary, parent, role: standardRole(dictionary, roles, resolve), kids: [] };
    known.set(dictionary, made);
    elements.push(made);
    waiting.push({ element: made, depth, page: pageOf(dictionary.get("Pg")) ?? page });
    return made;
  };

  for (const kid of kidsOf(root, resolve)) {
    const found = direct(kid, resolve);
    if (!(found instanceof PdfDict)) throw new Unsound("a root that is no element");
    element(found, null, 0, null);
  }
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    for (const kid of kidsOf(next.element.dictionary, resolve)) {
      const found = direct(kid, resolve);
      if (found instanceof PdfNumber) next.element.kids.push(marked(found.value, next.page, null));
      else if (!(found instanceof PdfDict)) {
        if (found && found.type !== "null") throw new Unsound("a kid that is nothing known");
      } else if (nameAt(found, "Type", resolve) === "MCR") {
        const stream = found.get("Stm");
        next.element.kids.push(marked(numberAt(found, "MCID", resolve), pageOf(found.get("Pg")) ?? next.page, isReference(stream) ? stream : null));
      } else if (nameAt(found, "Type", resolve) === "OBJR") {
        const object = found.get("Obj");
        if (isReference(object)) next.element.kids.push({ object, page: pageOf(found.get("Pg")) ?? next.page });
      } else next.element.kids.push(element(found, next.element, next.depth + 1, next.page));
    }
  }

  const keys = new Map<number, number>();
  const parents: (PlannedElement | readonly (PlannedElement | null)[])[] = [];
  const keep = (key: number): PlannedElement | readonly (PlannedElement | null)[] | null => {
    const at = keys.get(key);
    if (at !== undefined) return parents[at] ?? null;
    const value = parentTree.get(key);
    if (value === undefined) return null;
    const planned = value instanceof PdfDict ? (known.get(value) ?? null) : value.map((item) => (item ? (known.get(item) ?? null) : null));
    if (planned === null) return null;
    keys.set(key, parents.length);
    parents.push(planned);
    return planned;
  };
  for (const planned of elements) {
    for (const kid of planned.kids) {
      if ("mcid" in kid) {
        const holder = kid.stream === null ? pages[kid.page]?.dictionary : direct(kid.stream, resolve);
        const key = holder instanceof PdfDict ? numberAt(holder, "StructParents", resolve) : null;
        const entry = key === null ? null : keep(key);
        if (!entry || !("length" in entry) || entry[kid.mcid] !== planned) throw new Unsound("marked content that leads elsewhere");
      } else if ("object" in kid) {
        const object = direct(kid.object, resolve);
        const key = object instanceof PdfDict ? numberAt(object, "StructParent", resolve) : null;
        if (key !== null) keep(key);
      }
    }
  }
  return { elements, keys, parents, ids, classes: dictionaryAt(root, "ClassMap", resolve) };

  function marked(mcid: number | null, page: number | null, stream: PdfRef | null): PlannedKid {
    if (mcid === null || page === null || !Number.isInteger(mcid) || mcid < 0) throw new Unsound("marked content without a page");
    return { mcid, page, stream };
  }
}

function kidsOf(dictionary: PdfDict, resolve: Source["resolve"]): Value[] {
  const kids = dictionary.get("K");
  const found = direct(kids, resolve);
  if (found instanceof PdfArray) return found.toArray();
  return kids ? [kids] : [];
}

function readParentTree(root: PdfDict, resolve: Source["resolve"]): Map<number, PdfDict | (PdfDict | null)[]> {
  const found = new Map<number, PdfDict | (PdfDict | null)[]>();
  const seen = new Set<PdfDict>();
  const top = dictionaryAt(root, "ParentTree", resolve);
  const waiting = top ? [top] : [];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (seen.has(node)) throw new Unsound("the parent tree runs in a ring");
    seen.add(node);
    const pairs = arrayAt(node, "Nums", resolve);
    for (let index = 0; pairs && index + 1 < pairs.length; index += 2) {
      const key = direct(pairs.at(index), resolve);
      const value = direct(pairs.at(index + 1), resolve);
      if (!(key instanceof PdfNumber)) continue;
      if (value instanceof PdfDict) found.set(key.value, value);
      if (!(value instanceof PdfArray)) continue;
      found.set(key.value, value.toArray().map((item) => {
        const element = direct(item, resolve);
        return element instanceof PdfDict ? element : null;
      }));
    }
    const kids = arrayAt(node, "Kids", resolve);
    for (let index = 0; kids && index < kids.length; index += 1) {
      const kid = direct(kids.at(index), resolve);
      if (kid instanceof PdfDict) waiting.push(kid);
    }
  }
  return found;
}

/** The role in the standard vocabulary, so that no map of roles has to be merged with another file's. */
function standardRole(element: PdfDict, roles: PdfDict | null, resolve: Source["resolve"]): string {
  let role = nameAt(element, "S", resolve) ?? "NonStruct";
  for (let steps = 0; steps < 16 && !standardRoles.has(role); steps += 1) {
    const mapped: string | null = roles && nameAt(roles, role, resolve);
    if (mapped === null || mapped === role) break;
    role = mapped;
  }
  return standardRoles.has(role) ? role : (newerRoles[role] ?? "NonStruct");
}

/** ISO 32000-1, 14.8.4. */
const standardRoles: ReadonlySet<string> = new Set(
  "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form".split(" "),
);

/** What PDF 2.0 added, in the words of PDF 1.7. */
const newerRoles: Readonly<Record<string, string>> = { DocumentFragment: "Part", Aside: "Div", Title: "P", FENote: "Note", Sub: "Span", Em: "Span", Strong: "Span", Artifact: "NonStruct" };

// ---------------------------------------------------------------- writing

/** Writes the planned tree into the segment. */
export function writeStructure(plan: StructurePlan, target: StructureTarget): SegmentStructure {
  const numbers = new Map(plan.elements.map((element) => [element, target.reserve()]));
  for (const element of plan.elements) target.set(numbers.get(element) as number, elementText(element, numbers, plan, target));
  const ids = plan.elements.flatMap((element) => {
    const id = plan.ids ? direct(element.dictionary.get("ID"), target.resolve) : null;
    return id instanceof PdfString ? [{ id: stringText(id.bytes), element: numbers.get(element) as number }] : [];
  });
  const number = (element: PlannedElement | null): number | null => (element ? (numbers.get(element) ?? null) : null);
  return {
    roots: plan.elements.filter(({ parent }) => parent === null).map((element) => numbers.get(element) as number),
    parents: plan.parents.map((entry) => ("length" in entry ? entry.map(number) : (numbers.get(entry) as number))),
    ids,
  };
}

function elementText(element: PlannedElement, numbers: ReadonlyMap<PlannedElement, number>, plan: StructurePlan, target: StructureTarget): string {
  const { dictionary, parent, role, kids } = element;
  const above = parent === null ? slots.structureTop : slots.object(numbers.get(parent) as number);
  const page = kids.map((kid) => ("page" in kid ? kid.page : null)).find((index) => index !== null) ?? null;
  let body = `<</Type/StructElem/S${nameText(role)}/P ${above}`;
  if (page !== null) body += `/Pg ${target.page(page)}`;
  for (const key of ["T", "Alt", "ActualText", "E", "Lang"]) {
    const value = direct(dictionary.get(key), target.resolve);
    if (value instanceof PdfString) body += `/${key}${stringText(value.bytes)}`;
  }
  const id = plan.ids ? direct(dictionary.get("ID"), target.resolve) : null;
  if (id instanceof PdfString) body += `/ID${stringText(id.bytes)}`;
  const attributes = attributesText(dictionary, plan.classes, target);
  if (attributes !== "") body += `/A[${attributes}]`;
  const written = kids.map((kid) => kidText(kid, page)).filter((text) => text !== "");
  if (written.length > 0) body += `/K[${written.join(" ")}]`;
  return `${body}>>`;

  function kidText(kid: PlannedKid, own: number | null): string {
    if ("role" in kid) return slots.object(numbers.get(kid) as number);
    if ("object" in kid) {
      const annotation = target.annotation(kid.object.objectNumber);
      if (annotation !== null) return `<</Type/OBJR${kid.page === null ? "" : `/Pg ${target.page(kid.page)}`}/Obj ${slots.object(annotation)}>>`;
      return direct(kid.object, target.resolve) instanceof PdfStream ? `<</Type/OBJR/Obj ${slots.object(target.object(kid.object))}>>` : "";
    }
    if (kid.stream !== null) return `<</Type/MCR/Pg ${target.page(kid.page)}/Stm ${slots.object(target.object(kid.stream))}/MCID ${kid.mcid}>>`;
    return kid.page === own ? String(kid.mcid) : `<</Type/MCR/Pg ${target.page(kid.page)}/MCID ${kid.mcid}>>`;
  }
}

/** Attribute objects of the element and of its classes: a map of classes could not be merged with another file's. */
function attributesText(dictionary: PdfDict, classes: PdfDict | null, target: StructureTarget): string {
  const { resolve, value } = target;
  const items = (from: Value | undefined): Value[] => {
    const found = direct(from, resolve);
    if (found instanceof PdfArray) return found.toArray().filter((item) => direct(item, resolve) instanceof PdfDict);
    return found instanceof PdfDict && from ? [from] : [];
  };
  const named = direct(dictionary.get("C"), resolve);
  const names = named instanceof PdfArray ? named.toArray().map((name) => direct(name, resolve)) : [named];
  const ofClasses = names.flatMap((name) => (name instanceof PdfName && classes ? items(classes.get(name.value)) : []));
  return [...ofClasses, ...items(dictionary.get("A"))].map((item) => value(direct(item, resolve) ?? item)).join(" ");
}
