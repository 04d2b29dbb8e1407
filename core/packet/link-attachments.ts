import { type Block, type Inline, plainText } from "../document/document.ts";
import { mapBlocks } from "../document/passes/map-document.ts";
import { itemAnchor } from "./attachment-anchor.ts";

/** An item's attachments that have pages in the packet: number → anchor. */
export type AttachmentAnchors = ReadonlyMap<number, string>;

/**
 * Links every mention of an attachment in an item's text (»bilag 3«, »bilagene 2 og 3«) to its pages. `items` has the
 * attachments by the anchor of the item's heading. The words stay as they are. A number that is not among the item's
 * own (a withheld attachment's) stays plain, and so do headings and what is a link already.
 */
export function linkAttachments(blocks: readonly Block[], items: ReadonlyMap<string, AttachmentAnchors>): Block[] {
  let own: AttachmentAnchors | null = null;
  const link = (inlines: readonly Inline[]) => (own === null || own.size === 0 ? inlines : linkLine(inlines, own, items));
  const block = (one: Block): Block => {
    switch (one.type) {
      case "heading":
        if (one.id !== null && items.has(one.id)) own = items.get(one.id) ?? null;
        else if (one.level === 1) own = null;
        return one;
      case "paragraph":
        return { ...one, children: link(one.children) };
      case "table":
        return { ...one, caption: link(one.caption) };
      case "group":
        // What stands after an item's section is not the item's.
        if (one.children.some((child) => child.type === "heading" && child.id !== null && items.has(child.id))) own = null;
        return one;
      default:
        return one;
    }
  };
  return mapBlocks(blocks, { block });
}

/** Stands for what is no text of the line: a link's letters, a note, a line break. No mention reaches over it. */
const barrier = "\ufffc";

function linkLine(inlines: readonly Inline[], own: AttachmentAnchors, items: ReadonlyMap<string, AttachmentAnchors>): readonly Inline[] {
  const noted = inlines.map((inline) => linkNotes(inline, own, items));
  const mentions = findMentions(noted.map(lettersOf).join(""), own, items);
  if (mentions.length === 0) return noted;
  const linked: Inline[] = [];
  let rest: readonly Inline[] = noted;
  let at = 0;
  for (const { from, to, anchor } of mentions) {
    const [before, following] = split(rest, from - at);
    const [inside, after] = split(following, to - from);
    linked.push(...before, { type: "link", href: `#${anchor}`, children: inside });
    rest = after;
    at = to;
  }
  return [...linked, ...rest];
}

/** A note is a line of its own. */
function linkNotes(inline: Inline, own: AttachmentAnchors, items: ReadonlyMap<string, AttachmentAnchors>): Inline {
  if (inline.type === "footnote") return { ...inline, children: linkLine(inline.children, own, items) };
  if (inline.type !== "strong" && inline.type !== "emphasis") return inline;
  return { ...inline, children: inline.children.map((child) => linkNotes(child, own, items)) };
}

function lettersOf(inline: Inline): string {
  switch (inline.type) {
    case "text":
      return inline.text;
    case "strong":
    case "emphasis":
      return inline.children.map(lettersOf).join("");
    case "link":
      return barrier.repeat(Math.max(1, plainText(inline.children).length));
    default:
      return barrier;
  }
}

/** Two parts of a line, the first with so many letters (as `lettersOf` counts them); an element between them is divided. */
function split(inlines: readonly Inline[], letters: number): readonly [Inline[], Inline[]] {
  const before: Inline[] = [];
  let left = letters;
  for (const [index, inline] of inlines.entries()) {
    const { length } = lettersOf(inline);
    if (left === 0) return [before, inlines.slice(index)];
    if (length <= left) {
      before.push(inline);
      left -= length;
      continue;
    }
    const rest = inlines.slice(index + 1);
    if (inline.type === "text") return [[...before, { ...inline, text: inline.text.slice(0, left) }], [{ ...inline, text: inline.text.slice(left) }, ...rest]];
    if (inline.type !== "strong" && inline.type !== "emphasis") return [before, inlines.slice(index)];
    const [first, second] = split(inline.children, left);
    return [[...before, { ...inline, children: first }], [{ ...inline, children: second }, ...rest]];
  }
  return [before, []];
}

