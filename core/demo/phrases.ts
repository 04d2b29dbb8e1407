import { paragraphs } from "./markup.ts";

/** Standard phrases for the sections in which there is nothing to be said. */
export const nothingMore = {
  consequences: paragraphs("Indstillingen har ikke konsekvenser ud over det, der fremgår af sagen."),
  risk: paragraphs("Der er ikke særlige risici forbundet med indstillingen."),
  appropriation: paragraphs("Indstillingen har ikke bevillingstekniske konsekvenser."),
  communication: paragraphs("Der er ikke planlagt en særskilt kommunikationsindsats."),
  timeline: paragraphs("Sagen afsluttes i udvalget."),
} as const;
