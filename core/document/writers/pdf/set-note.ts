import type { Inline } from "../../document.ts";
import { footnoteStyle, type SetContext, type SetNote } from "./set-context.ts";
import { prepareText } from "./set-text.ts";
import type { LinkTarget, RunStyle, TextLine } from "./slug.ts";
import { looseNode, type StructureNode } from "./structure.ts";

/** Sets a footnote; its element becomes a child of `parent` when the note is painted. */
export function setNote(number: number, children: readonly Inline[], parent: StructureNode, context: SetContext): SetNote {
  const mark = number > 0 ? String(number) : "*";
  const serial = context.noteCount.next();
  const anchor = `fodnote-${serial}`;
  const backAnchor = `fodnote-${serial}-tilbage`;
  const style = footnoteStyle(context);
  const node = looseNode(parent, "Note", "", anchor);
  
  const text = prepareText(withoutNotes(children), style, node, context);
  const markRun = numberRun(mark, backAnchor, style.size, style.colour, node);
  const shaped = context.typefaces.shape(0, mark);
  const width = (shaped.width * markRun.size) / 1000;
  const hang = Math.max(style.size * 0.75, width + style.size * 0.2);
  const lines = text.lay(context.textLeft + hang, context.textWidth - hang);
  const first = lines[0] ?? emptyLine(style.leading);
  const numbered: TextLine = {
    ...first,
    gap: 1.5,
    breakBefore: "free",
    anchors: [anchor],
    segments: [
      { run: markRun, x: context.textLeft, width, words: [shaped], spaceAfter: [false], spaceWidth: 0, spaceExtra: 0, endSpace: 0, trailingSpace: true },
      ...first.segments,
    ],
  };
  return { mark, anchor, backAnchor, layout: { slugs: [numbered, ...lines.slice(1)] } };
}

/** A note inside a note has no foot of its own to stand at: it becomes a parenthesis. */
function withoutNotes(inlines: readonly Inline[]): Inline[] {
  return inlines.flatMap((inline): Inline[] => {
    if (inline.type === "footnote") return [{ type: "text", text: " (" }, ...withoutNotes(inline.children), { type: "text", text: ")" }];
    return ["children" in inline ? { ...inline, children: withoutNotes(inline.children) } : inline];
  });
}

function numberRun(mark: string, backAnchor: string, size: number, colour: string, note: StructureNode): RunStyle {
  const label = looseNode(note, "Lbl");
  const link: LinkTarget = { href: `#${backAnchor}`, contents: `Tilbage til fodnotehenvisning ${mark}`, underline: false, node: looseNode(label, "Link"), anchor: null };
  return { face: 0, size: size * 0.7, colour, rise: size * 0.32, tracking: 0, node: link.node, link };
}

function emptyLine(height: number): TextLine {
  return { kind: "line", gap: 0, height, breakBefore: "free", notes: [], anchors: [], outline: null, baseline: height * 0.75, segments: [], ruleAbove: null, ruleBelow: null, leader: null };
}
