import { committee } from "./bodies.ts";
import { municipalities, vacancies } from "./coverage-figures.ts";
import {
  actionPlan, committeeAttendance, committeeOnPlan, planAppropriation, planBackground, planCommunication, planConsequences, planFunding, planHearing,
  planPresentation, planRecommendation, planRisk, planTimeline,
} from "./coverage-plan.ts";
import { decided } from "./decisions.ts";
import type { ExampleDecision, ExampleItem } from "./example-types.ts";
import { bullets, figure, figureHead, heading, item, numbered, paragraphs, rowHead, sections, strong, sum, table, thousands } from "./markup.ts";
import { nothingMore } from "./phrases.ts";

const date = "2027-04-06";

/** All items of the day were treated without the same two members, and with the same substitute. */
const withoutThem = { absent: committeeAttendance.absent, substitutes: committeeAttendance.substitutes } as const;

export const committeeOnSurvey: ExampleDecision = decided(committee, date, {
  outcome: "Udsat",
  wording: "Udsat til mødet den 11. maj 2027, idet udvalget ønsker resultaterne opdelt på ugedage og alder.",
  ...withoutThem,
});

export const planItem: ExampleItem = {
  case: "coverage-plan",
  series: "item",
  number: 3,
  kind: "decision",
  openness: "open",
  ground: null,
  sections: sections({
    background: planBackground,
    recommendation: paragraphs("Administrationen indstiller, at udvalget for nære sundhedstilbud over for forretningsudvalget og regionsrådet anbefaler:") + planRecommendation,
    presentation: planPresentation,
    consequences: planConsequences,
    risk: planRisk,
    appropriation: planAppropriation,
    communication: planCommunication,
    timeline: planTimeline,
  }),
  attachments: [
    { number: 1, openness: "open", ...actionPlan },
    { number: 2, openness: "open", ...planFunding },
    { number: 3, openness: "open", ...planHearing },
  ],
  decisions: [committeeOnPlan],
};

