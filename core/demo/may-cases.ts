import { committeeOnSurvey, userSurvey } from "./april-cases.ts";
import { committee, council, executive } from "./bodies.ts";
import {
  actionPlan, committeeOnPlan, councilExtract, councilOnPlan, executiveOnPlan, firstStagePlan, firstStageTable, planOrigin,
  remarksInOtherPapers,
} from "./coverage-plan.ts";
import { carried } from "./decisions.ts";
import type { ExampleItem } from "./example-types.ts";
import {
  bullets, emphasis, figure, figureHead, footnote, heading, item, link, numbered, paragraphs, quote, rowHead, sections, strong,
  subheading, table,
} from "./markup.ts";
import { nothingMore } from "./phrases.ts";

/** The coverage plan when it is back from the council: the decisions of all three bodies are carried. */
export const firstStageItem: ExampleItem = {
  case: "coverage-plan",
  series: "item",
  number: 3,
  kind: "decision",
  openness: "open",
  ground: null,
  sections: sections({
    background: planOrigin + paragraphs(
      "Udvalget anbefalede handlingsplanen den 6. april 2027, og regionsrådet godkendte den den 27. april 2027. Regionsrådet bad samtidig udvalget om at fordele midlerne for 2027. Denne sag vedrører derfor alene den første etape.",
    ),
    recommendation: paragraphs("Administrationen indstiller til udvalget for nære sundhedstilbud:") + bullets(
      "at godkende fordelingen af de 4,5 mio. kr., der er afsat i 2027, og",
      "at godkende kriterierne for tilskud fra etableringspuljen (bilag 2).",
    ),
    presentation: [
      paragraphs("Handlingsplanen (bilag 1) har seks indsatser. Administrationen foreslår, at alle seks sættes i gang i 2027, men ikke på samme tid."),
      firstStageTable,
      heading("Seniorordningen først"),
      paragraphs("Udvalget bemærkede på sit møde den 6. april 2027, at seniorordningen bør sættes i gang først. Ordningen kan søges fra den 1. juni 2027. En rundspørge blandt lægerne tyder på, at fem til syv vil benytte sig af den i år."),
      heading("Etableringspuljen"),
      paragraphs("Puljen er i 2027 på 1,1 mio. kr. Ansøgningerne vurderes efter tre kriterier, hvor behovet vejer halvdelen. Behovet måles på andelen af ubesatte kapaciteter i området, som den fremgår af status for lægedækning (punkt 7 på denne dagsorden)."),
      subheading("Hvis der er flere ansøgere, end der er penge til"),
      paragraphs("Ansøgere, der ikke får tilskud i 2027, kan lade ansøgningen stå og bliver vurderet sammen med de nye ansøgninger i 2028. De skal ikke søge igen."),
      subheading("Hvis puljen ikke bliver brugt"),
      paragraphs("Uforbrugte midler foreslås overført til 2028 inden for samme mål. Det kræver regionsrådets godkendelse ved overførselssagen i foråret 2028."),
    ].join(""),
    consequences: paragraphs("Godkendes fordelingen, kan de første aftaler om seniorordning træde i kraft den 1. august 2027, og de to første stillinger som fælles praksispersonale kan slås op i juni."),
    risk: paragraphs("Det er usikkert, hvor mange læger der vil søge seniorordningen. Bliver tilslutningen større end ventet, prioriteres læger i områder med ubesatte kapaciteter."),
    appropriation: paragraphs("Udgiften på 4,5 mio. kr. holdes inden for den ramme, der er afsat i budget 2027. Indstillingen har ikke bevillingstekniske konsekvenser."),
    communication: paragraphs("Alle praktiserende læger i regionen får et nyhedsbrev med en oversigt over de seks indsatser og fristerne for at søge."),
    timeline: paragraphs("Sagen afsluttes i udvalget. Den første årlige status forelægges i april 2028."),
  }),
  attachments: [
    { number: 1, openness: "open", ...actionPlan },
    { number: 2, openness: "open", ...firstStagePlan },
    { number: 3, openness: "open", ...councilExtract },
  ],
  decisions: carried(
    [committee, committeeOnPlan, { remarks: remarksInOtherPapers }],
    [executive, executiveOnPlan],
    [council, councilOnPlan],
  ),
};

