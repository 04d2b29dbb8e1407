import type { ExampleAttachment, ExampleItem } from "./example-types.ts";
import { bullets, figure, figureHead, heading, link, paragraphs, rowHead, sections, table } from "./markup.ts";
import { workPlanAttachment } from "./work-plan.ts";

/** Notices (meddelelser): a number series of their own, and nothing to decide. */
const workPlanFile: ExampleAttachment = { number: 1, openness: "open", ...workPlanAttachment };

export const aprilNotices: readonly ExampleItem[] = [
  notice(1, "work-plan", paragraphs("Udvalgets arbejdsplan for 2027 er vedlagt. Planen er foreløbig og bliver justeret til hvert møde."), [workPlanFile]),
  notice(2, "conference", paragraphs(
    "Regionen holder konference om nære sundhedstilbud torsdag den 16. september 2027 i Fjordkøbing Kongreshus. Udvalgets formand byder velkommen.",
    "Medlemmer, der ønsker at deltage, bedes give sekretariatet besked senest den 13. august 2027.",
  )),
];

export const mayNotices: readonly ExampleItem[] = [
  notice(1, "work-plan", paragraphs(
    "Udvalgets arbejdsplan for 2027 er vedlagt. Siden mødet i april er fordelingen af midler i handlingsplanen for lægedækning kommet til, og brugerundersøgelsen i lægevagten er flyttet til dette møde.",
  ), [workPlanFile]),
  notice(2, "open-house", paragraphs(
    "Sundhedshuset i Hedelunde holder åbent hus lørdag den 29. maj 2027 kl. 10-14. Borgere kan se de nye lokaler, få målt blodtryk og høre om kommunens og regionens tilbud i huset.",
    "Formanden åbner arrangementet kl. 10. Medlemmerne er velkomne og bedes melde sig til senest den 21. maj 2027 til " +
      `${link("mailto:uns@region-fjordland.example", "uns@region-fjordland.example")}.`,
  )),
  notice(3, "hearing-aids", paragraphs(
    "Heine Rørmose (L) har den 19. april 2027 spurgt om ventetiden til høreapparatbehandling i regionen. Administrationens svar er vedlagt.",
    "Det fremgår af svaret, at ventetiden er faldet fra 41 til 33 uger i løbet af det seneste år.",
  ), [
    {
      number: 1,
      title: "Svar til Heine Rørmose om ventetid til høreapparatbehandling",
      openness: "open",
      html: [
        heading("Spørgsmål"),
        paragraphs("»Hvor længe venter borgere i regionen på at få et høreapparat, og er der forskel på, hvor man bor?«"),
        heading("Svar"),
        paragraphs("Ventetiden opgøres som antallet af uger fra henvisning til udlevering. Den er faldet i alle fire kvartaler og er nu 33 uger."),
        table({
          caption: "Gennemsnitlig ventetid i uger",
          head: [["Klinik", figureHead("1. kvartal 2026"), figureHead("3. kvartal 2026"), figureHead("1. kvartal 2027")]],
          body: [
            [rowHead("Fjordkøbing"), figure("39"), figure("35"), figure("31")],
            [rowHead("Hedelunde"), figure("44"), figure("41"), figure("37")],
            [rowHead("Regionen samlet"), figure("41"), figure("37"), figure("33")],
          ],
        }),
        paragraphs("Der er kun høreklinik i Fjordkøbing og Hedelunde. Borgere fra Klitbjerg, Mariestrand og Åmosebro kan frit vælge mellem de to. Forskellen skyldes, at klinikken i Hedelunde har manglet en audiologiassistent siden efteråret 2025."),
        heading("Hvad gør regionen?"),
        bullets(
          "Stillingen i Hedelunde er besat fra den 1. juni 2027.",
          "Borgere får nu besked om ventetiden begge steder, når de bliver henvist.",
          "Fra august 2027 kan høreapparater justeres over video.",
        ),
      ].join(""),
    },
  ]),
];

function notice(number: number, caseKey: string, html: string, attachments: readonly ExampleAttachment[] = []): ExampleItem {
  return {
    case: caseKey, series: "notice", number, kind: "notice", openness: "open", ground: null,
    sections: sections({ notice: html }), attachments, decisions: [],
  };
}
