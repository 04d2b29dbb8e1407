import type { PreparationReason } from "../domain/preparation.ts";

/** What became of a file, as the receipt says it: part of a sentence, without its full stop. */
const said: { readonly [Reason in PreparationReason]: string } = {
  "tags-dropped": "filens opmærkning for skærmlæsere hang ikke sammen og er udeladt",
  "signature-void": "filen er digitalt underskrevet; underskriften gælder kun originalen",
  "scripts-dropped": "scripts og handlinger i filen er udeladt",
  "index-rebuilt": "filens indholdsregister var beskadiget og er dannet på ny",
  rewritten: "filen er læst og skrevet på ny, fordi den var beskadiget",
  unlocked: "filen er låst op med adgangskoden",
  "content-mended": "indholdet af en eller flere sider var beskadiget og er taget med, så langt det kunne læses",
  "from-picture": "omsat fra billede",
  "from-text": "omsat fra tekst",
  "from-html": "omsat fra webside",
  "from-email": "omsat fra e-mail",
  "from-office": "omsat med LibreOffice",
  simplified: "gengivet forenklet: ord og tabeller, men ikke filens eget udseende",
  "parts-missing": "noget i filen kunne ikke tages med",
  pictured: "siderne er gengivet som billeder",
  "no-file": "der er ingen fil til bilaget",
  password: "filen kræver en adgangskode",
  "wrong-password": "adgangskoden passer ikke til filen",
  damaged: "filen er beskadiget og kan ikke læses",
  empty: "filen er tom",
  "no-pages": "filen har ingen sider",
  "dynamic-form": "filen er en formular, der kun kan vises i Adobe Acrobat",
  "needs-office": "filen kan kun vises med LibreOffice, som ikke er installeret",
  "office-failed": "LibreOffice kunne ikke omsætte filen",
  "too-slow": "det tog for lang tid at læse filen",
  "too-large": "filen er for stor eller fylder for meget, når den pakkes ud",
  "unknown-kind": "filens type kendes ikke",
};

/** Reasons as one line in Danish: `Omsat fra e-mail; noget i filen kunne ikke tages med.` Empty where there are none. */
export function sayPreparation(reasons: readonly PreparationReason[]): string {
  const text = [...new Set(reasons)].map((reason) => said[reason]).join("; ");
  return text === "" ? "" : `${text.charAt(0).toLocaleUpperCase("da")}${text.slice(1)}.`;
}

/** What somebody who prepares the papers can do so that the pages come along next time; a sentence or two. */
const remedies: { readonly [Reason in PreparationReason]?: string } = {
  "no-file": "Vedhæft filen til bilaget, eller tag bilaget af punktet.",
  password: "Bed afsenderen om en udgave uden adgangskode, eller vedhæft filen igen sammen med adgangskoden.",
  "wrong-password": "Kontrollér adgangskoden hos afsenderen, og vedhæft filen igen med den rigtige, eller bed om en udgave uden adgangskode.",
  damaged: "Bed afsenderen om at sende filen igen, eller åbn den i det program, den kommer fra, gem den som PDF, og vedhæft den på ny.",
  empty: "Filen er formentlig afbrudt undervejs. Bed afsenderen om at sende den igen, og vedhæft den på ny.",
  "no-pages": "Åbn filen i det program, den kommer fra, kontrollér, at der er noget i den, gem den som PDF, og vedhæft den på ny.",
  "dynamic-form": "Åbn formularen i Adobe Acrobat, vælg Udskriv, gem udskriften som PDF, og vedhæft den i stedet.",
  "needs-office": "Installér LibreOffice på maskinen, og dan pakken igen, eller gem filen som PDF i det program, den kommer fra, og vedhæft den i stedet.",
  "office-failed": "Åbn filen i det program, den kommer fra, gem den som PDF, og vedhæft den i stedet.",
  "too-slow": "Åbn filen i det program, den kommer fra, gem den som PDF i almindelig kvalitet, og vedhæft den i stedet.",
  "too-large": "Gem filen i en mindre udgave eller del den i flere, og vedhæft den i stedet.",
  "unknown-kind": "Åbn filen i det program, den kommer fra, gem den som PDF, og vedhæft den i stedet.",
};

/** What to do about a file that is not shown. */
export function sayRemedy(reason: PreparationReason): string {
  return remedies[reason] ?? "Åbn filen i det program, den kommer fra, gem den som PDF, og vedhæft den i stedet.";
}
