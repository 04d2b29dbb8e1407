import Handlebars from "handlebars";
import { enumerate } from "../core/domain/enumeration.ts";

/** A helper that templates may use; the list is closed. `help` stands on the reference page (docs/templates.md). */
export interface TemplateHelper {
  readonly name: string;
  readonly block: boolean;
  readonly use: string;
  readonly help: string;
  readonly run: Handlebars.HelperDelegate;
}

/** Every helper there is. Handlebars' own (each, if, with, lookup, log …) are taken out. */
export const helpers: readonly TemplateHelper[] = [
  {
    name: "hver",
    block: true,
    use: "{{#hver punkter}} … {{ellers}} … {{/hver}}",
    help: "Gentager indholdet for hvert element i en liste. Inde i den er @nr elementets nummer fra 1, @første og @sidste sande for det første og det sidste. Det, der står efter {{ellers}}, bruges for en tom liste.",
    run: each,
  },
  {
    name: "hvis",
    block: true,
    use: "{{#hvis møde.sted}} … {{ellers}} … {{/hvis}}",
    help: "Bruger indholdet, hvis værdien er der: sand, ikke tom, ikke 0, en liste med noget i.",
    run(this: unknown, value: unknown, options: Handlebars.HelperOptions) {
      return isThere(value) ? options.fn(this) : options.inverse(this);
    },
  },
  {
    name: "medmindre",
    block: true,
    use: "{{#medmindre lukket}} … {{/medmindre}}",
    help: "Bruger indholdet, hvis værdien ikke er der.",
    run(this: unknown, value: unknown, options: Handlebars.HelperOptions) {
      return isThere(value) ? options.inverse(this) : options.fn(this);
    },
  },
  {
    name: "er",
    block: true,
    use: "{{#er nøgle \"recommendation\"}} … {{/er}}",
    help: "Bruger indholdet, hvis de to værdier er ens.",
    run(this: unknown, left: unknown, right: unknown, options: Handlebars.HelperOptions) {
      return left === right ? options.fn(this) : options.inverse(this);
    },
  },
  {
    name: "versaler",
    block: false,
    use: "{{versaler overskrift}}",
    help: "Teksten med store bogstaver.",
    run: (text: unknown) => String(text).toLocaleUpperCase("da"),
  },
  {
    name: "stort",
    block: false,
    use: "{{stort møde.dag}}",
    help: "Teksten med stort begyndelsesbogstav.",
    run: (text: unknown) => String(text).charAt(0).toLocaleUpperCase("da") + String(text).slice(1),
  },
  {
    name: "opremsning",
    block: false,
    use: "{{opremsning fremmøde.tilstede}}",
    help: "En liste som opremsning: a, b og c.",
    run: (list: unknown) => enumerate(Array.isArray(list) ? list.map(String) : []),
  },
  {
    name: "rigtekst",
    block: false,
    use: "{{rigtekst tekst}}",
    help: "Sætter formateret tekst: afsnit, lister, tabeller, billeder, fodnoter. Teksten er prøvet, før den er gemt.",
    run: (html: unknown) => new Handlebars.SafeString(`<div class="rigtekst">${String(html)}</div>`),
  },
  {
    name: "linje",
    block: false,
    use: "{{linje ordlyd}}",
    help: "Sætter formateret tekst inde i en linje: fed, kursiv, links, fodnoter.",
    run: (html: unknown) => new Handlebars.SafeString(String(html)),
  },
];

function each(this: unknown, list: unknown, options: Handlebars.HelperOptions): string {
  if (!Array.isArray(list) || list.length === 0) return options.inverse(this);
  return list
    .map((item, index) => {
      const data = Handlebars.createFrame(options.data ?? {}) as Record<string, unknown>;
      data["nr"] = index + 1;
      data["første"] = index === 0;
      data["sidste"] = index === list.length - 1;
      return options.fn(item, { data });
    })
    .join("");
}

function isThere(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}
