import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { example } from "../../../core/demo/example.ts";
import type { ExampleItem, ExampleMeeting } from "../../../core/demo/example-types.ts";
import { readInlineText, readRichText } from "../../../core/document/read-html.ts";
import { inlinesToHtml, toHtml } from "../../../core/document/to-html.ts";
import { isMemberOn } from "../../../core/domain/body.ts";
import { isIsoDate, readDate, weekdayDate } from "../../../core/domain/danish-date.ts";
import { compareDanish } from "../../../core/domain/danish-order.ts";

interface PackFile {
  readonly kinds: readonly { readonly key: string; readonly series: string; readonly sections: readonly string[] }[];
  readonly sections: readonly { readonly key: string; readonly source: string }[];
}

const pack = JSON.parse(readFileSync(join(import.meta.dirname, "../../../templates/region/pack.json"), "utf8")) as PackFile;
const placed = example.meetings.flatMap((meeting) => meeting.items.map((item) => ({ meeting, item, where: `${meeting.body} ${meeting.date} ${item.series} ${item.number}` })));
const coming = example.meetings.find(({ state }) => state === "draft") as ExampleMeeting;
const held = example.meetings.find(({ body, state }) => body === "committee" && state === "held") as ExampleMeeting;

/** Every rich text in the example, with its place. */
const richTexts = placed.flatMap(({ item, where }) => [
  ...item.sections.map(({ key, html }) => ({ where: `${where} ${key}`, html })),
  ...item.attachments.map(({ number, html }) => ({ where: `${where} bilag ${number}`, html })),
  ...item.decisions.map(({ discussion }) => ({ where: `${where} decision`, html: discussion })),
]);
const inlineTexts = placed.flatMap(({ item }) =>
  item.decisions.flatMap(({ wording, remarks, dissents }) => [wording, ...remarks, ...dissents.map(({ text }) => text)]),
);
const everything = JSON.stringify(example.meetings);

describe("rich text", () => {
  test.each(richTexts)("$where is canonical", ({ where, html }) => {
    expect(toHtml(readRichText(html, where))).toBe(html);
  });

  test("decisions are canonical inline text", () => {
    for (const text of inlineTexts) expect(inlinesToHtml(readInlineText(text, "decision"))).toBe(text);
  });

  test("shows all that a paper may hold", () => {
    const html = coming.items.flatMap(({ sections }) => sections.map((section) => section.html)).join("");
    const signs = [
      "<h1>", "<h2>", "<ul><li><p>", '<ol type="a">', '<ol type="i">', "<blockquote>", "<footnote>", "<caption>", "<thead>",
      "rowspan=", "colspan=", 'align="right"', 'href="https:', 'href="mailto:', "<strong>", "<em>", '<img src="image:',
    ];
    expect(signs.filter((sign) => !html.includes(sign))).toEqual([]);
  });

  test("amounts, paragraphs and clock times do not break over a line", () => {
    const texts = [...richTexts.map(({ html }) => html), ...inlineTexts].join("\n");
    expect(texts.match(/.{0,20}(?:\d (?:mio|mia|kr|pct)\.|(?:mio|mia)\. kr|§ \d|stk\. \d|kl\. \d).{0,9}/g)).toBeNull();
  });

  test("pictures have words in their place and bytes in the example", () => {
    const pictures = [...everything.matchAll(/<img src=\\"image:([0-9a-f]{64})\\" alt=\\"([^"\\]*)\\"/g)];
    expect(new Set(pictures.map(([, hash]) => hash))).toEqual(new Set(example.images.map(({ sha256 }) => sha256)));
    for (const [, , words] of pictures) expect(words?.length).toBeGreaterThan(60);
  });
});

