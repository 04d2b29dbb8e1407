import type { ExampleAttachment, ExampleItem } from "./example-types.ts";
import { sitePlanSha256 } from "./images.ts";
import {
  bullets, emphasis, figure, figureHead, footnote, heading, image, item, link, numbered, paragraphs, quote, rowHead, sections, strong,
  subheading, sum, table, tenths,
} from "./markup.ts";

/** A building case: a site plan, tables with column and row spans, and one closed attachment in an open item. */
const sites = ["A. Stationspladsen", "B. Havnefronten", "C. Præstemarken"] as const;

/** Tenths of a million kroner for the sites A, B and C. */
const costs = [
  { name: "Grundkøb", amounts: [68, 95, 32] },
  { name: "Byggemodning", amounts: [41, 86, 42] },
  { name: "Byggeri", amounts: [446, 468, 446] },
  { name: "Inventar og it", amounts: [69, 69, 69] },
] as const;

const costTable = table({
  caption: "Anslået anlægsudgift (mio. kr., 2027-priser)",
  head: [["Post", ...sites.map((site) => figureHead(site))]],
  body: [
    ...costs.map(({ name, amounts }) => [rowHead(name), ...amounts.map((amount) => figure(tenths(amount)))]),
    [rowHead("I alt"), ...[0, 1, 2].map((site) => figure(tenths(sum(costs.map(({ amounts }) => amounts[site] ?? 0)))))],
  ],
});

/** Tenths of a million kroner for 2027, 2028 and 2029. */
const investment = [
  { name: "Afsat i investeringsplanen", amounts: [120, 340, 180] },
  { name: "Anslået udgift til løsning A", amounts: [95, 345, 184] },
] as const;

const criteriaTable = table({
  caption: "De tre placeringer vurderet på seks kriterier",
  head: [
    [{ text: "Kriterium", colSpan: 2, rowSpan: 2 }, { text: "Placering", colSpan: 3, align: "center" }],
    [...sites],
  ],
  body: [
    [rowHead("Tilgængelighed", { rowSpan: 2 }), rowHead("Kollektiv trafik"), "Tog og fem buslinjer inden for 150 meter", "To buslinjer; 600 meter til stationen", "Én buslinje i dagtimerne"],
    [rowHead("Bil og parkering"), { text: "70 pladser på egen grund", colSpan: 2 }, "120 pladser på egen grund"],
    [rowHead("Grunden", { rowSpan: 2 }), rowHead("Mulighed for udvidelse"), "Ja, op til 800 m²", "Nej", "Ja, op til 2.000 m²"],
    [rowHead("Klima og jordbund"), "Ingen kendte forhold", "Skal sikres mod stormflod", "Ingen kendte forhold"],
    [rowHead("Sammenhæng", { rowSpan: 2 }), rowHead("Nærhed til kommunens tilbud"), "Genoptræning og borgerservice er naboer", { text: "Ingen kommunale tilbud i nærheden", colSpan: 2 }],
    [rowHead("Tidligste ibrugtagning"), "4. kvartal 2029", "3. kvartal 2030", "4. kvartal 2029"],
  ],
});

