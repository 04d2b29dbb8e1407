import { expect, test } from "vitest";
import { plainText, searchable } from "../../db/plain-text.ts";

test.each([
  ["<p>Ål &amp; ørred</p><p>i søen</p>", "Ål & ørred i søen"],
  ["<p>bade<strong>bro</strong> og <em>b</em>åd</p>", "badebro og båd"],
  ['<p>se <a href="https://eksempel.example/?a=1&amp;b=2">her</a></p>', "se her"],
  ["<ul><li><p>et</p></li><li><p>to</p></li></ul>", "et to"],
  ["<p>linje<br>skift<footnote>note</footnote></p>", "linje skift note"],
  ["&lt;p&gt; &quot;x&quot; &#230;&#xE6; &nbsp; &ukendt; &#x110000;", '<p> "x" ææ &ukendt;'],
  ["", ""],
])("%s is read as %s", (html, text) => {
  expect(plainText(html)).toBe(text);
});

test("text cannot hold the marks of a find", () => {
  expect(searchable("ba\u{e000}de\u{e001}bro")).toBe("badebro");
});