/** Closed: the tenderers' business affairs. Nothing of it may stand in a public paper. */
export const clinicTenderItem: ExampleItem = {
  case: "clinic-tender",
  series: "item",
  number: 5,
  kind: "decision",
  openness: "closed",
  ground: "forvaltningslovens § 27, stk. 1",
  sections: sections({
    background: paragraphs("Driftsaftalen for lægeklinikken på Fyrvej 12 udløber den 30. november 2027. Opgaven har været i udbud, og der er modtaget tre tilbud inden fristen den 12. april 2027."),
    recommendation: paragraphs("Administrationen indstiller til udvalget for nære sundhedstilbud:") + bullets(
      "at der indgås aftale med Lægerne ved Klitfyret I/S for perioden 1. december 2027 til 30. november 2031, og",
      "at de to øvrige tilbudsgivere får begrundet afslag.",
    ),
    presentation: [
      paragraphs("Tilbuddene er bedømt på pris (40 pct.), bemanding (35 pct.) og plan for kvalitet (25 pct.). Lægerne ved Klitfyret I/S har ikke den laveste pris, men den højeste samlede score, fordi fire navngivne læger har givet bindende tilsagn."),
      table({
        caption: "Bedømmelse af tilbud (højst 100 point)",
        head: [["Tilbudsgiver", figureHead("Pris"), figureHead("Bemanding"), figureHead("Kvalitet"), figureHead("Point i alt")]],
        body: [
          [rowHead("Lægerne ved Klitfyret I/S"), figure("34"), figure("33"), figure("21"), figure("88")],
          [rowHead("Klinikdrift Fjordland ApS"), figure("40"), figure("19"), figure("17"), figure("76")],
          [rowHead("Havternen Sundhed P/S"), figure("31"), figure("25"), figure("22"), figure("78")],
        ],
      }),
      paragraphs("Den årlige driftsudgift i det foreslåede tilbud er 7,4 mio. kr., hvilket er 0,3 mio. kr. mere end i den nuværende aftale."),
    ].join(""),
    consequences: paragraphs("Tiltrædes indstillingen, underskrives kontrakten efter udløbet af standstill-perioden på ti dage."),
    risk: paragraphs("Klinikdrift Fjordland ApS har tidligere klaget over et udbud i regionen. En klage vil kunne forsinke opstarten med op til to måneder."),
    appropriation: paragraphs("Merudgiften på 0,3 mio. kr. om året kan holdes inden for rammen til regionens lægeklinikker."),
    communication: paragraphs("Tilbudsgiverne får besked samtidig. Derefter offentliggøres resultatet."),
    timeline: paragraphs("Sagen afsluttes i udvalget. Kontrakten ventes underskrevet den 31. maj 2027."),
  }),
  attachments: [
    {
      number: 1,
      title: "Evalueringsrapport med point og begrundelser",
      openness: "closed",
      html: [
        paragraphs("Evalueringsgruppen bestod af fire medarbejdere fra regionen og en ekstern praktiserende læge. Gruppen har gennemgået tilbuddene hver for sig og derefter afstemt pointene på et fælles møde den 22. april 2027."),
        heading("Pris"),
        paragraphs("Klinikdrift Fjordland ApS har den laveste pris på 6,9 mio. kr. årligt og får 40 point. De øvrige får point efter forskellen til denne pris."),
        heading("Bemanding"),
        paragraphs("Lægerne ved Klitfyret I/S har vedlagt tilsagn fra fire speciallæger i almen medicin. Havternen Sundhed P/S kan anvise to. Klinikdrift Fjordland ApS vil rekruttere efter kontraktens indgåelse."),
        heading("Kvalitet"),
        paragraphs("Alle tre tilbud lever op til kravene. Havternen Sundhed P/S har den mest gennemarbejdede plan for kronisk syge."),
      ].join(""),
    },
    {
      number: 2,
      title: "Udkast til driftskontrakt med Lægerne ved Klitfyret",
      openness: "closed",
      html: [
        heading("§ 1 Aftalens genstand"),
        paragraphs("Leverandøren driver lægeklinikken for op til 6.400 tilmeldte borgere i de lokaler, som Region Fjordland stiller til rådighed."),
        heading("§ 2 Bemanding"),
        paragraphs("Klinikken skal altid være bemandet med mindst tre speciallæger i almen medicin på hverdage kl. 8-16."),
        heading("§ 3 Betaling"),
        paragraphs("Regionen betaler 616.000 kr. om måneden. Beløbet reguleres én gang årligt."),
        heading("§ 4 Misligholdelse"),
        paragraphs("Er klinikken ikke bemandet som aftalt i mere end ti hverdage i et kvartal, kan regionen kræve et forholdsmæssigt afslag."),
      ].join(""),
    },
  ],
  decisions: [],
};

