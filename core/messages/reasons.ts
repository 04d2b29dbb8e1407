/** Why a file comes into the packet as it does, and what can be done about it: empty where nothing need be. */
interface ReasonWords {
  /** Goes on after a colon, and ends without a full stop. */
  readonly why: string;
  /** One or two whole sentences. */
  readonly remedy: string;
}

const reasons = {
  "tags-dropped": { why: "filens opmærkning til skærmlæsere hænger ikke sammen og er ikke taget med", remedy: "" },
  "signature-void": { why: "filen er underskrevet digitalt; underskriften gælder kun i filen selv, ikke i pakken", remedy: "" },
  "files-inside": { why: "filer, der ligger inde i PDF-filen, er ikke taget med", remedy: "" },
  "scripts-dropped": { why: "scripts og handlinger i filen er ikke taget med", remedy: "" },
  "index-rebuilt": { why: "filen var beskadiget og er sat i stand", remedy: "" },
  rewritten: { why: "filen var beskadiget og er skrevet om, så den kan læses", remedy: "" },
  unlocked: { why: "filen er låst op med adgangskoden", remedy: "" },
  "content-mended": { why: "indholdet er beskadiget og er taget med, så langt det kan læses", remedy: "Se siderne efter, eller få en ny fil." },
  "from-picture": { why: "billedet er lavet om til PDF", remedy: "" },
  "from-text": { why: "teksten er sat på sider", remedy: "" },
  "from-html": { why: "websiden er sat på sider", remedy: "" },
  "from-portfolio": { why: "filen er en samling (PDF-portefølje); dens filer står efter hinanden", remedy: "" },
  "from-email": { why: "mailen er sat på sider", remedy: "" },
  "from-office": { why: "filen er lavet om til PDF med LibreOffice", remedy: "" },
  simplified: { why: "ord og tabeller er taget med, men ikke filens eget layout", remedy: "Gem filen som PDF i det program, den kommer fra, hvis udseendet er vigtigt." },
  "parts-missing": { why: "noget inde i filen kunne ikke tages med", remedy: "Åbn filen, og læg det, der mangler, ved som et bilag for sig." },
  pictured: { why: "sider, der ikke kunne tages med som de er, står som billeder, og deres tekst kan ikke søges", remedy: "Se siderne efter." },
  "no-file": { why: "der er ikke lagt nogen fil ved", remedy: "Læg filen ved bilaget." },
  password: { why: "filen er beskyttet med adgangskode", remedy: "Læg den ved igen med adgangskoden, eller få en fil uden." },
  "wrong-password": { why: "adgangskoden passer ikke til filen", remedy: "Kontrollér koden, eller få en fil uden." },
  damaged: { why: "filen er beskadiget og kan ikke læses", remedy: "Få en ny fil, eller åbn den i det program, den kommer fra, og gem den igen." },
  empty: { why: "filen er tom", remedy: "Få en ny fil, og læg den ved i stedet." },
  "no-pages": { why: "filen har ingen sider", remedy: "Få en ny fil, og læg den ved i stedet." },
  "dynamic-form": { why: "filen er en formular (XFA) uden egne sider", remedy: "Åbn den i Adobe Acrobat Reader, udskriv den til PDF, og læg den ved i stedet." },
  "needs-office": { why: "filen er et kontordokument, og LibreOffice findes ikke på denne computer", remedy: "Gem den som PDF, eller installér LibreOffice, og læg den ved igen." },
  "office-failed": { why: "LibreOffice kunne ikke lave filen om til PDF", remedy: "Åbn den i det program, den kommer fra, gem den som PDF, og læg den ved i stedet." },
  "too-slow": { why: "filen tager for lang tid at læse", remedy: "Gem den som PDF på ny, eller del den i mindre filer." },
  "too-large": { why: "filen er for stor at arbejde med", remedy: "Del den i mindre filer, eller gem billederne i den i en lavere opløsning." },
  "phone-photo": { why: "fotoet er i iPhonens eget format (HEIC), som ikke kan vises her", remedy: "Åbn det på telefonen eller computeren, gem det som JPEG, og læg det ved i stedet." },
  archive: { why: "filen er et arkiv (zip), hvor andre filer er pakket", remedy: "Pak det ud, og læg filerne ved hver for sig." },
  "unknown-kind": { why: "filens art kendes ikke", remedy: "Åbn den i det program, den kommer fra, gem den som PDF, og læg den ved i stedet." },
} as const satisfies Readonly<Record<string, ReasonWords>>;

/** As `PreparationReason`; one without words here does not compile where a notice is made of it. */
export type Reason = keyof typeof reasons;

/** The words of one reason, apart: a slip page shows them so. */
export function reasonWords(reason: Reason): ReasonWords {
  return reasons[reason];
}

/** Several reasons as one text: `Filen er tom. Få en ny fil.` Empty for none. */
export function sayReasons(told: readonly Reason[]): string {
  return told.map((reason) => `${capital(reasons[reason].why)}. ${reasons[reason].remedy}`.trim()).join(" ");
}

function capital(words: string): string {
  return words.charAt(0).toLocaleUpperCase("da") + words.slice(1);
}
