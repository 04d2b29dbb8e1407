import { counted } from "./counted.ts";
import type { Facts, LeakFacts, MessageCode } from "./facts.ts";
import { sayReasons } from "./reasons.ts";

/** The Danish catalogue: what a user reads. Each sentence names the thing and the next step. */
export const da: { readonly [Code in MessageCode]: (facts: Facts[Code]) => string } = {
  "file.missing": ({ path }) => `Filen ${path} findes ikke. Kontrollér stien, og prøv igen.`,
  "file.unreadable": ({ path, reason }) => `Filen ${path} kan ikke læses (${reason}). Vælg en anden fil, eller åbn den i det program, den kommer fra, og gem den igen.`,
  "file.unwritable": ({ path, reason }) => `Der kan ikke skrives til ${path} (${reason}). Vælg et andet navn eller en mappe, du har lov til at skrive i.`,
  "file.disk-full": ({ path }) => `Disken er fuld, så ${path} blev ikke skrevet. Frigør plads, og prøv igen; intet er ændret.`,
  "file.empty": ({ path }) => `Filen ${path} er tom. Vælg en fil med indhold.`,
  "file.is-workspace": ({ path }) => `${path} er en arbejdsfil og bliver ikke overskrevet. Giv dokumentet et andet navn.`,
  "workspace.missing": ({ path }) => `Arbejdsfilen ${path} findes ikke. Kontrollér stien, eller opret den med »import«, »plan« eller »demo«.`,
  "workspace.not-ours": ({ path }) => `${path} er ikke en arbejdsfil fra Forelæg. Vælg en fil, der er oprettet af Forelæg.`,
  "workspace.newer": ({ path, version, known }) => `Arbejdsfilen ${path} er skrevet af en nyere udgave af Forelæg (version ${version}; denne udgave kender ${known}). Opdatér programmet, og prøv igen.`,
  "workspace.damaged": ({ path, reason }) => `Arbejdsfilen ${path} er beskadiget (${reason}). Brug den seneste sikkerhedskopi; filen er ikke ændret.`,
  "workspace.busy": ({ path }) => `Arbejdsfilen ${path} er i brug i et andet program. Luk det, og prøv igen.`,
  "workspace.network-folder": ({ path }) => `${path} ligger på et netværksdrev eller i en synkroniseret mappe. Det virker, men langsommere; flyt helst filen til en lokal mappe.`,
  "workspace.copied-aside": ({ path }) => `Filen er opdateret til denne udgave; den forrige er gemt som ${path}.`,
  "workspace.node-too-old": ({ version }) => `Forelæg kræver Node 24 eller nyere (her kører ${version}). Start med »npm run -s forelaeg --« i projektmappen.`,
  "body.missing": ({ body, known }) => `Udvalget »${body}« findes ikke i arbejdsfilen. ${known === "" ? "Den har ingen udvalg endnu." : `Den har: ${known}.`}`,
  "meeting.missing": ({ meeting }) => `Mødet »${meeting}« findes ikke. Se møderne med »forelaeg meetings«.`,
  "meeting.ambiguous": ({ meeting, choices }) => `Der er flere møder den ${meeting}. Skriv mødets nummer i stedet: ${choices}.`,
  "item.missing": ({ series, item, known }) => `${label(series)} ${item} findes ikke på dagsordenen. ${known === "" ? `Den har ingen ${series === "item" ? "punkter" : "meddelelser"}.` : `Den har: ${known}.`}`,
  "attachment.missing": ({ series, item, attachment, known }) => `Bilag ${attachment} findes ikke til ${label(series).toLowerCase()} ${item}. ${known === "" ? "Der er ingen bilag endnu; læg dem ved med »forelaeg attach«." : `Der er: ${known}.`}`,
  "attachment.one-title": ({ title, files }) => `Titlen »${title}« kan kun gives til én fil ad gangen; her er ${files}. Udelad --title, så får hvert bilag sin fils navn.`,
  "attachment.no-files": ({ folder }) => `Mappen ${folder} har ingen filer, der kan lægges ved. Vælg en anden mappe; intet er ændret.`,
  "attachment.skipped": ({ folder, names }) => `Skjulte og midlertidige filer i ${folder} er ikke lagt ved: ${names}.`,
  "attachment.folders-skipped": ({ folder, names }) => `Undermapper i ${folder} er ikke lagt ved: ${names}. Læg dem ved hver for sig, hvis deres filer skal med.`,
  "attachment.title-untidy": ({ attachment, title, proposed }) => `Bilag ${attachment} hedder »${title}«; foreslået: »${proposed}«. Ret det med »forelaeg set … --attachment ${attachment} --title "${proposed}"«.`,
  "attachment.prepared": ({ attachment, title, reasons }) => `Bilag ${attachment} (${title}): ${sayReasons(reasons)}`,
  "attachment.wanting": ({ attachment, title, reasons }) => `Bilag ${attachment} (${title}): ${sayReasons(reasons)}`,
  "release.none": ({ variant }) => `Mødet er ikke udsendt i den ${udgave(variant)} udgave, så der er intet at lave et tillæg til. Udsend det først med »forelaeg release${variant === "public" ? " … --variant public" : ""}«.`,
  "release.no-changes": ({ variant }) => `De to seneste udsendelser i den ${udgave(variant)} udgave er ens; der er ingen ændringer at vise.`,
  "supplement.empty": ({ variant }) => `Der er ikke kommet nye punkter eller bilag til den ${udgave(variant)} udgave siden første udsendelse, så tillægget ville være tomt.`,
  "release.too-few": ({ variant, issued }) => `${issued === 0 ? "Mødet er ikke udsendt" : "Mødet er kun udsendt én gang"} i den ${udgave(variant)} udgave, så der er intet at sammenligne med. Udsend det med »forelaeg release${variant === "public" ? " … --variant public" : ""}«.`,
  "receipt.unreadable": ({ path, reason }) => `Kvitteringen ${path} kan ikke læses (${reason}), så pakken er ikke sammenholdt med den. Lav pakken igen, så får den en ny kvittering.`,
  "plan.missing": ({ body, year }) => `${body} har ingen arbejdsplan for ${year}. Indlæs den med »forelaeg plan«.`,
  "document.unknown": ({ document, known }) => `Dokumentet »${document}« kendes ikke. Vælg et af: ${known}.`,
  "format.unknown": ({ format, known }) => `Formatet »${format}« kendes ikke. Vælg et af: ${known}.`,
  "document.left-out": ({ series, number }) => `${label(series)} ${number} er udeladt af den offentlige udgave, fordi ${series === "item" ? "punktet hverken er markeret åbent eller lukket" : "meddelelsen hverken er markeret åben eller lukket"}.`,
  "document.withheld": ({ series, number, openness }) => `${label(series)} ${number} er ${openness === "closed" ? "lukket" : `hverken markeret ${series === "item" ? "åbent" : "åben"} eller lukket`} og har ingen offentlig udskrift. Tag den interne udgave, eller åbn ${series === "item" ? "punktet" : "meddelelsen"} med »forelaeg set … --open«.`,
  "glyph.missing": ({ character, codePoint }) => `Tegnet »${character}« (${codePoint}) findes ikke i skrifterne og er erstattet af ▯.`,
  "image.missing": ({ source }) => `Billedet ${source} findes ikke i arbejdsfilen; i stedet står der en ramme.`,
  "image.unreadable": ({ source, reason }) => `Billedet ${source} kan ikke læses (${reason}). Gem det som PNG eller JPEG, og indsæt det igen.`,
  "not-set": ({ what, format }) => `${what} kan ikke sættes i ${format} og er gengivet forenklet.`,
  "html.foreign": ({ tag, where }) => `Teksten bruger <${tag}> i ${where}, som ikke kan sættes. Brug afsnit, overskrifter (h1–h3), fed, kursiv, lister, tabeller, links, citater, billeder og fodnoter.`,
  "html.foreign-attribute": ({ tag, attribute, where }) => `<${tag}> i ${where} har egenskaben »${attribute}«, som ikke kan bruges. Fjern den.`,
  "html.malformed": ({ where, reason }) => `Teksten er ikke velformet i ${where} (${reason}). Ret den, og prøv igen.`,
  "html.healed": ({ what, where }) => `${what} i ${where} er rettet til.`,
  "pack.missing": ({ pack, known }) => `Skabelonpakken »${pack}« findes ikke. Vælg en af: ${known}, eller angiv en mappe med pack.json.`,
  "pack.broken": ({ file, where, reason }) => `Skabelonpakken kan ikke bruges: ${file}, ${where}: ${reason}`,
  "template.broken": ({ file, line, reason }) => `Skabelonen ${file} kan ikke bruges, linje ${line}: ${reason}`,
  "template.unknown-name": ({ file, line, name, near }) => `Skabelonen ${file} bruger »${name}« i linje ${line}, som ikke findes her. ${near === "" ? "Se skabelonernes opslagsside." : `Mente du »${near}«?`}`,
  "template.unknown-helper": ({ file, line, name, known }) => `Skabelonen ${file} bruger hjælperen »${name}« i linje ${line}, som ikke findes. Brug en af: ${known}.`,
  "intake.unknown-format": ({ path }) => `${path} er hverken tekst, DOCX eller PDF og kan ikke læses som dagsorden. Gem den i et af de formater.`,
  "intake.no-items": ({ path }) => `Der er ikke fundet noget punkt i ${path}. Et punkt begynder med nummer og titel, som »1. Beslutningssag: …«.`,
  "intake.unplaced": ({ where, text }) => `Ikke placeret, ${where}: »${text}«`,
  "intake.table-moved": ({ where, section, item }) => `Tabel fra ${where} stod uden for sin sammenhæng og er sat ind i ${section} i ${item}; kontrollér placeringen.`,
  "intake.placed-first": ({ where, section, item }) => `Tekst uden overskrift (${where}) er lagt i ${section} i ${item}; kontrollér placeringen.`,
  "intake.attachment-text": ({ where }) => `${where} er tekst fra bilag og er ikke indlæst. Vedlæg bilagene som filer.`,
  "intake.running-lines": ({ text, pages }) => `Gentaget linje på ${pages} sider er taget ud: »${text}«`,
  "intake.number-assumed": ({ item, title }) => `»${title}« har intet nummer i filen og er opført som ${item}; kontrollér nummeret.`,
  "intake.extract-unknown": ({ where, title }) => `Protokoludskriften »${title}« (${where}) nævner ikke, hvilket udvalg og møde den er fra. Skriv det på sagen.`,
  "intake.stamp-removed": ({ where, text }) => `Sidestempel taget ud, ${where}: »${text}«`,
  "intake.number-gap": ({ numbers }) =>
    /\D/.test(numbers) ? `Numrene ${numbers} mangler på dagsordenen; det kan være lukkede punkter, der er udeladt. Kontrollér det.` : `Nummer ${numbers} mangler på dagsordenen; det kan være et lukket punkt, der er udeladt. Kontrollér det.`,
  "intake.number-unplaced": ({ number, where, text }) => `Nummer ${number} er ikke læst som punkt, men står på ${where}: »${text}«. Kontrollér, om punktet mangler.`,
  "intake.closed-unplaced": ({ where, text }) => `${where} står under lukkede punkter med numre, der er brugt, og er ikke indlæst: »${text}«. Giv punkterne deres egne numre, og indlæs igen.`,
  "intake.perhaps-closed": ({ item, where, text }) =>
    `${item} kan være eller rumme et lukket punkt: »${text}«${where === null ? "" : ` (${where})`}. Det kommer ikke med i offentlige udgaver, heller ikke med --open. Ret dagsordenen, og sæt derefter punktet med »forelaeg set … --open«.`,
  "intake.extract-found": ({ where, body, date, title }) => `Protokoludskrift fundet blandt bilagene, ${where}: ${body} ${date}, »${title}«. Tag den med ved at tilføje --extracts.`,
  "intake.extract-kept": ({ body, date, title }) => `Protokoludskrift taget med som sag: ${body} ${date}, »${title}«.`,
  "intake.title-proposed": ({ item, title }) => `${item} havde kun titel med store bogstaver; foreslået: »${title}«. Ret den, hvor navne mangler stort begyndelsesbogstav.`,
  "intake.openness-unknown": ({ count }) => `${counted(count, "punkt er hverken markeret åbent eller lukket", "punkter er hverken markeret åbne eller lukkede")} og kommer ikke med i offentlige udgaver. Brug --open, hvis kilden er offentliggjort.`,
  "intake.meeting-exists": ({ body, date }) => `${body} har allerede et møde den ${date} i arbejdsfilen. Vælg en anden dato eller en ny arbejdsfil; intet er ændret.`,
  "intake.other-body": ({ where, printed, body }) => `»${printed}« (${where}) er ført på ${body}.`,
  "plan.row-unreadable": ({ row, reason }) => `Arbejdsplanens række ${row} kan ikke læses: ${reason}`,
  "plan.no-rows": ({ path }) => `Filen ${path} har ingen rækker, så arbejdsplanen er ikke ændret. Skriv kolonnernes navne i første linje og en række for hver sag.`,
  "proof.unreadable": ({ why }) => `Filen kan ikke efterprøves: ${unproved[why]}`,
  "proof.index-damaged": () => `Pakkens fortegnelse over sit indhold er beskadiget. Lav pakken igen, før den sendes ud.`,
  "proof.no-receipt": () => `Der er ingen kvittering ved siden af pakken, så stempler og sidetal er ikke sammenholdt med bilagene. Læg NAVN.receipt.json i samme mappe, og prøv igen.`,
  "proof.pages-differ": ({ said, found }) => `Pakken har ${counted(found, "side", "sider")}, men skulle have ${said}. Lav pakken igen, før den sendes ud.`,
  "proof.file-misplaced": ({ title, first, pages }) => `»${title}« skulle fylde ${counted(pages, "side", "sider")} fra side ${first}, men de sider findes ikke eller hører til et andet bilag. Lav pakken igen, før den sendes ud.`,
  "proof.page-unsaid": ({ page }) => `Side ${page} hører hverken til dagsordenen eller til et bilag i kvitteringen. Lav pakken igen, før den sendes ud.`,
  "proof.label-wrong": ({ page, label }) => `Side ${page} kaldes »${label}« i læserens sidefelt; der skulle stå ${page}. Lav pakken igen, før den sendes ud.`,
  "proof.stamp-missing": ({ page, expected }) => `Side ${page} mangler sit stempel »${expected}«. Lav pakken igen, før den sendes ud.`,
  "proof.stamp-wrong": ({ page, expected, found }) => `Side ${page} er stemplet »${found}«; der skulle stå »${expected}«. Lav pakken igen, før den sendes ud.`,
  "proof.stamp-unreadable": ({ page, why }) => `Stemplet på side ${page} ${stampFaults[why]}. Lav pakken igen, før den sendes ud.`,
  "proof.stamp-astray": ({ page }) => `Side ${page} hører til dagsordenen, men bærer et bilags stempel. Lav pakken igen, før den sendes ud.`,
  "proof.outline-none": () => `Pakken har ingen bogmærker. Lav den igen, før den sendes ud.`,
  "proof.outline-dead": ({ title }) => `Bogmærket »${title}« fører ingen steder hen. Lav pakken igen, før den sendes ud.`,
  "proof.outline-missing": ({ title, page }) => `Bilaget »${title}« på side ${page} har intet bogmærke under sit punkt. Lav pakken igen, før den sendes ud.`,
  "proof.outline-astray": ({ title, page, first, last }) => `Bogmærket »${title}« fører til side ${page}, men dets bilag står på side ${first}–${last}. Lav pakken igen, før den sendes ud.`,
  "proof.heading-astray": ({ title, page }) => `Bogmærket »${title}« fører til side ${page}, men den overskrift står der ikke. Lav pakken igen, før den sendes ud.`,
  "proof.contents-wrong": ({ title, printed, target }) => `Indholdsfortegnelsen siger side ${printed} for »${title}«, som står på side ${target}. Lav pakken igen, før den sendes ud.`,
  "proof.contents-unlinked": ({ title }) => `Linjen »${title}« i indholdsfortegnelsen fører ingen steder hen. Lav pakken igen, før den sendes ud.`,
  "proof.link-dead": ({ page, target }) => `Et link på side ${page} er dødt (${target}). Lav pakken igen; er siden fra et bilag, så få en ny fil.`,
  "proof.link-missing": ({ title, page }) => `Intet link i dagsordenen fører til bilaget »${title}« på side ${page}. Lav pakken igen, før den sendes ud.`,
  "proof.destination-dead": ({ name }) => `Linkmålet »${name}« peger på en side, der ikke findes. Lav pakken igen, før den sendes ud.`,
  "proof.destination-wrong": ({ name, page, expected }) => `Linkmålet »${name}« peger på side ${page} i stedet for side ${expected}. Lav pakken igen, før den sendes ud.`,
  "proof.font-missing": ({ page, font }) => `Skriften ${font} på side ${page} mangler i pakken. Lav pakken igen; er siden fra et bilag, så få en ny fil.`,
  "proof.font-not-embedded": ({ page, font }) => `Skriften ${font} på side ${page} er ikke lagt ind i pakken. Lav pakken igen, før den sendes ud.`,
  "proof.language-missing": () => `Pakken siger ikke, at den er på dansk, så oplæsning kan lyde forkert. Lav den igen, før den sendes ud.`,
  "proof.title-missing": () => `Pakken har ingen titel i sine egenskaber. Lav den igen, før den sendes ud.`,
  "proof.tags-missing": () => `Dagsordenens opmærkning mangler i pakken, så den er svær at få læst op. Lav pakken igen, før den sendes ud.`,
  "proof.more": ({ count }) => `Dertil kommer ${counted(count, "fejl", "fejl")} af samme slags.`,
  "packet.leaks": ({ leaks }) => [`Den offentlige pakke er ikke gemt, for den røber noget lukket ${counted(leaks.length, "sted", "steder")}:`, ...leaks.slice(0, 8).map((leak) => `  ${leakWords(leak)}`), ...(leaks.length > 8 ? [`  … og ${leaks.length - 8} til.`] : []), "Fjern ordene der, eller luk også det sted, og prøv igen."].join("\n"),
  "cpr.found": ({ series, item, attachment, page, masked }) => `${masked} på side ${page}${item === null ? "" : ` (${series === "notice" ? "meddelelse" : "punkt"} ${item}${attachment === null ? "" : `, bilag ${attachment}`})`} ligner et CPR-nummer. Fjern det, eller luk bilaget, før det offentliggøres.`,
  "command.unknown": ({ command, known }) => `Kommandoen »${command}« kendes ikke. Vælg en af: ${known}.`,
  "command.later": ({ command }) => `Kommandoen »${command}« kommer i en senere udgave.`,
  "option.missing": ({ option, example }) => `${option} mangler. Skriv for eksempel ${example}.`,
  "option.unknown": ({ option, command }) => `${option} kan ikke bruges med »${command}«. Se »forelaeg ${command} --help«.`,
  "option.invalid": ({ option, value, expected }) => `${option} er »${value}«; der skal stå ${expected}.`,
  "option.conflict": ({ options }) => `${options} kan ikke bruges sammen. Vælg én af dem.`,
  "argument.missing": ({ argument, command }) => `${argument} mangler efter »${command}«. Se »forelaeg ${command} --help«.`,
  "input.invalid": ({ what, reason }) => `${what} kan ikke bruges: ${reason}`,
  "cancelled": () => "Arbejdet blev afbrudt, før det var færdigt. Intet er skrevet halvt; start det igen, når det passer.",
  "internal": ({ reason }) => `Der skete en fejl i Forelæg (${reason}). Det, der var gemt, er der stadig. Fortæl os gerne, hvad du gjorde.`,
};

