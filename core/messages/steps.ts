/** The steps of long work, as they are told while it goes on. */
export const steps = {
  "attachments.store": "Gemmer",
  "attachments.prepare": "Gør bilag klar",
  "packet.agenda": "Sætter dagsordenen",
  "packet.assemble": "Samler bilagene",
  "packet.verify": "Læser pakken efter",
} as const satisfies Readonly<Record<string, string>>;

export type Step = keyof typeof steps;

/** How far long work has come: `done` of `of` things (0 where their number is not known), now at `what`. */
export interface Progress {
  readonly step: Step;
  readonly done: number;
  readonly of: number;
  /** A file's name or a title; empty where nothing is to be named. */
  readonly what: string;
}

/** `Gør bilag klar: 3 af 16 (støjrapport.pdf) …` */
export function sayProgress({ step, done, of, what }: Progress): string {
  const count = of > 0 ? `: ${done} af ${of}` : "";
  return `${steps[step]}${count}${what === "" ? "" : ` (${what})`} …`;
}
