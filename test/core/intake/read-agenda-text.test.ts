import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readRichText } from "../../../core/document/read-html.ts";
import { toHtml } from "../../../core/document/to-html.ts";
import { AppError } from "../../../core/errors.ts";
import type { ImportedAgenda, ImportedItem } from "../../../core/intake/imported-agenda.ts";
import { readAgendaText } from "../../../core/intake/read-agenda-text.ts";
import { kommunePack, regionPack } from "./seed.ts";

const papers = join(import.meta.dirname, "../../golden/intake");
const workshop = { pack: regionPack, body: "Værkstedsrådet", date: "2027-05-11" };
const harbour = { pack: kommunePack, body: "Havneudvalget", date: "2027-04-14" };

const region = readAgendaText(readFileSync(join(papers, "region.txt"), "utf8"), workshop);
const municipal = readAgendaText(readFileSync(join(papers, "municipal.txt"), "utf8"), harbour);

const section = (item: ImportedItem | undefined, key: string) => item?.sections.find((one) => one.key === key)?.html;
const codes = (agenda: ImportedAgenda) => agenda.notices.map((notice) => notice.code);

describe("a regional agenda", () => {
  test("has its items and notices in order, and none from the attachments' text", () => {
    expect(region.items.map((item) => [item.series, item.number, item.kind, item.title])).toEqual([
      ["item", 1, "decision", "Nyt tag på værkstedet i Grønkøbing og flytning af smedjen"],
      ["item", 3, "information", "Status for projektet VINDROS"],
      ["item", 4, "any-other-business", "Eventuelt"],
      ["notice", 1, "notice", "Ferieplan for værkstedet"],
    ]);
  });

  test("titles known in capitals only are proposed; those that a stamp or a stray line spells are not", () => {
    expect(region.items.map((item) => item.titleProposed)).toEqual([false, true, false, false]);
    expect(region.items[1]?.titlePrinted).toBe("ORIENTERINGSSAG: STATUS FOR PROJEKTET VINDROS");
  });

  test("a bullet whose last line was torn off gets it back, and the second sign nests", () => {
    expect(section(region.items[0], "presentation")).toContain("hver gang vinden er i vest</p></li>");
    expect(section(region.items[0], "presentation")).toContain("<li><p>To af maskinerne tåler ikke mere vand</p><ul><li><p>båndsaven</p></li><li><p>drejebænken</p></li></ul></li>");
  });

  test("a page break inside a sentence disappears", () => {
    expect(section(region.items[0], "presentation")).toContain("af vagten, der også holder øje med vinden.</p>");
  });

  test("a table at the end of a page leaves the sentence that it cut and stands where it is announced", () => {
    expect(section(region.items[0], "consequences")).toContain("der arbejder på loftet, som i dag");
    expect(section(region.items[0], "presentation")).toMatch(/afgifter\.<\/p><table><thead><tr><th><p>Arbejde<\/p><\/th><th><p>Udgift<\/p><\/th><\/tr><\/thead>.*355 t\.kr\..*<\/table>$/);
    expect(region.items[0]?.movedTables).toEqual([{ section: "presentation", place: { unit: "line", from: 41, to: 44 } }]);
    expect(codes(region)).toContain("intake.table-moved");
  });

  test("headings are known by their look, also right under each other", () => {
    expect(section(region.items[0], "presentation")).toMatch(/^<h1>Tagets tilstand<\/h1><p>Taget er/);
  });

  test("sign-off, journal number and attachments are read and normalised", () => {
    expect(region.items[0]).toMatchObject({ signOff: ["Karla Kvist", "Otto Ås"], journalNumber: "27001234", journalNumberPrinted: "27001234." });
    expect(region.items[0]?.attachments.map((attachment) => attachment.title)).toEqual(["Bilag 1. Overslag_FINAL (2)", "HVU protokol 2. marts 2027"]);
  });

  test("headings that are printed though empty are told from those that are left out", () => {
    expect(region.items[0]?.sectionOrder.map((one) => [one.key, one.empty])).toEqual([
      ["background", false], ["recommendation", false], ["decisions", true], ["presentation", false], ["consequences", false],
      ["timeline", true], ["sign-off", false], ["journal-number", false], ["attachments", false],
    ]);
    expect(region.items[2]?.sectionOrder).toMatchObject([{ key: "any-other-business", empty: true, emptyMarker: "Tomt indhold" }]);
  });

  test("a lone heading for a decision stays as text and is no decision", () => {
    expect(section(region.items[1], "decisions")).toBe("<p>Rådets beslutning:</p>");
    expect(region.items[1]?.decisions).toEqual([]);
  });

  test("nothing is open that the source does not say is open", () => {
    expect(region.items.map((item) => item.openness)).toEqual(["unknown", "unknown", "unknown", "unknown"]);
  });

  test("an extract of other minutes is found with body, day, decision and the attachment that it is", () => {
    expect(region.extracts).toHaveLength(1);
    expect(region.extracts[0]).toMatchObject({
      number: 6, title: "Tag på værkstedet", body: "Havneudvalget", date: "2027-03-02", journalNumber: "27000077",
      filedAs: { series: "item", item: 1, attachment: 2, title: "HVU protokol 2. marts 2027" },
    });
    expect(region.extracts[0]?.dateInferredFrom).toContain("linje 111");
  });

  test("an attachment that names another day is not the extract", () => {
    const withoutStamps = readFileSync(join(papers, "region.txt"), "utf8").replace("HVU protokol 2. marts 2027", "HVU protokol 9. februar 2027").replaceAll(/Punkt nr\. 1 - .*\nBilag .*\n\nMøde i .*\n/g, "");
    expect(readAgendaText(withoutStamps, workshop).extracts.map((extract) => extract.filedAs)).toEqual([null]);
  });

  test("names that a page's foot and stamp cut in two are whole, initials included", () => {
    expect(region.extracts[0]?.decisions).toMatchObject([{
      bodyName: "Havneudvalget", bodyGenitive: "Havneudvalgets", date: "2027-03-02", dated: true, outcome: "Godkendt", wording: "Godkendt, idet det haster.", discussion: "",
      absent: [{ name: "Bodil R. Prøve", party: "T" }, { name: "Hans Mønster", party: "U" }, { name: "Ib Eksempel", party: "U" }],
      substitutes: [{ name: "Eva Ø. Tænkt", party: "T" }],
    }]);
  });

  test("gaps, strays, stamps and unread text are told with their lines", () => {
    const told = region.notices.map((notice) => JSON.stringify(notice));
    for (const part of ['"numbers":"2"', '"linje 77"', '"linje 116"', '"linje 118–121"', '"Linje 85–91"', '"Linje 132–133"']) expect(told.join("\n")).toContain(part);
  });
});

