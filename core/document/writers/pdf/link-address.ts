import { longestText, plainLine } from "./pdf-text.ts";

/** What a link annotation leads to: an entry of its dictionary, strings of ASCII only. */
export type LinkAddress = { readonly destination: string } | { readonly uri: string };

/** Where a link leads; null where it leads nowhere: an address that is empty, or longer than a PDF/A file can hold. */
export function linkAddress(href: string): LinkAddress | null {
  const trimmed = href.trim();
  if (trimmed.startsWith("#")) return trimmed === "#" ? null : { destination: destinationName(trimmed.slice(1)) };
  const uri = percentEncoded(trimmed);
  return uri === "" || uri.length > longestText ? null : { uri };
}

/** Names of destinations in ASCII, so that their order in the name tree is that of their bytes. */
export function destinationName(anchor: string): string {
  const name = /^[\x21-\x7e]*$/.test(anchor) ? anchor : encodeURIComponent(anchor.toWellFormed());
  return name.slice(0, longestText);
}

function percentEncoded(address: string): string {
  return address.toWellFormed().replace(/[^\x21-\x7e]+/g, (part) => encodeURIComponent(part));
}

/** A link's description gets no longer than this: it stands in the file once for each line of the link. */
const longestDescription = 500;

/** What a reader is told of a link: its text, and where it leads unless the text says so. */
export function linkDescription(text: string, href: string): string {
  return plainLine(text, longestDescription) || plainLine(href, longestDescription);
}
