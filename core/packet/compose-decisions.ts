import { longDate } from "../domain/danish-date.ts";
import type { TemplatePack } from "../domain/template-pack.ts";
import { closedHeading, composeBody, composeMeeting, itemHeading, label } from "./compose-headings.ts";
import { composeDecision } from "./compose-decision.ts";
import type { DecisionsView } from "./decisions-view.ts";
import type { MeetingPapers } from "./meeting-papers.ts";

/** The list of a meeting's own decisions, item by item; notices are not decided on and stand in it only where they were. */
export function composeDecisions(papers: MeetingPapers, pack: TemplatePack, mark: string): DecisionsView {
  const { body, meeting } = papers;
  const dokument = label(pack, "beslutningsliste");
  const rows = papers.items
    .map((one) => ({ ...one, own: one.decisions.filter((decision) => !decision.carried) }))
    .filter(({ item, own }) => item.series === "item" || own.length > 0);
  return {
    dokument,
    titel: `${dokument} – ${body.name}, ${longDate(meeting.date)}`,
    mærke: mark,
    udvalg: composeBody(body),
    møde: composeMeeting(meeting),
    rækker: rows.map(({ item, caseFile, own, withheld }) => ({
      nummer: item.number,
      overskrift: withheld ? closedHeading(item, pack) : itemHeading(item, caseFile.title, body, pack),
      udeladt: withheld,
      udfald: own.at(-1)?.outcome ?? "",
      beslutninger: own.map((decision) => composeDecision(decision, pack.decisions)),
      journalnummer: caseFile.journalNumber ?? "",
    })),
  };
}