describe("a municipal agenda", () => {
  test("its items are found by another pack's headings, not by its list of contents", () => {
    expect(municipal.items.map((item) => [item.number, item.kind, item.kindPrinted, item.title])).toEqual([
      [1, "case", null, "Godkendelse af dagsorden"],
      [2, "decision", "(B)", "Ny bro over Mølleåen"],
      [3, "case", null, "Køb af grund ved Sydkajen"],
      [4, "information", "(O)", "Status for lystbådehavnen"],
      [5, "any-other-business", null, "Eventuelt"],
    ]);
  });

  test("items are open or closed only where it says so, with the ground", () => {
    expect(municipal.items.map((item) => item.openness)).toEqual(["open", "open", "closed", "open", "unknown"]);
    expect(municipal.items[2]?.ground).toBe("jf. § 10 i den kommunale styrelseslov");
    expect(municipal.items[1]?.attachments.map(({ title, openness }) => [title, openness])).toEqual([["Skitse af bro", "unknown"], ["Tilbud fra smeden", "closed"]]);
  });

  test("numbered recommendations are a list and no items; hyphens at line ends are mended", () => {
    expect(section(municipal.items[1], "recommendation")).toBe("<p>Teknisk Forvaltning indstiller,</p><ol><li><p>at der bygges en ny bro i stål, og</p></li><li><p>at udgiften på 2,4 mio. kr. afholdes af havnepuljen.</p></li></ol>");
    expect(section(municipal.items[1], "presentation")).toContain("Forvaltningen har undersøgt tre løsninger");
  });

  test("columns set with tabs become a table", () => {
    expect(section(municipal.items[1], "economy")).toContain('<tr><td><p>2027</p></td><td><p>2.400.000</p></td><td align="right"><p>0</p></td></tr>');
  });

  test("a decision under its own heading is the body's, on the meeting's day, with remarks and those absent", () => {
    expect(municipal.items[1]?.decisions).toMatchObject([{
      bodyName: "Havneudvalget", date: "2027-04-14", dated: false, dateInferredFrom: "mødets dato", outcome: "Godkendt", wording: "Godkendt, idet udvalget bemærker:",
      remarks: ["at rækværket skal males grønt."], absent: [{ name: "Bodil Prøve", party: "T" }, { name: "Hans R. Mønster", party: "U" }], carried: false,
    }]);
    expect(municipal.items[3]?.decisions[0]?.outcome).toBe("Taget til efterretning");
  });

  test("the case number under the heading is the journal number", () => {
    expect(municipal.items[1]?.journalNumber).toBe("27/1042");
  });

  test("running heads and page numbers are taken out and reported, front matter is reported", () => {
    expect(JSON.stringify(municipal.items)).not.toMatch(/Nørrelund|Side 2/);
    expect(municipal.notices).toContainEqual({ code: "intake.running-lines", facts: { text: "Nørrelund Kommune, Havneudvalget, 14. april 2027", pages: 3 } });
    expect(municipal.notices).toContainEqual({ code: "intake.unplaced", facts: { where: "linje 25", text: "Sagsbehandler: Kirsten Testrup" } });
    expect(municipal.notices.some((notice) => notice.code === "intake.unplaced" && notice.facts.where === "linje 1–13")).toBe(true);
  });
});

