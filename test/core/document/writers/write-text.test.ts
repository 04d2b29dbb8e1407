import { expect, test } from "vitest";
import { readRichText } from "../../../../core/document/read-html.ts";
import { ordinal, textOf } from "../../../../core/document/writers/text/write-text.ts";

const set = (html: string) => textOf(readRichText(html, "prøven"));

test("lists keep their numbers and their nesting", () => {
  expect(set('<ol><li><p>et</p><ol type="a"><li><p>under</p></li></ol></li><li><p>to</p></li></ol><ul><li><p>punkt</p></li></ul>')).toBe("1. et\n\n   a. under\n\n2. to\n\n• punkt");
});

test("a small table stands in columns, numbers to the right", () => {
  expect(set('<table><thead><tr><th>Post</th><th align="right">Kr.</th></tr></thead><tbody><tr><td>Leje</td><td align="right">1.200</td></tr></tbody></table>')).toBe("Post    Kr.\n----  -----\nLeje  1.200");
});

test("a wide table is set cell below cell, so that no words are mixed", () => {
  const long = "ord ".repeat(40).trim();
  const lines = set(`<table><tr><td>${long}</td><td>anden</td></tr></table>`).split("\n");
  expect(lines.every((line) => line.length <= 92)).toBe(true);
  expect(lines.at(-2)).toBe("anden");
});

test("footnotes stand last with their numbers, addresses stand beside their words", () => {
  const text = set('<p>Se <a href="https://eksempel.dk">siden</a>.</p>');
  expect(text).toBe("Se siden <https://eksempel.dk>.");
});

test("numbers, letters and roman numerals", () => {
  expect([1, 27, 28].map((number) => ordinal(number, "a"))).toEqual(["a", "aa", "ab"]);
  expect([1, 4, 9, 14].map((number) => ordinal(number, "i"))).toEqual(["i", "iv", "ix", "xiv"]);
});

test("facts stand beside their labels, line by line", () => {
  expect(set("<table><tr><th>Medlemmer</th><td>Ane Å, formand<br>Bo Ø</td></tr><tr><th>Sted</th><td>Rådhuset</td></tr></table>")).toBe("Medlemmer  Ane Å, formand\n           Bo Ø\nSted       Rådhuset");
});

test("remarks in a cell stand on lines of their own", () => {
  const long = "ord ".repeat(30).trim();
  const lines = set(`<table><thead><tr><th>Nr.</th><th>Beslutning</th><th>Mere</th></tr></thead><tbody><tr><td>1</td><td><p>Godkendt:</p><ol><li>at et</li><li>at to</li></ol></td><td>${long}</td></tr></tbody></table>`).split("\n");
  expect(lines).toEqual(expect.arrayContaining(["Godkendt:", "1. at et", "2. at to"]));
});

test("in a table with merged cells each value has its column's name", () => {
  const text = set('<table><thead><tr><th rowspan="2">Grund</th><th colspan="2">Pladser</th></tr><tr><th>Biler</th><th>Cykler</th></tr></thead><tbody><tr><th>Havnen</th><td>120</td><td>300</td></tr></tbody></table>');
  expect(text).toContain("Grund: Havnen\nPladser, Biler: 120\nPladser, Cykler: 300");
});

test("a note in a table is told once, in every layout", () => {
  for (const html of ["<table><tr><td>a<footnote>n</footnote></td><td>b</td><td>c</td></tr></table>", "<table><tr><th>a<footnote>n</footnote></th><td>b<br>c</td></tr></table>", `<table><tr><td>${"ord ".repeat(60)}<footnote>n</footnote></td><td>b</td></tr></table>`]) {
    expect(set(html).match(/\] n$/gm)).toHaveLength(1);
  }
});
