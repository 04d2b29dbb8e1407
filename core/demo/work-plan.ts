import { planDate } from "../domain/danish-date.ts";
import type { Openness } from "../domain/openness.ts";
import type { ExamplePlan } from "./example-types.ts";
import { paragraphs, table } from "./markup.ts";

type Row = readonly [title: string, treatment: string | null, when: string, openness?: Openness];

/** The committee's year. `when` is a meeting day, or a fuzzy period where the day is not settled. */
const rows: readonly Row[] = [
  ["Arbejdsplan 2027", "Meddelelse", "2027-01-26"],
  ["Temaer for udvalgets arbejde i 2027", "Drøftelsessag", "2027-01-26"],
  ["Status for lægedækning i almen praksis", "Orienteringssag", "2027-01-26"],
  ["Handlingsplan for lægedækning 2027-2030", "Processag: Godkendelse af procesplan", "2027-01-26"],
  ["Valg af medlemmer til praksisudvalg", "Beslutningssag", "2027-01-26"],
  ["Handlingsplan for lægedækning 2027-2030", "Drøftelsessag: 1. udkast", "2027-03-02"],
  ["Status for lægedækning i almen praksis", "Orienteringssag", "2027-03-02"],
  ["Regnskab 2026 for udvalgets område", "Orienteringssag", "2027-03-02"],
  ["Flytning af praksis inden for Fjordkøbing", "Meddelelse", "2027-03-02"],
  ["Opsigelse af samarbejdsaftale med en tandklinik", "Beslutningssag", "2027-03-02", "closed"],
  ["Handlingsplan for lægedækning 2027-2030", "Beslutningssag: Anbefaling til FU/RR", "2027-04-06"],
  ["Ændret åbningstid i akutklinikken i Hedelunde", "Beslutningssag", "2027-04-06"],
  ["Status for lægedækning i almen praksis", "Orienteringssag", "2027-04-06"],
  ["Pejlemærker for digitale konsultationer", "Drøftelsessag", "2027-04-06"],
  ["Brugerundersøgelse i lægevagten 2026", "Orienteringssag", "2027-04-06"],
  ["Konference om nære sundhedstilbud den 16. september 2027", "Meddelelse", "2027-04-06"],
  ["Handlingsplan for lægedækning 2027-2030", "Beslutningssag: Fordeling af midler i 2027", "2027-05-11"],
  ["Placering af nyt sundhedshus i Mariestrand", "Beslutningssag: Anbefaling til FU/RR", "2027-05-11"],
  ["Valg af leverandør til drift af lægeklinikken i Klitbjerg", "Beslutningssag", "2027-05-11", "closed"],
  ["Opslag af kapacitet i Åmosebro", "Beslutningssag", "2027-05-11"],
  ["Status for lægedækning i almen praksis", "Orienteringssag: Udvidet opgørelse", "2027-05-11"],
  ["Erfaringer med akutbilen på Tangø", "Orienteringssag: Midtvejsevaluering", "2027-05-11"],
  ["Temaer til budget 2028", "Drøftelsessag: 1. drøftelse", "2027-05-11"],
  ["Proces for ny strategi for digitale konsultationer", "Processag", "2027-05-11"],
  ["Principper for lige adgang til nære sundhedstilbud", "Politikformulerende sag: 1. behandling", "2027-05-11"],
  ["Brugerundersøgelse i lægevagten 2026", "Orienteringssag: Udsat fra 6. april 2027", "2027-05-11"],
  ["Økonomirapport for 1. kvartal 2027", "Orienteringssag", "2027-05-11"],
  ["Principper for lige adgang til nære sundhedstilbud", "Politikformulerende sag: 2. behandling", "2027-06-08"],
  ["Temaer til budget 2028", "Drøftelsessag: 2. drøftelse", "2027-06-08"],
  ["Status for lægedækning i almen praksis", "Orienteringssag", "2027-06-08"],
  ["Transport af borgere til nære sundhedstilbud", "Beslutningssag", "2027-06-08"],
  ["Økonomirapport for 2. kvartal 2027", "Orienteringssag", "2027-08-24"],
  ["Status for lægedækning i almen praksis", "Orienteringssag", "2027-08-24"],
  ["Udbud af høreapparatbehandling", "Beslutningssag: Godkendelse af udbudsstrategi", "2027-08-24", "closed"],
  ["Tilskud fra etableringspuljen 2027", "Beslutningssag", "2027-09-21"],
  ["Status for lægedækning i almen praksis", "Orienteringssag", "2027-09-21"],
  ["Strategi for digitale konsultationer", "Beslutningssag: Udkast til høring", "2027-11-02"],
  ["Økonomirapport for 3. kvartal 2027", "Orienteringssag", "2027-11-02"],
  ["Erfaringer med akutbilen på Tangø", "Beslutningssag: Ordningens fremtid", "2027-11-30"],
  ["Ændret åbningstid i akutklinikken i Hedelunde", "Orienteringssag: Status efter seks måneder", "2027-11-30"],
  ["Mødeplan 2028", "Beslutningssag", "2027-11-30"],
  ["Besøg i sundhedshuset i Hedelunde", "Studiebesøg", "2. halvår 2027"],
  ["Aftale med kommunerne om opfølgning efter akutbesøg", "Drøftelsessag", "4. kvartal 2027"],
  ["Evaluering af fælles praksispersonale", "Orienteringssag", "Ultimo 2027"],
];

export const workPlan2027: ExamplePlan = {
  body: "committee",
  year: 2027,
  entries: rows.map(([title, treatment, when, openness = "open"], index) => {
    const isDay = /^\d{4}-\d{2}-\d{2}$/.test(when);
    return { position: index + 1, leadBody: "UNS", title, treatment, date: isDay ? when : null, period: isDay ? null : when, openness };
  }),
};

/** The plan as it is attached to a notice: what is closed stands as `Fortrolig`, for the notice is open. */
export const workPlanAttachment = {
  title: "Arbejdsplan 2027 for udvalget for nære sundhedstilbud",
  html: [
    paragraphs("Arbejdsplanen ajourføres til hvert møde. Sager uden dato får en dato, når grundlaget er på plads."),
    table({
      head: [["Ledende udvalg", "Titel", "Problemstilling", "Dato for udvalg"]],
      body: workPlan2027.entries.map((entry) => [
        entry.leadBody,
        entry.openness === "open" ? entry.title : "Fortrolig",
        entry.treatment ?? "",
        entry.date === null ? entry.period ?? "" : planDate(entry.date),
      ]),
    }),
  ].join(""),
} as const;
