import type { Series } from "../domain/agenda-item.ts";
import { mayShow } from "../domain/openness.ts";
import type { MeetingPapers } from "../packet/meeting-papers.ts";
import type { Receipt } from "../packet/receipt.ts";
import type { PacketText } from "./packet-text.ts";
import { planPacket } from "./packet-plan.ts";

/** A number in a public packet that looks like a CPR number; the facts of `cpr.found`. */
export interface CprSighting {
  /** Null where the page is the agenda's and no item's text has the number. */
  readonly series: Series | null;
  readonly item: number | null;
  readonly attachment: number | null;
  /** Of the packet, from 1. */
  readonly page: number;
  /** `010190-xxxx`: reports never repeat the number. */
  readonly masked: string;
}

/**
 * Numbers that look like a CPR number in what would become public, each once a page. On the agenda's own pages the
 * item is the one whose text has the number; `papers` are the selected, public ones.
 */
export function findCpr({ pages }: PacketText, receipt: Receipt, papers: MeetingPapers): CprSighting[] {
  const { roles } = planPacket(receipt, pages.length);
  return pages.flatMap((text, index) => {
    const seen = new Map(findCprNumbers(text).map((found) => [found.digits, found]));
    return [...seen.values()].map(({ digits, masked }): CprSighting => {
      const role = roles[index];
      const page = index + 1;
      if (role?.kind === "attachment" || role?.kind === "sheet") return { series: role.file.series, item: role.file.item, attachment: role.file.attachment, page, masked };
      const owner = papers.items.find(({ item }) => mayShow("public", item.openness) && item.sections.some(({ html }) => findCprNumbers(html.replace(/<[^>]*>/g, " ")).some((one) => one.digits === digits)));
      return { series: owner?.item.series ?? null, item: owner?.item.number ?? null, attachment: null, page, masked };
    });
  });
}

export interface CprNumber {
  readonly digits: string;
  readonly masked: string;
  /** Where it begins in the text. */
  readonly at: number;
}

/**
 * Numbers of six and four digits whose first six are a day that there was (the seventh digit tells the century). Ten
 * digits in one run are a telephone or journal number more often, so they must also pass the old check digit or stand
 * near a word for CPR; numbers issued since 2007 need not have it.
 */
export function findCprNumbers(text: string): CprNumber[] {
  const found: CprNumber[] = [];
  // Not inside longer numbers, nor in dates, amounts, addresses and journal numbers that go on with more digits.
  for (const match of text.matchAll(/(?<![\p{L}\p{N}]|\d[-./ ,:\u00a0])(\d{6})([-\u2010-\u2013 \u00a0]|\s?[-\u2010-\u2013]\s?)?(\d{4})(?![\p{L}\p{N}]|[-./,:\u00a0]\d| \d{2,4}\b)/gu)) {
    const [, day = "", mark = "", serial = ""] = match;
    const digits = day + serial;
    if (!isBirthday(digits)) continue;
    const near = text.slice(Math.max(0, match.index - 40), match.index + match[0].length + 20);
    const named = /\bcpr\b|cpr[-. ]?n|personn(?:ummer|r)|fødselsdato|født/iu.test(near);
    if (!/[-\u2010-\u2013]/.test(mark) && !named && !hasCheckDigit(digits)) continue;
    found.push({ digits, masked: `${day}-xxxx`, at: match.index });
  }
  return found;
}

/** Day, month and year of birth; the seventh digit tells the century (cpr.dk, 'Personnummeret i CPR'). */
function isBirthday(digits: string): boolean {
  const [day, month, year, seventh] = [Number(digits.slice(0, 2)), Number(digits.slice(2, 4)), Number(digits.slice(4, 6)), Number(digits[6])];
  const full = seventh < 4 ? 1900 + year : seventh === 4 || seventh === 9 ? (year < 37 ? 2000 : 1900) + year : (year < 58 ? 2000 : 1800) + year;
  const leap = (full % 4 === 0 && full % 100 !== 0) || full % 400 === 0;
  const last = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return last !== undefined && day >= 1 && day <= last;
}

/** Modulus 11 (in force for numbers issued until October 2007). */
function hasCheckDigit(digits: string): boolean {
  const weights = [4, 3, 2, 7, 6, 5, 4, 3, 2, 1];
  return weights.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0) % 11 === 0;
}
