const collator = new Intl.Collator("da", { numeric: true, sensitivity: "base", caseFirst: "upper" });
const exact = new Intl.Collator("da", { numeric: true, caseFirst: "upper" });

/** Danish alphabetical order (…, Z, Æ, Ø, Å; aa sorts as å). Stable for texts that differ in case only. */
export function compareDanish(a: string, b: string): number {
  return collator.compare(a, b) || exact.compare(a, b);
}