describe("what is hard to read", () => {
  const paper = (body: string) => `1. BESLUTNINGSSAG: NYT TAG\n\nSAGSFREMSTILLING\n${body}\n\nJOURNALNUMMER\n27000001\n`;
  const presentation = (body: string) => section(readAgendaText(paper(body), workshop).items[0], "presentation");
  const codeOf = (text: string) => {
    try {
      readAgendaText(text, workshop);
    } catch (error) {
      return error instanceof AppError ? error.code : String(error);
    }
    return null;
  };

  test("a text without items is refused, and so is one of numbered chapters", () => {
    expect(codeOf("Kære alle\n\nVi ses på torsdag.\n")).toBe("intake.no-items");
    expect(codeOf("1. Indledning\nHer begynder det.\n\n2. Baggrund for arbejdet\nDer var engang.\n\n3. Afslutning\nSlut.\n")).toBe("intake.no-items");
  });

  test("line ends of every system, a byte order mark and form feeds read alike", () => {
    const wanted = readAgendaText(paper("Taget er utæt.\n\nDet regner ind."), workshop).items[0]?.sections;
    for (const text of [paper("Taget er utæt.\n\nDet regner ind.").replaceAll("\n", "\r\n"), paper("Taget er utæt.\n\nDet regner ind.").replaceAll("\n", "\r"), `\ufeff${paper("Taget er utæt.\n\nDet regner ind.")}`, paper("Taget er utæt.\n\f\nDet regner ind.")]) {
      expect(readAgendaText(text, workshop).items[0]?.sections).toEqual(wanted);
    }
  });

  test("letters of two code points become one", () => {
    expect(presentation("På gården er der et nyt hjørne.".normalize("NFD"))).toBe("<p>På gården er der et nyt hjørne.</p>");
    expect(readAgendaText("1. ORIENTERINGSSAG: GÅRDENS HJØRNE\n\nBAGGRUND FOR SAGENS FREMLÆGGELSE\nDer er en gård.\n".normalize("NFD"), workshop).items[0]?.sectionOrder[0]?.key).toBe("background");
  });

  test("a text in capitals only is still an agenda, with titles proposed", () => {
    const agenda = readAgendaText("1. BESLUTNINGSSAG: NYT TAG I KKR\n\nSAGSFREMSTILLING\nTAGET ER UTÆT.\n", workshop);
    expect(agenda.items[0]).toMatchObject({ title: "Nyt tag i KKR", titleProposed: true });
    expect(section(agenda.items[0], "presentation")).toBe("<p>TAGET ER UTÆT.</p>");
  });

  test("huge lines and words without end are kept whole", () => {
    expect(presentation("x".repeat(1_000_000))).toHaveLength(1_000_007);
    expect(presentation("ord ".repeat(100_000).trim())?.match(/ord/g)).toHaveLength(100_000);
  });

  test("a paper whose lines are whole paragraphs is not joined", () => {
    const line = "Taget på værkstedet er så gammelt, at ingen længere kan huske, hvem der lagde det, og derfor ved ingen heller, hvordan det hænger sammen indeni.";
    expect(presentation(`${line}\n${line}\n${line}`)).toBe(`<p>${line}</p>`.repeat(3));
  });

  test("markup and control characters in the text are text", () => {
    const html = presentation("Tag & <b>fag</b>\u0007 koster 2 < 3.") ?? "";
    expect(html).toBe("<p>Tag &amp; &lt;b&gt;fag&lt;/b&gt; koster 2 &lt; 3.</p>");
    expect(toHtml(readRichText(html, "x"))).toBe(html);
  });

  test("web and mail addresses become links, without the full stop after them", () => {
    expect(presentation("Se https://eksempel.invalid/tag?a=1&b=2. Skriv til tag@eksempel.invalid.")).toBe(
      '<p>Se <a href="https://eksempel.invalid/tag?a=1&amp;b=2">https://eksempel.invalid/tag?a=1&amp;b=2</a>. Skriv til <a href="mailto:tag@eksempel.invalid">tag@eksempel.invalid</a>.</p>',
    );
  });

  test("hyphens that belong to the words stay", () => {
    expect(presentation("Der er tale om børne-\nog ungeområdet, om IT-\nsystemer og om sam-\narbejde.")).toBe("<p>Der er tale om børne- og ungeområdet, om IT-systemer og om samarbejde.</p>");
  });

  test("a dash that wraps to a line's start makes no list", () => {
    expect(presentation("Taget er gammelt og skal skiftes, men det er ikke det eneste,\n- for væggen er også gammel.")).toBe("<p>Taget er gammelt og skal skiftes, men det er ikke det eneste, - for væggen er også gammel.</p>");
  });

  test("a date or quarter that wraps to a line's start makes no list", () => {
    expect(presentation("Arbejdet med taget bliver efter planen gjort færdigt i løbet af\n1. kvartal, og væggen følger i\n2. kvartal.")).not.toContain("<ol>");
  });

  test("a thousand items are a thousand items", () => {
    const items = Array.from({ length: 1000 }, (_, index) => ` ${index + 1}. BESLUTNINGSSAG: TAG NUMMER ${index + 1}\n\nSAGSFREMSTILLING\nTaget er utæt.\n\nBILAGSFORTEGNELSE\n1. Overslag\n`);
    expect(readAgendaText(items.join(""), workshop).items).toHaveLength(1000);
  }, 20_000);
});
