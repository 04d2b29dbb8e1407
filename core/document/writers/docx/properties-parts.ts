import type { Document } from "../../document.ts";
import { escapeText } from "../../to-html.ts";
import type { WriteOptions } from "../../writer.ts";
import { allowedText } from "./allowed-text.ts";
import type { Part } from "./fonts.ts";

/** The document's properties (title, author, dates …), with the moment that was given in the place of the clock's. */
export function propertiesParts(document: Document, { createdAt, id }: WriteOptions): Part[] {
  const moment = new Date(createdAt).toISOString().replace(/\.\d+Z$/, "Z");
  const field = (name: string, value: string) => (value === "" ? "" : `<${name}>${escapeText(allowedText(value))}</${name}>`);
  const core = [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    field("dc:title", document.title),
    field("dc:subject", document.subject),
    field("dc:creator", document.author),
    field("dc:identifier", id),
    field("dc:language", document.language),
    field("cp:lastModifiedBy", document.author),
    "<cp:revision>1</cp:revision>",
    `<dcterms:created xsi:type="dcterms:W3CDTF">${moment}</dcterms:created>`,
    `<dcterms:modified xsi:type="dcterms:W3CDTF">${moment}</dcterms:modified>`,
    "</cp:coreProperties>",
  ].join("");
  const app =
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Forelæg</Application></Properties>';
  return [
    { path: "docProps/core.xml", data: core },
    { path: "docProps/app.xml", data: app },
  ];
}