/** Put to the vote, with a minority statement. */
export const clinicHoursItem: ExampleItem = {
  case: "clinic-hours",
  series: "item",
  number: 4,
  kind: "decision",
  openness: "open",
  ground: null,
  sections: sections({
    background: paragraphs("Akutklinikken i Hedelunde er åben døgnet rundt. Antallet af besøg om natten er faldet år for år, samtidig med at der er mange besøg tidligt på aftenen og i weekenden. Administrationen foreslår derfor at flytte personale fra nat til aften og weekend."),
    recommendation: paragraphs("Administrationen indstiller til udvalget for nære sundhedstilbud:") + bullets(
      "at godkende, at akutklinikken i Hedelunde fra den 1. juni 2027 har åbent kl. 7-24, og",
      "at bemandingen øges med én sygeplejerske kl. 16-22 på hverdage og hele dagen i weekenden.",
    ),
    presentation: [
      paragraphs("I 2026 var der i gennemsnit 1,4 besøg pr. nat mellem kl. 24 og 7. På samme tid ventede hver tredje borger mere end en time i aftentimerne. Besøgstallene fremgår af bilag 1."),
      table({
        caption: "Åbningstid og bemanding i dag og efter forslaget",
        head: [
          [{ text: "Tidsrum", rowSpan: 2 }, { text: "I dag", colSpan: 2, align: "center" }, { text: "Forslag", colSpan: 2, align: "center" }],
          [figureHead("Hverdag"), figureHead("Weekend"), figureHead("Hverdag"), figureHead("Weekend")],
        ],
        body: [
          [rowHead("Kl. 7-16"), figure("3"), figure("3"), figure("3"), figure("4")],
          [rowHead("Kl. 16-22"), figure("3"), figure("3"), figure("4"), figure("4")],
          [rowHead("Kl. 22-24"), figure("2"), figure("2"), figure("2"), figure("2")],
          [rowHead("Kl. 24-7"), figure("2"), figure("2"), { text: "Lukket", colSpan: 2, align: "center" }],
        ],
      }),
      paragraphs("Borgere, der får brug for hjælp om natten, skal som hidtil ringe til lægevagten. De kan blive set på akutmodtagelsen i Fjordkøbing, som ligger 31 km fra Hedelunde, eller få besøg af lægevagten i hjemmet."),
    ].join(""),
    consequences: paragraphs("Godkendes indstillingen, lukker akutklinikken om natten, og ventetiden om aftenen og i weekenden ventes at falde til under 30 minutter."),
    risk: paragraphs("Enkelte borgere vil få længere til hjælp om natten. Administrationen følger udviklingen og giver udvalget en status efter seks måneder."),
    appropriation: paragraphs("Ændringen er udgiftsneutral. Indstillingen har ikke bevillingstekniske konsekvenser."),
    communication: paragraphs("Den nye åbningstid annonceres i lokale medier, på regionens hjemmeside og ved klinikken."),
    timeline: paragraphs("Sagen afsluttes i udvalget. En status forelægges den 30. november 2027."),
  }),
  attachments: [
    {
      number: 1,
      title: "Besøg i akutklinikken i Hedelunde 2026",
      openness: "open",
      html: [
        paragraphs("Tabellen viser antallet af besøg i 2026 fordelt på måned og tidspunkt på døgnet."),
        visitTable(),
        heading("Ventetid"),
        paragraphs("I tidsrummet kl. 16-22 ventede 34 pct. af borgerne mere end en time. I de øvrige tidsrum var andelen under 10 pct."),
        heading("Årsager til besøg om natten"),
        bullets("Mindre skader, herunder forstuvninger og sår: 46 pct.", "Smerter i ryg, led og muskler: 21 pct.", "Feber hos børn: 18 pct.", "Andet: 15 pct."),
      ].join(""),
    },
  ],
  decisions: [
    decided(committee, date, {
      outcome: "Godkendt",
      wording: "Godkendt efter afstemning, idet udvalget bemærker:",
      remarks: ["at der skal gives besked til alle husstande i Hedelunde Kommune, inden åbningstiden ændres."],
      discussion: paragraphs("Udvalget drøftede, om lægevagten har biler nok til at dække området om natten. Administrationen oplyste, at der er to biler i den sydlige del af regionen, og at responstiden bliver fulgt."),
      votes: {
        for: { count: 6, who: "A, B, C, F, V" },
        against: { count: 1, who: "L" },
        abstained: { count: 1, who: "Ø" },
      },
      dissents: [
        {
          who: "Heine Rørmose (L)",
          text: "Landdistriktslisten kan ikke støtte, at akutklinikken lukker om natten. Afstanden til Fjordkøbing er for stor for borgere uden bil, og bemandingen om aftenen bør styrkes på en anden måde.",
        },
        {
          who: "Pernille Havkær (Ø)",
          text: "Jeg undlader at stemme, fordi det ikke er belyst, hvad ændringen betyder for personalets arbejdstid.",
        },
      ],
      ...withoutThem,
    }),
  ],
};

const [fjordkobing, hedelunde, klitbjerg, mariestrand, amosebro] = municipalities.map((municipality) => vacancies(municipality)[2]);

export const aprilStatusItem: ExampleItem = {
  case: "coverage-status",
  series: "item",
  number: 5,
  kind: "information",
  openness: "open",
  ground: null,
  sections: sections({
    background: paragraphs("Udvalget har ønsket en kort status for lægedækningen på hvert møde."),
    recommendation: paragraphs("Administrationen indstiller til udvalget for nære sundhedstilbud:") + bullets("at tage status for lægedækning til efterretning."),
    presentation: paragraphs(`Den 1. april 2027 var der ${sum([fjordkobing, hedelunde, klitbjerg, mariestrand, amosebro].map((count) => count ?? 0))} ubesatte kapaciteter i regionen. De fordeler sig med ${fjordkobing} i Fjordkøbing, ${hedelunde} i Hedelunde, ${klitbjerg} i Klitbjerg, ${mariestrand} i Mariestrand og ${amosebro} i Åmosebro. En opgørelse for de enkelte områder forelægges i maj.`),
    ...nothingMore,
    timeline: paragraphs("Næste status forelægges udvalget den 11. maj 2027."),
  }),
  attachments: [],
  decisions: [decided(committee, date, { outcome: "Taget til efterretning", wording: "Taget til efterretning.", ...withoutThem })],
};

