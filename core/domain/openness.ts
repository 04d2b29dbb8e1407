/** Whether a thing may be read by the public (åben, lukket, ukendt). Unknown counts as closed. */
export type Openness = "open" | "closed" | "unknown";

export const opennesses = ["open", "closed", "unknown"] as const satisfies readonly Openness[];

/** Who a document is for: everyone (offentlig) or those who may see closed items (intern). */
export type Variant = "internal" | "public";

export const variants = ["internal", "public"] as const satisfies readonly Variant[];

/** An attachment follows its item unless it is closed itself; only what is open in both is open. */
export function effectiveOpenness(item: Openness, attachment: Openness): Openness {
  if (item === "closed" || attachment === "closed") return "closed";
  return item;
}

/** Only what is known to be open enters a public document. */
export function mayShow(variant: Variant, openness: Openness): boolean {
  return variant === "internal" || openness === "open";
}
