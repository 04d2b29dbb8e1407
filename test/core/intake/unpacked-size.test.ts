import { zipSync } from "fflate";
import { expect, test } from "vitest";
import { readAgendaDocx } from "../../../core/intake/read-agenda-docx.ts";
import { unpacksBeyond } from "../../../core/intake/unpacked-size.ts";
import { createPackLibrary } from "../../../templates/load-pack.ts";

test("a small package that holds too much is seen before it is unpacked", () => {
  const bomb = zipSync({ "word/document.xml": new Uint8Array(8 * 1024 * 1024) }, { level: 9 });
  expect(bomb.length).toBeLessThan(32 * 1024);
  expect(unpacksBeyond(bomb, 1024 * 1024)).toBe(true);
  expect(unpacksBeyond(bomb, 16 * 1024 * 1024)).toBe(false);
  expect(unpacksBeyond(new TextEncoder().encode("no package at all"), 1)).toBe(false);
});

test("a Word file that unpacks to more than any agenda is refused in words", async () => {
  const bomb = zipSync({ "word/document.xml": new Uint8Array(300 * 1024 * 1024) }, { level: 6 });
  await expect(readAgendaDocx(bomb, { pack: createPackLibrary().load("region").meaning, body: "Udvalget", date: "2027-03-16", fileName: "bombe.docx" })).rejects.toThrow(/bombe\.docx kan ikke læses \(den fylder mere/);
});
