import { attended, committee, council, executive } from "./bodies.ts";
import { municipalities, total } from "./coverage-figures.ts";
import { decided } from "./decisions.ts";
import type { ExampleDecision } from "./example-types.ts";
import {
  bullets, emphasis, figure, figureHead, footnote, heading, item, numbered, paragraphs, rowHead, strong, subheading, sum, table,
  tenths,
} from "./markup.ts";

/** The three-body case: what its sections, attachments and decisions say, from the committee to the council and back. */
const vacant = total(municipalities, "vacant");
const places = total(municipalities, "places");

/** Tenths of a million kroner for 2027, 2028, 2029 and 2030. */
const efforts = [
  { aim: "Rekruttering", name: "Uddannelsespraksis", amounts: [8, 12, 12, 12] },
  { aim: "Rekruttering", name: "Introduktionsordning for nye læger", amounts: [6, 9, 9, 9] },
  { aim: "Fastholdelse", name: "Seniorordning", amounts: [5, 8, 8, 8] },
  { aim: "Fastholdelse", name: "Fælles praksispersonale", amounts: [9, 14, 14, 14] },
  { aim: "Gode rammer", name: "Etableringspulje til lokaler", amounts: [11, 14, 14, 14] },
  { aim: "Gode rammer", name: "Digital konsultation i yderområder", amounts: [6, 8, 8, 8] },
] as const;

/** Who is responsible for each effort in 2027, and when it starts. */
const starts = [
  ["Center for Nære Sundhedstilbud", "1. september 2027"],
  ["Center for Nære Sundhedstilbud", "1. september 2027"],
  ["Center for Nære Sundhedstilbud", "1. juni 2027"],
  ["Koncern HR", "1. august 2027"],
  ["Center for Byggeri og Ejendomme", "1. juni 2027"],
  ["Center for Digitalisering", "1. oktober 2027"],
] as const;

const fundingTable = table({
  caption: "Midler til handlingsplanen fordelt på indsatser og år (mio. kr., 2027-priser)",
  head: [
    [{ text: "Mål", rowSpan: 2 }, { text: "Indsats", rowSpan: 2 }, { text: "År", colSpan: 4, align: "center" }, figureHead("I alt", { rowSpan: 2 })],
    ["2027", "2028", "2029", "2030"].map((year) => figureHead(year)),
  ],
  body: [
    ...efforts.map(({ aim, name, amounts }, index) => [
      ...(index % 2 === 0 ? [rowHead(aim, { rowSpan: 2 })] : []),
      name,
      ...amounts.map((amount) => figure(tenths(amount))),
      figure(tenths(sum(amounts))),
    ]),
    [
      rowHead("I alt", { colSpan: 2 }),
      ...[0, 1, 2, 3].map((year) => figure(tenths(sum(efforts.map(({ amounts }) => amounts[year] ?? 0))))),
      figure(tenths(sum(efforts.flatMap(({ amounts }) => amounts)))),
    ],
  ],
});

// ---------------------------------------------------------------- sections, the same before all three bodies

/** What the case springs from; it stays when the case comes back. */
export const planOrigin = paragraphs(
  "I budgetaftalen for 2027 er der afsat 24,0 mio. kr. i perioden 2027-2030 til at styrke lægedækningen i de dele af Region Fjordland, hvor det er sværest at besætte ledige kapaciteter i almen praksis. Aftaleparterne bad samtidig administrationen om at udarbejde en handlingsplan sammen med de fem kommuner og de praktiserende læger.",
);

export const planBackground = planOrigin + paragraphs(
  "Udvalget for nære sundhedstilbud drøftede et første udkast på sit møde den 2. marts 2027. Udkastet har siden været i høring, og et revideret forslag forelægges nu til politisk behandling.",
);

export const planRecommendation = bullets(
  "at handlingsplan for lægedækning 2027-2030 godkendes (bilag 1), og",
  "at midlerne fordeles på de seks indsatser, som det fremgår af bilag 2.",
);

