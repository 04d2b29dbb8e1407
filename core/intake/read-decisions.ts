import { escapeText } from "../document/to-html.ts";
import { readDate, type IsoDate } from "../domain/danish-date.ts";
import type { Person } from "../domain/meeting.ts";
import { formsOfName, type TemplatePack } from "../domain/template-pack.ts";
import type { ImportedDecision, Place } from "./imported-agenda.ts";
import { healText, type Typography } from "./heal-text.ts";
import { fold, type PaperLine, tidy } from "./paper.ts";
import { type RichBlock, toSectionHtml } from "./rich-blocks.ts";

/** Whose paper it is: the body that an undated `Udvalgets beslutning:` is by, and the day of its meeting. */
export interface OwnMeeting {
  readonly body: string | null;
  readonly date: IsoDate | null;
}

export interface FoundDecisions {
  readonly decisions: readonly ImportedDecision[];
  /** What is no decision: a heading with nothing under it, text before the first heading. */
  readonly loose: readonly RichBlock[];
}

/**
 * Reads the decisions out of the lines of one section, by the pack's forms. Text before the first heading is the
 * body's own decision in a section for that (`ownSection`), or where it begins with one of the pack's outcomes.
 */
export function readDecisions(lines: readonly PaperLine[], typography: Typography, pack: TemplatePack, own: OwnMeeting, unit: Place["unit"], ownSection = false): FoundDecisions {
  const heads = findHeads(lines, pack);
  const decisions: ImportedDecision[] = [];
  const loose: RichBlock[] = [];
  const before = lines.slice(0, heads[0]?.from ?? lines.length);
  const beforeBlocks = blocksOf(before, typography);
  const first = textOf(beforeBlocks);
  if (ownSection ? first !== "" : outcomeOf(first, pack).known) {
    decisions.push(decisionOf(null, beforeBlocks, before, pack, own, unit));
  } else loose.push(...beforeBlocks);
  heads.forEach((head, position) => {
    const to = heads[position + 1]?.from ?? lines.length;
    const body = blocksOf([...head.rest, ...lines.slice(head.to, to)], typography);
    const printed = lines.slice(head.from, to);
    if (textOf(body) === "") loose.push(...blocksOf(lines.slice(head.from, head.to), typography).map(asParagraph));
    else decisions.push(decisionOf(head, body, printed, pack, own, unit));
  });
  const known = own.body === null ? null : fold(own.body);
  return {
    loose,
    decisions: decisions.map((decision, position) => ({
      ...decision, position,
      carried: decision.dated && (known === null || fold(decision.bodyName) !== known || decision.date !== own.date),
    })),
  };
}

/** The name that a genitive is of: `Forretningsudvalgets` → `Forretningsudvalget`; a known body keeps its own spelling. */
function nameOfGenitive(genitive: string, known: readonly string[], pack: TemplatePack): string {
  for (const name of known) {
    if (fold(formsOfName(pack.bodyForms, name).genitive) === fold(genitive)) return name;
  }
  return genitive.replace(/(?:s['’]?|['’]s?)$/, "");
}

interface DecisionHead {
  readonly from: number;
  /** Past the heading's last line. */
  readonly to: number;
  readonly genitive: string;
  readonly date: IsoDate | null;
  /** Text that follows on the heading's own line. */
  readonly rest: readonly PaperLine[];
}

function findHeads(lines: readonly PaperLine[], pack: TemplatePack): DecisionHead[] {
  const forms = [headExpression(pack.decisions.dated), headExpression(pack.decisions.undated), /^Beslutning(?:er)?\s+(?:i|fra)\s+(?<navn>.+?),?\s+(?:den|d\.)\s+(?<dato>\d.{4,20}?)(?::\s*(?<rest>.*)|\s*)$/iu];
  const heads: DecisionHead[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index];
    if (line === undefined || line.kind !== "text" || !/^\p{Lu}/u.test(line.text) || line.text.length > 2000 || !/beslut/i.test(`${line.text} ${lines[index + 1]?.text ?? ""}`)) continue;
    const alone = readHead(line.text, forms);
    const next = lines[index + 1];
    const wrapped = alone === null && next?.kind === "text" && !/[.!?]$/.test(line.text) ? readHead(`${line.text} ${next.text}`, forms) : null;
    const head = alone ?? wrapped;
    if (head === null) continue;
    const to = index + (wrapped === null ? 1 : 2);
    const rest = head.rest === "" ? [] : [{ ...line, text: head.rest, html: escapeText(head.rest), raw: head.rest, block: null, opensPage: false }];
    heads.push({ from: index, to, genitive: head.genitive, date: head.date, rest });
    index = to - 1;
  }
  return heads;
}

