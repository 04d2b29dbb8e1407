import { strToU8, zipSync, type Zippable } from "fflate";

/** The first moment that a zip file can tell. */
const zipEpoch = new Date(1980, 0, 1);

/**
 * The package as a zip file whose bytes depend on its files alone: fixed dates, content types first, the rest by
 * name, and numbers in the place of the random relationship ids that the docx library gives hyperlinks.
 */
export function stampedZip(files: ReadonlyMap<string, string | Uint8Array>): Uint8Array {
  const stamped = new Map(files);
  for (const [path, relationships] of files) {
    const part = path.replace(/_rels\/([^/]+)\.rels$/, "$1");
    const content = files.get(part);
    if (part === path || typeof relationships !== "string" || typeof content !== "string") continue;
    const ids = steadyIds(relationships);
    stamped.set(path, relationships.replace(/ Id="([^"]*)"/g, (_, id: string) => ` Id="${ids.get(id) ?? id}"`));
    stamped.set(part, content.replace(/ r:(id|embed|link)="([^"]*)"/g, (_, kind: string, id: string) => ` r:${kind}="${ids.get(id) ?? id}"`));
  }
  const zippable: Zippable = {};
  for (const path of [...stamped.keys()].toSorted(byPlace)) {
    const data = stamped.get(path) ?? "";
    const packed = /\.(png|jpe?g)$/.test(path);
    zippable[path] = [typeof data === "string" ? strToU8(data) : data, { level: packed ? 0 : 6, mtime: zipEpoch }];
  }
  return zipSync(zippable);
}

/** Relationship ids in the order of the relationships; those that are numbers already keep them. */
function steadyIds(relationships: string): ReadonlyMap<string, string> {
  const all = [...relationships.matchAll(/ Id="([^"]*)"/g)].map((match) => match[1] ?? "");
  const random = all.filter((id) => !/^rId\d+$/.test(id));
  return new Map(random.map((id, index) => [id, `rIdLink${index + 1}`]));
}

function byPlace(a: string, b: string): number {
  const rank = (path: string) => (path === "[Content_Types].xml" ? 0 : path === "_rels/.rels" ? 1 : 2);
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}
