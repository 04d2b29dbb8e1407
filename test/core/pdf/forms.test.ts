import { expect, test } from "vitest";
import { assembled, drawn, pagesPdf, plainDeflate, qpdfFaults } from "../../support/assembled.ts";
import { hasTool, skipReason } from "../../support/shared.ts";

const look = (text: string) => ({ entries: "/Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources<</Font<</F 3 0 R>>>>", stream: `BT /F 14 Tf 2 5 Td (${text}) Tj ET` });
/** A text field with a kid for its widget, a ticked box, a choice and a signature. */
const form = pagesPdf(
  [{ entries: "/Annots[101 0 R 102 0 R 104 0 R]" }],
  "/AcroForm<</Fields[100 0 R 102 0 R 104 0 R]/SigFlags 3/DA(/F 12 Tf)/XFA(x)/CO[100 0 R]>>",
  {
    100: "<</FT/Tx/T(navn)/V(Aase \\305)/Ff 2/MaxLen 40/DA(/F 12 Tf 0 g)/Kids[101 0 R]/AA<</K<</S/JavaScript/JS(x)>>>>>>",
    101: "<</Type/Annot/Subtype/Widget/Parent 100 0 R/Rect[72 700 272 720]/F 4/AP<</N 110 0 R>>/MK<</BC[0]>>/AA<</E<</S/JavaScript/JS(x)>>>>>>",
    102: "<</Type/Annot/Subtype/Widget/FT/Btn/T(ja)/V/Ja/AS/Ja/Rect[72 660 92 680]/F 4/AP<</N<</Ja 111 0 R/Off 112 0 R>>>>/A<</S/SubmitForm/F(https://x.example)>>>>",
    104: "<</Type/Annot/Subtype/Widget/FT/Sig/T(underskrift)/V 105 0 R/Rect[72 600 272 620]/F 4/AP<</N 113 0 R>>/Lock<</Type/SigFieldLock/Action/All>>>>",
    105: "<</Type/Sig/Filter/Adobe.PPKLite/ByteRange[0 1 2 3]/Contents<00deadbeef>/Name(Underskriver)>>",
    110: look("Aase"),
    111: { entries: "/Type/XObject/Subtype/Form/BBox[0 0 20 20]", stream: "0 0 20 20 re f" },
    112: { entries: "/Type/XObject/Subtype/Form/BBox[0 0 20 20]", stream: "" },
    113: look("Underskrevet"),
  },
);

test("form fields show their values and cannot be filled in, in any reader; a signature's value is gone", async () => {
  const bytes = await assembled([{ bytes: form, stamp: "Bilag 1" }], { deflate: plainDeflate });
  expect(qpdfFaults(bytes)).toBe("");
  const text = new TextDecoder("latin1").decode(bytes);
  expect(text).not.toMatch(/AcroForm|XFA|JavaScript|SubmitForm|deadbeef|Underskriver|ByteRange|SigFieldLock|\/Kids\[[^\]]*101/);
  const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  const task = getDocument({ data: bytes.slice(), verbosity: 0 });
  const pdf = await task.promise;
  const fields = (await (await pdf.getPage(1)).getAnnotations()) as { fieldType?: string; fieldValue?: unknown; readOnly?: boolean; multiLine?: boolean }[];
  expect(fields.map(({ fieldType, fieldValue, readOnly }) => ({ fieldType, fieldValue, readOnly }))).toEqual([
    { fieldType: "Tx", fieldValue: "Aase Å", readOnly: true },
    { fieldType: "Btn", fieldValue: "Ja", readOnly: true },
    { fieldType: "Sig", fieldValue: null, readOnly: true },
  ]);
  expect(await pdf.hasJSActions()).toBe(false);
  await task.destroy();
});

test.skipIf(skipReason(hasTool("pdftoppm") ? null : "pdftoppm is not here"))("fields look in the packet as they do in their file", async () => {
  const [before, after] = [drawn(form, 1), drawn(await assembled([{ bytes: form, stamp: "Bilag 1" }]), 1)];
  for (let y = 0; y < 700; y++) for (let x = 0; x < before.width; x++) if (before.at(x, y) !== after.at(x, y)) throw new Error(`differs at ${x}, ${y}`);
  expect(after.ink([72, 842 - 680, 92, 842 - 660])).toBeGreaterThan(300);
  expect(after.ink([72, 842 - 720, 272, 842 - 700])).toBeGreaterThan(30);
});