function headExpression(form: string): RegExp {
  const source = tidy(form).replace(/:$/, "").replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/ /g, "\\s+")
    .replace("{organ}", "(?<organ>\\p{Lu}.{1,160}?s['’]?)").replace("{dato}", "(?<dato>\\d.{4,20}?)");
  return new RegExp(`^${source}(?::\\s*(?<rest>.*)|\\s*)$`, "iu");
}

function readHead(text: string, forms: readonly RegExp[]): { genitive: string; date: IsoDate | null; rest: string } | null {
  for (const form of forms) {
    const groups = form.exec(text)?.groups;
    if (groups === undefined) continue;
    const printed = groups["dato"];
    const date = printed === undefined ? null : readDate(printed);
    if (printed !== undefined && date === null) continue;
    const genitive = groups["organ"] ?? `${groups["navn"] ?? ""}s`;
    // A sentence may hold the words: `… til udvalgets beslutning: …`.
    if (/[.;]\s/.test(genitive.replace(/\b\p{L}{1,5}\.\s/gu, ""))) continue;
    return { genitive: tidy(genitive), date, rest: tidy(groups["rest"] ?? "") };
  }
  return null;
}

function decisionOf(head: DecisionHead | null, body: readonly RichBlock[], printed: readonly PaperLine[], pack: TemplatePack, own: OwnMeeting, unit: Place["unit"]): ImportedDecision {
  const { blocks, absent, substitutes } = takeAttendance(body, pack);
  const [first, ...others] = blocks;
  const wording = first !== undefined && first.type !== "list" && first.type !== "table" ? first : null;
  let discussion = wording === null ? blocks : others;
  const list = discussion[0];
  let remarks: string[] = [];
  if (wording !== null && wording.text.endsWith(":") && list?.type === "list" && list.marker === "1" && list.items.every((item) => item.length === 1 && item[0]?.type === "paragraph")) {
    remarks = list.items.map((item) => (item[0]?.type === "paragraph" ? item[0].html : ""));
    discussion = discussion.slice(1);
  }
  const numbers = printed.filter((line) => line.kind === "text").map((line) => line.number);
  const ownGenitive = own.body === null ? null : formsOfName(pack.bodyForms, own.body);
  const dated = head !== null && head.date !== null;
  const genitive = head?.genitive ?? ownGenitive?.ownGenitive ?? ownGenitive?.genitive ?? "";
  const isOwn = head === null || (!dated && isOwnGenitive(genitive, pack));
  return {
    bodyName: isOwn && own.body !== null ? own.body : nameOfGenitive(genitive, own.body === null ? [] : [own.body], pack),
    bodyGenitive: genitive,
    date: head?.date ?? (isOwn ? own.date : null),
    dated,
    outcome: outcomeOf(wording?.text ?? textOf(blocks), pack).outcome,
    wording: wording?.type === "paragraph" || wording?.type === "heading" ? wording.html : escapeText(wording?.text ?? ""),
    remarks, discussion: toSectionHtml(discussion), absent, substitutes,
    votes: null, dissents: [], carried: false, position: 0,
    dateInferredFrom: dated || own.date === null || !isOwn ? null : "mødets dato",
    bodyInferredFrom: isOwn && own.body !== null && fold(genitive) !== fold(ownGenitive?.genitive ?? "") ? "mødets udvalg" : null,
    place: { unit, from: numbers[0] ?? 1, to: numbers.at(-1) ?? 1 },
  };
}

/** `Udvalgets`: the short form that bodies use in their own papers. */
export function isOwnGenitive(genitive: string, pack: TemplatePack): boolean {
  return pack.bodyForms.ownGenitive.some((form) => fold(form.genitive) === fold(genitive)) || /^(?:UDVALGETS|RÅDETS|BESTYRELSENS|NÆVNETS|KOMMISSIONENS)$/.test(fold(genitive));
}

/** The pack's outcome that the text begins with, or that stands in its first sentence; else its first words. */
function outcomeOf(text: string, pack: TemplatePack): { outcome: string; known: boolean } {
  const start = fold(text);
  const begins = [...pack.decisions.outcomes].sort((a, b) => b.length - a.length).find((outcome) => start.startsWith(fold(outcome)) && !/^\p{L}/u.test(start.slice(fold(outcome).length)));
  if (begins !== undefined) return { outcome: begins, known: true };
  const sentence = /^[^.,;:]*/.exec(tidy(text))?.[0] ?? "";
  const inside = pack.decisions.outcomes.find((outcome) => new RegExp(`(?<!\\p{L})${fold(outcome)}(?!\\p{L})`, "u").test(fold(sentence)));
  if (inside !== undefined) return { outcome: inside, known: false };
  return { outcome: sentence.split(" ").length <= 4 ? sentence : (sentence.split(" ")[0] ?? ""), known: false };
}

