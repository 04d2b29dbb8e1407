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
  /** `lukket` or `åben`, or blank where it is not known; a row whose title is only the word for confidential is closed. */
  åbenhed: z.string().nullish(),
});

const loadInput = z.strictObject({ body: z.string(), year: z.number().int().min(1900).max(2200), rows: z.array(z.unknown()), pack: z.string().default("region") });

export const planApi = (store: Store, packs: PackLibrary) => ({
  /** Loads a body's work plan for a year in the order of the rows; takes the place of an earlier one. */
  "plan.load": operation(loadInput, ({ body: name, year, rows, pack }): PlanEntry[] => {
    return store.transaction(() => {
      const body = findOrAddBody(store, packs, name, pack);
      const closedTitle = packs.load(body.pack).meaning.closedPlanTitle;
      const read = rows.map((raw, position) => readRow(raw, position + 1, closedTitle));
      // A plan whose titles are withheld was published: what it shows is open. One that tells the openness of any row in
      // words is made to be read by us, and a row that it leaves blank is not known to be open.
      const published = read.some(({ openness }) => openness === "closed") && rows.every((raw) => !tellsOpenness(raw));
      const entries = read.map((entry, index): New<PlanEntry> => ({
        ...entry,
        bodyId: body.id,
        year,
        position: index + 1,
        leadBody: entry.leadBody || (body.abbreviation ?? body.name),
        openness: published && entry.openness === "unknown" ? "open" : entry.openness,
      }));
      return store.plan.replace(body.id, year, entries);
    });
  }),
});

function readRow(raw: unknown, number: number, closedTitle: string): Omit<New<PlanEntry>, "bodyId" | "year" | "position"> {
  const checked = row.safeParse(raw);
  if (!checked.success) {
    const issue = checked.error.issues[0];
    const column = issue?.path.join(".") ?? "";
    const reason = column === "" ? "den skal have felter som titel og datoForUdvalg" : (raw as Record<string, unknown>)[column] === undefined ? `»${column}« mangler` : `»${column}« skal være tekst`;
    throw new AppError("plan.row-unreadable", { row: number, reason });
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
    openness: opennessOf(number, åbenhed?.trim() ?? "", titel.trim().toLowerCase() === closedTitle.toLowerCase()),
  };
}

function tellsOpenness(raw: unknown): boolean {
  const { åbenhed } = row.parse(raw);
  return (åbenhed ?? "").trim() !== "";
}

/** Refuses a word that is neither: `delvis lukket` must not be taken for open because other rows are. */
function opennessOf(number: number, printed: string, titleWithheld: boolean): Openness {
  if (titleWithheld || /^(lukket|fortrolig)/i.test(printed)) return "closed";
  if (printed === "") return "unknown";
  if (/^åbent?$/i.test(printed.normalize("NFC"))) return "open";
  throw new AppError("plan.row-unreadable", { row: number, reason: `»åbenhed« er »${printed}«; skriv åben eller lukket, eller lad feltet stå tomt` });
}
