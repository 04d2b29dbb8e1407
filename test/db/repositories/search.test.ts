import { describe, expect, test } from "vitest";
import type { Store } from "../../../core/store.ts";
import { openStore } from "../../../db/open-store.ts";
import { addBody, addItem, memoryStore, newAttachment, newDecision, now, withStore, workspaceFile } from "../samples.ts";

const section = (html: string, key = "background") => ({ sections: [{ key, html }] });
const titles = (store: Store, words: string) => store.search.find(words, 20).map(({ title }) => title);

describe("what is found", () => {
  test("a title, with all that a list of hits shows", () => {
    const store = memoryStore();
    const item = addItem(store, "Badebro ved Ørnesø");
    expect(store.search.find("ørne", 10)).toEqual([{
      kind: "item", itemId: item.id, meetingId: item.meetingId, bodyName: "Udvalget for søbade", date: "2026-03-10",
      series: "item", number: 1, title: "Badebro ved Ørnesø", journalNumber: null,
      snippet: "Badebro ved \u{e000}Ørnesø\u{e001}", where: "",
    }]);
  });

  test("a journal number, whole or begun", () => {
    const store = memoryStore();
    const item = addItem(store, "Badebro");
    const caseFile = store.cases.get(item.caseId);
    if (caseFile) store.cases.update({ ...caseFile, journalNumber: "17/4321" });
    for (const words of ["17/4321", "17/43", "17-4321"]) {
      expect(store.search.find(words, 10)).toMatchObject([{ itemId: item.id, snippet: "\u{e000}17/4321\u{e001}", where: "" }]);
    }
    expect(store.search.find("4321", 10)).toMatchObject([{ itemId: item.id, snippet: "17/\u{e000}4321\u{e001}", where: "" }]);
    expect(store.search.find("43/17", 10)).toEqual([]);
  });

  test("a section's words, as they are read and not as they are marked up", () => {
    const store = memoryStore();
    addItem(store, "Badebro", {
      sections: [
        { key: "background", html: "<p>Broen <strong>ræk</strong>ker 10&nbsp;m &amp; mere ud i &#115;øen.</p>" },
        { key: "economy", html: "<table><tbody><tr><td><p>maling</p></td><td><p>søm</p></td></tr></tbody></table>" },
      ],
    });
    expect(store.search.find("rækker søen", 5)).toMatchObject([
      { where: "background", snippet: "Broen \u{e000}rækker\u{e001} 10 m & mere ud i \u{e000}søen\u{e001}." },
    ]);
    expect(store.search.find("maling", 5)).toMatchObject([{ where: "economy" }]);
    for (const markup of ["strong", "amp", "malingsøm", "tbody"]) expect(store.search.find(markup, 5)).toEqual([]);
  });

  test("an attachment's title, file name and text", () => {
    const store = memoryStore();
    const item = addItem(store, "Badebro");
    const attachment = store.attachments.add(newAttachment(item.id, { title: "Støjrapport", fileName: "maalinger_2026.pdf" }));
    store.attachments.setText(attachment.id, "Ved kajen måltes 62 decibel en søndag.");
    for (const words of ["støjrapp", "maalinger_2026", "2026", "decibel"]) {
      expect(store.search.find(words, 5)).toMatchObject([{ kind: "attachment", itemId: item.id, where: "Støjrapport" }]);
    }
    expect(store.search.find("decibel", 5)[0]?.snippet).toBe("Ved kajen måltes 62 \u{e000}decibel\u{e001} en søndag.");
  });

  test("a decision: who decided, the wording, the remarks and the discussion", () => {
    const store = memoryStore();
    const item = addItem(store, "Badebro");
    store.decisions.add(newDecision(item.id));
    for (const words of ["havneråd", "anbefalet", "grøn", "rækværket", "spurgt grøn"]) {
      expect(store.search.find(words, 5)).toMatchObject([
        { kind: "decision", itemId: item.id, where: "Havnerådets beslutning den 3. februar 2026" },
      ]);
    }
  });

  test("words of which one is in the case's title and one in its attachment", () => {
    const store = memoryStore();
    store.attachments.add(newAttachment(addItem(store, "Ringvej").id));
    store.attachments.add(newAttachment(addItem(store, "Badebro").id));
    expect(store.search.find("badebro støjrapport", 5)).toMatchObject([{ kind: "attachment", title: "Badebro" }]);
    expect(store.search.find("badebro", 5).map(({ kind }) => kind)).toEqual(["item"]);
  });

  test("only where every word is there", () => {
    const store = memoryStore();
    addItem(store, "Badebro ved Ørnesø", section("<p>Broen er grøn.</p>"));
    addItem(store, "Badebro ved Ærø", section("<p>Broen er blå.</p>"));
    expect(titles(store, "badebro grøn")).toEqual(["Badebro ved Ørnesø"]);
    expect(titles(store, "badebro grøn blå")).toEqual([]);
  });
});

