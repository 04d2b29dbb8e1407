import { aprilStatusItem, aprilSurveyItem, clinicHoursItem, digitalMarkersItem, planItem } from "./april-cases.ts";
import { committee, council, executive } from "./bodies.ts";
import {
  actionPlan, committeeAttendance, committeeOnPlan, councilAttendance, councilOnPlan, executiveAttendance, executiveOnPlan,
  planAppropriation, planBackground, planCommunication, planConsequences, planFunding, planHearing, planPresentation,
  planRecommendation, planRisk, planTimeline, remarksInOtherPapers,
} from "./coverage-plan.ts";
import { coverageStatusItem } from "./coverage-status.ts";
import { carried, decided } from "./decisions.ts";
import type { ExampleDecision, ExampleItem, ExampleMeeting } from "./example-types.ts";
import { financeReportItem } from "./finance-report.ts";
import { healthHouseItem } from "./health-house.ts";
import { bullets, heading, paragraphs, rowHead, sections, table } from "./markup.ts";
import {
  acuteCarItem, budgetThemesItem, capacityItem, clinicTenderItem, digitalProcessItem, equalAccessItem, firstStageItem, userSurveyItem,
} from "./may-cases.ts";
import { aprilNotices, mayNotices } from "./notices.ts";
import { nothingMore } from "./phrases.ts";
import { agendaApproval, anyOtherBusiness, minutesApproval } from "./standing-items.ts";

const place = "Regionshuset i Fjordkøbing, mødelokale 2.14";

const marchMinutes = {
  title: "Protokol fra mødet den 2. marts 2027",
  html: [
    paragraphs("Til stede: Karen Sivholm (A), formand, Torben Lyngdrup (A), Rasmus Enghavn (B), Charlotte Hyldemose (C), Signe Birkholt (F), Heine Rørmose (L), Hanne Egebro (V), næstformand, Anders Vesterkær (V) og Pernille Havkær (Ø)."),
    heading("1. Godkendelse af dagsorden"),
    paragraphs("Godkendt."),
    heading("2. Godkendelse af protokol fra mødet den 26. januar 2027"),
    paragraphs("Godkendt."),
    heading("3. Drøftelsessag: Handlingsplan for lægedækning 2027-2030"),
    paragraphs("Drøftet. Udvalget ønskede, at der bliver fastsat mål for udgangen af 2030, og at udkastet sendes i høring."),
    heading("4. Orienteringssag: Status for lægedækning i almen praksis"),
    paragraphs("Taget til efterretning."),
    heading("5. Orienteringssag: Regnskab 2026 for udvalgets område"),
    paragraphs("Taget til efterretning. Udvalget bad om fremover at få afvigelser på mere end 1,0 mio. kr. forklaret."),
    heading("7. Eventuelt"),
    paragraphs("Anders Vesterkær (V) orienterede om et besøg hos de praktiserende læger i Skarreby."),
  ].join(""),
} as const;

const aprilMinutes = {
  title: "Protokol fra mødet den 6. april 2027",
  html: [
    paragraphs(
      "Til stede: Karen Sivholm (A), formand, Malene Tornemark (A), stedfortræder for Torben Lyngdrup (A), Rasmus Enghavn (B), Niels Kirkeklit (C), stedfortræder for Charlotte Hyldemose (C), Signe Birkholt (F), Heine Rørmose (L), Hanne Egebro (V), næstformand, og Pernille Havkær (Ø).",
      "Afbud: Torben Lyngdrup (A), Charlotte Hyldemose (C) og Anders Vesterkær (V).",
    ),
    heading("Beslutninger"),
    table({
      head: [["Punkt", "Sag", "Beslutning"]],
      body: [
        [rowHead("1"), "Godkendelse af dagsorden", "Godkendt"],
        [rowHead("2"), "Godkendelse af protokol fra mødet den 2. marts 2027", "Godkendt"],
        [rowHead("3"), "Handlingsplan for lægedækning 2027-2030", "Anbefalet med to bemærkninger"],
        [rowHead("4"), "Ændret åbningstid i akutklinikken i Hedelunde", "Godkendt efter afstemning (6 for, 1 imod, 1 undlod)"],
        [rowHead("5"), "Status for lægedækning i almen praksis", "Taget til efterretning"],
        [rowHead("6"), "Pejlemærker for digitale konsultationer", "Drøftet"],
        [rowHead("7"), "Brugerundersøgelse i lægevagten 2026", "Udsat til mødet den 11. maj 2027"],
        [rowHead("8"), "Eventuelt", "Intet til protokol"],
      ],
    }),
    heading("Bemærkninger til punkt 3"),
    paragraphs("Udvalget bemærkede, at seniorordningen bør sættes i gang først, og at etableringspuljen skal fordeles på grundlag af status for lægedækning."),
    heading("Protokoltilførsler til punkt 4"),
    bullets(
      "Heine Rørmose (L) kunne ikke støtte, at akutklinikken lukker om natten.",
      "Pernille Havkær (Ø) undlod at stemme, fordi konsekvenserne for personalets arbejdstid ikke er belyst.",
    ),
    paragraphs("Mødet sluttede kl. 18.35."),
  ].join(""),
} as const;

const withoutThem = { absent: committeeAttendance.absent, substitutes: committeeAttendance.substitutes } as const;
const approvedInApril: ExampleDecision = decided(committee, "2027-04-06", { outcome: "Godkendt", wording: "Godkendt.", ...withoutThem });

