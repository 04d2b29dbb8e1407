import type { ExampleItem } from "./example-types.ts";
import { bullets, figure, figureHead, heading, paragraphs, rowHead, sections, sum, table, tenths } from "./markup.ts";

/** Tenths of a million kroner: budget for the year, spent by 31 March, expected for the year. */
const areas = [
  {
    name: "Praksisområdet",
    lines: [
      ["Almen praksis", 4125, 1014, 4131],
      ["Speciallæger", 1386, 348, 1398],
      ["Tandlæger", 642, 157, 642],
      ["Fysioterapi", 518, 131, 525],
      ["Psykologer", 187, 49, 194],
      ["Kiropraktorer", 64, 16, 64],
    ],
  },
  {
    name: "Regionens egne tilbud",
    lines: [
      ["Akutklinikker", 463, 119, 463],
      ["Lægevagt", 512, 131, 519],
      ["Regionens lægeklinikker", 228, 64, 246],
      ["Sundhedshuse", 174, 42, 172],
      ["Akutbiler", 96, 23, 95],
    ],
  },
  {
    name: "Medicin og projekter",
    lines: [
      ["Medicintilskud", 1574, 386, 1552],
      ["Handlingsplan for lægedækning", 45, 0, 45],
      ["Øvrige projekter", 38, 6, 33],
    ],
  },
] as const;

type Line = readonly [name: string, budget: number, spent: number, expected: number];

const allLines: readonly Line[] = areas.flatMap(({ lines }): readonly Line[] => lines);

const reportTable = table({
  caption: "Udvalgets budget og forventede regnskab 2027 (mio. kr.)",
  head: [
    [{ text: "Område", colSpan: 2, rowSpan: 2 }, { text: "2027", colSpan: 4, align: "center" }],
    [figureHead("Budget"), figureHead("Forbrug pr. 31. marts"), figureHead("Forventet regnskab"), figureHead("Afvigelse")],
  ],
  body: [
    ...areas.flatMap(({ name, lines }) => [
      ...lines.map(([line, ...amounts], index) => [
        ...(index === 0 ? [rowHead(name, { rowSpan: lines.length })] : []),
        line,
        ...amountCells(amounts),
      ]),
      [rowHead(`I alt ${name.charAt(0).toLowerCase()}${name.slice(1)}`, { colSpan: 2 }), ...amountCells(totals(lines))],
    ]),
    [rowHead("I alt", { colSpan: 2 }), ...amountCells(totals(allLines))],
  ],
});

export const financeReportItem: ExampleItem = {
  case: "finance-report",
  series: "item",
  number: 13,
  kind: "information",
  openness: "open",
  ground: null,
  sections: sections({
    background: paragraphs("Udvalget får hvert kvartal en opfølgning på budgettet for det område, udvalget har ansvaret for. Rapporten bygger på forbruget til og med marts 2027."),
    recommendation: paragraphs("Administrationen indstiller til udvalget for nære sundhedstilbud:") + bullets("at tage økonomirapporten for 1. kvartal 2027 til efterretning."),
    presentation: [
      paragraphs(`Der forventes samlet et merforbrug på ${tenths(totals(allLines)[2] - totals(allLines)[0])} mio. kr. i forhold til et budget på ${tenths(totals(allLines)[0])} mio. kr. Merforbruget kan dækkes af den reserve på 4,0 mio. kr., der er afsat på praksisområdet i 2027.`),
      reportTable,
      heading("Bemærkninger til afvigelserne"),
      bullets(
        "Speciallæger: Der er henvist flere borgere til øjenlæge end ventet. Merforbruget skønnes til 1,2 mio. kr.",
        "Regionens lægeklinikker: Klinikken i Klitbjerg By har ansat to vikarer, fordi en kapacitet er ubesat. Merforbruget skønnes til 1,8 mio. kr.",
        "Medicintilskud: Patentet på et udbredt blodfortyndende middel udløb ved årsskiftet. Det giver et mindreforbrug på 2,2 mio. kr.",
      ),
    ].join(""),
    consequences: paragraphs("Indstillingen har ikke konsekvenser ud over det, der fremgår af sagen."),
    risk: paragraphs("Skønnet er usikkert, fordi afregningen fra speciallægerne kommer med op til to måneders forsinkelse."),
    appropriation: paragraphs("Indstillingen har ikke bevillingstekniske konsekvenser. Eventuel brug af reserven forelægges sammen med rapporten for 2. kvartal."),
    communication: paragraphs("Der er ikke planlagt en særskilt kommunikationsindsats."),
    timeline: paragraphs("Rapporten for 2. kvartal forelægges udvalget den 24. august 2027."),
  }),
  attachments: [
    {
      number: 1,
      title: "Forudsætninger for årsskønnet",
      openness: "open",
      html: [
        paragraphs("Årsskønnet er lavet for hvert område ud fra det hidtidige forbrug, kendte aftaler og sæsonudsving i de tre foregående år."),
        table({
          head: [["Område", "Metode", figureHead("Usikkerhed, mio. kr.")]],
          body: [
            [rowHead("Almen praksis"), "Forbrug i 1. kvartal fremskrevet med sæsonmønstret for 2024-2026", figure("3,0")],
            [rowHead("Speciallæger"), "Afregnede ydelser til og med februar samt henvisninger i marts", figure("2,5")],
            [rowHead("Tandlæger og fysioterapi"), "Fremskrivning; rammen for tilskud er fast", figure("0,8")],
            [rowHead("Regionens egne tilbud"), "Lønforbrug, kendte ansættelser og aftaler om vikarer", figure("1,2")],
            [rowHead("Medicintilskud"), "Salgstal og priser ved udgangen af marts", figure("4,0")],
          ],
        }),
        heading("Pris- og lønudvikling"),
        paragraphs("Der er regnet med en pris- og lønudvikling på 2,6 pct. Hvis skønnet ændres, bliver budgettet reguleret tilsvarende, og afvigelserne påvirkes ikke."),
        heading("Handlingsplan for lægedækning"),
        paragraphs("Der er ikke brugt af midlerne i 1. kvartal, fordi planen først blev vedtaget den 27. april 2027. Hele beløbet ventes brugt i 2027."),
      ].join(""),
    },
  ],
  decisions: [],
};

function totals(lines: readonly Line[]): readonly [budget: number, spent: number, expected: number] {
  return [sum(lines.map((line) => line[1])), sum(lines.map((line) => line[2])), sum(lines.map((line) => line[3]))];
}

function amountCells([budget, spent, expected]: readonly [budget: number, spent: number, expected: number]) {
  return [budget, spent, expected, expected - budget].map((amount) => figure(tenths(amount)));
}
