import type { AgendaItem, Series } from "../../core/domain/agenda-item.ts";
import type { Attachment } from "../../core/domain/attachment.ts";
import type { Decision } from "../../core/domain/decision.ts";
import { effectiveOpenness, type Openness } from "../../core/domain/openness.ts";
import { collectPapers } from "../../core/api/papers.ts";
import type { ItemPapers, MeetingPapers } from "../../core/packet/meeting-papers.ts";
import type { Store } from "../../core/store.ts";

/** A meeting made from chance: the same seed gives the same meeting. */
export interface RandomMeeting {
  readonly papers: MeetingPapers;
  /** The words of each attachment's file, by the attachment's id. */
  readonly texts: ReadonlyMap<number, string>;
  /** Whether something in it is closed or unknown. */
  readonly closed: boolean;
}

/** Numbers from 0 to 1 out of a seed (mulberry32). */
export function chanceFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const body = { id: 1, name: "Udvalget for stier og broer", stampName: "Udvalget for stier og broer", genitive: "Udvalget for stier og broers", runningName: "udvalget for stier og broer", ownGenitive: "Udvalgets", abbreviation: "USB", printsKind: true, pack: "region" };
const meeting = { id: 1, bodyId: 1, date: "2027-03-16", time: "16:00", place: "Rådhuset, sal 3", state: "draft", attendance: { present: [], absent: [], substitutes: [] } } as const;

/** Sentences that any case may say, open or closed. */
const shared = [
  "Forvaltningen indstiller at udvalget tager orienteringen til efterretning.",
  "Sagen har ikke bevillingstekniske konsekvenser for det indeværende år.",
  "Godkendt som indstillet af forvaltningen den pågældende dag.",
];

/** A meeting with up to eight items, each open, closed or unknown, with attachments, decisions, long words and shared sentences. */
export function randomMeeting(seed: number): RandomMeeting {
  const chance = chanceFrom(seed);
  const upTo = (most: number) => Math.floor(chance() * (most + 1));
  const pick = <Thing>(things: readonly Thing[]): Thing => things[Math.floor(chance() * things.length)] as Thing;
  const word = () => Array.from({ length: 2 + upTo(3) }, () => pick(beginnings) + pick(vowels) + pick(endings)).join("");
  const sentence = (least: number, more: number) => {
    const text = Array.from({ length: least + upTo(more) }, () => (chance() < 0.3 ? pick(small) : word())).join(" ");
    return text.charAt(0).toUpperCase() + text.slice(1);
  };
  const prose = () => Array.from({ length: 1 + upTo(3) }, () => (chance() < 0.25 ? pick(shared) : `${sentence(7, 12)}.`)).join(" ");
  const html = () => `<p>${prose()}</p>${chance() < 0.3 ? `<ul><li><p>${prose()}</p></li></ul>` : ""}`;
  const person = () => ({ name: `${capital(word())} ${capital(word())}`, party: pick(["A", "V", "F", null]) });
  const openness = (): Openness => pick(["open", "open", "closed", "unknown"]);

  const texts = new Map<number, string>();
  let id = 0;
  const attachment = (item: AgendaItem, number: number): Attachment => {
    id += 1;
    texts.set(id, Array.from({ length: 1 + upTo(4) }, prose).join("\n"));
    const title = chance() < 0.15 ? pick(["Notat", "Bilag", "Referat"]) : sentence(1, 5);
    return { id, itemId: item.id, number, title, fileName: `${word()}-${word()}.pdf`, mediaType: "application/pdf", sha256: null, size: null, pages: null, openness: chance() < 0.3 ? "closed" : "unknown" };
  };
  const decision = (itemId: number, position: number): Decision => ({
    id: (id += 1), itemId, bodyId: 1, bodyName: body.name, bodyGenitive: "Udvalgets", date: "2027-03-02", dated: true, outcome: "Godkendt", wording: chance() < 0.5 ? pick(shared) : prose(),
    remarks: Array.from({ length: upTo(2) }, prose), discussion: chance() < 0.4 ? html() : "", absent: Array.from({ length: upTo(2) }, person), substitutes: chance() < 0.2 ? [person()] : [],
    votes: null, dissents: chance() < 0.2 ? [{ who: person().name, text: prose() }] : [], carried: false, position,
  });
  const item = (series: Series, number: number): ItemPapers => {
    id += 1;
    const keys = series === "notice" ? ["notice"] : ["background", "recommendation", "presentation"];
    const one: AgendaItem = { id, meetingId: 1, caseId: id, series, number, kind: series === "notice" ? "notice" : "decision", openness: openness(), ground: null, sections: keys.map((key) => ({ key, html: html() })) };
    return {
      item: one,
      caseFile: { id: one.id, title: sentence(2, 6), titleProposed: false, journalNumber: `27${String(100_000 + upTo(899_999))}`, ownerUnit: null, signOff: [person().name, person().name] },
      attachments: Array.from({ length: upTo(3) }, (_, index) => attachment(one, index + 1)),
      decisions: Array.from({ length: upTo(2) }, (_, index) => decision(one.id, index)),
      withheld: false,
    };
  };
  const items = [...Array.from({ length: 2 + upTo(4) }, (_, index) => item("item", index + 1)), ...Array.from({ length: upTo(2) }, (_, index) => item("notice", index + 1))];
  const closed = items.some(({ item, attachments }) => item.openness !== "open" || attachments.some((one) => effectiveOpenness(item.openness, one.openness) !== "open"));
  return { papers: { body, members: [], meeting, items }, texts, closed };
}

