import type { ParagraphStyle, TableStyle } from "./document.ts";

/** What a pack's styles build on, and what stands in where a document has no `body` style. */
export const plainParagraph: ParagraphStyle = {
  name: "body",
  label: "Brødtekst",
  size: 10.5,
  leading: 14.5,
  bold: false,
  italic: false,
  colour: "#1b1b1b",
  align: "left",
  spaceBefore: 0,
  spaceAfter: 7,
  indentLeft: 0,
  indentRight: 0,
  tracking: 0,
  hyphenate: true,
  keepWithNext: false,
  keepTogether: false,
  ruleAbove: null,
  ruleBelow: null,
};

/** What a pack's table styles build on, and what stands in where a document has no `table` style. */
export const plainTable: TableStyle = {
  name: "table",
  cellStyle: "cell",
  headerStyle: "cell-header",
  captionStyle: "caption",
  rules: "rows",
  ruleWidth: 0.5,
  ruleColour: "#9aa3ab",
  headerFill: null,
  paddingX: 5,
  paddingY: 3,
  spaceBefore: 4,
  spaceAfter: 9,
  breakRows: true,
};
