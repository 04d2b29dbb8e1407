/** The documents that the engine sets by itself, and the template of each. */
export const documentKinds = {
  agenda: { template: "agenda.hbs", label: "dagsorden" },
  // The agenda again, for the items that came later.
  supplement: { template: "agenda.hbs", label: "tillægsdagsorden" },
  minutes: { template: "minutes.hbs", label: "referat" },
  extract: { template: "extract.hbs", label: "udskrift" },
  workplan: { template: "workplan.hbs", label: "arbejdsplan" },
  decisions: { template: "decisions.hbs", label: "beslutningsliste" },
} as const;

export type DocumentKind = keyof typeof documentKinds;

export const documentKindNames = Object.keys(documentKinds) as DocumentKind[];
