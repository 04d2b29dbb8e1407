import { expect, test } from "vitest";
import type { AgendaItem } from "../../../core/domain/agenda-item.ts";
import type { Decision } from "../../../core/domain/decision.ts";
import type { Openness } from "../../../core/domain/openness.ts";
import type { PlanEntry } from "../../../core/domain/plan-entry.ts";
import { composeAgenda } from "../../../core/packet/compose-agenda.ts";
import { composeDecision } from "../../../core/packet/compose-decision.ts";
import { composeDecisions } from "../../../core/packet/compose-decisions.ts";
import { composeWorkplan } from "../../../core/packet/compose-workplan.ts";
import { type MeetingPapers, selectPapers } from "../../../core/packet/meeting-papers.ts";
import { completedBy } from "../../../core/domain/template-pack.ts";
import { createPackLibrary } from "../../../templates/load-pack.ts";

const packs = createPackLibrary();
const region = packs.load("region").meaning;
const kommune = packs.load("kommune").meaning;
const body = { id: 1, name: "Udvalget for stier", stampName: "Udvalget for stier", genitive: "Udvalget for stiers", runningName: "udvalget for stier", ownGenitive: "Udvalgets", abbreviation: "UFS", printsKind: true, pack: "region" };
const decision: Decision = {
  id: 1, itemId: 1, bodyId: 1, bodyName: body.name, bodyGenitive: "Udvalgets", date: "2027-03-16", dated: false, outcome: "Godkendt", wording: "Godkendt.", remarks: [], discussion: "",
  absent: [], substitutes: [], votes: null, dissents: [], carried: false, position: 1,
};

function item(number: number, openness: Openness, changes: Partial<AgendaItem> = {}): AgendaItem {
  return { id: number, meetingId: 1, caseId: number, series: "item", number, kind: "decision", openness, ground: openness === "closed" ? "hjemmel" : null, sections: [{ key: "presentation", html: `<p>Hemmelighed ${number}</p>` }], ...changes };
}

function papers(...items: AgendaItem[]): MeetingPapers {
  return {
    body,
    members: [],
    meeting: { id: 1, bodyId: 1, date: "2027-03-16", time: "09:30", place: null, state: "draft", attendance: { present: [], absent: [], substitutes: [] } },
    items: items.map((one) => ({
      item: one,
      caseFile: { id: one.caseId, title: `Sag ${one.number}`, titleProposed: false, journalNumber: "27000001", ownerUnit: null, signOff: ["A. Aa", "B. Bø"] },
      attachments: [1, 2, 3].map((number) => ({ id: number, itemId: one.id, number, title: `Notat ${number}`, fileName: `hemmelig-${number}.pdf`, mediaType: null, sha256: null, size: null, pages: null, openness: number === 2 ? ("closed" as const) : ("unknown" as const) })),
      decisions: [decision],
      withheld: false,
    })),
  };
}

const heading = { label: "dagsorden", mark: "", withAttendance: false };

test("in public, nothing of a closed or unknown item is left but its number, and unknown ones are told", () => {
  const { papers: selected, notices } = selectPapers(papers(item(1, "open"), item(2, "closed"), item(3, "unknown")), "public", kommune);
  expect(selected.items.map((one) => one.item.number)).toEqual([1, 2, 3]);
  expect(JSON.stringify(selected.items.slice(1))).not.toMatch(/Hemmelighed|Sag \d|Notat|hemmelig|hjemmel|27000001|Godkendt/);
  expect(selected.items.map((one) => one.item.kind)).toEqual(["decision", "", ""]);
  expect(notices.map((notice) => notice.facts)).toEqual([expect.objectContaining({ number: 3 })]);
  expect(selectPapers(papers(item(1, "open"), item(2, "closed")), "public", region).papers.items.map((one) => one.item.number)).toEqual([1]);
});

test("a closed notice's line says that it is a notice", () => {
  const { papers: selected } = selectPapers(papers(item(1, "closed"), item(1, "closed", { series: "notice", kind: "notice" })), "public", kommune);
  const view = composeAgenda(selected, kommune, heading);
  expect([view.punkter[0]?.overskrift, view.meddelelser[0]?.overskrift]).toEqual(["Lukket punkt", "Meddelelse: Lukket punkt"]);
});

test("a closed attachment's number stays as a gap in public", () => {
  const { papers: selected } = selectPapers(papers(item(1, "open")), "public", region);
  const view = composeAgenda(selected, region, heading);
  const list = view.punkter[0]?.afsnit.find((section) => section.nøgle === "attachments")?.bilagslister;
  expect(list?.map((run) => [run.fra, run.bilag.map((one) => one.titel)])).toEqual([[1, ["Notat 1"]], [3, ["Notat 3"]]]);
});

