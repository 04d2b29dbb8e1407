import { z } from "zod";

/** The shape of a `pack.json`. What is left out takes the value given here; unknown names are refused. */

const colour = z.string().regex(/^#[0-9a-fA-F]{6}$/, "en farve skrives som #1f3b57");
const points = z.number().min(0).max(2000);

const itemKind = z.strictObject({
  key: z.string().regex(/^[a-z][a-z-]*$/, "en nøgle skrives med små bogstaver og bindestreg"),
  label: z.string(),
  series: z.enum(["item", "notice"]),
  separator: z.string().default(": "),
  aliases: z.array(z.string()).default([]),
  sections: z.array(z.string()).min(1),
});

const section = z.strictObject({
  key: z.string().regex(/^[a-z][a-z-]*$/, "en nøgle skrives med små bogstaver og bindestreg"),
  heading: z.string().min(1),
  aliases: z.array(z.string()).default([]),
  source: z.enum(["text", "decisions", "earlier-decisions", "own-decision", "sign-off", "journal-number", "attachments"]),
  whenEmpty: z.enum(["heading", "omit", "text"]).default("omit"),
  emptyText: z.string().default(""),
  help: z.string().default(""),
});

const rule = z.strictObject({ width: points, colour, gap: points.default(0) });

const paragraphStyle = z.strictObject({
  label: z.string().optional(),
  basedOn: z.string().optional(),
  size: points.optional(),
  leading: points.optional(),
  bold: z.boolean().optional(),
  italic: z.boolean().optional(),
  colour: colour.optional(),
  align: z.enum(["left", "right", "centre", "justify"]).optional(),
  spaceBefore: points.optional(),
  spaceAfter: points.optional(),
  indentLeft: points.optional(),
  indentRight: points.optional(),
  tracking: z.number().min(-2).max(10).optional(),
  hyphenate: z.boolean().optional(),
  keepWithNext: z.boolean().optional(),
  keepTogether: z.boolean().optional(),
  ruleAbove: rule.nullable().optional(),
  ruleBelow: rule.nullable().optional(),
});

const tableStyle = z.strictObject({
  basedOn: z.string().optional(),
  cellStyle: z.string().optional(),
  headerStyle: z.string().optional(),
  captionStyle: z.string().optional(),
  rules: z.enum(["grid", "rows", "none"]).optional(),
  ruleWidth: points.optional(),
  ruleColour: colour.optional(),
  headerFill: colour.nullable().optional(),
  paddingX: points.optional(),
  paddingY: points.optional(),
  spaceBefore: points.optional(),
  spaceAfter: points.optional(),
  breakRows: z.boolean().optional(),
});

const pageSetup = z.strictObject({
  width: points.default(595.28),
  height: points.default(841.89),
  marginTop: points.default(71),
  marginBottom: points.default(71),
  marginLeft: points.default(71),
  marginRight: points.default(71),
  headerDistance: points.default(36),
  footerDistance: points.default(36),
});

export const packSchema = z.strictObject({
  /** Where an editor finds the schema (docs/pack.schema.json). */
  $schema: z.string().optional(),
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, "et id skrives med små bogstaver, tal og bindestreg"),
  name: z.string().min(1),
  extends: z.string().optional(),
  kinds: z.array(itemKind).min(1),
  sections: z.array(section).min(1),
  bodyForms: z.strictObject({
    genitive: z.string(),
    running: z.string(),
    stamp: z.string(),
    ownGenitive: z.array(z.strictObject({ begins: z.string(), genitive: z.string() })).default([]),
  }),
  decisions: z.strictObject({
    dated: z.string(),
    undated: z.string(),
    absent: z.string(),
    substitutes: z.string(),
    outcomes: z.array(z.string()).min(1),
  }),
  closedItem: z.strictObject({ show: z.enum(["nothing", "line"]), text: z.string() }),
  closedPlanTitle: z.string().min(1),
  stamp: z.strictObject({ lines: z.array(z.string()), place: z.enum(["foot", "head"]), wrapAt: z.number().int().min(20), occupied: z.enum(["extend", "scale"]).default("extend") }),
  packet: z
    .strictObject({
      separators: z.boolean().default(false),
      runningNumbers: z.boolean().default(false),
      pageLabel: z.string().regex(/\{side\}/, "feltet {side} mangler").default("Side {side} af {sider}"),
    })
    .prefault({}),
  labels: z.record(z.string(), z.string()).default({}),
  page: pageSetup,
  pages: z.partialRecord(z.enum(["agenda", "supplement", "minutes", "extract", "workplan", "decisions"]), pageSetup.partial()).default({}),
  linkColour: colour.default("#0b4f8a"),
  lists: z.strictObject({ indent: points.default(17), spaceBetween: points.default(3), spaceAfter: points.default(7) }).prefault({}),
  paragraphs: z.record(z.string(), paragraphStyle),
  tables: z.record(z.string(), tableStyle),
});

export type PackFile = z.infer<typeof packSchema>;
