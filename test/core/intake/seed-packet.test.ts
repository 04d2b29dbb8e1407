import { describe, expect, test } from "vitest";
import { longDate } from "../../../core/domain/danish-date.ts";
import { enumerate } from "../../../core/domain/enumeration.ts";
import type { Person } from "../../../core/domain/meeting.ts";
import { sectionOf } from "../../../core/domain/template-pack.ts";
import { readRichText } from "../../../core/document/read-html.ts";
import { toHtml } from "../../../core/document/to-html.ts";
import type { ImportedAgenda, ImportedDecision, ImportedExtract, ImportedItem } from "../../../core/intake/imported-agenda.ts";
import { readSeed, readShared, regionPack, seedMissing, seedPath } from "./seed.ts";

/** One object of spec/packet-cases.json, without its line numbers. */
interface SpecCase {
  readonly source: "agenda" | "attachment";
  readonly number: number;
  readonly kind: string | null;
  readonly title: string;
  readonly sections: readonly SpecSection[];
  readonly journalNumber: string | null;
  readonly journalNumberRaw: string | null;
  readonly attachments: readonly string[];
  readonly decisions: readonly Record<string, unknown>[];
  readonly outOfPlaceBlocks?: readonly { readonly belongsTo: string; readonly startLine: number; readonly endLine: number }[];
  readonly startLine: number;
  readonly endLine: number;
  readonly attachmentLines: readonly number[];
  readonly bodyMeeting?: string;
}

interface SpecSection {
  readonly heading: string;
  readonly empty: boolean;
  readonly startLine: number;
  readonly endLine: number;
  readonly placeholderOnly?: boolean;
  readonly emptyMarker?: string;
}

describe.skipIf(seedMissing)("the seed packet", () => {
  const agenda = seedMissing ? ({ items: [], extracts: [], notices: [], images: new Map() } satisfies ImportedAgenda) : readSeed();
  const spec = seedMissing ? [] : (JSON.parse(readShared("spec/packet-cases.json")) as SpecCase[]);
  const cases: readonly ImportedItem[] = [...agenda.items, ...agenda.extracts];

  test("has the eleven items of the agenda and three extracts of minutes, and nothing else", () => {
    expect(cases.map((item) => `${"filedAs" in item ? "x" : item.series === "notice" ? "m" : ""}${item.number}`)).toEqual(["1", "4", "5", "6", "7", "8", "9", "10", "11", "m1", "m2", "x7", "x1", "x21"]);
  });

  test.for(spec.map((one, index) => ({ name: `${one.source} ${one.number} ${one.title.slice(0, 40)}`, index })))("$name is read as the spec has it", ({ index }) => {
    const item = cases[index];
    const wanted = spec[index];
    if (item === undefined || wanted === undefined) throw new Error("no such case");
    expect(asSpec(item)).toEqual(comparable(wanted));
  });

  test.for(spec.map((one, index) => ({ name: `${one.source} ${one.number}`, index })))("every word of $name stands in its section, in order", ({ index }) => {
    const item = cases[index];
    const wanted = spec[index];
    if (item === undefined || wanted === undefined) throw new Error("no such case");
    const lines = readShared(seedPath).split("\n");
    const outOfPlace = wanted.outOfPlaceBlocks ?? [];
    for (const section of wanted.sections) {
      const key = item.sectionOrder.find((one) => one.heading === section.heading)?.key ?? "";
      const printed = lines
        .slice(section.startLine, section.endLine)
        .filter((_, offset) => !isOutOfPlace(section.startLine + 1 + offset, outOfPlace) && !isStampLine(section.startLine + 1 + offset))
        .join("\n");
      const share = shareInOrder(words(printed), words(sectionText(item, key)));
      expect(share, `${section.heading} of ${wanted.title}`).toBeGreaterThanOrEqual(0.995);
    }
    for (const block of outOfPlace) {
      const all = words(item.sections.map((section) => plain(section.html)).join("\n"));
      expect(shareInOrder(words(lines.slice(block.startLine - 1, block.endLine).join("\n")), all)).toBe(1);
    }
  });

  test("its rich text is canonical", () => {
    for (const item of cases) {
      for (const { key, html } of item.sections) expect(toHtml(readRichText(html, key))).toBe(html);
      for (const decision of item.decisions) expect(toHtml(readRichText(decision.discussion, "discussion"))).toBe(decision.discussion);
    }
  });

  test("titles that stand in mixed case somewhere are taken from there; the others are proposed and reported", () => {
    expect(cases.filter((item) => item.titleProposed).map((item) => item.title)).toEqual([
      "Opslag af kapacitet på Amager", "Opslag af kapacitet i Herlev", "Status for lægedækning i almen praksis",
      "Status på projektet COLLABRI", "Opfølgning på budgetaftalen for 2017",
    ]);
    expect(cases.find((item) => item.number === 8)?.title).toBe("Evaluering af Sociolancen");
    expect(cases.find((item) => item.series === "notice" && item.number === 2)?.title).toMatch(/for indsendelse af Sundhedsaftaler$/);
    expect(agenda.notices.filter((notice) => notice.code === "intake.title-proposed")).toHaveLength(5);
  });

  test("it tells what it moved, took out, missed and did not place, with the lines", () => {
    const told = agenda.notices.map((notice) => `${notice.code} ${"where" in notice.facts ? notice.facts.where : "numbers" in notice.facts ? notice.facts.numbers : ""}`);
    expect(told).toEqual(expect.arrayContaining([
      "intake.number-gap 2, 3", "intake.unplaced linje 1025", "intake.table-moved linje 580–584", "intake.table-moved linje 937–981",
      "intake.stamp-removed linje 5172", "intake.stamp-removed linje 5174–5177", "intake.attachment-text Linje 1062–4640", "intake.attachment-text Linje 5400–21389",
    ]));
  });

  test("torn bullets are healed, nested bullets nest, and the sentence that a table cut is whole", () => {
    const html = (position: number, key: string) => cases[position]?.sections.find((section) => section.key === key)?.html ?? "";
    const first = html(0, "presentation");
    expect(first).toContain("efterspørgsel af pladser, men");
    expect(first).toMatch(/<a href="(http:[^"]*)">\1<\/a>/);
    const extract = html(11, "presentation");
    expect(extract).toContain("forventes forelagt 2. kvartal 2017.</p><ul><li><p>Medicinafhængighed</p></li>");
    expect(extract).toContain("<h1>Psykiatriudvalget (PSU):</h1><h2>Opfølgningspunkter</h2>");
    expect(extract).toContain("område med internationalt perspektiv");
    expect(html(7, "presentation")).toContain("og derigennem sikre bedre rammer for");
    expect(html(7, "presentation").match(/<table>/g)).toHaveLength(4);
    expect(html(12, "risk")).toContain("indflydelse på ventetiden");
    expect(html(6, "presentation")).toContain("<h1>Status juni 2017</h1><h2>Delprojekt 1:</h2>");
  });

  test("a table stands right after the paragraph that announces it", () => {
    const html = cases[12]?.sections.find((section) => section.key === "presentation")?.html ?? "";
    expect(html).toMatch(/nedenstående tabel[^<]*<\/p><table><thead><tr><th><p>Initiativ<\/p><\/th>/);
    expect(html).toContain('<td><p>Total</p></td><td align="right"><p>30,3 mio. kr.</p></td>');
  });
});

