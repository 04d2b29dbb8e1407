// Puts a stream of so many megabytes, reads it back, and says how much memory that took. With a third argument it
// stops and waits to be killed after so many megabytes.
import { openStore } from "../../../db/open-store.ts";

const [path = "", megabytes = "0", stopAfter = "never"] = process.argv.slice(2);
const { store } = openStore(path, { now: () => "2026-03-01T10:00:00.000Z", create: true });

const before = process.memoryUsage.rss();
const { sha256, size } = await store.files.put(stream(), "application/octet-stream");
let read = 0;
for (const chunk of store.files.read(sha256)) read += chunk.length;
const grown = process.resourceUsage().maxRSS * 1024 - before;
store.close();
process.stdout.write(`${JSON.stringify({ size, read, grown })}\n`);

async function* stream(): AsyncGenerator<Uint8Array> {
  const megabyte = Buffer.alloc(1024 * 1024);
  for (let sent = 0; sent < Number(megabytes); sent += 1) {
    if (sent === Number(stopAfter)) {
      process.stdout.write("waiting\n");
      await new Promise((done) => setTimeout(done, 60_000));
    }
    yield megabyte.fill(sent % 251); // one buffer for all, as a careless source would
  }
}
