/** Width of a text in ems of a sans-serif, a little on the wide side so that bold fits too. */
export function ems(text: string): number {
  let width = 0;
  for (const character of text) width += emsOf(character);
  return width;
}

function emsOf(character: string): number {
  if ("ijltfrI.,:;'|!()[] \u00a0".includes(character)) return 0.33;
  if ("mwMWÆŒæ%@—\u2003".includes(character)) return 0.9;
  if (/[A-ZØÅÄÖ]/.test(character)) return 0.65;
  return 0.56;
}
