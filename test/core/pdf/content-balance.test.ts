import { expect, test } from "vitest";
import { contentBalance } from "../../../core/pdf/content-balance.ts";

const of = (content: string) => contentBalance(Uint8Array.from(content, (letter) => letter.charCodeAt(0)));

for (const [content, closes, ending] of [
  ["", 0, ""],
  ["q 1 0 0 1 0 0 cm Q", 0, ""],
  ["q q Q", 0, "Q\n"],
  ["Q Q q", 2, "Q\n"],
  ["q BT /Span BMC (", 0, ")\nET\nEMC\nQ\n"],
  ["(q Q \\( q (q) \\\\) Tj % q q q\nq", 0, "Q\n"],
  ["((a)", 0, ")\n"],
  ["<71> Tj [<51 (q)] TJ", 0, ">]\n"],
  ["<71", 0, ">\n"],
  ["/q gs /Q Do /qq 1 qq q1", 0, ""],
  ["/Span <</ActualText (>) /X [1] /Y <71>>> BDC EMC", 0, ""],
  ["/Span << /MCID 1 >> BDC EMC EMC", 0, ""],
  ["[ << /A [", 0, "]>>]\n"],
  ["] >> q", 0, "Q\n"],
  ["BI /W 1 /H 1 ID q Q\u0000q EI Q", 1, ""],
  ["BI /W 1 /H 1 ID q Q", 0, "\nEI\n"],
] as const) {
  test(`what is open and what is closed too often is told: ${content}`, () => {
    expect(of(content)).toEqual([closes, ending]);
  });
}

test("hostile content is told in few words", () => {
  for (const piece of ["q ", "Q ", "[", "(", "<<", "/A BMC "]) {
    const [closes, ending] = of(piece.repeat(200_000));
    expect(closes + ending.length).toBeLessThan(50_000);
  }
});