export const capacityItem: ExampleItem = {
  case: "capacity",
  series: "item",
  number: 6,
  kind: "decision",
  openness: "open",
  ground: null,
  sections: sections({
    background: paragraphs(
      "En praktiserende læge i Åmosebro By er ophørt med udgangen af marts 2027. Administrationen foreslår, at kapaciteten slås op.",
      "Regionsrådet har overladt det til udvalget at afgøre, om nye og ledige kapaciteter skal slås op, når det sker inden for praksisplanen og budgettet.",
    ),
    recommendation: paragraphs("Administrationen indstiller til udvalget for nære sundhedstilbud:") + bullets("at godkende, at der slås én kapacitet op i Åmosebro By."),
    presentation: paragraphs(
      "Der er seks kapaciteter i Åmosebro By. Lægen, der er ophørt, havde 1.590 tilmeldte borgere, som midlertidigt er overtaget af to andre klinikker. Begge klinikker har oplyst, at de ikke kan fortsætte med det ud over august 2027.",
      "Kapaciteten skal efter praksisplanen ligge inden for to km fra stationen. Opslaget gælder i seks uger. Hvis der ikke kommer ansøgere, drives klinikken videre af regionen, og kapaciteten slås op igen i november 2027.",
    ),
    consequences: paragraphs("Godkendes opslaget, kan en ny læge begynde tidligst den 1. september 2027."),
    risk: paragraphs("Kapaciteten har været slået op to gange inden for de seneste fem år. Den ene gang var der ingen ansøgere. Introduktionsordningen i handlingsplanen ventes at gøre opslaget mere attraktivt."),
    appropriation: paragraphs("Udgiften er dækket af rammen til almen praksis. Indstillingen har ikke bevillingstekniske konsekvenser."),
    communication: paragraphs("Opslaget annonceres i fagpressen og på regionens hjemmeside. De berørte borgere får brev, når der er fundet en løsning."),
    timeline: paragraphs("Sagen afsluttes i udvalget."),
  }),
  attachments: [],
  decisions: [],
};