describe("the agendas", () => {
  test("every section belongs to its item's kind, and none stands where the model writes", () => {
    for (const { item, where } of placed) {
      const kind = pack.kinds.find(({ key }) => key === item.kind);
      const keys = item.sections.map(({ key }) => key);
      expect({ where, series: item.series, keys }).toEqual({ where, series: kind?.series, keys: kind?.sections.filter((key) => keys.includes(key)) });
      expect(keys.filter((key) => pack.sections.find((section) => section.key === key)?.source !== "text")).toEqual([]);
    }
  });

  test("a case before a body has all that the pack lets people write", () => {
    const written = pack.sections.filter(({ source }) => source === "text").map(({ key }) => key);
    for (const { item, where } of placed.filter(({ item: { kind } }) => kind !== "any-other-business")) {
      const kind = pack.kinds.find(({ key }) => key === item.kind);
      const expected = kind?.sections.filter((key) => written.includes(key));
      expect({ where, keys: item.sections.filter(({ html }) => html !== "").map(({ key }) => key) }).toEqual({ where, keys: expected });
    }
  });

  test("the coming meeting has at least twelve items and every kind of the pack", () => {
    expect(coming.items.filter(({ series }) => series === "item").length).toBeGreaterThanOrEqual(12);
    expect(new Set(coming.items.map(({ kind }) => kind))).toEqual(new Set(pack.kinds.map(({ key }) => key)));
  });

  test("numbers run from 1 in both series, and attachments' numbers in each item", () => {
    for (const { items } of example.meetings) {
      for (const series of ["item", "notice"]) {
        const numbers = items.filter((item) => item.series === series).map(({ number }) => number);
        expect(numbers).toEqual(numbers.map((_, index) => index + 1));
      }
      for (const { attachments } of items) expect(attachments.map(({ number }) => number)).toEqual(attachments.map((_, index) => index + 1));
    }
  });

  test("one item is closed, with its ground; one open item has a closed attachment", () => {
    const closed = placed.filter(({ item }) => item.openness !== "open");
    expect(closed.map(({ item }) => item.ground)).toEqual(["forvaltningslovens § 27, stk. 1"]);
    const partly = placed.filter(({ item }) => item.openness === "open" && item.attachments.some(({ openness }) => openness === "closed"));
    expect(partly).toHaveLength(1);
  });

  test("no open text repeats six words of what is closed", () => {
    const words = (text: string) => text.replace(/<[^>]*>/g, " ").normalize("NFC").toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    const runs = (text: string) => {
      const list = words(text);
      return list.slice(0, Math.max(0, list.length - 5)).map((_, at) => list.slice(at, at + 6).join(" "));
    };
    const open = new Set<string>();
    const closed = new Set<string>();
    for (const { item } of placed) {
      const title = example.cases.find(({ key }) => key === item.case)?.title ?? "";
      const own = item.openness === "open" ? open : closed;
      for (const text of [title, ...item.sections.map(({ html }) => html)]) for (const run of runs(text)) own.add(run);
      for (const file of item.attachments) {
        const side = item.openness === "open" && file.openness === "open" ? open : closed;
        for (const text of [file.title, file.html]) for (const run of runs(text)) side.add(run);
      }
    }
    // What both say are the words that open every recommendation to this committee.
    const opening = new Set(runs("Administrationen indstiller til udvalget for nære sundhedstilbud: at der"));
    expect([...closed].filter((run) => open.has(run) && !opening.has(run))).toEqual([]);
    expect(closed.size).toBeGreaterThan(300);
  });

  test("no attachment is a stub", () => {
    const files = placed.flatMap(({ item }) => item.attachments);
    expect(files.filter(({ html }) => html.replace(/<[^>]*>/g, "").length < 450).map(({ title }) => title)).toEqual([]);
  });
});

