import { onePage } from "./raw-pdf.ts";

const escaped = (text: string) => text.replace(/[\\()]/g, "\\$&");
const shown = (text: string) => `BT /F 11 Tf 72 700 Td (${escaped(text)}) Tj ET`;
const visible = "BT /F 11 Tf 72 760 Td (Referat fra den 2. marts) Tj ET";
const box = "/MediaBox[0 0 595 842]";
const form = (content: string, entries = "") => ({ entries: `/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>>>${entries}`, stream: content });

export interface WayToTell {
  readonly what: string;
  /**
   * What becomes of a public packet with such a file: refused with these words; saved, since what a file that is open
   * says on its pages is open; or saved without it, since that part of a file is not taken along.
   */
  readonly fate: { readonly refused: string } | "open" | "left out";
  /** The file that says `text`. */
  readonly file: (text: string) => Uint8Array;
}

/** Ways in which a file that is open can say what is closed elsewhere. */
export const waysToTell: readonly WayToTell[] = [
  { what: "its text", fate: "open", file: (text) => onePage(`${visible} ${shown(text)}`) },
  { what: "white text", fate: "open", file: (text) => onePage(`${visible} 1 g ${shown(text)}`) },
  { what: "invisible text", fate: "open", file: (text) => onePage(`${visible} 3 Tr ${shown(text)}`) },
  { what: "text outside the visible page", fate: { refused: "i teksten på side" }, file: (text) => onePage(`${visible} BT /F 11 Tf 500 900 Td (${escaped(text)}) Tj ET`, `${box}/CropBox[0 400 300 842]`) },
  { what: "text off the paper", fate: { refused: "i teksten på side" }, file: (text) => onePage(`${visible} BT /F 11 Tf 5000 5000 Td (${escaped(text)}) Tj ET`) },
  { what: "a hidden layer", fate: "open", file: (text) => onePage(`${visible} /OC /L BDC ${shown(text)} EMC`, `${box}/Resources<</Font<</F 5 0 R>>/Properties<</L 6 0 R>>>>`, "/OCProperties<</OCGs[6 0 R]/D<</OFF[6 0 R]/Order[6 0 R]>>>>", ["<</Type/OCG/Name(Udkast)>>"]) },
  { what: "a layer's name", fate: { refused: "skjult i filen" }, file: (text) => onePage(`${visible} /OC /L BDC EMC`, `${box}/Resources<</Font<</F 5 0 R>>/Properties<</L 6 0 R>>>>`, "/OCProperties<</OCGs[6 0 R]/D<</Order[6 0 R]>>>>", [`<</Type/OCG/Name(${escaped(text)})>>`]) },
  { what: "a bookmark", fate: { refused: "i bogmærkerne" }, file: (text) => onePage(visible, box, "/Outlines 6 0 R", ["<</First 7 0 R/Last 7 0 R/Count 1>>", `<</Title(${escaped(text)})/Parent 6 0 R/Dest[3 0 R/Fit]>>`]) },
  { what: "a note", fate: { refused: "i en note eller et link" }, file: (text) => onePage(visible, `${box}/Annots[6 0 R]`, "", [`<</Type/Annot/Subtype/Text/Rect[10 10 30 30]/Contents(${escaped(text)})>>`]) },
  { what: "a link's address", fate: { refused: "i en note eller et link" }, file: (text) => onePage(visible, `${box}/Annots[6 0 R]`, "", [`<</Type/Annot/Subtype/Link/Rect[10 10 30 30]/A<</S/URI/URI(https://eksempel.dk/${encodeURIComponent(text)})>>>>`]) },
  { what: "a field's value", fate: { refused: "i en note eller et link" }, file: (text) => onePage(visible, `${box}/Annots[6 0 R]`, "/AcroForm<</Fields[6 0 R]>>", [`<</Type/Annot/Subtype/Widget/FT/Tx/T(Felt)/V(${escaped(text)})/Rect[10 10 300 30]/AP<</N 7 0 R>>>>`, form("")]) },
  { what: "a note's look", fate: { refused: "skjult i filen" }, file: (text) => onePage(visible, `${box}/Annots[6 0 R]`, "", ["<</Type/Annot/Subtype/Stamp/Rect[10 10 300 30]/AP<</N 7 0 R>>>>", form(shown(text))]) },
  { what: "a drawing that is not drawn", fate: { refused: "skjult i filen" }, file: (text) => onePage(visible, `${box}/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>`, "", [form(shown(text))]) },
  { what: "a remark in its content", fate: { refused: "skjult i filen" }, file: (text) => onePage(`${visible}\n% ${text}\n`) },
  { what: "an alternative text in its content", fate: { refused: "skjult i filen" }, file: (text) => onePage(`/Figure <</Alt(${escaped(text)})>> BDC ${visible} EMC`) },
  { what: "an alternative text of its tags", fate: { refused: "i opmærkningen til oplæsning" }, file: (text) => onePage(`/Figure <</MCID 0>> BDC ${visible} EMC`, `${box}/StructParents 0`, "/MarkInfo<</Marked true>>/StructTreeRoot 6 0 R", ["<</Type/StructTreeRoot/K[7 0 R]/ParentTree<</Nums[0[7 0 R]]>>>>", `<</Type/StructElem/S/Figure/P 6 0 R/Pg 3 0 R/K 0/Alt(${escaped(text)})>>`]) },
  { what: "its properties", fate: "left out", file: (text) => onePage(visible, box, "", [`<</Title(${escaped(text)})>>`]) },
  { what: "its metadata", fate: "left out", file: (text) => onePage(visible, box, "/Metadata 6 0 R", [{ entries: "/Type/Metadata/Subtype/XML", stream: `<x:xmpmeta><dc:title>${text}</dc:title></x:xmpmeta>` }]) },
  { what: "a picture's metadata", fate: "left out", file: (text) => onePage(`${visible} /X Do`, `${box}/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>`, "", [form("0 0 m", "/Metadata 7 0 R"), { entries: "/Type/Metadata/Subtype/XML", stream: `<x:xmpmeta><dc:title>${text}</dc:title></x:xmpmeta>` }]) },
  { what: "a file within it", fate: "left out", file: (text) => onePage(visible, box, "/Names<</EmbeddedFiles<</Names[(a.txt) 6 0 R]>>>>", ["<</Type/Filespec/F(a.txt)/EF<</F 7 0 R>>>>", { entries: "/Type/EmbeddedFile", stream: text }]) },
  { what: "a file pinned to a page", fate: "left out", file: (text) => onePage(visible, `${box}/Annots[6 0 R]`, "", ["<</Type/Annot/Subtype/FileAttachment/Rect[10 10 30 30]/FS 7 0 R>>", "<</Type/Filespec/F(a.txt)/EF<</F 8 0 R>>>>", { entries: "/Type/EmbeddedFile", stream: text }]) },
  { what: "a destination's name", fate: "left out", file: (text) => onePage(visible, `${box}/Annots[6 0 R]`, `/Dests<</${text.replace(/[^A-Za-z0-9]/g, (letter) => `#${letter.charCodeAt(0).toString(16).padStart(2, "0")}`)}[3 0 R/Fit]>>`, ["<</Type/Annot/Subtype/Link/Rect[10 10 30 30]/Dest[3 0 R/Fit]>>"]) },
  { what: "a script", fate: "left out", file: (text) => onePage(visible, `${box}/Annots[6 0 R]`, "", [`<</Type/Annot/Subtype/Link/Rect[10 10 30 30]/A<</S/JavaScript/JS(alert\\("${escaped(text)}"\\))>>>>`]) },
];
