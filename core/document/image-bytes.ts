import type { ImageBytes } from "./document.ts";

/** A PNG's or JPEG's kind and size in pixels, read from its head; null for anything else or a broken head. */
export function readImageBytes(bytes: Uint8Array): ImageBytes | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length >= 24 && view.getUint32(0) === 0x89504e47 && view.getUint32(4) === 0x0d0a1a0a) {
    return sized("image/png", bytes, view.getUint32(16), view.getUint32(20));
  }
  if (bytes.length >= 4 && view.getUint16(0) === 0xffd8) return readJpeg(bytes, view);
  return null;
}

function readJpeg(bytes: Uint8Array, view: DataView): ImageBytes | null {
  let at = 2;
  while (at + 9 < bytes.length) {
    const marker = view.getUint16(at);
    if ((marker & 0xff00) !== 0xff00) return null;
    const isFrame = marker >= 0xffc0 && marker <= 0xffcf && marker !== 0xffc4 && marker !== 0xffc8 && marker !== 0xffcc;
    if (isFrame) return sized("image/jpeg", bytes, view.getUint16(at + 7), view.getUint16(at + 5));
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}

function sized(mediaType: ImageBytes["mediaType"], bytes: Uint8Array, width: number, height: number): ImageBytes | null {
  return width > 0 && height > 0 ? { mediaType, bytes, width, height } : null;
}