export const planPresentation = [
  heading("Udfordringen"),
  paragraphs(
    `Den 1. april 2027 var ${vacant} af regionens ${places} kapaciteter i almen praksis ubesatte. Det er tre flere end året før og syv flere end i 2025.${footnote("Region Fjordland, praksisregisteret, opgørelse pr. 1. april i de tre år.")} Fem af de ubesatte kapaciteter ligger i Klitbjerg Kommune, hvor mere end hver femte kapacitet dermed mangler en læge.`,
    "Samtidig er 31 pct. af de praktiserende læger i regionen fyldt 60 år. Selv om alle uddannelsesforløb bliver besat, vil tilgangen af nye læger først kunne opveje afgangen fra 2030.",
  ),
  heading("Handlingsplanens tre mål"),
  paragraphs("Planen samler indsatsen om tre mål med to indsatser hver:"),
  numbered("1",
    item("Flere læger skal begynde i almen praksis i området.", numbered("a",
      item(`${strong("Uddannelsespraksis.")} Fire klinikker får plads og tid til at have to uddannelseslæger ad gangen.`),
      item(`${strong("Introduktionsordning.")} Nye læger får en erfaren kollega som mentor i de første 12 måneder.`),
    )),
    item("Flere læger skal blive længere.", numbered("a",
      item(`${strong("Seniorordning.")} Læger over 60 år kan nedsætte deres patienttal med op til en tredjedel mod at blive i mindst to år.`),
      item(`${strong("Fælles praksispersonale.")} Klinikker i samme område deles om sygeplejersker og farmaceuter, der ansættes af regionen.`),
    )),
    item("Rammerne skal være i orden.", numbered("a",
      item(`${strong("Etableringspulje.")} Der gives tilskud til lokaler og udstyr, når`, numbered("i",
        "kapaciteten har været ubesat i mindst seks måneder, og",
        "kommunen stiller lokaler eller grund til rådighed på markedsvilkår.",
      )),
      item(`${strong("Digital konsultation.")} Borgere uden fast læge kan få videokonsultation på biblioteket eller i sundhedshuset.`),
    )),
  ),
  heading("Økonomi"),
  paragraphs("De 24,0 mio. kr. fordeles, som tabellen viser. Midlerne til digital konsultation dækker udstyr og bemanding på fem steder, ét i hver kommune."),
  fundingTable,
  heading("Høring"),
  paragraphs("Der er modtaget syv høringssvar (bilag 3). De er overvejende positive. På baggrund af svarene er seniorordningen gjort mere fleksibel, og det er gjort tydeligere, hvordan en klinik kan søge tilskud fra etableringspuljen."),
].join("");

export const planConsequences = paragraphs(
  "Godkendes planen, bliver de seks indsatser sat i gang i løbet af 2027. Målet er, at der ved udgangen af 2030 højst er otte ubesatte kapaciteter i regionen, og at ingen kapacitet står ubesat i mere end et år.",
);

export const planRisk = paragraphs(
  "Indsatsen virker kun, hvis der er læger, der søger de ledige kapaciteter. Hvis tilgangen bliver mindre end ventet, kan midlerne fra 2029 flyttes mellem indsatserne; det vil i givet fald blive forelagt udvalget som en særskilt sag.",
);

export const planAppropriation = paragraphs(
  "Midlerne er afsat i budget 2027 og overslagsårene på rammen til praksissektoren. Indstillingen har derfor ikke i sig selv konsekvenser for bevillingerne.",
);

export const planCommunication = paragraphs(
  "Når regionsrådet har behandlet sagen, udsendes en pressemeddelelse, og planen lægges på regionens hjemmeside. Klinikkerne får direkte besked om, hvordan de kan søge.",
);

export const planTimeline = paragraphs(
  "Sagen behandles i udvalget for nære sundhedstilbud den 6. april 2027, i forretningsudvalget den 20. april 2027 og i regionsrådet den 27. april 2027.",
);

// ---------------------------------------------------------------- decisions

export const committeeAttendance = attended(committee, ["Torben Lyngdrup", "Charlotte Hyldemose", "Anders Vesterkær"], ["Malene Tornemark", "Niels Kirkeklit"]);
export const councilAttendance = attended(
  council,
  ["Selma Karabek", "Poul-Erik Rørbæksen", "Niels Kirkeklit", "Lisbeth Ådalsgaard", "Jonas Ørbro"],
  ["Inge Havrup", "Camilla Bredhøj", "Søren Vestermose", "Thor Lindebro"],
);

export const executiveAttendance = attended(executive, ["Frederik Sundbjerg"], []);

export const committeeOnPlan: ExampleDecision = decided(committee, "2027-04-06", {
  outcome: "Anbefalet",
  wording: "Anbefalet, idet udvalget bemærker:",
  remarks: [
    "at seniorordningen bør sættes i gang først, da den kan virke allerede i 2027, og",
    "at etableringspuljen skal fordeles på grundlag af oplysningerne i sag nr. 5 om status for lægedækning.",
  ],
  discussion: paragraphs(
    "Udvalget drøftede, hvordan kommunerne kan bidrage med bolig og hjælp til job til ægtefællen, når en læge overvejer at flytte til området.",
    "Udvalget bad om at få forelagt en samlet status på de seks indsatser én gang om året.",
  ),
  absent: committeeAttendance.absent,
  substitutes: committeeAttendance.substitutes,
});