export const acuteCarItem: ExampleItem = {
  case: "acute-car",
  series: "item",
  number: 8,
  kind: "information",
  openness: "open",
  ground: null,
  sections: sections({
    background: paragraphs("Den 1. april 2026 fik Tangø en akutbil, der er bemandet med en sygeplejerske døgnet rundt. Ordningen er et forsøg over to år. Udvalget har bedt om en midtvejsevaluering."),
    recommendation: paragraphs("Administrationen indstiller til udvalget for nære sundhedstilbud:") + bullets("at tage midtvejsevalueringen af akutbilen på Tangø til efterretning."),
    presentation: [
      heading("Hvad viser det første år?"),
      paragraphs(`Akutbilen kørte 412 ture i det første år. I 231 tilfælde kunne borgeren behandles færdigt i hjemmet, og i 118 tilfælde kunne transporten vente til næste færge.${footnote(`Region Fjordland, den præhospitale database, udtræk af 15. april 2027. Se også ${emphasis("Midtvejsevaluering af akutbilen")}, afsnit 3 (bilag 1).`)} De øvrige 63 ture førte til hasteoverflytning, heraf 22 med helikopter.`),
      table({
        caption: "Akutbilens ture fordelt på kvartal og udfald",
        head: [
          [{ text: "Periode", rowSpan: 2 }, { text: "Udfald", colSpan: 3, align: "center" }, figureHead("Ture i alt", { rowSpan: 2 })],
          [figureHead("Afsluttet i hjemmet"), figureHead("Planlagt transport"), figureHead("Hasteoverflytning")],
        ],
        body: [
          [rowHead("2. kvartal 2026"), figure("52"), figure("31"), figure("17"), figure("100")],
          [rowHead("3. kvartal 2026"), figure("74"), figure("36"), figure("21"), figure("131")],
          [rowHead("4. kvartal 2026"), figure("49"), figure("24"), figure("12"), figure("85")],
          [rowHead("1. kvartal 2027"), figure("56"), figure("27"), figure("13"), figure("96")],
          [rowHead("I alt"), figure("231"), figure("118"), figure("63"), figure("412")],
        ],
      }),
      paragraphs(`Tiden fra opkald til hjælp faldt fra 34 til 11 minutter.${footnote("Mediantid for opkald med højeste hastegrad, april 2025 - marts 2026 over for april 2026 - marts 2027.")} Antallet af overflytninger uden for færgens sejlplan er næsten halveret.`),
      heading("Hvad siger beboerne?"),
      paragraphs("Evalueringen bygger blandt andet på samtaler med 18 beboere. En af dem, en mand på 74 år, fortæller:"),
      quote(
        "»Før lå vi og ventede og vidste ikke, om det blev færgen eller helikopteren. Nu kommer der en, man kender, inden man har nået at finde sundhedskortet frem.«",
        "»Det er ikke sikkert, at jeg skal af sted. Men det er sikkert, at der er nogen, der ser på mig.«",
      ),
      heading("Hvad kan blive bedre?"),
      bullets(
        item("Samarbejdet med hjemmesygeplejen:", bullets("Der mangler en fast aftale om, hvem der følger op dagen efter.", "De to parter kan ikke se hinandens notater.")),
        item("Sommerperioden: I juli er der op mod fire gange så mange mennesker på øen, og bilen er optaget halvanden time mere om dagen end ellers."),
        item("Vedligeholdelse: Bilen har været på værksted på fastlandet i ni dage, hvor ordningen kørte i en lånt bil."),
      ),
    ].join(""),
    consequences: nothingMore.consequences,
    risk: paragraphs("Ordningen hviler på seks sygeplejersker. Hvis to af dem siger op samtidig, kan døgnvagten ikke opretholdes uden vikarer."),
    appropriation: paragraphs("Forsøget er finansieret til og med den 31. marts 2028 med 4,8 mio. kr. om året. Indstillingen har ikke bevillingstekniske konsekvenser."),
    communication: paragraphs("Evalueringen præsenteres på et borgermøde på Tangø Skole den 3. juni 2027."),
    timeline: paragraphs("Udvalget tager stilling til, om ordningen skal fortsætte, på mødet den 30. november 2027."),
  }),
  attachments: [
    {
      number: 1,
      title: "Midtvejsevaluering af akutbilen på Tangø",
      openness: "open",
      html: [
        heading("1. Sammenfatning"),
        paragraphs("Akutbilen har efter et år vist sig at give hurtigere hjælp og færre overflytninger. Beboere, hjemmesygepleje og praktiserende læger er tilfredse. Der er behov for at aftale opfølgningen dagen efter et besøg."),
        heading("2. Sådan er evalueringen lavet"),
        bullets(
          "Data fra alle 412 ture i perioden 1. april 2026 til 31. marts 2027.",
          "Samtaler med 18 beboere, seks sygeplejersker, to læger og fire ansatte i hjemmesygeplejen.",
          "Sammenligning med de 12 måneder, der gik forud for ordningen.",
        ),
        heading("3. Ture og udfald"),
        paragraphs("Mere end halvdelen af turene blev afsluttet i hjemmet. De hyppigste årsager til opkald var:"),
        table({
          head: [["Årsag", figureHead("Ture"), figureHead("Andel i pct.")]],
          body: [
            [rowHead("Fald og mindre skader"), figure("127"), figure("30,8")],
            [rowHead("Vejrtrækningsbesvær"), figure("74"), figure("18,0")],
            [rowHead("Feber og infektion"), figure("66"), figure("16,0")],
            [rowHead("Brystsmerter"), figure("58"), figure("14,1")],
            [rowHead("Psykisk krise"), figure("29"), figure("7,0")],
            [rowHead("Andet"), figure("58"), figure("14,1")],
            [rowHead("I alt"), figure("412"), figure("100,0")],
          ],
        }),
        heading("4. Tid til hjælp"),
        paragraphs("Mediantiden fra opkald til ankomst var 11 minutter ved de mest hastende opkald. Før ordningen var den 34 minutter, fordi hjælpen i de fleste tilfælde kom med færge eller helikopter."),
        heading("5. Økonomi"),
        table({
          head: [["Post", figureHead("1.000 kr.")]],
          body: [
            [rowHead("Løn til seks sygeplejersker"), figure("3.960")],
            [rowHead("Bil, leje og drift"), figure("445")],
            [rowHead("Udstyr og medicin"), figure("230")],
            [rowHead("Uddannelse og beredskab"), figure("165")],
            [rowHead("I alt"), figure("4.800")],
          ],
        }),
        paragraphs("Færre hasteoverflytninger har sparet skønsmæssigt 1,1 mio. kr. i det første år. Beløbet er ikke trukket fra i tabellen."),
        heading("6. Anbefalinger"),
        numbered("1",
          "Der bør indgås en aftale med Mariestrand Kommune om opfølgning dagen efter et besøg.",
          "Vagten bør styrkes med en ekstra sygeplejerske i juli.",
          "Der bør være fast adgang til en reservebil på øen.",
        ),
      ].join(""),
    },
  ],
  decisions: [],
};

