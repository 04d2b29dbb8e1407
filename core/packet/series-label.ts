import type { Series } from "../domain/agenda-item.ts";

/** What a number of the series is called in messages. */
export function seriesLabel(series: Series): string {
  return series === "item" ? "Punkt" : "Meddelelse";
}
