import Handlebars from "handlebars";
import { templateHtml } from "../core/document/vocabulary.ts";
import { AppError } from "../core/errors.ts";
import { helpers } from "./helpers.ts";

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
  const compiled = new Map<string, Handlebars.TemplateDelegate>();
  for (const source of sources) {
    const text = danishElse(source.text.replace(/^\ufeff/, "").normalize("NFC"));
    check(text, source, partials);
    const template = compile(engine, text, source);
    if (source.partial) engine.registerPartial(source.name, template);
    else compiled.set(source.name, template);
  }
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

function compile(engine: typeof Handlebars, text: string, source: TemplateSource): Handlebars.TemplateDelegate {
  const known = Object.fromEntries(helpers.map((helper) => [helper.name, true]));
  const template = engine.compile(text, { strict: true, knownHelpersOnly: true, knownHelpers: { ...known, ...noBuiltIns }, preventIndent: true });
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

function check(text: string, source: TemplateSource, partials: ReadonlySet<string>): void {
  let program: hbs.AST.Program;
  try {
    program = Handlebars.parse(text);
  } catch (error) {
    throw inWords(error, source, {});
  }
  const known = new Set(helpers.map((helper) => helper.name));
  const visit = (node: AstNode): void => {
    const line = node.loc.start.line;
    const refuse = (reason: string): never => {
      throw new AppError("template.broken", { file: source.file, line, reason });
    };
    switch (node.type) {
      case "Program":
        for (const statement of (node as hbs.AST.Program).body) visit(statement);
        break;
      case "ContentStatement":
        checkTags((node as Content).original, line, source);
        break;
      case "MustacheStatement": {
        const mustache = node as hbs.AST.MustacheStatement;
        if (!mustache.escaped) refuse("brug {{…}} i stedet for {{{…}}}; formateret tekst sættes med {{rigtekst …}} eller {{linje …}}.");
        if (mustache.params.length > 0) checkHelper(mustache, known, source, line);
        for (const value of [mustache.path, ...mustache.params]) checkPath(value, source, line);
        break;
      }
      case "BlockStatement": {
        const block = node as hbs.AST.BlockStatement;
        checkHelper(block, known, source, line);
        for (const value of block.params) checkPath(value, source, line);
        visit(block.program);
        if (block.inverse) visit(block.inverse);
        break;
      }
      case "PartialStatement": {
        const name = ((node as hbs.AST.PartialStatement).name as hbs.AST.PathExpression).original;
        if (!partials.has(name)) refuse(`delen »${name}« findes ikke. Pakken har: ${[...partials].join(", ")}.`);
        break;
      }
      case "CommentStatement":
        break;
      default:
        refuse(`»${node.type}« kan ikke bruges i en skabelon.`);
    }
  };
  visit(program);
}

function checkHelper(call: { path: hbs.AST.PathExpression | hbs.AST.Literal }, known: ReadonlySet<string>, source: TemplateSource, line: number): void {
  const name = (call.path as hbs.AST.PathExpression).original;
  if (!known.has(name)) throw new AppError("template.unknown-helper", { file: source.file, line, name, known: [...known].join(", ") });
}

/** What every object inherits is no part of a view, and is as unknown as any wrong name. */
const inherited = new Set(Object.getOwnPropertyNames(Object.prototype));

function checkPath(value: hbs.AST.Expression, source: TemplateSource, line: number): void {
  if (value.type !== "PathExpression") return;
  const name = (value as hbs.AST.PathExpression).parts.map(String).find((part) => inherited.has(part));
  if (name !== undefined) throw new AppError("template.unknown-name", { file: source.file, line, name, near: "" });
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
  const missing = /^"?(.+?)"? not defined in/.exec(text)?.[1];
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
  const paths = [...line.matchAll(/[\p{L}\p{N}_.]+/gu)].map((match) => match[0].split(".")).filter((path) => path.includes(missing));
  return paths.flat().find((part) => part !== "" && part !== "this" && !names.has(part)) ?? missing;
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