test("internal papers are marked as soon as something in them is not open", () => {
  const open = papers(item(1, "open"));
  expect(selectPapers(open, "internal", region).sensitive).toBe(true);
  const without = { ...open, items: open.items.map((one) => ({ ...one, attachments: [] })) };
  expect(selectPapers(without, "internal", region).sensitive).toBe(false);
  expect(selectPapers(papers(item(1, "unknown")), "internal", region).sensitive).toBe(true);
  expect(selectPapers(papers(item(1, "closed")), "public", region).sensitive).toBe(false);
});

test("headings stand when empty or are left out, as the pack says", () => {
  const view = composeAgenda(papers(item(1, "open", { sections: [] })), region, heading);
  const sections = view.punkter[0]?.afsnit.map((section) => section.nøgle);
  expect(sections).toEqual(["background", "recommendation", "decisions", "presentation", "consequences", "risk", "appropriation", "communication", "timeline", "sign-off", "journal-number", "attachments"]);
  const other = composeAgenda(papers(item(1, "open", { kind: "any-other-business", sections: [] })), region, heading);
  expect(other.punkter[0]?.afsnit[0]).toMatchObject({ overskrift: "Eventuelt", linjer: ["Tomt indhold"] });
});

test("the kind is printed for bodies that print it, and always for notices", () => {
  const titles = (printsKind: boolean) => {
    const set = { ...papers(item(1, "open"), item(1, "open", { series: "notice", kind: "notice" })), body: { ...body, printsKind } };
    const view = composeAgenda(set, region, heading);
    return [view.punkter[0]?.overskrift, view.meddelelser[0]?.overskrift];
  };
  expect(titles(true)).toEqual(["Beslutningssag: Sag 1", "Meddelelser - Sag 1"]);
  expect(titles(false)).toEqual(["Sag 1", "Meddelelser - Sag 1"]);
});

test("a section that the pack does not know is printed all the same", () => {
  const view = composeAgenda(papers(item(1, "open", { sections: [{ key: "miljøvurdering", html: "<p>x</p>" }] })), region, heading);
  expect(view.punkter[0]?.afsnit.at(-1)).toMatchObject({ overskrift: "miljøvurdering", tekst: "<p>x</p>" });
});

test("decisions are headed by body and date, or without a date in the body's own papers", () => {
  expect(composeDecision(decision, region.decisions).overskrift).toBe("Udvalgets beslutning:");
  expect(composeDecision({ ...decision, dated: true, bodyGenitive: "Regionsrådets" }, region.decisions).overskrift).toBe("Regionsrådets beslutning den 16. marts 2027:");
});

test("votes, absence and substitutes are whole sentences", () => {
  const view = composeDecision(
    { ...decision, votes: { for: { count: 6, who: "A, B" }, against: { count: 2, who: "" }, abstained: { count: 1, who: "Ø" } }, absent: [{ name: "Ane Å", party: "A" }], substitutes: [{ name: "Bo Ø", party: null }, { name: "Ib Æ", party: "V" }] },
    region.decisions,
  );
  expect([view.afstemning, view.fravær, view.stedfortrædere]).toEqual(["For stemte 6 (A, B), imod stemte 2, og 1 (Ø) undlod at stemme.", "Ane Å (A) deltog ikke i sagens behandling.", "Som stedfortrædere deltog Bo Ø og Ib Æ (V)."]);
});

test("the list of decisions has a meeting's own decisions only", () => {
  const set = papers(item(1, "open"));
  const both = { ...set, items: set.items.map((one) => ({ ...one, decisions: [{ ...decision, carried: true, wording: "Anbefalet." }, decision] })) };
  expect(composeDecisions(both, region, "").rækker).toMatchObject([{ nummer: 1, udfald: "Godkendt", beslutninger: [{ ordlyd: "Godkendt." }] }]);
});

test("a public plan hides the title and the clarification of what is not open; an internal one marks it", () => {
  const row = (openness: Openness): PlanEntry => ({ id: 1, bodyId: 1, year: 2027, position: 1, leadBody: "UFS", title: "Køb af jord", treatment: "Beslutningssag: Køb af jord i Løvby", date: "2027-03-16", period: null, openness });
  const rows = (variant: "public" | "internal") => composeWorkplan(body, [row("open"), row("closed"), row("unknown")], region, { year: 2027, variant, order: "loaded", mark: "" }).rækker;
  expect(rows("public").map(({ titel, problemstilling, dato }) => [titel, problemstilling, dato])).toEqual([
    ["Køb af jord", "Beslutningssag: Køb af jord i Løvby", "2027.03.16"],
    ["Fortrolig", "Beslutningssag", "2027.03.16"],
    ["Fortrolig", "Beslutningssag", "2027.03.16"],
  ]);
  expect(rows("internal").map((one) => one.titel)).toEqual(["Køb af jord", "Køb af jord (fortrolig)", "Køb af jord"]);
});

