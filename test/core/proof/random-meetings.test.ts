import { expect, test } from "vitest";
import { call } from "../../../core/app.ts";
import type { AgendaItem } from "../../../core/domain/agenda-item.ts";
import { mayShow } from "../../../core/domain/openness.ts";
import { closedTerms } from "../../../core/proof/closed-terms.ts";
import { findLeaks } from "../../../core/proof/find-leaks.ts";
import { createPackLibrary } from "../../../templates/load-pack.ts";
import { memoryApp } from "../../support/memory-app.ts";
import { chanceFrom, type RandomMeeting, randomMeeting, storeMeeting } from "../../support/random-meeting.ts";

/** `RANDOM_MEETINGS=10000` tries as many as the acceptance asks for; a few are enough to hold what was found. */
const count = Number(process.env["RANDOM_MEETINGS"] ?? 12);
const firstSeed = Number(process.env["RANDOM_SEED"] ?? 1);
const formats = ["pdf", "html", "txt", "docx"] as const;

const packs = createPackLibrary();

test(`no leak is found in the public agendas of ${count} random meetings, and a planted one is, wherever it is put`, { timeout: 10_000 + count * 1500 }, async () => {
  const { app, store } = memoryApp();
  let planted = 0;
  for (let seed = firstSeed; seed < firstSeed + count; seed += 1) {
    const meeting = storeMeeting(store, randomMeeting(seed));
    const packName = seed % 2 === 0 ? "region" : "kommune";
    const terms = closedTerms(meeting.papers, { pack: packs.load(packName).meaning, textOf: ({ id }) => meeting.texts.get(id) ?? "" });
    const format = formats[seed % formats.length] ?? "pdf";
    const { bytes } = await call(app, "documents.agenda", { meeting: String(meeting.papers.meeting.id), variant: "public", format, pack: packName });
    expect([seed, format, await findLeaks(bytes, terms)]).toEqual([seed, format, []]);
    const secret = closedSentence(meeting);
    if (secret !== null && (format === "pdf" || format === "txt")) {
      planted += 1;
      const leaky = plant(bytes, secret, chanceFrom(seed));
      expect([seed, secret, (await findLeaks(leaky, terms)).length > 0]).toEqual([seed, secret, true]);
      const { bytes: internal } = await call(app, "documents.agenda", { meeting: String(meeting.papers.meeting.id), variant: "internal", format, pack: packName });
      expect([seed, "internal", (await findLeaks(internal, terms)).length > 0]).toEqual([seed, "internal", true]);
    }
  }
  expect(planted).toBeGreaterThan(count / 6);
});

/** A title of a closed item, of three long words or more, so that no open sentence can have it by chance. */
function closedSentence({ papers }: RandomMeeting): string | null {
  const closed = papers.items.filter(({ item }: { item: AgendaItem }) => !mayShow("public", item.openness));
  return closed.map(({ caseFile }) => caseFile.title).find((title) => title.split(" ").length >= 3 && title.length > 15) ?? null;
}

/** Puts a text into a file in one of many ways, in a place that nobody reads. */
function plant(bytes: Uint8Array, text: string, chance: () => number): Uint8Array {
  const latin = Buffer.from(text, "latin1");
  const big = Buffer.from(text, "utf16le").swap16();
  const octal = Array.from(latin, (byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("");
  const forms = [
    () => Buffer.from(`\n% ${text}\n`, "utf8"),
    () => Buffer.concat([Buffer.from("\n% "), latin, Buffer.from("\n")]),
    () => Buffer.concat([Buffer.from("\n\0"), big, Buffer.from("\n")]),
    () => Buffer.from(`\n90001 0 obj << /Alt (${octal}) >> endobj\n`),
    () => Buffer.from(`\n90001 0 obj << /Title <feff${big.toString("hex")}> >> endobj\n`),
    () => Buffer.from(`\n90001 0 obj <${latin.toString("hex")}> endobj\n`),
    () => Buffer.from(`\n90001 0 obj << /Xx (${text.toUpperCase()}) >> endobj\n`, "utf8"),
  ];
  const isPdf = Buffer.from(bytes.subarray(0, 5)).toString() === "%PDF-";
  const form = isPdf ? forms[Math.floor(chance() * forms.length)] : forms[0];
  return new Uint8Array(Buffer.concat([bytes, (form ?? (() => Buffer.alloc(0)))()]));
}