describe("the cases", () => {
  test("every item has its case, and every case an item", () => {
    const keys = example.cases.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(placed.map(({ item }) => item.case))).toEqual(new Set(keys));
  });

  test("journal numbers are eight digits with the year first, and two cases share one", () => {
    const numbers = example.cases.flatMap(({ journalNumber }) => (journalNumber === null ? [] : [journalNumber]));
    for (const number of numbers) expect(number).toMatch(/^2[567]\d{6}$/);
    const shared = numbers.filter((number, index) => numbers.indexOf(number) !== index);
    expect(shared).toEqual(["27001412"]);
  });

  test("one case has gone through three bodies, and carries their decisions, oldest first", () => {
    const item = coming.items.find((candidate) => candidate.case === "coverage-plan") as ExampleItem;
    expect(item.decisions.map(({ body }) => body)).toEqual(["committee", "executive", "council"]);
    expect(item.decisions.map(({ date }) => date)).toEqual(["2027-04-06", "2027-04-20", "2027-04-27"]);
    expect(item.decisions.every(({ carried, dated, remarks }) => carried && dated && remarks.every((remark) => !remark.includes("sag nr.")))).toBe(true);
    expect(item.decisions.every(({ absent }) => absent.length > 0)).toBe(true);
    for (const { decisions } of placed.map((one) => one.item)) {
      expect(decisions.map(({ position }) => position)).toEqual(decisions.map((_, index) => index + 1));
      expect(decisions.map(({ date }) => date)).toEqual(decisions.map(({ date }) => date).toSorted((a, b) => (a ?? "").localeCompare(b ?? "")));
    }
  });

  test("a carried decision is what the earlier item decided", () => {
    for (const { item, where } of placed) {
      for (const decision of item.decisions.filter(({ carried }) => carried)) {
        const source = placed.find(({ meeting, item: earlier }) => earlier.case === item.case && meeting.body === decision.body && meeting.date === decision.date);
        const original = source?.item.decisions.find(({ carried }) => !carried);
        expect({ where, wording: decision.wording }).toEqual({ where, wording: original?.wording });
        expect(decision.absent).toEqual(original?.absent);
        expect(decision.remarks).toHaveLength(original?.remarks.length ?? -1);
      }
    }
  });

  test("referrals lead from an item to an item of the same case", () => {
    for (const { case: caseKey, from, to, toBody, plannedDate } of example.referrals) {
      const at = (place: typeof from) => placed.find(({ meeting, item }) => meeting.body === place.body && meeting.date === place.date && item.series === place.series && item.number === place.number);
      expect(at(from)?.item.case).toBe(caseKey);
      const arrived = to === null ? null : { case: at(to)?.item.case, body: to.body, date: to.date };
      expect(arrived).toEqual(to === null ? null : { case: caseKey, body: toBody, date: plannedDate });
    }
  });
});

describe("people", () => {
  test("everyone who is named sits in the body, and lists go by party", () => {
    for (const meeting of example.meetings) {
      const members = example.bodies.find(({ key }) => key === meeting.body)?.members ?? [];
      for (const person of [...meeting.attendance.present, ...meeting.attendance.absent]) {
        const member = members.find(({ name }) => name === person.name);
        expect({ name: member?.name, party: member?.party }).toEqual(person);
        expect(member && isMemberOn({ ...member, id: 1, bodyId: 1 }, meeting.date)).toBe(true);
      }
      const { absent, present, substitutes } = meeting.attendance;
      for (const list of [absent, substitutes]) expect(list).toEqual(list.toSorted((a, b) => compareDanish(a.party ?? "", b.party ?? "")));
      const seats = members.filter(({ substitute }) => !substitute).length;
      expect(present.length).toBe(meeting.state === "held" ? seats - absent.length + substitutes.length : 0);
    }
  });

  test("each body has a chair and a vice chair, and every member of the others sits in the council", () => {
    const council = example.bodies.find(({ key }) => key === "council")?.members ?? [];
    for (const body of example.bodies) {
      expect(body.members.filter(({ role }) => role === "formand")).toHaveLength(1);
      expect(body.members.filter(({ role }) => role?.endsWith("næstformand")).length).toBeGreaterThan(0);
      const strangers = body.members.filter(({ name, party }) => council.find((member) => member.name === name)?.party !== party);
      expect(strangers).toEqual([]);
    }
  });

  test("votes add up to those present, with a minority statement", () => {
    const decision = held.items.flatMap(({ decisions }) => decisions).find(({ votes }) => votes !== null);
    const { for: yes, against, abstained } = decision?.votes ?? {};
    expect((yes?.count ?? 0) + (against?.count ?? 0) + (abstained?.count ?? 0)).toBe(held.attendance.present.length);
    const parties = (text = "") => held.attendance.present.filter(({ party }) => text.split(", ").includes(party ?? "?")).length;
    expect([parties(yes?.who), parties(against?.who), parties(abstained?.who)]).toEqual([yes?.count, against?.count, abstained?.count]);
    expect(decision?.dissents.length).toBeGreaterThan(0);
  });
});