test("of a hidden row's treatment, the public plan tells the kind alone, and no word that only looks like one", () => {
  const kind = (treatment: string | null, pack = region) => {
    const row: PlanEntry = { id: 1, bodyId: 1, year: 2027, position: 1, leadBody: "UFS", title: "Køb af jord", treatment, date: null, period: null, openness: "closed" };
    return composeWorkplan(body, [row], pack, { year: 2027, variant: "public", order: "date", mark: "" }).rækker[0]?.problemstilling;
  };
  expect(kind("Beslutningssag vedr. opsigelse af lejemål")).toBe("Beslutningssag");
  expect(kind("Politikformulerende sag: Ny politik")).toBe("Politikformulerende sag");
  expect(kind("Drøftelse/beslutningssag om køb")).toBe("Drøftelse/beslutningssag");
  expect(kind("Orienteringssag/opsigelse")).toBe("Orienteringssag");
  expect([kind("Opsigelse af direktøren"), kind("Drøftelsesoplæg om opsigelse"), kind(null)]).toEqual(["", "", ""]);
  expect(kind("Beslutningssag: Køb", kommune)).toBe("Beslutningssag");
  const longLast = { ...region, kinds: region.kinds.map((one) => ({ ...one, label: "", aliases: [...one.aliases, one.label] })) };
  expect(kind("Politikformulerende sag: Ny politik", longLast)).toBe("Politikformulerende sag");
});

test("a decision or an attachment is printed also where the kind has no section for it", () => {
  const carried = { ...decision, carried: true, wording: "Anbefalet." };
  const sections = (pack: typeof region, kind: string) => {
    const set = papers(item(1, "open", { kind, sections: [] }));
    const view = composeAgenda({ ...set, items: set.items.map((one) => ({ ...one, decisions: [carried, decision] })) }, pack, heading);
    return view.punkter[0]?.afsnit.flatMap(({ overskrift, beslutninger, bilagslister }) => (beslutninger.length + bilagslister.length > 0 ? [[overskrift, ...beslutninger.map(({ ordlyd }) => ordlyd)]] : []));
  };
  expect(sections(region, "any-other-business")).toEqual([["Politisk behandling", "Anbefalet.", "Godkendt."], ["Bilagsfortegnelse"]]);
  expect(sections(region, "decision")).toEqual([["Politisk behandling", "Anbefalet.", "Godkendt."], ["Bilagsfortegnelse"]]);
  expect(sections(kommune, "any-other-business")).toEqual([["Beslutning", "Godkendt."], ["Tidligere beslutninger", "Anbefalet."], ["Bilag"]]);
  expect(sections(completedBy(kommune, region), "process")).toEqual([["Politisk behandling", "Anbefalet.", "Godkendt."], ["Bilag"]]);
  expect(sections(kommune, "ukendt-slags")).toEqual([["Tidligere beslutninger", "Anbefalet."], ["Beslutning", "Godkendt."], ["Bilag"]]);
});

test("of decisions, a section prints the earlier ones, the body's own, or the whole chain", () => {
  const set = papers(item(1, "open", { sections: [] }));
  const chain = { ...set, items: set.items.map((one) => ({ ...one, decisions: [{ ...decision, carried: true, wording: "Anbefalet." }, decision] })) };
  const printed = composeAgenda(chain, kommune, heading).punkter[0]?.afsnit.filter(({ beslutninger }) => beslutninger.length > 0);
  expect(printed?.map(({ nøgle, beslutninger }) => [nøgle, beslutninger.map(({ ordlyd }) => ordlyd)])).toEqual([["earlier-decisions", ["Anbefalet."]], ["decision", ["Godkendt."]]]);
});

test("a vote without votes for it is a sentence too", () => {
  const sentence = (yes: number, no: number, none: number) => composeDecision({ ...decision, votes: { for: { count: yes, who: "" }, against: { count: no, who: "A" }, abstained: { count: none, who: "" } } }, region.decisions).afstemning;
  expect([sentence(0, 3, 0), sentence(0, 3, 2)]).toEqual(["Imod stemte 3 (A).", "Imod stemte 3 (A), og 2 undlod at stemme."]);
});

test("what stands in a name is never taken for a pattern", () => {
  const odd = { ...decision, dated: true, bodyGenitive: "Udvalget $& {dato}s", absent: [{ name: "$1 {organ}", party: null }] };
  expect(composeDecision(odd, region.decisions)).toMatchObject({ overskrift: "Udvalget $& {dato}s beslutning den 16. marts 2027:", fravær: "$1 {organ} deltog ikke i sagens behandling." });
});