export const budgetThemesItem: ExampleItem = {
  case: "budget-themes",
  series: "item",
  number: 9,
  kind: "discussion",
  openness: "open",
  ground: null,
  sections: sections({
    background: paragraphs("Efter tidsplanen for budget 2028 (punkt 2 på regionsrådets møde den 27. april 2027) kan hvert udvalg pege på temaer, som det ønsker belyst til budgetseminaret i august."),
    recommendation: paragraphs("Administrationen indstiller til udvalget for nære sundhedstilbud:") + bullets("at udvalget drøfter og prioriterer højst tre temaer til budget 2028."),
    presentation: [
      paragraphs("Administrationen har samlet de forslag, som udvalget har været inde på i det seneste år. De er grupperet under tre overskrifter:"),
      numbered("1",
        item("Flere hænder tæt på borgeren", numbered("a",
          item("Fælles praksispersonale ud over handlingsplanen:", numbered("i",
            "sygeplejersker med ansvar for kronisk sygdom,",
            "farmaceuter, der gennemgår medicin hos ældre, og",
            "bioanalytikere, der tager blodprøver i eget hjem.",
          )),
          "Udgående jordemødre i Klitbjerg og Åmosebro.",
        )),
        item("Bedre adgang på skæve tidspunkter", numbered("a",
          "Aftenåbent i sundhedshusene én dag om ugen.",
          item("Lægevagten:", numbered("i",
            "kortere ventetid i telefonen i weekenden, og",
            "bemandet visitation på tegnsprog via video.",
          )),
        )),
        item("Forebyggelse", numbered("a",
          "Et fast hold til opsporing af knogleskørhed.",
          "Rygestop i forbindelse med planlagt operation.",
        )),
      ),
      heading("Rammer for prioriteringen"),
      paragraphs("Udvalget bedes lægge vægt på følgende:"),
      bullets(
        "Temaet skal kunne sættes i gang i 2028.",
        "Udgiften må højst være 5,0 mio. kr. om året for hvert tema.",
        item("Temaet må ikke forudsætte lovændringer, men kan forudsætte", bullets("aftaler med kommunerne eller", "aftaler med de praktiserende læger.")),
      ),
      paragraphs("Bilag 1 er et skema, som administrationen udfylder for de temaer, udvalget vælger."),
    ].join(""),
    consequences: nothingMore.consequences,
    risk: nothingMore.risk,
    appropriation: nothingMore.appropriation,
    communication: nothingMore.communication,
    timeline: paragraphs("De valgte temaer beskrives og forelægges udvalget den 8. juni 2027. Budgetseminaret holdes den 19. og 20. august 2027."),
  }),
  attachments: [
    {
      number: 1,
      title: "Skema til budgettemaer",
      openness: "open",
      html: [
        paragraphs("Skemaet udfyldes af administrationen og må højst fylde to sider for hvert tema."),
        table({
          head: [["Felt", "Hvad skal der stå?"]],
          body: [
            [rowHead("Temaets navn"), "En kort titel, som borgere kan forstå"],
            [rowHead("Udfordring"), "Hvilket problem løses, og hvor mange borgere er berørt?"],
            [rowHead("Forslag"), "Hvad vil regionen gøre, hvor og hvornår?"],
            [rowHead("Virkning"), "Hvad ventes opnået i 2028 og på længere sigt, og hvordan måles det?"],
            [rowHead("Økonomi"), "Udgift i 2028-2031, varige og engangsudgifter hver for sig"],
            [rowHead("Samarbejde"), "Hvem skal være med, og er de spurgt?"],
            [rowHead("Risici"), "Hvad kan gå anderledes end ventet?"],
          ],
        }),
        heading("Eksempel på økonomifelt"),
        table({
          caption: "Udgift (1.000 kr., 2028-priser)",
          head: [["Post", figureHead("2028"), figureHead("2029"), figureHead("2030"), figureHead("2031")]],
          body: [
            [rowHead("Løn"), figure("1.850"), figure("2.400"), figure("2.400"), figure("2.400")],
            [rowHead("Udstyr"), figure("600"), figure("150"), figure("150"), figure("150")],
            [rowHead("Uddannelse"), figure("220"), figure("80"), figure("80"), figure("80")],
            [rowHead("I alt"), figure("2.670"), figure("2.630"), figure("2.630"), figure("2.630")],
          ],
        }),
      ].join(""),
    },
  ],
  decisions: [],
};

