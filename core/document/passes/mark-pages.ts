import { type Document, plainText, type RunningLine } from "../document.ts";

/**
 * A paper that is not for everybody says so on every page, whatever its template forgot: where neither the head nor
 * the foot of a page has the mark, the head gets it.
 */
export function markPages(document: Document): Document {
  const { mark, header, footer, firstHeader, firstFooter } = document;
  if (mark === "") return document;
  const line: RunningLine = { style: "running", left: [{ type: "strong", children: [{ type: "text", text: mark }] }], centre: [], right: [] };
  const marked = (head: readonly RunningLine[], foot: readonly RunningLine[]) => ([...head, ...foot].some((running) => shows(running, mark)) ? head : [line, ...head]);
  const ownFirst = firstHeader !== null || firstFooter !== null;
  return { ...document, header: marked(header, footer), firstHeader: ownFirst ? marked(firstHeader ?? header, firstFooter ?? footer) : null };
}

function shows({ left, centre, right }: RunningLine, mark: string): boolean {
  return [left, centre, right].some((part) => plainText(part).includes(mark));
}
