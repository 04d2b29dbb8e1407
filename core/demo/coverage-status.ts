import type { ExampleItem } from "./example-types.ts";
import { municipalities, total, vacancies, vacancyYears } from "./coverage-figures.ts";
import { vacancyChartSha256 } from "./images.ts";
import {
  bullets, type Cell, emphasis, figure, figureHead, footnote, heading, image, paragraphs, rowHead, sections, sum, table, thousands,
} from "./markup.ts";

/** The status on general practice: a table that is longer than a page, and a bar chart drawn from the same figures. */
const places = total(municipalities, "places");
const vacant = total(municipalities, "vacant");
const listed = total(municipalities, "listed");
const room = total(municipalities, "room");
const columns = ["places", "vacant", "listed", "room"] as const;

const areaTable = table({
  caption: "Almen praksis i Region Fjordland, opgjort den 1. april 2027",
  head: [["Kommune", "Område", figureHead("Kapaciteter"), figureHead("Heraf ubesatte"), figureHead("Tilmeldte borgere"), figureHead("Ledige pladser")]],
  body: [
    ...municipalities.flatMap((municipality) => [
      ...municipality.areas.map((area, index): (string | Cell)[] => [
        ...(index === 0 ? [rowHead(municipality.name, { rowSpan: municipality.areas.length })] : []),
        area.name,
        ...columns.map((column) => figure(thousands(area[column]))),
      ]),
      [rowHead(`I alt ${municipality.name}`, { colSpan: 2 }), ...columns.map((column) => figure(thousands(total([municipality], column))))],
    ]),
    [rowHead("I alt", { colSpan: 2 }), ...columns.map((column) => figure(thousands(total(municipalities, column))))],
  ],
});

const vacancyTable = table({
  caption: "Ubesatte kapaciteter den 1. april",
  head: [["Kommune", ...vacancyYears.map((year) => figureHead(String(year)))]],
  body: [
    ...municipalities.map((municipality) => [rowHead(municipality.name), ...vacancies(municipality).map((count) => figure(String(count)))]),
    [rowHead("I alt"), ...vacancyYears.map((_, year) => figure(String(sum(municipalities.map((municipality) => vacancies(municipality)[year] ?? 0)))))],
  ],
});

const chartAlternative = `Søjlediagram over ubesatte kapaciteter den 1. april 2025, 2026 og 2027. ${municipalities
  .map((municipality) => {
    const [first, second, third] = vacancies(municipality);
    return `${municipality.name}: ${first}, ${second} og ${third}`;
  })
  .join("; ")}.`;

