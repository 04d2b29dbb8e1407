import type { Series } from "./agenda-item.ts";

/**
 * A template pack (skabelonpakke): how a body's papers are built and look. Data, not code: a `pack.json` and the
 * `.hbs` files beside it. This is its meaning; its typography is `core/document`'s PageSetup and Styles.
 */
export interface TemplatePack {
  readonly id: string;
  readonly name: string;
  readonly kinds: readonly ItemKind[];
  readonly sections: readonly SectionDefinition[];
  readonly bodyForms: BodyForms;
  readonly decisions: DecisionForms;
  /** What stands in the public papers in a closed item's place: nothing at all, or a line. */
  readonly closedItem: { readonly show: "nothing" | "line"; readonly text: string };
  /** The word that replaces a closed row's title in a work plan. */
  readonly closedPlanTitle: string;
  readonly stamp: StampPattern;
  readonly packet: PacketForm;
  /** Words that the templates print: `dagsorden`, `møde`, `bilag` … */
  readonly labels: ReadonlyMap<string, string>;
}

/** A kind of agenda item (sagstype): what its heading says and which sections it has. */
export interface ItemKind {
  /** English key that is stored with the item. */
  readonly key: string;
  /** The word printed before the title (`Beslutningssag`), or empty where the kind is not printed. */
  readonly label: string;
  readonly series: Series;
  /** What stands between label and title: `: ` or ` - `. */
  readonly separator: string;
  /** Other words that mean this kind in imported papers and work plans. */
  readonly aliases: readonly string[];
  /** Section keys in printed order. */
  readonly sections: readonly string[];
}

/** A section (afsnit) as the pack prints it. */
export interface SectionDefinition {
  readonly key: string;
  /** In mixed case; the template may print it in capitals. */
  readonly heading: string;
  /** Other headings that mean this section in imported papers. */
  readonly aliases: readonly string[];
  /**
   * `text` is written by people; the others are made from the model: the chain of decisions (after what may be
   * written there), only the earlier ones, only the body's own, the directors' sign-off, the journal number and the
   * list of attachments.
   */
  readonly source: "text" | "decisions" | "earlier-decisions" | "own-decision" | "sign-off" | "journal-number" | "attachments";
  /** An empty section prints its heading alone, nothing at all, or its heading and `emptyText`. */
  readonly whenEmpty: "heading" | "omit" | "text";
  readonly emptyText: string;
  /** What belongs in it; shown beside the editor. */
  readonly help: string;
}

/** Patterns for the forms of a new body's name; `{navn}` is the full name, `{navn.lille}` with a small first letter. */
export interface BodyForms {
  readonly genitive: string;
  readonly running: string;
  readonly stamp: string;
  /** Bodies whose name begins so use `ownGenitive` in their own papers. */
  readonly ownGenitive: readonly { readonly begins: string; readonly genitive: string }[];
}

/** How decisions are printed. Fields: `{organ}` (genitive), `{dato}` (14. juni 2017). */
export interface DecisionForms {
  /** Heading of a dated decision: `{organ} beslutning den {dato}:`. */
  readonly dated: string;
  /** Heading of a body's own, undated decision: `{organ} beslutning:`. */
  readonly undated: string;
  /** `{navne} deltog ikke i sagens behandling.` */
  readonly absent: string;
  /** `Som stedfortrædere deltog {navne}.` */
  readonly substitutes: string;
  /** Outcome words offered when a decision is recorded. */
  readonly outcomes: readonly string[];
}

/** The stamp on attachment pages. Fields: nummer, titel, bilag, side, sider, organ, dato (29-08-2017). */
export interface StampPattern {
  readonly lines: readonly string[];
  readonly place: "foot" | "head";
  /** Most characters on a line before it wraps. */
  readonly wrapAt: number;
  /** What a page without a free margin becomes: larger by a strip, or as large as it was with the page made smaller. */
  readonly occupied: "extend" | "scale";
}

/** How a packet (dagsordenspakke) is put together. */
export interface PacketForm {
  /** A sheet of its own before each attachment. */
  readonly separators: boolean;
  /** One page number through the whole packet: in the agenda's foot, and beside the stamps. */
  readonly runningNumbers: boolean;
  /** How that number is printed beside a stamp. Fields: side, sider. */
  readonly pageLabel: string;
}

/** The kind with that key, or null. */
export function kindOf(pack: TemplatePack, key: string): ItemKind | null {
  return pack.kinds.find((kind) => kind.key === key) ?? null;
}

/** The section with that key, or null. */
export function sectionOf(pack: TemplatePack, key: string): SectionDefinition | null {
  return pack.sections.find((section) => section.key === key) ?? null;
}

/**
 * Forms of a body's name by the pack's patterns, for a body that is new to the workspace. A name that ends in s, x or z
 * takes an apostrophe for its genitive, and no s (Retskrivningsordbogen, § 13).
 */
export function formsOfName(forms: BodyForms, name: string): { genitive: string; running: string; stamp: string; ownGenitive: string | null } {
  const small = name.charAt(0).toLowerCase() + name.slice(1);
  const fill = (pattern: string) => fillPattern(pattern, { navn: name, "navn.lille": small });
  const own = forms.ownGenitive.find((form) => name.toLowerCase().startsWith(form.begins.toLowerCase()));
  const genitive = /[sxz]$/i.test(name) ? forms.genitive.replace(/(?<=\{navn(?:\.lille)?\})s\b/, "’") : forms.genitive;
  return { genitive: fill(genitive), running: fill(forms.running), stamp: fill(forms.stamp), ownGenitive: own?.genitive ?? null };
}

/** A pack's pattern with its fields (`{dato}`) filled in; a field's own text is never taken for a pattern. */
export function fillPattern(pattern: string, fields: Readonly<Record<string, string>>): string {
  return pattern.replace(/\{([^{}]+)\}/g, (field, name: string) => (Object.hasOwn(fields, name) ? (fields[name] ?? field) : field));
}

/**
 * A pack with the sections and kinds of another beside its own, so that papers written with one house style and set
 * with another keep their headings in words.
 */
export function completedBy(pack: TemplatePack, other: TemplatePack): TemplatePack {
  const more = <Keyed extends { readonly key: string }>(own: readonly Keyed[], others: readonly Keyed[]) => [...own, ...others.filter(({ key }) => own.every((known) => known.key !== key))];
  return { ...pack, kinds: more(pack.kinds, other.kinds), sections: more(pack.sections, other.sections) };
}