export const digitalMarkersItem: ExampleItem = {
  case: "digital-markers",
  series: "item",
  number: 6,
  kind: "discussion",
  openness: "open",
  ground: null,
  sections: sections({
    background: paragraphs("Hver sjette konsultation i almen praksis foregår nu på video eller som skriftlig besked. Udvalget har ønsket at drøfte, hvad der skal kendetegne en god digital konsultation."),
    recommendation: paragraphs("Administrationen indstiller til udvalget for nære sundhedstilbud:") + bullets("at udvalget drøfter pejlemærker for digitale konsultationer."),
    presentation: paragraphs("Administrationen lægger op til en drøftelse af tre spørgsmål:") + numbered("1",
      "Hvornår skal borgeren altid kunne vælge et fysisk møde?",
      "Hvordan hjælpes borgere, der ikke er fortrolige med digitale løsninger?",
      item("Hvad skal gælde for samtaler med", numbered("a", "børn og unge under 18 år,", "borgere med behov for tolk, og", "pårørende, der deltager hjemmefra?")),
    ),
    ...nothingMore,
    timeline: paragraphs("Et forslag til proces forelægges udvalget den 11. maj 2027."),
  }),
  attachments: [
    {
      number: 1,
      title: "Oplæg om digitale konsultationer i tal",
      openness: "open",
      html: [
        paragraphs("Oplægget samler de vigtigste tal om digitale konsultationer i regionen. Tallene er fra klinikkernes afregning og er opgjort i 1.000 konsultationer."),
        table({
          caption: "Konsultationer i almen praksis (1.000)",
          head: [["Form", figureHead("2024"), figureHead("2025"), figureHead("2026")]],
          body: [
            [rowHead("I klinikken"), figure("1.012"), figure("988"), figure("965")],
            [rowHead("Sygebesøg"), figure("41"), figure("40"), figure("38")],
            [rowHead("Video"), figure("52"), figure("68"), figure("87")],
            [rowHead("Skriftlig besked"), figure("96"), figure("107"), figure("114")],
            [rowHead("I alt"), figure("1.201"), figure("1.203"), figure("1.204")],
          ],
        }),
        heading("Hvem bruger video?"),
        paragraphs("Video bruges mest af borgere mellem 20 og 45 år. Blandt borgere over 75 år har 6 pct. prøvet det. Forskellen er mindre i de klinikker, hvor personalet hjælper borgeren i gang første gang."),
        heading("Hvad siger klinikkerne?"),
        bullets("Video egner sig godt til opfølgning og svar på prøver.", "Forbindelsen er ofte dårlig i de yderste områder.", `${strong("Ni af ti")} klinikker ønsker fælles retningslinjer.`),
      ].join(""),
    },
  ],
  decisions: [
    decided(committee, date, {
      outcome: "Drøftet",
      wording: "Drøftet.",
      discussion: paragraphs("Udvalget lagde vægt på, at borgeren skal kunne vælge det fysiske møde fra første kontakt, og ønskede en strategi, der bliver til sammen med borgere og klinikker."),
      ...withoutThem,
    }),
  ],
};

