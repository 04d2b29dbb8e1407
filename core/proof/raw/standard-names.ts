/**
 * Names that PDF itself uses (ISO 32000-1) and that could also be a word in a title; they say nothing of a file's
 * contents, so a closed title of one such word is not looked for in them.
 */
export const standardNames: ReadonlySet<string> = new Set(
  (
    "Type Subtype Type0 Type1 Type3 TrueType Font Fonts Page Pages Catalog Kids Parent Count First Last Next Prev Title Author Subject Keywords Creator Producer CreationDate ModDate Info Root Size Index " +
    "Length Filter FlateDecode DCTDecode LZWDecode ASCIIHexDecode ASCII85Decode RunLengthDecode CCITTFaxDecode JBIG2Decode JPXDecode Crypt DecodeParms Predictor Columns Colors BitsPerComponent EarlyChange XRef ObjStm Extends Metadata XML " +
    "Annot Annots Link Text Note Comment Key Help Insert NewParagraph Paragraph FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut Stamp Caret Ink Popup FileAttachment Sound Movie Widget Screen PrinterMark TrapNet Watermark Redact " +
    "Rect Border Dest Action GoTo GoToR URI Launch Named JavaScript SubmitForm ResetForm Contents Resources MediaBox CropBox BleedBox TrimBox ArtBox Rotate UserUnit Tabs Group Trans Thumb Form Image XObject Pattern Shading ColorSpace ExtGState Properties ProcSet PDF " +
    "Artifact Pagination Layout Background Attached Top Bottom Left Right Header Footer BBox Span ActualText Lang Alt " +
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Reference Table THead TBody TFoot Figure Formula Quote Code BibEntry Index NonStruct Private Ruby Warichu List LBody Lbl Scope Row Column Both Headers Placement Block Inline Start End Center Width Height RowSpan ColSpan Attributes StructElem StructTreeRoot ParentTree ParentTreeNextKey RoleMap ClassMap IDTree MarkInfo Marked Suspects ViewerPreferences DisplayDocTitle " +
    "Outlines Names Dests Nums Limits PageLabels PageMode PageLayout UseOutlines OCProperties OCGs OCG OCMD Order Intent View Design Usage Print Export Zoom Locked Event Category Name BaseState Unchanged OutputIntents OutputIntent OutputCondition Version Extensions BaseVersion ExtensionLevel " +
    "FontDescriptor FontName FontFamily FontFile FontFile2 FontFile3 FontBBox FontMatrix Flags ItalicAngle Ascent Descent CapHeight StemV StemH Leading Widths FirstChar LastChar MissingWidth AvgWidth MaxWidth Encoding Differences ToUnicode BaseFont DescendantFonts CIDSystemInfo Registry Ordering Supplement Adobe Identity UCS CIDToGIDMap CharProcs WinAnsiEncoding MacRomanEncoding StandardEncoding " +
    "DeviceRGB DeviceGray DeviceCMYK CalRGB CalGray Lab ICCBased Indexed Separation DeviceN All None Decode Interpolate ImageMask Mask SMask Luminosity Alpha Matte Matrix Function Functions FunctionType Domain Range Bounds Encode Coords Extend Normal Multiply Overlay Darken Lighten Hue Color Saturation Transparency Isolated Knockout " +
    "EmbeddedFiles EmbeddedFile Filespec Params CheckSum Desc Collection Schema Sort Encrypt Standard Perms Legal Requirements Threads Bead Thread AcroForm Fields Sig Choice Button Widget Action Actions Open True False Yes Off Normal Rollover Down"
  ).split(" "),
);

const inSmallLetters: ReadonlySet<string> = new Set(Array.from(standardNames, (name) => name.toLowerCase()));

/** Whether a word is one of the format's own names, whatever its case. */
export function isStandardName(word: string): boolean {
  return inSmallLetters.has(word.toLowerCase());
}