describe("letters", () => {
  test("æ, ø and å are letters of their own, and case is ignored", () => {
    const store = memoryStore();
    for (const title of ["Ål i åen", "Al slags", "Ærø", "Aero", "Øen", "Oen"]) addItem(store, title);
    expect(titles(store, "ål")).toEqual(["Ål i åen"]);
    expect(titles(store, "AL")).toEqual(["Al slags"]);
    expect(titles(store, "ÆRØ")).toEqual(["Ærø"]);
    expect(titles(store, "øen")).toEqual(["Øen"]);
    expect(titles(store, "aero")).toEqual(["Aero"]);
  });

  test("a letter of two characters is the same as the letter of one", () => {
    const store = memoryStore();
    addItem(store, "Åløb".normalize("NFD"), section(`<p>${"Blåbær".normalize("NFD")}</p>`));
    expect(store.search.find("åløb", 5)).toHaveLength(1);
    expect(store.search.find("blåbær".normalize("NFD"), 5)[0]?.snippet).toBe("\u{e000}Blåbær\u{e001}");
  });

  test("a soft hyphen does not split a word", () => {
    const store = memoryStore();
    addItem(store, "Bade\u00adbro", section("<p>sej\u00adlren\u00adde</p>"));
    expect(store.search.find("badebro", 5)).toHaveLength(1);
    expect(store.search.find("sejl\u00adrende", 5)).toHaveLength(1);
  });
});

test.each([
  '"', "'", "badebro\"", "(badebro", "badebro)", "*", "badebro*", "^badebro", "badebro AND", "OR", "NOT badebro", "NEAR(badebro",
  "title:badebro", "{title}:badebro", "badebro -x", "+", "§", "badebro;", "a\u0000b", "\u{e000}", "😀", "%", "\\", "",
])("what is typed is never a mistake: %j", (words) => {
  const store = memoryStore();
  addItem(store, "Badebro");
  expect(Array.isArray(store.search.find(words, 5))).toBe(true);
});

test("signs between the words count for nothing", () => {
  const store = memoryStore();
  addItem(store, "Badebro (ved Ørnesø)");
  for (const words of ["§ badebro", "»badebro«", "badebro – ørnesø", "(ved", "badebro*"]) expect(store.search.find(words, 5)).toHaveLength(1);
});

test("titles come before other places, and no more is given than asked for", () => {
  const store = memoryStore();
  addItem(store, "Sejlrende", section("<p>Badebro badebro badebro badebro.</p>"));
  const titled = addItem(store, "Ny badebro", section(`<p>${"Noget helt andet om vand. ".repeat(200)}</p>`));
  for (let i = 0; i < 30; i += 1) addItem(store, `Havn ${i}`, section("<p>Ved havnen ligger en badebro.</p>"));
  const hits = store.search.find("badebro", 12);
  expect(hits).toHaveLength(12);
  expect(hits[0]?.itemId).toBe(titled.id);
  expect(hits[1]?.title).toBe("Sejlrende");
  expect(new Set(hits.map(({ itemId }) => itemId)).size).toBe(12);
});

test("a title that begins with a very common letter is found among thousands of cases", () => {
  const store = memoryStore();
  store.transaction(() => {
    addItem(store, "Zeppelin");
    for (let i = 0; i < 1500; i += 1) addItem(store, `Havn ${i}`, section("<p>En zone ved zoo.</p>"));
  });
  expect(store.search.find("z", 5)[0]?.title).toBe("Zeppelin");
});