// ---------------------------------------------------------------- attendance

/** Forms that papers use whatever the pack says; their `{navne}` is at the start or at the end. */
const usualForms = {
  absent: ["{navne} deltog ikke i sagens behandling", "{navne} deltog ikke i behandlingen af sagen", "Fraværende: {navne}", "Afbud: {navne}"],
  substitutes: ["Som stedfortrædere deltog {navne}", "Som stedfortræder deltog {navne}", "Stedfortrædere: {navne}", "Stedfortræder: {navne}"],
};

function takeAttendance(body: readonly RichBlock[], pack: TemplatePack): { blocks: RichBlock[]; absent: Person[]; substitutes: Person[] } {
  const found = { absent: [] as Person[], substitutes: [] as Person[] };
  const formsOf = (key: keyof typeof usualForms) => [...new Set([tidy(pack.decisions[key]).replace(/\.$/, ""), ...usualForms[key]])].filter((form) => form.includes("{navne}"));
  const forms = { absent: formsOf("absent"), substitutes: formsOf("substitutes") };
  const blocks: RichBlock[] = [];
  for (const block of body) {
    if (block.type !== "paragraph") {
      blocks.push(block);
      continue;
    }
    let text = block.text;
    for (const key of ["substitutes", "absent"] as const) {
      for (const form of forms[key]) {
        const taken = takePeople(text, form);
        if (taken === null) continue;
        found[key].push(...taken.people);
        text = taken.rest;
      }
    }
    if (text === block.text) blocks.push(block);
    else if (text !== "") blocks.push({ type: "paragraph", html: escapeText(text), text });
  }
  return { blocks, ...found };
}

/** The people that one sentence of that form names, and the text without it; null where there is none. */
function takePeople(text: string, form: string): { people: Person[]; rest: string } | null {
  const [head = "", tail = ""] = form.split("{navne}").map((part) => part.trim());
  const at = text.indexOf(head === "" ? tail : head);
  if (at < 0) return null;
  let from = at;
  let namesFrom = at + head.length;
  let to = text.length;
  if (head === "") {
    // The names begin where the sentence before them ends; an initial (`Bo R. Berg`) ends none.
    from = Math.max(0, ...[...text.slice(0, at).matchAll(/(?<=(?:[\p{Ll})\d]{2}|\p{Ll}\))[.:] )\p{Lu}/gu)].map((match) => match.index));
    namesFrom = from;
    to = at + tail.length;
  } else {
    const after = text.slice(namesFrom);
    const end = tail === "" ? /(?<![ .]\p{Lu})\.(?=\s|$)/u.exec(after)?.index : after.indexOf(tail);
    to = end === undefined || end < 0 ? text.length : namesFrom + end + tail.length;
  }
  const people = readPeople(text.slice(namesFrom, head === "" ? at : to - tail.length));
  return people === null ? null : { people, rest: tidy(`${text.slice(0, from)} ${text.slice(to).replace(/^\./, "")}`) };
}

/** `Anna Aagaard (A), Bo Berg (B) og Carl Clausen`: people with their parties, or null where something is no name. */
function readPeople(text: string): Person[] | null {
  const people: Person[] = [];
  for (const part of text.split(/,\s*(?:og\s+)?|\s+(?:og|samt)\s+/)) {
    const found = /^(\p{Lu}[\p{L}.'’ -]{1,80}?)(?:\s*\(([^()]{1,24})\))?$/u.exec(tidy(part));
    if (found === null || (found[1] ?? "").split(" ").length > 7) return null;
    people.push({ name: tidy(found[1] ?? ""), party: found[2] === undefined ? null : tidy(found[2]) });
  }
  return people;
}

// ---------------------------------------------------------------- blocks

/** Lines of a decision hold no headings: what looks like one is a short answer. */
function blocksOf(lines: readonly PaperLine[], typography: Typography): RichBlock[] {
  return healText(lines, typography, { headings: false }).map((healed) => asParagraph(healed.block));
}

function asParagraph(block: RichBlock): RichBlock {
  return block.type === "heading" ? { type: "paragraph", html: block.html, text: block.text } : block;
}

function textOf(blocks: readonly RichBlock[]): string {
  const first = blocks[0];
  if (first === undefined) return "";
  return first.type === "list" || first.type === "table" ? "·" : first.text;
}
