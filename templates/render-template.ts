import Handlebars from "handlebars";
import { templateHtml } from "../core/document/vocabulary.ts";
import { AppError } from "../core/errors.ts";
import { helpers, type TemplateHelper } from "./helpers.ts";

/** A template or partial as its file has it. */
export interface TemplateSource {
  /** `agenda.hbs`, or a partial's name without ending. */
  readonly name: string;
  readonly partial: boolean;
  /** Path for messages: pack, folder and file. */
  readonly file: string;
  readonly text: string;
}

export interface Renderer {
  render(template: string, view: object): string;
  fileOf(template: string): string;
}

/**
 * Handlebars, strict and closed: only the helpers of helpers.ts, no inherited properties, nothing but the view and
 * `ord` (the pack's own words). Every template is checked at once, so a broken one is refused before it is needed.
 */
export function createRenderer(sources: readonly TemplateSource[], words: Readonly<Record<string, string>>): Renderer {
  const engine = Handlebars.create();
  for (const name of Object.keys(engine.helpers)) engine.unregisterHelper(name);
  for (const helper of helpers) engine.registerHelper(helper.name, helper.run);

  const partials = new Set(sources.filter((source) => source.partial).map((source) => source.name));
  const uses = new Map<string, readonly PartialUse[]>();
  const compiled = new Map<string, Handlebars.TemplateDelegate>();
  for (const source of sources) {
    const program = parse(danishElse(source.text.replace(/^\ufeff/, "").normalize("NFC")), source);
    const used = check(program, source, partials);
    const template = compile(engine, program, source);
    if (source.partial) {
      engine.registerPartial(source.name, template);
      uses.set(source.name, used);
    } else compiled.set(source.name, template);
  }
  for (const source of sources) if (source.partial) refuseCircle(source, uses);
  const fileOf = (name: string) => sources.find((source) => source.name === name && !source.partial)?.file ?? name;
  return {
    fileOf,
    render(name, view) {
      const template = compiled.get(name);
      if (!template) throw new AppError("template.broken", { file: name, line: 1, reason: "skabelonen findes ikke i pakken. Kopiér den fra pakken »region«." });
      return template({ ...view, ord: words }, { allowProtoMethodsByDefault: false, allowProtoPropertiesByDefault: false });
    },
  };
}

/** `{{ellers}}` is Danish for Handlebars' own `{{else}}`; the columns move, the lines stay. */
function danishElse(text: string): string {
  return text.replace(/\{\{(~?)\s*ellers\s*(~?)\}\}/g, "{{$1else$2}}");
}

function compile(engine: typeof Handlebars, program: hbs.AST.Program, source: TemplateSource): Handlebars.TemplateDelegate {
  const known = Object.fromEntries(helpers.map((helper) => [helper.name, true]));
  const template = engine.compile(program, { strict: true, knownHelpersOnly: true, knownHelpers: { ...known, ...noBuiltIns }, preventIndent: true });
  // The error of an inner partial has its file already; only our own gets this template's.
  return (context, options) => {
    try {
      return template(context, options);
    } catch (error) {
      throw error instanceof AppError ? error : inWords(error, source, context);
    }
  };
}

const noBuiltIns = { each: false, if: false, unless: false, with: false, log: false, lookup: false, helperMissing: false, blockHelperMissing: false } as unknown as Record<string, boolean>;

// ---------------------------------------------------------------- checks before use

type AstNode = hbs.AST.Node;
/** The types of Handlebars say otherwise, but `original` is the text as it stands in the file. */
type Content = Omit<hbs.AST.ContentStatement, "original"> & { original: string };

function parse(text: string, source: TemplateSource): hbs.AST.Program {
  try {
    return Handlebars.parse(text);
  } catch (error) {
    throw inWords(error, source, {});
  }
}

/** A partial that a template includes, and where. */
interface PartialUse {
  readonly name: string;
  readonly line: number;
}