const sectionsOfItem = sections({
  background: paragraphs(
    "Regionsrådet besluttede i forbindelse med budget 2027, at der skal opføres et sundhedshus i Mariestrand til afløsning af de nuværende lejemål i Kystgade. Huset skal samle to lægeklinikker, blodprøvetagning, jordemødre, fysioterapi og en del af de ambulatorier, som borgerne i dag rejser til Fjordkøbing for at besøge.",
    "Udvalget for nære sundhedstilbud skal nu anbefale en placering. Administrationen har sammen med Mariestrand Kommune undersøgt tre grunde.",
  ),
  recommendation: paragraphs(
    "Administrationen indstiller, at udvalget for nære sundhedstilbud over for forretningsudvalget og regionsrådet anbefaler:",
  ) + bullets(
    "at sundhedshuset placeres på Stationspladsen (løsning A),",
    "at administrationen bemyndiges til at forhandle køb af grunden med Mariestrand Kommune, og",
    "at der gives en anlægsbevilling på 2,1 mio. kr. til projektering i 2027, finansieret af det afsatte rådighedsbeløb.",
  ),
  presentation: [
    heading("Behovet"),
    paragraphs(
      "Sundhedshuset skal rumme 2.400 m². Omkring 31.000 borgere i Mariestrand Kommune og den sydlige del af Åmosebro Kommune får kortere vej til behandling. Administrationen forventer 140 besøg om dagen i ambulatorierne ud over besøgene hos lægerne.",
      "De nuværende lejemål kan opsiges med 12 måneders varsel. De er ikke indrettet til kørestolsbrugere på 1. sal, og ventilationen kan ikke forbedres uden en større ombygning.",
    ),
    heading("De tre placeringer"),
    paragraphs("Grundene er vist på kortet. De er udpeget sammen med kommunen og er alle omfattet af en lokalplan, der giver mulighed for offentlige formål."),
    image(
      sitePlanSha256,
      "Kort over Mariestrand midtby. Grund A ligger ved stationen mellem Banegade og Torvegade. Grund B ligger ved havnen ud til fjorden. Grund C ligger på marken i byens østlige udkant. En målestok viser 200 meter, og nord er opad.",
      "100%",
    ),
    paragraphs(emphasis("Figur 1. De tre undersøgte grunde i Mariestrand. Skitse udarbejdet af administrationen.")),
    criteriaTable,
    subheading("Løsning A: Stationspladsen"),
    paragraphs("Grunden er på 5.200 m² og ejes af kommunen. Den ligger centralt, og der er kort gang til tog og bus. Genoptræningscentret ligger på den anden side af pladsen, så borgere kan klare flere ærinder på én tur."),
    subheading("Løsning B: Havnefronten"),
    paragraphs("Grunden er på 4.100 m² og ejes af en privat udvikler. Beliggenheden er attraktiv, men grunden ligger lavt. Stormflodssikring og pælefundering gør byggemodningen dyrere og forlænger byggetiden."),
    subheading("Løsning C: Præstemarken"),
    paragraphs("Grunden er på 9.800 m² og er den billigste at bygge på. Den ligger 1,2 km fra stationen, og der er kun én buslinje i dagtimerne. For borgere uden bil bliver rejsetiden op til 22 minutter længere end til Stationspladsen (bilag 1)."),
    heading("Økonomi"),
    paragraphs(`Løsning A koster 62,4 mio. kr. og kan holdes inden for det afsatte beløb på 64,0 mio. kr.${footnote("Investeringsplan 2027-2036, projekt 14, vedtaget sammen med budget 2027.")} Løsning B overskrider det med 7,8 mio. kr. Løsning C er 3,5 mio. kr. billigere end løsning A, men forudsætter, at regionen selv betaler for en ny buslinje, hvilket ikke er regnet med.`),
    costTable,
    heading("Borgernes synspunkter"),
    paragraphs("Der blev holdt borgermøde den 15. april 2027 med 130 deltagere. Et klart flertal foretrak Stationspladsen (bilag 3). En af deltagerne sagde det sådan:"),
    quote("»Jeg kører ikke bil længere. Hvis huset ligger ved stationen, kan jeg klare mig selv. Ligger det ude på marken, skal min datter tage fri fra arbejde, hver gang jeg skal have taget en blodprøve.«"),
    paragraphs("Der er indhentet en ekstern vurdering af grundprisen. Den vedlægges som bilag 4, der er lukket af hensyn til forhandlingen om køb."),
  ].join(""),
  consequences: paragraphs("Tiltrædes indstillingen, begynder projekteringen i september 2027, og administrationen indleder forhandling med kommunen om køb af grunden. Lejemålene i Kystgade opsiges, når byggetilladelsen foreligger."),
  risk: paragraphs("Der er tre risici, som administrationen vil følge:") + numbered("1",
    item("Prisudviklingen på byggemarkedet:", bullets("Der er indregnet 8 pct. til uforudsete udgifter.", "Reserven mellem anslået og afsat udgift er 1,6 mio. kr.")),
    item("Forurening i jorden under den tidligere godsplads. Der er bestilt en undersøgelse, som foreligger i august 2027."),
    item("Støj fra jernbanen. Facaden mod sporene skal isoleres; udgiften er med i overslaget."),
  ),
  appropriation: paragraphs("Der er afsat rådighedsbeløb til sundhedshuset i årene 2027-2029. Tabellen viser, at udgiften til løsning A samlet kan holdes inden for det afsatte, når 0,9 mio. kr. flyttes fra 2027: 0,5 mio. kr. til 2028 og 0,4 mio. kr. til 2029. Derefter er der en reserve på 1,6 mio. kr. i 2027.") + table({
    caption: "Afsat og anslået udgift (mio. kr.)",
    head: [["", figureHead("2027"), figureHead("2028"), figureHead("2029"), figureHead("I alt")]],
    body: investment.map(({ name, amounts }) => [rowHead(name), ...amounts.map((amount) => figure(tenths(amount))), figure(tenths(sum(amounts)))]),
  }),
  communication: paragraphs(`Naboer og brugere af de nuværende lejemål får brev, når regionsrådet har truffet beslutning. Sagen kan følges på ${link("https://www.region-fjordland.example/sundhedshus-mariestrand", "regionens hjemmeside")}.`),
  timeline: paragraphs("Sagen forelægges forretningsudvalget den 25. maj 2027 og regionsrådet den 1. juni 2027.") + bullets(
    "September 2027: Projekteringen begynder.",
    "2. kvartal 2028: Licitation forelægges udvalget.",
    "4. kvartal 2029: Huset tages i brug.",
  ),
});