test("only those who sit on the day stand on the front page, substitutes apart; the hour is as Danes write it", () => {
  const seat = { bodyId: 1, party: "A", role: null, substitute: false, from: null, to: null, position: 1 };
  const members = [{ ...seat, id: 1, name: "Nu" }, { ...seat, id: 2, name: "Før", to: "2027-03-15" }, { ...seat, id: 3, name: "Siden", from: "2027-03-17" }, { ...seat, id: 4, name: "Stedfortræder", substitute: true }];
  const view = composeAgenda({ ...papers(), members }, region, heading);
  expect([view.medlemmer, view.suppleanter].map((list) => list.map(({ navn }) => navn))).toEqual([["Nu"], ["Stedfortræder"]]);
  expect(view.møde).toMatchObject({ tid: "9.30", sted: "" });
});

test("attendance stands in minutes only, by party, those without one last", () => {
  const person = (name: string, party: string | null) => ({ name, party });
  const attendance = { present: [person("Uden", null), person("Bo", "Ø"), person("Eva", "A"), person("Ane", "A")], absent: [person("Ib", "V")], substitutes: [] };
  const set = { ...papers(), meeting: { ...papers().meeting, attendance } };
  expect(composeAgenda(set, region, { ...heading, withAttendance: true }).fremmøde).toEqual({ ført: true, tilstede: ["Eva (A)", "Ane (A)", "Bo (Ø)", "Uden"], fraværende: ["Ib (V)"], stedfortrædere: [] });
  expect(composeAgenda(set, region, heading).fremmøde).toEqual({ ført: false, tilstede: [], fraværende: [], stedfortrædere: [] });
});

test("directors sign in their order, side by side", () => {
  const lines = composeAgenda(papers(item(1, "open")), region, heading).punkter[0]?.afsnit.find(({ nøgle }) => nøgle === "sign-off")?.linjer;
  expect(lines).toEqual(["A. Aa / B. Bø"]);
});

test("the list of decisions has every item, notices where they were decided on, and no title of what is withheld", () => {
  const set = papers(item(1, "open"), item(2, "closed"), item(1, "open", { series: "notice" }), item(2, "open", { series: "notice" }));
  const some = { ...set, items: set.items.map((one, index) => ({ ...one, decisions: index === 1 || index === 3 ? [] : [decision] })) };
  const rows = composeDecisions(selectPapers(some, "public", kommune).papers, kommune, "").rækker;
  expect(rows.map(({ nummer, overskrift }) => [nummer, overskrift])).toEqual([[1, "(B) Sag 1"], [2, "Lukket punkt"], [1, "(B) Sag 1"]]);
});

test("a plan goes by date, rows without a day last as they were loaded; asked for as loaded, it stays so", () => {
  const row = (position: number, date: string | null): PlanEntry => ({ id: position, bodyId: 1, year: 2027, position, leadBody: "UFS", title: String(position), treatment: null, date, period: date === null ? "2. kvartal" : null, openness: "open" });
  const entries = [row(1, null), row(2, "2027-05-11"), row(3, "2027-03-16"), row(4, null)];
  const titles = (order: "date" | "loaded") => composeWorkplan(body, entries, region, { year: 2027, variant: "public", order, mark: "" }).rækker.map(({ titel, dato }) => `${titel} ${dato}`);
  expect(titles("date")).toEqual(["3 2027.03.16", "2 2027.05.11", "1 2. kvartal", "4 2. kvartal"]);
  expect(titles("loaded").map((one) => one.charAt(0))).toEqual(["1", "2", "3", "4"]);
});

test("a decision recorded as a word alone is printed as that word", () => {
  expect(composeDecision({ ...decision, outcome: "Taget til efterretning", wording: "" }, region.decisions).ordlyd).toBe("Taget til efterretning.");
  expect(composeDecision({ ...decision, outcome: "", wording: "" }, region.decisions).ordlyd).toBe("");
});

test("a hidden row of a public plan tells a period only where it is nothing else", () => {
  const row = (period: string): PlanEntry => ({ id: 1, bodyId: 1, year: 2027, position: 1, leadBody: "UFS", title: "Hemmelig", treatment: null, date: null, period, openness: "closed" });
  const periods = ["2. kvartal 2027", "ultimo 2027", "Primo august 2027", "efteråret 2027", "når købet af Havnegade 2 er på plads", "2027 efter salget"];
  const view = composeWorkplan(body, periods.map(row), region, { year: 2027, variant: "public", order: "loaded", mark: "" });
  expect(view.rækker.map(({ dato }) => dato)).toEqual(["2. kvartal 2027", "ultimo 2027", "Primo august 2027", "efteråret 2027", "", ""]);
});
