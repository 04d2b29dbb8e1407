import type { PageSetup, Styles } from "../document/document.ts";

/** The page and the type that a pack gives its papers. */
export interface Look {
  readonly setup: PageSetup;
  readonly styles: Styles;
}

/** The same with tables whose rows stay on one page. */
export function wholeRows({ setup, styles }: Look): Look {
  const table = styles.tables.get("table");
  return table ? { setup, styles: { ...styles, tables: new Map([...styles.tables, ["table", { ...table, breakRows: false }]]) } } : { setup, styles };
}

/** The same on a page that is wider than it is high. */
export function landscape({ setup, styles }: Look): Look {
  if (setup.width >= setup.height) return { setup, styles };
  return {
    setup: { ...setup, width: setup.height, height: setup.width, marginTop: setup.marginLeft, marginBottom: setup.marginRight, marginLeft: Math.min(setup.marginTop, 56), marginRight: Math.min(setup.marginBottom, 56) },
    styles,
  };
}