// ---------------------------------------------------------------- the words

interface Mention {
  readonly from: number;
  readonly to: number;
  readonly anchor: string;
}

const space = "[ \\u00a0\\u202f]";

/** The word, perhaps `nr.`, and the first number; »bilag 1a« and »bilag 1.2« name something else. */
const firstNumber = new RegExp(`(?<![\\p{L}\\p{N}_])bilag(?:ene|enes|s)?(?:${space}*(?:nr\\.?|nummer|numrene)(?![\\p{L}]))?${space}*(\\d{1,4})(?![\\p{L}\\p{N}_]|\\.\\d)`, "giu");

const unit = "(?:mio|mia|pct|kr|mm|cm|km|m²|kg|timer|%|procent)(?!\\p{L})";
const month = "(?:jan(?:uar)?|feb(?:ruar)?|mar(?:ts)?|apr(?:il)?|maj|juni?|juli?|aug(?:ust)?|sep(?:tember)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?!\\p{L})";
const and = "(?:og|samt|eller|til)";

/** A further number of the same enumeration: »2, 4 og 5«, »2-4«, »2 til 4«. Behind a comma, »3 kommuner« is none. */
const furtherNumber = new RegExp(
  `(?:${space}*,${space}*(?!\\d+${space}(?!${and}${space})\\p{L})|${space}*,?${space}+${and}${space}+|[-\\u2010-\\u2013/&+])(?:nr\\.?${space}*)?(\\d{1,4})(?![\\p{L}\\p{N}_]|\\.\\d|,\\d+${space}*${unit})`,
  "iuy",
);

/** What makes a further number a day or an amount, and what makes it an ordinal (»2. behandling«). */
const dayOrAmount = new RegExp(`\\.?${space}*(?:${month}|${unit})`, "iuy");
const ordinal = new RegExp(`\\.${space}+\\p{Ll}`, "uy");

/** »bilag 2 til punkt 5«: another item's attachment, unless it is one of another meeting. */
const ofItem = new RegExp(`${space}+(?:til|under)${space}+(?:dagsordens)?(punkt|sag|meddelelse)(?:${space}+nr\\.?)?${space}+(\\d{1,4})(?![\\p{L}\\p{N}_])`, "iuy");
const otherMeeting = new RegExp(`[^.;\\n]{0,20}?(?<!\\p{L})(?:på|fra|til|i|ved)${space}[^.;\\n]{0,40}?(?:møde|dagsorden)`, "iuy");

function findMentions(text: string, own: AttachmentAnchors, items: ReadonlyMap<string, AttachmentAnchors>): Mention[] {
  const mentions: Mention[] = [];
  for (let match = matchAt(firstNumber, text, 0); match; match = matchAt(firstNumber, text, match.index + match[0].length)) {
    const numbers = [{ from: match.index, to: match.index + match[0].length, number: Number(match[1]) }];
    for (;;) {
      const at = numbers.at(-1)?.to ?? 0;
      const further = matchAt(furtherNumber, text, at);
      if (!further) break;
      const to = at + further[0].length;
      if (matchAt(dayOrAmount, text, to) || matchAt(ordinal, text, to)) break;
      numbers.push({ from: to - (further[1]?.length ?? 0), to, number: Number(further[1]) });
    }
    const anchors = anchorsMeant(text, numbers.at(-1)?.to ?? 0, own, items);
    for (const { number, from, to } of numbers) {
      const anchor = anchors?.get(number);
      if (anchor !== undefined) mentions.push({ from, to, anchor });
    }
  }
  return mentions;
}

/** The attachments that are spoken of: the item's own, or those of the item that is named after them. */
function anchorsMeant(text: string, at: number, own: AttachmentAnchors, items: ReadonlyMap<string, AttachmentAnchors>): AttachmentAnchors | null {
  const other = matchAt(ofItem, text, at);
  if (!other) return own;
  if (matchAt(otherMeeting, text, at + other[0].length)) return null;
  return items.get(itemAnchor(other[1]?.toLowerCase() === "meddelelse" ? "notice" : "item", Number(other[2]))) ?? null;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