/** Refuses what a template may not do, marks its names as strict, and gives the partials that it includes. */
function check(program: hbs.AST.Program, source: TemplateSource, partials: ReadonlySet<string>): PartialUse[] {
  const used: PartialUse[] = [];
  const visit = (node: AstNode): void => {
    const line = node.loc.start.line;
    switch (node.type) {
      case "Program":
        for (const statement of (node as hbs.AST.Program).body) visit(statement);
        break;
      case "ContentStatement":
        checkTags((node as Content).original, line, source);
        break;
      case "MustacheStatement": {
        const mustache = node as hbs.AST.MustacheStatement;
        if (!mustache.escaped) refuse(source, line, "brug {{…}} i stedet for {{{…}}}; formateret tekst sættes med {{rigtekst …}} eller {{linje …}}.");
        if (mustache.params.length > 0 || mustache.hash !== undefined || helperNamed(mustache.path)) checkCall(mustache, source);
        else checkValue(mustache.path, source);
        break;
      }
      case "BlockStatement": {
        const block = node as hbs.AST.BlockStatement;
        checkCall(block, source);
        visit(block.program);
        if (block.inverse) visit(block.inverse);
        break;
      }
      case "PartialStatement": {
        const partial = node as hbs.AST.PartialStatement;
        const name = (partial.name as hbs.AST.PathExpression).original ?? "(…)";
        if (!partials.has(name)) refuse(source, line, `delen »${name}« findes ikke. Pakken har: ${[...partials].join(", ")}.`);
        for (const value of [...partial.params, ...(partial.hash?.pairs ?? []).map((pair) => pair.value)]) checkValue(value, source);
        used.push({ name, line });
        break;
      }
      case "CommentStatement":
        break;
      default:
        refuse(source, line, `»${node.type}« kan ikke bruges i en skabelon.`);
    }
  };
  visit(program);
  return used;
}

function refuse(source: TemplateSource, line: number, reason: string): never {
  throw new AppError("template.broken", { file: source.file, line, reason });
}

function helperNamed(path: hbs.AST.Expression): TemplateHelper | undefined {
  return helpers.find((helper) => helper.name === (path as hbs.AST.PathExpression).original);
}

/** A helper with the values that it takes; a helper in parentheses is a value of another. */
function checkCall(call: hbs.AST.SubExpression | hbs.AST.MustacheStatement | hbs.AST.BlockStatement, source: TemplateSource): void {
  const { line } = call.loc.start;
  const name = (call.path as hbs.AST.PathExpression).original;
  const helper = helperNamed(call.path);
  if (!helper) throw new AppError("template.unknown-helper", { file: source.file, line, name, known: helpers.map((known) => known.name).join(", ") });
  if (helper.block !== (call.type === "BlockStatement")) refuse(source, line, `»${name}« bruges sådan: ${helper.use}`);
  if (call.params.length !== helper.run.length - Number(helper.block) || call.hash !== undefined) refuse(source, line, `»${name}« bruges sådan: ${helper.use}`);
  for (const value of call.params) checkValue(value, source);
}

/** What every object inherits is no part of a view, and is as unknown as any wrong name. */
const inherited = new Set(Object.getOwnPropertyNames(Object.prototype));

function checkValue(value: hbs.AST.Expression, source: TemplateSource): void {
  if (value.type === "SubExpression") checkCall(value as hbs.AST.SubExpression, source);
  if (value.type !== "PathExpression") return;
  const path = value as hbs.AST.PathExpression & { strict?: boolean };
  const name = path.parts.map(String).find((part) => inherited.has(part));
  if (name !== undefined) throw new AppError("template.unknown-name", { file: source.file, line: path.loc.start.line, name, near: "" });
  // Handlebars is strict with {{navn}} alone; with {{#hver navne}} a misspelt name would be an empty list.
  path.strict = true;
}