export const digitalProcessItem: ExampleItem = {
  case: "digital-process",
  series: "item",
  number: 10,
  kind: "process",
  openness: "open",
  ground: null,
  sections: sections({
    background: paragraphs("Udvalget har drøftet pejlemærker for digitale konsultationer (punkt 6 på udvalgets møde den 6. april 2027) og bad om et forslag til, hvordan en strategi kan blive til sammen med borgere og klinikker."),
    recommendation: paragraphs("Administrationen indstiller til udvalget for nære sundhedstilbud:") + bullets(
      "at godkende procesplanen for en ny strategi for digitale konsultationer, og",
      "at udvalgets formand og næstformand indgår i følgegruppen.",
    ),
    presentation: [
      heading("Tre faser"),
      paragraphs("Processen varer fra juni 2027 til januar 2028 og falder i tre faser, der er beskrevet nærmere i bilag 1:"),
      numbered("1",
        `${strong("Lytte")} (juni-august): Borgere og klinikker fortæller, hvad der virker.`,
        `${strong("Skrive")} (september-oktober): Administrationen udarbejder et udkast sammen med følgegruppen.`,
        `${strong("Beslutte")} (november-januar): Udkastet sendes i høring og behandles politisk.`,
      ),
      heading("Hvem inddrages?"),
      table({
        head: [["Gruppe", "Hvordan", "Hvornår"]],
        body: [
          [rowHead("Borgere", { rowSpan: 3 }), "Spørgeskema til 2.000 tilfældigt udvalgte", "Juni 2027"],
          ["Tre dialogcaféer, heraf én på Tangø", "August 2027"],
          ["Panel af borgere, der sjældent bruger digitale løsninger", "Hele perioden"],
          [rowHead("Klinikker", { rowSpan: 2 }), "Besøg på ti klinikker", "Juni-august 2027"],
          ["Temamøde for praktiserende læger og personale", "September 2027"],
          [rowHead("Kommuner"), "Drøftelse i det administrative samarbejdsforum", "Oktober 2027"],
        ],
      }),
      heading("Følgegruppen"),
      paragraphs(`Følgegruppen foreslås sammensat af to medlemmer af udvalget, to praktiserende læger, to kommunale repræsentanter og tre borgere. Borgerne findes gennem et åbent opslag på ${link("https://www.region-fjordland.example/deltag", "regionens deltagelsesportal")}. Spørgsmål om opslaget kan sendes til ${link("mailto:digital@region-fjordland.example", "digital@region-fjordland.example")}.`),
    ].join(""),
    consequences: nothingMore.consequences,
    risk: paragraphs("Der er en risiko for, at det især er borgere, der i forvejen er fortrolige med digitale løsninger, som deltager. Panelet og besøgene på klinikkerne skal modvirke det."),
    appropriation: paragraphs("Processen koster 0,4 mio. kr., der afholdes inden for rammen til digitalisering. Indstillingen har ikke bevillingstekniske konsekvenser."),
    communication: paragraphs("Der udarbejdes en kort folder, som lægges frem i klinikker, på biblioteker og i sundhedshusene."),
    timeline: paragraphs("Udkastet til strategi forelægges udvalget den 2. november 2027 med henblik på høring. Den endelige strategi forelægges i januar 2028."),
  }),
  attachments: [
    {
      number: 1,
      title: "Procesplan for strategi for digitale konsultationer",
      openness: "open",
      html: [
        heading("Formål"),
        paragraphs("Strategien skal sætte retning for, hvornår en digital konsultation er et godt tilbud, og hvornår borgeren skal mødes ansigt til ansigt. Den skal gælde for regionens egne klinikker og være et grundlag for aftaler med praktiserende læger."),
        heading("Tidsplan"),
        table({
          head: [["Fase", "Aktivitet", "Tidspunkt", "Ansvarlig"]],
          body: [
            [rowHead("Lytte", { rowSpan: 3 }), "Spørgeskema udsendes", "14. juni 2027", "Center for Digitalisering"],
            ["Besøg på ti klinikker", "15. juni - 27. august 2027", "Center for Nære Sundhedstilbud"],
            ["Dialogcaféer i Fjordkøbing, Klitbjerg og på Tangø", "16., 18. og 26. august 2027", "Politisk Sekretariat"],
            [rowHead("Skrive", { rowSpan: 2 }), "Temamøde", "15. september 2027", "Center for Nære Sundhedstilbud"],
            ["Udkast til strategi", "11. oktober 2027", "Center for Digitalisering"],
            [rowHead("Beslutte", { rowSpan: 3 }), "Udvalget sender udkastet i høring", "2. november 2027", "Udvalget"],
            ["Høring", "3. november - 3. december 2027", "Center for Digitalisering"],
            ["Endelig behandling i udvalget", "Januar 2028", "Udvalget"],
          ],
        }),
        heading("Organisering"),
        bullets(
          "Styregruppe: direktionen og lederen af Center for Digitalisering.",
          "Følgegruppe: ni medlemmer, der mødes tre gange.",
          "Sekretariat: to medarbejdere på deltid.",
        ),
        heading("Økonomi"),
        table({
          head: [["Post", figureHead("1.000 kr.")]],
          body: [
            [rowHead("Spørgeskema og analyse"), figure("180")],
            [rowHead("Dialogcaféer og temamøde"), figure("125")],
            [rowHead("Honorar og transport til borgere"), figure("60")],
            [rowHead("Folder og tryk"), figure("35")],
            [rowHead("I alt"), figure("400")],
          ],
        }),
      ].join(""),
    },
  ],
  decisions: [],
};

