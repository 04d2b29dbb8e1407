import { joinBytes } from "../../join-bytes.ts";
import { type Density, mostPixels, type PdfPicture, sensible } from "./pdf-picture.ts";

/**
 * A JPEG with its picture's bytes unchanged: PDF knows baseline, extended and progressive ones of eight bits (ISO
 * 32000-1, 7.4.8). What cameras and programs tell beside it (place, owner, a smaller picture of what was cut away) stays
 * behind. `to-draw` for other kinds, null for what is none or has no picture in it.
 */
export function readJpeg(bytes: Uint8Array): PdfPicture | "to-draw" | "too-large" | null {
  const head = readHead(bytes);
  if (head === null) return null;
  if (head.width * head.height > mostPixels) return "too-large";
  if (head.frame > 0xc2 || head.bits !== 8) return "to-draw";
  const colours = ({ 1: "grey", 3: "rgb", 4: "cmyk" } as const)[head.channels];
  if (colours === undefined) return "to-draw";
  return {
    width: head.width,
    height: head.height,
    bits: 8,
    colours,
    // Photoshop and its kin store ink as nought (Adobe Technical Note 5116).
    inverted: colours === "cmyk" && head.adobe,
    filter: "DCTDecode",
    parameters: "",
    data: joinBytes(head.kept),
    profile: usableProfile(head.profile, colours),
    orientation: head.orientation,
    density: head.density,
  };
}

interface Head {
  /** Start-of-frame marker: 0xc0 baseline, 0xc1 extended, 0xc2 progressive. */
  readonly frame: number;
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  readonly channels: number;
  readonly orientation: number;
  readonly density: Density | null;
  readonly adobe: boolean;
  readonly profile: readonly Uint8Array[];
  /** The file without what is told beside the picture. */
  readonly kept: readonly Uint8Array[];
}

function readHead(bytes: Uint8Array): Head | null {
  const byte = (at: number) => bytes[at] ?? 0;
  const short = (at: number) => byte(at) * 256 + byte(at + 1);
  let head: Head | null = null;
  let orientation = 1;
  let density: Density | null = null;
  let adobe = false;
  const profile: Uint8Array[] = [];
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (byte(at) !== 0xff) {
      at += 1;
      continue;
    }
    const marker = byte(at + 1);
    if (marker === 0xff || marker === 0 || marker === 1 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    // The scan begins: what follows is the picture itself.
    if (marker === 0xda) return head === null ? null : { ...head, orientation, density, adobe, profile, kept: [...kept, bytes.subarray(at, endOfPicture(bytes, at))] };
    const length = short(at + 2);
    if (marker === 0xd9 || length < 2) return null;
    const segment = bytes.subarray(at + 4, at + 2 + length);
    const name = latin(segment.subarray(0, 12));
    if (marker === 0xe0 && name.startsWith("JFIF\0")) density = jfifDensity(segment);
    else if (marker === 0xe1 && name.startsWith("Exif\0")) orientation = exifOrientation(segment) ?? orientation;
    else if (marker === 0xe2 && name === "ICC_PROFILE\0") profile.push(segment.subarray(14));
    else if (marker === 0xee && name.startsWith("Adobe")) adobe = true;
    else if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      head = { frame: marker, bits: byte(at + 4), height: short(at + 5), width: short(at + 7), channels: byte(at + 9), orientation, density, adobe, profile, kept };
      if (head.width === 0 || head.height === 0) return null;
    }
    // Adobe's tells how the colours are stored (Adobe Technical Note 5116); the profile goes beside the picture.
    if (marker === 0xee ? adobe : marker !== 0xfe && (marker < 0xe1 || marker > 0xef)) kept.push(bytes.subarray(at, at + 2 + length));
    at += 2 + length;
  }
  return null;
}

/**
 * Phones put films, and programs pictures from before a cut, behind the picture's end. Between its scans there are
 * other parts, whose bytes are no marks (ITU-T T.81, B.1.1.2).
 */
function endOfPicture(bytes: Uint8Array, scan: number): number {
  for (let at = bytes.indexOf(0xff, scan); at >= 0 && at + 1 < bytes.length; ) {
    const marker = bytes[at + 1] as number;
    if (marker === 0xd9) return at + 2;
    const hasLength = marker >= 0xc0 && marker !== 0xff && (marker < 0xd0 || marker > 0xd8);
    const length = hasLength ? (bytes[at + 2] ?? 0) * 256 + (bytes[at + 3] ?? 0) : 0;
    at = bytes.indexOf(0xff, marker === 0xff ? at + 1 : at + 2 + length);
  }
  return bytes.length;
}

function jfifDensity(segment: Uint8Array): Density | null {
  const unit = segment[7];
  const inches = unit === 1 ? 1 : unit === 2 ? 2.54 : 0;
  const at = (index: number) => ((segment[index] ?? 0) * 256 + (segment[index + 1] ?? 0)) * inches;
  return sensible(at(8), at(10));
}

/** Orientation (tag 0x0112) of an EXIF segment; null where it has none. */
function exifOrientation(segment: Uint8Array): number | null {
  if (segment.length < 16) return null;
  const view = new DataView(segment.buffer, segment.byteOffset + 6, segment.length - 6);
  const little = view.getUint16(0) === 0x4949;
  const directory = view.getUint32(4, little);
  if (directory + 2 > view.byteLength) return null;
  const entries = view.getUint16(directory, little);
  for (let index = 0; index < entries; index += 1) {
    const entry = directory + 2 + index * 12;
    if (entry + 12 > view.byteLength) return null;
    if (view.getUint16(entry, little) !== 0x0112) continue;
    const value = view.getUint16(entry + 8, little);
    return value >= 1 && value <= 8 ? value : null;
  }
  return null;
}

/** A profile whose own head agrees with the picture's colours ([ICC.1] 7.2). */
function usableProfile(parts: readonly Uint8Array[], colours: "grey" | "rgb" | "cmyk"): Uint8Array | null {
  const profile = joinBytes(parts);
  if (profile.length < 132 || profile.length > 4_000_000) return null;
  const view = new DataView(profile.buffer, profile.byteOffset, profile.byteLength);
  const says = latin(profile.subarray(16, 20));
  const whole = view.getUint32(0) === profile.length && latin(profile.subarray(36, 40)) === "acsp";
  return whole && says === { grey: "GRAY", rgb: "RGB ", cmyk: "CMYK" }[colours] ? profile : null;
}

function latin(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
