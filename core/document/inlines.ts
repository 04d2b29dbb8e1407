import type { Inline } from "./document.ts";

/** Neighbouring texts as one. */
export function joinTexts(inlines: readonly Inline[]): Inline[] {
  const joined: Inline[] = [];
  for (const inline of inlines) {
    const last = joined.at(-1);
    if (inline.type === "text" && last?.type === "text") joined[joined.length - 1] = { type: "text", text: last.text + inline.text };
    else joined.push(inline);
  }
  return joined;
}

/**
 * A paragraph's inlines in their canonical form: NFC, runs of white space one space (no-break spaces stay), nothing
 * blank at either end or around a line break, no empty elements, `strong` outside `emphasis`.
 */
export function tidyInlines(inlines: readonly Inline[]): Inline[] {
  const state = { atStart: true };
  const collapsed = trimEnd(collapse(nest(inlines, []), state));
  return collapsed.some(hasContent) ? nest(collapsed, []) : [];
}

/** One form for marks inside one another: none inside its like, and `strong` outside where two cover the same words. */
function nest(inlines: readonly Inline[], around: readonly Inline["type"][]): Inline[] {
  return joinTexts(inlines.flatMap((inline): Inline[] => {
    if (inline.type === "footnote" || !("children" in inline)) return [inline];
    if (around.includes(inline.type)) return nest(inline.children, around);
    const children = nest(inline.children, [...around, inline.type]);
    const only = children.length === 1 ? children[0] : undefined;
    if (inline.type === "emphasis" && only?.type === "strong") return [{ type: "strong", children: [{ type: "emphasis", children: only.children }] }];
    return [{ ...inline, children }];
  }));
}

function collapse(inlines: readonly Inline[], state: { atStart: boolean }): Inline[] {
  const out: Inline[] = [];
  for (const inline of inlines) {
    switch (inline.type) {
      case "text": {
        let text = inline.text.normalize("NFC").replace(/[ \t\r\n\f\u000b\u0085\u2028\u2029]+/g, " ");
        // Invisible characters that only come from other programs' files.
        text = text.replace(/[\u0000-\u0008\u000e-\u001f\u007f\ufeff\u200b\u2060]/g, "");
        if (state.atStart) text = text.replace(/^ +/, "");
        if (text === "") break;
        state.atStart = text.endsWith(" ");
        out.push({ type: "text", text });
        break;
      }
      case "line-break":
        trimLast(out);
        out.push(inline);
        state.atStart = true;
        break;
      case "strong":
      case "emphasis":
      case "link": {
        const children = collapse(inline.children, state);
        if (children.length > 0) out.push({ ...inline, children });
        break;
      }
      default:
        state.atStart = false;
        out.push(inline);
    }
  }
  return joinTexts(out);
}

function trimLast(inlines: Inline[]): void {
  const last = inlines.pop();
  if (last === undefined) return;
  inlines.push(...trimEnd([last]));
}

function trimEnd(inlines: readonly Inline[]): Inline[] {
  const out = [...inlines];
  while (out.length > 0) {
    const last = out.at(-1) as Inline;
    if (last.type === "text") {
      const text = last.text.replace(/ +$/, "");
      if (text !== "") {
        out[out.length - 1] = { type: "text", text };
        return out;
      }
      out.pop();
      continue;
    }
    if (last.type === "line-break") {
      out.pop();
      continue;
    }
    if (last.type === "strong" || last.type === "emphasis" || last.type === "link") {
      const children = trimEnd(last.children);
      if (children.length > 0) {
        out[out.length - 1] = { ...last, children };
        return out;
      }
      out.pop();
      continue;
    }
    return out;
  }
  return out;
}

function hasContent(inline: Inline): boolean {
  switch (inline.type) {
    case "text":
      return inline.text.replace(/\u00a0/g, " ").trim() !== "";
    case "strong":
    case "emphasis":
    case "link":
      return inline.children.some(hasContent);
    case "line-break":
      return false;
    default:
      return true;
  }
}
