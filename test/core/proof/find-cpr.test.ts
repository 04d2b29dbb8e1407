import { expect, test } from "vitest";
import { findCpr, findCprNumbers } from "../../../core/proof/find-cpr.ts";
import type { Receipt } from "../../../core/packet/receipt.ts";
import { invented } from "../../support/random-meeting.ts";

const masked = (text: string) => findCprNumbers(text).map((found) => found.masked);

test("a day of birth with four digits after a hyphen looks like a CPR number, and is told without them", () => {
  expect(masked("Borgeren (010190-1234) har klaget.")).toEqual(["010190-xxxx"]);
  expect(masked("(010190–1234), 311299 - 4321; 290200-5678")).toEqual(["010190-xxxx", "311299-xxxx", "290200-xxxx"]);
  expect(masked("CPR: 010190 1234")).toEqual(["010190-xxxx"]);
});

test("a day that there never was is none: the seventh digit tells the century", () => {
  expect(masked("320190-1234 311390-1234 310490-1234 000190-1234")).toEqual([]);
  // 29 February: 1900 was no leap year, 2000 was, 1999 was none.
  expect(masked("290200-1234")).toEqual([]);
  expect(masked("290299-4321")).toEqual([]);
});

test("ten digits in one run need the check digit, or a word for CPR nearby", () => {
  expect(masked("0101901234")).toEqual([]);
  expect(masked("personnummer 0101901234")).toEqual(["010190-xxxx"]);
  expect(masked(`${withCheckDigit("070290")} i listen`)).toEqual(["070290-xxxx"]);
});

test("longer numbers, amounts, telephone and journal numbers are left alone", () => {
  for (const text of ["EAN 5790000123457", "konto 1234-0101901234", "010190-12345", "tlf. 12 34 56 78", "+45 12345678", "j.nr. 27-010190-1234", "010190-1234-5", "A010190-1234", "1.010.190-1234", "010190.1234"]) expect([text, masked(text)]).toEqual([text, []]);
});

test("a sighting names item, attachment and page", () => {
  const file = { item: 2, series: "item", attachment: 3, title: "Klage", name: null, sha256: null, pagesIn: 1, pagesOut: 1, firstPage: 2, outcome: "as-is", reason: "", stamp: [] } as const;
  const receipt: Receipt = { packet: "p.pdf", body: "U", date: "2027-03-16", variant: "public", createdAt: "", pages: 2, agendaPages: 1, files: [file] };
  const papers = invented.papers([{ number: 1, openness: "open", html: "<p>Se <strong>020280-1111</strong></p>" }]);
  expect(findCpr({ pages: ["Punkt 1: 020280-1111, 020280-1111", "Klage 010190-1234"] }, receipt, papers)).toEqual([
    { series: "item", item: 1, attachment: null, page: 1, masked: "020280-xxxx" },
    { series: "item", item: 2, attachment: 3, page: 2, masked: "010190-xxxx" },
  ]);
});

function checks(digits: string): boolean {
  return [4, 3, 2, 7, 6, 5, 4, 3, 2, 1].reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0) % 11 === 0;
}

function withCheckDigit(day: string): string {
  for (let serial = 1000; serial < 2000; serial += 1) if (checks(`${day}${serial}`)) return `${day}${serial}`;
  throw new Error("none");
}
