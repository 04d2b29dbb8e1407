import { describe, expect, test } from "vitest";
import { AppError } from "../../../core/errors.ts";
import { decodeText } from "../../../core/intake/decode-text.ts";
import { readAgenda } from "../../../core/intake/read-agenda.ts";
import { regionPack } from "./seed.ts";

const context = { pack: regionPack, body: "Værkstedsrådet", date: "2027-05-11", fileName: "møde.bin" };
const text = "1. BESLUTNINGSSAG: NYT TAG PÅ GÅRDEN\n\nSAGSFREMSTILLING\nTaget på gården er utæt, og ællingerne fryser.\n";
const windows1252 = Uint8Array.from(text, (character) => character.charCodeAt(0));
const utf16 = (little: boolean) => {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < text.length; index += 1) view.setUint16(index * 2, text.charCodeAt(index), little);
  return bytes;
};

async function refusal(bytes: Uint8Array): Promise<{ code: string; message: string }> {
  return readAgenda(bytes, context).then(
    () => ({ code: "read", message: "" }),
    (error: unknown) => (error instanceof AppError ? { code: error.code, message: error.message } : { code: "other", message: String(error) }),
  );
}

describe("a file is read by what it is", () => {
  test.for([
    ["UTF-8", new TextEncoder().encode(text)],
    ["UTF-8 with a mark", new TextEncoder().encode(`\ufeff${text}`)],
    ["Windows-1252", windows1252],
    ["UTF-16, little end first", utf16(true)],
    ["UTF-16, big end first", utf16(false)],
  ] as const)("text in %s", async ([, bytes]) => {
    const agenda = await readAgenda(bytes, context);
    expect(agenda.items[0]?.sections[0]?.html).toBe("<p>Taget på gården er utæt, og ællingerne fryser.</p>");
  });

  test("what is no text is told apart from text", () => {
    expect(decodeText(Uint8Array.from({ length: 4000 }, (_, index) => (index * 37) % 256))).toBeNull();
    expect(decodeText(new TextEncoder().encode("æøå"))).toBe("æøå");
  });

  test.for([
    ["an empty file", new Uint8Array(0), "file.empty"],
    ["white paper", new TextEncoder().encode(" \n\n"), "file.empty"],
    ["a picture", Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0, 1, 2, 3]), "intake.unknown-format"],
    ["a letter", new TextEncoder().encode("Kære alle\n\nVi ses.\n"), "intake.no-items"],
    ["half a PDF", new TextEncoder().encode("%PDF-1.7\n1 0 obj\n<<"), "file.unreadable"],
    ["a ZIP file that is no document", Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 0, 0]), "file.unreadable"],
  ] as const)("%s is refused with its name and what to do", async ([, bytes, code]) => {
    const found = await refusal(bytes);
    expect(found.code).toBe(code);
    expect(found.message).toContain("møde.bin");
  });
});