// ---------------------------------------------------------------- the spec's fields out of what was read

function asSpec(item: ImportedItem): Record<string, unknown> {
  const extract = "filedAs" in item ? (item as ImportedExtract) : null;
  const decisions = item.sections.find((section) => section.key === "decisions")?.html ?? null;
  const placeholder = item.decisions.length === 0 && decisions !== null ? plain(decisions) : null;
  return {
    source: extract === null ? "agenda" : "attachment",
    number: item.number,
    kind: item.kindPrinted === null ? (item.kind === "any-other-business" ? "EVENTUELT" : null) : item.kindPrinted.toUpperCase(),
    title: item.titlePrinted.toUpperCase(),
    sections: item.sectionOrder.map((section) => ({
      heading: section.heading,
      empty: section.empty && section.emptyMarker === null,
      ...(section.key === "decisions" && placeholder !== null ? { placeholderOnly: true } : {}),
      ...(section.emptyMarker === null ? {} : { emptyMarker: section.emptyMarker }),
    })),
    journalNumber: item.journalNumber,
    journalNumberRaw: item.journalNumberPrinted,
    attachments: item.attachments.map((attachment) => attachment.title),
    decisions: item.decisions.map(decisionAsSpec),
    ...(placeholder === null ? {} : { decisionPlaceholder: placeholder }),
    ...(item.movedTables.length === 0 ? {} : { outOfPlaceBlocks: item.movedTables.map((table) => sectionOf(regionPack, table.section)?.heading.toUpperCase()) }),
    ...(item.series === "notice" ? { numberSeries: "meddelelser (own numbering, restarts at 1)" } : {}),
    ...(extract?.filedAs ? { fileAs: `${extract.filedAs.series === "notice" ? "Meddelelse" : "Punkt"} ${extract.filedAs.item}, Bilag ${extract.filedAs.attachment} "${extract.filedAs.title}"` } : {}),
    ...(extract === null ? {} : { bodyMeeting: `${extract.body ?? ""} ${extract.date === null ? "" : longDate(extract.date)}`.toLowerCase() }),
  };
}

