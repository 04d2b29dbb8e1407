import { cutSpans, splitRow } from "./set-table.ts";
import { type NoteLayout, type RowSlug, type Slug, stackHeight } from "./slug.ts";

/** A slug with its place on a page: distance of its top from the top of the page's body. */
export interface Placed {
  readonly slug: Slug;
  readonly y: number;
  /** Said again on a further page, so no content: a table's header rows. */
  readonly repeated: boolean;
  /** For rows: the first and the last of their table on this page. */
  readonly opens: boolean;
  readonly closes: boolean;
}

export interface BodyPage {
  readonly placed: readonly Placed[];
  /** Lines of the notes, measured from the top of the body; the rule stands `noteRule` from it. */
  readonly notes: readonly Placed[];
  readonly noteRule: number | null;
}

/** Space between text and notes, of which the rule is in the middle. */
const noteGap = 9;

/** A note is divided only where at least this many of its lines stand on each page. */
const leastNoteLines = 2;

/** Notes never take more of a page than this while there is text for it. */
const mostNotes = 0.7;

/**
 * Divides the flow into pages. Each page takes as much as fits with the notes that belong to it, then goes back to the
 * last break of the lowest cost. `heightOf` tells the height of the body on a page (by index).
 */
export function paginate(flow: readonly Slug[], heightOf: (page: number) => number): BodyPage[] {
  const slugs = [...flow];
  const pages: BodyPage[] = [];
  let start = 0;
  let carried: Slug[] = [];
  while (start < slugs.length || carried.length > 0) {
    const height = heightOf(pages.length);
    const opening = openingNotes(carried, start < slugs.length ? height * mostNotes : height);
    const fitted = fitPage(slugs, start, height, opening.lines);
    pages.push(buildPage(slugs, start, fitted.end, height, fitted.notes));
    carried = [...opening.rest, ...fitted.carried];
    start = fitted.end;
  }
  return pages;
}

interface Fitted {
  /** Index after the page's last slug. */
  readonly end: number;
  readonly notes: readonly Slug[];
  readonly carried: Slug[];
}

function fitPage(slugs: Slug[], start: number, height: number, opening: readonly Slug[]): Fitted {
  const first = slugs[start];
  if (!first) return { end: start, notes: opening, carried: [] };
  const repeatsHead = first.kind === "row" && !first.header && first.table.head.length > 0 && first.table.rows.indexOf(first) > 0;
  if (first.kind === "row") cutSpans(first);
  let y = repeatsHead && first.kind === "row" ? first.table.headHeight : 0;
  let notes = [...opening];
  let at = start;
  for (; at < slugs.length; at++) {
    const slug = slugs[at] as Slug;
    if (at > start && slug.breakBefore === "forced") return { end: at, notes, carried: [] };
    const top = y + (at === start ? 0 : slug.gap);
    const added = slug.notes.flatMap((note) => note.slugs);
    const room = height - top - notesHeight([...notes, ...added]);
    if (slug.height <= room + 0.01) {
      y = top + slug.height;
      notes = added.length > 0 ? [...notes, ...added] : notes;
      continue;
    }
    if (added.length > 0 && opening.length === 0) {
      const divided = divideNote(notes, slug.notes, height - top - slug.height);
      if (divided && breakAllowed(slugs[at + 1])) return { end: at + 1, notes: divided.here, carried: divided.later };
    }
    const split = slug.kind === "row" && slug.splittable ? splitRowHere(slug, room, height) : null;
    if (split) {
      slugs.splice(at, 1, split.first, split.rest);
      return { end: at + 1, notes: [...notes, ...split.first.notes.flatMap((note) => note.slugs)], carried: [] };
    }
    break;
  }
  if (at === slugs.length) return { end: at, notes, carried: [] };
  if (at === start) return forcePage(slugs, start, height, y, opening);
  const end = lastBreak(slugs, start, at);
  return { end, notes: [...opening, ...notesOf(slugs.slice(start, end))], carried: [] };
}

function notesOf(slugs: readonly Slug[]): Slug[] {
  return slugs.flatMap((slug) => slug.notes.flatMap((note) => note.slugs));
}

function breakAllowed(next: Slug | undefined): boolean {
  return next === undefined || next.breakBefore === "free" || next.breakBefore === "forced";
}

