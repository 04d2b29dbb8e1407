/** Points as twentieths of a point, which is what WordprocessingML counts in. */
export function twips(points: number): number {
  return Math.round(points * 20);
}