/** What `sag nr. 5` means to those who do not have the committee's agenda before them. */
export const remarksInOtherPapers = [
  "at seniorordningen bør sættes i gang først, da den kan virke allerede i 2027, og",
  "at etableringspuljen skal fordeles på grundlag af oplysningerne i sagen om status for lægedækning (punkt 5 på udvalgets møde den 6. april 2027).",
] as const;

export const executiveOnPlan: ExampleDecision = decided(executive, "2027-04-20", {
  outcome: "Anbefalet",
  wording: "Anbefalet.",
  absent: executiveAttendance.absent,
});

export const councilOnPlan: ExampleDecision = decided(council, "2027-04-27", {
  outcome: "Godkendt",
  wording: "Godkendt, idet regionsrådet bemærker:",
  remarks: [
    "at udvalget for nære sundhedstilbud på sit møde den 11. maj 2027 fordeler midlerne for 2027, og",
    "at udvalget hvert år i april får en status, som sendes videre til regionsrådet til orientering.",
  ],
  absent: councilAttendance.absent,
  substitutes: councilAttendance.substitutes,
  dissents: [
    {
      who: "Heine Rørmose (L) og Gudrun Tangager (L)",
      text: "Landdistriktslisten stemmer for planen, men mener, at etableringspuljen burde være forbeholdt områder, hvor mindst hver fjerde kapacitet er ubesat.",
    },
  ],
});

// ---------------------------------------------------------------- attachments

export const actionPlan = {
  title: "Handlingsplan for lægedækning 2027-2030",
  html: [
    heading("Forord"),
    paragraphs(
      "Alle borgere i Region Fjordland skal have en læge, de kender, i rimelig afstand fra hjemmet. Sådan er det heldigvis for de fleste. Men i dele af regionen står kapaciteter tomme, og her må borgerne ofte tage til takke med skiftende vikarer eller en klinik langt væk.",
      "Planen viser, hvad regionen vil gøre i de næste fire år. Den er blevet til sammen med kommunerne, de praktiserende læger, uddannelseslægerne og patienterne.",
    ),
    heading("1. Hvor mangler der læger?"),
    paragraphs(
      `Der er ${places} kapaciteter i regionen, og ${vacant} af dem var ubesatte den 1. april 2027. De ubesatte kapaciteter findes i alle fem kommuner, men Klitbjerg og Åmosebro er hårdest ramt. Tre forhold går igen, når læger fortæller, hvorfor de vælger et område fra:`,
    ),
    bullets(
      "Klinikken er for lille, så man står alene ved ferie og sygdom.",
      "Lokalerne er utidssvarende, og det er dyrt at flytte.",
      "Det er svært for ægtefællen at finde arbejde.",
    ),
    paragraphs("De to første forhold kan regionen gøre noget ved. Det tredje kræver, at kommunerne er med."),
    heading("2. De seks indsatser"),
    subheading("2.1 Uddannelsespraksis"),
    paragraphs("Fire klinikker udpeges som uddannelsespraksis og får et årligt tilskud, så de kan have to uddannelseslæger ad gangen. Erfaringen er, at læger ofte slår sig ned der, hvor de er blevet uddannet."),
    subheading("2.2 Introduktionsordning for nye læger"),
    paragraphs("En nynedsat læge får i det første år en mentor fra en anden klinik i området. Mentoren honoreres for to timer om ugen."),
    subheading("2.3 Seniorordning"),
    paragraphs("Læger, der er fyldt 60 år, kan nedsætte deres patienttal med op til en tredjedel og få dækket en del af indtægtstabet, hvis de forpligter sig til at blive i mindst to år. Aftalen kan opsiges med seks måneders varsel."),
    subheading("2.4 Fælles praksispersonale"),
    paragraphs("Regionen ansætter sygeplejersker og farmaceuter, som deles af flere klinikker. Personalet tager sig af kontroller af kronisk sygdom, vaccinationer og gennemgang af medicin."),
    subheading("2.5 Etableringspulje til lokaler"),
    paragraphs("En klinik kan søge om op til 400.000 kr. til indretning og udstyr. Der lægges vægt på, at klinikken har plads til mindst to læger, og at lokalerne er tilgængelige for borgere med nedsat bevægelighed."),
    subheading("2.6 Digital konsultation i yderområder"),
    paragraphs("I hver kommune indrettes ét rum, hvor borgere uden fast læge kan få en videokonsultation med hjælp fra en medarbejder. Rummet kan ligge på biblioteket, i borgerservice eller i et sundhedshus."),
    heading("3. Økonomi"),
    fundingTable,
    heading("4. Tidsplan"),
    table({
      head: [["År", "Hvad sker der?"]],
      body: [
        [rowHead("2027", { rowSpan: 3 }), "Udvalget fordeler midlerne for 2027; seniorordningen åbner"],
        ["De første stillinger som fælles praksispersonale besættes i Klitbjerg og Åmosebro"],
        ["Introduktionsordningen begynder, og tre steder med digital konsultation åbner"],
        [rowHead("2028", { rowSpan: 2 }), "De sidste to steder med digital konsultation åbner"],
        ["Anden runde af etableringspuljen; delmålene gøres op ved årets udgang"],
        [rowHead("2029"), "Indsatserne vurderes, og midler kan flyttes mellem dem efter forelæggelse for udvalget"],
        [rowHead("2030"), "Planen evalueres, og udvalget tager stilling til, hvad der skal fortsætte"],
      ],
    }),
    heading("5. Samarbejdet om planen"),
    paragraphs("Regionen kan ikke løse opgaven alene. Kommunerne bidrager med lokaler og med hjælp til bolig, skole og job, når en læge overvejer at flytte til. De praktiserende læger stiller mentorer til rådighed og tager imod uddannelseslæger. Patienternes repræsentanter følger med i, om borgerne mærker en forskel."),
    paragraphs("En gang om året holdes et fælles møde, hvor parterne gennemgår tallene og aftaler, hvad der skal justeres. Referatet lægges på regionens hjemmeside."),
    heading("6. Hvordan følger vi op?"),
    table({
      caption: "Mål for planen",
      head: [["Mål", figureHead("1. april 2027"), figureHead("Ultimo 2028"), figureHead("Ultimo 2030")]],
      body: [
        [rowHead("Ubesatte kapaciteter, højst"), figure(String(vacant)), figure("13"), figure("8")],
        [rowHead("Kapaciteter, der har været ubesatte i over et år"), figure("6"), figure("3"), figure("0")],
        [rowHead("Uddannelseslæger i de fire uddannelsespraksis"), figure("3"), figure("6"), figure("8")],
        [rowHead("Klinikker, der deles om praksispersonale"), figure("0"), figure("12"), figure("20")],
      ],
    }),
    paragraphs("Udvalget for nære sundhedstilbud får en samlet status hvert år i april."),
  ].join(""),
} as const;