function decisionAsSpec(decision: ImportedDecision): Record<string, unknown> {
  const shown = (people: readonly Person[]) => enumerate(people.map(({ name, party }) => (party === null ? name : `${name} (${party})`)));
  const remarks = decision.remarks.map((remark, position) => `${position + 1}. ${plain(remark)}`);
  const decided = tidy([plain(decision.wording), ...remarks, plain(decision.discussion)].join(" "));
  const { absent, substitutes } = regionPack.decisions;
  const attendance = [
    decision.absent.length > 0 ? absent.replace("{navne}", shown(decision.absent)) : "",
    decision.substitutes.length > 0 ? substitutes.replace("{navne}", shown(decision.substitutes)) : "",
  ];
  const date = decision.dated && decision.date !== null ? longDate(decision.date) : null;
  const form = date === null ? regionPack.decisions.undated : regionPack.decisions.dated;
  return {
    body: decision.dated ? decision.bodyName : decision.bodyGenitive.replace(/s$/, ""),
    date,
    heading: form.replace("{organ}", decision.bodyGenitive).replace("{dato}", date ?? ""),
    text: tidy([decided, ...attendance].join(" ")),
    decisionOnly: decided,
    decisionWord: decision.outcome,
    ...(decision.absent.length > 0 ? { absent: decision.absent } : {}),
    ...(decision.substitutes.length > 0 ? { substitutes: decision.substitutes } : {}),
    bodyPrinted: decision.bodyGenitive,
    dateISO: decision.dated ? decision.date : null,
    ...(decision.dated ? {} : { dateInferred: decision.date, bodyInferred: decision.bodyName }),
  };
}

/** The spec's object without line numbers, in capitals where the case of letters does not count. */
function comparable(wanted: SpecCase): Record<string, unknown> {
  const { startLine: _start, endLine: _end, attachmentLines: _lines, ...rest } = wanted;
  return {
    ...rest,
    title: wanted.title.toUpperCase(),
    kind: wanted.kind?.toUpperCase() ?? null,
    sections: wanted.sections.map(({ startLine: _from, endLine: _to, ...section }) => section),
    decisions: wanted.decisions.map(({ startLine: _from, endLine: _to, attendanceLines: _attendance, dateInferredFrom: _evidence, ...decision }) => ({
      ...decision, text: tidy(String(decision["text"])), decisionOnly: tidy(String(decision["decisionOnly"])),
    })),
    ...(wanted.outOfPlaceBlocks === undefined ? {} : { outOfPlaceBlocks: wanted.outOfPlaceBlocks.map((block) => /^[\p{Lu} ]+(?=[ ,(])/u.exec(block.belongsTo)?.[0].trim()) }),
    // What stands in brackets there is prose.
    ...(wanted.bodyMeeting === undefined ? {} : { bodyMeeting: wanted.bodyMeeting.replace(/ \(.*/, "") }),
  };
}

// ---------------------------------------------------------------- words

function sectionText(item: ImportedItem, key: string): string {
  const definition = sectionOf(regionPack, key);
  const html = item.sections.find((section) => section.key === key)?.html ?? "";
  switch (definition?.source) {
    case "text":
      return html === "" ? (item.sectionOrder.find((section) => section.key === key)?.emptyMarker ?? "") : plain(html);
    case "sign-off":
      return item.signOff.join(" / ");
    case "journal-number":
      return item.journalNumber ?? "";
    case "attachments":
      return item.attachments.map((attachment) => `${attachment.number}. ${attachment.title}`).join("\n");
    default:
      return [plain(html), ...item.decisions.map((decision) => `${String(decisionAsSpec(decision)["heading"])} ${String(decisionAsSpec(decision)["text"])}`)].join("\n");
  }
}

/** As ../shared/tools/words-in-order counts them; list numbers are the list's own. */
function words(text: string): string[] {
  return text.toUpperCase().match(/[0-9A-ZÆØÅÉÜ]+/g) ?? [];
}

/** Share of the words that stand in the other text in the same order (longest common subsequence). */
function shareInOrder(reference: readonly string[], candidate: readonly string[]): number {
  if (reference.length === 0) return 1;
  let previous = new Uint32Array(candidate.length + 1);
  for (const word of reference) {
    const current = new Uint32Array(candidate.length + 1);
    for (let at = 1; at <= candidate.length; at += 1) {
      current[at] = candidate[at - 1] === word ? (previous[at - 1] ?? 0) + 1 : Math.max(previous[at] ?? 0, current[at - 1] ?? 0);
    }
    previous = current;
  }
  return (previous[candidate.length] ?? 0) / reference.length;
}

function isOutOfPlace(line: number, blocks: readonly { readonly startLine: number; readonly endLine: number }[]): boolean {
  return blocks.some((block) => line >= block.startLine && line <= block.endLine);
}

/** The page foot and the stamp that cut a decision of the third extract (spec/packet-anatomy.md, 4). */
function isStampLine(line: number): boolean {
  return line >= 5172 && line <= 5177;
}

function plain(html: string): string {
  const listed = html.replace(/<ol type="a">.*?<\/ol>/gs, (list) => {
    let letter = 96;
    return list.replace(/<li>/g, () => `<li>${String.fromCharCode(++letter)}) `);
  });
  return tidy(listed.replace(/<[^>]*>/g, (tag) => (/^<\/?(?:strong|em|a)\b/.test(tag) ? "" : " ")).replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&"));
}

function tidy(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