export const equalAccessItem: ExampleItem = {
  case: "equal-access",
  series: "item",
  number: 11,
  kind: "policy",
  openness: "open",
  ground: null,
  sections: sections({
    background: paragraphs("Regionsrådet har i sit arbejdsgrundlag for 2026-2029 sat som mål, at borgere skal have lige adgang til sundhed, uanset hvor de bor, og hvilke forudsætninger de har. Udvalget skal omsætte målet til principper for de nære sundhedstilbud. Dette er den første af to behandlinger."),
    recommendation: paragraphs("Administrationen indstiller til udvalget for nære sundhedstilbud:") + bullets(
      "at udvalget drøfter udkastet til principper for lige adgang til nære sundhedstilbud (bilag 1), og",
      "at udkastet tilrettes efter drøftelsen og forelægges igen den 8. juni 2027.",
    ),
    presentation: [
      heading("Lige adgang er ikke ens adgang"),
      paragraphs("Udkastet bygger på den tanke, at lige adgang nogle gange kræver, at borgere behandles forskelligt. Den, der bor langt fra en klinik, har brug for noget andet end den, der bor tæt på, men har svært ved at læse et brev."),
      heading("De fire principper"),
      numbered("1",
        item(`${strong("Afstand må ikke afgøre behandlingen.")} Borgere med lang vej skal tilbydes transport, video eller besøg.`),
        item(`${strong("Det skal være til at forstå.")} Breve, hjemmesider og samtaler skal kunne forstås af alle.`),
        item(`${strong("Den, der har mest brug for hjælp, får mest.")} Klinikker i områder med stor sygelighed skal have mere tid til den enkelte.`),
        item(`${strong("Ingen falder mellem to stole.")} Overgange mellem læge, kommune og sygehus er regionens ansvar, indtil den næste har taget over.`),
      ),
      heading("Dilemmaer til drøftelse"),
      subheading("Nærhed over for kvalitet"),
      paragraphs("Små tilbud tæt på borgeren kan være sårbare. Hvor langt må der være til et tilbud, hvis kvaliteten derved bliver bedre?"),
      subheading("Fælles regler over for lokal frihed"),
      paragraphs("Principperne kan gøres bindende for regionens egne klinikker. Skal de også skrives ind i aftaler med private klinikker, eller skal de være vejledende?"),
      subheading("Frivillige som en del af løsningen"),
      paragraphs("Frivillige kan følge borgere til lægen og hjælpe med digitale løsninger. Hvornår er det et godt supplement, og hvornår er det en opgave, som regionen selv bør løse?"),
    ].join(""),
    consequences: paragraphs("Når principperne er vedtaget, vil alle sager om nye tilbud til udvalget indeholde en kort vurdering af, om de fire principper er fulgt."),
    risk: nothingMore.risk,
    appropriation: nothingMore.appropriation,
    communication: paragraphs("Principperne oversættes til et kort opslag i let læsbart dansk, når de er endeligt vedtaget."),
    timeline: paragraphs("Sagen forelægges udvalget igen den 8. juni 2027, forretningsudvalget den 15. juni 2027 og regionsrådet den 22. juni 2027."),
  }),
  attachments: [
    {
      number: 1,
      title: "Udkast til principper for lige adgang til nære sundhedstilbud",
      openness: "open",
      html: [
        heading("Indledning"),
        paragraphs("Sundhed er ulige fordelt i Fjordland. Borgere i de områder, hvor flest lever med kronisk sygdom, har i gennemsnit længst til lægen og færrest kontakter med speciallæger. Det vil regionen ændre."),
        heading("Princip 1: Afstand må ikke afgøre behandlingen"),
        bullets("Borgere med mere end 20 km til en klinik tilbydes transport, når de ikke selv kan køre.", "Prøver og kontroller skal så vidt muligt kunne foretages i nærmeste sundhedshus.", "Borgere på Tangø tilbydes tider, der passer med færgen."),
        heading("Princip 2: Det skal være til at forstå"),
        bullets("Breve afprøves på borgere, før de tages i brug.", "Tolkning tilbydes altid, når der er tvivl, om borgeren forstår, hvad der bliver sagt.", "Der skal være et telefonnummer på alle breve, hvor et menneske svarer."),
        heading("Princip 3: Den, der har mest brug for hjælp, får mest"),
        bullets("Tid og honorar følger borgernes sygelighed og ikke kun deres antal.", "Der arbejdes opsøgende over for borgere, der ikke reagerer på indkaldelser."),
        heading("Princip 4: Ingen falder mellem to stole"),
        bullets("Den, der henviser, har ansvaret, indtil den næste har bekræftet at have taget over.", "Borgeren får altid at vide, hvem der har ansvaret nu."),
        heading("Sådan måles det"),
        table({
          head: [["Princip", "Mål", figureHead("2026"), figureHead("2029")]],
          body: [
            [rowHead("1"), "Borgere med mere end 20 km til nærmeste klinik med plads, pct.", figure("6,4"), figure("3,0")],
            [rowHead("2"), "Borgere, der svarer, at brevet var let at forstå, pct.", figure("71"), figure("85")],
            [rowHead("3"), "Kontakter pr. borger med mindst to kroniske sygdomme", figure("7,8"), figure("9,5")],
            [rowHead("4"), "Henvisninger, der er bekræftet inden for tre hverdage, pct.", figure("62"), figure("90")],
          ],
        }),
      ].join(""),
    },
  ],
  decisions: [],
};

