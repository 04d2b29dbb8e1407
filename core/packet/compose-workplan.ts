import type { Body } from "../domain/body.ts";
import { planDate } from "../domain/danish-date.ts";
import type { Variant } from "../domain/openness.ts";
import { comparePlanEntries, type PlanEntry } from "../domain/plan-entry.ts";
import type { TemplatePack } from "../domain/template-pack.ts";
import { composeBody, label } from "./compose-headings.ts";
import type { WorkplanView } from "./workplan-view.ts";

export interface WorkplanOptions {
  readonly year: number;
  readonly variant: Variant;
  /** `date` sorts by date, `loaded` keeps the order of loading. */
  readonly order: "date" | "loaded";
  readonly mark: string;
}

/**
 * A body's work plan for a year. In the public one a closed row keeps its kind and date, and its title is the pack's
 * word for confidential; so does a row that is not known to be open.
 */
export function composeWorkplan(body: Body, entries: readonly PlanEntry[], pack: TemplatePack, options: WorkplanOptions): WorkplanView {
  const ordered = options.order === "loaded" ? entries : entries.toSorted(comparePlanEntries);
  const dokument = label(pack, "arbejdsplan");
  return {
    dokument,
    titel: `${dokument} ${options.year} – ${body.name}`,
    mærke: options.mark,
    udvalg: composeBody(body),
    år: options.year,
    rækker: ordered.map((entry) => {
      const hidden = options.variant === "public" && entry.openness !== "open";
      return {
        udvalg: entry.leadBody,
        titel: hidden ? pack.closedPlanTitle : markedTitle(entry, pack),
        problemstilling: hidden ? treatmentKinds(entry.treatment, pack) : (entry.treatment ?? ""),
        dato: entry.date === null ? periodOf(entry.period ?? "", hidden) : planDate(entry.date),
      };
    }),
  };
}

/** Internal plans show what a closed row is about, and that it is closed. */
function markedTitle({ title, openness }: PlanEntry, pack: TemplatePack): string {
  const told = title.toLocaleLowerCase("da").startsWith(pack.closedPlanTitle.toLocaleLowerCase("da"));
  return openness === "closed" && !told ? `${title} (${pack.closedPlanTitle.toLocaleLowerCase("da")})` : title;
}

/** A period is free text, and may tell more than when; of a hidden row only a period in so many words is told. */
function periodOf(period: string, hidden: boolean): string {
  return !hidden || plainPeriod.test(period) ? period : "";
}

const plainPeriod = /^(?:(?:primo|medio|ultimo|tidligt|sent) )?(?:\d\. (?:kvartal|halvår)|forår(?:et)?|sommer(?:en)?|efterår(?:et)?|vinter(?:en)?|januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december)?(?: ?\d{4})?$/iu;

/**
 * `Beslutningssag: Godkendelse af …` → `Beslutningssag`: the clarification may tell what the title does not, so only
 * words that the pack has for a kind are let through, longest first. Several may stand side by side (`Drøftelse/beslutningssag`).
 */
function treatmentKinds(treatment: string | null, pack: TemplatePack): string {
  const words = pack.kinds.flatMap(({ label, aliases }) => [label, ...aliases]).filter((word) => /^\p{L}/u.test(word)).toSorted((a, b) => b.length - a.length);
  const text = treatment ?? "";
  const lower = text.toLocaleLowerCase("da");
  let end = 0;
  for (let at = 0; ; at = end + 1) {
    const word = words.find((one) => lower.startsWith(one.toLocaleLowerCase("da"), at) && !/\p{L}/u.test(text.charAt(at + one.length)));
    if (word === undefined) return text.slice(0, end);
    end = at + word.length;
    if (text.charAt(end) !== "/") return text.slice(0, end);
  }
}
