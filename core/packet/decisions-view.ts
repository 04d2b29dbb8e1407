import type { BodyView, DecisionView, MeetingView } from "./agenda-view.ts";

/** Beslutningsliste for et møde. */
export interface DecisionsView {
  /** Dokumentets navn. */
  readonly dokument: string;
  /** Titlen. */
  readonly titel: string;
  /** Mærke på hver side af interne papirer, hvor noget ikke er åbent; ellers tom. */
  readonly mærke: string;
  /** Det organ, papiret er for. */
  readonly udvalg: BodyView;
  /** Mødet. */
  readonly møde: MeetingView;
  /** Rækkerne i rækkefølge. */
  readonly rækker: readonly DecisionRowView[];
}

/** Et punkt i beslutningslisten. */
export interface DecisionRowView {
  /** Det trykte nummer. */
  readonly nummer: number;
  /** Overskriften, som den trykkes. */
  readonly overskrift: string;
  /** Om punktet er udeladt af den offentlige udgave, og beslutningen med det. */
  readonly udeladt: boolean;
  /** Beslutningens udfald i et ord, eller tom, hvor der ikke er truffet nogen. */
  readonly udfald: string;
  /** Mødets egen beslutning; tom liste, hvor der ikke er nogen. */
  readonly beslutninger: readonly DecisionView[];
  /** Sagens journalnummer, eller tom. */
  readonly journalnummer: string;
}