const attachments: readonly ExampleAttachment[] = [
  {
    number: 1,
    title: "Sammenligning af tre grunde til sundhedshus i Mariestrand",
    openness: "open",
    html: [
      heading("Formål"),
      paragraphs("Notatet uddyber grundlaget for administrationens anbefaling. Grundene er besigtiget den 9. og 10. februar 2027 af Center for Byggeri og Ejendomme sammen med Mariestrand Kommune."),
      heading("Sådan er grundene vurderet"),
      paragraphs("Hver grund har fået 1-5 point for hvert kriterium. Pointene er vægtet efter den betydning, som styregruppen har tillagt kriteriet."),
      table({
        caption: "Point og vægtning",
        head: [["Kriterium", figureHead("Vægt i pct."), figureHead("A"), figureHead("B"), figureHead("C")]],
        body: [
          [rowHead("Kollektiv trafik"), figure("25"), figure("5"), figure("3"), figure("1")],
          [rowHead("Bil og parkering"), figure("10"), figure("3"), figure("3"), figure("5")],
          [rowHead("Mulighed for udvidelse"), figure("15"), figure("3"), figure("1"), figure("5")],
          [rowHead("Klima og jordbund"), figure("15"), figure("4"), figure("1"), figure("4")],
          [rowHead("Nærhed til kommunens tilbud"), figure("20"), figure("5"), figure("2"), figure("2")],
          [rowHead("Tid og økonomi"), figure("15"), figure("4"), figure("1"), figure("5")],
          [rowHead("Vægtet resultat"), figure("100"), figure("4,2"), figure("1,9"), figure("3,3")],
        ],
      }),
      heading("Rejsetid"),
      paragraphs("Rejsetiden er beregnet fra 40 adresser i oplandet på en hverdag kl. 9.30. For borgere med bil er der stort set ingen forskel på de tre placeringer. For borgere uden bil er forskellen betydelig:"),
      table({
        head: [["Fra", figureHead("A, minutter"), figureHead("B, minutter"), figureHead("C, minutter")]],
        body: [
          [rowHead("Mariestrand By"), figure("14"), figure("19"), figure("31")],
          [rowHead("Bøgeodde"), figure("28"), figure("36"), figure("49")],
          [rowHead("Kystlund"), figure("24"), figure("30"), figure("42")],
          [rowHead("Sivbakke"), figure("33"), figure("41"), figure("38")],
          [rowHead("Tangø (inklusive færge)"), figure("62"), figure("58"), figure("84")],
        ],
      }),
      heading("Særligt om Stationspladsen"),
      paragraphs("Grunden har været anvendt som godsplads. Kommunens arkiv viser, at der har ligget et mindre olieoplag frem til 1974. Det er derfor aftalt, at der tages jordprøver, før købet bliver bindende."),
      heading("Særligt om Havnefronten"),
      paragraphs("Terrænet ligger 1,4 meter over daglig vande. Bygningen skal hæves eller sikres til kote 2,6, og adgangsvejen skal kunne holdes åben ved forhøjet vandstand. Det kræver en rampe, som optager en del af grunden."),
      heading("Særligt om Præstemarken"),
      paragraphs("Marken er i dag forpagtet ud til græsning. Der er plads til senere udvidelser, men det er ikke muligt at få flere busafgange, uden at regionen eller kommunen betaler for dem."),
    ].join(""),
  },
  {
    number: 2,
    title: "Anlægsoverslag og rumprogram",
    openness: "open",
    html: [
      paragraphs("Overslaget bygger på erfaringspriser fra regionens seneste tre byggerier, fremskrevet til 2027-priser. Grundkøb er ansat efter den offentlige vurdering."),
      costTable,
      heading("Rumprogram"),
      table({
        head: [["Funktion", figureHead("Rum"), figureHead("Areal i m²")]],
        body: [
          [rowHead("Lægeklinikker"), figure("16"), figure("520")],
          [rowHead("Ambulatorier"), figure("12"), figure("410")],
          [rowHead("Jordemødre"), figure("5"), figure("160")],
          [rowHead("Blodprøver og ekg"), figure("6"), figure("140")],
          [rowHead("Fysioterapi og træning"), figure("4"), figure("330")],
          [rowHead("Personale og møder"), figure("9"), figure("280")],
          [rowHead("Ankomst, ventepladser og gange"), figure("3"), figure("560")],
          [rowHead("I alt"), figure("55"), figure("2.400")],
        ],
      }),
      paragraphs("Alle behandlingsrum får samme mål, så de kan bruges af forskellige faggrupper. Ankomsten placeres, så borgere kan finde vej uden at spørge."),
    ].join(""),
  },
  {
    number: 3,
    title: "Opsamling på borgermøde den 15. april 2027",
    openness: "open",
    html: [
      paragraphs("Mødet blev holdt i Mariestrand Medborgerhus. Der deltog 130 borgere foruden repræsentanter for regionen, kommunen og de praktiserende læger."),
      heading("Hvad blev der sagt?"),
      bullets(
        "Mange lagde vægt på, at man kan komme til huset uden bil, også om aftenen.",
        "Flere ønskede en siddeplads og læ ved indgangen, så man kan vente på afhentning.",
        "Nogle var bekymrede for parkering på Stationspladsen, når der er torvedag.",
        "Forældre til små børn ønskede, at sundhedsplejen får et lokale i huset.",
        "Beboere på Tangø foreslog, at ambulatorietider lægges, så de passer med færgen.",
      ),
      heading("Vejledende tilkendegivelse"),
      paragraphs("Til sidst kunne deltagerne angive den placering, de foretrak."),
      table({
        head: [["Placering", figureHead("Antal")]],
        body: [
          [rowHead("A. Stationspladsen"), figure("84")],
          [rowHead("B. Havnefronten"), figure("21")],
          [rowHead("C. Præstemarken"), figure("14")],
          [rowHead("Ved ikke"), figure("11")],
          [rowHead("I alt"), figure("130")],
        ],
      }),
      paragraphs("Administrationen tager ønskerne om læ, siddepladser og tider, der passer med færgen, med i det videre arbejde."),
    ].join(""),
  },
  {
    number: 4,
    title: "Mæglerrapport om handelsværdi for matriklerne ved station og havn",
    openness: "closed",
    html: [
      paragraphs(strong("Fortroligt – må ikke videregives"), "Rapporten er udarbejdet til brug for regionens forhandling med sælgerne. Den er undtaget fra aktindsigt, så længe forhandlingerne ikke er afsluttet."),
      table({
        caption: "Skønnet handelsværdi (mio. kr.)",
        head: [["Matrikel", figureHead("Laveste bud"), figureHead("Forventet pris"), figureHead("Højeste bud")]],
        body: [
          [rowHead("Tidligere godsplads"), figure("5,4"), figure("6,1"), figure("7,0")],
          [rowHead("Grunden ud til kajen"), figure("8,2"), figure("9,9"), figure("12,3")],
        ],
      }),
      heading("Anbefalet forhandlingsoplæg"),
      paragraphs("Mægleren anbefaler et åbningsbud på 5,2 mio. kr. for den tidligere godsplads og fraråder at gå over 6,6 mio. kr., da udgiften til oprensning i så fald bør bæres af sælger."),
    ].join(""),
  },
];

export const healthHouseItem: ExampleItem = {
  case: "health-house",
  series: "item",
  number: 4,
  kind: "decision",
  openness: "open",
  ground: null,
  sections: sectionsOfItem,
  attachments,
  decisions: [],
};
