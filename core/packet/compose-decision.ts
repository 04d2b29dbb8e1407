import { escapeText } from "../document/to-html.ts";
import { longDate } from "../domain/danish-date.ts";
import type { Decision, VoteGroup, Votes } from "../domain/decision.ts";
import { enumerate } from "../domain/enumeration.ts";
import type { Person } from "../domain/meeting.ts";
import { type DecisionForms, fillPattern } from "../domain/template-pack.ts";
import type { DecisionView } from "./agenda-view.ts";
import { shown } from "./people.ts";

/** A decision as it is printed: heading with body and date, wording, remarks, discussion, votes, attendance as recorded. */
export function composeDecision(decision: Decision, forms: DecisionForms): DecisionView {
  return {
    overskrift: decisionHeading(decision, forms),
    // Recorded with its outcome alone, a decision is that word.
    ordlyd: decision.wording === "" && decision.outcome !== "" ? escapeText(`${decision.outcome}.`) : decision.wording,
    bemærkninger: decision.remarks,
    drøftelse: decision.discussion,
    afstemning: voteSentence(decision.votes),
    mindretal: decision.dissents.map((dissent) => ({ hvem: dissent.who, udtalelse: dissent.text })),
    fravær: peopleSentence(forms.absent, decision.absent),
    stedfortrædere: peopleSentence(forms.substitutes, decision.substitutes),
  };
}

/** `Forretningsudvalgets beslutning den 4. oktober 2016:`, or undated where the body's own papers say so. */
function decisionHeading(decision: Decision, forms: DecisionForms): string {
  const date = decision.dated && decision.date !== null ? longDate(decision.date) : null;
  const pattern = date === null ? forms.undated : forms.dated;
  return fillPattern(pattern, { organ: decision.bodyGenitive, dato: date ?? "" });
}

function peopleSentence(pattern: string, people: readonly Person[]): string {
  return people.length === 0 ? "" : fillPattern(pattern, { navne: enumerate(people.map(shown)) });
}

function voteSentence(votes: Votes | null): string {
  if (votes === null) return "";
  const told = ({ count, who }: VoteGroup, words: (votes: string) => string) => (count === 0 && who === "" ? [] : [words(`${count}${who === "" ? "" : ` (${who})`}`)]);
  const parts = [
    ...told(votes.for, (many) => `for stemte ${many}`),
    ...told(votes.against, (many) => `imod stemte ${many}`),
    ...told(votes.abstained, (many) => `${many} undlod at stemme`),
  ];
  // Each part is a sentence of its own, so a comma stands before the last one too.
  const sentence = parts.length < 2 ? (parts[0] ?? "") : `${parts.slice(0, -1).join(", ")}, og ${parts.at(-1)}`;
  return sentence === "" ? "" : `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}