export const planFunding = {
  title: "Økonomi fordelt på indsatser og år",
  html: [
    paragraphs("Notatet viser, hvordan de 24,0 mio. kr. fra budgetaftalen for 2027 foreslås fordelt. Beløbene er i 2027-priser og reguleres hvert år med det almindelige pris- og lønskøn."),
    fundingTable,
    heading("Forudsætninger"),
    bullets(
      "Indsatserne begynder i 2. halvår 2027. Udgiften i 2027 er derfor lavere end i de følgende år.",
      "Til fælles praksispersonale regnes der med to fuldtidsstillinger i 2027 og tre fra 2028.",
      "Etableringspuljen kan i 2027 dække to tilskud på højst 400.000 kr. hver; de resterende 0,3 mio. kr. går til rådgivning om indretning og tilgængelighed.",
    ),
    heading("Uforbrugte midler"),
    paragraphs("Midler, der ikke er brugt ved årets udgang, søges overført til det følgende år inden for samme mål."),
  ].join(""),
} as const;

export const planHearing = {
  title: "Oversigt over høringssvar",
  html: [
    paragraphs("Udkastet var i høring fra den 5. til den 22. marts 2027. Der er modtaget syv svar. Oversigten gengiver hovedsynspunkterne og administrationens bemærkninger."),
    table({
      head: [["Høringspart", "Hovedsynspunkter", "Administrationens bemærkninger"]],
      body: [
        [rowHead("Fjordkøbing Kommune"), "Bakker op om planen. Ønsker, at byens nordlige bydele også kan få del i etableringspuljen.", "Puljen er åben for alle områder, hvor en kapacitet har været ubesat i seks måneder."],
        [rowHead("Hedelunde Kommune"), "Tilbyder lokaler til digital konsultation på hovedbiblioteket.", "Tilbuddet indgår i udmøntningen for 2027."],
        [rowHead("Klitbjerg Kommune"), "Finder, at midlerne bør gives til de områder, der mangler flest læger.", "Antallet af ubesatte kapaciteter indgår i prioriteringen. Det er nu skrevet tydeligere i afsnit 2.5."],
        [rowHead("Mariestrand Kommune"), "Gør opmærksom på de særlige vilkår på Tangø.", "Tangø er omfattet af alle seks indsatser. Udgifter til overfart bliver dækket for fælles praksispersonale."],
        [rowHead("Åmosebro Kommune"), "Er positiv, men savner mål for det enkelte år.", "Der er indsat delmål for 2028."],
        [rowHead("De praktiserende lægers forening i Fjordland"), "Ønsker, at seniorordningen kan opsiges af lægen.", "Imødekommet: Aftalen kan opsiges med seks måneders varsel."],
        [rowHead("Patientinddragelsesrådet"), "Frygter, at videokonsultation kommer til at erstatte det personlige møde.", "Videokonsultation er et tilbud til borgere uden fast læge. Det er nu præciseret."],
      ],
    }),
  ].join(""),
} as const;

