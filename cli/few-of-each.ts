import { type Notice, notice } from "../core/errors.ts";

const few = 3;

/** The first findings of each kind and how many more there are: one page lost gives scores, and says it in the first. */
export function fewOfEach(findings: readonly Notice[]): Notice[] {
  const told = new Map<string, number>();
  const kept: Notice[] = [];
  let more = 0;
  for (const finding of findings) {
    const count = (told.get(finding.code) ?? 0) + 1;
    told.set(finding.code, count);
    if (finding.code === "proof.more") more += finding.facts.count;
    else if (count <= few) kept.push(finding);
    else more += 1;
  }
  return more === 0 ? kept : [...kept, notice("proof.more", { count: more })];
}
