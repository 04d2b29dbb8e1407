import type { Document } from "../../core/document/document.ts";
import { bulletList, heading1, paragraph, sampleDocument, table } from "../support/sample-document.ts";

/** An invented item of one page: heading, three paragraphs, five bullets and a table of seven rows. */
export interface BenchItem {
  readonly id: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly bullets: readonly string[];
  readonly head: readonly string[];
  readonly rows: readonly string[][];
}

const stems = "omsorg kultur trafik klima sundhed forsyning uddannelse beskæftigelse bolig natur havn skole erhverv turisme byggeri kyst energi vej digital borger".split(" ");
const tails = "udvalget planen ordningen indsatsen området budgettet projektet strategien aftalen opgaverne vurdering puljen kontoret gruppen målene rapport tilbud".split(" ");
const small = "at og i det der for til en af på som med er den de et har ikke kan skal ved om fra blev efter også mellem under samt vil".split(" ");

/** Items whose words come from a fixed sequence, so that every engine sets the same text each time. */
export function benchItems(count: number): BenchItem[] {
  return Array.from({ length: count }, (_, index) => makeItem(index + 1));
}

/** The items as a document, each a part on a page of its own. */
export function benchDocument(items: readonly BenchItem[]): Document {
  return sampleDocument(
    items.map((item) => ({
      type: "group" as const,
      role: "part" as const,
      children: [heading1(item.id, item.title), ...item.paragraphs.map((words) => paragraph(words)), bulletList(...item.bullets), table(item.head, item.rows)],
    })),
  );
}

/** Words from a fixed sequence that `seed` begins. */
export function wordSource(seed: number): (count: number) => string {
  let state = Math.imul(seed, 2_654_435_761);
  const next = (limit: number) => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 3_266_489_917) | 0;
    return (state >>> 0) % limit;
  };
  const word = () => (next(5) < 3 ? (small[next(small.length)] ?? "") : `${stems[next(stems.length)] ?? ""}s${tails[next(tails.length)] ?? ""}`);
  return (count) => Array.from({ length: count }, word).join(" ");
}

function makeItem(number: number): BenchItem {
  const words = wordSource(number);
  const sentence = (count: number) => {
    const said = words(count);
    return `${said.charAt(0).toUpperCase()}${said.slice(1)}.`;
  };
  return {
    id: `punkt-${number}`,
    title: `${number}. BESLUTNINGSSAG: ${words(4).toUpperCase()}`,
    paragraphs: [0, 1, 2].map((at) => [9, 12, 15, 11].map((length) => sentence(length + ((number + at) % 5))).join(" ")),
    bullets: [0, 1, 2, 3, 4].map(() => `at ${words(9)}`),
    head: ["Område", "Formål", "2026", "2027"],
    rows: Array.from({ length: 6 }, (_, row) => [words(1), words(7), `${row + 1}.${100 + ((number * 37) % 900)}`, `${row + 2}.${100 + ((number * 53) % 900)}`]),
  };
}