/** Deferred in April: the committee's own earlier decision is carried. */
export const userSurveyItem: ExampleItem = {
  case: "user-survey",
  series: "item",
  number: 12,
  kind: "information",
  openness: "open",
  ground: null,
  sections: sections({
    background: paragraphs("Udvalget udsatte sagen i april (punkt 7 på udvalgets møde den 6. april 2027), fordi det ønskede tallene opdelt på ugedage og alder. Opdelingen er nu indarbejdet."),
    recommendation: paragraphs("Administrationen indstiller til udvalget for nære sundhedstilbud:") + bullets("at tage resultaterne af brugerundersøgelsen i lægevagten 2026 til efterretning."),
    presentation: [
      paragraphs("I november 2026 besvarede 1.864 borgere et spørgeskema om deres seneste kontakt med lægevagten. Det svarer til 47 pct. af de adspurgte. Samlet er 82 pct. tilfredse eller meget tilfredse, hvilket er tre procentpoint flere end i 2024."),
      table({
        caption: "Andel tilfredse eller meget tilfredse (pct.)",
        head: [
          [{ text: "Emne", rowSpan: 2 }, { text: "Hverdage", colSpan: 2, align: "center" }, { text: "Weekend", colSpan: 2, align: "center" }],
          [figureHead("Under 65 år"), figureHead("65 år og over"), figureHead("Under 65 år"), figureHead("65 år og over")],
        ],
        body: [
          [rowHead("Ventetid i telefonen"), figure("74"), figure("69"), figure("58"), figure("51")],
          [rowHead("Samtalen med lægen"), figure("88"), figure("91"), figure("86"), figure("90")],
          [rowHead("Afstand til konsultation"), figure("79"), figure("68"), figure("77"), figure("66")],
          [rowHead("Information om næste skridt"), figure("83"), figure("80"), figure("81"), figure("78")],
          [rowHead("Samlet tilfredshed"), figure("86"), figure("84"), figure("78"), figure("75")],
        ],
      }),
      paragraphs("Opdelingen viser, at utilfredsheden med ventetiden samler sig om weekenden, og at den er størst hos borgere på 65 år og derover. Administrationen foreslår, at ventetiden indgår i drøftelsen af temaer til budget 2028 (punkt 9 på denne dagsorden)."),
    ].join(""),
    consequences: nothingMore.consequences,
    risk: nothingMore.risk,
    appropriation: nothingMore.appropriation,
    communication: paragraphs("Resultaterne offentliggøres på regionens hjemmeside og sendes til lægevagtens medarbejdere."),
    timeline: paragraphs("Sagen afsluttes i udvalget. Næste undersøgelse gennemføres i november 2028."),
  }),
  attachments: [{ number: 1, openness: "open", ...userSurvey }],
  decisions: carried([committee, committeeOnSurvey]),
};
