import { inkColumns, type Outcome, type PreparationReason, type Preparation, type PreparedPage } from "../../core/domain/preparation.ts";
import type { PreparationRepository } from "../../core/store.ts";
import type { Connection } from "../connection.ts";

export function preparationRepository(connection: Connection): PreparationRepository {
  const get = connection.prepare<PreparationRow>("SELECT * FROM preparations WHERE sha256 = ?");
  const put = connection.prepare(
    `INSERT INTO preparations (sha256, version, outcome, reasons, pages_in, pdf, pages, ink) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (sha256) DO UPDATE SET version = excluded.version, outcome = excluded.outcome, reasons = excluded.reasons,
       pages_in = excluded.pages_in, pdf = excluded.pdf, pages = excluded.pages, ink = excluded.ink`,
  );

  return {
    get: (sha256) => {
      const row = get.get(sha256);
      return row ? toPreparation(row) : null;
    },
    put: (preparation) =>
      void put.run(
        preparation.sha256, preparation.version, preparation.outcome, JSON.stringify(preparation.reasons),
        preparation.pagesIn, preparation.pdf, JSON.stringify(preparation.pages.map(pageRow)), inkOf(preparation.pages),
      ),
  };
}

interface PreparationRow {
  readonly sha256: string;
  readonly version: number;
  readonly outcome: Outcome;
  readonly reasons: string;
  readonly pages_in: number | null;
  readonly pdf: string | null;
  readonly pages: string;
  readonly ink: Buffer;
}

type PageRow = readonly [width: number, height: number, closes: number, ending: string, print: string];

function toPreparation(row: PreparationRow): Preparation {
  return {
    sha256: row.sha256,
    version: row.version,
    outcome: row.outcome,
    reasons: JSON.parse(row.reasons) as PreparationReason[],
    pagesIn: row.pages_in,
    pdf: row.pdf,
    pages: (JSON.parse(row.pages) as PageRow[]).map((page, index) => toPage(page, row.ink, index * bytesOfPage)),
  };
}

function toPage([width, height, closes, ending, print]: PageRow, ink: Buffer, start: number): PreparedPage {
  const known = ink[start] !== notKnown;
  return {
    width,
    height,
    ink: known ? { foot: columnsAt(ink, start), head: columnsAt(ink, start + inkColumns) } : null,
    unbalanced: [closes, ending],
    print,
  };
}

/** A plain loop: `Array.from` takes several times as long, and a packet has thousands of pages. */
function columnsAt(ink: Buffer, start: number): number[] {
  const columns: number[] = [];
  for (let column = start; column < start + inkColumns; column += 1) columns.push(ink[column] ?? 0);
  return columns;
}

function pageRow({ width, height, unbalanced: [closes, ending], print }: PreparedPage): PageRow {
  return [width, height, closes, ending, print];
}

const bytesOfPage = 2 * inkColumns;
const notKnown = 255;

/** Whole points, rounded down: less space than there is does no harm. */
function inkOf(pages: readonly PreparedPage[]): Buffer {
  const bytes = Buffer.alloc(pages.length * bytesOfPage, notKnown);
  for (const [index, { ink }] of pages.entries()) {
    if (ink) bytes.set([...ink.foot, ...ink.head].map((points) => Math.max(0, Math.min(254, Math.floor(points)))), index * bytesOfPage);
  }
  return bytes;
}
