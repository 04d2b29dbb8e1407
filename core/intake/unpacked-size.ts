import { Unzip, UnzipInflate } from "fflate";

/** Bytes handed to the inflater at a time: a thousandfold at most comes out of them before the count is looked at. */
const slice = 16 * 1024;

/**
 * Whether a ZIP package unpacks to more than so many bytes, whatever its own directory says: a small file can hold
 * gigabytes of nothing. Counts while inflating and keeps nothing; a package that cannot be read says no.
 */
export function unpacksBeyond(bytes: Uint8Array, limit: number): boolean {
  let total = 0;
  const unzip = new Unzip((file) => {
    file.ondata = (_error, data) => {
      total += data?.length ?? 0;
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  try {
    for (let at = 0; at < bytes.length && total <= limit; at += slice) unzip.push(bytes.subarray(at, at + slice), at + slice >= bytes.length);
  } catch {
    // A broken package is refused, with its reason, by those that read it.
  }
  return total > limit;
}
