import type { PageInk } from "../domain/preparation.ts";
import { measureInk } from "./measure-ink.ts";
import type { Area, Pixels, Reader, ReaderPage, ReaderTools } from "./open-reader.ts";

/** What was seen of a page. */
export interface PageLook {
  readonly width: number;
  readonly height: number;
  readonly text: string;
  /** Null where the page could not be drawn. */
  readonly ink: PageInk | null;
  readonly print: string;
  /** Kept for comparing, where that was asked for. */
  readonly pixels: Pixels | null;
}

/** Milliseconds: for one page, and for all pages of a file; what takes longer is not drawn. */
const pagePatience = 15_000;
const filePatience = 180_000;

/** A file that claims more pages than it has is believed no longer after so many that are not there. */
const mostMissing = 20;

/**
 * Looks at every page that can be reached. Pictures are kept of the first `keep` pages. `alive` is called with each page.
 */
export async function lookAtPages(reader: Reader, tools: ReaderTools, keep: number, alive: () => void): Promise<PageLook[]> {
  const until = tools.now() + filePatience;
  const looks: PageLook[] = [];
  let missing = 0;
  for (let number = 1; number <= reader.pageCount && missing < mostMissing; number += 1) {
    alive();
    const page = await reader.page(number);
    missing = page ? 0 : missing + 1;
    if (!page) continue;
    const left = until - tools.now();
    looks.push(await lookAt(page, left > 0 ? Math.min(left, pagePatience) : 0, looks.length < keep));
    page.done();
  }
  return looks;
}

async function lookAt(page: ReaderPage, patience: number, keep: boolean): Promise<PageLook> {
  const { width, height } = page;
  const pixels = patience > 0 ? await page.draw(lookScale(page), patience) : null;
  const text = await page.text();
  return { width, height, text, ink: pixels && measureInk(pixels, page), print: await printOf(page, text, pixels), pixels: keep ? pixels : null };
}

/** Half a pixel to a point shows a hairline; small pages are drawn larger, so that columns can be told, and large ones smaller. */
export function lookScale({ width, height }: { readonly width: number; readonly height: number }): number {
  const longest = Math.max(width, height, 1);
  return Math.min(4, Math.max(0.5, 300 / longest), 1400 / longest);
}

/** The same for pages that look alike: of its size, its words, and its picture in few colours. */
async function printOf({ width, height }: ReaderPage, text: string, pixels: Pixels | null): Promise<string> {
  const words = new TextEncoder().encode(`${Math.round(width)} ${Math.round(height)} ${pixels ? 1 : 0} ${text.normalize("NFC").replace(/\s+/g, " ").trim()}\0`);
  const shades = pixels ? coarse(pixels.data) : new Uint8Array(0);
  const all = new Uint8Array(words.length + shades.length);
  all.set(words);
  all.set(shades, words.length);
  return sha256(all);
}

function coarse(data: Uint8ClampedArray): Uint8Array {
  const shades = new Uint8Array(data.length >> 2);
  for (let at = 0, to = 0; to < shades.length; at += 4, to += 1) shades[to] = ((data[at] ?? 0) & 0xe0) | (((data[at + 1] ?? 0) & 0xe0) >> 3) | ((data[at + 2] ?? 0) >> 6);
  return shades;
}

/** Hex SHA-256. */
export async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Pixels that differ clearly may be this part of all: two drawings of one content differ in nothing. */
const tolerance = 0.0002;

/** Whether two drawings of a page show the same outside of some areas. */
export function looksAlike(one: Pixels, other: Pixels, except: readonly Area[] = []): boolean {
  if (Math.abs(one.width - other.width) > 1 || Math.abs(one.height - other.height) > 1) return false;
  const width = Math.min(one.width, other.width);
  const height = Math.min(one.height, other.height);
  const skipped = except.map((area) => area.map((edge) => edge * one.scale) as unknown as Area);
  let different = 0;
  for (let row = 0; row < height; row += 1) {
    for (let x = 0; x < width; x += 1) {
      const a = 4 * (row * one.width + x);
      const b = 4 * (row * other.width + x);
      for (let channel = 0; channel < 3; channel += 1) {
        if (Math.abs((one.data[a + channel] ?? 0) - (other.data[b + channel] ?? 0)) <= 48) continue;
        // Lines are drawn on both sides of an area's edge.
        if (!skipped.some(([left, top, right, bottom]) => x >= left - 2 && x <= right + 2 && row >= top - 2 && row <= bottom + 2)) different += 1;
        break;
      }
    }
  }
  return different <= tolerance * width * height;
}
