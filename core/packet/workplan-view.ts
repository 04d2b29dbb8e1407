import type { BodyView } from "./agenda-view.ts";

/** Arbejdsplan for et organ og et år. */
export interface WorkplanView {
  /** Dokumentets navn. */
  readonly dokument: string;
  /** Titlen. */
  readonly titel: string;
  /** Mærke på hver side af interne papirer, hvor noget ikke er åbent; ellers tom. */
  readonly mærke: string;
  /** Det organ, papiret er for. */
  readonly udvalg: BodyView;
  /** Året. */
  readonly år: number;
  /** Rækkerne i rækkefølge. */
  readonly rækker: readonly WorkplanRowView[];
}

/** En række i arbejdsplanen. */
export interface WorkplanRowView {
  /** Ledende udvalg. */
  readonly udvalg: string;
  /** Titel; i den offentlige udgave ordet for fortroligt, hvor rækken er lukket. */
  readonly titel: string;
  /** Slags behandling, med forklaring. */
  readonly problemstilling: string;
  /** 2027.08.29, eller en periode som 2. kvartal 2027, eller tom. */
  readonly dato: string;
}
