/** Danish enumeration: `a`, `a og b`, `a, b og c`. */
export function enumerate(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} og ${names.at(-1)}`;
}
