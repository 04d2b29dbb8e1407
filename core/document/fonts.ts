/**
 * The bytes of the font files that a writer embeds (TrueType). The host loads them; the core opens no file.
 * `fallbacks` are asked in their order for the characters that the four faces lack.
 */
export interface FontFiles {
  readonly regular: Uint8Array;
  readonly bold: Uint8Array;
  readonly italic: Uint8Array;
  readonly boldItalic: Uint8Array;
  readonly fallbacks: readonly Uint8Array[];
}
