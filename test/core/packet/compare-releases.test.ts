import { expect, test } from "vitest";
import { compareReleases, type ReleaseChange } from "../../../core/packet/compare-releases.ts";
import type { Manifest, ManifestAttachment, ManifestItem } from "../../../core/packet/manifest.ts";
import { seeded } from "../../support/seeded.ts";

const internal = (items: ManifestItem[]): Manifest => ({ variant: "internal", items });
const publicly = (items: ManifestItem[]): Manifest => ({ variant: "public", items });

const item = (id: number, number: number, more: Partial<ManifestItem> = {}): ManifestItem => ({
  id, caseId: id + 100, series: "item", number, title: `Sag ${id}`, withheld: false, print: `overskrift ${id}`,
  sections: [{ key: "recommendation", heading: "Indstilling", print: `indstilling ${id}` }], attachments: [], ...more,
});
const attachment = (id: number, number: number, more: Partial<ManifestAttachment> = {}): ManifestAttachment => ({
  id, number, title: `Bilag af ${id}`, sha256: `fil ${id}`, pages: [`${id}-1`, `${id}-2`, `${id}-3`], ...more,
});

test("nothing has changed in the same papers", () => {
  const papers = internal([item(1, 1, { attachments: [attachment(1, 1)] }), item(2, 1, { series: "notice" })]);
  expect(compareReleases(papers, structuredClone(papers))).toEqual([]);
});

test("a new item moves those after it, and is told with its attachments", () => {
  const before = internal([item(1, 1), item(2, 2)]);
  const after = internal([item(1, 1), item(3, 2, { attachments: [attachment(9, 1)] }), item(2, 3)]);
  expect(compareReleases(before, after)).toEqual([
    { series: "item", number: 2, title: "Sag 3", change: "new" },
    { series: "item", number: 2, attachment: 1, title: "Bilag af 9", change: "new" },
    { series: "item", number: 3, title: "Sag 2", change: "moved", from: 2 },
  ]);
});

test("a changed text names its sections; one that is changed and moved is told once", () => {
  const before = internal([item(1, 1), item(2, 2)]);
  const after = internal([item(2, 1, { sections: [{ key: "recommendation", heading: "Indstilling", print: "ny" }, { key: "economy", heading: "Økonomi", print: "ny" }] }), item(1, 2, { print: "ny titel", title: "Ny titel" })]);
  expect(compareReleases(before, after)).toEqual([
    { series: "item", number: 1, title: "Sag 2", change: "changed", from: 2, sections: ["Indstilling", "Økonomi"] },
    { series: "item", number: 2, title: "Ny titel", change: "changed", from: 1 },
  ]);
});

test("attachments: new, changed page by page, renumbered, renamed, gone, and come at last", () => {
  const list = (attachments: ManifestAttachment[]) => internal([item(1, 4, { attachments })]);
  const before = list([attachment(1, 1), attachment(2, 2), attachment(3, 3), attachment(4, 4, { sha256: null, pages: [] }), attachment(5, 5, { pages: [] }), attachment(6, 6)]);
  const after = list([
    attachment(1, 1, { sha256: "rettet", pages: ["1-1", "rettet", "1-3"] }), attachment(3, 2), attachment(4, 4), attachment(5, 5, { pages: [], sha256: "anden" }), attachment(6, 6, { title: "Nyt navn" }), attachment(7, 7),
  ]);
  const place = { series: "item", number: 4 };
  expect(compareReleases(before, after)).toEqual([
    { ...place, attachment: 1, title: "Bilag af 1", change: "changed", pages: [{ page: 2, change: "changed" }] },
    { ...place, attachment: 2, title: "Bilag af 3", change: "moved", from: 3 },
    { ...place, attachment: 2, title: "Bilag af 2", change: "gone" },
    { ...place, attachment: 4, title: "Bilag af 4", change: "new" },
    { ...place, attachment: 5, title: "Bilag af 5", change: "changed" },
    { ...place, attachment: 6, title: "Nyt navn", change: "changed" },
    { ...place, attachment: 7, title: "Bilag af 7", change: "new" },
  ]);
});

test("a file that was saved again with the same pages has not changed", () => {
  const list = (sha256: string) => internal([item(1, 1, { attachments: [attachment(1, 1, { sha256 })] })]);
  expect(compareReleases(list("a"), list("b"))).toEqual([]);
});