/** A part that includes itself, by way of others or not, would never end. */
function refuseCircle(source: TemplateSource, uses: ReadonlyMap<string, readonly PartialUse[]>): void {
  const waiting = [...(uses.get(source.name) ?? [])];
  const seen = new Set<string>();
  for (let use = waiting.pop(); use !== undefined; use = waiting.pop()) {
    const { name, line } = use;
    if (name === source.name) refuse(source, line, `delen »${name}« bruger sig selv og ville aldrig slutte.`);
    if (seen.has(name)) continue;
    seen.add(name);
    for (const inner of uses.get(name) ?? []) waiting.push({ name: inner.name, line });
  }
}

/** The tags that a template writes, checked where they stand, so that the line is the template's own. */
function checkTags(content: string, firstLine: number, source: TemplateSource): void {
  for (const match of content.matchAll(/<\/?([a-zA-Z][\w-]*)|<!--|<[!?]/g)) {
    const line = firstLine + content.slice(0, match.index).split("\n").length - 1;
    const tag = match[1]?.toLowerCase();
    if (tag === undefined) throw new AppError("template.broken", { file: source.file, line, reason: "kommentarer skrives {{! … }}, ikke som HTML." });
    if (!templateHtml.has(tag)) throw new AppError("html.foreign", { tag, where: `${source.file}, linje ${line}` });
  }
}

// ---------------------------------------------------------------- errors in words

function inWords(error: unknown, source: TemplateSource, view: unknown): AppError {
  const text = error instanceof Error ? error.message : String(error);
  const place = error as { lineNumber?: number; hash?: { loc?: { first_line?: number } } };
  const line = place.lineNumber ?? place.hash?.loc?.first_line ?? Number(/(?:line |- )(\d+)/.exec(text)?.[1] ?? 1);
  const missing = (/^"?(.+?)"? not defined in/.exec(text) ?? /^Cannot use 'in' operator to search for '(.+?)' in/.exec(text))?.[1];
  if (missing !== undefined) {
    const names = namesIn(view);
    const name = firstUnknown(missing, source.text.split("\n")[line - 1] ?? "", names);
    return new AppError("template.unknown-name", { file: source.file, line, name, near: nearest(name, names) });
  }
  const helper = /unknown helper (\S+)/.exec(text)?.[1];
  if (helper !== undefined) return new AppError("template.unknown-helper", { file: source.file, line, name: helper, known: helpers.map((known) => known.name).join(", ") });
  const expected = /got '(\w+)'/.exec(text)?.[1];
  return new AppError("template.broken", { file: source.file, line, reason: expected === undefined ? text : `skabelonen slutter eller fortsætter forkert her (${expected}). Kontrollér, at hver {{#…}} har sin {{/…}}.` });
}

/** Handlebars names the last part of `udvlag.navn`; what is wrong is the first part that no view has. */
function firstUnknown(missing: string, line: string, names: ReadonlySet<string>): string {
  const paths = [...line.matchAll(/@?[\p{L}\p{N}_.]+/gu)].map((match) => match[0].split(".")).filter((path) => path.includes(missing));
  return paths.flat().find((part) => part !== "" && part !== "this" && part !== "@root" && !names.has(part)) ?? missing;
}

function namesIn(view: unknown, names = new Set<string>(), depth = 0): Set<string> {
  if (depth > 6 || typeof view !== "object" || view === null) return names;
  if (Array.isArray(view)) {
    for (const entry of view.slice(0, 3)) namesIn(entry, names, depth + 1);
    return names;
  }
  for (const [key, value] of Object.entries(view)) {
    names.add(key);
    namesIn(value, names, depth + 1);
  }
  return names;
}

/** The name that differs least, where it differs little enough to be meant. */
function nearest(name: string, names: ReadonlySet<string>): string {
  if (names.has(name)) return ""; // known, but not where it stands
  let best = "";
  let least = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const candidate of names) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      next[j] = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

