/**
 * What was worked out once and can be worked out again, kept between packets: everything in it may be gone at any time.
 * Neither call fails: what cannot be read is not there, and what cannot be kept is not kept.
 */
export interface PageCache {
  /** False where nothing is ever kept. */
  readonly keeps: boolean;
  /** The bytes as they were put, or null. The caller must not change them. */
  get(key: string): Promise<Uint8Array | null>;
  /** The key must tell all that the bytes depend on; the version of the code too. */
  put(key: string, bytes: Uint8Array): Promise<void>;
}