export const userSurvey = {
  title: "Brugerundersøgelse i lægevagten 2026",
  html: [
    heading("Om undersøgelsen"),
    paragraphs("Spørgeskemaet blev sendt til 3.966 borgere, der havde været i kontakt med lægevagten i november 2026. 1.864 svarede, hvilket giver en svarprocent på 47."),
    table({
      caption: "Svar fordelt på kommune",
      head: [["Kommune", figureHead("Sendt"), figureHead("Besvaret")]],
      body: [
        [rowHead("Fjordkøbing"), figure("1.284"), figure("596")],
        [rowHead("Hedelunde"), figure("811"), figure("391")],
        [rowHead("Klitbjerg"), figure("602"), figure("287")],
        [rowHead("Mariestrand"), figure("690"), figure("318")],
        [rowHead("Åmosebro"), figure("579"), figure("272")],
        [rowHead("I alt"), figure("3.966"), figure("1.864")],
      ],
    }),
    heading("Hovedresultater"),
    bullets(
      "82 pct. er samlet set tilfredse eller meget tilfredse.",
      "89 pct. oplevede, at lægen lyttede.",
      "64 pct. fik kontakt inden for ti minutter; i 2024 var det 59 pct.",
    ),
    heading("Borgernes egne ord"),
    paragraphs("Der er givet 612 kommentarer i fri tekst. De handler især om ventetid, om venlighed og om vejen til konsultationen. Tre forslag går igen:"),
    numbered("1", "Oplys om pladsen i køen, mens man venter.", "Ring tilbage, i stedet for at borgeren skal vente.", "Send adressen på konsultationen i en besked."),
  ].join(""),
} as const;

export const aprilSurveyItem: ExampleItem = {
  case: "user-survey",
  series: "item",
  number: 7,
  kind: "information",
  openness: "open",
  ground: null,
  sections: sections({
    background: paragraphs("Lægevagten spørger hvert andet år borgerne om deres oplevelse. Resultaterne for 2026 foreligger nu."),
    recommendation: paragraphs("Administrationen indstiller til udvalget for nære sundhedstilbud:") + bullets("at tage resultaterne af brugerundersøgelsen i lægevagten 2026 til efterretning."),
    presentation: paragraphs("1.864 borgere har svaret, og 82 pct. er tilfredse eller meget tilfredse. Det er tre procentpoint flere end ved den seneste undersøgelse i 2024. Den laveste tilfredshed gælder ventetiden i telefonen i weekenden. Undersøgelsen er vedlagt som bilag 1."),
    ...nothingMore,
  }),
  attachments: [{ number: 1, openness: "open", ...userSurvey }],
  decisions: [committeeOnSurvey],
};

function visitTable(): string {
  const visits: readonly (readonly [month: string, day: number, evening: number, late: number, night: number])[] = [
    ["Januar", 512, 631, 94, 49],
    ["Februar", 488, 604, 88, 43],
    ["Marts", 530, 655, 97, 46],
    ["April", 541, 662, 99, 44],
    ["Maj", 566, 690, 104, 42],
    ["Juni", 574, 702, 110, 41],
    ["Juli", 498, 648, 121, 47],
    ["August", 559, 697, 108, 40],
    ["September", 548, 671, 98, 39],
    ["Oktober", 536, 660, 95, 41],
    ["November", 521, 639, 91, 40],
    ["December", 503, 642, 102, 39],
  ];
  const columns = [1, 2, 3, 4] as const;
  return table({
    head: [["Måned", figureHead("Kl. 7-16"), figureHead("Kl. 16-22"), figureHead("Kl. 22-24"), figureHead("Kl. 24-7"), figureHead("I alt")]],
    body: [
      ...visits.map((row) => [rowHead(row[0]), ...columns.map((column) => figure(String(row[column]))), figure(thousands(sum(columns.map((column) => row[column]))))]),
      [
        rowHead("I alt"),
        ...columns.map((column) => figure(thousands(sum(visits.map((row) => row[column]))))),
        figure(thousands(sum(visits.flatMap((row) => columns.map((column) => row[column]))))),
      ],
    ],
  });
}
