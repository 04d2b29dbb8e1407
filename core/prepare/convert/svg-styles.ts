/** A rule of a style sheet whose selector names one element: `.a`, `path`, `#b`, `rect.a`. */
export interface StyleRule {
  readonly tag: string | null;
  readonly id: string | null;
  readonly classes: readonly string[];
  readonly declarations: string;
}

const mostRules = 2000;

/**
 * The simple rules of a style sheet in their order: the picture library knows attributes only. Rules of other kinds
 * (at-rules, descendants) are left out.
 */
export function readStyleSheet(css: string): StyleRule[] {
  const rules: StyleRule[] = [];
  const plain = css.replace(/\/\*[^]*?\*\//g, "").replace(/<!\[CDATA\[|\]\]>|<!--|-->/g, "");
  for (const match of plain.matchAll(/([^{}@;]+)\{([^{}]*)\}/g)) {
    for (const selector of (match[1] ?? "").split(",")) {
      const parts = /^\s*([a-zA-Z][\w-]*|\*)?((?:[.#][\w-]+)*)\s*$/.exec(selector);
      if (parts === null || rules.length >= mostRules) continue;
      const names = (parts[2] ?? "").match(/[.#][\w-]+/g) ?? [];
      rules.push({
        tag: parts[1] === undefined || parts[1] === "*" ? null : parts[1],
        id: names.find((name) => name.startsWith("#"))?.slice(1) ?? null,
        classes: names.filter((name) => name.startsWith(".")).map((name) => name.slice(1)),
        declarations: (match[2] ?? "").trim(),
      });
    }
  }
  return rules;
}

/** Declarations that apply to an element, the more specific last. */
export function declarationsFor(rules: readonly StyleRule[], tag: string, id: string | null, classes: readonly string[]): string {
  const weight = (rule: StyleRule) => (rule.id === null ? 0 : 100) + rule.classes.length * 10 + (rule.tag === null ? 0 : 1);
  return rules
    .filter((rule) => (rule.tag === null || rule.tag === tag) && (rule.id === null || rule.id === id) && rule.classes.every((name) => classes.includes(name)))
    .toSorted((a, b) => weight(a) - weight(b))
    .map(({ declarations }) => declarations)
    .join(";");
}
