import { z } from "zod";
import { type IsoDate, readDate } from "../domain/danish-date.ts";
import type { Openness } from "../domain/openness.ts";
import type { PlanEntry } from "../domain/plan-entry.ts";
import { AppError } from "../errors.ts";
import type { PackLibrary } from "../packs.ts";
import type { New, Store } from "../store.ts";
import { findOrAddBody } from "./bodies.ts";
import { operation } from "./operation.ts";

/** A row as work plans have it; the names are those of the papers. Unknown fields are passed over. */
const row = z.object({
  ledendeUdvalg: z.string().nullish(),
  titel: z.string(),
  problemstilling: z.string().nullish(),
  datoForUdvalg: z.string().nullish(),
  /** `lukket` or `åben`; where it is left out, a row whose title is only the word for confidential is closed. */
  åbenhed: z.string().nullish(),
});

const loadInput = z.strictObject({ body: z.string(), year: z.number().int().min(1900).max(2200), rows: z.array(z.unknown()), pack: z.string().default("region") });

export const planApi = (store: Store, packs: PackLibrary) => ({
  /** Loads a body's work plan for a year in the order of the rows; takes the place of an earlier one. */
  "plan.load": operation(loadInput, ({ body: name, year, rows, pack }): PlanEntry[] => {
    const closedTitle = packs.load(pack).meaning.closedPlanTitle;
    return store.transaction(() => {
      const body = findOrAddBody(store, packs, name, pack);
      const read = rows.map((raw, position) => readRow(raw, position + 1, closedTitle));
      // A plan that marks any row, in words or by its title, has told of them all; one that marks none has told nothing.
      const marked = read.some(({ openness }) => openness !== "unknown");
      const entries = read.map((entry, index): New<PlanEntry> => ({
        ...entry,
        bodyId: body.id,
        year,
        position: index + 1,
        leadBody: entry.leadBody || (body.abbreviation ?? body.name),
        openness: marked && entry.openness === "unknown" ? "open" : entry.openness,
      }));
      return store.plan.replace(body.id, year, entries);
    });
  }),
});

function readRow(raw: unknown, number: number, closedTitle: string): Omit<New<PlanEntry>, "bodyId" | "year" | "position"> {
  const checked = row.safeParse(raw);
  if (!checked.success) {
    const issue = checked.error.issues[0];
    throw new AppError("plan.row-unreadable", { row: number, reason: `»${issue?.path.join(".") ?? ""}« ${issue?.message ?? ""}` });
  }
  const { titel, problemstilling, ledendeUdvalg, datoForUdvalg, åbenhed } = checked.data;
  if (titel.trim() === "") throw new AppError("plan.row-unreadable", { row: number, reason: "titlen er tom" });
  const when = (datoForUdvalg ?? "").trim();
  const date: IsoDate | null = readDate(when);
  return {
    leadBody: ledendeUdvalg?.trim() ?? "",
    title: titel.trim(),
    treatment: problemstilling?.trim() || null,
    date,
    period: date === null && when !== "" ? when : null,
    openness: opennessOf(åbenhed?.trim() ?? "", titel.trim().toLowerCase() === closedTitle.toLowerCase()),
  };
}

function opennessOf(printed: string, titleWithheld: boolean): Openness {
  if (titleWithheld || /^(lukket|fortrolig)/i.test(printed)) return "closed";
  return /^åb(en|ent)/i.test(printed) ? "open" : "unknown";
}
