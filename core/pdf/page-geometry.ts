/** Left, bottom, right, top in user space units; left < right, bottom < top. */
export type Box = readonly [left: number, bottom: number, right: number, top: number];

/** A page as its file describes it, with what it inherits. */
export interface PageGeometry {
  readonly mediaBox: Box;
  /** Inside the media box: what the reader sees. */
  readonly cropBox: Box;
  /** Degrees clockwise for showing. */
  readonly rotate: 0 | 90 | 180 | 270;
  /** Points in a unit of user space (ISO 32000-1, 14.11.2: UserUnit). */
  readonly userUnit: number;
}

/** A transformation of points as PDF writes it: x' = ax + cy + e, y' = bx + dy + f. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** The page's width and height as the reader sees it, in user space units. */
export function displayedSize({ cropBox: [left, bottom, right, top], rotate }: PageGeometry): { readonly width: number; readonly height: number } {
  const width = right - left;
  const height = top - bottom;
  return rotate === 90 || rotate === 270 ? { width: height, height: width } : { width, height };
}

/**
 * From what the reader sees (u to the right, v up, origin at the bottom left of the visible page, user space units) to
 * the page's user space.
 */
export function displayToUser({ cropBox: [left, bottom, right, top], rotate }: PageGeometry): Matrix {
  switch (rotate) {
    case 0:
      return [1, 0, 0, 1, left, bottom];
    case 90:
      return [0, 1, -1, 0, right, bottom];
    case 180:
      return [-1, 0, 0, -1, right, top];
    case 270:
      return [0, -1, 1, 0, left, top];
  }
}
