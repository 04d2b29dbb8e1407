/** A piece of a paragraph that is not divided: a word, or a part of one. Widths in points. */
export interface Piece {
  readonly width: number;
  /** Width of the space after it on the line; falls away at the line's end. */
  readonly space: number;
  /** Cost of ending a line after it: 0 at a space, more where it is less welcome, Infinity where it must not be. */
  readonly cost: number;
  /** Width of the hyphen that a line ending here gets; 0 where it gets none. */
  readonly hyphen: number;
  /** The line ends here whatever its length. */
  readonly forced: boolean;
}

export interface BrokenLines {
  /** Index of the last piece of each line. */
  readonly ends: readonly number[];
  /** Worst unevenness: the largest share of the measure that is left empty (ragged) or stretched (justified). */
  readonly worst: number;
  /** Whether every line fits the measure. */
  readonly fits: boolean;
}

/** `balanced` is ragged, with a last line that is to be about as long as the others: headings. */
export type Manner = "ragged" | "justified" | "balanced";

/** What a line costs in itself, so that a paragraph is not set in more lines than it needs. */
const lineCost = 30;
const secondHyphenCost = 12;
const lastLineHyphenCost = 25;
/** A last line shorter than this share of the measure is a leftover. */
const shortestLast = 0.06;
const leftoverCost = 4;
const overfullCost = 1e7;
/** The last line of balanced text may rather be the shorter one. */
const lastOfBalanced = 0.6;

/** Share of its width that a justified line may take from each space. */
const shrinkable = 0.18;

/**
 * Divides a paragraph into lines as a whole (after Knuth and Plass): the division in which the sum of the lines'
 * unevenness is least, rather than the fullest first line. The last line is free unless balanced. The spaces of
 * a justified line may shrink a little, and stretch.
 */
export function breakLines(pieces: readonly Piece[], measure: number, manner: Manner): BrokenLines {
  const count = pieces.length;
  if (fitsOneLine(pieces, measure)) return { ends: [count - 1], worst: 0, fits: true };
  const ends: number[] = [];
  let worst = 0;
  let fits = true;
  let from = 0;
  while (from < count) {
    let to = from;
    while (to < count - 1 && !(pieces[to] as Piece).forced) to++;
    const part = breakPart(pieces, from, to, measure, manner);
    ends.push(...part.ends);
    worst = Math.max(worst, part.worst);
    fits &&= part.fits;
    from = to + 1;
  }
  return { ends, worst, fits };
}

function fitsOneLine(pieces: readonly Piece[], measure: number): boolean {
  const last = pieces.length - 1;
  let width = 0;
  for (let index = 0; index <= last; index++) {
    const piece = pieces[index] as Piece;
    width += piece.width;
    if (width > measure + 0.01) return false;
    if (index === last) return true;
    if (piece.forced) return false;
    width += piece.space;
  }
  return false;
}

// Work space, used by one paragraph after the other: start[i] is where piece i would begin if all stood on one line,
// spaces[i] the spaces before it, best[i] the least cost of lines that end before it, previous[i] where the last begins.
let room = 256;
let start = new Float64Array(room);
let spaces = new Float64Array(room);
let best = new Float64Array(room);
let previous = new Int32Array(room);
let hyphened = new Uint8Array(room);

function makeRoom(count: number): void {
  room = count * 2;
  start = new Float64Array(room);
  spaces = new Float64Array(room);
  best = new Float64Array(room);
  previous = new Int32Array(room);
  hyphened = new Uint8Array(room);
}

/** The pieces `first` to `last`, which hold no forced break but at their end. */
function breakPart(pieces: readonly Piece[], first: number, last: number, measure: number, manner: Manner): BrokenLines {
  const justified = manner === "justified";
  const count = last - first + 1;
  if (count >= room) makeRoom(count);
  start[0] = 0;
  spaces[0] = 0;
  for (let index = 0; index < count; index++) {
    const piece = pieces[first + index] as Piece;
    start[index + 1] = (start[index] as number) + piece.width + piece.space;
    spaces[index + 1] = (spaces[index] as number) + piece.space;
  }
  const lastPiece = pieces[last] as Piece;
  if ((start[count] as number) - lastPiece.space <= measure + 0.01) return { ends: [last], worst: 0, fits: true };

  best.fill(Infinity, 0, count + 1);
  hyphened.fill(0, 0, count + 1);
  best[0] = 0;
  for (let end = 1; end <= count; end++) {
    const piece = pieces[first + end - 1] as Piece;
    const isLast = end === count;
    if (!isLast && piece.cost === Infinity) continue;
    const right = (start[end] as number) - piece.space + piece.hyphen;
    let feasible = false;
    for (let begin = end - 1; begin >= 0; begin--) {
      const before = best[begin] as number;
      const width = right - (start[begin] as number);
      const shrink = justified ? ((spaces[end] as number) - piece.space - (spaces[begin] as number)) * shrinkable : 0;
      if (width - shrink > measure + 0.01) {
        // Nothing that begins earlier fits either; what does not fit even so is set overfull.
        if (feasible) break;
        if (before === Infinity) continue;
        const total = before + overfullCost * (1 + (width - measure) / measure);
        if (total < (best[end] as number)) {
          best[end] = total;
          previous[end] = begin;
          hyphened[end] = piece.hyphen > 0 ? 1 : 0;
        }
        break;
      }
      if (before === Infinity) continue;
      feasible = true;
      const gaps = (spaces[end] as number) - piece.space - (spaces[begin] as number);
      let total = before + lineCost + unevenness(measure - width, measure, gaps, manner, isLast);
      if (isLast) {
        if (hyphened[begin] === 1) total += lastLineHyphenCost;
      } else {
        total += piece.cost;
        if (piece.hyphen > 0 && hyphened[begin] === 1) total += secondHyphenCost;
      }
      if (total < (best[end] as number)) {
        best[end] = total;
        previous[end] = begin;
        hyphened[end] = piece.hyphen > 0 ? 1 : 0;
      }
    }
  }
  return retrace(pieces, first, count, measure);
}

function unevenness(slack: number, measure: number, gaps: number, manner: Manner, isLast: boolean): number {
  if (isLast && manner !== "balanced") {
    if (slack < 0) return 10;
    return measure - slack < measure * shortestLast ? leftoverCost : 0;
  }
  if (manner !== "justified") {
    const share = slack / measure;
    return (isLast ? lastOfBalanced : 1) * 400 * share * share;
  }
  if (slack < 0) return 90 * (-slack / Math.max(gaps * shrinkable, 0.01)) ** 3;
  const stretch = slack / Math.max(gaps / 2, 0.01);
  return stretch > 20 ? 1e6 : 60 * stretch ** 3;
}

function retrace(pieces: readonly Piece[], first: number, count: number, measure: number): BrokenLines {
  const ends: number[] = [];
  let worst = 0;
  for (let end = count; end > 0; end = previous[end] as number) {
    ends.push(first + end - 1);
    const begin = previous[end] as number;
    const piece = pieces[first + end - 1] as Piece;
    const width = (start[end] as number) - piece.space + piece.hyphen - (start[begin] as number);
    if (end < count) worst = Math.max(worst, (measure - width) / measure);
  }
  return { ends: ends.reverse(), worst, fits: (best[count] as number) < overfullCost };
}