test("a meeting that was read in anew is known again by its titles and files", () => {
  const before = internal([item(1, 1, { attachments: [attachment(1, 1)] }), item(2, 2)]);
  const anew = internal([item(51, 1, { title: "SAG 1", print: "overskrift 1", sections: item(1, 1).sections, attachments: [attachment(71, 1, { sha256: "fil 1", title: "Bilag af 1", pages: attachment(1, 1).pages })] }), item(52, 2, { title: "Sag 2", print: "overskrift 2", sections: item(2, 2).sections })]);
  expect(compareReleases(before, anew)).toEqual([]);
});

test("an item that was taken off and put on again is known by its case, whatever it is called now", () => {
  const before = internal([item(1, 1), item(2, 2)]);
  const after = internal([item(1, 1), item(9, 2, { caseId: 102, title: "Nyt navn" })]);
  expect(compareReleases(before, after)).toEqual([{ series: "item", number: 2, title: "Nyt navn", change: "changed", sections: ["Indstilling"] }]);
});

test("in public papers what is gone is not named, and what was closed and is open now is new", () => {
  const closed = (id: number, number: number) => item(id, number, { withheld: true, title: "", caseId: 0, print: "", sections: [] });
  const before = publicly([item(1, 1, { attachments: [attachment(1, 1)] }), closed(2, 2), closed(4, 4), item(5, 5)]);
  const after = publicly([item(1, 1), item(2, 2), closed(4, 4), closed(5, 5)]);
  expect(compareReleases(before, after)).toEqual([
    { series: "item", number: 1, attachment: 1, title: "", change: "gone" },
    { series: "item", number: 2, title: "Sag 2", change: "new" },
    { series: "item", number: 5, title: "", change: "gone" },
  ]);
});

test("random edits of a meeting are told, each of them and nothing else", () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    const { before, after, expected } = editedMeeting(seed);
    expect(compareReleases(before, after), `seed ${seed}`).toEqual(expected);
  }
});

/** A meeting and the same after some edits, with what was done to it. */
function editedMeeting(seed: number): { before: Manifest; after: Manifest; expected: ReleaseChange[] } {
  const random = seeded(seed);
  let id = 0;
  const newAttachments = () => Array.from({ length: random.below(5) }, (_, index) => attachment(++id, index + 1));
  const before = Array.from({ length: 2 + random.below(8) }, (_, index) => item(++id, index + 1, { attachments: newAttachments() }));

  const kept = before.filter(() => random.below(8) > 0);
  if (kept.length > 1 && random.below(3) === 0) kept.unshift(...kept.splice(random.below(kept.length), 1));
  for (let added = random.below(3); added > 0; added -= 1) kept.splice(random.below(kept.length + 1), 0, item(++id, 0, { attachments: newAttachments() }));

  const changes: { number: number; gone: boolean; changes: ReleaseChange[] }[] = before.filter((one) => !kept.includes(one)).map((one) => ({ number: one.number, gone: true, changes: [{ series: "item", number: one.number, title: one.title, change: "gone" }] }));
  const after = kept.map((one, index) => {
    const number = index + 1;
    const place = { series: "item" as const, number };
    if (!before.includes(one)) {
      changes.push({ number, gone: false, changes: [{ ...place, title: one.title, change: "new" }, ...one.attachments.map((other) => ({ ...place, attachment: other.number, title: other.title, change: "new" as const }))] });
      return { ...one, number };
    }
    const own: ReleaseChange[] = [];
    const from = one.number === number ? {} : { from: one.number };
    const rewritten = random.below(4) === 0;
    if (rewritten) own.push({ ...place, title: one.title, change: "changed", ...from, sections: ["Indstilling"] });
    else if (one.number !== number) own.push({ ...place, title: one.title, change: "moved", ...from });
    const attachments = one.attachments.flatMap((other): ManifestAttachment[] => {
      const told = { ...place, attachment: other.number, title: other.title };
      switch (random.below(6)) {
        case 0:
          own.push({ ...told, change: "gone" });
          return [];
        case 1:
          own.push({ ...told, change: "changed", pages: [{ page: 2, change: "changed" }] });
          return [{ ...other, sha256: `${other.sha256} rettet`, pages: other.pages.with(1, `ny ${other.id}`) }];
        default:
          return [other];
      }
    });
    if (random.below(4) === 0) {
      const added = attachment(++id, one.attachments.length + 1);
      attachments.push(added);
      own.push({ ...place, attachment: added.number, title: added.title, change: "new" });
    }
    changes.push({ number, gone: false, changes: own });
    return { ...one, number, attachments, sections: rewritten ? one.sections.map((section) => ({ ...section, print: `ny ${one.id}` })) : one.sections };
  });
  const expected = changes.toSorted((a, b) => a.number - b.number || Number(a.gone) - Number(b.gone)).flatMap((one) => one.changes);
  return { before: internal(before), after: internal(after), expected };
}
