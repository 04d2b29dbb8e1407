import { expect, test } from "vitest";
import { closedInOpen } from "../../../core/proof/closed-in-open.ts";
import type { MeetingPapers } from "../../../core/packet/meeting-papers.ts";

const attachment = (id: number, title: string, openness: "open" | "closed" | "unknown" = "unknown") => ({ id, itemId: 1, number: id, title, fileName: null, mediaType: null, sha256: null, size: null, pages: null, openness });
const item = (number: number, title: string, openness: "open" | "closed", attachments: readonly ReturnType<typeof attachment>[], html = "") => ({
  item: { id: number, meetingId: 1, caseId: number, series: "item", number, kind: "decision", openness, ground: null, sections: [{ key: "presentation", html }] },
  caseFile: { id: number, title }, attachments, decisions: [], withheld: false,
});
const papers = (...items: readonly ReturnType<typeof item>[]): MeetingPapers => ({ items }) as never;

test("a closed title in an open attachment is told, with where it stands", () => {
  const texts = new Map([[1, "Se også sagen om SALG af\ngrunden – ved Møllevej, som er lukket."], [2, "intet"]]);
  const found = closedInOpen(papers(item(1, "Ny cykelsti", "open", [attachment(1, "Notat"), attachment(2, "Kort")]), item(2, "Salg af grunden ved Møllevej", "closed", [])), ({ id }) => texts.get(id) ?? "");
  expect(found).toEqual([{ series: "item", item: 1, attachment: 1, title: "Salg af grunden ved Møllevej" }]);
});

test("titles of closed attachments count too; what open items say, and short standing phrases, do not", () => {
  const text = () => "Her står Budget for hallen 2027, Referat, og Salg af grunden ved Møllevej.";
  const items = [
    item(1, "Ny cykelsti", "open", [attachment(1, "Notat"), attachment(2, "Budget for hallen 2027", "closed"), attachment(3, "Referat", "closed")], "<p>Salg af <strong>grunden</strong> ved Møllevej er lukket.</p>"),
    item(2, "Salg af grunden ved Møllevej", "closed", []),
  ];
  expect(closedInOpen(papers(...items), text)).toEqual([{ series: "item", item: 1, attachment: 1, title: "Budget for hallen 2027" }]);
});
