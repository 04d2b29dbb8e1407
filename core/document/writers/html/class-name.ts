/** A style's name as a class. */
export function className(style: string): string {
  return `s-${style.replace(/[^\p{L}\p{N}-]/gu, "-")}`;
}