/** Puts a meeting into a workspace; what comes back has the ids that it got there. */
export function storeMeeting(store: Store, { papers, texts, closed }: RandomMeeting): RandomMeeting {
  const stored = new Map<number, string>();
  const meetingId = store.transaction(() => {
    const { id: bodyId } = store.bodies.add(papers.body);
    const meeting = store.meetings.add({ ...papers.meeting, bodyId });
    for (const { item, caseFile, attachments, decisions } of papers.items) {
      const { id: itemId } = store.items.add({ ...item, meetingId: meeting.id, caseId: store.cases.add(caseFile).id });
      for (const attachment of attachments) {
        const { id } = store.attachments.add({ ...attachment, itemId });
        store.attachments.setText(id, texts.get(attachment.id) ?? "");
        stored.set(id, texts.get(attachment.id) ?? "");
      }
      for (const decision of decisions) store.decisions.add({ ...decision, itemId, bodyId });
    }
    return meeting.id;
  });
  const meeting = store.meetings.get(meetingId);
  if (meeting === null) throw new Error("the meeting was not stored");
  return { papers: collectPapers(store, meeting), texts: stored, closed };
}

/** Papers with items told in a few words, for tests of one thing. */
export const invented = {
  papers(items: readonly { readonly number: number; readonly openness: Openness; readonly html: string; readonly title?: string; readonly attachments?: readonly Partial<Attachment>[]; readonly decisions?: readonly Partial<Decision>[]; readonly signOff?: readonly string[] }[]): MeetingPapers {
    return {
      body, meeting, members: [],
      items: items.map(({ number, openness, html, title = `Sag ${number}`, attachments = [], decisions = [], signOff = [] }): ItemPapers => ({
        item: { id: number, meetingId: 1, caseId: number, series: "item", number, kind: "decision", openness, ground: null, sections: [{ key: "presentation", html }] },
        caseFile: { id: number, title, titleProposed: false, journalNumber: null, ownerUnit: null, signOff },
        attachments: attachments.map((one, index) => ({ id: number * 100 + index, itemId: number, number: index + 1, title: "", fileName: null, mediaType: null, sha256: null, size: null, pages: null, openness: "unknown", ...one })),
        decisions: decisions.map((one, index) => ({ id: number * 100 + index, itemId: number, bodyId: 1, bodyName: body.name, bodyGenitive: "Udvalgets", date: "2027-03-16", dated: false, outcome: "", wording: "", remarks: [], discussion: "", absent: [], substitutes: [], votes: null, dissents: [], carried: false, position: index, ...one })),
        withheld: false,
      })),
    };
  },
};

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

const beginnings = ["b", "br", "d", "f", "fl", "g", "gr", "h", "k", "kl", "l", "m", "n", "p", "r", "s", "sk", "st", "t", "tr", "v"];
const vowels = ["a", "e", "i", "o", "u", "y", "æ", "ø", "å"];
const endings = ["", "d", "g", "l", "n", "r", "s", "st", "t", "nd", "rk"];
const small = ["og", "i", "på", "til", "af", "for", "den", "det", "en", "med", "som", "at"];
