import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ImportedAgenda } from "../../../core/intake/imported-agenda.ts";
import { readAgendaText } from "../../../core/intake/read-agenda-text.ts";
import { loadPack } from "../../../templates/load-pack.ts";

const root = join(import.meta.dirname, "../../..");
const shared = join(root, "../shared");

export const regionPack = loadPack(join(root, "templates/region")).meaning;
export const kommunePack = loadPack(join(root, "templates/kommune")).meaning;

/** The real packet that the spec describes; null where it does not lie beside the checkout. */
export const seedPath = "seeds/001_a445fc160268071d.txt";
export const seedMissing = !existsSync(join(shared, seedPath)) || !existsSync(join(shared, "spec/packet-cases.json"));
if (seedMissing) console.warn("skipped: ../shared with the seed packet is not beside this checkout");

export function readShared(path: string): string {
  return readFileSync(join(shared, path), "utf8");
}

export function readSeed(): ImportedAgenda {
  return readAgendaText(readShared(seedPath), { pack: regionPack, body: "Udvalget vedr. tværsektorielt samarbejde", date: "2017-08-29" });
}