/** The last place before `at` where a page may end: at the lowest cost that any place has. */
function lastBreak(slugs: readonly Slug[], start: number, at: number): number {
  for (const allowed of [["free", "forced"], ["free", "forced", "keep"]]) {
    for (let end = at; end > start; end--) if (allowed.includes((slugs[end] as Slug).breakBefore)) return end;
  }
  return at;
}

/** A row is divided where a part of it worth having fits: a few lines, and not a thin strip of a tall row. */
function splitRowHere(row: RowSlug, room: number, height: number): ReturnType<typeof splitRow> {
  if (room < Math.min(48, height / 3)) return null;
  return splitRow(row, room);
}

/**
 * The slug at the head of the page does not fit: a row is divided, anything else stands as it is. Of its notes as many
 * lines stand here as there is room for; the others go on.
 */
function forcePage(slugs: Slug[], start: number, height: number, headHeight: number, opening: readonly Slug[]): Fitted {
  const slug = slugs[start] as Slug;
  const room = height - headHeight - notesHeight(opening);
  const split = slug.kind === "row" && slug.height > room ? splitRow(slug, room) : null;
  if (split) slugs.splice(start, 1, split.first, split.rest);
  const first = split ? split.first : slug;
  const all = [...opening, ...notesOf([first])];
  let count = all.length;
  while (count > opening.length && headHeight + first.height + notesHeight(all.slice(0, count)) > height) count--;
  return { end: start + 1, notes: all.slice(0, count), carried: all.slice(count) };
}

// ---------------------------------------------------------------- notes

function notesHeight(lines: readonly Slug[]): number {
  return lines.length === 0 ? 0 : noteGap + stackHeight(lines);
}

/** What of the notes carried over from the page before stands on this one. */
function openingNotes(carried: readonly Slug[], most: number): { readonly lines: readonly Slug[]; readonly rest: readonly Slug[] } {
  let count = carried.length;
  while (count > 1 && notesHeight(carried.slice(0, count)) > most) count--;
  return { lines: carried.slice(0, count), rest: carried.slice(count) };
}

/** Divides the last of a slug's notes so that the slug and what fits of its notes stand on the page. */
function divideNote(before: readonly Slug[], notes: readonly NoteLayout[], room: number): { readonly here: Slug[]; readonly later: Slug[] } | null {
  const last = notes.at(-1);
  if (!last || last.slugs.length < 2 * leastNoteLines) return null;
  const whole = [...before, ...notes.slice(0, -1).flatMap((note) => note.slugs)];
  for (let count = last.slugs.length - leastNoteLines; count >= leastNoteLines; count--) {
    const here = [...whole, ...last.slugs.slice(0, count)];
    if (notesHeight(here) <= room) return { here, later: last.slugs.slice(count) };
  }
  return null;
}

// ---------------------------------------------------------------- building

function buildPage(slugs: readonly Slug[], start: number, end: number, height: number, notes: readonly Slug[]): BodyPage {
  const placed: Placed[] = [];
  let y = 0;
  const first = slugs[start];
  if (first?.kind === "row" && !first.header && first.table.head.length > 0 && start < end) {
    first.table.head.forEach((row, index) => {
      placed.push({ slug: row, y, repeated: true, opens: index === 0, closes: false });
      y += row.height;
    });
  }
  const headPlaced = placed.length > 0;
  for (let index = start; index < end; index++) {
    const slug = slugs[index] as Slug;
    if (index > start) y += slug.gap;
    const before = slugs[index - 1];
    const after = slugs[index + 1];
    placed.push({
      slug,
      y,
      repeated: false,
      opens: slug.kind === "row" && !(index > start && before?.kind === "row" && before.table === slug.table) && !(index === start && headPlaced),
      closes: slug.kind === "row" && !(index + 1 < end && after?.kind === "row" && after.table === slug.table),
    });
    y += slug.height;
  }
  const lines: Placed[] = [];
  const area = notesHeight(notes);
  let noteY = height - area + noteGap;
  notes.forEach((slug, index) => {
    if (index > 0) noteY += slug.gap;
    lines.push({ slug, y: noteY, repeated: false, opens: false, closes: false });
    noteY += slug.height;
  });
  return { placed, notes: lines, noteRule: notes.length > 0 ? height - area + noteGap / 2 : null };
}
