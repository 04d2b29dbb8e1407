import type { Document, ParagraphStyle, TableStyle } from "../../document.ts";
import { className } from "./class-name.ts";

/** The pack's type styles as CSS; points become rem so that the reader's own size counts. */
export function styleSheet(document: Document): string {
  const { styles } = document;
  const base = styles.paragraphs.get("body")?.size ?? 11;
  const rem = (points: number) => `${(points / base).toFixed(3)}rem`;
  return [
    "html { font-size: 106%; }",
    "body { margin: 0; background: #fff; color: #1b1b1b; font-family: 'Source Sans 3', 'Segoe UI', Calibri, sans-serif; hyphens: auto; }",
    `main { max-width: ${rem(document.setup.width - document.setup.marginLeft - document.setup.marginRight)}; margin: 0 auto; padding: 2rem 1.25rem 4rem; }`,
    "section.part { border-top: 1px solid #c8c8c8; margin-top: 3rem; padding-top: 2rem; }",
    "section.part:first-child { border: 0; margin: 0; padding: 0; }",
    "main > header { margin-bottom: 1.5rem; }",
    "img { max-width: 100%; height: auto; }",
    "ul, ol { margin: 0 0 0.6rem; padding-left: 1.4rem; } li > p { margin: 0 0 0.2rem; }",
    "nav ol { list-style: none; padding: 0; } nav li { margin: 0 0 0.35rem; }",
    `a { color: ${styles.linkColour}; }`,
    "table { border-collapse: collapse; width: 100%; margin: 0.6rem 0 1rem; } th, td { text-align: left; vertical-align: top; } th p, td p { margin: 0; }",
    "caption { text-align: left; font-weight: 700; padding-bottom: 0.3rem; }",
    ".noter { border-top: 1px solid #c8c8c8; margin-top: 3rem; font-size: 0.85rem; }",
    ".mangler { border: 1px dashed #888; padding: 1rem; }",
    "@media print { section.part { break-before: page; border: 0; } hr.sideskift { break-before: page; border: 0; } thead { display: table-header-group; } }",
    ...[...styles.paragraphs.values()].map((style) => paragraphRule(style, rem)),
    ...[...styles.tables.values()].map((style) => tableRule(style, rem)),
  ].join("\n");
}

function paragraphRule(style: ParagraphStyle, rem: (points: number) => string): string {
  const parts = [
    `font-size: ${rem(style.size)}`,
    `line-height: ${(style.leading / style.size).toFixed(3)}`,
    `font-weight: ${style.bold ? 700 : 400}`,
    `color: ${style.colour}`,
    `margin: ${rem(style.spaceBefore)} ${rem(style.indentRight)} ${rem(style.spaceAfter)} ${rem(style.indentLeft)}`,
  ];
  if (style.italic) parts.push("font-style: italic");
  if (style.align !== "left") parts.push(`text-align: ${style.align === "centre" ? "center" : style.align}`);
  if (style.tracking !== 0) parts.push(`letter-spacing: ${rem(style.tracking)}`);
  if (!style.hyphenate) parts.push("hyphens: manual");
  if (style.ruleAbove) parts.push(`border-top: ${style.ruleAbove.width}pt solid ${style.ruleAbove.colour}`, `padding-top: ${rem(style.ruleAbove.gap)}`);
  if (style.ruleBelow) parts.push(`border-bottom: ${style.ruleBelow.width}pt solid ${style.ruleBelow.colour}`, `padding-bottom: ${rem(style.ruleBelow.gap)}`);
  return `.${className(style.name)} { ${parts.join("; ")}; }`;
}

function tableRule(style: TableStyle, rem: (points: number) => string): string {
  const name = className(style.name);
  const rule = `${style.ruleWidth}pt solid ${style.ruleColour}`;
  const cell = [`padding: ${rem(style.paddingY)} ${rem(style.paddingX)}`];
  if (style.rules === "grid") cell.push(`border: ${rule}`);
  if (style.rules === "rows") cell.push(`border-bottom: ${rule}`);
  const head = style.headerFill === null ? "" : `\n.${name} thead th { background: ${style.headerFill}; }`;
  return `.${name} th, .${name} td { ${cell.join("; ")}; }${head}`;
}
