import type { ExampleAttachment, ExampleDecision, ExampleItem } from "./example-types.ts";
import { bullets, paragraphs, sections } from "./markup.ts";
import { nothingMore } from "./phrases.ts";

/** The items that every agenda begins and ends with. */
export function agendaApproval(caseKey: string, bodyRunningName: string, decisions: readonly ExampleDecision[]): ExampleItem {
  return {
    ...standing(caseKey, 1),
    sections: sections({
      background: paragraphs("Dagsordenen udsendes til medlemmerne senest otte dage før mødet."),
      recommendation: paragraphs(`Formanden indstiller til ${bodyRunningName}:`) + bullets("at dagsordenen godkendes."),
      presentation: paragraphs("Medlemmer, der ønsker en sag flyttet eller behandlet særskilt, bedes gøre opmærksom på det under dette punkt."),
      ...nothingMore,
      timeline: paragraphs("Punktet afsluttes på mødet."),
    }),
    decisions,
  };
}

export function minutesApproval(caseKey: string, meetingDate: string, attachment: Pick<ExampleAttachment, "title" | "html">, decisions: readonly ExampleDecision[]): ExampleItem {
  return {
    ...standing(caseKey, 2),
    sections: sections({
      background: paragraphs(`Protokollen fra udvalgets møde den ${meetingDate} er sendt til medlemmerne og har været tilgængelig på regionens hjemmeside.`),
      recommendation: paragraphs("Formanden indstiller til udvalget for nære sundhedstilbud:") + bullets(`at protokollen fra mødet den ${meetingDate} godkendes (bilag 1).`),
      presentation: paragraphs("Der er ikke modtaget bemærkninger til protokollen."),
      ...nothingMore,
      timeline: paragraphs("Når protokollen er godkendt, underskrives den af medlemmerne."),
    }),
    attachments: [{ number: 1, openness: "open", ...attachment }],
    decisions,
  };
}

/** `html` is empty before the meeting. */
export function anyOtherBusiness(caseKey: string, number: number, html = ""): ExampleItem {
  return {
    ...standing(caseKey, number),
    kind: "any-other-business",
    sections: sections({ "any-other-business": html }),
  };
}

function standing(caseKey: string, number: number): ExampleItem {
  return {
    case: caseKey, series: "item", number, kind: "case", openness: "open", ground: null, sections: [], attachments: [], decisions: [],
  };
}
