import { compareDanish } from "../domain/danish-order.ts";
import type { Person } from "../domain/meeting.ts";

/** `Anna Aagaard (A)`; without party only the name. */
export function shown(person: Person): string {
  return person.party === null ? person.name : `${person.name} (${person.party})`;
}

/** Ordered by party letter, as they stand within each party; those without a party come last. */
export function byParty(people: readonly Person[]): Person[] {
  return people.toSorted((a, b) => {
    if (a.party === null || b.party === null) return Number(a.party === null) - Number(b.party === null);
    return compareDanish(a.party, b.party);
  });
}
