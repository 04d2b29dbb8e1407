import { expect, test } from "vitest";
import { unpackGroup4 } from "../../../../core/prepare/convert/unpack-group4.ts";
import { packGroup4 } from "./tiff-samples.ts";

/** Chance that is the same in each run (Park and Miller). */
function chance(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
}

function bitsOf(rows: readonly (readonly number[])[]): Uint8Array {
  return Uint8Array.from(rows.flatMap((row) => Array.from({ length: Math.ceil(row.length / 8) }, (_, index) => Number.parseInt(Array.from({ length: 8 }, (_bit, bit) => row[index * 8 + bit] ?? 0).join(""), 2))));
}

test("a fax of Group 4 comes out as it went in, whatever is on it", () => {
  for (let seed = 1; seed <= 60; seed += 1) {
    const next = chance(seed * 7919);
    const width = 1 + Math.floor(next() * (seed % 10 === 0 ? 6000 : 300));
    const density = [0.01, 0.1, 0.5, 0.9, 0][seed % 5] ?? 0;
    let row: number[] = Array.from({ length: width }, () => (next() < density ? 1 : 0));
    const rows = Array.from({ length: 20 }, () => (row = row.map((point) => (next() < density / 4 ? 1 - point : point))));
    expect([seed, Buffer.from(unpackGroup4(packGroup4(rows), width, rows.length)).equals(bitsOf(rows))]).toEqual([seed, true]);
  }
});

test("a damaged fax ends, and is white from there on", () => {
  const next = chance(99);
  const rows = Array.from({ length: 50 }, () => Array.from({ length: 200 }, () => (next() < 0.3 ? 1 : 0)));
  const packed = packGroup4(rows);
  expect(unpackGroup4(packed.subarray(0, packed.length / 2), 200, 50).subarray(-25)).toEqual(new Uint8Array(25));
  for (let seed = 1; seed < 200; seed += 1) {
    const noise = chance(seed);
    expect(unpackGroup4(Uint8Array.from({ length: 500 }, () => noise() * 256), 200, 50)).toHaveLength(1250);
  }
  expect(unpackGroup4(new Uint8Array(0), 9, 2)).toEqual(new Uint8Array(4));
});