describe("the index stays right", () => {
  test("when titles, sections, attachments and decisions change", () => {
    const store = memoryStore();
    const item = addItem(store, "Badebro", section("<p>Broen er grøn og rusten.</p>"));
    const attachment = store.attachments.add(newAttachment(item.id));
    store.attachments.setText(attachment.id, "62 decibel");
    const decision = store.decisions.add(newDecision(item.id));
    expect(store.search.find("grøn", 9).map(({ kind }) => kind).sort()).toEqual(["decision", "item"]);

    const caseFile = store.cases.get(item.caseId);
    const changes: [change: () => unknown, gone: string, there: string][] = [
      [() => store.items.setSection(item.id, { key: "background", html: "<p>Broen er gul.</p>" }), "rusten", "broen gul"],
      [() => store.items.setSection(item.id, { key: "economy", html: "<p>Kassekredit.</p>" }), "gældsbrev", "kassekredit"],
      [() => store.attachments.update({ ...attachment, title: "Kort" }), "støjrapport", "kort"],
      [() => store.attachments.setText(attachment.id, "dybder i meter"), "decibel", "dybder"],
      [() => store.decisions.update({ ...decision, remarks: [], discussion: "<p>Intet.</p>" }), "rækværket", "intet"],
      [() => caseFile && store.cases.update({ ...caseFile, title: "Sejlrende" }), "badebro", "sejlrende dybder"],
      [() => store.items.update({ ...item, sections: [] }), "kassekredit", "sejlrende"],
      [() => store.decisions.remove(decision.id), "intet", "sejlrende"],
      [() => store.attachments.remove(attachment.id), "dybder", "sejlrende"],
    ];
    for (const [change, gone, there] of changes) {
      change();
      expect([gone, store.search.find(gone, 9)]).toEqual([gone, []]);
      expect([there, store.search.find(there, 9).length]).toEqual([there, 1]);
    }
  });

  test("when things are removed, moved, or a change is undone", () => {
    const store = memoryStore();
    const item = addItem(store, "Badebro", section("<p>Broen er grøn.</p>"));
    const other = addItem(store, "Sejlrende");
    const attachment = store.attachments.add(newAttachment(item.id));
    store.attachments.update({ ...attachment, itemId: other.id });
    expect(store.search.find("støjrapport", 9)).toMatchObject([{ title: "Sejlrende" }]);
    store.items.update({ ...item, sections: [] });
    expect(store.search.find("grøn", 9)).toEqual([]);
    expect(() => store.transaction(() => {
      store.items.remove(item.id);
      throw new Error("fortrudt");
    })).toThrow("fortrudt");
    expect(store.search.find("badebro", 9)).toHaveLength(1);
    store.meetings.remove(item.meetingId);
    for (const gone of ["badebro", "sejlrende", "støjrapport"]) expect(store.search.find(gone, 9)).toEqual([]);
  });

  test("when the item goes over to another case", () => {
    const store = memoryStore();
    const item = addItem(store, "Badebro");
    store.attachments.add(newAttachment(item.id));
    const other = addItem(store, "Sejlrende");
    store.search.find("badebro", 9);
    store.items.update({ ...item, caseId: other.caseId });
    expect(store.search.find("badebro", 9)).toEqual([]);
    expect(store.search.find("sejlrende støjrapport", 9)).toHaveLength(1);
  });

  test("in a file that is closed and opened again, and beside another program's changes", () => {
    const path = workspaceFile((store) => void addItem(store, "Badebro"));
    withStore(path, (store) => {
      expect(store.search.find("badebro", 5)).toHaveLength(1);
      withStore(path, (other) => void addItem(other, "Badekåbe"));
      expect(store.search.find("bade", 5)).toHaveLength(2);
    });
  });
});

test("a body's meetings can be searched before anything else is there", () => {
  const { store } = openStore(":memory:", { now });
  addBody(store);
  expect(store.search.find("badebro", 5)).toEqual([]);
});
