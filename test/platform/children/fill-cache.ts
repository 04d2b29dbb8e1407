import { openPageCache } from "../../../platform/page-cache.ts";

/** Puts and gets a number of entries, with too little room for all of them. */
const [folder = "", count = "0"] = process.argv.slice(2);
const cache = openPageCache({ folder, limit: 2_000_000 });
for (let index = 0; index < Number(count); index += 1) {
  await cache.put(`side ${index}`, Buffer.alloc(50_000, index));
  const bytes = await cache.get(`side ${index % 7}`);
  if (bytes !== null && !Buffer.from(bytes).equals(Buffer.alloc(50_000, index % 7))) throw new Error(`side ${index % 7}`);
}
