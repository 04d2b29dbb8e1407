import { z } from "zod";
import type { Store } from "../store.ts";
import { operation } from "./operation.ts";

export const searchApi = (store: Store) => ({
  /** Cases, attachments and decisions that hold every word (as beginnings of words), best first. */
  "search.find": operation(z.strictObject({ words: z.string(), limit: z.number().int().min(1).max(500).default(50) }), ({ words, limit }) => store.search.find(words, limit)),
});