/** The council's extract as it is attached when the case comes back to the committee. */
export const councilExtract = {
  title: "Protokoludskrift fra regionsrådets møde den 27. april 2027",
  html: [
    paragraphs(strong("Møde i regionsrådet den 27. april 2027"), strong("3. Handlingsplan for lægedækning 2027-2030")),
    heading("Indstilling"),
    paragraphs("Forretningsudvalget anbefaler over for regionsrådet:"),
    planRecommendation,
    heading("Regionsrådets beslutning den 27. april 2027"),
    paragraphs("Godkendt, idet regionsrådet bemærker:"),
    numbered("1", ...councilOnPlan.remarks),
    paragraphs(
      "Afbud: Selma Karabek (A), Poul-Erik Rørbæksen (A), Niels Kirkeklit (C), Lisbeth Ådalsgaard (V) og Jonas Ørbro (Ø).",
      "Stedfortrædere: Inge Havrup (A), Camilla Bredhøj (C), Søren Vestermose (V) og Thor Lindebro (Ø).",
    ),
    heading("Protokoltilførsel"),
    paragraphs(`Heine Rørmose (L) og Gudrun Tangager (L): ${emphasis(councilOnPlan.dissents[0]?.text ?? "")}`),
    heading("Journalnummer"),
    paragraphs("26004817"),
  ].join(""),
} as const;

/** Tenths of a million kroner in 2027: the first year of `efforts`, by what is started when. */
export const firstStageTable = table({
  caption: "Forslag til fordeling af midlerne i 2027",
  head: [["Indsats", figureHead("Mio. kr."), "Ansvarlig", "Start"]],
  body: [
    ...efforts.map(({ name, amounts: [amount] }, index) => [rowHead(name), figure(tenths(amount)), ...(starts[index] ?? [])]),
    [rowHead("I alt"), figure(tenths(sum(efforts.map(({ amounts: [amount] }) => amount)))), "", ""],
  ],
});

export const firstStagePlan = {
  title: "Udmøntningsplan for 2027",
  html: [
    paragraphs("Planen viser, hvornår de enkelte indsatser sættes i gang, og hvem der har ansvaret. Den følger fordelingen i handlingsplanens økonomiafsnit."),
    firstStageTable,
    heading("Seniorordning"),
    paragraphs("Ordningen åbnes først, som udvalget har ønsket. Alle praktiserende læger over 60 år får brev i juni 2027. Ansøgninger behandles løbende, og den første aftale kan træde i kraft den 1. august 2027."),
    heading("Etableringspulje til lokaler"),
    paragraphs("Der er ansøgningsfrist den 1. september 2027. Ansøgningerne vurderes efter tre kriterier:"),
    table({
      head: [["Kriterium", figureHead("Vægt i pct."), "Hvad lægges der vægt på?"]],
      body: [
        [rowHead("Behov"), figure("50"), "Andelen af ubesatte kapaciteter i området og afstanden til nærmeste klinik med plads"],
        [rowHead("Bæredygtighed"), figure("30"), "Plads til mindst to læger og praksispersonale"],
        [rowHead("Tilgængelighed"), figure("20"), "Niveaufri adgang, parkering og kollektiv trafik"],
        [rowHead("I alt"), figure("100"), ""],
      ],
    }),
    heading("Fælles praksispersonale"),
    paragraphs("De to første stillinger slås op i juni 2027, én i Klitbjerg og én i Åmosebro. Medarbejderne ansættes i regionen og får arbejdssted på tre til fire klinikker."),
    heading("Digital konsultation i yderområder"),
    paragraphs("De første tre steder åbner i Hedelunde, Klitbjerg og Åmosebro den 1. oktober 2027. Stederne på Tangø og i Fjordkøbing følger i 1. kvartal 2028."),
  ].join(""),
} as const;
