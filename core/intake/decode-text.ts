/**
 * Bytes of a text file as text: by their byte order mark, else UTF-8 where they are valid UTF-8, UTF-16 where every
 * other byte is nought, else Windows-1252. Null for what is no text: binary files have bytes that no text has.
 */
export function decodeText(bytes: Uint8Array): string | null {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return decode("utf-8", bytes.subarray(3));
  if (first === 0xff && second === 0xfe) return decode("utf-16le", bytes.subarray(2));
  if (first === 0xfe && second === 0xff) return decode("utf-16be", bytes.subarray(2));
  const sample = bytes.subarray(0, 65_536);
  const noughts = [0, 0];
  let controls = 0;
  sample.forEach((byte, index) => {
    if (byte === 0) noughts[index % 2] = (noughts[index % 2] ?? 0) + 1;
    else if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) controls += 1;
  });
  const [even = 0, odd = 0] = noughts;
  if (even + odd > 0) {
    if (odd > sample.length * 0.3 && even * 20 < odd) return decode("utf-16le", bytes);
    return even > sample.length * 0.3 && odd * 20 < even ? decode("utf-16be", bytes) : null;
  }
  if (controls * 100 > sample.length) return null;
  return decode("utf-8", bytes) ?? decode("windows-1252", bytes);
}

function decode(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