describe("days and references", () => {
  const plan = example.plans.find(({ body }) => body === "committee");

  test("meetings fall on Tuesdays, and every weekday in the text is right", () => {
    const planned = plan?.entries.flatMap(({ date }) => (date === null ? [] : [date])) ?? [];
    for (const date of [...example.meetings.map((meeting) => meeting.date), ...planned]) {
      expect(isIsoDate(date)).toBe(true);
      expect(weekdayDate(date)).toMatch(/^tirsdag/);
    }
    const named = [...everything.matchAll(/(?:man|tirs|ons|tors|fre|lør|søn)dag den (\d+\. [a-z]+ \d{4})/g)];
    expect(named.length).toBeGreaterThan(1);
    for (const [text, day] of named) expect(weekdayDate(readDate(day ?? "") ?? "")).toBe(text);
  });

  test("meetings begin at an hour that the workspace can hold", () => {
    expect(example.meetings.filter(({ time }) => !/^[0-2]\d:[0-5]\d$/.test(time ?? ""))).toEqual([]);
  });

  test("every date in the text exists", () => {
    const dates = [...everything.matchAll(/\d{1,2}\. (?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december) \d{4}/g)];
    expect(dates.length).toBeGreaterThan(80);
    expect(dates.map(([date]) => date).filter((date) => readDate(date) === null)).toEqual([]);
  });

  test("a reference to an item names one that is there, in the past or on the same agenda", () => {
    const bodies = { udvalgets: "committee", forretningsudvalgets: "executive", "regionsrådets": "council" } as const;
    let found = 0;
    for (const { meeting, item, where } of placed) {
      const text = JSON.stringify(item);
      for (const [, number, body, day] of text.matchAll(/punkt (\d+) på ([a-zå]+ets) møde den (\d+\. [a-z]+ \d{4})/g)) {
        found++;
        const target = placed.find((other) => other.meeting.body === bodies[body as keyof typeof bodies] && other.meeting.date === readDate(day ?? "") && other.item.series === "item" && other.item.number === Number(number));
        expect({ where, number, found: target !== undefined && target.meeting.date <= meeting.date }).toEqual({ where, number, found: true });
      }
      for (const [, number] of text.matchAll(/(?:punkt|sag nr\.\u00a0?) ?(\d+)(?: på denne dagsorden| om status)/g)) {
        found++;
        const home = item.decisions.find(({ carried }) => !carried) ?? null;
        const agenda = home === null ? meeting : example.meetings.find(({ body, date }) => body === home.body && date === home.date);
        const there = agenda?.items.some((other) => other.series === "item" && other.number === Number(number));
        expect({ where, number, there }).toEqual({ where, number, there: true });
      }
    }
    expect(found).toBeGreaterThan(8);
  });

  test("what a reference says is what the item is about", () => {
    const title = (number: number, meeting = coming) => {
      const item = meeting.items.find((candidate) => candidate.series === "item" && candidate.number === number);
      return example.cases.find(({ key }) => key === item?.case)?.title;
    };
    expect(title(3)).toContain("Handlingsplan");
    expect(title(6)).toContain("Opslag");
    expect(title(7)).toContain("Status for lægedækning");
    expect(title(9)).toContain("Temaer til budget");
    expect(title(5, held)).toContain("Status for lægedækning");
    expect(title(6, held)).toContain("Pejlemærker");
    expect(title(7, held)).toContain("Brugerundersøgelse");
  });

  test("every bilag in the text is attached", () => {
    for (const { item, where } of placed) {
      for (const [, number] of item.sections.map(({ html }) => html).join(" ").matchAll(/bilag (\d+)/gi)) {
        const there = item.attachments.some((file) => file.number === Number(number));
        expect({ where, number, there }).toEqual({ where, number, there: true });
      }
    }
  });

  test("the plan has the agendas' cases, some rows closed and some without a day", () => {
    const entries = plan?.entries ?? [];
    expect(entries.length).toBeGreaterThanOrEqual(40);
    expect(entries.filter(({ openness }) => openness === "closed").length).toBeGreaterThan(1);
    expect(entries.filter(({ period }) => period !== null).length).toBeGreaterThan(1);
    for (const meeting of [held, coming]) {
      for (const item of meeting.items.filter(({ kind, series }) => series === "item" && !["case", "any-other-business"].includes(kind))) {
        const { title } = example.cases.find(({ key }) => key === item.case) ?? {};
        const row = entries.find((entry) => entry.title === title && entry.date === meeting.date);
        expect({ title, openness: row?.openness }).toEqual({ title, openness: item.openness });
      }
    }
  });

  test("the plan that is attached hides what is closed", () => {
    const attached = coming.items.find(({ case: key }) => key === "work-plan")?.attachments[0]?.html ?? "";
    for (const { openness, title } of plan?.entries ?? []) expect(attached.includes(title)).toBe(openness === "open");
    expect(attached).toContain("Fortrolig");
  });
});
