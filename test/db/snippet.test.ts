import { expect, test } from "vitest";
import { snippet, soughtWords } from "../../db/snippet.ts";

const shown = (text: string, query: string) =>
  snippet(text, soughtWords(query)).replaceAll("\u{e000}", "[").replaceAll("\u{e001}", "]");

test("every find is marked, from the beginning of a word to its end", () => {
  expect(shown("Broen ved broerne, men ikke hængebroen", "bro")).toBe("[Broen] ved [broerne], men ikke hængebroen");
});

test("a long text is cut at words around the first find", () => {
  const text = `${"vand ".repeat(100)}badebro ${"sand ".repeat(100)}`;
  const cut = shown(text, "badebro");
  expect(cut).toMatch(/^…(vand )+\[badebro\]( sand)+…$/);
  expect(cut.length).toBeLessThan(180);
});

test("a find at either end is shown whole", () => {
  expect(shown(`badebro ${"sand ".repeat(100)}`, "bade")).toMatch(/^\[badebro\]( sand)+…$/);
  expect(shown(`${"vand ".repeat(100)}badebro`, "bade")).toMatch(/^…(vand )+\[badebro\]$/);
});

test("numbers with signs between are one find", () => {
  expect(shown("Sag 17/4321-2 om 17 broer", "17/43")).toBe("Sag [17/4321]-2 om 17 broer");
});

test("a letter that grows in lower case moves no mark", () => {
  expect(shown("İİİ badebro", "badebro")).toBe("İİİ [badebro]");
});

test("a text without a find is shown from its beginning", () => {
  expect(shown("Badebro ved Ørnesø", "sejlrende")).toBe("Badebro ved Ørnesø");
});

test("a word longer than the snippet is not lost", () => {
  expect(shown("x".repeat(500), "xx")).toContain("[xxx");
});
