import type { ExampleCase } from "./example-types.ts";

const topDirector = "Marianne Bjerrehøj";
const healthDirector = "Lone Kildevang";
const financeDirector = "Steffen Askebro";

const nearby = "Center for Nære Sundhedstilbud";
const secretariat = "Politisk Sekretariat";

/** Cases that go on to the executive and the council are signed by the top director first. */
export const cases: readonly ExampleCase[] = [
  plain("committee-agenda", "Godkendelse af dagsorden", "27000088", secretariat, [healthDirector]),
  plain("march-minutes", "Godkendelse af protokol fra mødet den 2. marts 2027", "27000089", secretariat, [healthDirector]),
  plain("april-minutes", "Godkendelse af protokol fra mødet den 6. april 2027", "27000090", secretariat, [healthDirector]),
  plain("coverage-plan", "Handlingsplan for lægedækning 2027-2030", "26004817", nearby, [topDirector, healthDirector]),
  plain("health-house", "Placering af nyt sundhedshus i Mariestrand", "26006230", "Center for Byggeri og Ejendomme", [topDirector, financeDirector]),
  plain("clinic-tender", "Valg af leverandør til drift af lægeklinikken i Klitbjerg", "27000655", nearby, [healthDirector, financeDirector]),
  // One journal number, two cases: filed together, treated apart.
  plain("capacity", "Opslag af kapacitet i Åmosebro", "27001412", nearby, [healthDirector, financeDirector]),
  plain("coverage-status", "Status for lægedækning i almen praksis", "27001412", nearby, [healthDirector, financeDirector]),
  plain("acute-car", "Erfaringer med akutbilen på Tangø", "25009174", "Præhospitalt Center", [healthDirector, financeDirector]),
  plain("budget-themes", "Temaer til budget 2028", "27001903", "Koncernøkonomi", [financeDirector, healthDirector]),
  plain("digital-process", "Proces for ny strategi for digitale konsultationer", "27002046", "Center for Digitalisering", [healthDirector, financeDirector]),
  plain("equal-access", "Principper for lige adgang til nære sundhedstilbud", "27001377", nearby, [topDirector, healthDirector]),
  plain("user-survey", "Brugerundersøgelse i lægevagten 2026", "26007735", nearby, [healthDirector, financeDirector]),
  plain("finance-report", "Økonomirapport for 1. kvartal 2027", "27002218", "Koncernøkonomi", [financeDirector, healthDirector]),
  plain("clinic-hours", "Ændret åbningstid i akutklinikken i Hedelunde", "27000530", nearby, [healthDirector, financeDirector]),
  plain("digital-markers", "Pejlemærker for digitale konsultationer", "26008051", "Center for Digitalisering", [healthDirector, financeDirector]),
  plain("committee-other", "Eventuelt", null, secretariat, []),
  plain("work-plan", "Arbejdsplan 2027", "27000091", secretariat, []),
  plain("conference", "Konference om nære sundhedstilbud den 16. september 2027", "27001120", nearby, []),
  plain("open-house", "Åbent hus i sundhedshuset i Hedelunde", "27002301", nearby, []),
  plain("hearing-aids", "Svar på spørgsmål om ventetid til høreapparatbehandling", "27001688", nearby, []),
  plain("executive-agenda", "Godkendelse af dagsorden", "27000031", secretariat, [topDirector]),
  plain("executive-other", "Eventuelt", null, secretariat, []),
  plain("council-agenda", "Godkendelse af dagsorden", "27000012", secretariat, [topDirector]),
  plain("budget-calendar", "Tidsplan for budget 2028", "27001755", "Koncernøkonomi", [topDirector, financeDirector]),
  plain("council-other", "Eventuelt", null, secretariat, []),
];

function plain(key: string, title: string, journalNumber: string | null, ownerUnit: string, signOff: readonly string[]): ExampleCase {
  return { key, title, titleProposed: false, journalNumber, ownerUnit, signOff };
}