function udgave(variant: "internal" | "public"): string {
  return variant === "public" ? "offentlige" : "interne";
}

function label(series: "item" | "notice"): string {
  return series === "item" ? "Punkt" : "Meddelelse";
}

const unproved: Readonly<Record<Facts["proof.unreadable"]["why"], string>> = {
  "no-pdf": "den er ikke en PDF, der kan åbnes. Vælg pakkens PDF-fil, eller lav pakken igen.",
  encrypted: "den er beskyttet med adgangskode, og det er Forelægs pakker aldrig. Vælg den pakke, der blev gemt.",
  "no-pages": "den har ingen sider. Lav pakken igen.",
};

const stampFaults: Readonly<Record<Facts["proof.stamp-unreadable"]["why"], string>> = {
  turned: "står ikke ret op",
  outside: "når ud over siden",
  hidden: "kan være dækket eller skjult",
  content: "læses op som en del af bilaget",
};

function leakWords({ where, page, words, series, item, attachment }: LeakFacts): string {
  const owner = `${attachment === null ? "" : `bilag ${attachment} til `}${series === "item" ? "punkt" : "meddelelse"} ${item}`;
  return `»${words}« fra ${owner} står ${leakPlaces[where]}${page === null ? "" : ` på side ${page}`}.`;
}

const leakPlaces: Readonly<Record<LeakFacts["where"], string>> = {
  page: "i teksten",
  outline: "i bogmærkerne",
  label: "i sidernes navne",
  destination: "i linkmålenes navne",
  metadata: "i filens egenskaber",
  annotation: "i en note eller et link",
  embedded: "i en vedhæftet fil",
  structure: "i opmærkningen til oplæsning",
  raw: "skjult i filen",
  receipt: "i kvitteringen",
};
