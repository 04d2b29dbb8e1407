import { AlignmentType, type ILevelsOptions, LevelFormat, LevelSuffix } from "docx";
import type { List } from "../../document.ts";
import { twips } from "./twips.ts";

/** One list's numbering, as a paragraph refers to it. */
export interface ListNumbering {
  readonly reference: string;
  readonly instance: number;
}

interface Definition {
  readonly reference: string;
  readonly levels: readonly ILevelsOptions[];
}

/** Space between an item's mark and its text, in shares of the type size, as in the PDF. */
export const markGap = 0.5;

/** Word has nine levels. */
export const deepestLevel = 8;

const bullets = ["•", "–", "▪"];
const formats = { "1": LevelFormat.DECIMAL, a: LevelFormat.LOWER_LETTER, i: LevelFormat.LOWER_ROMAN };

/** The document's numbering: bullets are one list; every ordered list is its own, so that it begins where it says. */
export class Numbering {
  /** Space between marks and text, in points. */
  readonly gap: number;
  readonly #indent: number;
  readonly #definitions = new Map<string, Definition>();
  #instances = 0;

  /** @param indent left indent per level; `size` of the body's type; both in points */
  constructor(indent: number, size: number) {
    this.#indent = indent;
    this.gap = Math.min(indent, size * markGap);
  }

  get definitions(): readonly Definition[] {
    return [...this.#definitions.values()];
  }

  /** Left indent of the text in that many lists, in points. */
  indentAt(depth: number): number {
    return this.#indent * Math.min(depth, deepestLevel + 1);
  }

  /** The numbering of a list that has not been set before. */
  begin(list: List): ListNumbering {
    if (!list.ordered) return { reference: this.#define("bullets", bulletLevel), instance: 0 };
    const marker = list.marker ?? "1";
    const start = Number.isInteger(list.start) && list.start >= 0 ? list.start : 1;
    const reference = this.#define(`${marker}-${start}`, (level) => ({ format: formats[marker], text: `%${level + 1}.`, start }));
    this.#instances += 1;
    return { reference, instance: this.#instances };
  }

  #define(reference: string, look: (level: number) => Partial<ILevelsOptions>): string {
    if (!this.#definitions.has(reference)) {
      const levels = Array.from({ length: deepestLevel + 1 }, (_, level) => ({
        level,
        alignment: AlignmentType.RIGHT,
        suffix: LevelSuffix.TAB,
        style: { paragraph: { indent: { left: twips(this.indentAt(level + 1)), hanging: twips(this.gap) } } },
        ...look(level),
      }));
      this.#definitions.set(reference, { reference, levels });
    }
    return reference;
  }
}

function bulletLevel(level: number): Partial<ILevelsOptions> {
  return { format: LevelFormat.BULLET, text: bullets[level % bullets.length] ?? "•" };
}
