// Adds bodies until it is killed, and says how many it has saved.
import { openStore } from "../../../db/open-store.ts";

const [path = ""] = process.argv.slice(2);
const { store } = openStore(path, { now: () => "2026-03-01T10:00:00.000Z" });
for (let saved = 1; saved < 100_000; saved += 1) {
  const name = `Udvalg ${saved}`;
  store.bodies.add({
    name, stampName: name, genitive: name, runningName: name, ownGenitive: null, abbreviation: null, printsKind: false,
    pack: "region",
  });
  process.stdout.write(`${saved}\n`);
}