const aprilMeeting: ExampleMeeting = {
  body: "committee",
  date: "2027-04-06",
  time: "16:00",
  place,
  state: "held",
  attendance: committeeAttendance,
  items: [
    agendaApproval("committee-agenda", committee.runningName, [approvedInApril]),
    minutesApproval("march-minutes", "2. marts 2027", marchMinutes, [approvedInApril]),
    planItem,
    clinicHoursItem,
    aprilStatusItem,
    digitalMarkersItem,
    aprilSurveyItem,
    anyOtherBusiness("committee-other", 8, paragraphs("Intet til protokol.")),
    ...aprilNotices,
  ],
};

/** The plan before the executive and the council: the same case, another recommendation, more decisions. */
function planBefore(number: number, introduction: string, decisions: readonly ExampleDecision[]): ExampleItem {
  return {
    case: "coverage-plan",
    series: "item",
    number,
    kind: "decision",
    openness: "open",
    ground: null,
    sections: sections({
      background: planBackground,
      recommendation: paragraphs(introduction) + planRecommendation,
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
    decisions,
  };
}

const committeeToOthers = [committee, committeeOnPlan, { remarks: remarksInOtherPapers }] as const;

const executiveMeeting: ExampleMeeting = {
  body: "executive",
  date: "2027-04-20",
  time: "09:00",
  place: "Regionshuset i Fjordkøbing, mødelokale 3.01",
  state: "held",
  attendance: executiveAttendance,
  items: [
    agendaApproval("executive-agenda", executive.runningName, [
      decided(executive, "2027-04-20", { outcome: "Godkendt", wording: "Godkendt.", absent: executiveAttendance.absent }),
    ]),
    planBefore(2, "Udvalget for nære sundhedstilbud indstiller, at forretningsudvalget over for regionsrådet anbefaler:", [
      ...carried(committeeToOthers),
      { ...executiveOnPlan, position: 2 },
    ]),
    anyOtherBusiness("executive-other", 3, paragraphs("Intet til protokol.")),
  ],
};

const budgetCalendarItem: ExampleItem = {
  case: "budget-calendar",
  series: "item",
  number: 2,
  kind: "decision",
  openness: "open",
  ground: null,
  sections: sections({
    background: paragraphs("Regionsrådet skal vedtage budgettet for 2028 senest den 1. oktober 2027. Forslaget til tidsplan viser, hvornår udvalgene og regionsrådet inddrages."),
    recommendation: paragraphs("Administrationen indstiller til regionsrådet:") + bullets("at tidsplanen for budget 2028 godkendes."),
    presentation: table({
      head: [["Tidspunkt", "Aktivitet", "Hvem"]],
      body: [
        [rowHead("Maj og juni 2027"), "Drøftelse af temaer", "De stående udvalg"],
        [rowHead("19. og 20. august 2027"), "Budgetseminar", "Regionsrådet"],
        [rowHead("31. august 2027"), "1. behandling af budgetforslag", "Regionsrådet"],
        [rowHead("14. september 2027"), "Frist for ændringsforslag", "Partierne"],
        [rowHead("28. september 2027"), "2. behandling af budgetforslag", "Regionsrådet"],
      ],
    }),
    ...nothingMore,
    timeline: paragraphs("Sagen afsluttes i regionsrådet."),
  }),
  attachments: [],
  decisions: [decided(council, "2027-04-27", { outcome: "Godkendt", wording: "Godkendt.", absent: councilAttendance.absent, substitutes: councilAttendance.substitutes })],
};

const councilMeeting: ExampleMeeting = {
  body: "council",
  date: "2027-04-27",
  time: "17:00",
  place: "Regionsrådssalen, Regionshuset i Fjordkøbing",
  state: "held",
  attendance: councilAttendance,
  items: [
    agendaApproval("council-agenda", council.runningName, [
      decided(council, "2027-04-27", { outcome: "Godkendt", wording: "Godkendt.", absent: councilAttendance.absent, substitutes: councilAttendance.substitutes }),
    ]),
    budgetCalendarItem,
    planBefore(3, "Forretningsudvalget anbefaler over for regionsrådet:", [
      ...carried(committeeToOthers, [executive, executiveOnPlan]),
      { ...councilOnPlan, position: 3 },
    ]),
    anyOtherBusiness("council-other", 4, paragraphs("Intet til protokol.")),
  ],
};

const mayMeeting: ExampleMeeting = {
  body: "committee",
  date: "2027-05-11",
  time: "16:00",
  place,
  state: "draft",
  attendance: { present: [], absent: [], substitutes: [] },
  items: [
    agendaApproval("committee-agenda", committee.runningName, []),
    minutesApproval("april-minutes", "6. april 2027", aprilMinutes, []),
    firstStageItem,
    healthHouseItem,
    clinicTenderItem,
    capacityItem,
    coverageStatusItem,
    acuteCarItem,
    budgetThemesItem,
    digitalProcessItem,
    equalAccessItem,
    userSurveyItem,
    financeReportItem,
    anyOtherBusiness("committee-other", 14),
    ...mayNotices,
  ],
};

/** By date. */
export const meetings: readonly ExampleMeeting[] = [aprilMeeting, executiveMeeting, councilMeeting, mayMeeting];
