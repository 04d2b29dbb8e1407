import type { BodyView, DecisionView, MeetingView } from "./agenda-view.ts";

/** Beslutningsliste for et møde. */
export interface DecisionsView {
  readonly dokument: string;
  readonly titel: string;
  readonly mærke: string;
  readonly udvalg: BodyView;
  readonly møde: MeetingView;
  readonly rækker: readonly DecisionRowView[];
}

/** Et punkt i beslutningslisten. */
export interface DecisionRowView {
  readonly nummer: number;
  readonly overskrift: string;
  /** Beslutningens udfald i et ord, eller tom, hvor der ikke er truffet nogen. */
  readonly udfald: string;
  /** Mødets egen beslutning; tom liste, hvor der ikke er nogen. */
  readonly beslutninger: readonly DecisionView[];
  readonly journalnummer: string;
}
