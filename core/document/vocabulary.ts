/** The attributes that an element may have; an element that is not named may not be used. */
export type Vocabulary = ReadonlyMap<string, readonly string[]>;

/** What a section may hold (docs/rich-text.md). */
export const richText: Vocabulary = new Map<string, readonly string[]>([
  ["p", []],
  ["h1", []],
  ["h2", []],
  ["h3", []],
  ["ul", []],
  ["ol", ["type", "start"]],
  ["li", []],
  ["table", []],
  ["caption", []],
  ["thead", []],
  ["tbody", []],
  ["tr", []],
  ["th", ["colspan", "rowspan", "scope", "align"]],
  ["td", ["colspan", "rowspan", "align"]],
  ["blockquote", []],
  ["img", ["src", "alt", "width"]],
  ["hr", ["class"]],
  ["strong", []],
  ["em", []],
  ["a", ["href"]],
  ["footnote", []],
  ["br", []],
]);

/** What a template may make: rich text, and the frame around it (docs/templates.md). */
export const templateHtml: Vocabulary = new Map<string, readonly string[]>([
  ...richText,
  ["p", ["class", "id"]],
  ["h1", ["class", "id", "data-indgang", "data-skjult"]],
  ["h2", ["class", "id", "data-indgang", "data-skjult"]],
  ["h3", ["class", "id", "data-indgang", "data-skjult"]],
  ["table", ["class"]],
  ["colgroup", []],
  ["col", ["width"]],
  ["section", ["class"]],
  ["div", ["class"]],
  ["nav", ["class"]],
  ["header", ["class"]],
  ["footer", ["class"]],
  ["span", ["class"]],
  ["sidetal", []],
  ["sideantal", []],
]);
