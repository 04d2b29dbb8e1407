import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { FontFiles } from "../core/document/fonts.ts";

/** The app's own typefaces, read from their packages: Source Sans 3, and three Noto faces for what it lacks. */
export function loadFonts(): FontFiles {
  return {
    regular: read("@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf"),
    bold: read("@expo-google-fonts/source-sans-3/700Bold/SourceSans3_700Bold.ttf"),
    italic: read("@expo-google-fonts/source-sans-3/400Regular_Italic/SourceSans3_400Regular_Italic.ttf"),
    boldItalic: read("@expo-google-fonts/source-sans-3/700Bold_Italic/SourceSans3_700Bold_Italic.ttf"),
    fallbacks: [
      read("@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf"),
      read("@expo-google-fonts/noto-sans-symbols-2/400Regular/NotoSansSymbols2_400Regular.ttf"),
      read("@expo-google-fonts/noto-sans-math/400Regular/NotoSansMath_400Regular.ttf"),
    ],
  };
}

function read(specifier: string): Uint8Array {
  return readFileSync(fileURLToPath(import.meta.resolve(specifier)));
}