export const coverageStatusItem: ExampleItem = {
  case: "coverage-status",
  series: "item",
  number: 7,
  kind: "information",
  openness: "open",
  ground: null,
  sections: sections({
    background: paragraphs(
      "Udvalget har ønsket en kort status for lægedækningen på hvert møde. Denne gang er opgørelsen udvidet med tal for alle 36 områder, fordi de indgår i fordelingen af midler fra etableringspuljen (punkt 3 på denne dagsorden).",
    ),
    recommendation: paragraphs("Administrationen indstiller til udvalget for nære sundhedstilbud:") + bullets("at tage status for lægedækning til efterretning."),
    presentation: [
      heading("Hovedtal"),
      paragraphs(
        `Den 1. april 2027 var der ${places} kapaciteter i almen praksis i Region Fjordland. Heraf var ${vacant} ubesatte. ${thousands(listed)} borgere var tilmeldt en læge i regionen, og klinikkerne med åbent for tilgang kunne tage imod yderligere ${thousands(room)} borgere.${footnote("Region Fjordland, praksisregisteret, udtræk af 6. april 2027. Metoden er beskrevet i bilag 1.")}`,
        "Siden årsskiftet er to kapaciteter blevet besat, én i Hedelunde Vest og én i Bøgeodde, mens tre er blevet ledige. Den seneste er i Åmosebro By (punkt 6 på denne dagsorden).",
      ),
      heading("Udviklingen siden 2025"),
      paragraphs("Antallet af ubesatte kapaciteter er vokset fra 10 til 17 på to år. Stigningen er størst i Klitbjerg og Åmosebro, der hver har fået to flere."),
      image(vacancyChartSha256, chartAlternative, "100%"),
      paragraphs(emphasis("Figur 1. Ubesatte kapaciteter i de fem kommuner den 1. april 2025, 2026 og 2027.")),
      vacancyTable,
      heading("Borgere uden fast læge"),
      paragraphs("Borgere, der bor i et område uden ledige pladser, bliver tilbudt en plads på en af regionens lægeklinikker eller hos en læge i et naboområde. Ingen borger har haft mere end 15 km til nærmeste klinik med plads, bortset fra på Tangø."),
      bullets(
        "I Klitbjerg By tager regionens klinik imod alle nye borgere.",
        "I Åmosebro By henvises nye borgere indtil videre til Åmosebro Nord og Kærmølle.",
        "På Tangø er der vikardækning to dage om ugen og videokonsultation de øvrige hverdage.",
      ),
      heading("De enkelte områder"),
      paragraphs("Tabellen viser kapaciteter, tilmeldte borgere og ledige pladser i hvert område. Et område uden ledige pladser er lukket for tilgang."),
      areaTable,
    ].join(""),
    consequences: paragraphs("Indstillingen har ikke konsekvenser ud over det, der fremgår af sagen."),
    risk: paragraphs("Opgørelsen viser et øjebliksbillede. Syv læger over 65 år har oplyst, at de overvejer at stoppe inden for det næste år."),
    appropriation: paragraphs("Indstillingen har ikke bevillingstekniske konsekvenser."),
    communication: paragraphs("Opgørelsen offentliggøres på regionens hjemmeside sammen med en vejledning til borgere, der søger ny læge."),
    timeline: paragraphs("Næste status forelægges udvalget den 8. juni 2027."),
  }),
  attachments: [
    {
      number: 1,
      title: "Metode og begreber i opgørelsen af lægedækning",
      openness: "open",
      html: [
        heading("Hvad er en kapacitet?"),
        paragraphs("En kapacitet svarer til én fuldtidspraktiserende læge. Antallet af kapaciteter i et område fastsættes i praksisplanen ud fra befolkningens størrelse og alder."),
        heading("Hvornår er en kapacitet ubesat?"),
        paragraphs("En kapacitet regnes for ubesat, når der ikke er nedsat en læge på den, eller når den drives af regionen med vikarer i mere end tre måneder."),
        heading("Hvad er en ledig plads?"),
        paragraphs("En klinik kan lukke for tilgang, når den har mindst 1.600 tilmeldte borgere for hver læge. En ledig plads er forskellen mellem denne grænse, eller en højere grænse, som klinikken selv har valgt, og det faktiske antal tilmeldte."),
        heading("Begreber"),
        table({
          head: [["Begreb", "Forklaring", "Kilde"]],
          body: [
            [rowHead("Område"), "Et geografisk afgrænset område i praksisplanen; der er 36 i regionen", "Praksisplan 2026"],
            [rowHead("Tilmeldte borgere"), "Borgere i gruppe 1, der har valgt en læge i området, uanset hvor de bor", "Praksisregisteret"],
            [rowHead("Lukket for tilgang"), "Klinikken modtager ikke nye borgere ud over nyfødte og flyttede familiemedlemmer", "Klinikkernes indberetning"],
          ],
        }),
        heading("Forbehold"),
        bullets(
          "Klinikkerne indberetter selv, om de har åbent for tilgang. Oplysningen kan være op til 14 dage gammel.",
          "Borgere, der bor i en anden region, men har læge i Fjordland, er talt med.",
          "Delekapaciteter er afrundet til nærmeste hele tal.",
        ),
      ].join(""),
    },
  ],
  decisions: [],
};
